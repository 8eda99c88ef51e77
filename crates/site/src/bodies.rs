//! Bodies in their encodings, each with its own strong entity tag.

use crate::artefact::{Bodies, Body, Content, Interval};
use crate::input::Packing;
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use flate2::{Compression, GzBuilder};
use std::io::Write;

/// Brotli at 11, always: a tenth smaller than at 9, and what it costs (about 10 ms a page) is paid once for each text, not
/// once for each interval; see [`Packer::text`].
const BROTLI_QUALITY: i32 = 11;
/// 4 MiB of window: more than any page.
const BROTLI_WINDOW: i32 = 22;
/// Below this, the headers of the encoding cost more than it saves.
const WORTH_PACKING: usize = 200;

/// Packs the texts of one interval.
#[derive(Clone, Copy)]
pub(crate) struct Packer<'b> {
    pub(crate) packing: Packing,
    /// The interval before this one.
    pub(crate) before: Option<&'b Interval>,
}

impl Packer<'_> {
    /// The text at an address. When it is the very text of the interval before, its packed bodies are taken over: packing is
    /// the bill of a site, and between two scheduled changes few pages differ.
    pub(crate) fn text(&self, address: &str, bytes: impl Into<Bytes>) -> Bodies {
        let bytes: Bytes = bytes.into();
        let before = self.before.and_then(|before| before.get(address));
        match (before.map(|before| &before.content), self.packing) {
            (Some(Content::Bodies(bodies)), _) if bodies.identity.bytes == bytes => bodies.clone(),
            (_, Packing::Best) => text(bytes),
            (_, Packing::None) => plain(bytes),
        }
    }
}

/// Text: packed with Brotli and gzip, where that makes it smaller.
fn text(bytes: impl Into<Bytes>) -> Bodies {
    let bytes: Bytes = bytes.into();
    if bytes.len() < WORTH_PACKING {
        return plain(bytes);
    }
    let smaller = |packed: Option<Vec<u8>>, mark: &str| {
        packed
            .filter(|packed| packed.len() < bytes.len())
            .map(|packed| body(packed.into(), mark))
    };
    Bodies {
        gzip: smaller(gzip(&bytes), "-g"),
        brotli: smaller(brotli(&bytes), "-b"),
        identity: body(bytes, ""),
    }
}

/// Text that was packed beforehand, with gzip.
pub(crate) fn packed(text: Bytes, gzip: Bytes) -> Bodies {
    Bodies {
        gzip: Some(body(gzip, "-g")),
        ..plain(text)
    }
}

/// What is packed already: photographs, films.
pub(crate) fn plain(bytes: Bytes) -> Bodies {
    Bodies {
        identity: body(bytes, ""),
        gzip: None,
        brotli: None,
    }
}

fn body(bytes: Bytes, mark: &str) -> Body {
    let hash = blake3::hash(&bytes).to_hex();
    let etag = format!("\"{}{mark}\"", hash.get(..20).unwrap_or_default()).into();
    Body { bytes, etag }
}

/// Writing into memory does not fail; if it ever did, the body would go out unpacked.
fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).ok()?;
    Some(packed)
}

/// Without a name or a time in its header: the same bytes give the same bytes.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_encoding_unpacks_to_the_same_text_and_has_its_own_tag() {
        let page = "One sign proves nothing. ".repeat(100);
        let bodies = text(page.clone());
        let (gzip, brotli) = (bodies.gzip.unwrap(), bodies.brotli.unwrap());
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&*gzip.bytes)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, page);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli.bytes, &mut unpacked).unwrap();
        assert_eq!(unpacked, page.as_bytes());
        assert_ne!(gzip.etag, brotli.etag);
        assert_ne!(bodies.identity.etag, brotli.etag);
    }

    #[test]
    fn a_short_text_is_left_as_it_is() {
        assert!(text("ok").brotli.is_none());
    }
}
