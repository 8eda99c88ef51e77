//! The licences that the program carries: its own, and those of everything by others inside it. `build.rs` packs them; a
//! test (`tests/workspace/notices.rs`) makes the text from what the dependencies carry themselves, and holds it to them.

use anyhow::{Context as _, Result};
use bytes::Bytes;
use site::Licences;
use std::io::Read;
use std::sync::OnceLock;

/// The text, packed with gzip: a tenth of its size.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/licences.txt.gz"));

/// The text itself, unpacked once.
pub(crate) fn text() -> Result<Bytes> {
    static TEXT: OnceLock<Bytes> = OnceLock::new();
    if let Some(text) = TEXT.get() {
        return Ok(text.clone());
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(PACKED)
        .read_to_end(&mut text)
        .context(
            "the licences inside this program cannot be read; install it again, because its file is damaged",
        )?;
    Ok(TEXT.get_or_init(|| text.into()).clone())
}

/// Both, for visitors.
pub(crate) fn licences() -> Result<Licences> {
    Ok(Licences {
        text: text()?,
        gzip: Bytes::from_static(PACKED),
    })
}
