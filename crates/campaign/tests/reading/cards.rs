//! Cards: their sizes, and what each says.

use crate::folder::{good, good_with, read};
use campaign::cards::{CardSubject, cards};
use campaign::{CampaignPath, ContentHash, FolderLimits, ItemId, MemorySource};
use std::collections::BTreeMap;

fn with_sizes(toml: &str) -> MemorySource {
    let mut source = good();
    source.insert(
        CampaignPath::new("theme/cards.toml").unwrap(),
        toml.as_bytes().to_vec(),
    );
    source
}

fn findings(toml: &str) -> Vec<String> {
    let (campaign, findings) = campaign::read(&with_sizes(toml), &FolderLimits::default());
    assert!(
        campaign.unwrap().card_sizes.share().is_some(),
        "a shared link always has its size"
    );
    findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule, finding.place))
        .collect()
}

fn names(source: &MemorySource) -> Vec<String> {
    let sizes = read(source).card_sizes.sizes;
    sizes.iter().map(|size| size.name.to_string()).collect()
}

const SHARE: &str = "[[card]]\nname = \"share\"\nwidth = 1200\nheight = 630\n";

#[test]
fn a_campaign_without_a_table_has_the_built_in_sizes() {
    let campaign = read(&good());
    assert!(!campaign.card_sizes.own);
    for (width, height) in [
        (1200, 630),
        (1080, 1080),
        (1080, 1920),
        (1600, 900),
        (728, 90),
        (320, 50),
    ] {
        let sizes = &campaign.card_sizes.sizes;
        assert!(
            sizes
                .iter()
                .any(|size| (size.width, size.height) == (width, height)),
            "{width} × {height}"
        );
    }
    let leaderboard = campaign.card_sizes.get("leaderboard").unwrap();
    assert_eq!(leaderboard.max_bytes(), Some(150_000));
}

#[test]
fn a_campaigns_own_table_stands_in_place_of_the_built_in_one() {
    let own = format!("{SHARE}[[card]]\nname = \"bus-screen\"\nwidth = 1920\nheight = 540\nmax_kb = 400\n");
    assert_eq!(findings(&own), [""; 0]);
    assert_eq!(names(&with_sizes(&own)), ["share", "bus-screen"]);
}

#[test]
fn a_size_that_cannot_be_drawn_is_found_with_its_line() {
    assert_eq!(
        findings(&format!(
            "{SHARE}[[card]]\nname = \"wall\"\nwidth = 100000\nheight = 50\n"
        )),
        ["bad-value theme/cards.toml:7:9"]
    );
    assert_eq!(
        findings(&format!(
            "{SHARE}[[card]]\nname = \"wall\"\nwidth = 4096\nheight = 4096\n"
        )),
        ["too-large theme/cards.toml:5:1"]
    );
    assert_eq!(
        findings(&format!(
            "{SHARE}[[card]]\nname = \"story\"\nwidth = 100\nheight = 200\nclear_top = 90\nclear_bottom = 30\n"
        )),
        ["bad-value theme/cards.toml:5:1"]
    );
    assert_eq!(
        findings(&format!(
            "{SHARE}[[card]]\nname = \"A B\"\nwidth = 1.5\nhight = 3\n"
        )),
        [
            "missing-field theme/cards.toml:5:1",
            "bad-value theme/cards.toml:6:8",
            "bad-value theme/cards.toml:7:9",
            "unknown-key theme/cards.toml:8:1"
        ]
    );
    assert_eq!(
        findings(&format!("{SHARE}{SHARE}")),
        ["duplicate-id theme/cards.toml:6:8"]
    );
    let many: String = (0..50)
        .map(|n| format!("[[card]]\nname = \"s{n}\"\nwidth = 50\nheight = 50\n"))
        .collect();
    assert_eq!(
        findings(&format!("{SHARE}{many}")),
        ["too-large theme/cards.toml:161:1"]
    );
}

#[test]
fn a_table_without_the_size_of_a_shared_link_is_told_so() {
    assert_eq!(
        findings("[[card]]\nname = \"square\"\nwidth = 1080\nheight = 1080\n"),
        ["missing-field theme/cards.toml:1:1"]
    );
}

#[test]
fn the_sizes_are_agreed_with_the_theme_and_the_built_in_ones_are_not() {
    let hashes = |source: &MemorySource| {
        let media: BTreeMap<CampaignPath, ContentHash> = BTreeMap::new();
        campaign::edition::item_hashes(&read(source), &media)
    };
    let before = hashes(&good());
    let own = hashes(&with_sizes(SHARE));
    let changed: Vec<&ItemId> = own.keys().filter(|id| before.get(id) != own.get(id)).collect();
    assert_eq!(changed, [&ItemId::Theme]);
    let larger = hashes(&with_sizes(&SHARE.replace("630", "628")));
    assert_ne!(own.get(&ItemId::Theme), larger.get(&ItemId::Theme));
}

#[test]
fn a_door_has_its_card_from_its_day_on() {
    let campaign = read(&good());
    let cards = cards(&campaign);
    let subjects: Vec<String> = cards.iter().map(|card| card.subject.to_string()).collect();
    assert_eq!(subjects, ["home", "act", "door-1", "link-1"]);
    let door = cards
        .iter()
        .find(|card| card.subject == CardSubject::Door(1))
        .unwrap();
    let page = campaign.doors()[0];
    assert_eq!(
        (door.not_before, door.not_after),
        (page.not_before, page.not_after)
    );
    let day = page.not_before.unwrap();
    assert!(door.is_due(day));
    assert!(!door.is_due(day - jiff::SignedDuration::from_nanos(1)));
    assert_eq!(door.line.as_deref(), Some("A favour."));
}

#[test]
fn a_link_is_kept_back_with_the_page_that_it_stands_on() {
    let campaign = read(&good_with(
        "pages/chain.md",
        "title = \"The chain\"",
        "title = \"The chain\"\nnot_before = 2026-12-02T06:00:00",
    ));
    let cards = cards(&campaign);
    let link = cards
        .iter()
        .find(|card| card.subject == CardSubject::Link(1))
        .unwrap();
    assert_eq!(link.not_before.unwrap().to_string(), "2026-12-02T06:00:00Z");
}

#[test]
fn the_text_in_the_place_of_a_card_says_its_words_and_then_its_picture() {
    let mut source = good_with(
        "pages/act.md",
        "title = \"One thing\"",
        "title = \"One thing\"\nact = \"Say no\"\npicture = \"media/tag.svg\"",
    );
    for (path, text) in [
        ("media/tag.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (
            "media/media.toml",
            "[[picture]]\nfile = \"media/tag.svg\"\nalt = \"A mitten holds a tag.\"\n",
        ),
    ] {
        source.insert(CampaignPath::new(path).unwrap(), text.as_bytes().to_vec());
    }
    let campaign = read(&source);
    let cards = cards(&campaign);
    let act = cards
        .iter()
        .find(|card| card.subject == CardSubject::Act)
        .unwrap();
    assert_eq!(act.alt(&campaign), "One thing. Say no. A mitten holds a tag.");
    let door = cards
        .iter()
        .find(|card| card.subject == CardSubject::Door(1))
        .unwrap();
    assert_eq!(door.alt(&campaign), "1: The first favour. A favour.");
}

#[test]
fn a_post_has_a_card_when_it_has_a_picture_and_not_before_it_goes_out() {
    let post = |more: &str| {
        let mut source = good();
        let toml = format!(
            "[[post]]\nid = \"turkey\"\nchannel = \"x\"\nat = 2026-12-01T07:00:00\ncopy = \"You ask about the turkey. And the order? #Test\"\naudience = \"adults\"\n{more}"
        );
        source.insert(CampaignPath::new("posts.toml").unwrap(), toml.into_bytes());
        let campaign = read(&source);
        let all = cards(&campaign);
        let card = all
            .iter()
            .find(|card| matches!(card.subject, CardSubject::Post(_)));
        card.map(|card| (card.headline.to_string(), card.not_before.unwrap().to_string()))
    };
    assert_eq!(post(""), None);
    let sentence = |headline: &str| Some((headline.to_owned(), "2026-12-01T07:00:00Z".to_owned()));
    assert_eq!(
        post("picture = \"media/tag.svg\"\n"),
        sentence("You ask about the turkey.")
    );
    assert_eq!(
        post("picture = \"media/tag.svg\"\ncard = \"And the order?\"\n"),
        sentence("And the order?")
    );
}
