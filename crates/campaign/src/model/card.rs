//! `theme/cards.toml`: the sizes in which there is a picture for each network and each advertisement.

use crate::diagnostic::Place;
use crate::id::CardSizeId;

/// `[[card]]`: a size, as a network or a newspaper asks for it.
#[derive(Clone, Debug)]
pub struct CardSize {
    /// `name`: the last part of its address.
    pub name: CardSizeId,
    /// `width` in pixels.
    pub width: u32,
    /// `height` in pixels.
    pub height: u32,
    /// `max_kb`: the most that a file may weigh, in thousands of bytes, where whoever shows it says so.
    pub max_kb: Option<u32>,
    /// `clear_top`: how many pixels at the top the network lays something over. No words stand there.
    pub clear_top: u32,
    /// `clear_bottom`: the same at the bottom.
    pub clear_bottom: u32,
    /// Where it begins; for a size of the built-in table, the first character of `theme/cards.toml`.
    pub place: Place,
}

impl CardSize {
    /// The most that a file may weigh, in bytes.
    pub fn max_bytes(&self) -> Option<usize> {
        self.max_kb.map(|kilobytes| kilobytes as usize * 1000)
    }
}

/// All sizes of a campaign.
#[derive(Clone, Debug)]
pub struct CardSizes {
    /// Whether the campaign brings a table of its own. The built-in one belongs to the program, and to no item.
    pub own: bool,
    /// In the table's order. One of them is called `share`.
    pub sizes: Vec<CardSize>,
}

impl CardSizes {
    /// The name of the size that stands beside a shared link.
    pub const SHARE: &'static str = "share";

    /// The size of this name.
    pub fn get(&self, name: &str) -> Option<&CardSize> {
        self.sizes.iter().find(|size| size.name.as_str() == name)
    }

    /// The size that stands beside a shared link.
    pub fn share(&self) -> Option<&CardSize> {
        self.get(Self::SHARE)
    }
}

impl Default for CardSizes {
    /// The built-in table.
    fn default() -> CardSizes {
        crate::reading::built_in_cards()
    }
}
