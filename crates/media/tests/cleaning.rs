//! What a photograph says about people is gone, its pixels are as they were, and what cannot be published is refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod common;

use common::*;
use media::{MediaFault, MediaKind, MediaLimits, check_pixels, clean};

/// Cleans, and sees to what every cleaning must keep: nothing planted, same pixels' bytes, stable when cleaned again.
fn clean_of_planted(dirty: &[u8], kind: MediaKind, size: (u32, u32)) -> Vec<u8> {
    assert!(holds(dirty, PLANTED), "nothing was planted");
    let cleaned = cleaned(dirty).unwrap();
    let facts = cleaned.facts();
    assert_eq!((facts.kind, facts.width, facts.height), (kind, size.0, size.1));
    assert!(facts.had_metadata);
    assert!(!holds(cleaned.bytes(), PLANTED));
    assert!(!holds(cleaned.bytes(), b"GPS"));
    assert_eq!(check_pixels(&cleaned), Ok(()));
    let again = common::cleaned(cleaned.bytes()).unwrap();
    assert!(!again.facts().had_metadata, "cleaning left something to clean");
    assert_eq!(again.bytes(), cleaned.bytes());
    cleaned.bytes().to_vec()
}

#[test]
fn a_jpeg_loses_exif_xmp_iptc_comments_thumbnails_and_its_tail() {
    let plain = jpeg(40, 24);
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", PLANTED].concat();
    let thumbnail = [b"JFXX\0\x10", PLANTED].concat();
    let mut dirty = jpeg_with(
        &plain,
        &[
            jpeg_segment(0xE1, &[b"Exif\0\0", &exif(1)[..]].concat()),
            jpeg_segment(0xE1, &xmp),
            jpeg_segment(0xE0, &thumbnail),
            jpeg_segment(0xE2, &[b"MPF\0", PLANTED].concat()),
            jpeg_segment(0xED, &[b"Photoshop 3.0\0", PLANTED].concat()),
            jpeg_segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", PLANTED].concat()),
            jpeg_segment(0xFE, PLANTED),
            PLANTED.to_vec(),
        ],
    );
    dirty.extend(PLANTED);
    let clean = clean_of_planted(&dirty, MediaKind::Jpeg, (40, 24));
    let adobe = jpeg_segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01");
    assert_eq!(
        clean,
        jpeg_with(&plain, &[adobe]),
        "every other byte is as it was"
    );
}

#[test]
fn a_colour_profile_stays() {
    let profile = jpeg_segment(0xE2, b"ICC_PROFILE\0\x01\x01profile");
    let with_profile = jpeg_with(&jpeg(16, 16), &[profile]);
    let cleaned = cleaned(&with_profile).unwrap();
    assert_eq!(cleaned.bytes(), with_profile);
    assert!(!cleaned.facts().had_metadata);
}

#[test]
fn a_jpeg_that_lies_on_its_side_is_set_upright() {
    let exif = jpeg_segment(0xE1, &[b"Exif\0\0", &exif(6)[..]].concat());
    let clean = clean_of_planted(&jpeg_with(&jpeg(40, 24), &[exif]), MediaKind::Jpeg, (24, 40));
    let pixels = zune_jpeg::JpegDecoder::new(std::io::Cursor::new(&clean))
        .decode()
        .unwrap();
    // A quarter turn clockwise: what was the bottom left corner is now the top left one.
    let expected = rgb(40, 24)[23 * 40 * 3..].to_vec();
    assert!(
        pixels[..3]
            .iter()
            .zip(&expected)
            .all(|(is, was)| is.abs_diff(*was) < 24),
        "{:?}",
        &pixels[..3]
    );
}

#[test]
fn a_png_loses_text_exif_times_and_its_tail() {
    let plain = png(40, 24);
    let mut dirty = png_with(
        &plain,
        &[
            png_chunk(b"tEXt", &[b"Author\0", PLANTED].concat()),
            png_chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", PLANTED].concat()),
            png_chunk(b"eXIf", &exif(1)),
            png_chunk(b"tIME", &[7, 226, 11, 30, 12, 0, 0]),
            png_chunk(b"prVt", PLANTED),
        ],
    );
    dirty.extend(PLANTED);
    assert_eq!(clean_of_planted(&dirty, MediaKind::Png, (40, 24)), plain);
}

#[test]
fn a_profiles_name_says_nothing() {
    let profile = [PLANTED, b"\0\0not really compressed"].concat();
    let cleaned = cleaned(&png_with(&png(8, 8), &[png_chunk(b"iCCP", &profile)])).unwrap();
    assert!(!holds(cleaned.bytes(), PLANTED));
    assert!(holds(cleaned.bytes(), b"iCCPICC\0\0not really compressed"));
}

#[test]
fn a_png_that_lies_on_its_side_is_set_upright_without_loss() {
    let dirty = png_with(&png(40, 24), &[png_chunk(b"eXIf", &exif(3))]);
    let clean = clean_of_planted(&dirty, MediaKind::Png, (40, 24));
    let mut reader = png::Decoder::new(std::io::Cursor::new(clean))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; 40 * 24 * 3];
    reader.next_frame(&mut pixels).unwrap();
    let turned: Vec<u8> = rgb(40, 24).chunks(3).rev().flatten().copied().collect();
    assert_eq!(pixels, turned);
}

#[test]
fn a_webp_loses_exif_xmp_and_its_tail() {
    let plain = webp(40, 24);
    let mut dirty = webp_with(
        &plain,
        40,
        24,
        &[(b"EXIF", &exif(1)), (b"XMP ", PLANTED), (b"PRIV", PLANTED)],
    );
    dirty.extend(PLANTED);
    assert_eq!(clean_of_planted(&dirty, MediaKind::WebP, (40, 24)), plain);
    let turned = webp_with(&plain, 40, 24, &[(b"EXIF", &exif(8))]);
    clean_of_planted(&turned, MediaKind::WebP, (24, 40));
}

/// Plants an item in the file's free room, which a cleaner that only cut boxes away would leave.
#[test]
fn an_avif_keeps_nothing_but_what_draws() {
    let plain = avif(40, 24);
    let mut dirty = plain.clone();
    dirty.extend(((8 + PLANTED.len()) as u32).to_be_bytes());
    dirty.extend(b"uuid");
    dirty.extend(PLANTED);
    assert_eq!(clean_of_planted(&dirty, MediaKind::Avif, (40, 24)), plain);

    let meta_at = plain.windows(4).position(|name| name == b"mdat").unwrap();
    let mut dirty = plain.clone();
    let size = u32::from_be_bytes(plain[meta_at - 4..meta_at].try_into().unwrap()) + PLANTED.len() as u32;
    dirty.splice(meta_at - 4..meta_at, size.to_be_bytes());
    dirty.extend(PLANTED);
    let cleaned = cleaned(&dirty).unwrap();
    assert_eq!(cleaned.bytes(), plain, "bytes that no item names are left behind");
}

#[test]
fn a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded() {
    let mut bomb = png(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x3F, 0, 0, 0, 0x3F, 0]);
    let faults = clean(&bomb, &MediaLimits::default()).unwrap_err();
    assert_eq!(
        faults[0].message(),
        "this picture is 16128 × 16128 pixels; the most is 50000000 pixels, and 16383 on a side"
    );
    // It lies on its side, too: turning would decode it.
    let bomb = png_with(&bomb, &[png_chunk(b"eXIf", &exif(6))]);
    assert!(matches!(
        clean(&bomb, &MediaLimits::default()).unwrap_err()[..],
        [MediaFault::TooManyPixels { .. }]
    ));

    assert!(
        cleaned(&jpeg(200, 50)).is_ok(),
        "10,000 pixels and 200 on a side are allowed here"
    );
    assert!(matches!(
        cleaned(&jpeg(201, 2)).unwrap_err()[..],
        [MediaFault::TooManyPixels { width: 201, .. }]
    ));
    assert!(matches!(
        cleaned(&webp(101, 100)).unwrap_err()[..],
        [MediaFault::TooManyPixels { .. }]
    ));
}

#[test]
fn a_jpeg_with_more_scans_than_any_needs_is_refused() {
    let plain = jpeg(16, 16);
    let scan_at = plain.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let end = plain.len() - 2;
    let many = [&plain[..end], &plain[scan_at..end].repeat(12), &plain[end..]].concat();
    assert_eq!(
        cleaned(&many).unwrap_err()[0].message(),
        "this JPEG picture is damaged: it has more scans than any picture needs"
    );
}

#[test]
fn pictures_that_move_are_refused() {
    let png = png_with(&png(8, 8), &[png_chunk(b"acTL", &[0; 8])]);
    assert_eq!(cleaned(&png).unwrap_err(), [MediaFault::Animated(MediaKind::Png)]);
    let webp = webp_with(&webp(8, 8), 8, 8, &[(b"ANIM", &[0; 6])]);
    assert_eq!(
        cleaned(&webp).unwrap_err(),
        [MediaFault::Animated(MediaKind::WebP)]
    );
}

#[test]
fn what_is_no_picture_is_said_to_be_what_it_is() {
    let message = |bytes: &[u8]| cleaned(bytes).unwrap_err()[0].message();
    assert_eq!(message(b"%PDF-1.7"), "this is a PDF file, not a picture");
    assert_eq!(
        message(b"\0\0\0\x18ftypisom\0\0\x02\0isomavc1"),
        "this is a MP4 file, not a picture"
    );
    assert_eq!(
        message(b"GIF89a"),
        "this is a GIF picture, which the web has outgrown"
    );
    assert_eq!(message(b"MZ"), "this is not a picture that can be read");
}

#[test]
fn damage_inside_is_found_when_it_is_looked_for() {
    let mut bytes = png(40, 24);
    let data_at = bytes.windows(4).position(|name| name == b"IDAT").unwrap() + 8;
    bytes[data_at] ^= 0x55;
    let cleaned = cleaned(&bytes).unwrap();
    assert!(matches!(
        check_pixels(&cleaned),
        Err(MediaFault::Damaged {
            kind: MediaKind::Png,
            ..
        })
    ));
}
