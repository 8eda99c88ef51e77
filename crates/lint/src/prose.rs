//! A text as sentences and words, with what grammar tells: capitals, numbers, and where a sentence begins.

mod syllables;

pub(crate) use syllables::syllables;

use crate::phrase::{self, Word};
use crate::word_set::WordSet;
use std::cell::OnceCell;
use std::ops::Range;

/// Words before whose full stop no sentence ends.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "prof", "rev", "sgt", "insp", "supt", "cllr", "hon", "vs", "approx", "eg",
    "ie", "etc", "rd", "ave", "tel", "ext", "fig", "vol",
];

/// Numbers as words, from one: as many as an age under 18 needs.
const NUMBERS: [&str; 17] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
];

static NUMBER_WORDS: WordSet = WordSet::of(&NUMBERS);

/// The months, from January.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A text with its words and sentences.
pub(crate) struct Prose<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word<'t>>,
    /// The sentences, as runs of words, in order and without gaps.
    pub(crate) sentences: Vec<Range<usize>>,
    quoted: OnceCell<Vec<Range<usize>>>,
}

impl<'t> Prose<'t> {
    pub(crate) fn of(text: &'t str) -> Prose<'t> {
        let words = phrase::words(text);
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 1..=words.len() {
            let ends = at == words.len() || parts(text, words.get(at - 1), words.get(at));
            if ends {
                sentences.push(start..at);
                start = at;
            }
        }
        Prose {
            text,
            words,
            sentences,
            quoted: OnceCell::new(),
        }
    }

    /// The bytes between quotation marks, in order.
    pub(crate) fn quoted(&self) -> &[Range<usize>] {
        self.quoted.get_or_init(|| phrase::quoted(self.text))
    }

    /// A word in small letters; nothing beyond the text.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The word so many before, in small letters.
    pub(crate) fn before(&self, at: usize, steps: usize) -> &str {
        at.checked_sub(steps).map_or("", |at| self.lower(at))
    }

    /// A word as it is written.
    pub(crate) fn raw(&self, at: usize) -> &'t str {
        self.words
            .get(at)
            .and_then(|word| self.text.get(word.range.clone()))
            .unwrap_or("")
    }

    /// Whether a word begins with a capital and goes on in small letters, as names do.
    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        let mut characters = self.raw(at).chars();
        characters.next().is_some_and(char::is_uppercase) && characters.any(char::is_lowercase)
    }

    /// What stands between a word and the next.
    pub(crate) fn gap(&self, at: usize) -> &'t str {
        let Some(word) = self.words.get(at) else {
            return "";
        };
        let end = self
            .words
            .get(at + 1)
            .map_or(self.text.len(), |next| next.range.start);
        self.text.get(word.range.end..end).unwrap_or("")
    }

    /// Whether a word and the next stand side by side, with nothing but space between.
    pub(crate) fn joins_next(&self, at: usize) -> bool {
        at + 1 < self.words.len() && self.gap(at).chars().all(char::is_whitespace)
    }

    /// Whether nothing but space and hyphens stands in a run: "this week", not "this, week".
    pub(crate) fn is_unbroken(&self, run: &Range<usize>) -> bool {
        let mut gaps = (run.start..run.end.saturating_sub(1)).map(|at| self.gap(at));
        gaps.all(|gap| {
            gap.chars()
                .all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'))
        })
    }

    /// Which sentence a word is in.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= at)
    }

    /// Whether a word is the first of its sentence.
    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        self.sentences
            .get(self.sentence_of(at))
            .is_some_and(|sentence| sentence.start == at)
    }

    /// What a word says as a whole number, in digits or in words up to seventeen.
    pub(crate) fn number(&self, at: usize) -> Option<u32> {
        let word = self.lower(at);
        if word.len() <= 4 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return word.parse().ok();
        }
        if !NUMBER_WORDS.contains(word) {
            return None;
        }
        let place = NUMBERS.iter().position(|number| *number == word)?;
        u32::try_from(place + 1).ok()
    }

    /// The bytes of a run of words.
    pub(crate) fn bytes(&self, run: &Range<usize>) -> Range<usize> {
        phrase::bytes(&self.words, run)
    }

    /// The mark with which a sentence ends.
    pub(crate) fn asks(&self, sentence: &Range<usize>) -> bool {
        sentence.end > sentence.start && self.gap(sentence.end - 1).trim_start().starts_with('?')
    }
}

/// Whether a sentence ends between two words.
fn parts(text: &str, before: Option<&Word<'_>>, after: Option<&Word<'_>>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return true;
    };
    let gap = text.get(before.range.end..after.range.start).unwrap_or("");
    if gap.contains("\n\n") {
        return true;
    }
    let Some(stop) = gap.find(['.', '!', '?', '…']) else {
        return false;
    };
    let behind = gap.get(stop + 1..).unwrap_or("");
    if !behind.contains(char::is_whitespace) {
        return false;
    }
    let next = text.get(after.range.clone()).and_then(|word| word.chars().next());
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    let is_initial = text
        .get(before.range.clone())
        .is_some_and(|word| word.chars().count() == 1 && word != "I" && word.chars().all(char::is_uppercase));
    let is_number_of = before.lower == "no" && next.is_some_and(|next| next.is_ascii_digit());
    !(gap.starts_with('.') && (is_initial || is_number_of || SHORTENED.contains(&before.lower.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let prose = Prose::of(text);
        let bytes = prose
            .sentences
            .iter()
            .map(|run| text[prose.bytes(run)].to_owned());
        bytes.collect()
    }

    #[test]
    fn a_sentence_ends_at_a_stop_and_not_at_an_abbreviation() {
        assert_eq!(
            sentences("Ring 999. Say where you are! Who is with you? Mr. Hill waits at St. Mary's."),
            [
                "Ring 999",
                "Say where you are",
                "Who is with you",
                "Mr. Hill waits at St. Mary's"
            ]
        );
        assert_eq!(
            sentences("It fell by 12.2% in a year, e.g. here. So what?").len(),
            2
        );
        assert_eq!(
            sentences("“Are you all right?” she asked. “No.” He left.").len(),
            3
        );
        assert_eq!(
            sentences("One line\n\nAnother line"),
            ["One line", "Another line"]
        );
        assert_eq!(sentences("Door No. 7 is open. I.").len(), 2);
        assert!(sentences("").is_empty() && sentences("…").is_empty());
    }

    #[test]
    fn grammar_is_told_from_letters() {
        let prose = Prose::of("He is thirteen. Anna, 15, rings FRANK.");
        assert_eq!(prose.number(2), Some(13));
        assert_eq!((prose.number(4), prose.number(0)), (Some(15), None));
        assert!(prose.is_capitalised(3) && !prose.is_capitalised(6));
        assert!(prose.opens_sentence(3) && !prose.opens_sentence(4));
        assert!(prose.joins_next(0) && !prose.joins_next(3) && !prose.joins_next(6));
        assert!(Prose::of("Who?").asks(&(0..1)));
    }
}
