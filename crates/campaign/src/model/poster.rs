//! `posters/*.toml`: what hangs on a wall, lies on a counter or stands on a screen.

use super::At;
use crate::CampaignPath;
use crate::diagnostic::Place;
use crate::id::{AudienceId, HelpId, PartnerId, PosterId};
use std::fmt;

/// How a poster is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// `type`: the sentence is the picture. It needs none.
    Type,
    /// `picture`: the picture fills the sheet, and the sentence stands in it.
    Picture,
    /// `argument`: picture, sentence and the points that follow from it.
    Argument,
}

impl Layout {
    /// All, with the names under which a folder has them.
    pub const ALL: [(&'static str, Layout); 3] = [
        ("type", Layout::Type),
        ("picture", Layout::Picture),
        ("argument", Layout::Argument),
    ];

    /// Its name in a folder.
    pub fn name(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

/// A size and kind of sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `a4`: a notice board, a toilet door.
    A4,
    /// `a3`: a wall.
    A3,
    /// `leaflet`: A5 on two sides, held in the hand.
    Leaflet,
    /// `6-sheet`: 1200 × 1800 mm in a bus shelter.
    SixSheet,
    /// `screen`: 1080 × 1920 pixels behind a bar.
    Screen,
}

impl Format {
    /// All, with the names under which a folder and an address have them.
    pub const ALL: [(&'static str, Format); 5] = [
        ("a4", Format::A4),
        ("a3", Format::A3),
        ("leaflet", Format::Leaflet),
        ("6-sheet", Format::SixSheet),
        ("screen", Format::Screen),
    ];

    /// Its name in a folder and an address.
    pub fn name(self) -> &'static str {
        named(&Self::ALL, self)
    }

    /// The format of this name.
    pub fn parse(name: &str) -> Option<Format> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, format)| *format)
    }

    /// Width and height of the trimmed sheet in millimetres; of a screen in pixels of 1/96 inch, which is what a PDF of
    /// it measures.
    pub fn size_mm(self) -> (f64, f64) {
        match self {
            Format::A4 => (210.0, 297.0),
            Format::A3 => (297.0, 420.0),
            Format::Leaflet => (148.0, 210.0),
            Format::SixSheet => (1200.0, 1800.0),
            Format::Screen => (1080.0 * 25.4 / 96.0, 1920.0 * 25.4 / 96.0),
        }
    }
}

impl Format {
    /// How many pixels a photograph needs across the sheet, so that it looks sharp from where people stand: in the hand 150 an
    /// inch, in a shelter, from some metres away, 45; on a screen its own.
    pub fn least_pixels(self) -> u32 {
        match self {
            Format::A4 => 1_240,
            Format::A3 => 1_754,
            Format::Leaflet => 874,
            Format::SixSheet => 2_126,
            Format::Screen => 1_080,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The name that a table of all values has for this one.
fn named<T: PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter()
        .find(|(_, known)| *known == value)
        .map_or("", |(name, _)| name)
}

/// A file of `posters/`.
#[derive(Clone, Debug)]
pub struct Poster {
    /// The file's name without its extension.
    pub id: PosterId,
    /// `headline`: one sentence.
    pub headline: At<String>,
    /// `picture`.
    pub picture: Option<At<CampaignPath>>,
    /// `act`: the one thing to do.
    pub act: At<String>,
    /// `points` of an argument, in the order of reading.
    pub points: Vec<At<String>>,
    /// `help`: the help services printed on it.
    pub help: Vec<HelpId>,
    /// `layout`.
    pub layout: Layout,
    /// `formats` in which there is one; all of them when none is named.
    pub formats: Vec<Format>,
    /// `page`: where its code leads when no placement says otherwise, as in `placements.csv`; empty for its own page.
    pub page: String,
    /// `marks`: the partners whose marks it carries; all of them when none is named.
    pub marks: Vec<At<PartnerId>>,
    /// `[back]`: the second side of a leaflet.
    pub back: Option<Back>,
    /// `audience`.
    pub audience: AudienceId,
    /// `hard_hitting`.
    pub hard_hitting: bool,
    /// `tried_with`: with whom a hard-hitting poster was tried. Not shown, so no part of the item's hash.
    pub tried_with: Option<String>,
    /// `might_hurt`: whom a hard-hitting poster might hurt. Not shown either.
    pub might_hurt: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// `[back]` of a poster: what the second side of its leaflet says above the help services.
#[derive(Clone, Debug)]
pub struct Back {
    /// `heading`.
    pub heading: At<String>,
    /// `points`.
    pub points: Vec<At<String>>,
}
