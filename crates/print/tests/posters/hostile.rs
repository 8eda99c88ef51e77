use crate::folder::{Folder, merry_poster};
use campaign::press::{Art, Press};
use campaign::{Format, Layout, Poster};
use print::Typesetter;
use proptest::prelude::*;

/// What the press says of this poster, one line for each finding.
fn said(folder: &Folder, poster: &Poster, format: Format) -> Vec<String> {
    match Typesetter::new().poster(&folder.sheet(poster, format)) {
        Ok(_) => Vec::new(),
        Err(found) => found
            .iter()
            .map(|one| format!("{}:{} {}", one.place.file, one.place.line, one.message))
            .collect(),
    }
}

#[test]
fn what_looks_like_source_is_text() {
    let (folder, mut poster) = merry_poster();
    let hostile = "#panic(\"got in\") $x$ *b* `c` \\ @d <e> // f /* g #include \"/sheet.json\"";
    poster.headline.value = "Is it #read(\"/etc/passwd\") or *bold*?".to_owned();
    poster.act.value = hostile.to_owned();
    let pdf = Typesetter::new()
        .poster(&folder.sheet(&poster, Format::A4))
        .unwrap();
    let text = crate::tools::text(&pdf)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(text.contains("#read(“/etc/passwd”) or *bold*?"), "{text}");
    assert!(
        text.contains("#panic(“got in”) $x$ *b* `c` \\ @d <e> // f /* g #include"),
        "{text}"
    );
}

#[test]
fn a_headline_that_does_not_fit_is_found_with_its_line_and_by_how_much() {
    let (folder, mut poster) = merry_poster();
    poster.headline.value = "It is not the sort of thing that happens here, ".repeat(12);
    let said = said(&folder, &poster, Format::Leaflet);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("posters/one-of-them.toml:2 the headline needs "),
        "{said:?}"
    );
    assert!(
        said[0].ends_with(" times the room that a leaflet has for it"),
        "{said:?}"
    );
}

#[test]
fn a_headline_of_ten_thousand_characters_is_found_at_once() {
    let (folder, mut poster) = merry_poster();
    poster.headline.value = "x".repeat(10_000);
    poster.act.value = "y ".repeat(5_000);
    let said = said(&folder, &poster, Format::A4);
    assert_eq!(
        said,
        [
            "posters/one-of-them.toml:2 the headline has 10000 characters, and no poster has room for them",
            "posters/one-of-them.toml:4 the act has 10000 characters, and no poster has room for them",
        ]
    );
}

#[test]
fn a_word_that_is_wider_than_the_sheet_is_found() {
    let (folder, mut poster) = merry_poster();
    poster.headline.value = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(3);
    let said = said(&folder, &poster, Format::A4);
    assert!(said[0].contains("the headline needs"), "{said:?}");
}

#[test]
fn an_act_and_points_and_help_that_leave_no_room_are_found() {
    let (folder, mut poster) = merry_poster();
    poster.act.value = "Tell the person who orders that it is not for you this year. ".repeat(14);
    let found = said(&folder, &poster, Format::Leaflet);
    assert!(
        found[0].starts_with("posters/one-of-them.toml:4 the act needs"),
        "{found:?}"
    );

    let (folder, mut poster) = merry_poster();
    poster.help = folder
        .campaign
        .help
        .iter()
        .map(|service| service.id.clone())
        .collect();
    let found = said(&folder, &poster, Format::Leaflet);
    assert!(found[0].contains("help services need"), "{found:?}");

    let (folder, mut poster) = merry_poster();
    poster.layout = Layout::Argument;
    let point = campaign::At {
        value: "A child who owes cannot leave: the debt is made to grow, week by week. ".repeat(4),
        place: poster.act.place.clone(),
    };
    poster.points = vec![point; 9];
    let found = said(&folder, &poster, Format::A4);
    assert!(found[0].contains("the points need"), "{found:?}");
}

#[test]
fn a_sign_that_no_font_has_is_named() {
    let (folder, mut poster) = merry_poster();
    poster.headline.value = "Merry \u{1f384} Muletide".to_owned();
    let said = said(&folder, &poster, Format::A4);
    assert_eq!(
        said,
        [
            "posters/one-of-them.toml:2 the headline has the sign '\u{1f384}' (U+1F384), which the posters' fonts do not have"
        ]
    );
}

#[test]
fn a_picture_that_is_missing_broken_or_without_words_is_found_where_it_is_named() {
    let (folder, poster) = merry_poster();
    let path = poster.picture.clone().unwrap();
    let with = |bytes: &[u8], alt: &str| {
        let mut sheet = folder.sheet(&poster, Format::A4);
        sheet.picture = Some(Art {
            path: &path,
            bytes,
            alt,
            width: 10,
            height: 10,
        });
        let found = Typesetter::new().poster(&sheet).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
        format!(
            "{}:{} {}",
            found[0].place.file, found[0].place.line, found[0].message
        )
    };
    let at = "posters/one-of-them.toml:3 the picture media/hero-tall.svg ";
    for broken in [
        &b"<svg"[..],
        b"\x89PNG\r\n\x1a\nbroken",
        b"\xff\xd8\xff\xe0broken",
        b"",
    ] {
        let said = with(broken, "A picture.");
        assert!(said.starts_with(&format!("{at}cannot be printed")), "{said}");
    }
    assert_eq!(with(b"<svg/>", " "), format!("{at}has no text in its place"));
    let mut sheet = folder.sheet(&poster, Format::A4);
    sheet.picture = None;
    let found = Typesetter::new().poster(&sheet).unwrap_err();
    assert_eq!(
        found[0].message,
        "the picture media/hero-tall.svg cannot be printed"
    );
}

#[test]
fn a_layout_that_needs_a_picture_says_so_and_one_of_type_needs_none() {
    let (folder, mut poster) = merry_poster();
    poster.picture = None;
    let said_of = said(&folder, &poster, Format::A4);
    assert_eq!(
        said_of,
        ["posters/one-of-them.toml:1 a poster in the layout picture needs a picture"]
    );
    poster.layout = Layout::Type;
    assert_eq!(said(&folder, &poster, Format::A4), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands there, there is a file or there are findings.
    #[test]
    fn no_text_breaks_the_press(headline in "\\PC{0,80}", act in ".{0,120}", point in "[ -~]{0,80}") {
        let (folder, mut poster) = merry_poster();
        poster.headline.value = headline;
        poster.act.value = act;
        poster.points = vec![campaign::At { value: point, place: poster.act.place.clone() }];
        poster.layout = Layout::Argument;
        if let Err(found) = Typesetter::new().poster(&folder.sheet(&poster, Format::Leaflet)) {
            prop_assert!(!found.is_empty());
            for finding in found {
                prop_assert!(!finding.message.contains("the typesetter gave up"), "{}", finding.message);
                prop_assert_eq!(&finding.place.file, "posters/one-of-them.toml");
            }
        }
    }
}
