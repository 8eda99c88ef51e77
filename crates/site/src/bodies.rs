//! Bodies in their encodings, each with its own strong entity tag.

use crate::artefact::{Bodies, Body, Content, Interval};
use crate::input::Packing;
use bytes::Bytes;

/// Below this, the headers of the encoding cost more than it saves.
const WORTH_PACKING: usize = 200;

/// Packs the texts of one interval. What packing costs is paid once for each text, not once for each interval: see [`Packer::text`].
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
        gzip: smaller(pack::gzip(&bytes), "-g"),
        brotli: smaller(pack::brotli(&bytes), "-b"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_smaller_and_has_its_own_tag() {
        let bodies = text("One sign proves nothing. ".repeat(100));
        let (gzip, brotli) = (bodies.gzip.unwrap(), bodies.brotli.unwrap());
        assert!(gzip.bytes.len() < bodies.identity.bytes.len());
        assert!(brotli.bytes.len() < gzip.bytes.len());
        assert_ne!(gzip.etag, brotli.etag);
        assert_ne!(bodies.identity.etag, brotli.etag);
    }

    #[test]
    fn a_short_text_is_left_as_it_is() {
        assert!(text("ok").brotli.is_none());
    }
}
