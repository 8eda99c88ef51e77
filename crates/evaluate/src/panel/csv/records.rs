//! Records of a CSV file as RFC 4180 has them, one at a time.

use std::io::{self, BufRead, Read as _};
use std::ops::Range;

/// A record may be so long. Longer ones are not CSV but something else, and must not fill the memory.
const LONGEST: usize = 1 << 20;

/// Reads records from a stream and holds one of them.
pub(super) struct Records<'a> {
    input: &'a mut dyn BufRead,
    /// The line on which the next record begins, from 1.
    next_line: u64,
    /// The line on which the held record begins.
    pub(super) line: u64,
    raw: Vec<u8>,
    /// The held record's fields without their quotes, end to end.
    text: Vec<u8>,
    fields: Vec<Range<usize>>,
}

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A record, which is held now.
    Record,
    /// A record that cannot be read; the next call goes on with the line after it.
    Broken(&'static str, &'static str),
    /// Nothing more will come: the record is as long as no record is, or a quote is never closed.
    Lost(&'static str, &'static str),
    /// The end of the file.
    End,
}

impl<'a> Records<'a> {
    pub(super) fn new(input: &'a mut dyn BufRead) -> Self {
        Self {
            input,
            next_line: 1,
            line: 0,
            raw: Vec::new(),
            text: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Reads one more line to the end of `raw`; false at the end of the file or when the record is too long.
    fn read_line(&mut self) -> io::Result<bool> {
        let room = (LONGEST + 1).saturating_sub(self.raw.len()) as u64;
        let before = self.raw.len();
        (&mut *self.input).take(room).read_until(b'\n', &mut self.raw)?;
        self.next_line += 1;
        Ok(self.raw.len() > before)
    }

    /// The next record that is not an empty line.
    pub(super) fn next(&mut self, separator: u8) -> io::Result<Next> {
        loop {
            self.raw.clear();
            self.line = self.next_line;
            if !self.read_line()? {
                return Ok(Next::End);
            }
            if self.line == 1 && self.raw.starts_with(b"\xEF\xBB\xBF") {
                self.raw.drain(..3);
            }
            while self.raw.len() <= LONGEST && open_quote(&self.raw, separator) {
                if !self.read_line()? {
                    return Ok(Next::Lost(
                        "A quotation mark opens here and is never closed.",
                        "Close it, or take it away.",
                    ));
                }
            }
            if self.raw.len() > LONGEST {
                return Ok(Next::Lost(
                    "The line is longer than a mebibyte.",
                    "Check that this is a CSV file.",
                ));
            }
            trim_end(&mut self.raw);
            if self.raw.is_empty() {
                continue;
            }
            return Ok(self.split(separator));
        }
    }

    fn split(&mut self, separator: u8) -> Next {
        self.text.clear();
        self.fields.clear();
        if std::str::from_utf8(&self.raw).is_err() {
            return Next::Broken("The line is not UTF-8 text.", "Save the file as CSV UTF-8.");
        }
        if !self.raw.contains(&b'"') {
            // Nearly every line: the fields are parts of it.
            std::mem::swap(&mut self.text, &mut self.raw);
            let mut from = 0;
            for (at, &byte) in self.text.iter().enumerate() {
                if byte == separator {
                    self.fields.push(from..at);
                    from = at + 1;
                }
            }
            self.fields.push(from..self.text.len());
            return Next::Record;
        }
        let mut at = 0;
        loop {
            let from = self.text.len();
            if self.raw.get(at) == Some(&b'"') {
                at += 1;
                loop {
                    match (self.raw.get(at), self.raw.get(at + 1)) {
                        (Some(b'"'), Some(b'"')) => {
                            self.text.push(b'"');
                            at += 2;
                        }
                        (Some(b'"') | None, _) => break,
                        (Some(&byte), _) => {
                            self.text.push(byte);
                            at += 1;
                        }
                    }
                }
                at += 1;
                if self.raw.get(at).is_some_and(|&byte| byte != separator) {
                    return Next::Broken(
                        "There is text after a closing quotation mark.",
                        "Double a quotation mark that belongs to the text.",
                    );
                }
            } else {
                while let Some(&byte) = self.raw.get(at).filter(|&&byte| byte != separator) {
                    self.text.push(byte);
                    at += 1;
                }
            }
            self.fields.push(from..self.text.len());
            if at >= self.raw.len() {
                return Next::Record;
            }
            at += 1;
        }
    }

    /// How many fields the held record has.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field of the held record, without white space around it. Empty if there is none.
    pub(super) fn field(&self, index: usize) -> &str {
        let bytes = self
            .fields
            .get(index)
            .and_then(|range| self.text.get(range.clone()))
            .unwrap_or_default();
        // The whole line was UTF-8 and a separator is one ASCII byte, so that a part of it is UTF-8 too.
        std::str::from_utf8(bytes).unwrap_or_default().trim()
    }

    /// The held line as it came, for guessing the separator; only for the first one.
    pub(super) fn peek_first(&mut self) -> io::Result<Vec<u8>> {
        let start = self.input.fill_buf()?;
        let end = start
            .iter()
            .position(|&byte| byte == b'\n')
            .unwrap_or(start.len());
        Ok(start[..end.min(LONGEST)].to_vec())
    }
}

/// Whether a quotation mark is open at the end of what was read.
fn open_quote(raw: &[u8], separator: u8) -> bool {
    let (mut open, mut begins) = (false, true);
    if !raw.contains(&b'"') {
        return false;
    }
    for &byte in raw {
        match byte {
            b'"' if open => open = false,
            // A doubled mark closes and opens again at once; a mark inside an unquoted field is a letter like any other.
            b'"' if begins => open = true,
            _ => {}
        }
        begins = !open && (byte == separator || byte == b'"');
    }
    open
}

fn trim_end(raw: &mut Vec<u8>) {
    if raw.last() == Some(&b'\n') {
        raw.pop();
    }
    if raw.last() == Some(&b'\r') {
        raw.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Vec<String>> {
        let mut input = text.as_bytes();
        let mut records = Records::new(&mut input);
        let mut found = Vec::new();
        loop {
            match records.next(b',').unwrap() {
                Next::Record => {
                    found.push(
                        (0..records.len())
                            .map(|index| records.field(index).to_owned())
                            .collect(),
                    );
                }
                Next::End => return found,
                Next::Broken(why, _) | Next::Lost(why, _) => {
                    found.push(vec![format!("! {} {why}", records.line)])
                }
            }
        }
    }

    #[test]
    fn quotes_line_ends_and_a_byte_order_mark_are_read() {
        let text = "\u{feff}a,b\r\n\"x, \"\"y\"\"\",2\r\n\r\n\"two\nlines\",\n5\" pipe,3";
        let expected = [
            vec!["a", "b"],
            vec!["x, \"y\"", "2"],
            vec!["two\nlines", ""],
            vec!["5\" pipe", "3"],
        ];
        assert_eq!(all(text), expected);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_with_its_line() {
        assert_eq!(
            all("a\n\"b\nc"),
            [
                vec!["a"],
                vec!["! 2 A quotation mark opens here and is never closed."]
            ]
        );
    }

    #[test]
    fn reading_goes_on_after_a_broken_line() {
        assert_eq!(
            all("\"a\"b\nc"),
            [
                vec!["! 1 There is text after a closing quotation mark."],
                vec!["c"]
            ]
        );
    }
}
