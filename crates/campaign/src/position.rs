//! From a byte offset to the line and column that an author sees.

use crate::diagnostic::Place;
use std::ops::Range;

/// A stretch of bytes in one file.
pub type Span = Range<usize>;

/// Where the lines of one text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        LineIndex { starts }
    }

    /// The place of a byte offset in `text`, the very text the index was made of. An offset beyond the end, or
    /// inside a character, is taken back to the nearest character before it.
    pub fn place(&self, file: &str, text: &str, offset: usize) -> Place {
        let offset = offset.min(text.len());
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let before = text.get(start..).unwrap_or("");
        let column = before
            .char_indices()
            .take_while(|(at, _)| start + at < offset)
            .count()
            + 1;
        Place {
            file: file.to_owned(),
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> (u32, u32) {
        let place = LineIndex::new(text).place("f", text, offset);
        (place.line, place.column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(place("é = 1\nx", 3), (1, 3));
        assert_eq!(place("é = 1\nx", 7), (2, 1));
    }

    #[test]
    fn an_offset_beyond_the_end_is_the_end() {
        assert_eq!(place("ab", 99), (1, 3));
        assert_eq!(place("", 0), (1, 1));
    }
}
