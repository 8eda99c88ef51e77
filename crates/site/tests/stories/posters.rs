//! Posters are made when they are asked for, by the same code for visitors and for files.

use crate::{input, input_with, make, only, tree};
use campaign::{CampaignPath, Format};
use site::{Content, Interval, Job, Mode, Order, Packing, SiteInput, TreeFile, Workshop, all_posters};
use std::sync::Arc;
use testkit::{FakePress, at, noon_of_door_seven};

fn printing(input: SiteInput) -> SiteInput {
    SiteInput {
        press: Some(Arc::new(FakePress::default())),
        packing: Packing::None,
        ..input
    }
}

fn order(interval: &Interval, address: &str) -> Arc<Order> {
    let artefact = interval
        .get(address)
        .unwrap_or_else(|| panic!("{address} is not there"));
    match &artefact.content {
        Content::Made(order) => Arc::clone(order),
        other => panic!("{address} is {other:?}"),
    }
}

fn printed(interval: &Interval, address: &str) -> String {
    String::from_utf8(order(interval, address).make().unwrap().to_vec()).unwrap()
}

fn posters(interval: &Interval) -> Vec<&str> {
    let addresses = interval.artefacts.keys().map(|address| &**address);
    addresses.filter(|address| address.ends_with(".pdf")).collect()
}

/// The campaign with a copy for one pub.
fn with_a_pub(mode: Mode) -> SiteInput {
    let rows = "code,kind,name,page,poster,format\nPUB7,venue,The Ship,act,let-go,a4\n";
    let mut source = testkit::merry_muletide();
    source.insert(CampaignPath::new("placements.csv").unwrap(), rows.as_bytes());
    printing(crate::input_of(source, mode))
}

#[test]
fn a_program_without_a_press_has_no_posters() {
    assert_eq!(posters(&make(&input(Mode::Live), noon_of_door_seven())), [""; 0]);
}

#[test]
fn each_poster_is_there_in_each_format_with_its_page_in_its_code() {
    let interval = make(&printing(input(Mode::Live)), noon_of_door_seven());
    // Copies of placements stand one step deeper.
    let formats = posters(&interval)
        .into_iter()
        .filter_map(|address| address.strip_prefix("/merry-muletide/posters/let-go/"))
        .filter(|file| !file.contains('/'))
        .count();
    assert_eq!(formats, 5);
    let artefact = interval.get("/merry-muletide/posters/let-go/a4.pdf").unwrap();
    assert_eq!(artefact.content_type, "application/pdf");
    let text = printed(&interval, "/merry-muletide/posters/let-go/a4.pdf");
    assert!(
        text.contains("poster let-go format a4 headline You asked about the turkey. picture media/tag.svg"),
        "{text}"
    );
    assert!(
        text.contains("link https://example.org/merry-muletide/posters/let-go/ twin"),
        "{text}"
    );
}

#[test]
fn a_placement_has_a_copy_with_its_own_short_link() {
    let interval = make(&with_a_pub(Mode::Live), noon_of_door_seven());
    let text = printed(&interval, "/merry-muletide/posters/let-go/a4/PUB7.pdf");
    assert!(
        text.contains(
            "link https://example.org/q/PUB7 twin https://example.org/merry-muletide/posters/let-go/"
        ),
        "{text}"
    );
    assert!(
        interval
            .get("/merry-muletide/posters/let-go/a3/PUB7.pdf")
            .is_none()
    );
}

#[test]
fn files_and_visitors_get_the_same_bytes() {
    let live = make(&with_a_pub(Mode::Live), noon_of_door_seven());
    let files = tree(&with_a_pub(Mode::Static), noon_of_door_seven());
    for address in posters(&live) {
        let file = CampaignPath::new(address.trim_start_matches('/')).unwrap();
        let Some(TreeFile::Made(written)) = files.get(&file) else {
            panic!("{address} is not among the files")
        };
        assert_eq!(
            written.make().unwrap(),
            order(&live, address).make().unwrap(),
            "{address}"
        );
        assert_eq!(written.etag, order(&live, address).etag);
    }
}

#[test]
fn a_poster_waits_for_the_door_that_has_its_picture() {
    let input = printing(input_with(
        "posters/let-go.toml",
        "media/tag.svg",
        "media/door-11.svg",
        Mode::Live,
    ));
    let address = "/merry-muletide/posters/let-go/a4.pdf";
    assert!(make(&input, at("2026-12-10T23:59:59")).get(address).is_none());
    assert!(make(&input, at("2026-12-11T00:00:00")).get(address).is_some());
}

#[test]
fn a_poster_waits_for_the_page_that_its_code_leads_to() {
    let input = printing(input_with(
        "posters/let-go.toml",
        "layout = ",
        "page = \"doors/11\"\nlayout = ",
        Mode::Live,
    ));
    let address = "/merry-muletide/posters/let-go/a4.pdf";
    assert!(make(&input, at("2026-12-10T23:59:59")).get(address).is_none());
    let text = printed(&make(&input, at("2026-12-11T00:00:00")), address);
    assert!(
        text.contains("link https://example.org/merry-muletide/doors/11/ twin"),
        "{text}"
    );
}

#[test]
fn nothing_is_printed_before_the_embargo_and_everything_says_when_it_begins() {
    let mut input = printing(input(Mode::Live));
    let embargo = at("2026-12-01T06:00:00");
    only(&mut input).campaign.about.embargo = Some(embargo);
    assert_eq!(posters(&make(&input, at("2026-12-01T05:59:59"))), [""; 0]);
    let interval = make(&input, embargo);
    assert!(!posters(&interval).is_empty());
    for address in posters(&interval) {
        assert_eq!(
            interval.get(address).unwrap().not_before,
            Some(embargo),
            "{address}"
        );
    }
}

#[test]
fn the_tag_changes_with_whatever_the_bytes_depend_on() {
    let address = "/merry-muletide/posters/let-go/a4.pdf";
    let tag = |input: &SiteInput| order(&make(input, noon_of_door_seven()), address).etag.clone();
    let usual = printing(input(Mode::Live));
    assert_eq!(tag(&usual), tag(&usual));
    assert!(tag(&usual).starts_with('"') && tag(&usual).ends_with('"'));
    let mut others = vec![usual.clone(), usual.clone(), usual.clone()];
    others[0].version = "0.0.1";
    others[1].base_url = "https://campaigns.example".to_owned();
    others[2]
        .hosts
        .insert("merry-muletide".into(), "https://muletide.example".to_owned());
    others.push(printing(input_with(
        "posters/let-go.toml",
        "turkey",
        "goose",
        Mode::Live,
    )));
    let mut tags: Vec<_> = others.iter().map(tag).collect();
    tags.push(tag(&usual));
    let interval = make(&usual, noon_of_door_seven());
    tags.extend(
        posters(&interval)
            .into_iter()
            .filter(|other| *other != address)
            .map(|other| order(&interval, other).etag.clone()),
    );
    let count = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count, "two things have one tag");
}

#[test]
fn what_is_printed_beforehand_is_everything_whatever_the_day() {
    let input = printing(input_with(
        "posters/let-go.toml",
        "media/tag.svg",
        "media/door-11.svg",
        Mode::Live,
    ));
    let campaign = Arc::clone(&input.campaigns[0]);
    let jobs = all_posters(&campaign.campaign, true);
    // Five formats, and a picture for screens; the copies of placements likewise.
    let placements = campaign.campaign.placements.iter();
    let copies: usize = placements
        .filter_map(|placement| placement.format)
        .map(|format| if format == Format::Screen { 2 } else { 1 })
        .sum();
    assert!(copies > 0);
    assert_eq!(jobs.len(), campaign.campaign.posters.len() * 6 + copies);
    let workshop = Arc::new(Workshop::new(&input, campaign, at("2026-11-01T12:00:00")));
    for job in jobs {
        let is_picture = matches!(job, Job::Screen { .. });
        let made = Order::new(&workshop, job).make().unwrap();
        let said = format!("printer {}\n", !is_picture);
        assert!(String::from_utf8_lossy(&made).ends_with(&said));
    }
}

#[test]
fn what_cannot_be_printed_is_a_finding_with_its_line() {
    let input = printing(input_with(
        "posters/let-go.toml",
        "You asked about the turkey.",
        "This cannot be printed.",
        Mode::Live,
    ));
    let interval = make(&input, noon_of_door_seven());
    let findings = order(&interval, "/merry-muletide/posters/let-go/a4.pdf")
        .make()
        .unwrap_err();
    assert_eq!(findings[0].place.to_string(), "posters/let-go.toml:2:12");
}

#[test]
fn an_own_name_stands_in_the_links_of_its_posters() {
    let mut input = with_a_pub(Mode::Live);
    input
        .hosts
        .insert("merry-muletide".into(), "https://muletide.example".to_owned());
    let interval = make(&input, noon_of_door_seven());
    let text = printed(&interval, "/merry-muletide/posters/let-go/a4.pdf");
    assert!(
        text.contains("link https://muletide.example/merry-muletide/posters/let-go/ "),
        "{text}"
    );
}
