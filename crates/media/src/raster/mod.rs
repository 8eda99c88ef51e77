//! Photographs: each container is taken apart and put together again with what draws the picture and nothing else.

// Reading numbers out of bytes without stepping past their end.
pub(crate) mod bytes;
// The one thing EXIF is read for: which way is up.
mod exif;
// One file per container.
pub(crate) mod avif;
pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod webp;
// Decoded pixels, and turning them.
mod pixels;

pub(crate) use pixels::Pixels;

use crate::{Cleaned, MediaFault, MediaKind, MediaLimits, PictureFacts};
use exif::Orientation;

/// A container without its metadata, and what was learnt on the way.
struct Stripped {
    kind: MediaKind,
    bytes: Vec<u8>,
    width: u32,
    height: u32,
    had_metadata: bool,
    has_alpha: bool,
    orientation: Orientation,
}

/// Holds the size against the limits and, where EXIF said so, turns the picture.
fn finish(stripped: Stripped, limits: &MediaLimits) -> Result<Cleaned, MediaFault> {
    check_size(stripped.width, stripped.height, limits)?;
    let Stripped {
        kind,
        bytes,
        width,
        height,
        had_metadata,
        has_alpha,
        orientation,
    } = stripped;
    let cleaned = Cleaned {
        bytes,
        facts: PictureFacts {
            kind,
            width,
            height,
            had_metadata,
            has_alpha,
        },
    };
    if orientation == Orientation::UPRIGHT {
        return Ok(cleaned);
    }
    let pixels = decode(&cleaned)?.turned(orientation);
    let bytes = match kind {
        MediaKind::Jpeg => jpeg::write(&pixels, jpeg::ARCHIVE_QUALITY)?,
        MediaKind::Png => png::write(&pixels)?,
        _ => webp::write(&pixels)?,
    };
    let facts = PictureFacts {
        kind,
        width: pixels.width,
        height: pixels.height,
        had_metadata: true,
        has_alpha: pixels.channels == 4,
    };
    Ok(Cleaned { bytes, facts })
}

fn check_size(width: u32, height: u32, limits: &MediaLimits) -> Result<(), MediaFault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > limits.pixels || width.max(height) > limits.side {
        return Err(MediaFault::TooManyPixels {
            width,
            height,
            pixels: limits.pixels,
            side: limits.side,
        });
    }
    Ok(())
}

/// Decodes a clean JPEG, PNG or WebP picture, whose size has been held against the limits.
pub(crate) fn decode(cleaned: &Cleaned) -> Result<Pixels, MediaFault> {
    let facts = &cleaned.facts;
    let pixels = match facts.kind {
        MediaKind::Jpeg => jpeg::read(&cleaned.bytes),
        MediaKind::Png => png::read(&cleaned.bytes),
        MediaKind::WebP => webp::read(&cleaned.bytes),
        kind => Err(damaged(kind, "cannot be decoded here")),
    }?;
    if (pixels.width, pixels.height) == (facts.width, facts.height) {
        Ok(pixels)
    } else {
        Err(damaged(facts.kind, "says two different sizes"))
    }
}

fn damaged(kind: MediaKind, found: &'static str) -> MediaFault {
    MediaFault::Damaged { kind, found }
}
