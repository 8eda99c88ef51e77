//! What makes files for paper and screens of a campaign, seen from here.
//!
//! The program has one press (crate `print`), or none when it was built without it. Whoever asks says everything that
//! the file depends on: the same asking gives the same bytes on every machine.

use crate::diagnostic::{Diagnostic, Place};
use crate::id::PartnerId;
use crate::model::{Campaign, CardSize, Format, Poster};
use crate::path::CampaignPath;
use std::fmt;

/// A clean picture of the campaign.
#[derive(Clone, Copy, Debug)]
pub struct Art<'c> {
    /// Its file.
    pub path: &'c CampaignPath,
    /// Its bytes as they are published: a photograph as JPEG, PNG or WebP, a drawing as SVG.
    pub bytes: &'c [u8],
    /// A text in its place.
    pub alt: &'c str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Art<'_> {
    /// Whether it is a drawing (SVG), which begins with a mark or, before it, with space.
    pub fn is_drawing(&self) -> bool {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.bytes);
        bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
    }
}

/// A poster in one format, for one place.
#[derive(Clone, Debug)]
pub struct Sheet<'c> {
    /// The campaign: its theme, area, help services and partners.
    pub campaign: &'c Campaign,
    /// The poster.
    pub poster: &'c Poster,
    /// The format.
    pub format: Format,
    /// Its picture.
    pub picture: Option<Art<'c>>,
    /// Marks of the partners that have one.
    pub marks: Vec<(&'c PartnerId, Art<'c>)>,
    /// The whole address that its code holds: a placement's short link, or that of the poster's own page.
    pub link: &'c str,
    /// The whole address of the page with the same words.
    pub twin: &'c str,
    /// With 3 mm of bleed and crop marks, for a printer.
    pub for_printer: bool,
}

/// What a card says.
#[derive(Clone, Debug)]
pub struct CardText<'c> {
    /// A number that stands large beside the words: the day of a door.
    pub number: Option<u8>,
    /// The sentence.
    pub headline: &'c str,
    /// A smaller line below it.
    pub line: Option<&'c str>,
    /// The one thing to do.
    pub act: Option<&'c str>,
}

/// A picture for a network or a display advertisement.
#[derive(Clone, Debug)]
pub struct Card<'c> {
    /// The campaign: its theme, hashtag and partners.
    pub campaign: &'c Campaign,
    /// What it says.
    pub text: CardText<'c>,
    /// Where its sentence stands, for findings.
    pub place: &'c Place,
    /// Its picture, and the same for tall cards where there is one: the press takes what fits.
    pub pictures: Vec<Art<'c>>,
    /// Its size and the most that it may weigh.
    pub size: &'c CardSize,
}

impl Card<'_> {
    /// Whether a picture of it is a photograph rather than a drawing: then it is a JPEG.
    pub fn has_photograph(&self) -> bool {
        self.pictures.iter().any(|art| !art.is_drawing())
    }
}

/// A picture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// PNG, for flat designs.
    Png(Vec<u8>),
    /// JPEG, for photographs.
    Jpeg(Vec<u8>),
}

/// Makes posters and cards. Work of some milliseconds: a server asks on a thread that serves nobody else.
pub trait Press: fmt::Debug + Send + Sync {
    /// A poster as PDF.
    ///
    /// # Errors
    /// Findings about what cannot be printed, each with its place: a text that does not fit, a picture that cannot be drawn.
    fn poster(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Diagnostic>>;

    /// The first side of a poster as picture, for screens that show no PDF: one pixel for each of its format
    /// [`Screen`](Format::Screen); of any other format, 1080 pixels across.
    ///
    /// # Errors
    /// As for [`Press::poster`].
    fn screen(&self, sheet: &Sheet<'_>) -> Result<Printed, Vec<Diagnostic>>;

    /// A card as picture. A card with a photograph is a JPEG, any other a PNG.
    ///
    /// # Errors
    /// As for [`Press::poster`].
    fn card(&self, card: &Card<'_>) -> Result<Printed, Vec<Diagnostic>>;
}
