//! The files as they were written, for the line of a finding.

use super::{Raw, find};
use campaign::{Campaign, Fix, Place};
use std::collections::BTreeMap;
use std::ops::Range;

/// Every text of the edition, with where its lines begin. Made once, because there may be many findings.
pub(crate) struct Written<'c>(BTreeMap<&'c str, Lines<'c>>);

struct Lines<'c> {
    text: &'c str,
    starts: Vec<usize>,
}

impl<'c> Written<'c> {
    pub(crate) fn of(campaign: &'c Campaign) -> Written<'c> {
        let files = campaign.texts.iter().map(|(path, text)| {
            let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
            let lines = Lines {
                text,
                starts: std::iter::once(0).chain(breaks).collect(),
            };
            (path.as_str(), lines)
        });
        Written(files.collect())
    }

    /// Where a stretch of a piece's words stands: as near as its file tells, else where the piece begins.
    pub(crate) fn place(&self, piece: &Raw<'_>, range: &Range<usize>) -> Place {
        self.exact(piece, range)
            .unwrap_or_else(|| piece.anchor(range.start).1.clone())
    }

    /// Where a long stretch of a piece's words begins: its first word is looked for.
    pub(crate) fn start(&self, piece: &Raw<'_>, range: &Range<usize>) -> Place {
        let words = piece.words.get(range.clone()).unwrap_or("");
        let first = words.split_whitespace().next().unwrap_or("");
        self.place(piece, &(range.start..range.start + first.len()))
    }

    /// Where a stretch of a piece's words stands letter for letter; nothing when it was written otherwise.
    pub(crate) fn exact(&self, piece: &Raw<'_>, range: &Range<usize>) -> Option<Place> {
        let (start, place) = piece.anchor(range.start);
        let before = piece.words.get(start..range.start)?;
        let found = piece.words.get(range.clone())?;
        self.search(place, before, found)
    }

    /// Where a value stands that was read at or behind a place.
    pub(crate) fn value(&self, value: &str, behind: &Place) -> Place {
        self.search(behind, "", value).unwrap_or_else(|| behind.clone())
    }

    /// Other words for a stretch of a piece; nothing unless it stands in its file letter for letter, where the piece says.
    pub(crate) fn fix(&self, piece: &Raw<'_>, range: &Range<usize>, replacement: &str) -> Option<Fix> {
        let (start, anchor) = piece.anchor(range.start);
        let before = piece.words.get(start..range.start)?;
        let found = piece.words.get(range.clone())?;
        let lines = self.0.get(anchor.file.as_str())?;
        let place = self.search(anchor, before, found)?;
        let at = lines.offset(&place)?;
        let is_there = if before.is_empty() {
            at == lines.offset(anchor)?
        } else {
            lines.text.get(at.checked_sub(before.len())?..at)? == before
        };
        let end = at + found.len();
        (is_there && lines.text.get(at..end)? == found).then(|| Fix {
            start: at,
            end,
            replacement: replacement.to_owned(),
        })
    }

    /// Other words for those that a line of the file has at a place.
    pub(crate) fn fix_at(&self, place: &Place, words: &str, replacement: &str) -> Option<Fix> {
        let lines = self.0.get(place.file.as_str())?;
        let start = lines.offset(place)?;
        lines.text.get(start..)?.starts_with(words).then(|| Fix {
            start,
            end: start + words.len(),
            replacement: replacement.to_owned(),
        })
    }

    /// Another beginning for the text of `key` in the table behind a place: `from` bytes of it go. Nothing when the text
    /// is not written letter for letter behind its key.
    pub(crate) fn fix_start_of(
        &self,
        key: &str,
        value: &str,
        behind: &Place,
        from: usize,
        replacement: &str,
    ) -> Option<Fix> {
        let lines = self.0.get(behind.file.as_str())?;
        let at = lines.offset(&self.search(behind, "", value)?)?;
        let end = at + value.len();
        let before = lines.text.get(..at)?.trim_end();
        let before = before
            .strip_suffix(['"', '\''])?
            .trim_end()
            .strip_suffix('=')?
            .trim_end();
        let is_key = before
            .strip_suffix(key)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(['\n', ' ', '\t']));
        (is_key && lines.text.get(at..end)? == value && from <= value.len()).then(|| Fix {
            start: at,
            end: at + from,
            replacement: replacement.to_owned(),
        })
    }

    fn search(&self, place: &Place, before: &str, found: &str) -> Option<Place> {
        let lines = self.0.get(place.file.as_str())?;
        let from = lines.offset(place)?;
        let at = find::after(lines.text, from, before, found)?;
        Some(lines.place(&place.file, at))
    }
}

impl Lines<'_> {
    /// The byte at which a place stands.
    fn offset(&self, place: &Place) -> Option<usize> {
        let line = usize::try_from(place.line).ok()?.checked_sub(1)?;
        let column = usize::try_from(place.column).ok()?.checked_sub(1)?;
        let start = *self.starts.get(line)?;
        let line = self.text.get(start..)?;
        Some(start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at))
    }

    fn place(&self, file: &str, at: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .text
            .get(start..at)
            .map_or(0, |before| before.chars().count());
        Place {
            file: file.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again() {
        let text = "é\naéb";
        let lines = Lines {
            text,
            starts: vec![0, 3],
        };
        let place = lines.place("f", "é\naé".len());
        assert_eq!((place.line, place.column), (2, 3));
        assert_eq!(lines.offset(&place), Some("é\naé".len()));
    }
}
