//! Drawings: an allow-list over the XML's events, and one canonical form to write what passes. No function here calls
//! itself, so no nesting can overflow the stack.

// What a drawing may hold.
mod allow;
// Values that stay inside the drawing.
mod value;
// Events in, canonical text and a list of parts out.
mod read;
// The attributes of one element.
mod attributes;
// Characters and how they are written.
mod text;
// Parts that refer to parts: cycles and explosions.
mod graph;
// Width and height.
mod size;
// Where a byte is, and the faults found so far.
mod faults;

use crate::{Cleaned, DrawingFault, MediaFault, MediaKind, MediaLimits, PictureFacts};
use faults::Faults;

pub(crate) fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, Vec<MediaFault>> {
    let (text, mut faults) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, Faults::new(text)),
        Err(error) => {
            let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let mut faults = Faults::new(before);
            faults.push(before.len(), DrawingFault::NotUtf8);
            return Err(faults.into_list());
        }
    };
    if bytes.len() > limits.svg_bytes {
        faults.push(
            0,
            DrawingFault::TooBig {
                bytes: bytes.len(),
                limit: limits.svg_bytes,
            },
        );
        return Err(faults.into_list());
    }
    let drawing = read::read(text, limits, &mut faults);
    if !drawing.was_cut_short {
        graph::check(&drawing, limits, &mut faults);
    }
    let size = size::of_drawing(&drawing.root_attributes);
    if size.is_none() && !drawing.parts.is_empty() {
        faults.push(drawing.parts[0].at, DrawingFault::NoSize);
    }
    let list = faults.into_list();
    let (width, height) = size.unwrap_or_default();
    if !list.is_empty() {
        return Err(list);
    }
    let facts = PictureFacts {
        kind: MediaKind::Svg,
        width,
        height,
        had_metadata: drawing.had_metadata,
        has_alpha: true,
    };
    Ok(Cleaned {
        bytes: drawing.out.into_bytes(),
        facts,
    })
}
