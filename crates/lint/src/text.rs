//! Every text of a campaign, with what kind it is and where it stands: written once, for every rule about words.

mod blocks;
mod find;
mod walk;
mod written;

pub(crate) use walk::pieces;
pub(crate) use written::Written;

use crate::prose::Prose;
use campaign::Place;
use std::borrow::Cow;
use std::ops::{Deref, Range};

/// The most findings that a rule makes of one piece: who repeats a word a thousand times knows by then.
pub(crate) const MOST: usize = 20;

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

/// A text with its words, which every rule about words reads.
pub(crate) struct Piece<'c> {
    raw: &'c Raw<'c>,
    pub(crate) prose: Prose<'c>,
}

impl<'c> Piece<'c> {
    pub(crate) fn of(raw: &'c Raw<'c>) -> Piece<'c> {
        Piece {
            raw,
            prose: Prose::of(&raw.words),
        }
    }

    /// Whether a stretch touches one of these, which stand in order and apart.
    pub(crate) fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
        let next = ranges.partition_point(|other| other.end <= range.start);
        ranges.get(next).is_some_and(|other| other.start < range.end)
    }
}

impl<'c> Deref for Piece<'c> {
    type Target = Raw<'c>;
    fn deref(&self) -> &Raw<'c> {
        self.raw
    }
}

/// A text: a field of a table, or a paragraph, heading or item of a page.
#[derive(Clone, Debug)]
pub(crate) struct Raw<'c> {
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

impl<'c> Raw<'c> {
    pub(crate) fn new(kind: Kind, words: &'c str, place: &'c Place) -> Raw<'c> {
        Raw {
            kind,
            words: Cow::Borrowed(words),
            cited: Vec::new(),
            exempt: Vec::new(),
            can_cite: false,
            starts: vec![(0, place)],
        }
    }

    /// The file that it stands in.
    pub(crate) fn file(&self) -> &'c str {
        self.anchor(0).1.file.as_str()
    }

    /// Where it begins.
    pub(crate) fn place(&self) -> &'c Place {
        self.anchor(0).1
    }

    /// The nearest known place at or before a byte of its words, and the byte that stands there.
    fn anchor(&self, at: usize) -> (usize, &'c Place) {
        let next = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts[next.saturating_sub(1)]
    }
}
