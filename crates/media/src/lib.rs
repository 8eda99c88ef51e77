//! The bytes of a picture or film: what they are, whether they are safe to publish, and their sizes for the web.
//! Bytes go in, facts and bytes come out: this crate knows no campaign, opens no file and reads no clock.
//! Start with [`MediaKind::sniff`], then [`clean`], then [`encode()`].
//!
//! - **Kind** is told from the bytes, never from the name ([`MediaKind::sniff`]).
//! - **Cleaning** ([`clean`]) takes out whatever a picture says about who made it, where and with what: EXIF, GPS, XMP,
//!   IPTC, comments, thumbnails, text, and bytes after the picture's end. It works on the container, so pixels are not
//!   touched; only a picture that leans on EXIF to stand upright is decoded, turned and written again. Width and
//!   height are held against [`MediaLimits`] before anything is decoded.
//! - **Drawings** (SVG) pass an allow-list and are written anew in one canonical form. Every fault is found at once, each
//!   with line, column and advice.
//! - **Encoding** ([`encode()`]) makes AVIF and a JPEG fall-back (PNG where the picture is see-through) in each width
//!   asked for, through a cache keyed by content hash and encoder version.
//!
//! # The same bytes everywhere
//!
//! One version of this program writes the same bytes on any x86-64 Linux, whatever its processor and however many
//! threads it is given:
//! - no dependency that decides a pixel looks at the processor: rav1e is built without `asm`, zune-jpeg without `x86`,
//!   jpeg-encoder without `simd`, and the resizer is ours and works in integers;
//! - each encoding is made by one thread with one tile; threads are shared out between encodings;
//! - the floating point that is left is add, multiply, divide, square root and fused multiply-add, which IEEE 754 fixes to
//!   the last bit. The one exception is `exp` in rav1e's rate model, which comes from the system's C library: a
//!   library that rounds its last bit otherwise could change an encoding only where two choices cost the same to
//!   sixteen digits.

#![forbid(unsafe_code)]

// What media is.
mod kind;
// How much of it is accepted, and why.
mod limits;
// What can be wrong with it.
mod fault;
// What is known of a clean picture.
mod facts;
// The door: bytes in, clean bytes and facts out.
mod clean;
// Photographs: taking containers apart and putting them together without what they say about people.
mod raster;
// Drawings: the allow-list and the canonical form.
mod svg;
// A picture in the sizes and formats that readers' phones want.
mod encode;

pub use clean::{check_pixels, clean};
pub use encode::{
    ENCODER_VERSION, EncodedPicture, Format, MemoryCache, NoCache, PictureCache, PictureKey, encode, shrink,
};
pub use facts::{Cleaned, PictureFacts};
pub use fault::{DrawingFault, MediaFault, Place};
pub use kind::{MediaKind, SNIFF_BYTES};
pub use limits::MediaLimits;
