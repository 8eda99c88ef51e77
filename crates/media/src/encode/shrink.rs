//! A photograph for paper: no more pixels than the printed size shows, and no more bytes than a download should have.

use super::{EncodedPicture, Format, resize};
use crate::raster::{self, jpeg, png};
use crate::{Cleaned, MediaFault, MediaKind};

/// JPEG qualities to try, best first. Paper hides more than a screen; below the last one, blocks show.
const QUALITIES: [u8; 5] = [84, 76, 68, 60, 52];

/// A clean photograph in at most `width` pixels across, as one JPEG of at most `max_bytes` if one of our qualities allows
/// it, else the smallest; as PNG where it is see-through. Nothing is made bigger.
///
/// # Errors
/// [`MediaFault::Unsupported`] for AVIF, of which no decoder is carried; [`MediaFault::NotAPicture`] for what is no
/// photograph; [`MediaFault::Damaged`] when it cannot be decoded; [`MediaFault::Encoder`] when an encoder gives up.
pub fn shrink(cleaned: &Cleaned, width: u32, max_bytes: usize) -> Result<EncodedPicture, MediaFault> {
    let facts = cleaned.facts();
    match facts.kind {
        MediaKind::Jpeg | MediaKind::Png | MediaKind::WebP => {}
        MediaKind::Avif => {
            return Err(MediaFault::Unsupported {
                kind: MediaKind::Avif,
                feature: "a place on paper",
                advice: "give the poster the same picture as JPEG, PNG or WebP",
            });
        }
        other => return Err(MediaFault::NotAPicture(other)),
    }
    let pixels = raster::decode(cleaned)?.without_idle_alpha();
    let sizes = super::sizes(pixels.width, pixels.height, &[width]);
    let (width, height) = sizes.first().copied().unwrap_or((pixels.width, pixels.height));
    let pixels = resize::resized(&pixels, width, height);
    let picture = |format, bytes| EncodedPicture {
        width,
        height,
        format,
        bytes,
    };
    if pixels.channels == 4 {
        return Ok(picture(Format::Png, png::write(&pixels)?));
    }
    let mut smallest = Vec::new();
    for quality in QUALITIES {
        smallest = jpeg::write(&pixels, quality)?;
        if smallest.len() <= max_bytes {
            break;
        }
    }
    Ok(picture(Format::Jpeg, smallest))
}
