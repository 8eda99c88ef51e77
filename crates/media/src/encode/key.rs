//! The name an encoding is kept under.

use std::fmt;

/// Changes whenever any byte of an encoding could: kept encodings of another version are not looked at.
/// A test pins what this version writes.
pub const ENCODER_VERSION: &str = "1";

/// The format of an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// What nearly every reader gets.
    Avif,
    /// For browsers without AVIF.
    Jpeg,
    /// The same, where the picture is see-through.
    Png,
}

impl Format {
    /// The `Content-Type` it is served with.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The end of its file name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Names one encoding: of what, by which encoder, how wide, in what format. Shown (`Display`), it is a safe file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureKey {
    hash: String,
    width: u32,
    format: Format,
}

impl PictureKey {
    /// `hash` is the content hash in hexadecimal. Characters that are neither letters nor digits are left out, and all
    /// beyond 128, so that no hash makes a file name that leads elsewhere.
    #[must_use]
    pub fn new(hash: &str, width: u32, format: Format) -> Self {
        let hash = hash
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(128)
            .collect();
        Self { hash, width, format }
    }

    /// The format it names.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }
}

impl fmt::Display for PictureKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{ENCODER_VERSION}-{}.{}",
            self.hash,
            self.width,
            self.format.extension()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_safe_file_name() {
        assert_eq!(
            PictureKey::new("0af3", 480, Format::Avif).to_string(),
            "0af3-1-480.avif"
        );
        assert_eq!(
            PictureKey::new("../../etc\0", 1, Format::Jpeg).to_string(),
            "etc-1-1.jpg"
        );
    }
}
