//! The door to this crate: bytes in, clean bytes and facts out.

use crate::raster::{self, avif, jpeg, png, webp};
use crate::{Cleaned, MediaFault, MediaKind, MediaLimits, svg};

/// Makes a picture fit to publish: takes out everything it says about who made it, where and with what, and tells its size.
///
/// Pixels are not touched, but for a JPEG, PNG or WebP picture that needs EXIF to stand upright: that one is turned and
/// written again (JPEG at quality 92, the others without loss). A drawing is written anew in canonical form. Cleaning
/// what is clean changes nothing.
///
/// Apart from turning, nothing is decoded, so that a folder is read quickly: [`check_pixels`] finds damage inside.
///
/// # Errors
/// All faults at once: one for a photograph, up to twenty for a drawing.
pub fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, Vec<MediaFault>> {
    let kind = MediaKind::sniff(bytes).ok_or_else(|| vec![MediaFault::Unknown])?;
    let cleaned = match kind {
        MediaKind::Jpeg => jpeg::clean(bytes, limits),
        MediaKind::Png => png::clean(bytes, limits),
        MediaKind::WebP => webp::clean(bytes, limits),
        MediaKind::Avif => avif::clean(bytes, limits),
        MediaKind::Svg => return svg::clean(bytes, limits),
        MediaKind::Gif => Err(MediaFault::Unsupported {
            kind,
            feature: "picture, which the web has outgrown",
            advice: "Save it as a PNG picture, or as a film if it moves.",
        }),
        MediaKind::Mp4
        | MediaKind::WebM
        | MediaKind::Vtt
        | MediaKind::Text
        | MediaKind::Mp3
        | MediaKind::Pdf
        | MediaKind::Woff2
        | MediaKind::Report => Err(MediaFault::NotAPicture(kind)),
    };
    cleaned.map_err(|fault| vec![fault])
}

/// Decodes a clean photograph to its last pixel and throws the pixels away: finds damage that the container does not
/// show. Drawings and AVIF pictures pass, because a drawing was read whole and no AVIF decoder is carried.
///
/// # Errors
/// [`MediaFault::Damaged`].
pub fn check_pixels(cleaned: &Cleaned) -> Result<(), MediaFault> {
    match cleaned.facts.kind {
        MediaKind::Jpeg | MediaKind::Png | MediaKind::WebP => raster::decode(cleaned).map(|_| ()),
        _ => Ok(()),
    }
}
