//! The licences that the program carries: its own, and those of everything by others inside it. `build.rs` packs them; a
//! test (`tests/workspace/notices.rs`) makes the text from what the dependencies carry themselves, and holds it to them.

use anyhow::{Context as _, Result};
use bytes::Bytes;
use std::io::Read;

/// The text, packed with gzip: a tenth of its size.
pub(crate) const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/licences.txt.gz"));

/// The text itself.
pub(crate) fn text() -> Result<Bytes> {
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(PACKED)
        .read_to_end(&mut text)
        .context(
            "the licences inside this program cannot be read; install it again, because its file is damaged",
        )?;
    Ok(text.into())
}
