//! What an AVIF file says it holds (ISO/IEC 14496-12 §8.11, 23008-12 §9.3). Counts are bounded before work is done.

use crate::raster::bytes::{Reader, array, be32};
use crate::raster::damaged;
use crate::{MediaFault, MediaKind};
use std::collections::BTreeMap;

/// No still picture has more: a 16,383 pixel side in 512 pixel tiles makes 1,024 and their alpha.
const MAX_ITEMS: usize = 2_100;
/// Items in pieces are rare; pieces of pieces are an attack.
const MAX_EXTENTS: usize = 10_000;
/// Each item has about five properties and one reference.
const MAX_LINKS: usize = 20_000;

/// The file's items and their properties.
pub(super) struct Contents<'a> {
    pub(super) primary: u32,
    pub(super) items: BTreeMap<u32, Source<'a>>,
    /// Whether there are boxes that no picture needs.
    pub(super) had_other_boxes: bool,
    properties: Vec<&'a [u8]>,
}

/// One item: a coded picture, a grid of them, or something else.
#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) kind: [u8; 4],
    pub(super) hidden: bool,
    pub(super) extents: Vec<&'a [u8]>,
    /// Index (from 1) and whether a reader must know it.
    pub(super) properties: Vec<(u16, bool)>,
    /// Kind of reference and the ids referred to.
    pub(super) references: Vec<([u8; 4], Vec<u32>)>,
}

impl Source<'_> {
    pub(super) fn targets(&self, kind: &'static [u8; 4]) -> impl Iterator<Item = u32> {
        self.references
            .iter()
            .filter(move |(name, _)| name == kind)
            .flat_map(|(_, ids)| ids.iter().copied())
    }

    fn bodies<'a>(&self, contents: &Contents<'a>, name: &'static [u8; 4]) -> impl Iterator<Item = &'a [u8]> {
        self.properties
            .iter()
            .filter_map(|(index, _)| contents.property(*index))
            .filter(move |bytes| bytes.get(4..8) == Some(name))
            .filter_map(|bytes| bytes.get(8..))
    }

    /// Width and height in pixels before turning.
    pub(super) fn size(&self, contents: &Contents<'_>) -> Option<(u32, u32)> {
        let body = self.bodies(contents, b"ispe").next()?;
        Some((be32(body, 4)?, be32(body, 8)?))
    }

    /// Whether a quarter turn swaps width and height.
    pub(super) fn is_turned(&self, contents: &Contents<'_>) -> bool {
        self.bodies(contents, b"irot")
            .any(|body| body.first().is_some_and(|angle| angle & 1 == 1))
    }

    /// Whether it is an alpha channel.
    pub(super) fn is_alpha(&self, contents: &Contents<'_>) -> bool {
        self.bodies(contents, b"auxC").any(|body| {
            super::ALPHA
                .iter()
                .any(|name| body.get(4..).is_some_and(|body| body.starts_with(name)))
        })
    }
}

impl<'a> Contents<'a> {
    /// The whole box of the property at `index`, which counts from 1.
    pub(super) fn property(&self, index: u16) -> Option<&'a [u8]> {
        self.properties.get(usize::from(index).checked_sub(1)?).copied()
    }

    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, MediaFault> {
        let fault = || damaged(MediaKind::Avif, "ends too soon or is not put together as AVIF is");
        let top = boxes(bytes).ok_or_else(fault)?;
        let moves = |part: &Part<'_>| {
            &part.name == b"moov" || part.name == *b"ftyp" && part.body.starts_with(b"avis")
        };
        if top.iter().any(moves) {
            return Err(MediaFault::Animated(MediaKind::Avif));
        }
        let meta = top.iter().find(|part| &part.name == b"meta").ok_or_else(fault)?;
        let mut contents = Self {
            primary: 0,
            items: BTreeMap::new(),
            had_other_boxes: false,
            properties: Vec::new(),
        };
        contents.had_other_boxes = top
            .iter()
            .any(|part| !matches!(&part.name, b"ftyp" | b"meta" | b"mdat" | b"free"));
        contents.read_meta(bytes, meta.body).ok_or_else(fault)?;
        Ok(contents)
    }

    fn read_meta(&mut self, file: &'a [u8], body: &'a [u8]) -> Option<()> {
        let parts = boxes(body.get(4..)?)?;
        let find = |name: &[u8; 4]| parts.iter().find(|part| part.name == *name).map(|part| part.body);
        let primary = find(b"pitm")?;
        let wide = usize::from(*primary.first()? != 0);
        self.primary = Reader::new(primary.get(4..)?).number(2 + 2 * wide)? as u32;
        self.read_item_infos(find(b"iinf")?)?;
        self.read_locations(find(b"iloc")?, file, find(b"idat").unwrap_or_default())?;
        if let Some(references) = find(b"iref") {
            self.read_references(references)?;
        }
        let properties = boxes(find(b"iprp")?)?;
        self.properties = boxes(properties.iter().find(|part| &part.name == b"ipco")?.body)?
            .iter()
            .map(|part| part.whole)
            .collect();
        properties
            .iter()
            .filter(|part| &part.name == b"ipma")
            .try_for_each(|part| self.read_associations(part.body))
    }

    fn read_item_infos(&mut self, body: &'a [u8]) -> Option<()> {
        let skip = if *body.first()? == 0 { 6 } else { 8 };
        for part in boxes(body.get(skip..)?)? {
            let mut reader = Reader::new(part.body);
            let [version, _, _, flags] = array(reader.take(4)?, 0)?;
            let id = match version {
                2 => u32::from(reader.u16()?),
                3 => reader.u32()?,
                _ => return None,
            };
            let protection = reader.u16()?;
            let kind = array(reader.take(4)?, 0)?;
            if protection != 0 || self.items.len() >= MAX_ITEMS {
                return None;
            }
            let source = Source {
                kind,
                hidden: flags & 1 == 1,
                ..Source::default()
            };
            self.items.insert(id, source).is_none().then_some(())?;
        }
        Some(())
    }

    fn read_locations(&mut self, body: &'a [u8], file: &'a [u8], idat: &'a [u8]) -> Option<()> {
        let mut reader = Reader::new(body);
        let version = array::<4>(reader.take(4)?, 0)?[0];
        let [sizes, more_sizes] = array(reader.take(2)?, 0)?;
        let (offset_size, length_size) = (usize::from(sizes >> 4), usize::from(sizes & 15));
        let base_size = usize::from(more_sizes >> 4);
        let index_size = if version == 0 {
            0
        } else {
            usize::from(more_sizes & 15)
        };
        let id_size = if version < 2 { 2 } else { 4 };
        // A length of no bytes means "all of the file", which no encoder writes.
        if version > 2 || length_size == 0 {
            return None;
        }
        let mut extents = 0;
        for _ in 0..reader.number(id_size)? {
            let id = reader.number(id_size)? as u32;
            let method = if version == 0 { 0 } else { reader.u16()? & 15 };
            let data_reference = reader.u16()?;
            let base = reader.number(base_size)?;
            let space = match (method, data_reference) {
                (0, 0) => file,
                (1, 0) => idat,
                _ => return None,
            };
            for _ in 0..reader.u16()? {
                extents += 1;
                reader.number(index_size)?;
                let start = usize::try_from(base.checked_add(reader.number(offset_size)?)?).ok()?;
                let length = usize::try_from(reader.number(length_size)?).ok()?;
                if extents > MAX_EXTENTS {
                    return None;
                }
                if let Some(item) = self.items.get_mut(&id) {
                    item.extents.push(space.get(start..start.checked_add(length)?)?);
                }
            }
        }
        Some(())
    }

    fn read_references(&mut self, body: &'a [u8]) -> Option<()> {
        let id_size = if *body.first()? == 0 { 2 } else { 4 };
        let mut links = 0;
        for part in boxes(body.get(4..)?)? {
            let mut reader = Reader::new(part.body);
            let from = reader.number(id_size)? as u32;
            let count = usize::from(reader.u16()?);
            links += count;
            if links > MAX_LINKS {
                return None;
            }
            let targets = (0..count)
                .map(|_| reader.number(id_size).map(|id| id as u32))
                .collect::<Option<_>>()?;
            if let Some(item) = self.items.get_mut(&from) {
                item.references.push((part.name, targets));
            }
        }
        Some(())
    }

    fn read_associations(&mut self, body: &'a [u8]) -> Option<()> {
        let mut reader = Reader::new(body);
        let [version, _, _, flags] = array(reader.take(4)?, 0)?;
        let id_size = if version == 0 { 2 } else { 4 };
        let mut links = 0;
        for _ in 0..reader.u32()? {
            let id = reader.number(id_size)? as u32;
            for _ in 0..reader.u8()? {
                links += 1;
                if links > MAX_LINKS {
                    return None;
                }
                let (essential, index) = if flags & 1 == 1 {
                    let value = reader.u16()?;
                    (value >> 15 == 1, value & 0x7FFF)
                } else {
                    let value = reader.u8()?;
                    (value >> 7 == 1, u16::from(value & 0x7F))
                };
                // Index 0 means "no property".
                if let Some(item) = self.items.get_mut(&id).filter(|_| index != 0) {
                    item.properties.push((index, essential));
                }
            }
        }
        Some(())
    }
}

/// One box: its name, what is in it, and all of it.
struct Part<'a> {
    name: [u8; 4],
    body: &'a [u8],
    whole: &'a [u8],
}

/// The boxes that stand one after another, `None` when they do not fill `bytes` exactly.
fn boxes(mut bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let name = array(bytes, 4)?;
        let (header, length) = match be32(bytes, 0)? {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(array(bytes, 8)?)).ok()?),
            length => (8, length as usize),
        };
        let (whole, rest) = bytes.split_at_checked(length)?;
        parts.push(Part {
            name,
            body: whole.get(header..)?,
            whole,
        });
        bytes = rest;
    }
    Some(parts)
}
