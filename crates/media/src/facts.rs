//! What is known of a picture that may be published.

use crate::MediaKind;

/// What is known of a clean picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFacts {
    /// What it is.
    pub kind: MediaKind,
    /// Width in pixels as it is seen (upright); of a drawing, its own width in CSS pixels, rounded up.
    pub width: u32,
    /// Height in pixels as it is seen.
    pub height: u32,
    /// Whether cleaning took something out: metadata, comments, thumbnails, bytes after the end.
    pub had_metadata: bool,
    /// Whether it can be see-through (it has an alpha channel; every pixel may still be opaque). `true` for a drawing.
    pub has_alpha: bool,
}

/// A picture that may be published, made by [`clean`](crate::clean) alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    pub(crate) bytes: Vec<u8>,
    pub(crate) facts: PictureFacts,
}

impl Cleaned {
    /// The bytes to store, hash and serve.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is known of them.
    #[must_use]
    pub fn facts(&self) -> &PictureFacts {
        &self.facts
    }

    /// Takes it apart.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, PictureFacts) {
        (self.bytes, self.facts)
    }
}
