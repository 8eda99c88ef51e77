//! Brackets that a template left, and phone numbers that ring nobody.

use crate::phones::dialled;
use crate::phrase;
use std::ops::Range;

/// Words that a template has between brackets.
const BLANKS: &[&str] = &[
    "name",
    "names",
    "area",
    "town",
    "city",
    "place",
    "venue",
    "date",
    "day",
    "time",
    "times",
    "number",
    "phone",
    "telephone",
    "link",
    "url",
    "address",
    "email",
    "insert",
    "add",
    "council",
    "force",
    "partner",
    "partners",
    "service",
    "school",
    "title",
    "quote",
    "organisation",
    "organization",
    "company",
    "office",
    "job",
    "role",
    "your",
    "xx",
    "xxx",
    "x",
    "tbc",
    "tbd",
    "tba",
    "hashtag",
    "campaign",
    "amount",
    "county",
    "borough",
    "newspaper",
    "spokesperson",
    "details",
    "text",
    "here",
];

/// The first digits of numbers that ring nobody: noughts, a row of fingers, and those kept for drama.
const NOBODY: &[&str] = &[
    "01234567",
    "0123456789",
    "07700900",
    "01632960",
    "02079460",
    "08081570",
    "03069990",
];

/// The most bytes between brackets that are still a blank.
const BLANK_BYTES: usize = 40;

/// `[name]`, `{area}`, `<insert a name>`: brackets around a few words, one of which a template has.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, character) in text.char_indices() {
        match character {
            '[' => open = Some((at, ']')),
            '{' => open = Some((at, '}')),
            '<' => open = Some((at, '>')),
            _ => {}
        }
        let Some((start, _)) = open.filter(|(_, closing)| *closing == character) else {
            continue;
        };
        let inner = text.get(start + 1..at).unwrap_or("");
        let words = phrase::words(inner.get(..BLANK_BYTES.min(inner.len())).unwrap_or(""));
        let has_blank = words
            .iter()
            .any(|word| word.lower.split('_').any(|part| BLANKS.contains(&part)));
        let is_short = inner.len() <= BLANK_BYTES && !words.is_empty();
        if is_short && (character == '}' || has_blank) {
            found.push(start..at + 1);
        }
        open = None;
    }
    found
}

/// Phone numbers that ring nobody.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    dialled(text)
        .into_iter()
        .filter(|number| is_nobodys(&number.digits))
        .map(|number| number.range)
        .collect()
}

/// Noughts, a row of fingers, and numbers kept for drama.
pub(crate) fn is_nobodys(digits: &str) -> bool {
    let all_noughts = digits
        .get(4..)
        .is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
    all_noughts || NOBODY.iter().any(|start| digits.starts_with(start))
}
