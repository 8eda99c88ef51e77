//! Where a byte is, and the faults found so far.

use crate::{DrawingFault, MediaFault, Place};

/// More than this is the same mistake over and over.
const MOST: usize = 20;
/// Enough of a name or value to find it by.
const SHOWN_CHARS: usize = 60;

/// Collects faults with the byte each is at; lines and columns are counted once, at the end.
pub(super) struct Faults<'a> {
    text: &'a str,
    found: Vec<(usize, DrawingFault)>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, at: usize, fault: DrawingFault) {
        if self.found.len() < MOST {
            self.found.push((at, fault));
        }
    }

    /// In the order of the text.
    pub(super) fn into_list(mut self) -> Vec<MediaFault> {
        self.found.sort_by_key(|(at, _)| *at);
        let text = self.text;
        self.found
            .into_iter()
            .map(|(at, fault)| MediaFault::Drawing {
                fault,
                place: place(text, at),
            })
            .collect()
    }
}

fn place(text: &str, at: usize) -> Place {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    // Bytes that go on a character (10xxxxxx) and the byte order mark take no column.
    let column = before[line_start..]
        .iter()
        .filter(|byte| **byte & 0xC0 != 0x80)
        .count();
    let mark = usize::from(line_start == 0 && column > 0 && text.starts_with('\u{FEFF}'));
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    Place {
        line,
        column: column + 1 - mark,
    }
}

/// A name or value as a message shows it.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN_CHARS)
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}
