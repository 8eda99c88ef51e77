//! Every text of a campaign, with what kind it is and where it stands: written once, for every rule about words.

mod blocks;
mod find;
mod walk;

pub(crate) use walk::pieces;

use campaign::{Campaign, CampaignPath, LineIndex, Place};
use std::borrow::Cow;
use std::ops::Range;

/// What a text is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The campaign's own words to the public.
    Copy,
    /// A heading or title of its own.
    Heading,
    /// What a picture shows, for somebody who cannot see it.
    Alt,
    /// What an office says.
    Statement,
    /// Published, and its figures are its own: facts, privacy notices, survey questions.
    Data,
    /// What somebody or something is called.
    Name,
    /// The title of somebody else's work.
    Title,
    /// For the team and its partners: definitions, placements, layouts.
    Internal,
}

impl Kind {
    /// Whether it speaks to the public in the campaign's own voice, or an office's.
    pub(crate) fn speaks(self) -> bool {
        matches!(self, Kind::Copy | Kind::Heading | Kind::Statement)
    }
}

/// A text: a field of a table, or a paragraph, heading or item of a page.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'c> {
    pub(crate) kind: Kind,
    pub(crate) words: Cow<'c, str>,
    /// Which bytes of the words cite a fact.
    pub(crate) cited: Vec<Range<usize>>,
    /// Which bytes are a help service's number, or something to type.
    pub(crate) exempt: Vec<Range<usize>>,
    /// Whether its words could cite a fact with a link.
    pub(crate) can_cite: bool,
    /// Where a stretch of the words begins in its file, by the byte at which it begins in `words`. Never empty.
    starts: Vec<(usize, &'c Place)>,
}

impl<'c> Piece<'c> {
    pub(crate) fn new(kind: Kind, words: &'c str, place: &'c Place) -> Piece<'c> {
        Piece {
            kind,
            words: Cow::Borrowed(words),
            cited: Vec::new(),
            exempt: Vec::new(),
            can_cite: false,
            starts: vec![(0, place)],
        }
    }

    /// Whether a stretch touches one of these.
    pub(crate) fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
        ranges
            .iter()
            .any(|other| other.start < range.end && range.start < other.end)
    }

    /// Where a stretch of its words stands: as near as the file as written tells, else where the piece begins.
    pub(crate) fn place(&self, campaign: &Campaign, range: &Range<usize>) -> Place {
        let at = self.starts.partition_point(|(start, _)| *start <= range.start);
        let Some((start, place)) = at.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return Place::start_of("campaign.toml");
        };
        self.refined(campaign, *start, place, range)
            .unwrap_or_else(|| (*place).clone())
    }

    /// Whether the file as written has a stretch of its words, letter for letter.
    pub(crate) fn is_found_as_written(&self, campaign: &Campaign, range: &Range<usize>) -> bool {
        let at = self.starts.partition_point(|(start, _)| *start <= range.start);
        at.checked_sub(1)
            .and_then(|at| self.starts.get(at))
            .is_some_and(|(start, place)| self.refined(campaign, *start, place, range).is_some())
    }

    fn refined(
        &self,
        campaign: &Campaign,
        start: usize,
        place: &Place,
        range: &Range<usize>,
    ) -> Option<Place> {
        let file = CampaignPath::new(&place.file).ok()?;
        let text = campaign.texts.get(&file)?;
        let from = find::offset(text, place)?;
        let before = self.words.get(start..range.start)?;
        let found = self.words.get(range.clone())?;
        let at = find::after(text, from, before, found)?;
        Some(LineIndex::new(text).place(&place.file, text, at))
    }
}
