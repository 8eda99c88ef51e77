//! Which way is up, out of an EXIF block (CIPA DC-008, TIFF 6.0). Nothing else is read of it.

use super::bytes::array;

/// EXIF's orientation: 1 is upright, 2 to 8 are the turns and mirrorings that make it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(pub(super) u8);

impl Orientation {
    /// As the pixels lie.
    pub(crate) const UPRIGHT: Self = Self(1);

    /// Reads it out of a TIFF structure; anything that cannot be read is upright, as browsers have it.
    pub(super) fn read(tiff: &[u8]) -> Self {
        read(tiff)
            .filter(|value| (1..=8).contains(value))
            .map_or(Self::UPRIGHT, |value| Self(value as u8))
    }
}

fn read(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    const SHORT: u16 = 3;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let u16_at = |at| {
        array(tiff, at).map(|b| {
            if little {
                u16::from_le_bytes(b)
            } else {
                u16::from_be_bytes(b)
            }
        })
    };
    let u32_at = |at| {
        array(tiff, at).map(|b| {
            if little {
                u32::from_le_bytes(b)
            } else {
                u32::from_be_bytes(b)
            }
        })
    };
    let directory = u32_at(4)? as usize;
    let entries = usize::from(u16_at(directory)?);
    (0..entries)
        .map(|entry| directory + 2 + 12 * entry)
        .find(|at| u16_at(*at) == Some(ORIENTATION) && u16_at(at + 2) == Some(SHORT))
        .and_then(|at| u16_at(at + 8))
}
