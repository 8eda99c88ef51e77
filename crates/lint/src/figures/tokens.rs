//! Words, numbers and signs of a text.

use crate::phrase::Lower;
use std::ops::Range;

/// A word, number or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) range: Range<usize>,
    /// A word in small letters; empty for a number or sign.
    pub(super) lower: Lower<'t>,
    /// Whether it stands directly behind the one before.
    pub(super) glued: bool,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Begins with a letter: `children`, `SS2`.
    Word,
    /// Begins with a digit: `15,500`, `9:30`, `2018-19`, with the letters directly behind it: `9am`.
    Number { digits: String, suffix: String },
    /// Anything else but space. Dashes are all `-`.
    Sign(char),
}

impl Token<'_> {
    pub(super) fn word(&self) -> &str {
        &self.lower
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 5);
    let mut rest = text;
    let mut at = 0;
    while let Some(first) = rest.chars().next() {
        let (length, written, kind) = if first.is_ascii_digit() {
            let digits = number(rest);
            let suffix: String = rest[digits.len()..]
                .chars()
                .take_while(|c| c.is_alphabetic())
                .collect();
            let length = digits.len() + suffix.len();
            let kind = Kind::Number {
                digits: digits.replace(['–', '‑'], "-"),
                suffix: suffix.to_lowercase(),
            };
            (length, "", kind)
        } else if first.is_alphabetic() {
            let length = word(rest);
            (length, &rest[..length], Kind::Word)
        } else {
            let sign = if matches!(first, '–' | '—' | '‑') {
                '-'
            } else {
                first
            };
            (first.len_utf8(), "", Kind::Sign(sign))
        };
        if !first.is_whitespace() {
            tokens.push(Token {
                range: at..at + length,
                lower: Lower::of(written),
                glued: tokens.last().is_some_and(|last| last.range.end == at),
                kind,
            });
        }
        at += length;
        rest = &rest[length..];
    }
    tokens
}

/// Digits, and what joins digits to digits.
fn number(text: &str) -> &str {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next_is_digit = characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if character.is_ascii_digit() || (",.:/-–‑".contains(character) && next_is_digit) {
            end = at + character.len_utf8();
        } else {
            break;
        }
    }
    &text[..end]
}

/// Letters and digits, and apostrophes between them.
fn word(text: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = matches!(character, '\'' | '’')
            && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(character.is_alphanumeric() || joins) {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}
