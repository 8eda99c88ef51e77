//! Small real pictures, made by the encoders, and what cameras and editors plant in them.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test takes what it needs of it"
)]

use media::{Cleaned, MediaFault, MediaLimits, NoCache, clean, encode};

/// A word that must be nowhere in what comes out.
pub const PLANTED: &[u8] = b"PLANTED-GPS";

/// RGB pixels with a slope, an edge and a little noise.
pub fn rgb(width: u32, height: u32) -> Vec<u8> {
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let edge = if x > width / 2 { 120 } else { 0 };
            [(x * 3 + edge) as u8, (y * 5) as u8, ((x * 7 + y * 13) & 31) as u8]
        })
        .collect()
}

pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut out = Vec::new();
    jpeg_encoder::Encoder::new(&mut out, 90)
        .encode(
            &rgb(width.into(), height.into()),
            width,
            height,
            jpeg_encoder::ColorType::Rgb,
        )
        .unwrap();
    out
}

pub fn png_of(width: u32, height: u32, color: png::ColorType, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(color);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    out
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    png_of(width, height, png::ColorType::Rgb, &rgb(width, height))
}

/// See-through towards the right.
pub fn png_see_through(width: u32, height: u32) -> Vec<u8> {
    let rgba: Vec<u8> = rgb(width, height)
        .chunks(3)
        .enumerate()
        .flat_map(|(at, pixel)| {
            [
                pixel[0],
                pixel[1],
                pixel[2],
                (at as u32 % width * 255 / width) as u8,
            ]
        })
        .collect();
    png_of(width, height, png::ColorType::Rgba, &rgba)
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    image_webp::WebPEncoder::new(&mut out)
        .encode(&rgb(width, height), width, height, image_webp::ColorType::Rgb8)
        .unwrap();
    out
}

pub fn avif(width: u32, height: u32) -> Vec<u8> {
    let cleaned = cleaned(&png_see_through(width, height)).unwrap();
    encode(&cleaned, "a1", &[width], &NoCache, 1)
        .unwrap()
        .swap_remove(0)
        .bytes
}

pub fn svg() -> Vec<u8> {
    br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>A star</title>
<defs><path id="star" d="M0-13L3-4z"/><linearGradient id="dusk"><stop offset="0" stop-color="#123"/></linearGradient></defs>
<g fill="url(#dusk)"><use href="#star" x="3"/><text x="1" y="2">Home &amp; safe</text></g></svg>"##
        .to_vec()
}

pub fn cleaned(bytes: &[u8]) -> Result<Cleaned, Vec<MediaFault>> {
    clean(bytes, &MediaLimits::for_testing())
}

pub fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// An EXIF block: orientation, a description that is planted, and a GPS directory.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x03".to_vec();
    tiff.extend(b"\x01\x0E\0\x02\0\0\0\x0C\0\0\0\x32");
    tiff.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x3E\0\0\0\0");
    tiff.extend(PLANTED);
    tiff.extend(b"\0\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    tiff
}

pub fn jpeg_segment(marker: u8, body: &[u8]) -> Vec<u8> {
    [
        &[0xFF, marker],
        &((body.len() + 2) as u16).to_be_bytes()[..],
        body,
    ]
    .concat()
}

/// Puts segments behind the start of a JPEG.
pub fn jpeg_with(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

pub fn png_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&name[..], body].concat();
    let sum = named.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xEDB8_8320
            } else {
                sum >> 1
            }
        })
    });
    [
        &(body.len() as u32).to_be_bytes()[..],
        &named,
        &(!sum).to_be_bytes(),
    ]
    .concat()
}

/// Puts chunks behind the header of a PNG.
pub fn png_with(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

/// Adds chunks to a plain WebP and gives it the header that they need.
pub fn webp_with(webp: &[u8], width: u32, height: u32, chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBPVP8X\x0A\0\0\0\x0C\0\0\0".to_vec();
    body.extend(&(width - 1).to_le_bytes()[..3]);
    body.extend(&(height - 1).to_le_bytes()[..3]);
    body.extend(&webp[12..]);
    for (name, chunk) in chunks {
        body.extend(*name);
        body.extend((chunk.len() as u32).to_le_bytes());
        body.extend(*chunk);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}
