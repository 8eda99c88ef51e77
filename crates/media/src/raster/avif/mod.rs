//! AVIF (AV1 Image File Format 1.1 over ISO/IEC 23008-12): the items that draw the picture are lifted out and written into a
//! new file, so that nothing else can come along.

// What the file says it holds.
mod read;
// AV1's own units, without the ones that carry messages.
mod obu;
// A new file around chosen items. The encoder uses it too.
mod write;

pub(crate) use write::{Item, Property, property, write};

use super::exif::Orientation;
use super::{Stripped, check_size, damaged, finish};
use crate::{Cleaned, MediaFault, MediaKind, MediaLimits};
use read::Contents;

/// Auxiliary pictures that are an alpha channel; others are depth maps, gain maps and the like.
const ALPHA: [&[u8]; 2] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0",
    b"urn:mpeg:hevc:2015:auxid:1\0",
];
/// Properties that say how to draw. `clap` is refused: what it crops away would still be in the file.
const DRAWS: [&[u8; 4]; 13] = [
    b"ispe", b"pixi", b"av1C", b"colr", b"pasp", b"irot", b"imir", b"auxC", b"a1op", b"lsel", b"clli",
    b"mdcv", b"cclv",
];

/// Bytes of properties copied; a colour profile of 4 KB on each of 1,000 tiles is the most that makes sense.
const MAX_PROPERTY_BYTES: usize = 4_000_000;

pub(crate) fn clean(bytes: &[u8], limits: &MediaLimits) -> Result<Cleaned, MediaFault> {
    let fault = |found| damaged(MediaKind::Avif, found);
    let contents = Contents::read(bytes)?;
    let kept = needed(&contents);
    let mut had_metadata = contents.had_other_boxes || kept.len() < contents.items.len();
    let mut items = Vec::with_capacity(kept.len());
    let mut copied = 0_usize;
    let mut property_bytes = 0;
    for id in &kept {
        let source = contents
            .items
            .get(id)
            .ok_or_else(|| fault("names a part that is not there"))?;
        let mut data = Vec::new();
        for extent in &source.extents {
            // Extents may overlap, but a picture has no more bytes than its file.
            copied = copied.saturating_add(extent.len());
            if copied > bytes.len() {
                return Err(fault("counts the same bytes twice"));
            }
            data.extend_from_slice(extent);
        }
        if &source.kind == b"av01" {
            let clean = obu::without_messages(&data).ok_or_else(|| fault("holds broken AV1 data"))?;
            had_metadata |= clean.len() < data.len();
            data = clean;
        } else if &source.kind != b"grid" {
            return Err(unsupported("of a kind that browsers do not show"));
        }
        let (width, height) = source
            .size(&contents)
            .ok_or_else(|| fault("does not say its size"))?;
        check_size(width, height, limits)?;
        let mut properties = Vec::new();
        for (index, essential) in &source.properties {
            let bytes = contents
                .property(*index)
                .ok_or_else(|| fault("names a part that is not there"))?;
            property_bytes += bytes.len();
            if property_bytes > MAX_PROPERTY_BYTES {
                return Err(fault("has more properties than any picture needs"));
            }
            match kept_property(bytes, *essential)? {
                Some(bytes) => properties.push(Property {
                    bytes,
                    essential: *essential,
                }),
                None => had_metadata = true,
            }
        }
        let references = source
            .references
            .iter()
            .filter(|(kind, _)| matches!(kind, b"dimg" | b"auxl" | b"prem"))
            .map(|(kind, targets)| {
                let targets = targets
                    .iter()
                    .filter_map(|target| kept.iter().position(|id| id == target))
                    .collect();
                (*kind, targets)
            })
            .filter(|(_, targets): &(_, Vec<usize>)| !targets.is_empty())
            .collect();
        items.push(Item {
            kind: source.kind,
            hidden: source.hidden,
            data,
            properties,
            references,
        });
    }
    let primary = kept
        .first()
        .and_then(|id| contents.items.get(id))
        .ok_or_else(|| fault("holds no picture"))?;
    let (mut width, mut height) = primary.size(&contents).unwrap_or_default();
    if primary.is_turned(&contents) {
        (width, height) = (height, width);
    }
    let bytes = write(&items).ok_or_else(|| fault("has more parts than any picture needs"))?;
    let has_alpha = items
        .iter()
        .any(|item| item.references.iter().any(|(kind, _)| kind == b"auxl"));
    let (kind, orientation) = (MediaKind::Avif, Orientation::UPRIGHT);
    finish(
        Stripped {
            kind,
            bytes,
            width,
            height,
            had_metadata,
            has_alpha,
            orientation,
        },
        limits,
    )
}

/// The ids that draw the picture: the primary item, the tiles it is made of, and their alpha channels.
fn needed(contents: &Contents<'_>) -> Vec<u32> {
    let mut kept = vec![contents.primary];
    let mut at = 0;
    while let Some(id) = kept.get(at).copied() {
        at += 1;
        let tiles = contents
            .items
            .get(&id)
            .into_iter()
            .flat_map(|item| item.targets(b"dimg"));
        let alpha = contents
            .items
            .iter()
            .filter(|(_, item)| item.targets(b"auxl").any(|target| target == id) && item.is_alpha(contents))
            .map(|(alpha, _)| *alpha);
        let found: Vec<u32> = tiles.chain(alpha).collect();
        for id in found {
            if !kept.contains(&id) {
                kept.push(id);
            }
        }
    }
    kept
}

/// A property as it may stay, `None` if it says nothing about drawing.
fn kept_property(bytes: &[u8], essential: bool) -> Result<Option<Vec<u8>>, MediaFault> {
    let name = bytes.get(4..8).unwrap_or_default();
    if name == b"clap" {
        return Err(unsupported(
            "that is cropped on the outside but keeps what was cropped away",
        ));
    }
    if name == b"av1C" {
        // Four bytes of settings, then AV1 units (AV1-ISOBMFF §2.3).
        let (settings, units) = bytes
            .get(8..)
            .and_then(|body| body.split_at_checked(4))
            .ok_or_else(broken_units)?;
        let units = obu::without_messages(units).ok_or_else(broken_units)?;
        return Ok(Some(property(b"av1C", &[settings, &units].concat())));
    }
    if DRAWS.iter().any(|known| *known == name) {
        return Ok(Some(bytes.to_vec()));
    }
    if essential {
        Err(unsupported("with a feature that browsers do not know"))
    } else {
        Ok(None)
    }
}

fn broken_units() -> MediaFault {
    damaged(MediaKind::Avif, "holds broken AV1 data")
}

fn unsupported(feature: &'static str) -> MediaFault {
    MediaFault::Unsupported {
        kind: MediaKind::Avif,
        feature,
        advice: "Save it as a JPEG or PNG picture; the site makes its own AVIF of it.",
    }
}
