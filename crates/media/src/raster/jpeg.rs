//! JPEG (ITU-T T.81, JFIF 1.02): segments that draw the picture stay, the rest goes.

use super::bytes::be16;
use super::exif::Orientation;
use super::{Pixels, Stripped, damaged, finish};
use crate::{Cleaned, MediaFault, MediaKind, MediaLimits};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// For a picture that is turned and stored: no loss that an eye would find.
pub(super) const ARCHIVE_QUALITY: u8 = 92;
const ICC: &[u8] = b"ICC_PROFILE\0";
const EXIF: &[u8] = b"Exif\0\0";

pub(crate) fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, MediaFault> {
    finish(strip(bytes, limits)?, limits)
}

fn strip(bytes: &[u8], limits: &MediaLimits) -> Result<Stripped, MediaFault> {
    let fault = |found| damaged(MediaKind::Jpeg, found);
    let mut out = vec![0xFF, 0xD8];
    let mut size = None;
    let mut scans = 0;
    let mut had_metadata = false;
    let mut orientation = Orientation::UPRIGHT;
    let mut at = 2;
    loop {
        // Bytes between segments belong to nothing; readers step over them.
        let gap = bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .position(|byte| *byte == 0xFF);
        let start = at + gap.ok_or_else(|| fault("ends too soon"))?;
        let fill = bytes[start..].iter().position(|byte| *byte != 0xFF);
        let marker_at = start + fill.ok_or_else(|| fault("ends too soon"))?;
        had_metadata |= start > at;
        let marker = bytes[marker_at];
        at = marker_at + 1;
        match marker {
            // End of image: whatever follows is not part of the picture.
            0xD9 => break,
            0x00 | 0x01 | 0xD0..=0xD8 => {
                had_metadata = true;
                continue;
            }
            _ => {}
        }
        let length = usize::from(be16(bytes, at).ok_or_else(|| fault("ends too soon"))?);
        let body = bytes
            .get(at + 2..at + length)
            .ok_or_else(|| fault("ends too soon"))?;
        at += length;
        match marker {
            0xC0..=0xC2 => {
                if size.is_some() {
                    return Err(fault("holds two pictures"));
                }
                size = Some(frame_size(body).ok_or_else(|| fault("has a broken frame header"))?);
                push(&mut out, marker, body);
            }
            0xC4 | 0xDB | 0xDC | 0xDD => push(&mut out, marker, body),
            0xC3 | 0xC5..=0xCF => {
                return Err(MediaFault::Unsupported {
                    kind: MediaKind::Jpeg,
                    feature: "in a form that browsers do not show",
                    advice: "Save it again as an ordinary (baseline or progressive) JPEG.",
                });
            }
            0xDA => {
                scans += 1;
                if scans > limits.jpeg_scans {
                    return Err(fault("has more scans than any picture needs"));
                }
                if size.is_none() {
                    return Err(fault("has no frame header"));
                }
                push(&mut out, marker, body);
                let end = at + scan_length(&bytes[at..]).ok_or_else(|| fault("ends too soon"))?;
                out.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            0xE0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
                // Version, unit and density stay; the thumbnail (its two sides, then its pixels) goes.
                had_metadata |= body.len() > 14;
                push(&mut out, marker, &[&body[..12], &[0, 0]].concat());
            }
            0xE2 if body.starts_with(ICC) => push(&mut out, marker, body),
            // The colour transform, without which CMYK and RGB pictures come out wrong.
            0xEE if body.starts_with(b"Adobe") && body.len() >= 12 => {
                had_metadata |= body.len() > 12;
                push(&mut out, marker, &body[..12]);
            }
            _ => {
                had_metadata = true;
                if marker == 0xE1
                    && orientation == Orientation::UPRIGHT
                    && let Some(tiff) = body.strip_prefix(EXIF)
                {
                    orientation = Orientation::read(tiff);
                }
            }
        }
    }
    if scans == 0 {
        return Err(fault("holds no picture"));
    }
    out.extend_from_slice(&[0xFF, 0xD9]);
    let (width, height) = size.unwrap_or_default();
    had_metadata |= at < bytes.len();
    let kind = MediaKind::Jpeg;
    Ok(Stripped {
        kind,
        bytes: out,
        width,
        height,
        had_metadata,
        has_alpha: false,
        orientation,
    })
}

fn push(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    // A body came out of a segment and is never longer than its two-byte length allows.
    let length = (body.len() + 2) as u16;
    out.extend_from_slice(&[0xFF, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(body);
}

/// Width and height of a frame of 8 bits a sample. A height of 0, to be told later (DNL), is not accepted.
fn frame_size(body: &[u8]) -> Option<(u32, u32)> {
    if *body.first()? != 8 {
        return None;
    }
    let (height, width) = (be16(body, 1)?, be16(body, 3)?);
    (height > 0 && width > 0).then_some((width.into(), height.into()))
}

/// Where the entropy-coded data ends: at a marker that is neither a stuffed zero nor a restart.
fn scan_length(data: &[u8]) -> Option<usize> {
    data.windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
}

/// Decodes with the portable code paths alone (the feature `x86` is off), so that every processor gives the same pixels.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels, MediaFault> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let data = decoder
        .decode()
        .map_err(|_| damaged(MediaKind::Jpeg, "cannot be decoded"))?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    if data.is_empty() || data.len() != width * height * 3 {
        return Err(damaged(MediaKind::Jpeg, "cannot be decoded"));
    }
    let pixels = Pixels {
        width: width as u32,
        height: height as u32,
        channels: 3,
        data,
        profile: None,
    };
    Ok(pixels.with_profile(decoder.icc_profile()))
}

/// Writes a progressive JPEG; an alpha channel is left out.
///
/// `quality` is 1 to 100. From 90 on colour keeps its full resolution.
pub(crate) fn write(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, MediaFault> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let full = quality >= 90;
    encoder.set_sampling_factor(if full {
        SamplingFactor::R_4_4_4
    } else {
        SamplingFactor::R_4_2_0
    });
    if let Some(profile) = &pixels.profile {
        encoder
            .add_icc_profile(profile)
            .map_err(|_| MediaFault::Encoder("its colour profile is too long"))?;
    }
    let too_big = |_| MediaFault::Encoder("it is too big for a JPEG");
    let width = u16::try_from(pixels.width).map_err(too_big)?;
    let height = u16::try_from(pixels.height).map_err(too_big)?;
    let color = if pixels.channels == 4 {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    };
    encoder
        .encode(&pixels.data, width, height, color)
        .map_err(|_| MediaFault::Encoder("the JPEG encoder refused it"))?;
    Ok(out)
}
