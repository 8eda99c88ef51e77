//! A new AVIF file around chosen items: file type, one meta box, the data. Same items, same bytes.

/// An item to write; the first of a file is its picture.
pub(crate) struct Item {
    pub(crate) kind: [u8; 4],
    pub(crate) hidden: bool,
    pub(crate) data: Vec<u8>,
    pub(crate) properties: Vec<Property>,
    /// Kind of reference and the places (from 0) of the items referred to.
    pub(crate) references: Vec<([u8; 4], Vec<usize>)>,
}

/// A whole property box, and whether a reader must know it.
pub(crate) struct Property {
    pub(crate) bytes: Vec<u8>,
    pub(crate) essential: bool,
}

/// A box with its length and name.
pub(crate) fn property(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 8);
    // Boxes here hold a few bytes or a colour profile; item data, which is checked, goes through `write` alone.
    out.extend_from_slice(&((body.len() + 8) as u32).to_be_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(body);
    out
}

/// The file, `None` when there is more of anything than its numbers can say.
pub(crate) fn write(items: &[Item]) -> Option<Vec<u8>> {
    u16::try_from(items.len()).ok()?;
    let total: usize = items.iter().map(|item| item.data.len()).sum();
    u32::try_from(total).ok().filter(|total| *total < u32::MAX / 2)?;
    let file_type = property(b"ftyp", b"avif\0\0\0\0avifmif1miaf");
    // Offsets have a fixed width, so that a first draft tells where the data will start.
    let draft = meta(items, 0)?;
    let start = file_type.len() + draft.len() + 8;
    let mut out = file_type;
    out.extend_from_slice(&meta(items, u32::try_from(start).ok()?)?);
    out.extend_from_slice(&((total + 8) as u32).to_be_bytes());
    out.extend_from_slice(b"mdat");
    for item in items {
        out.extend_from_slice(&item.data);
    }
    Some(out)
}

fn meta(items: &[Item], data_start: u32) -> Option<Vec<u8>> {
    let mut body = vec![0; 4];
    body.extend(property(
        b"hdlr",
        b"\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0",
    ));
    body.extend(property(b"pitm", &[0, 0, 0, 0, 0, 1]));
    body.extend(locations(items, data_start));
    body.extend(infos(items));
    if let Some(references) = references(items)? {
        body.extend(references);
    }
    body.extend(properties(items)?);
    Some(property(b"meta", &body))
}

/// An item's id: its place, from 1.
fn id(place: usize) -> [u8; 2] {
    ((place + 1) as u16).to_be_bytes()
}

fn locations(items: &[Item], data_start: u32) -> Vec<u8> {
    let mut body = vec![0, 0, 0, 0, 0x44, 0];
    body.extend((items.len() as u16).to_be_bytes());
    let mut offset = data_start;
    for (place, item) in items.iter().enumerate() {
        let length = item.data.len() as u32;
        body.extend(id(place));
        body.extend([0, 0, 0, 1]);
        body.extend(offset.to_be_bytes());
        body.extend(length.to_be_bytes());
        offset += length;
    }
    property(b"iloc", &body)
}

fn infos(items: &[Item]) -> Vec<u8> {
    let mut body = vec![0; 4];
    body.extend((items.len() as u16).to_be_bytes());
    for (place, item) in items.iter().enumerate() {
        let mut info = vec![2, 0, 0, u8::from(item.hidden)];
        info.extend(id(place));
        info.extend([0, 0]);
        info.extend(item.kind);
        info.push(0);
        body.extend(property(b"infe", &info));
    }
    property(b"iinf", &body)
}

fn references(items: &[Item]) -> Option<Option<Vec<u8>>> {
    let mut body = vec![0; 4];
    for (place, item) in items.iter().enumerate() {
        for (kind, targets) in &item.references {
            let mut reference = id(place).to_vec();
            reference.extend(u16::try_from(targets.len()).ok()?.to_be_bytes());
            reference.extend(targets.iter().flat_map(|target| id(*target)));
            body.extend(property(kind, &reference));
        }
    }
    Some((body.len() > 4).then(|| property(b"iref", &body)))
}

/// Kinds of size, colour and setting in one file; each is looked for among the others.
const MAX_DISTINCT_PROPERTIES: usize = 200;

fn properties(items: &[Item]) -> Option<Vec<u8>> {
    let mut distinct: Vec<&[u8]> = Vec::new();
    let mut associations = vec![0, 0, 0, 1];
    associations.extend((items.len() as u32).to_be_bytes());
    for (place, item) in items.iter().enumerate() {
        associations.extend(id(place));
        associations.push(u8::try_from(item.properties.len()).ok()?);
        for Property { bytes, essential } in &item.properties {
            let index = distinct
                .iter()
                .position(|known| *known == bytes)
                .unwrap_or_else(|| {
                    distinct.push(bytes);
                    distinct.len() - 1
                });
            let index = u16::try_from(index + 1)
                .ok()
                .filter(|_| index < MAX_DISTINCT_PROPERTIES)?;
            associations.extend((index | u16::from(*essential) << 15).to_be_bytes());
        }
    }
    let container = property(b"ipco", &distinct.concat());
    Some(property(
        b"iprp",
        &[container, property(b"ipma", &associations)].concat(),
    ))
}
