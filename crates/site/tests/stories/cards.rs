//! Cards for networks: one for each door, never before its day, and the picture beside every shared link.

use crate::{everything, input, input_of, input_with, make, text};
use site::{Content, Interval, Mode, SiteInput};
use std::sync::Arc;
use testkit::{FakePress, at, noon_of_door_seven};

fn printing(input: SiteInput) -> SiteInput {
    SiteInput {
        press: Some(Arc::new(FakePress::default())),
        ..input
    }
}

/// The subjects of which there are cards, in the order of their addresses.
fn subjects(interval: &Interval) -> Vec<&str> {
    let mut subjects: Vec<&str> = interval
        .artefacts
        .keys()
        .filter_map(|address| address.strip_prefix("/merry-muletide/cards/")?.split('/').next())
        .collect();
    subjects.dedup();
    subjects
}

/// The content of a page's `og:` tag.
fn tag(page: &str, name: &str) -> Option<String> {
    let start = format!("<meta property=\"og:{name}\" content=\"");
    let rest = page.split_once(start.as_str())?.1;
    rest.split_once('"').map(|(content, _)| content.to_owned())
}

#[test]
fn a_program_without_a_press_has_no_cards_and_speaks_of_none() {
    let interval = make(&input(Mode::Live), noon_of_door_seven());
    assert_eq!(subjects(&interval), [""; 0]);
    assert!(!everything(&interval).contains("/cards/"));
}

#[test]
fn no_door_has_a_card_before_its_day() {
    let input = printing(input(Mode::Live));
    let late = make(&input, at("2026-12-06T23:59:59"));
    let before = subjects(&late);
    assert!(
        before.contains(&"door-6") && !before.contains(&"door-7"),
        "{before:?}"
    );
    assert!(!everything(&late).contains("door-7/"));
    let open = make(&input, at("2026-12-07T00:00:00"));
    let now = subjects(&open);
    assert!(now.contains(&"door-7") && !now.contains(&"door-8"), "{now:?}");
    for (size, _) in [
        ("share", 1200),
        ("square", 1080),
        ("story", 1080),
        ("mobile", 320),
    ] {
        let address = format!("/merry-muletide/cards/door-7/{size}.png");
        assert_eq!(open.get(&address).unwrap().content_type, "image/png");
    }
}

#[test]
fn a_card_is_made_in_its_size_with_its_words() {
    let interval = make(&printing(input(Mode::Live)), noon_of_door_seven());
    let artefact = interval
        .get("/merry-muletide/cards/door-7/leaderboard.png")
        .unwrap();
    let Content::Made(order) = &artefact.content else {
        panic!("{artefact:?}")
    };
    assert_eq!(&*order.make().unwrap(), b"card 728x90 Ten minutes");
}

#[test]
fn a_posters_card_waits_with_the_poster_and_a_posts_card_with_the_post() {
    let input = printing(input_of(testkit::with_a_waiting_poster(), Mode::Live));
    let seventh = make(&input, noon_of_door_seven());
    // Its picture belongs to a door that is shut.
    assert!(!subjects(&seventh).contains(&"poster-are-you-all-right"));
    let eleventh = make(&input, at("2026-12-11T08:00:00"));
    assert!(subjects(&eleventh).contains(&"poster-are-you-all-right"));
    let early = make(&input, at("2026-12-04T17:59:59"));
    assert!(!subjects(&early).contains(&"post-friday"));
    assert_eq!(early.until, Some(at("2026-12-04T18:00:00")));
    assert!(subjects(&make(&input, at("2026-12-04T18:00:00"))).contains(&"post-friday"));
}

#[test]
fn a_shared_link_shows_the_pages_own_card_with_its_words_for_those_who_cannot_see_it() {
    let interval = make(&printing(input(Mode::Live)), noon_of_door_seven());
    for (address, subject) in [
        ("/merry-muletide/", "home"),
        ("/merry-muletide/act/", "act"),
        ("/merry-muletide/doors/7/", "door-7"),
        ("/merry-muletide/posters/let-go/", "poster-let-go"),
    ] {
        let page = text(&interval, address);
        let image = format!("https://example.org/merry-muletide/cards/{subject}/share.png");
        assert_eq!(tag(&page, "image").as_ref(), Some(&image), "{address}");
        assert_eq!(tag(&page, "image:width").as_deref(), Some("1200"));
        assert_eq!(tag(&page, "image:height").as_deref(), Some("630"));
        assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
        let beneath = image.strip_prefix("https://example.org").unwrap();
        assert!(interval.get(beneath).is_some(), "{image} cannot be had");
    }
    let other = text(&interval, "/merry-muletide/questions/");
    let home = "https://example.org/merry-muletide/cards/home/share.png";
    assert_eq!(
        tag(&other, "image").as_deref(),
        Some(home),
        "a page without a card of its own"
    );
    assert_eq!(
        tag(&other, "image:alt").as_deref(),
        Some("Just a bit of festive fun?")
    );
    let act = text(&interval, "/merry-muletide/act/");
    let alt = tag(&act, "image:alt").unwrap();
    assert!(alt.starts_with("Let go of your end. Tell the person who orders: not for me this Christmas."));
    assert!(alt.contains("party lights"), "{alt}");
}

#[test]
fn a_campaign_under_embargo_has_no_card() {
    let input = printing(input_with(
        "campaign.toml",
        "starts = 2026-11-20",
        "starts = 2026-11-20\nembargo = 2026-11-20T06:00:00",
        Mode::Live,
    ));
    assert_eq!(subjects(&make(&input, at("2026-11-20T05:59:59"))), [""; 0]);
    assert!(!subjects(&make(&input, at("2026-11-20T06:00:00"))).is_empty());
}

#[test]
fn a_campaigns_own_sizes_are_the_ones_that_can_be_had() {
    let mut source = testkit::merry_muletide();
    let own = "[[card]]\nname = \"share\"\nwidth = 1200\nheight = 630\n[[card]]\nname = \"bus\"\nwidth = 1920\nheight = 540\n";
    source.insert(
        campaign::CampaignPath::new("theme/cards.toml").unwrap(),
        own.as_bytes(),
    );
    let interval = make(
        &printing(crate::input_of(source, Mode::Live)),
        noon_of_door_seven(),
    );
    assert!(interval.get("/merry-muletide/cards/home/bus.png").is_some());
    assert!(interval.get("/merry-muletide/cards/home/square.png").is_none());
}
