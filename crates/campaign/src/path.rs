//! The only key to a campaign's files.

use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A file's place inside a campaign folder: relative, `/` between its parts, in Unicode normal form C.
///
/// It can be joined to any folder on any system for reading and for writing: no `..`, no `\`, no NUL, no name that
/// Windows keeps for a device, at most [`CampaignPath::MAX_BYTES`] long and [`CampaignPath::MAX_DEPTH`] deep.
/// Two paths that differ only in case cannot stand in one folder; see [`CampaignPath::case_key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CampaignPath(Box<str>);

/// Why a text is no [`CampaignPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPath {
    /// Nothing, or nothing between two slashes.
    Empty,
    /// Longer than 200 bytes.
    TooLong,
    /// More than 8 parts.
    TooDeep,
    /// Begins with `/`, or has `.` or `..` as a part.
    NotBeneath,
    /// A backslash, a NUL, a control character, or one of `<>:"|?*`.
    Character,
    /// Not in Unicode normal form C.
    NotNormal,
    /// A name such as `CON` or `LPT1`, which Windows keeps for a device.
    Device,
    /// A part that ends in a space or a full stop, which Windows drops.
    TrailingDotOrSpace,
}

impl fmt::Display for BadPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            BadPath::Empty => "a part of the path is empty",
            BadPath::TooLong => "the path is longer than 200 bytes",
            BadPath::TooDeep => "the path is more than 8 folders deep",
            BadPath::NotBeneath => "the path leaves the folder",
            BadPath::Character => "the path has a character that some systems cannot store",
            BadPath::NotNormal => "the path is not in Unicode normal form C",
            BadPath::Device => "the path uses a name that Windows keeps for a device",
            BadPath::TrailingDotOrSpace => "a part of the path ends in a space or a full stop",
        })
    }
}

impl CampaignPath {
    /// The longest path, in bytes of UTF-8.
    pub const MAX_BYTES: usize = 200;
    /// The most parts that a path has.
    pub const MAX_DEPTH: usize = 8;

    /// Checks a text.
    pub fn new(text: &str) -> Result<CampaignPath, BadPath> {
        if text.len() > CampaignPath::MAX_BYTES {
            return Err(BadPath::TooLong);
        }
        if text.starts_with('/') {
            return Err(BadPath::NotBeneath);
        }
        if text
            .chars()
            .any(|character| character.is_control() || "\\<>:\"|?*".contains(character))
        {
            return Err(BadPath::Character);
        }
        if !is_nfc(text) {
            return Err(BadPath::NotNormal);
        }
        for part in text.split('/') {
            check_part(part)?;
        }
        if text.split('/').count() > CampaignPath::MAX_DEPTH {
            return Err(BadPath::TooDeep);
        }
        Ok(CampaignPath(text.into()))
    }

    /// The path of a folder's entry whose name may be in another normal form, as a Mac writes it.
    pub fn from_entry(text: &str) -> Result<CampaignPath, BadPath> {
        CampaignPath::new(&text.nfc().collect::<String>())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Paths with the same key are the same file on a system that does not tell case apart.
    pub fn case_key(&self) -> String {
        self.0.chars().flat_map(char::to_lowercase).collect()
    }

    /// The parts between the slashes, first to last.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last full stop of the name, if there is one after its first character.
    pub fn extension(&self) -> Option<&str> {
        self.name()
            .rsplit_once('.')
            .filter(|(stem, _)| !stem.is_empty())
            .map(|(_, extension)| extension)
    }

    /// The name without its extension.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(
            self.name(),
            |(stem, _)| if stem.is_empty() { self.name() } else { stem },
        )
    }
}

impl fmt::Display for CampaignPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for CampaignPath {
    type Error = BadPath;
    fn try_from(text: String) -> Result<CampaignPath, BadPath> {
        CampaignPath::new(&text)
    }
}

fn check_part(part: &str) -> Result<(), BadPath> {
    match part {
        "" => return Err(BadPath::Empty),
        "." | ".." => return Err(BadPath::NotBeneath),
        _ => {}
    }
    if part.ends_with(['.', ' ']) {
        return Err(BadPath::TrailingDotOrSpace);
    }
    if is_device(part) {
        Err(BadPath::Device)
    } else {
        Ok(())
    }
}

/// The names that Windows keeps for devices, with any extension ("Naming Files, Paths, and Namespaces", Microsoft).
fn is_device(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or(part)
        .trim_end()
        .to_ascii_uppercase();
    if matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) {
        return true;
    }
    let Some(number) = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) else {
        return false;
    };
    matches!(
        number,
        "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_path_is_kept_as_it_is() {
        let path = CampaignPath::new("pages/doors/07.md").unwrap();
        assert_eq!(path.as_str(), "pages/doors/07.md");
        assert_eq!(
            (path.name(), path.stem(), path.extension()),
            ("07.md", "07", Some("md"))
        );
    }

    #[test]
    fn a_path_never_leaves_its_folder() {
        for text in ["../x", "a/../b", "/etc/passwd", "./a", "a/."] {
            assert_eq!(CampaignPath::new(text), Err(BadPath::NotBeneath), "{text}");
        }
        for text in ["a\\b", "C:x", "a\0b", "a\nb", "what?.md"] {
            assert_eq!(CampaignPath::new(text), Err(BadPath::Character), "{text}");
        }
    }

    #[test]
    fn a_path_can_be_written_on_any_system() {
        for text in ["con", "media/Nul.svg", "COM1.txt", "lpt¹"] {
            assert_eq!(CampaignPath::new(text), Err(BadPath::Device), "{text}");
        }
        assert_eq!(CampaignPath::new("a./b"), Err(BadPath::TrailingDotOrSpace));
        assert!(CampaignPath::new("console.md").is_ok());
        assert!(CampaignPath::new("com10").is_ok());
    }

    #[test]
    fn length_and_depth_are_bounded() {
        assert!(CampaignPath::new("a/b/c/d/e/f/g/h").is_ok());
        assert_eq!(CampaignPath::new("a/b/c/d/e/f/g/h/i"), Err(BadPath::TooDeep));
        assert_eq!(CampaignPath::new(&"x".repeat(201)), Err(BadPath::TooLong));
        assert_eq!(CampaignPath::new(""), Err(BadPath::Empty));
        assert_eq!(CampaignPath::new("a//b"), Err(BadPath::Empty));
    }

    #[test]
    fn a_name_from_a_mac_is_brought_to_normal_form() {
        assert_eq!(CampaignPath::new("cafe\u{301}.md"), Err(BadPath::NotNormal));
        assert_eq!(
            CampaignPath::from_entry("cafe\u{301}.md").unwrap().as_str(),
            "caf\u{e9}.md"
        );
    }
}
