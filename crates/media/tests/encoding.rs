//! A picture's sizes: the same bytes however they are made, and nothing made twice.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod common;

use common::*;
use media::{
    ENCODER_VERSION, EncodedPicture, Format, MediaFault, MediaKind, MemoryCache, NoCache, PictureCache,
    PictureKey, clean, encode,
};
use std::sync::atomic::{AtomicUsize, Ordering};

fn encoded(bytes: &[u8], widths: &[u32], threads: usize) -> Vec<EncodedPicture> {
    encode(&cleaned(bytes).unwrap(), "0af3", widths, &NoCache, threads).unwrap()
}

fn named(encoded: &[EncodedPicture]) -> Vec<(u32, u32, Format)> {
    encoded
        .iter()
        .map(|picture| (picture.width, picture.height, picture.format))
        .collect()
}

#[test]
fn one_thread_and_four_write_the_same_bytes() {
    for picture in [jpeg(64, 48), png_see_through(64, 48), webp(64, 48)] {
        let by_one = encoded(&picture, &[16, 33, 64], 1);
        assert_eq!(by_one.len(), 6);
        assert!(by_one == encoded(&picture, &[16, 33, 64], 4));
    }
}

#[test]
fn a_photograph_becomes_avif_and_jpeg_in_each_width_and_none_beyond_its_own() {
    let encoded = encoded(&jpeg(60, 40), &[30, 480, 960], 2);
    let (avif, jpeg) = (Format::Avif, Format::Jpeg);
    assert_eq!(
        named(&encoded),
        [(30, 20, avif), (30, 20, jpeg), (60, 40, avif), (60, 40, jpeg)]
    );
    for picture in &encoded {
        let facts = cleaned(&picture.bytes).unwrap().facts().clone();
        assert_eq!((facts.width, facts.height), (picture.width, picture.height));
        assert_eq!(facts.kind.content_type(), picture.format.content_type());
        assert!(!facts.had_metadata, "what we write needs no cleaning");
    }
}

#[test]
fn a_see_through_picture_falls_back_to_png_and_an_opaque_one_does_not() {
    assert_eq!(encoded(&png_see_through(32, 16), &[32], 1)[1].format, Format::Png);
    let opaque: Vec<u8> = rgb(32, 16)
        .chunks(3)
        .flat_map(|p| [p[0], p[1], p[2], 255])
        .collect();
    let png = png_of(32, 16, png::ColorType::Rgba, &opaque);
    assert_eq!(encoded(&png, &[32], 1)[1].format, Format::Jpeg);
    let avif = &encoded(&png_see_through(32, 16), &[32], 1)[0];
    assert!(cleaned(&avif.bytes).unwrap().facts().has_alpha);
}

#[test]
fn grey_and_sixteen_bit_pictures_are_read() {
    let grey: Vec<u8> = rgb(32, 16).chunks(3).map(|pixel| pixel[0]).collect();
    let png = png_of(32, 16, png::ColorType::Grayscale, &grey);
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 90)
        .encode(&grey, 32, 16, jpeg_encoder::ColorType::Luma)
        .unwrap();
    for picture in [png, jpeg] {
        assert_eq!(encoded(&picture, &[16], 1).len(), 2);
    }
}

#[test]
fn the_fall_back_looks_like_the_picture() {
    let fall_back = &encoded(&png(48, 32), &[48], 1)[1].bytes;
    let pixels = zune_jpeg::JpegDecoder::new(std::io::Cursor::new(fall_back))
        .decode()
        .unwrap();
    let original = rgb(48, 32);
    // Green is a slope alone: it survives the halved colour.
    let worst = pixels
        .iter()
        .zip(&original)
        .skip(1)
        .step_by(3)
        .map(|(a, b)| a.abs_diff(*b))
        .max();
    assert!(worst < Some(48), "{worst:?}");
    let sum: u64 = pixels
        .iter()
        .zip(&original)
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    assert!(sum / (pixels.len() as u64) < 10, "{sum}");
}

#[derive(Default)]
struct Counting {
    kept: MemoryCache,
    made: AtomicUsize,
}

impl PictureCache for Counting {
    fn get(&self, key: &PictureKey) -> Option<Vec<u8>> {
        self.kept.get(key)
    }

    fn put(&self, key: &PictureKey, bytes: &[u8]) {
        self.made.fetch_add(1, Ordering::Relaxed);
        self.kept.put(key, bytes);
    }
}

#[test]
fn nothing_is_encoded_twice() {
    let cache = Counting::default();
    for picture in [jpeg(32, 16), png_see_through(32, 16)] {
        let cleaned = cleaned(&picture).unwrap();
        let hash = format!("{:x}", picture.len());
        let first = encode(&cleaned, &hash, &[16], &cache, 2).unwrap();
        let made = cache.made.load(Ordering::Relaxed);
        assert_eq!(encode(&cleaned, &hash, &[16], &cache, 2).unwrap(), first);
        assert_eq!(cache.made.load(Ordering::Relaxed), made);
        encode(&cleaned, &hash, &[16, 20], &cache, 2).unwrap();
        assert_eq!(
            cache.made.load(Ordering::Relaxed),
            made + 2,
            "the new width alone"
        );
    }
}

#[test]
fn a_drawing_has_no_encodings_and_an_avif_is_its_own() {
    assert!(encoded(&svg(), &[480], 1).is_empty());
    let avif = avif(24, 16);
    let encoded = encoded(&avif, &[8, 16], 1);
    assert_eq!(named(&encoded), [(24, 16, Format::Avif)]);
    assert_eq!(encoded[0].bytes, avif);
}

#[test]
fn a_damaged_picture_is_a_fault_and_not_an_encoding() {
    let mut bytes = png(40, 24);
    let data_at = bytes.windows(4).position(|name| name == b"IDAT").unwrap() + 8;
    bytes[data_at] ^= 0x55;
    let damaged = encode(&cleaned(&bytes).unwrap(), "aa", &[16], &NoCache, 1).unwrap_err();
    assert!(matches!(
        damaged,
        MediaFault::Damaged {
            kind: MediaKind::Png,
            ..
        }
    ));
}

/// When this fails, an encoder's output changed: raise [`ENCODER_VERSION`], then write the new number here.
#[test]
fn these_bytes_are_what_this_encoder_version_writes() {
    let fnv = |pictures: Vec<EncodedPicture>| {
        pictures
            .iter()
            .flat_map(|picture| &picture.bytes)
            .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
            })
    };
    let photograph = fnv(encoded(&png(50, 30), &[20, 50], 2));
    let see_through = fnv(encoded(&png_see_through(50, 30), &[20, 50], 2));
    let decoded = fnv(encoded(&jpeg(50, 30), &[20], 2));
    assert_eq!(
        (ENCODER_VERSION, photograph, see_through, decoded),
        (
            "1",
            16703829020342472740,
            18386284956337213842,
            7640379979241605457
        )
    );
}

#[test]
fn turning_and_encoding_keep_an_rgb_profile() {
    let mut profile = [0; 132];
    profile[16..20].copy_from_slice(b"RGB ");
    profile[128..].copy_from_slice(b"mark");
    let segment = jpeg_segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", &profile[..]].concat());
    let exif = jpeg_segment(0xE1, &[b"Exif\0\0", &exif(6)[..]].concat());
    let turned = clean(
        &jpeg_with(&jpeg(32, 16), &[segment, exif]),
        &media::MediaLimits::for_testing(),
    )
    .unwrap();
    assert!(holds(turned.bytes(), b"mark"));
    let encoded = encode(&turned, "aa", &[16], &NoCache, 1).unwrap();
    assert!(encoded.iter().all(|picture| holds(&picture.bytes, b"mark")));
}
