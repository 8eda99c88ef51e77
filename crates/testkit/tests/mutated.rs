//! Good folders, damaged at random: nothing panics, findings stay in order, and none takes long.

use campaign::{CampaignPath, MemorySource, Source};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use testkit::door::{picture_clean, read_and_check};
use testkit::merry_muletide;

/// Far more than a reading takes in the dev profile on a busy machine, far less than a loop without an end.
const LONGEST: Duration = Duration::from_secs(20);

/// A way to damage bytes. Places are parts of 65,536 of the whole, so that one mutation fits every file.
#[derive(Clone, Debug)]
enum Damage {
    Flip { at: u16, with: u8 },
    CutOff { at: u16 },
    SwapLines { one: u16, other: u16 },
    Repeat { at: u16, length: u16, times: u8 },
    Insert { at: u16, text: String },
    Remove { at: u16, length: u16 },
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<u16>(), 1..=255u8).prop_map(|(at, with)| Damage::Flip { at, with }),
        any::<u16>().prop_map(|at| Damage::CutOff { at }),
        (any::<u16>(), any::<u16>()).prop_map(|(one, other)| Damage::SwapLines { one, other }),
        (any::<u16>(), 1..2_000u16, 1..50u8).prop_map(|(at, length, times)| Damage::Repeat {
            at,
            length,
            times
        }),
        (any::<u16>(), token()).prop_map(|(at, text)| Damage::Insert { at, text }),
        (any::<u16>(), 1..500u16).prop_map(|(at, length)| Damage::Remove { at, length }),
    ]
}

/// What TOML, Markdown, CSV and SVG are made of, in the wrong place.
fn token() -> impl Strategy<Value = String> {
    let known = [
        "[[",
        "]]",
        "=",
        "\"\"\"",
        "'''",
        "+++\n",
        "```",
        "```doors\n",
        "](fact:",
        "](help:",
        "](page:doors/999999)",
        "<b>",
        "\u{feff}",
        "\u{202e}",
        "\0",
        "\r",
        "9999-12-31",
        "0000-00-00",
        "1e400",
        "nan",
        "-",
        "#",
        "&",
        "<![CDATA[",
        "<!DOCTYPE",
        "&#x0;",
        "url(#a)",
        "99999999999999999999",
        "\u{1f600}",
        "e\u{301}",
        ",,,",
        "\"",
        "{",
        "}",
        ".",
    ];
    prop_oneof![
        proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(known.to_vec()).prop_map(|token| token.repeat(200)),
        "\\PC{0,12}",
    ]
}

fn place(at: u16, length: usize) -> usize {
    length * usize::from(at) / 65_536
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    match damage {
        Damage::Flip { at, with } => {
            let at = place(*at, bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= with;
            }
        }
        Damage::CutOff { at } => bytes.truncate(place(*at, bytes.len())),
        Damage::SwapLines { one, other } => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, other) = (place(*one, lines.len()), place(*other, lines.len()));
            if !lines.is_empty() {
                lines.swap(one, other);
            }
            *bytes = lines.concat();
        }
        Damage::Repeat { at, length, times } => {
            let from = place(*at, bytes.len());
            let to = (from + usize::from(*length)).min(bytes.len());
            let piece = bytes[from..to].repeat(usize::from(*times));
            bytes.splice(to..to, piece);
        }
        Damage::Insert { at, text } => {
            let at = place(*at, bytes.len());
            bytes.splice(at..at, text.bytes());
        }
        Damage::Remove { at, length } => {
            let from = place(*at, bytes.len());
            bytes.drain(from..(from + usize::from(*length)).min(bytes.len()));
        }
    }
}

/// The campaign's files that are text, or that are drawings.
fn files(drawings: bool) -> Vec<CampaignPath> {
    let entries = merry_muletide().list().expect("memory can be listed").entries;
    entries
        .into_iter()
        .map(|entry| entry.path)
        .filter(|path| (path.extension() == Some("svg")) == drawings)
        .collect()
}

fn bytes_of(source: &MemorySource, path: &CampaignPath) -> Vec<u8> {
    source.read(path, u64::MAX).expect("memory can be read")
}

proptest! {
    // 256 cases each, or PROPTEST_CASES for a longer night.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_campaign_gives_findings_and_never_a_panic(
        hits in prop::collection::vec((any::<prop::sample::Index>(), damage()), 1..6),
    ) {
        let mut source = merry_muletide();
        let paths = files(false);
        for (which, damage) in &hits {
            let path = which.get(&paths);
            let mut bytes = bytes_of(&source, path);
            apply(&mut bytes, damage);
            source.insert(path.clone(), bytes);
        }
        let began = Instant::now();
        read_and_check(&source);
        prop_assert!(began.elapsed() < LONGEST, "reading took {:?}", began.elapsed());
    }

    #[test]
    fn a_damaged_drawing_is_refused_or_clean(
        which in any::<prop::sample::Index>(),
        hits in prop::collection::vec(damage(), 1..4),
    ) {
        let paths = files(true);
        let mut bytes = bytes_of(&merry_muletide(), which.get(&paths));
        for damage in &hits {
            apply(&mut bytes, damage);
        }
        let began = Instant::now();
        picture_clean(&bytes);
        prop_assert!(began.elapsed() < LONGEST, "cleaning took {:?}", began.elapsed());
    }

    #[test]
    fn any_bytes_at_all_are_no_campaign_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        testkit::door::read_campaign(&bytes);
        testkit::door::zip_folder(&bytes);
        picture_clean(&bytes);
    }
}

#[test]
fn the_campaign_that_is_damaged_here_was_good() {
    let errors: Vec<_> = read_and_check(&merry_muletide())
        .into_iter()
        .filter(|finding| finding.severity == campaign::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
