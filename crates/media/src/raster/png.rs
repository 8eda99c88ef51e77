//! PNG (W3C, third edition): the chunks that draw a still picture stay, the rest goes.

use super::bytes::be32;
use super::exif::Orientation;
use super::{Pixels, Stripped, damaged, finish};
use crate::{Cleaned, MediaFault, MediaKind, MediaLimits};
use ::png::{BitDepth, ColorType, Compression, Decoder, Encoder, Info, Transformations};
use std::borrow::Cow;
use std::io::Cursor;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// A profile's name is free text; ours says nothing.
const PROFILE_NAME: &[u8] = b"ICC";

pub(crate) fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, MediaFault> {
    finish(strip(bytes)?, limits)
}

fn strip(bytes: &[u8]) -> Result<Stripped, MediaFault> {
    let fault = |found| damaged(MediaKind::Png, found);
    let too_short = || fault("ends too soon");
    let mut out = SIGNATURE.to_vec();
    let mut header = None;
    let mut has_data = false;
    let mut has_alpha = false;
    let mut had_metadata = false;
    let mut orientation = Orientation::UPRIGHT;
    let mut at = SIGNATURE.len();
    loop {
        let length = be32(bytes, at).ok_or_else(too_short)? as usize;
        let whole = bytes
            .get(at..)
            .and_then(|rest| rest.get(..length.checked_add(12)?))
            .ok_or_else(too_short)?;
        at += whole.len();
        let (name, body) = (&whole[4..8], &whole[8..8 + length]);
        if header.is_none() && name != b"IHDR" {
            return Err(fault("does not start with its header"));
        }
        match name {
            b"IHDR" if header.is_some() => return Err(fault("has two headers")),
            b"IHDR" => {
                let (Some(width), Some(height), 13) = (be32(body, 0), be32(body, 4), length) else {
                    return Err(fault("has a broken header"));
                };
                has_alpha |= body[9] & 4 != 0;
                header = Some((width, height));
                out.extend_from_slice(whole);
            }
            b"IDAT" => {
                has_data = true;
                out.extend_from_slice(whole);
            }
            b"tRNS" => {
                has_alpha = true;
                out.extend_from_slice(whole);
            }
            b"PLTE" | b"gAMA" | b"sRGB" | b"cHRM" | b"cICP" | b"pHYs" | b"bKGD" | b"sBIT" => {
                out.extend_from_slice(whole);
            }
            b"iCCP" => {
                let name_length = body
                    .iter()
                    .position(|byte| *byte == 0)
                    .ok_or_else(|| fault("has a broken profile"))?;
                had_metadata |= &body[..name_length] != PROFILE_NAME;
                push(&mut out, b"iCCP", &[PROFILE_NAME, &body[name_length..]].concat());
            }
            b"acTL" | b"fcTL" | b"fdAT" => return Err(MediaFault::Animated(MediaKind::Png)),
            b"IEND" => {
                push(&mut out, b"IEND", &[]);
                had_metadata |= length > 0;
                break;
            }
            // A capital first letter means: without this the picture cannot be shown.
            _ if name[0].is_ascii_uppercase() => return Err(fault("holds a part that is not PNG")),
            _ => {
                had_metadata = true;
                if name == b"eXIf" {
                    orientation = Orientation::read(body);
                }
            }
        }
    }
    if !has_data {
        return Err(fault("holds no picture"));
    }
    had_metadata |= at < bytes.len();
    let (width, height) = header.unwrap_or_default();
    Ok(Stripped {
        kind: MediaKind::Png,
        bytes: out,
        width,
        height,
        had_metadata,
        has_alpha,
        orientation,
    })
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    // A body came out of a chunk, or is a few bytes.
    out.extend_from_slice(&(body.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend_from_slice(name);
    out.extend_from_slice(body);
    let sum = crc32(&out[start..]);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// The checksum of PNG's annex D. Only a profile's few kilobytes pass through it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

pub(super) fn read(bytes: &[u8]) -> Result<Pixels, MediaFault> {
    let fault = || damaged(MediaKind::Png, "cannot be decoded");
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|_| fault())?;
    let mut data = vec![0; reader.output_buffer_size().ok_or_else(fault)?];
    let frame = reader.next_frame(&mut data).map_err(|_| fault())?;
    reader.finish().map_err(|_| fault())?;
    data.truncate(frame.buffer_size());
    let (channels, data) = match frame.color_type {
        ColorType::Rgb => (3, data),
        ColorType::Rgba => (4, data),
        ColorType::Grayscale => (3, data.iter().flat_map(|grey| [*grey; 3]).collect()),
        ColorType::GrayscaleAlpha => (
            4,
            data.chunks_exact(2)
                .flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]])
                .collect(),
        ),
        ColorType::Indexed => return Err(fault()),
    };
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let pixels = Pixels {
        width: frame.width,
        height: frame.height,
        channels,
        data,
        profile: None,
    };
    Ok(pixels.with_profile(profile))
}

/// Writes a PNG without loss.
pub(crate) fn write(pixels: &Pixels) -> Result<Vec<u8>, MediaFault> {
    let refused = |_| MediaFault::Encoder("the PNG encoder refused it");
    let mut info = Info::with_size(pixels.width, pixels.height);
    info.color_type = if pixels.channels == 4 {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    };
    info.bit_depth = BitDepth::Eight;
    info.icc_profile = pixels.profile.as_deref().map(Cow::Borrowed);
    let mut out = Vec::new();
    let mut encoder = Encoder::with_info(&mut out, info).map_err(refused)?;
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header().map_err(refused)?;
    writer.write_image_data(&pixels.data).map_err(refused)?;
    writer.finish().map_err(refused)?;
    // The encoder names a profile in its own words; ours is what cleaning would make of it.
    strip(&out).map(|stripped| stripped.bytes)
}
