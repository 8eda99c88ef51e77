//! The block for other people's pages, and what programs read of a page.

use crate::links::values;
use crate::{input, input_with, make, text};
use serde_json::Value;
use site::{Interval, Mode, Policy};
use testkit::at;

const BLOCK: &str = "/merry-muletide/embed/";
const ANSWER: &str = "/merry-muletide/embed/oembed.json";

fn now() -> jiff::Timestamp {
    at("2026-12-04T12:00:00")
}

fn policy(interval: &Interval, address: &str) -> String {
    match &interval.get(address).unwrap().policy {
        Policy::Page(text) | Policy::Block(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_block_leads_to_the_site_and_to_help_and_does_nothing_else() {
    let interval = make(&input(Mode::Live), now());
    let block = text(&interval, BLOCK);
    let links: Vec<&str> = values(&block, "href")
        .into_iter()
        .filter(|link| *link != "data:,")
        .collect();
    assert_eq!(links, ["/merry-muletide/", "/merry-muletide/help/"]);
    assert_eq!(values(&block, "target"), ["_top", "_top"]);
    for unwanted in ["<script", "<form", "tell/", "http-equiv", "canonical"] {
        assert!(!block.contains(unwanted), "the block has {unwanted}");
    }
    for wanted in [
        "Just a bit of festive fun?",
        "Get help now",
        "A worked example.",
        "noindex",
    ] {
        assert!(block.contains(wanted), "the block lacks {wanted}");
    }
    assert!(!text(&interval, "/sitemap.xml").contains("embed/"));
}

#[test]
fn the_block_may_be_shown_by_partners_and_no_page_by_anybody() {
    let with_websites = input_with(
        "campaign.toml",
        "kind = \"council\"\n",
        "kind = \"council\"\nwebsite = \"https://www.council.example/campaigns\"\n",
        Mode::Live,
    );
    let interval = make(&with_websites, now());
    assert!(policy(&interval, BLOCK).ends_with("frame-ancestors 'self' https://www.council.example"));
    assert!(policy(&interval, BLOCK).starts_with("default-src 'none';"));
    let alone = make(&input(Mode::Live), now());
    assert!(policy(&alone, BLOCK).ends_with("frame-ancestors 'self'"));
    for (address, artefact) in &interval.artefacts {
        if let Policy::Page(policy) = &artefact.policy {
            assert!(policy.ends_with("frame-ancestors 'none'"), "{address}");
        }
    }
    assert!(text(&interval, "/merry-muletide/press/").contains("on this site and on council.example."));
}

#[test]
fn the_code_to_copy_is_what_the_description_says() {
    let interval = make(&input(Mode::Live), now());
    let answer: Value = serde_json::from_str(&text(&interval, ANSWER)).unwrap();
    assert_eq!(
        (&answer["version"], &answer["type"]),
        (&"1.0".into(), &"rich".into())
    );
    assert_eq!((&answer["width"], &answer["height"]), (&600.into(), &400.into()));
    let code = answer["html"].as_str().unwrap();
    assert_eq!(values(code, "src"), ["https://example.org/merry-muletide/embed/"]);
    assert_eq!(
        values(code, "sandbox"),
        ["allow-top-navigation-by-user-activation"]
    );
    assert_eq!(values(code, "loading"), ["lazy"]);
    assert!(!values(code, "title")[0].is_empty());
    let escaped = code
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    assert!(text(&interval, "/merry-muletide/press/").contains(&escaped));
}

#[test]
fn every_listed_page_of_a_campaign_can_be_asked_about() {
    let interval = make(&input(Mode::Live), now());
    let shared = &interval.shared["https://example.org/merry-muletide/doors/4/"];
    assert_eq!(
        (&*shared.page, &*shared.answer),
        ("/merry-muletide/doors/4/", ANSWER)
    );
    assert!(
        !interval
            .shared
            .contains_key("https://example.org/merry-muletide/doors/5/")
    );
    assert!(
        !interval
            .shared
            .contains_key("https://example.org/merry-muletide/exit/")
    );
    for shared in interval.shared.values() {
        assert!(interval.get(&shared.page).is_some() && interval.get(&shared.answer).is_some());
    }
    let page = text(&interval, "/merry-muletide/act/");
    assert!(page.contains(
        "type=\"application/json+oembed\" title=\"Merry Muletide\" \
         href=\"https://example.org/oembed?format=json&amp;url=https%3A%2F%2Fexample.org%2Fmerry-muletide%2Fact%2F\""
    ));
    let written = text(&make(&input(Mode::Static), now()), "/merry-muletide/act/");
    assert!(written.contains(&format!("title=\"Merry Muletide\" href=\"{ANSWER}\"")));
}

#[test]
fn nothing_for_others_is_there_before_the_embargo() {
    let early = input_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "embargo = 2026-12-05T06:00:00\nstarts = 2026-11-20",
        Mode::Live,
    );
    let before = make(&early, now());
    assert!(before.shared.is_empty());
    assert!(
        before
            .artefacts
            .keys()
            .all(|address| !address.starts_with("/merry-muletide/"))
    );
    let after = make(&early, at("2026-12-05T06:00:00"));
    for address in [BLOCK, ANSWER] {
        assert_eq!(
            after.get(address).unwrap().not_before,
            Some(at("2026-12-05T06:00:00"))
        );
    }
}

/// The data block of a page.
fn data(interval: &Interval, address: &str) -> Option<Value> {
    let page = text(interval, address);
    let block = page.split("<script type=\"application/ld+json\">").nth(1)?;
    Some(serde_json::from_str(block.split("</script>").next()?).expect("the data block is JSON"))
}

#[test]
fn a_page_says_what_it_is_where_that_helps() {
    let interval = make(&input(Mode::Live), now());
    let home = data(&interval, "/merry-muletide/").unwrap();
    assert_eq!(
        (&home["@type"], &home["url"]),
        (&"WebSite".into(), &"https://example.org/merry-muletide/".into())
    );
    let door = data(&interval, "/merry-muletide/doors/4/").unwrap();
    assert_eq!(
        (&door["@type"], &door["datePublished"]),
        (&"Article".into(), &"2026-12-04T00:00:00Z".into())
    );
    for data in [&home, &door] {
        assert_eq!(
            data["creativeWorkStatus"],
            "A worked example. No public body has approved it."
        );
    }
    assert!(data(&interval, "/merry-muletide/help/").is_none());
}

#[test]
fn only_headings_that_ask_are_questions() {
    let interval = make(&input(Mode::Live), now());
    let questions = data(&interval, "/merry-muletide/questions/").unwrap();
    assert_eq!(questions["@type"], "FAQPage");
    let asked = questions["mainEntity"].as_array().unwrap();
    assert!(!asked.is_empty());
    for question in asked {
        assert!(question["name"].as_str().unwrap().ends_with('?'), "{question}");
        assert!(!question["acceptedAnswer"]["text"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_shared_link_has_a_preview_without_a_drawing() {
    let interval = make(&input(Mode::Live), now());
    let page = text(&interval, "/merry-muletide/doors/4/");
    for wanted in [
        "<meta property=\"og:url\" content=\"https://example.org/merry-muletide/doors/4/\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:locale\" content=\"en_GB\">",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(
        !page.contains("og:image") && !page.contains("twitter:"),
        "networks read no drawings"
    );
    assert!(
        !text(&interval, "/merry-muletide/exit/").contains("og:"),
        "what is not listed is not shared"
    );
}

#[test]
fn a_campaign_with_a_name_of_its_own_is_known_by_it_everywhere() {
    let mut site = input(Mode::Live);
    site.hosts = [("merry-muletide".into(), "https://merry.example".to_owned())].into();
    let interval = make(&site, now());
    let answer = text(&interval, ANSWER);
    let feeds = text(&interval, "/merry-muletide/feed.atom") + &text(&interval, "/merry-muletide/feed.json");
    assert!(
        answer.contains("https://merry.example/merry-muletide/embed/"),
        "{answer}"
    );
    assert!(feeds.contains("tag:merry.example,2026-11-20:merry-muletide/doors/4/"));
    for text in [answer, feeds] {
        assert!(!text.contains("https://example.org"), "{text}");
    }
    for shared in ["https://merry.example/", "https://merry.example/merry-muletide/"] {
        assert_eq!(&*interval.shared[shared].page, "/merry-muletide/", "{shared}");
    }
}
