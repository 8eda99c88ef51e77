//! WebP (RFC 9649): the chunks that draw a still picture stay, the rest goes.

use super::bytes::{array, le24, le32};
use super::exif::Orientation;
use super::{Pixels, Stripped, damaged, finish};
use crate::{Cleaned, MediaFault, MediaKind, MediaLimits};
use image_webp::{ColorType, WebPDecoder, WebPEncoder};
use std::io::Cursor;

const ICC_FLAG: u8 = 0x20;
const ALPHA_FLAG: u8 = 0x10;
const ANIMATION_FLAG: u8 = 0x02;

pub(crate) fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, MediaFault> {
    finish(strip(bytes)?, limits)
}

fn strip(bytes: &[u8]) -> Result<Stripped, MediaFault> {
    let fault = |found| damaged(MediaKind::WebP, found);
    let too_short = || fault("ends too soon");
    let end = (le32(bytes, 4).ok_or_else(too_short)? as usize)
        .checked_add(8)
        .ok_or_else(too_short)?;
    let body = bytes.get(12..end).ok_or_else(too_short)?;
    let mut had_metadata = end < bytes.len();
    let mut orientation = Orientation::UPRIGHT;
    let mut canvas = None;
    let (mut profile, mut alpha, mut frame) = (None, None, None);
    let mut at = 0;
    while at < body.len() {
        let name: [u8; 4] = array(body, at).ok_or_else(too_short)?;
        let length = le32(body, at + 4).ok_or_else(too_short)? as usize;
        let chunk = body
            .get(at + 8..)
            .and_then(|rest| rest.get(..length))
            .ok_or_else(too_short)?;
        at += 8 + length + length % 2;
        match &name {
            b"VP8X" => {
                let (Some(width), Some(height)) = (le24(chunk, 4), le24(chunk, 7)) else {
                    return Err(fault("has a broken header"));
                };
                if chunk[0] & ANIMATION_FLAG != 0 {
                    return Err(MediaFault::Animated(MediaKind::WebP));
                }
                canvas = Some((width + 1, height + 1));
            }
            b"ANIM" | b"ANMF" => return Err(MediaFault::Animated(MediaKind::WebP)),
            b"ICCP" => profile = Some(chunk),
            b"ALPH" => alpha = Some(chunk),
            b"VP8 " | b"VP8L" if frame.is_some() => return Err(fault("holds two pictures")),
            b"VP8 " | b"VP8L" => frame = Some((name, chunk)),
            _ => {
                had_metadata = true;
                if &name == b"EXIF" {
                    orientation = Orientation::read(chunk.strip_prefix(b"Exif\0\0").unwrap_or(chunk));
                }
            }
        }
    }
    let (name, data) = frame.ok_or_else(|| fault("holds no picture"))?;
    let (width, height, own_alpha) = frame_size(&name, data).ok_or_else(|| fault("has a broken header"))?;
    if canvas.is_some_and(|canvas| canvas != (width, height)) {
        return Err(fault("says two different sizes"));
    }
    let has_alpha = own_alpha || alpha.is_some();
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    if profile.is_some() || alpha.is_some() {
        let flags = if profile.is_some() { ICC_FLAG } else { 0 } | if has_alpha { ALPHA_FLAG } else { 0 };
        let [w0, w1, w2, _] = (width - 1).to_le_bytes();
        let [h0, h1, h2, _] = (height - 1).to_le_bytes();
        push(&mut out, b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2]);
    }
    if let Some(profile) = profile {
        push(&mut out, b"ICCP", profile);
    }
    if let Some(alpha) = alpha {
        push(&mut out, b"ALPH", alpha);
    }
    push(&mut out, &name, data);
    let length = (out.len() - 8) as u32;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(Stripped {
        kind: MediaKind::WebP,
        bytes: out,
        width,
        height,
        had_metadata,
        has_alpha,
        orientation,
    })
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend_from_slice(body);
    if body.len() % 2 == 1 {
        out.push(0);
    }
}

/// Width, height and whether the frame itself has alpha: RFC 6386 §9.1 (lossy), RFC 9649 §3.4 (lossless).
fn frame_size(name: &[u8; 4], data: &[u8]) -> Option<(u32, u32, bool)> {
    if name == b"VP8 " {
        let is_key_frame = data.first()? & 1 == 0;
        let [0x9D, 0x01, 0x2A, w0, w1, h0, h1] = array(data, 3)? else {
            return None;
        };
        let width = u32::from(u16::from_le_bytes([w0, w1]) & 0x3FFF);
        let height = u32::from(u16::from_le_bytes([h0, h1]) & 0x3FFF);
        (is_key_frame && width > 0 && height > 0).then_some((width, height, false))
    } else {
        let bits = le32(data, 1)?;
        (*data.first()? == 0x2F).then_some((
            (bits & 0x3FFF) + 1,
            (bits >> 14 & 0x3FFF) + 1,
            bits >> 28 & 1 == 1,
        ))
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Pixels, MediaFault> {
    let fault = |_| damaged(MediaKind::WebP, "cannot be decoded");
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(fault)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let size = decoder
        .output_buffer_size()
        .ok_or_else(|| damaged(MediaKind::WebP, "cannot be decoded"))?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(fault)?;
    let profile = decoder.icc_profile().map_err(fault)?;
    Ok(Pixels {
        width,
        height,
        channels,
        data,
        profile: None,
    }
    .with_profile(profile))
}

/// Writes a WebP without loss.
pub(super) fn write(pixels: &Pixels) -> Result<Vec<u8>, MediaFault> {
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new(&mut out);
    if let Some(profile) = &pixels.profile {
        encoder.set_icc_profile(profile.clone());
    }
    let color = if pixels.channels == 4 {
        ColorType::Rgba8
    } else {
        ColorType::Rgb8
    };
    encoder
        .encode(&pixels.data, pixels.width, pixels.height, color)
        .map_err(|_| MediaFault::Encoder("the WebP encoder refused it"))?;
    // Through the strip, so that cleaning it again changes nothing.
    strip(&out).map(|stripped| stripped.bytes)
}
