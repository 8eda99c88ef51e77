//! The press release says the same as a page, as plain text and in a word processor.

use crate::{everything, input, input_of, input_with, make, only, text};
use campaign::CampaignPath;
use quick_xml::Reader;
use quick_xml::events::Event;
use site::{Content, Interval, Mode, SiteInput};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use testkit::at;

const NOW: &str = "2026-12-04T12:00:00";
const PAGE: &str = "/merry-muletide/press/release/";

fn made(interval: &Interval, address: &str) -> Vec<u8> {
    let artefact = interval
        .get(address)
        .unwrap_or_else(|| panic!("{address} is not there"));
    match &artefact.content {
        Content::Made(order) => order.make().unwrap().to_vec(),
        other => panic!("{address} is {other:?}"),
    }
}

fn plain(interval: &Interval) -> String {
    String::from_utf8(made(interval, &format!("{PAGE}release.txt"))).unwrap()
}

/// The parts of the word processor's file by their names.
fn parts(interval: &Interval) -> BTreeMap<String, String> {
    let bytes = made(interval, &format!("{PAGE}release.docx"));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The words of an XML or HTML text in their order, without marks.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(name) => words.push_str(match &*name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("{other}"),
            }),
            Event::End(end) if matches!(end.local_name().as_ref(), "p" | "li" | "h1" | "h2") => {
                words.push(' ')
            }
            Event::Eof => break,
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The release's own part of its page.
fn main(page: &str) -> &str {
    let main = page.split("<div class=\"wrap\">\n").nth(1).unwrap();
    main.split("\n</div>\n").next().unwrap()
}

/// The series with this press release.
fn with_release(file: &str) -> SiteInput {
    let mut source = testkit::merry_muletide();
    let path = CampaignPath::new("pages/press/release.md").unwrap();
    source.insert(path, file.as_bytes().to_vec());
    input_of(source, Mode::Live)
}

#[test]
fn the_three_forms_say_the_same_words_in_the_same_order() {
    let input = with_release(
        "+++\ntitle = \"A <title> & more\"\ndescription = \"A sentence.\"\nhelp = [\"frank\", \"childline\"]\n+++\n\nIn one year \
         [about 15,500](fact:children-at-risk) children, *as* **12** as [](fact:youngest), and again \
         [15,500](fact:children-at-risk). Ring [them](help:frank).\n\n## Known\n\n- One [thing](page:act)\n- Another\n\n\
         ```voice\nid = \"council-children\"\n```\n\n```message\ntext = \"Not for me.\"\n```\n",
    );
    let interval = make(&input, at(NOW));
    let document = words(&parts(&interval)["word/document.xml"]);
    for phrase in [
        "EXAMPLE, NOT ISSUED For immediate release Please do not publish",
        "A <title> & more Southend-on-Sea, 20 November 2026 A sentence. In one year about 15,500 [1] children, as 12 as 12 [2], and again 15,500 [1]. \
         Ring them (0300 123 6600). Known One thing Another",
        "The council's director of children's services. An example. No office has said this. Not for me. Ends Notes to editors",
        "[1] about 15,500 children: Children found to be at risk",
        "Take care: All crime, not county lines alone. The Home Office calls it a likely undercount. Home Office, county lines programme data, updated 30 December 2025. Checked on 24 November 2026. https://www.gov.uk/",
        "Childline: 0800 1111",
        "Do not name or picture a child.",
    ] {
        assert!(document.contains(phrase), "{phrase}\n{document}");
    }
    // The page has its list of facts numbered, links to its other forms, and the headline before the dateline, as all have.
    let page = words(&format!(
        "<div>{}</div>",
        main(&text(&interval, PAGE)).replace("<br>", "")
    ));
    let page = page.replace(
        "The same words to take along: for a word processor (DOCX) · as plain text (TXT) ",
        "",
    );
    assert_eq!(
        page,
        document
            .replace("[1] about 15,500 c", "about 15,500 c")
            .replace("[2] 12 y", "12 y")
    );
    // Plain text underlines headings, marks items, and writes an address behind the words that lead there.
    let plain: Vec<String> = plain(&interval)
        .lines()
        .map(|line| line.trim_start_matches("- ").trim().to_owned())
        .filter(|line| !line.chars().all(|character| "=-".contains(character)))
        .collect();
    let plain = plain.join(" ");
    let plain = plain
        .replace("One thing (https://example.org/merry-muletide/act/)", "One thing")
        .replace(" (https://www.talktofrank.com)", "")
        .replace(" (https://www.childline.org.uk)", "");
    assert_eq!(plain, document);
}

#[test]
fn a_line_of_plain_text_has_at_most_72_characters_but_for_addresses() {
    for line in plain(&make(&input(Mode::Live), at(NOW))).lines() {
        assert!(line.chars().count() <= 72 || line.contains("http"), "{line}");
    }
}

#[test]
fn the_word_processor_finds_every_part_that_the_file_names() {
    let parts = parts(&make(&input(Mode::Live), at(NOW)));
    for (name, xml) in &parts {
        assert!(
            xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\""),
            "{name}"
        );
        _ = words(xml);
    }
    let types = &parts["[Content_Types].xml"];
    for name in parts
        .keys()
        .filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml")
    {
        assert!(
            types.contains(&format!("PartName=\"/{name}\"")),
            "{name} has no type"
        );
    }
    assert!(parts["_rels/.rels"].contains("Target=\"word/document.xml\""));
    let values = |xml: &str, attribute: &str| -> BTreeSet<String> {
        let opening = format!(" {attribute}=\"");
        let found = xml.split(opening.as_str()).skip(1);
        found
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    let (document, relations) = (
        &parts["word/document.xml"],
        &parts["word/_rels/document.xml.rels"],
    );
    let known = values(relations, "Id");
    for id in values(document, "r:id") {
        assert!(known.contains(&id), "{id} leads nowhere");
    }
    for file in values(relations, "Target")
        .iter()
        .filter(|target| target.ends_with(".xml"))
    {
        assert!(parts.contains_key(&format!("word/{file}")), "{file} is not there");
    }
    let styles = values(&parts["word/styles.xml"], "w:styleId");
    for style in document
        .split("Style w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(styles.contains(style), "there is no style {style}");
    }
    for anchor in values(document, "w:anchor") {
        assert!(
            values(document, "w:name").contains(&anchor),
            "there is no {anchor}"
        );
    }
    assert_eq!(document.matches("w:val=\"Heading1\"").count(), 1);
    assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"en-GB\""));
    assert!(parts["word/header1.xml"].contains("EXAMPLE, NOT ISSUED"));
    assert!(
        parts["docProps/core.xml"]
            .contains("<dc:title>Before the Christmas party, one question about the order</dc:title>")
    );
}

#[test]
fn the_same_release_has_the_same_bytes_on_any_day_on_which_nothing_changes() {
    let docx = |now| made(&make(&input(Mode::Live), at(now)), &format!("{PAGE}release.docx"));
    assert_eq!(docx("2026-12-04T09:00:00"), docx("2026-12-04T17:30:00"));
}

#[test]
fn a_release_says_until_when_it_is_held_and_that_it_is_not_any_more() {
    let mut input = input(Mode::Live);
    only(&mut input).campaign.about.worked_example = false;
    only(&mut input).campaign.about.embargo = Some(at("2026-12-01T06:00:00"));
    let campaign = std::sync::Arc::clone(&input.campaigns[0]);
    // A site shows nothing before: whoever makes it for somebody asks here.
    let release = |now| {
        let workshop = site::Workshop::new(&input, std::sync::Arc::clone(&campaign), at(now));
        workshop.with_context(render::release).unwrap()
    };
    assert!(make(&input, at("2026-12-01T05:59:59")).get(PAGE).is_none());
    assert_eq!(
        release("2026-11-20T12:00:00").standing,
        "Embargoed until 06:00 on Tuesday 1 December 2026"
    );
    let after = release("2026-12-01T06:00:00");
    assert_eq!(after.standing, "For immediate release");
    assert_eq!(after.dateline, "Southend-on-Sea, 1 December 2026");
    assert_eq!(after.example, None);
}

#[test]
fn a_statement_that_no_office_approved_is_in_no_form() {
    let mut input = input(Mode::Live);
    only(&mut input).campaign.about.worked_example = false;
    let interval = make(&input, at(NOW));
    assert!(!text(&interval, PAGE).contains("A child who is made to carry"));
    assert!(!plain(&interval).contains("A child who is made to carry"));
    assert!(!plain(&interval).contains("EXAMPLE"));
    only(&mut input).campaign.voices[0].approved = Some(jiff::civil::date(2026, 11, 16));
    assert!(plain(&make(&input, at(NOW))).contains("“A child who is made to carry"));
}

#[test]
fn a_page_that_is_not_due_is_named_in_no_form() {
    let interval = make(
        &with_release(
            "+++\ntitle = \"A release\"\n+++\n\nOpen [it](page:doors/24) and [this](page:doors/3).\n",
        ),
        at(NOW),
    );
    let plain = plain(&interval).replace('\n', " ");
    assert!(
        plain.contains("Open it and this (https://example.org/merry-muletide/doors/3/)."),
        "{plain}"
    );
    assert!(!text(&interval, PAGE).contains("doors/24"));
}

#[test]
fn without_its_file_there_is_no_release_and_nothing_leads_to_one() {
    let mut source = testkit::merry_muletide();
    source.remove(&CampaignPath::new("pages/press/release.md").unwrap());
    assert!(!everything(&make(&input_of(source, Mode::Live), at(NOW))).contains("press/release"));
}

#[test]
fn a_release_that_waits_is_named_nowhere() {
    let input = input_with(
        "pages/press/release.md",
        "title = ",
        "not_before = 2026-12-10T06:00:00\ntitle = ",
        Mode::Live,
    );
    assert!(!everything(&make(&input, at(NOW))).contains("press/release"));
    let after = make(&input, at("2026-12-10T06:00:00"));
    assert!(plain(&after).contains("Southend-on-Sea, 10 December 2026"));
    assert!(
        text(&after, "/merry-muletide/press/")
            .contains("href=\"/merry-muletide/press/release/release.docx\"")
    );
}

#[test]
fn characters_that_no_xml_can_hold_do_not_break_the_file() {
    let input = with_release("+++\ntitle = \"A\\u0001B\"\n+++\n\nC \u{b} D \u{ffff} E & <w:p>\n");
    let document = words(&parts(&make(&input, at(NOW)))["word/document.xml"]);
    assert!(
        document.contains("AB ") && document.contains("E & <w:p>"),
        "{document}"
    );
}
