//! The canonical encoding that hashes are taken of.
//!
//! Every value is preceded by its kind and every text by its length in bytes, so that no two different inputs have the
//! same encoding. The first text names the format and its version; a change of the format is a change of that name.

/// Feeds values to a hash, one after the other.
pub(super) struct Encoder(blake3::Hasher);

impl Encoder {
    pub(super) fn new(format: &str) -> Encoder {
        Encoder(blake3::Hasher::new()).text(format)
    }

    pub(super) fn text(mut self, text: &str) -> Encoder {
        self.0.update(b"t");
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    pub(super) fn optional(self, text: Option<&str>) -> Encoder {
        match text {
            None => self.flag(false),
            Some(text) => self.flag(true).text(text),
        }
    }

    pub(super) fn flag(mut self, flag: bool) -> Encoder {
        self.0.update(if flag { b"1" } else { b"0" });
        self
    }

    pub(super) fn count(mut self, count: usize) -> Encoder {
        self.0.update(b"n");
        self.0.update(&(count as u64).to_le_bytes());
        self
    }

    pub(super) fn bytes(mut self, bytes: &[u8; 32]) -> Encoder {
        self.0.update(b"h");
        self.0.update(bytes);
        self
    }

    pub(super) fn finish(self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}
