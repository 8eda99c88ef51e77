//! Time is ours: what is not due is not there.

use crate::{everything, input, input_of, input_with, make, text};
use campaign::CampaignPath;
use site::Mode;
use testkit::at;

/// A word of the third door that stands nowhere else.
fn title_of_door(day: u8) -> String {
    let input = input(Mode::Live);
    let door = input.campaigns[0]
        .campaign
        .doors()
        .into_iter()
        .find(|door| door.kind == campaign::PageKind::Door(day));
    door.unwrap().title.value.clone()
}

#[test]
fn a_door_is_seen_at_its_second_and_named_nowhere_before() {
    let input = input(Mode::Live);
    let before = make(&input, at("2026-12-02T23:59:59"));
    let after = make(&input, at("2026-12-03T00:00:00"));
    assert!(before.get("/merry-muletide/doors/3/").is_none());
    assert!(text(&after, "/merry-muletide/doors/3/").contains(&title_of_door(3)));
    assert!(text(&after, "/merry-muletide/doors/").contains(&title_of_door(3)));
    let all = everything(&before);
    for trace in [title_of_door(3).as_str(), "doors/3/", "door-03"] {
        assert!(!all.contains(trace), "{trace} can be found before its day");
    }
    assert!(text(&before, "/merry-muletide/doors/").contains("opens 3 December"));
}

#[test]
fn the_interval_ends_where_the_next_door_opens() {
    let input = input(Mode::Static);
    let interval = make(&input, at("2026-12-02T12:00:00"));
    assert_eq!(interval.until, Some(at("2026-12-03T00:00:00")));
    assert!(make(&input, at("2027-07-01T00:00:00")).until.is_none());
}

#[test]
fn before_december_the_calendar_says_when_it_opens_and_afterwards_all_doors_stay() {
    let input = input(Mode::Live);
    let november = make(&input, at("2026-11-24T12:00:00"));
    assert!(text(&november, "/merry-muletide/doors/").contains("Tuesday 1 December"));
    let january = make(&input, at("2027-02-01T12:00:00"));
    for day in 1..=24 {
        assert!(january.get(&format!("/merry-muletide/doors/{day}/")).is_some());
    }
}

#[test]
fn nothing_of_a_campaign_is_named_before_its_embargo() {
    let input = input_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "embargo = 2026-12-05T06:00:00\nstarts = 2026-11-20",
        Mode::Live,
    );
    let before = make(&input, at("2026-12-05T05:59:59"));
    let all = everything(&before).to_lowercase();
    for trace in ["muletide", "festive", "door"] {
        assert!(!all.contains(trace), "{trace} can be found before the embargo");
    }
    assert_eq!(before.until, Some(at("2026-12-05T06:00:00")));
    assert!(
        make(&input, at("2026-12-05T06:00:00"))
            .get("/merry-muletide/")
            .is_some()
    );
}

#[test]
fn help_says_what_is_open_now_and_a_bank_holiday_is_a_change() {
    let hours = "hours = [\"Mon-Fri 09:00-17:00\"]\nclosed_on_bank_holidays = true\nout_of_hours = \"0345 606 1212\"\n";
    let service = format!(
        "[[help]]\nid = \"office\"\nname = \"The office\"\nwhat = \"Answers\"\nphone = \"01702 215007\"\n{hours}source = \"https://example.org\"\nchecked = 2026-11-02\nexpires = 2027-05-02\nowner = \"the council\"\n"
    );
    let mut source = testkit::merry_muletide();
    source.insert(CampaignPath::new("help.toml").unwrap(), service.into_bytes());
    source.insert(
        CampaignPath::new("pages/help.md").unwrap(),
        *b"+++\ntitle = \"Get help\"\n+++\n\n```help\n```\n",
    );
    let live = input_of(source.clone(), Mode::Live);
    let help = |now: &str| text(&make(&live, at(now)), "/merry-muletide/help/");
    assert!(help("2026-12-24T12:00:00").contains("Open now, until 17:00."));
    assert!(!help("2026-12-24T12:00:00").contains("0345 606 1212"));
    let closed = help("2026-12-25T12:00:00");
    assert!(
        closed.contains("Closed now. Opens Tuesday 29 December at 09:00.")
            && closed.contains("0345 606 1212")
    );
    assert_eq!(
        make(&live, at("2026-12-24T12:00:00")).until,
        Some(at("2026-12-24T17:00:00"))
    );
    let written = text(
        &make(&input_of(source, Mode::Static), at("2026-12-24T12:00:00")),
        "/merry-muletide/help/",
    );
    assert!(
        !written.contains("Open now")
            && written.contains("Mon-Fri 09:00-17:00")
            && written.contains("0345 606 1212")
    );
}

#[test]
fn a_stale_number_stays_on_the_page_with_the_day_it_was_checked() {
    let interval = make(&input(Mode::Live), at("2031-06-01T12:00:00"));
    let help = text(&interval, "/merry-muletide/help/");
    assert!(help.contains("0300 123 6600") && help.contains("Checked on"));
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_was_made_before() {
    let input = input(Mode::Live);
    let now = at("2026-12-03T10:00:00");
    let fresh = make(&input, now);
    let earlier = make(&input, at("2026-12-01T10:00:00"));
    let after_another = site::make(&input, now, Some(&earlier));
    assert_eq!(format!("{fresh:?}"), format!("{after_another:?}"));
}
