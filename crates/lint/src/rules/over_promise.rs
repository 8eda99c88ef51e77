//! A promise that nobody can keep
//!
//! "Completely anonymous" was printed in the series this program was made after. Anonymity has no legal definition, a
//! phone and its network keep records of their own, and when a child is in danger staff must act (practice of the
//! Modern Slavery Helpline; ICO, data sharing). Somebody decides by these words whether to write: say what is kept, by
//! whom and when it is passed on. A sentence that denies the promise is left alone.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Tell somebody"
//! help = ["childline"]
//! +++
//!
//! You can write to us completely anonymously. It is 100% secure.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Tell somebody"
//! help = ["childline"]
//! +++
//!
//! You need not give your name. We keep what you write, and no record of your phone or its address. If a child is in
//! danger we pass it on. Nobody can promise you complete anonymity.
//! ````

use crate::phrase::{self, Phrases, Word};
use crate::prose::Prose;
use crate::rule::Subject;
use crate::text::{Kind, MOST, Piece};
use campaign::{Diagnostic, RuleId};
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const ID: RuleId = RuleId("over-promise");

const ANONYMITY: &str = "say what is true: \"You need not give your name. We keep what you write, and no record of your phone \
                         or its address. If somebody is in danger we pass it on\"";
const SECURITY: &str = "say what is done and by whom: what is encrypted, who can open it, and how long it is kept";
const OUTCOME: &str = "say what you will do and by when, and publish how often you did";

/// Phrases, and what to say in their place.
const PROMISES: &[(&str, &str)] = &[
    ("completely|totally|entirely|fully|absolutely|truly|perfectly|always|% anonymous|anonymously", ANONYMITY),
    ("complete|total|full|absolute|guaranteed|perfect|true|% anonymity", ANONYMITY),
    ("anonymity is|was|will? be? always? guaranteed|assured|protected", ANONYMITY),
    ("guarantee|guarantees|guaranteeing|promise|promises your|you|their|full|complete|total|%? full|complete|total? anonymity|confidentiality|privacy", ANONYMITY),
    ("stay|remain|be|are|is completely|totally|entirely|fully|absolutely|% unknown|untraceable|invisible", ANONYMITY),
    ("completely|totally|entirely|fully|absolutely|strictly|% confidential|private|untraceable", ANONYMITY),
    ("untraceable", ANONYMITY),
    ("can't|cannot|can't|won't|couldn't ever? be? traced|tracked|identified|found|discovered", ANONYMITY),
    ("can not|never ever? be traced|tracked|identified|found|discovered", ANONYMITY),
    ("will never ever? be traced|tracked|identified|discovered", ANONYMITY),
    ("impossible to trace|track|identify|discover", ANONYMITY),
    ("impossible for anyone|anybody|us|them to trace|track|identify|find|know|discover", ANONYMITY),
    ("no one|way|body to|can|could|will? ever? trace|track|identify you|it|this|your?", ANONYMITY),
    ("nobody|no-one can|could|will ever? trace|track|identify|find|know you|out|who? you? are?", ANONYMITY),
    ("we|we'll|they|they'll|police will|can|could? never ever? know|learn|find|see|ask out? who|that you|it are|were|was?", ANONYMITY),
    ("no one|body will|can ever? know|find|see out? who|it you|was are|you?", ANONYMITY),
    ("nobody will|can ever? know|find|see|learn out? who|it|that you|was are|you?", ANONYMITY),
    ("won't|don't|doesn't|never track|trace|log|record you|your|any ip|anything|address|information?", ANONYMITY),
    ("leaves|leave|leaving no trace|traces|record", ANONYMITY),
    ("without a trace", ANONYMITY),
    ("100|hundred|completely|totally|fully|absolutely|entirely|perfectly %|percent|per? cent? secure|safe|private|confidential|anonymous|anonymously|untraceable", SECURITY),
    ("completely|totally|fully|absolutely|entirely|perfectly secure|safe|risk-free|unhackable|encrypted", SECURITY),
    ("unhackable|uncrackable|unbreakable|military-grade", SECURITY),
    ("military grade encryption|security", SECURITY),
    ("cannot|can't|impossible to|never|not be|ever? hacked|hack|intercepted|breached", SECURITY),
    ("risk free|less", SECURITY),
    ("no risk|risks to|for you|anybody|anyone", SECURITY),
    ("guarantee|guarantees|guaranteed to?", OUTCOME),
    ("we|police|they promise|promises? will? always|definitely keep|protect|stop|find|arrest|reply|answer|save", OUTCOME),
    ("we|police|they|we'll promise|promises to keep|protect you|them|everybody|everyone|children|your", OUTCOME),
    ("will definitely|certainly|always be? safe|protected|stopped|caught|rescued|arrested|saved", OUTCOME),
];

/// Words that turn a promise into its denial.
const DENIALS: &[&str] = &[
    "no", "not", "nobody", "nothing", "none", "never", "neither", "nor", "cannot", "can't", "won't", "isn't", "aren't",
    "don't", "doesn't", "couldn't", "wouldn't", "without", "hardly", "rarely", "few", "if", "whether", "unless", "beware",
    "impossible", "wrong", "false", "untrue", "anybody", "anyone", "before",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let speaking = subject
        .pieces
        .iter()
        .filter(|piece| piece.kind.speaks() || matches!(piece.kind, Kind::Data | Kind::Alt));
    let phrases = phrases();
    for piece in speaking {
        let quoted = piece.prose.quoted();
        for (range, advice) in promises(phrases, &piece.prose) {
            let inside_a_quotation = Piece::touches(quoted, &range);
            if inside_a_quotation {
                continue;
            }
            let words = piece.words.get(range.clone()).unwrap_or("");
            found.push(Diagnostic::error(
                ID,
                subject.written.place(piece, &range),
                format!("\"{words}\" is a promise that nobody can keep"),
                advice,
            ));
        }
    }
}

fn phrases() -> &'static Phrases {
    static ALL: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(PROMISES.iter().map(|(phrase, _)| *phrase)));
    &ALL
}

/// The promises of a text that it does not deny, each with what to say in its place.
fn promises(phrases: &Phrases, prose: &Prose<'_>) -> Vec<(Range<usize>, &'static str)> {
    let (text, words) = (prose.text, &prose.words);
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for (number, run) in phrases.find(words) {
        let Some((_, advice)) = PROMISES.get(number).filter(|_| found.len() < MOST) else {
            break;
        };
        let range = phrase::bytes(words, &run);
        let is_told_already = found
            .iter()
            .any(|(other, _)| other.start < range.end && range.start < other.end);
        if !is_told_already && !crosses_a_stop(text, &range) && !is_denied(text, words, &run) {
            found.push((range, *advice));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// How far a sentence is looked at, before and after the promise.
const SENTENCE_WORDS: usize = 40;
const SENTENCE_CHARACTERS: usize = 300;

const STOPS: [char; 7] = ['.', '!', '?', ';', ':', '—', '–'];

fn crosses_a_stop(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|words| words.contains(STOPS))
}

/// Whether the sentence asks, or a word before the promise denies it. "No names, completely anonymous" denies nothing:
/// after a comma, a denial must reach the promise through "is", "be" or the like.
fn is_denied(text: &str, words: &[Word<'_>], run: &Range<usize>) -> bool {
    let range = phrase::bytes(words, run);
    let rest = text.get(range.end..).unwrap_or("");
    let stop = rest.chars().take(SENTENCE_CHARACTERS).find(|character| STOPS.contains(character));
    if stop == Some('?') {
        return true;
    }
    let near = &words[run.start.saturating_sub(SENTENCE_WORDS)..run.start];
    let Some((first, last)) = near.first().zip(near.last()) else {
        return false;
    };
    let from = first.range.start;
    let before = text.get(from..range.start).unwrap_or("");
    let sentence = before.rfind(STOPS).map_or(from, |at| from + at + 1);
    let clause = before.rfind([',', '(']).map_or(sentence, |at| (from + at).max(sentence));
    let is_linked = ["is", "are", "be", "stays", "stay"].contains(&last.lower.as_str());
    let is_nothing = |word: &Word<'_>| ["no", "nothing", "nobody", "none"].contains(&word.lower.as_str());
    near.iter()
        .filter(|word| word.range.start >= sentence && DENIALS.contains(&word.lower.as_str()))
        .any(|word| word.range.start >= clause || (is_linked && is_nothing(word)))
}

#[cfg(test)]
mod tests {
    fn promises(text: &str) -> Vec<&str> {
        let found = super::promises(super::phrases(), &super::Prose::of(text));
        found.into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn a_promise_that_nobody_can_keep_is_found() {
        for text in [
            "Write to us completely anonymously.",
            "It is completely anonymous.",
            "100% secure.",
            "Your report is 100 per cent anonymous.",
            "It is one hundred per cent confidential.",
            "Your anonymity is guaranteed.",
            "We guarantee your anonymity.",
            "We will never know who you are.",
            "We’ll never know who you are",
            "Nobody will ever know it was you.",
            "Your message cannot be traced.",
            "You can never be identified.",
            "You will never be traced.",
            "We won't track your IP or any other information.",
            "It is impossible to trace.",
            "Totally private and untraceable",
            "No names, completely anonymous",
            "Don't worry, you are completely anonymous",
            "Our line is fully secure: military-grade encryption.",
            "It leaves no trace.",
            "A reply is guaranteed.",
            "Strictly confidential",
            "Complete anonymity for all",
            "We promise anonymity.",
            "We promise to keep you safe.",
            "We promise you complete confidentiality",
        ] {
            assert_eq!(promises(text).len().min(1), 1, "{text}");
        }
    }

    #[test]
    fn what_can_truthfully_be_said_is_left_alone() {
        for text in [
            "You need not give your name.",
            "You can ask without giving your name.",
            "Nobody can promise you complete anonymity.",
            "Nothing online is 100% secure.",
            "No form, letter or call is completely anonymous.",
            "We cannot guarantee that nobody finds out.",
            "Is it completely anonymous?",
            "You don't have to be 100% sure.",
            "It is not completely anonymous: your phone keeps a record of the call.",
            "Crimestoppers takes reports anonymously.",
            "An anonymous form, at any time.",
            "We keep no record of your address.",
            "Beware of anybody who says it cannot be traced.",
            "If somebody tells you that it is 100% safe, ask how.",
            "You can talk to them in private.",
            "Nobody will tell you off.",
            "Nobody will be shocked.",
            "We don't know that you did it, and nobody is counting you.",
            "Where it can be done, your teacher will not be told.",
            "This page keeps you safe for a moment: it replaces itself with the weather.",
            "It cannot hide where you have been.",
        ] {
            assert!(promises(text).is_empty(), "{text}: {:?}", promises(text));
        }
    }

    #[test]
    fn two_promises_of_a_sentence_are_two_findings() {
        assert_eq!(promises("Completely anonymous and 100% secure.").len(), 2);
    }
}
