//! `theme/theme.toml`: the colours that make a campaign look like itself.

use super::At;
use std::fmt;

/// An sRGB colour, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Colour { red, green, blue })
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The colours of one mode, light or dark. `paper`, `panel`, `stage`, `button` and `alarm` are grounds.
#[derive(Clone, Debug)]
pub struct Palette {
    /// The ground of reading pages.
    pub paper: At<Colour>,
    /// Text on paper and panel.
    pub ink: At<Colour>,
    /// Second-rank text on paper and panel.
    pub quiet: At<Colour>,
    /// Links on paper and panel.
    pub link: At<Colour>,
    /// Hairlines: decoration alone.
    pub line: At<Colour>,
    /// The ground of a raised card.
    pub panel: At<Colour>,
    /// The ground of story pages.
    pub stage: At<Colour>,
    /// Text on the stage.
    pub stage_ink: At<Colour>,
    /// Large words on the stage.
    pub stage_accent: At<Colour>,
    /// The ground of the one thing to do.
    pub button: At<Colour>,
    /// Words on the button.
    pub button_ink: At<Colour>,
    /// The ground of "in danger now".
    pub alarm: At<Colour>,
    /// Words on it.
    pub alarm_ink: At<Colour>,
    /// The ring around what has the keyboard.
    pub focus: At<Colour>,
}

/// Both modes.
#[derive(Clone, Debug)]
pub struct Theme {
    /// `name`.
    pub name: String,
    /// `[light]`.
    pub light: Palette,
    /// `[dark]`.
    pub dark: Palette,
}

impl Palette {
    /// Every colour with its key, in the order of the manual.
    pub fn colours(&self) -> [(&'static str, &At<Colour>); 14] {
        [
            ("paper", &self.paper),
            ("ink", &self.ink),
            ("quiet", &self.quiet),
            ("link", &self.link),
            ("line", &self.line),
            ("panel", &self.panel),
            ("stage", &self.stage),
            ("stage_ink", &self.stage_ink),
            ("stage_accent", &self.stage_accent),
            ("button", &self.button),
            ("button_ink", &self.button_ink),
            ("alarm", &self.alarm),
            ("alarm_ink", &self.alarm_ink),
            ("focus", &self.focus),
        ]
    }
}

impl Default for Theme {
    /// The theme of a campaign that brings none.
    fn default() -> Theme {
        crate::reading::built_in_theme()
    }
}
