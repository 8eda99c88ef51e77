//! Cards: drawn to the pixel, within their weight, the same each time, whatever is written on them.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use crate::folder::Folder;
use campaign::cards::{CampaignCard, cards};
use campaign::press::{Art, Card, CardText, Press, Printed};
use campaign::{CampaignPath, CardSize, CardSizeId, Diagnostic, Place};
use print::Typesetter;

fn place() -> Place {
    Place {
        file: "pages/act.md".to_owned(),
        line: 2,
        column: 9,
    }
}

fn size(width: u32, height: u32, max_kb: Option<u32>) -> CardSize {
    CardSize {
        name: CardSizeId::new("test").unwrap(),
        width,
        height,
        max_kb,
        clear_top: 0,
        clear_bottom: 0,
        place: Place::start_of("theme/cards.toml"),
    }
}

fn draw(folder: &Folder, card: &CampaignCard<'_>, size: &CardSize) -> Result<Printed, Vec<Diagnostic>> {
    let asked = Card {
        campaign: &folder.campaign,
        text: card.text(),
        place: card.place,
        pictures: card.pictures.iter().filter_map(|path| folder.art(path)).collect(),
        size,
    };
    Typesetter::new().card(&asked)
}

/// A card with words of our own, and perhaps a picture.
fn draw_words(
    folder: &Folder,
    headline: &str,
    art: Option<Art<'_>>,
    size: &CardSize,
) -> Result<Printed, Vec<Diagnostic>> {
    let text = CardText {
        number: None,
        headline,
        line: None,
        act: None,
    };
    Typesetter::new().card(&Card {
        campaign: &folder.campaign,
        text,
        place: &place(),
        pictures: art.into_iter().collect(),
        size,
    })
}

/// Width, height and the number of colours of a PNG that has a palette.
fn facts(printed: &Printed) -> (u32, u32, usize) {
    let Printed::Png(bytes) = printed else {
        panic!("it is no PNG")
    };
    let reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let info = reader.info();
    assert_eq!(info.color_type, png::ColorType::Indexed);
    (info.width, info.height, info.palette.as_ref().unwrap().len() / 3)
}

fn bytes(printed: &Printed) -> &[u8] {
    match printed {
        Printed::Png(bytes) | Printed::Jpeg(bytes) => bytes,
    }
}

#[test]
fn the_home_of_each_campaign_has_a_card_in_every_size_to_the_pixel_and_within_its_weight() {
    for folder in Folder::series() {
        let all = cards(&folder.campaign);
        for size in &folder.campaign.card_sizes.sizes {
            let printed = draw(&folder, &all[0], size).unwrap();
            let (width, height, colours) = facts(&printed);
            assert_eq!((width, height), (size.width, size.height));
            assert!((4..=256).contains(&colours), "{colours} colours");
            let most = size.max_bytes().unwrap_or(80_000);
            let weight = bytes(&printed).len();
            assert!(
                weight <= most,
                "{} of {}: {weight}",
                size.name,
                folder.campaign.about.id
            );
        }
    }
}

#[test]
fn every_subject_of_the_series_is_drawn() {
    for folder in Folder::series() {
        let size = folder.campaign.card_sizes.get("mobile").unwrap();
        for card in cards(&folder.campaign) {
            let printed = draw(&folder, &card, size).unwrap();
            assert_eq!(facts(&printed).0, 320, "{}", card.subject);
        }
    }
}

#[test]
fn the_same_card_is_the_same_file_whatever_was_drawn_between() {
    let folder = &Folder::series()[0];
    let all = cards(&folder.campaign);
    let size = folder.campaign.card_sizes.get("rectangle").unwrap();
    let first = draw(folder, &all[1], size).unwrap();
    for other in all.iter().rev().take(12) {
        draw(folder, other, size).unwrap();
    }
    assert_eq!(draw(folder, &all[1], size).unwrap(), first);
}

#[test]
fn a_photograph_makes_a_jpeg_that_grows_lighter_until_it_may_be_shown() {
    let folder = &Folder::series()[0];
    let photograph = noise(240, 160);
    let path = CampaignPath::new("media/pier.jpg").unwrap();
    let art = Art {
        path: &path,
        bytes: &photograph,
        alt: "A pier",
        width: 240,
        height: 160,
    };
    let free = draw_words(folder, "Who waits at the pier?", Some(art), &size(300, 250, None)).unwrap();
    let held = draw_words(
        folder,
        "Who waits at the pier?",
        Some(art),
        &size(300, 250, Some(30)),
    )
    .unwrap();
    assert!(matches!((&free, &held), (Printed::Jpeg(_), Printed::Jpeg(_))));
    assert!(bytes(&held).len() <= 30_000 && bytes(&held).len() < bytes(&free).len());
    let heavy = draw_words(
        folder,
        "Who waits at the pier?",
        Some(art),
        &size(300, 250, Some(5)),
    );
    let findings = heavy.unwrap_err();
    assert_eq!(findings[0].rule.0, "too-large");
    assert!(
        findings[0].message.contains("it may have 5"),
        "{}",
        findings[0].message
    );
}

/// A JPEG that hardly packs.
fn noise(width: u16, height: u16) -> Vec<u8> {
    let mut state = 7_u32;
    let pixels: Vec<u8> = (0..u32::from(width) * u32::from(height) * 3)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

#[test]
fn whatever_is_written_is_words_and_nothing_else() {
    let folder = &Folder::series()[0];
    for headline in [
        "#panic(\"no\")",
        "*bold* _it_ $x$ @key <label> // no",
        "#import \"/poster.typ\"",
        "\\u{41} \"quoted\" 'so' ``code``",
        "]] }} ))",
    ] {
        let printed = draw_words(folder, headline, None, &size(300, 250, None));
        assert!(printed.is_ok(), "{headline}: {printed:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_a_finding_at_its_line() {
    let folder = &Folder::series()[0];
    let found = |headline: &str, art: Option<Art<'_>>, size: &CardSize| {
        let findings = draw_words(folder, headline, art, size).unwrap_err();
        assert_eq!(findings[0].place, place());
        (findings[0].rule.0, findings[0].message.clone())
    };
    let (rule, message) = found(&"Who? ".repeat(2_000), None, &size(1200, 630, None));
    assert_eq!(rule, "too-large");
    assert!(message.contains("the sentence has no room"), "{message}");
    let (rule, message) = found(&"w".repeat(10_000), None, &size(1200, 630, None));
    assert_eq!((rule, message.contains("no room")), ("too-large", true));
    let (rule, message) = found("Run \u{1f3c3} now", None, &size(1200, 630, None));
    assert_eq!((rule, message.contains('\u{1f3c3}')), ("too-large", true));
    let path = CampaignPath::new("media/broken.svg").unwrap();
    let broken = Art {
        path: &path,
        bytes: b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0",
        alt: "",
        width: 8,
        height: 8,
    };
    let (rule, message) = found("Who waits?", Some(broken), &size(300, 250, None));
    assert_eq!(rule, "bad-media");
    assert!(message.contains("media/broken.svg"), "{message}");
}

#[test]
fn the_smallest_and_the_oddest_sizes_are_drawn_or_refused_and_never_break_the_press() {
    let folder = &Folder::series()[0];
    let all = cards(&folder.campaign);
    for (width, height) in [(40, 40), (40, 900), (900, 40), (64, 64), (120, 60), (41, 43)] {
        match draw(folder, &all[0], &size(width, height, None)) {
            Ok(printed) => assert_eq!((facts(&printed).0, facts(&printed).1), (width, height)),
            Err(findings) => assert_eq!(findings[0].rule.0, "too-large"),
        }
    }
}
