//! A campaign whose last day is over: its pages stay, and ask nobody for anything.

use crate::links::pages;
use crate::{input, input_of, input_with, make, text};
use campaign::CampaignPath;
use site::Mode;
use testkit::at;

const NOTICE: &str = "This campaign ended on 6 January 2027.";

#[test]
fn the_end_of_the_last_day_is_a_change() {
    let input = input(Mode::Static);
    let last_day = make(&input, at("2027-01-06T23:59:59"));
    assert_eq!(last_day.until, Some(at("2027-01-07T00:00:00")));
    assert!(!text(&last_day, "/merry-muletide/").contains(NOTICE));
    assert!(text(&make(&input, at("2027-01-07T00:00:00")), "/merry-muletide/").contains(NOTICE));
}

#[test]
fn every_page_says_when_it_ended_and_none_asks_for_anything() {
    let interval = make(&input(Mode::Live), at("2027-02-01T12:00:00"));
    for (address, html) in pages(&interval) {
        if !address.starts_with("/merry-muletide/") {
            continue;
        }
        assert_eq!(html.matches(NOTICE).count(), 1, "{address}");
        let main = html.split("<main").nth(1).unwrap();
        let before_heading = main.split("<h1").next().unwrap();
        assert!(before_heading.contains(NOTICE), "{address} says it too late");
        assert!(!html.contains("class=\"go\""), "{address} has a button");
        assert!(
            !html.contains("\">One thing to do</a>"),
            "{address} leads to the act"
        );
        assert!(
            !html.contains("Go to the one thing to do"),
            "{address} leads to the act"
        );
        assert!(html.contains("Get help now"), "{address}");
    }
}

#[test]
fn the_page_of_the_act_stays_with_an_explanation() {
    let act = text(
        &make(&input(Mode::Live), at("2027-02-01T12:00:00")),
        "/merry-muletide/act/",
    );
    assert!(act.contains("There is nothing to do here now."));
    assert!(act.contains("class=\"message\""), "it shows what it asked for");
}

#[test]
fn words_to_send_stand_on_no_other_page_any_more() {
    let mut source = testkit::merry_muletide();
    let page = "+++\ntitle = \"More words\"\n+++\n\nWords:\n\n```message\ntext = \"Not for me.\"\n```\n";
    source.insert(CampaignPath::new("pages/words.md").unwrap(), page.as_bytes());
    let input = input_of(source, Mode::Live);
    let words = |now: &str| text(&make(&input, at(now)), "/merry-muletide/words/");
    assert!(words("2026-12-04T12:00:00").contains("Not for me."));
    assert!(!words("2027-02-01T12:00:00").contains("Not for me."));
}

#[test]
fn doors_help_codes_and_feeds_stay() {
    let input = input(Mode::Live);
    let during = make(&input, at("2027-01-06T12:00:00"));
    let after = make(&input, at("2030-01-01T12:00:00"));
    assert!(during.artefacts.keys().eq(after.artefacts.keys()));
    assert_eq!(text(&during, "/q/DOOR1"), text(&after, "/q/DOOR1"));
    assert!(text(&after, "/merry-muletide/help/").contains("0300 123 6600"));
}

#[test]
fn the_front_page_and_the_block_say_it_too() {
    let interval = make(&input(Mode::Live), at("2027-02-01T12:00:00"));
    let front = text(&interval, "/");
    assert!(front.contains("Ended on 6 January 2027.") && front.contains("Look back at #MerryMuletide"));
    let block = text(&interval, "/merry-muletide/embed/");
    assert!(block.contains("Ended on 6 January 2027.") && block.contains("Look back at #MerryMuletide"));
}

#[test]
fn a_campaign_of_one_day_ends_with_it() {
    let input = input_with(
        "campaign.toml",
        "ends = 2027-01-06",
        "ends = 2026-11-20",
        Mode::Live,
    );
    let page = |now: &str| text(&make(&input, at(now)), "/merry-muletide/");
    assert!(!page("2026-11-20T23:59:59").contains("This campaign ended"));
    assert!(page("2026-11-21T00:00:00").contains("This campaign ended on 20 November 2026."));
}
