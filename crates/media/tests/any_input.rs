//! No input makes cleaning panic, hang, or give out something that does not clean to itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod common;

use common::*;
use media::{MediaLimits, NoCache, check_pixels, clean, encode};
use proptest::prelude::*;
use std::sync::LazyLock;

static GOOD: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let exif_segment = jpeg_segment(0xE1, &[b"Exif\0\0", &exif(6)[..]].concat());
    vec![
        jpeg(16, 8),
        jpeg_with(&jpeg(16, 8), &[exif_segment]),
        png(16, 8),
        png_with(
            &png_see_through(16, 8),
            &[png_chunk(b"eXIf", &exif(5)), png_chunk(b"tEXt", b"a\0b")],
        ),
        webp(16, 8),
        webp_with(&webp(16, 8), 16, 8, &[(b"EXIF", &exif(8))]),
        avif(16, 8),
        svg(),
    ]
});

/// Everything a caller may do with bytes that came from anywhere.
fn survives(bytes: &[u8]) {
    let limits = MediaLimits::for_testing();
    match clean(bytes, &limits) {
        Ok(cleaned) => {
            // What the container promises may still not be in it: then decoding is a fault, and nothing worse.
            let _ = check_pixels(&cleaned);
            let again = clean(cleaned.bytes(), &limits).unwrap();
            assert_eq!(again.bytes(), cleaned.bytes());
            assert!(!again.facts().had_metadata);
        }
        Err(faults) => {
            assert!(!faults.is_empty() && faults.len() <= 20);
            assert!(
                faults
                    .iter()
                    .all(|fault| !fault.message().is_empty() && !fault.advice().is_empty())
            );
        }
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused_or_cleans_to_itself() {
    for good in GOOD.iter() {
        for length in 0..good.len() {
            survives(&good[..length]);
        }
    }
}

#[test]
fn any_byte_may_be_wrong() {
    for good in GOOD.iter() {
        for at in 0..good.len() {
            for wrong in [0x00, 0x7F, 0xFF] {
                let mut bytes = good.clone();
                bytes[at] = wrong;
                survives(&bytes);
            }
        }
    }
}

#[derive(Debug, Clone)]
enum Change {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index, prop::sample::Index),
    Copy(prop::sample::Index, prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    use prop::sample::Index;
    prop_oneof![
        3 => any::<(Index, u8)>().prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => any::<(Index, Index)>().prop_map(|(from, to)| Change::Cut(from, to)),
        1 => any::<(Index, Index, Index)>().prop_map(|(from, to, at)| Change::Copy(from, to, at)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    let ordered = |a: usize, b: usize| a.min(b)..a.max(b);
    match change {
        Change::Set(at, byte) => {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        Change::Cut(from, to) => {
            bytes.drain(ordered(from.index(bytes.len()), to.index(bytes.len())));
        }
        Change::Copy(from, to, at) => {
            let piece = bytes[ordered(from.index(bytes.len()), to.index(bytes.len()))].to_vec();
            let at = at.index(bytes.len());
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn good_files_may_be_changed_in_any_way(
        good in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let mut bytes = good.get(&GOOD).clone();
        for change in &changes {
            apply(&mut bytes, change);
        }
        survives(&bytes);
    }

    #[test]
    fn drawings_may_be_made_of_anything(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "<svg viewBox='0 0 1 1'>", "</svg>", "<g id='a'>", "</g>", "<use href='#a'/>", "<rect fill='url(#a)'/>", "<!--",
            "-->", "<![CDATA[", "]]>", "&", ";", "&#0;", "&amp;", "<", ">", "'", "\"", "<?xml ", "?>", "<!DOCTYPE x [", "]>",
            "style='fill:red;", "xmlns=''", "é", "\u{FEFF}", "\0", " ", "\n", "<text>", "</text>", "a='b' ", "<x:y>",
        ]), 0..40)
    ) {
        survives(pieces.concat().as_bytes());
        survives(format!("<svg viewBox='0 0 1 1'>{}</svg>", pieces.concat()).as_bytes());
    }

    #[test]
    fn bytes_that_pass_cleaning_encode_or_are_a_fault(
        good in 0..6_usize,
        changes in prop::collection::vec(change(), 1..3),
    ) {
        let mut bytes = GOOD[good].clone();
        for change in &changes {
            apply(&mut bytes, change);
        }
        if let Ok(cleaned) = clean(&bytes, &MediaLimits::for_testing()) {
            let _ = encode(&cleaned, "aa", &[8], &NoCache, 1);
        }
    }
}
