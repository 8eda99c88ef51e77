//! Feeds: well formed, and never ahead of the pages.

use crate::{everything, input, input_with, make, text};
use campaign::PageKind;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use site::{Interval, Mode};
use testkit::at;

const ATOM: &str = "/merry-muletide/feed.atom";
const JSON: &str = "/merry-muletide/feed.json";

/// The texts of every element of this name, in their order. Fails when the XML is not well formed.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open: Vec<String> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    loop {
        match reader.read_event().expect("the XML is well formed") {
            Event::Start(start) => {
                open.push(start.name().as_ref().to_owned());
                if open.last().is_some_and(|open| open == name) {
                    found.push(String::new());
                }
            }
            Event::End(_) => _ = open.pop(),
            Event::Text(text) if open.last().is_some_and(|open| open == name) => {
                found.last_mut().unwrap().push_str(&text);
            }
            Event::GeneralRef(name_of) if open.last().is_some_and(|open| open == name) => {
                found.last_mut().unwrap().push_str(&format!("&{};", &*name_of));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is left open");
    found
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the feed is JSON")
}

#[test]
fn an_atom_feed_has_all_that_the_standard_asks_for() {
    let interval = make(&input(Mode::Live), at("2026-12-03T12:00:00"));
    let feed = text(&interval, ATOM);
    let ids = texts(&feed, "id");
    assert_eq!(ids[0], "tag:example.org,2026-11-20:merry-muletide/");
    assert_eq!(ids[1], "tag:example.org,2026-11-20:merry-muletide/doors/3/");
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let updated = texts(&feed, "updated");
    assert_eq!(updated.len(), ids.len());
    assert_eq!(
        (updated[0].as_str(), updated[1].as_str()),
        ("2026-12-03T00:00:00Z", "2026-12-03T00:00:00Z")
    );
    assert!(updated.is_sorted_by(|newer, older| newer >= older), "{updated:?}");
    assert_eq!(
        texts(&feed, "name"),
        ["the council", "the police", "the newspaper"]
    );
    assert!(feed.contains(
        "rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/merry-muletide/feed.atom\""
    ));
    assert!(feed.contains("href=\"https://example.org/merry-muletide/chain/#link-1\""));
    assert_eq!(
        interval.get(ATOM).unwrap().content_type,
        "application/atom+xml; charset=utf-8"
    );
}

#[test]
fn a_link_of_the_chain_is_not_named_before_the_page_on_which_it_stands() {
    let mut input = input(Mode::Live);
    let campaign = &mut crate::only(&mut input).campaign;
    let day = at("2026-12-04T00:00:00");
    let chain = campaign
        .pages
        .iter_mut()
        .find(|page| page.kind == PageKind::Chain)
        .unwrap();
    chain.not_before = Some(day);
    let link = campaign.chain().first().unwrap().title.value.clone();
    let before = make(&input, at("2026-12-03T12:00:00"));
    assert!(!everything(&before).contains(&link), "{link}");
    let pictures = |interval: &Interval| {
        let addresses = interval.artefacts.keys();
        addresses
            .filter(|address| address.contains("/media/link-"))
            .count()
    };
    let after = make(&input, day);
    assert!(text(&after, ATOM).contains(&format!("<title>{link}</title>")));
    // Other pages may show one of them too.
    assert!(
        pictures(&before) < pictures(&after),
        "its picture can be had before it"
    );
    assert_eq!(
        json(&text(&after, JSON))["items"][0]["date_published"],
        "2026-12-04T00:00:00Z"
    );
}

#[test]
fn a_json_feed_says_the_same() {
    let interval = make(&input(Mode::Live), at("2026-12-03T12:00:00"));
    let feed = json(&text(&interval, JSON));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://example.org/merry-muletide/feed.json");
    let items = feed["items"].as_array().unwrap();
    let atom = texts(&text(&interval, ATOM), "id");
    let ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, atom[1..]);
    for item in items {
        for member in ["url", "title", "content_text", "date_published"] {
            assert!(
                item[member].as_str().is_some_and(|text| !text.is_empty()),
                "{member} of {item}"
            );
        }
        let says_so = item["content_text"]
            .as_str()
            .unwrap()
            .contains("A worked example.");
        assert!(says_so, "an entry travels without its page: {item}");
    }
}

#[test]
fn what_is_not_due_is_in_no_feed() {
    let input = input(Mode::Live);
    for address in [ATOM, JSON] {
        let before = text(&make(&input, at("2026-12-02T23:59:59")), address);
        let after = text(&make(&input, at("2026-12-03T00:00:00")), address);
        assert!(
            !before.contains("doors/3/") && before.contains("doors/2/"),
            "{address}"
        );
        assert!(after.contains("doors/3/"), "{address}");
    }
    let early = input_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "embargo = 2026-12-05T06:00:00\nstarts = 2026-11-20",
        Mode::Live,
    );
    let before = make(&early, at("2026-12-05T05:59:59"));
    assert!(before.get(ATOM).is_none() && before.get(JSON).is_none());
    let after = make(&early, at("2026-12-05T06:00:00"));
    assert_eq!(
        after.get(ATOM).unwrap().not_before,
        Some(at("2026-12-05T06:00:00"))
    );
    // Nothing became public before the embargo.
    assert!(
        texts(&text(&after, ATOM), "updated")
            .iter()
            .all(|day| day == "2026-12-05T06:00:00Z")
    );
}

#[test]
fn no_entry_is_from_the_future_and_ids_stay() {
    let input = input(Mode::Live);
    let november = text(&make(&input, at("2026-11-01T12:00:00")), ATOM);
    assert!(
        texts(&november, "updated")
            .iter()
            .all(|day| day.as_str() <= "2026-11-01T12:00:00Z"),
        "{november}"
    );
    let ids = texts(&november, "id");
    let later = texts(&text(&make(&input, at("2027-02-01T12:00:00")), ATOM), "id");
    assert!(ids.iter().all(|id| later.contains(id)));
}

#[test]
fn a_feed_with_odd_characters_is_well_formed() {
    let input = input_with(
        "pages/doors/01.md",
        "title = \"",
        "title = \"<b> & ]]> \\u0008 “quoted” ",
        Mode::Live,
    );
    let interval = make(&input, at("2026-12-01T12:00:00"));
    assert!(texts(&text(&interval, ATOM), "title")[1].contains("&lt;b&gt; &amp; ]]&gt;"));
    let title = json(&text(&interval, JSON))["items"][0]["title"].clone();
    assert!(title.as_str().unwrap().starts_with("<b> & ]]> "), "{title}");
}

#[test]
fn every_listed_page_names_the_feeds() {
    let interval = make(&input(Mode::Live), at("2026-12-03T12:00:00"));
    for address in [
        "/merry-muletide/",
        "/merry-muletide/doors/2/",
        "/merry-muletide/press/",
    ] {
        let page = text(&interval, address);
        for (kind, feed) in [("application/atom+xml", ATOM), ("application/feed+json", JSON)] {
            let link =
                format!("<link rel=\"alternate\" type=\"{kind}\" title=\"Merry Muletide\" href=\"{feed}\">");
            assert!(page.contains(&link), "{address} lacks {link}");
        }
    }
}
