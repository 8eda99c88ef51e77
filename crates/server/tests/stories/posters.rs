//! Posters are made when they are asked for, and nobody who wants a page waits for one.

use crate::house::{HandClock, House, Response, for_testing, wait_until};
use campaign::{CampaignPath, MemorySource};
use server::{Limits, Live, Make, Settings};
use site::{CampaignInput, Folder, MediaFile, Mode, Packing, SiteInput};
use std::sync::Arc;
use testkit::FakePress;

const POSTER: &str = "/merry-muletide/posters/let-go/a4.pdf";
const NOON: &str = "2026-12-07T12:00:00Z";

/// A site with posters, of which one cannot be printed and one breaks the press.
fn site(press: &Arc<FakePress>) -> Make {
    let mut source = testkit::with_a_waiting_poster();
    spoil(&mut source);
    site_of(source, press)
}

fn spoil(source: &mut MemorySource) {
    let mut write = |file: &str, headline: &str| {
        let text = format!(
            "headline = \"{headline}\"\nact = \"Ask.\"\nlayout = \"type\"\nformats = [\"a4\"]\naudience = \"people-who-use-drugs\"\n"
        );
        source.insert(CampaignPath::new(file).unwrap(), text.into_bytes());
    };
    write("posters/wrong.toml", "This cannot be printed.");
    write("posters/broken.toml", "This breaks the press.");
}

fn site_of(source: MemorySource, press: &Arc<FakePress>) -> Make {
    let loaded = testkit::load(source);
    let media = loaded.source.files().iter().map(|(path, file)| {
        let cleaned = file.cleaned.as_ref();
        let file = MediaFile {
            kind: file.kind,
            hash: file.hash,
            size_bytes: file.size_bytes,
            bytes: cleaned.map(|cleaned| cleaned.bytes().to_vec().into()),
            facts: cleaned.map(|cleaned| cleaned.facts().clone()),
            encoded: Vec::new(),
        };
        (path.clone(), file)
    });
    let campaign = CampaignInput {
        media: media.collect(),
        campaign: loaded.campaign.unwrap(),
        edition: loaded.edition.hash,
        folder: Folder(Arc::new(loaded.source)),
    };
    let input = SiteInput {
        campaigns: vec![Arc::new(campaign)],
        base_url: "https://example.org".to_owned(),
        hosts: Default::default(),
        mode: Mode::Live,
        packing: Packing::None,
        version: "0.0.0",
        source: Default::default(),
        licences: Default::default(),
        security_contact: None,
        press: Some(Arc::clone(press) as Arc<dyn campaign::press::Press>),
    };
    Arc::new(move |now| site::make(&input, now, None))
}

/// A house with an operator, and limits of its own.
fn open(press: &Arc<FakePress>, limits: Limits) -> House {
    open_site(site(press), limits)
}

/// The same, with a campaign whose posters can all be printed: a toolkit has all of them inside.
fn open_sound(press: &Arc<FakePress>, limits: Limits) -> House {
    open_site(site_of(testkit::merry_muletide(), press), limits)
}

fn open_site(site: Make, limits: Limits) -> House {
    let settings = Settings {
        limits,
        admin_listen: Some("127.0.0.1:0".parse().unwrap()),
        ..for_testing()
    };
    let live = Live::new(site, HandClock::at(NOON).reading()).unwrap();
    House::open_as(live, &settings)
}

fn usual() -> (Arc<FakePress>, House) {
    let press = Arc::new(FakePress::default());
    let house = open(&press, Limits::for_testing());
    (press, house)
}

fn made(house: &House, result: &str) -> u64 {
    told(house, &format!("hueandcry_made_total{{result=\"{result}\"}}"))
}

/// A number that the operator is told.
fn told(house: &House, name: &str) -> u64 {
    let metrics = house.operator("/metrics").text().to_owned();
    let mut lines = metrics.lines();
    let count = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    count.expect("the operator is told").parse().unwrap()
}

fn is_poster(answer: &Response) {
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/pdf")
    );
    assert!(
        answer.text().starts_with("%PDF poster let-go format a4"),
        "{}",
        answer.text()
    );
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(answer.header("content-security-policy"), "default-src 'none'");
}

#[test]
fn a_poster_is_made_once_and_then_kept() {
    let (press, house) = usual();
    let mut visitor = house.visitor();
    is_poster(&visitor.get(POSTER));
    is_poster(&visitor.get(POSTER));
    assert_eq!(press.asked(), 1);
    assert_eq!((made(&house, "made"), made(&house, "kept")), (1, 1));
    assert!(
        house
            .operator("/metrics")
            .text()
            .contains("hueandcry_answers_total{route=\"made\",status=\"2xx\"} 2")
    );
}

#[test]
fn who_only_asks_about_a_poster_has_none_made() {
    let (press, house) = usual();
    let mut visitor = house.visitor();
    let head = visitor.ask("HEAD", POSTER, "");
    assert_eq!(
        (
            head.status,
            head.header("content-type"),
            head.header("content-length")
        ),
        (200, "application/pdf", "")
    );
    let tag = head.header("etag").to_owned();
    let unchanged = visitor.ask("GET", POSTER, &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((unchanged.status, unchanged.body.len()), (304, 0));
    assert_eq!(
        (unchanged.header("etag"), unchanged.header("content-type")),
        (tag.as_str(), "")
    );
    assert_eq!(press.asked(), 0);
    let whole = visitor.get(POSTER);
    is_poster(&whole);
    assert_eq!(whole.header("etag"), tag);
}

#[test]
fn many_who_ask_for_one_poster_at_the_same_time_wait_for_one_making() {
    let (press, house) = usual();
    press.hold();
    let mut visitors: Vec<_> = (0..20).map(|_| house.visitor()).collect();
    for visitor in &mut visitors {
        visitor.send(&format!("GET {POSTER} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }
    wait_until("the press is asked", || press.asked() == 1);
    press.let_go();
    for visitor in &mut visitors {
        is_poster(&visitor.response(false).unwrap());
    }
    assert_eq!(press.asked(), 1);
}

#[test]
fn pages_are_answered_while_the_press_is_busy() {
    let (press, house) = usual();
    press.hold();
    let mut patient = house.visitor();
    patient.send(&format!("GET {POSTER} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    wait_until("the press is asked", || press.asked() == 1);
    for _ in 0..50 {
        assert_eq!(house.get("/merry-muletide/").status, 200);
    }
    press.let_go();
    is_poster(&patient.response(false).unwrap());
}

#[test]
fn who_comes_when_too_many_posters_are_waited_for_is_told_to_come_back() {
    let press = Arc::new(FakePress::default());
    let limits = Limits {
        making_threads: 1,
        orders_waiting: 2,
        ..Limits::for_testing()
    };
    let house = open(&press, limits);
    press.hold();
    let mut waiting = Vec::new();
    for (number, format) in ["a4", "a3", "leaflet"].into_iter().enumerate() {
        let mut visitor = house.visitor();
        visitor.send(&format!(
            "GET /merry-muletide/posters/let-go/{format}.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"
        ));
        waiting.push(visitor);
        // The first is with the press, and the others wait.
        wait_until("it is asked for", || {
            press.asked() == 1 && told(&house, "hueandcry_making_waiting") == number as u64
        });
    }
    let refused = house.get("/merry-muletide/posters/one-of-them/a4.pdf");
    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), "5");
    assert_eq!(refused.header("etag"), "");
    assert!(
        refused.text().contains("<h1>This is being made</h1>") && refused.text().contains(">Try again</a>"),
        "{}",
        refused.text()
    );
    // Who asks for one that is waited for already is not too many.
    let mut another = house.visitor();
    another.send(&format!("GET {POSTER} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    press.let_go();
    for visitor in waiting.iter_mut().chain([&mut another]) {
        assert_eq!(visitor.response(false).unwrap().status, 200);
    }
    assert_eq!(made(&house, "refused"), 1);
}

#[test]
fn a_poster_that_cannot_be_made_costs_itself_alone() {
    let (_press, house) = usual();
    for poster in ["wrong", "broken", "broken", "wrong"] {
        let answer = house.get(&format!("/merry-muletide/posters/{poster}/a4.pdf"));
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (503, "60"),
            "{poster}"
        );
        assert_eq!(answer.header("reference").len(), 8);
        assert!(!answer.text().contains("headline"), "{}", answer.text());
    }
    assert_eq!(made(&house, "failed"), 4);
    is_poster(&house.get(POSTER));
}

#[test]
fn what_is_kept_stays_within_its_room() {
    let press = Arc::new(FakePress::default());
    let limits = Limits {
        kept_bytes: 1000,
        ..Limits::for_testing()
    };
    let house = open(&press, limits);
    for _ in 0..2 {
        for format in ["a4", "a3", "leaflet", "6-sheet", "screen"] {
            assert_eq!(
                house
                    .get(&format!("/merry-muletide/posters/let-go/{format}.pdf"))
                    .status,
                200
            );
        }
    }
    assert_eq!(press.asked(), 10, "all five would need more room than there is");
    let kept = told(&house, "hueandcry_made_kept_bytes");
    assert!((1..=1000).contains(&kept), "{kept}");
}

const TOOLKIT: &str = "/merry-muletide/toolkit/toolkit.zip";

/// A copy for a place, which is no part of a toolkit.
const PLACED: &str = "/merry-muletide/posters/let-go/a4/DOOR1.pdf";

fn request(address: &str) -> String {
    format!("GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}

#[test]
fn who_waits_too_long_is_told_to_come_back_and_finds_it_made() {
    let press = Arc::new(FakePress::default());
    let limits = Limits {
        patience: std::time::Duration::from_millis(20),
        ..Limits::for_testing()
    };
    let house = open_sound(&press, limits);
    press.hold();
    let mut visitor = house.visitor();
    let told_so = visitor.get(TOOLKIT);
    assert_eq!((told_so.status, told_so.header("retry-after")), (503, "5"));
    assert_eq!(told_so.header("etag"), "");
    assert_eq!(told_so.header("content-type"), "text/html; charset=utf-8");
    assert!(told_so.text().contains("<h1>This is being made</h1>"));
    assert_eq!(made(&house, "late"), 1);
    press.let_go();
    // Nobody waits for it, and it is made all the same.
    wait_until("the toolkit is made", || made(&house, "made") == 1);
    let asked = press.asked();
    let zip = visitor.get(TOOLKIT);
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    assert_eq!(
        (press.asked(), made(&house, "made"), made(&house, "kept")),
        (asked, 1, 1)
    );
}

#[test]
fn a_poster_is_not_stuck_behind_a_toolkit() {
    let press = Arc::new(FakePress::default());
    let limits = Limits {
        making_threads: 1,
        ..Limits::for_testing()
    };
    let house = open_sound(&press, limits);
    press.hold();
    let mut partner = house.visitor();
    partner.send(&request(TOOLKIT));
    wait_until("the toolkit has begun", || press.asked() == 1);
    let mut visitor = house.visitor();
    visitor.send(&request(PLACED));
    wait_until("the poster waits", || {
        told(&house, "hueandcry_making_waiting") == 1
    });
    press.let_go_of(2);
    assert_eq!(visitor.response(false).unwrap().status, 200);
    // It was the second thing that the press was asked for, and the toolkit is at its next part.
    wait_until("the toolkit goes on", || press.asked() == 3);
    assert_eq!(made(&house, "made"), 1);
    press.let_go();
    assert_eq!(partner.response(false).unwrap().status, 200);
}

#[test]
fn a_toolkit_takes_what_was_made_before_and_leaves_what_it_made() {
    let press = Arc::new(FakePress::default());
    let house = open_sound(&press, Limits::for_testing());
    let mut visitor = house.visitor();
    is_poster(&visitor.get(POSTER));
    assert_eq!(visitor.get(TOOLKIT).status, 200);
    let asked = press.asked();
    let again = |visitor: &mut crate::house::Visitor, address: &str| {
        assert_eq!(visitor.get(address).status, 200, "{address}");
        assert_eq!(press.asked(), asked, "{address} was made again");
    };
    again(&mut visitor, "/merry-muletide/posters/let-go/a3.pdf");
    again(&mut visitor, "/merry-muletide/cards/home/share.png");
    again(&mut visitor, "/merry-muletide/toolkit/licensed-premises.zip");
    let posters = press.made();
    let of_poster = posters
        .iter()
        .filter(|text| text.starts_with("%PDF poster let-go format a4 "));
    assert_eq!(of_poster.count(), 1, "the first visitor's is the toolkit's");
}

#[test]
fn a_server_that_is_stopped_waits_for_no_poster() {
    let (press, mut house) = usual();
    press.hold();
    let mut patient = house.visitor();
    patient.send(&format!("GET {POSTER} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    wait_until("the press is asked", || press.asked() == 1);
    house.stop.at_once();
    house.ended();
    press.let_go();
}

#[test]
fn a_poster_that_is_not_due_is_answered_like_an_address_where_nothing_is() {
    let (press, house) = usual();
    let mut visitor = house.visitor();
    let nothing = visitor.get("/merry-muletide/posters/nothing/a4.pdf");
    // Its picture is that of a door which opens on the eleventh.
    let early = visitor.get("/merry-muletide/posters/are-you-all-right/a4.pdf");
    assert_eq!((early.status, early.text()), (404, nothing.text()));
    assert_eq!(early.head_without_date(), nothing.head_without_date());
    assert_eq!(press.asked(), 0);
}
