//! Phrases, matched word by word: case, hyphens and the kind of apostrophe do not matter, and no word is found inside
//! another.

use crate::word_set::Shapes;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// In small letters, with typewriters' apostrophes.
    pub(crate) lower: Lower<'t>,
}

/// A word in small letters. Most words are written so already, and are the text's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lower<'t>(Cow<'t, str>);

impl<'t> Lower<'t> {
    pub(crate) fn of(word: &'t str) -> Lower<'t> {
        if word
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
        {
            return Lower(Cow::Borrowed(word));
        }
        let mut lower = String::with_capacity(word.len());
        for character in word.chars() {
            match character {
                '’' => lower.push('\''),
                other => lower.extend(other.to_lowercase()),
            }
        }
        Lower(Cow::Owned(lower))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Lower<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Lower<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Lower<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

/// The words of a text, in order. A sign such as `%` is a word of its own when phrases may ask for it.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    // A word and its space are six bytes, by and large.
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut open: Option<usize> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = character.is_alphanumeric()
            || (matches!(character, '\'' | '’')
                && open.is_some()
                && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric()));
        if joins {
            open.get_or_insert(at);
            continue;
        }
        if let Some(start) = open.take() {
            words.push(word(text, start..at));
        }
        if matches!(character, '%' | '£') {
            words.push(word(text, at..at + character.len_utf8()));
        }
    }
    if let Some(start) = open {
        words.push(word(text, start..text.len()));
    }
    words
}

fn word(text: &str, range: Range<usize>) -> Word<'_> {
    Word {
        lower: Lower::of(&text[range.clone()]),
        range,
    }
}

/// Phrases to look for. A phrase is written as words with spaces between: `a|b` is either, `a?` may be left out, `*` is
/// any word but the first.
pub(crate) struct Phrases {
    phrases: Vec<Vec<Element>>,
    /// Which phrases can begin with a word: nearly every word of a text begins none.
    by_first: BTreeMap<&'static str, Vec<usize>>,
    /// What such a word can look like.
    shapes: Shapes,
}

struct Element {
    choices: Vec<&'static str>,
    is_optional: bool,
}

impl Phrases {
    pub(crate) fn of(phrases: impl IntoIterator<Item = &'static str>) -> Phrases {
        let phrases: Vec<Vec<Element>> = phrases
            .into_iter()
            .map(|phrase| phrase.split(' ').map(element).collect())
            .collect();
        let mut by_first: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for (number, phrase) in phrases.iter().enumerate() {
            for element in phrase {
                for choice in &element.choices {
                    by_first.entry(choice).or_default().push(number);
                }
                if !element.is_optional {
                    break;
                }
            }
        }
        let shapes = by_first
            .keys()
            .fold(Shapes::NONE, |shapes, first| shapes.with(first));
        Phrases {
            phrases,
            by_first,
            shapes,
        }
    }

    /// Where phrases stand, as the phrase's number and a run of words: the first phrase's before the second's, and in
    /// the text's order. Runs of one phrase do not overlap.
    pub(crate) fn find(&self, words: &[Word<'_>]) -> Vec<(usize, Range<usize>)> {
        let mut runs = Vec::new();
        // Where the last run of a phrase ends.
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        for (start, word) in words.iter().enumerate() {
            for number in self.beginning_with(&word.lower) {
                let length = self
                    .phrases
                    .get(*number)
                    .and_then(|phrase| matched(&words[start..], phrase));
                if let Some(length) = length
                    && length > 0
                    && ends.get(number).is_none_or(|end| start >= *end)
                {
                    ends.insert(*number, start + length);
                    runs.push((*number, start..start + length));
                }
            }
        }
        runs.sort_by_key(|(number, run)| (*number, run.start));
        runs
    }

    /// The phrases that a word may begin.
    fn beginning_with(&self, word: &str) -> &[usize] {
        if !self.shapes.may_be(word) {
            return &[];
        }
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the phrases is the whole text.
    pub(crate) fn are_all_of(&self, text: &str) -> bool {
        let words = words(text);
        self.find(&words).iter().any(|(_, run)| run.len() == words.len())
    }
}

fn element(text: &'static str) -> Element {
    let (choices, is_optional) = match text.strip_suffix('?') {
        Some(choices) => (choices, true),
        None => (text, false),
    };
    Element {
        choices: choices.split('|').collect(),
        is_optional,
    }
}

fn matched(words: &[Word<'_>], elements: &[Element]) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else {
        return Some(0);
    };
    let is_here = words.first().is_some_and(|word| {
        element
            .choices
            .iter()
            .any(|choice| *choice == "*" || word.lower == *choice)
    });
    let taken = if is_here {
        matched(&words[1..], rest).map(|more| more + 1)
    } else {
        None
    };
    match taken {
        None if element.is_optional => matched(words, rest),
        other => other,
    }
}

/// The bytes of a run of words.
pub(crate) fn bytes(words: &[Word<'_>], run: &Range<usize>) -> Range<usize> {
    let start = words.get(run.start).map_or(0, |word| word.range.start);
    let end = run
        .end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .map_or(start, |word| word.range.end);
    start..end
}

/// The bytes between quotation marks, which are somebody else's words or the name of a work. An apostrophe is none.
pub(crate) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Nearly every text has none.
    if !text.bytes().any(|byte| matches!(byte, b'"' | b'\'' | 0xe2)) {
        return found;
    }
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let after = text[at + character.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            Some((start, closing))
                if character == closing && !(closing == '’' && after.is_alphanumeric()) =>
            {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                open = match character {
                    '“' => Some((at, '”')),
                    '"' => Some((at, '"')),
                    '‘' if !before.is_alphanumeric() => Some((at, '’')),
                    '\'' if !before.is_alphanumeric() && after.is_alphanumeric() => Some((at, '\'')),
                    _ => None,
                }
            }
        }
        before = character;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, phrase: &'static str) -> Vec<String> {
        let words = words(text);
        Phrases::of([phrase])
            .find(&words)
            .iter()
            .map(|(_, run)| text[bytes(&words, run)].to_owned())
            .collect()
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        assert!(found("#MerryMuletide", "mule|mules").is_empty());
        assert_eq!(
            found("A drug-mule, or Mules.", "drug? mule|mules"),
            ["drug-mule", "Mules"]
        );
    }

    #[test]
    fn a_phrase_may_have_choices_and_gaps() {
        assert_eq!(
            found("We’ll never know who you are", "we'll|we never * who"),
            ["We’ll never know who"]
        );
        assert_eq!(
            found("100 % secure, 100% secure", "100 % secure"),
            ["100 % secure", "100% secure"]
        );
    }

    #[test]
    fn an_apostrophe_opens_no_quotation() {
        assert!(quoted("Don't, and they don’t either; the boys' own").is_empty());
        let text = "The film “Junkie” and ‘it’s fine’.";
        let inside: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(inside, ["“Junkie", "‘it’s fine"]);
    }
}
