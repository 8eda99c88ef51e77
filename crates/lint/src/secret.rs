//! The words that may not appear, and keeping them out of findings.
//!
//! Words are compared in Unicode's compatible form (NFKD), without accents, case, spaces, hyphens and punctuation: "St
//! Ây's" is found as `st_ays`. What is found is bounded by the edges of words, with a plural or a possessive allowed,
//! unless it is long enough that it cannot stand in another word by chance.

use crate::allow::Excused;
use campaign::{Diagnostic, Place, Private};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// From this many letters on, a word is found inside another too: `#savezanzibaracademy`.
const LONG: usize = 8;

/// A text as its bare letters, each with its bytes in the text.
pub(crate) struct Bare {
    letters: Vec<char>,
    ranges: Vec<Range<usize>>,
}

impl Bare {
    pub(crate) fn of(text: &str) -> Bare {
        let mut bare = Bare {
            letters: Vec::new(),
            ranges: Vec::new(),
        };
        for (at, character) in text.char_indices() {
            let range = at..at + character.len_utf8();
            if character.is_ascii() {
                if character.is_ascii_alphanumeric() {
                    bare.letters.push(character.to_ascii_lowercase());
                    bare.ranges.push(range);
                }
                continue;
            }
            for letter in std::iter::once(character)
                .nfkd()
                .filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter))
                .flat_map(char::to_lowercase)
            {
                bare.letters.push(letter);
                bare.ranges.push(range.clone());
            }
        }
        bare
    }

    /// The bytes of `text`, of which this was made, at which a word stands.
    pub(crate) fn find(&self, text: &str, word: &Bare) -> Vec<Range<usize>> {
        let Some(first) = word.letters.first() else {
            return Vec::new();
        };
        let length = word.letters.len();
        let mut found = Vec::new();
        for (at, _) in self
            .letters
            .iter()
            .enumerate()
            .filter(|(_, letter)| *letter == first)
        {
            if self.letters.get(at..at + length) != Some(word.letters.as_slice()) {
                continue;
            }
            if length >= LONG || (self.begins(text, at) && self.ends(text, at + length)) {
                let start = self.ranges.get(at).map_or(0, |range| range.start);
                let end = self.ranges.get(at + length - 1).map_or(start, |range| range.end);
                found.push(start..end);
            }
        }
        found
    }

    fn begins(&self, text: &str, at: usize) -> bool {
        at == 0 || self.is_edge(text, at)
    }

    fn ends(&self, text: &str, at: usize) -> bool {
        self.is_edge(text, at)
            || (self.letters.get(at) == Some(&'s') && self.is_edge(text, at + 1))
            || (self.letters.get(at..at + 2) == Some(&['e', 's']) && self.is_edge(text, at + 2))
    }

    /// Whether a word ends before this letter and another begins with it.
    fn is_edge(&self, text: &str, at: usize) -> bool {
        let (Some(before), Some(after)) = (
            at.checked_sub(1).and_then(|at| self.ranges.get(at)),
            self.ranges.get(at),
        ) else {
            return true;
        };
        if before.end < after.start {
            // Something that is no letter stands between. An accent by itself parts nothing.
            return text
                .get(before.end..after.start)
                .is_none_or(|between| !between.chars().all(is_combining_mark));
        }
        let last = text.get(before.clone()).and_then(|part| part.chars().next_back());
        let next = text.get(after.clone()).and_then(|part| part.chars().next());
        let (Some(last), Some(next)) = (last, next) else {
            return true;
        };
        before != after
            && ((last.is_lowercase() && next.is_uppercase()) || last.is_numeric() != next.is_numeric())
    }
}

/// Findings in which no private word stands: in a message, an advice, or the name of a file. Give it the findings of
/// reading too: they may quote what they found.
pub fn redact(findings: Vec<Diagnostic>, private: &Private) -> Vec<Diagnostic> {
    let words = bare_words(private);
    if words.is_empty() {
        return findings;
    }
    findings
        .into_iter()
        .map(|finding| Diagnostic {
            place: Place {
                file: without(&finding.place.file, &words),
                ..finding.place
            },
            message: without(&finding.message, &words),
            advice: without(&finding.advice, &words),
            // What is written in place of a private word would show where it stood.
            fix: finding
                .fix
                .filter(|fix| without(&fix.replacement, &words) == fix.replacement),
            ..finding
        })
        .collect()
}

/// Whether a text has a word that may not appear.
pub fn has_private_word(text: &str, private: &Private) -> bool {
    let bare = Bare::of(text);
    bare_words(private)
        .iter()
        .any(|word| !bare.find(text, word).is_empty())
}

/// The same for findings that are allowed, and the reasons that a campaign gives.
pub(crate) fn redact_reasons(allowed: Vec<Excused>, private: &Private) -> Vec<Excused> {
    let words = bare_words(private);
    let (findings, reasons): (Vec<_>, Vec<_>) =
        allowed.into_iter().map(|one| (one.finding, one.reason)).unzip();
    redact(findings, private)
        .into_iter()
        .zip(reasons)
        .map(|(finding, reason)| Excused {
            finding,
            reason: without(&reason, &words),
        })
        .collect()
}

fn bare_words(private: &Private) -> Vec<Bare> {
    private
        .restricted()
        .iter()
        .flat_map(campaign::RestrictedWords::expose_words)
        .map(|word| Bare::of(word))
        .collect()
}

/// Where private words stand in a text.
pub(crate) fn found(text: &str, private: &Private) -> Vec<Range<usize>> {
    let words = bare_words(private);
    if words.is_empty() {
        return Vec::new();
    }
    let bare = Bare::of(text);
    words.iter().flat_map(|word| bare.find(text, word)).collect()
}

fn without(text: &str, words: &[Bare]) -> String {
    let bare = Bare::of(text);
    let mut ranges: Vec<Range<usize>> = words.iter().flat_map(|word| bare.find(text, word)).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut clean = String::new();
    let mut at = 0;
    for range in ranges {
        if range.start >= at {
            clean.push_str(text.get(at..range.start).unwrap_or(""));
            clean.push_str("****");
        }
        at = at.max(range.end);
    }
    clean.push_str(text.get(at..).unwrap_or(""));
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(text: &str, word: &str) -> bool {
        !Bare::of(text).find(text, &Bare::of(word)).is_empty()
    }

    #[test]
    fn a_word_is_found_however_it_is_written() {
        for text in [
            "zanzibar academy",
            "ZANZIBAR-ACADEMY",
            "the Zanzibar  Academy's gate",
            "media/zanzibar_academy.svg",
            "Z.a.n.z.i.b.a.r Academy",
            "Zánzibar Acade\u{301}my",
            "Ｚａｎｚｉｂａｒ Academy",
            "Zanzi\u{ad}bar\u{200b}Academy",
            "Zan**zibar** Academy",
            "#SaveZanzibarAcademy",
        ] {
            assert!(is_found(text, "Zanzibar Academy"), "{text}");
        }
    }

    #[test]
    fn a_short_word_is_not_found_inside_another() {
        for text in ["a plan leeward", "Annotated", "the annals", "Joanne"] {
            assert!(!is_found(text, "Ann"), "{text}");
        }
        for text in ["Ann", "Ann's", "Anns", "(ann)", "áNN", "#HelpAnnNow", "ann2.svg"] {
            assert!(is_found(text, "Ann"), "{text}");
        }
    }

    #[test]
    fn nothing_is_found_where_there_is_no_word() {
        assert!(!is_found("anything", "…"));
        assert!(!is_found("", "Ann"));
    }
}
