//! A sentence in capitals
//!
//! Words in capitals have no shape, so that people with dyslexia and people in a hurry read them letter by letter;
//! some screen readers spell them (GOV.UK, "Publishing accessible documents": no block capitals). To a frightened
//! reader they shout. Abbreviations are left alone. Weight, size and place say that something matters.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! DO NOT FOLLOW ANYBODY. Tell somebody whose job it is.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! **Do not follow anybody.** Tell somebody whose job it is.
//! ````

use crate::prose::Prose;
use crate::rule::Subject;
use crate::text::{Kind, MOST};
use campaign::{Diagnostic, RuleId};
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("all-capitals");

/// So many words in a row are a sentence; fewer may be an abbreviation with its neighbour.
const FEWEST_WORDS: usize = 3;

/// So many letters are no abbreviation any more: one word of a run must have them.
const LONG: usize = 4;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let read = subject
        .pieces
        .iter()
        .filter(|piece| piece.kind.speaks() || matches!(piece.kind, Kind::Alt | Kind::Data));
    for piece in read {
        let prose = &piece.prose;
        for run in shouted(prose).into_iter().take(MOST) {
            found.push(Diagnostic::warning(
                ID,
                subject.written.start(piece, &prose.bytes(&run)),
                "this is written in capitals, which are hard to read and sound like shouting",
                "write it in small letters; a heading, or ** before and behind, says that it matters",
            ));
        }
    }
}

/// Runs of words in capitals.
fn shouted(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..prose.words.len() {
        let is_shouted = is_capitals(prose.raw(at));
        let end = at + usize::from(is_shouted);
        let goes_on =
            is_shouted && at + 1 < prose.words.len() && !prose.gap(at).contains([',', ';', '.', '!']);
        if goes_on {
            continue;
        }
        let letters = |at: usize| prose.raw(at).chars().filter(|c| c.is_alphabetic()).count();
        if (start..end).len() >= FEWEST_WORDS && (start..end).any(|at| letters(at) >= LONG) {
            found.push(start..end);
        }
        start = at + 1;
    }
    found
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        shouted(&Prose::of(text)).len()
    }

    #[test]
    fn a_sentence_in_capitals_is_found_once() {
        assert_eq!(found("DO NOT FOLLOW ANYBODY. Tell us."), 1);
        assert_eq!(found("GET HELP NOW"), 1);
        assert_eq!(found("Look. SAY NO TO DRUGS. Look. TELL SOMEBODY TODAY"), 2);
    }

    #[test]
    fn abbreviations_and_names_are_left_alone() {
        for text in [
            "Ring FRANK or the NSPCC.",
            "A UK-wide NHS and NCA team",
            "FRANK, NSPCC",
            "I. A B C",
            "999 101 55",
            "NCA, BTP, MASH, NRM",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
