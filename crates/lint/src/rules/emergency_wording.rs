//! The wrong number for the moment, or half of how a silent call works
//!
//! 999 is answered at once; 101 is for what is not urgent, and its callers wait (police.uk, "Contact the police").
//! 111 is the health service's line. A text to 999 arrives only from a phone that was registered with emergencySMS
//! beforehand. Who cannot speak rings 999 from a mobile and presses 55 when a voice asks for it, or the call is
//! ended; 55 does nothing on a home phone, does not show where somebody is, and is no reason to hang up
//! (Independent Office for Police Conduct, "Silent Solution"; Full Fact has corrected both rumours). Somebody will
//! do what this page says, at the worst minute of their life: a swapped number or a promise is an error, a missing
//! half a warning. The block `danger` says all of it.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "What to do"
//! help = ["childline"]
//! +++
//!
//! If a child is in danger, call 101. If you cannot speak, ring 999 and press 55, and the police will know where you are.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "What to do"
//! help = ["childline"]
//! +++
//!
//! If a child is in danger now, call 999. If it is not urgent, call 101. If you cannot speak, ring 999 from a mobile, and
//! press 55 when you are asked to. That does not show where you are.
//! ````

mod silent;

use crate::phrase::Phrases;
use crate::prose::Prose;
use crate::rule::Subject;
use crate::story::{Story, whole_pages};
use crate::text::MOST;
use campaign::{Diagnostic, HelpService, RuleId};
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) const ID: RuleId = RuleId("emergency-wording");

/// Nobody is in danger now.
const LATER: &[&str] = &[
    "not|isn't|less|non|never urgent",
    "not|isn't|never for? in? an? emergency|emergencies",
    "non emergency|emergencies",
    "no|without an? emergency",
    "nobody|nobody's|noone is|are|was? in? immediate? danger",
    "no one is|was in? immediate? danger",
    "not|isn't|aren't in any? immediate? danger",
    "no longer in danger",
    "no immediate? danger",
    "out of danger",
    "everything|anything|something else",
    "has already happened",
    "already|afterwards happened",
    "can wait",
    "otherwise",
    "not happening now",
];

/// Somebody is in danger now.
const NOW: &[&str] = &[
    "in|immediate|into danger",
    "danger now",
    "emergency|emergencies",
    "life threatening",
    "life|lives is|are at|in risk|danger",
    "being attacked|stabbed|robbed|beaten",
    "happening right? now",
    "needs|need an ambulance",
    "urgent|urgently",
    "at risk right? now",
    "in progress",
];

/// Words with which a clause about ringing begins.
const RING: &[&str] = &[
    "ring",
    "call",
    "dial",
    "phone",
    "telephone",
    "contact",
    "text",
    "use",
    "try",
    "rings",
    "calls",
];

/// What 111 is for.
const MEDICAL: &[&str] = &[
    "medical", "health", "nhs", "advice", "symptoms", "medicine", "nurse", "doctor",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Now,
    Later,
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    static LOOKS: LazyLock<Looks> = LazyLock::new(Looks::new);
    let looks = &*LOOKS;
    for service in &subject.campaign.help {
        found.extend(wrong_service(looks, service));
    }
    for story in whole_pages(subject) {
        let pieces = || story.pieces.iter().filter(|piece| piece.kind.speaks());
        for piece in pieces() {
            let prose = &piece.prose;
            for (at, advice) in swapped(looks, prose).into_iter().take(MOST) {
                let bytes = prose.bytes(&(at..at + 1));
                found.push(Diagnostic::error(
                    ID,
                    subject.written.place(piece, &bytes),
                    format!("{} is the wrong number here", prose.lower(at)),
                    advice,
                ));
            }
        }
        text_to_999(subject, looks, &story, found);
        silent::silent_call(subject, looks, &story, found);
    }
}

/// The phrases to look for, made once.
struct Looks {
    later: Phrases,
    now: Phrases,
    text: Phrases,
    silent: Phrases,
    rung: Phrases,
    place: Phrases,
    come: Phrases,
    hang_up: Phrases,
    home_phone: Phrases,
}

impl Looks {
    fn new() -> Looks {
        let of = |phrases: &[&'static str]| Phrases::of(phrases.iter().copied());
        Looks {
            later: of(LATER),
            now: of(NOW),
            text: of(&[
                "text|texting|sms|message to? 999|112",
                "999|112 by|via|with text|sms",
            ]),
            silent: of(&[
                "silent call|calls|solution",
                "press|pressing|pressed|type|tap|key|enter|hit 55",
                "then|and 55",
            ]),
            rung: of(&["ring|call|phone|text|ringing|calling 55"]),
            place: of(&[
                "where you|they|somebody|someone are|is",
                "your|their|the location|position|whereabouts",
                "find|locate|track|trace you|them|your|the|a",
            ]),
            come: of(&[
                "police will|can come|arrive|attend|know",
                "police will be sent|dispatched|there",
                "officers|somebody|help will come|arrive",
                "help is|will be? on its? the? way",
                "send|sends the? police|officers|help",
            ]),
            hang_up: of(&[
                "hang up",
                "put the phone down",
                "end the call",
                "put down the phone",
            ]),
            home_phone: of(&["landline|landlines", "home|any|every phone|telephone"]),
        }
    }

    /// When a stretch of words speaks of; nothing when it says neither, or both.
    fn when(&self, prose: &Prose<'_>, run: &Range<usize>) -> Option<When> {
        let words = prose.words.get(run.clone())?;
        // "They will ask whether anybody is in danger."
        if words.iter().any(|word| word.lower == "whether") {
            return None;
        }
        let later: Vec<Range<usize>> = self.later.find(words).into_iter().map(|(_, run)| run).collect();
        let is_now = self.now.find(words).into_iter().any(|(_, now)| {
            let is_later = later
                .iter()
                .any(|later| later.start < now.end && now.start < later.end);
            let next = run.start + now.end;
            // "The emergency services" are whoever comes.
            let is_service = prose.before(next, 1).starts_with("emergenc")
                && matches!(
                    prose.lower(next),
                    "service" | "services" | "sms" | "text" | "contact" | "contacts"
                );
            !is_later && !is_service
        });
        // "101 unless it is an emergency."
        let is_turned = words.iter().any(|word| word.lower == "unless");
        match (is_now, later.is_empty()) {
            (true, true) if is_turned => Some(When::Later),
            (false, false) if is_turned => Some(When::Now),
            (true, true) => Some(When::Now),
            (false, false) => Some(When::Later),
            _ => None,
        }
    }
}

/// What is wrong with a number at such a time.
fn fault(number: &str, when: When) -> Option<&'static str> {
    match (number, when) {
        ("101", When::Now) => Some("say 999: at 101 a caller may wait for many minutes"),
        ("111", When::Now) => Some("say 999: 111 gives advice about health, and sends no police"),
        ("999" | "112", When::Later) => Some("say 101: 999 is for danger now"),
        _ => None,
    }
}

fn is_line(number: &str) -> bool {
    matches!(number, "999" | "112" | "101" | "111")
}

/// Numbers that stand with the wrong time, as the place of the word, with advice.
fn swapped(looks: &Looks, prose: &Prose<'_>) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    // Nearly every text rings nobody.
    if !prose.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    // What a question before has said: "In danger? Ring 999."
    let mut asked: Option<When> = None;
    for sentence in &prose.sentences {
        let mut waiting: Option<When> = asked.take();
        let mut open: Vec<usize> = Vec::new();
        let mut has_number = false;
        for clause in clauses(prose, sentence) {
            let is_medical = clause.clone().any(|at| MEDICAL.contains(&prose.lower(at)));
            let all: Vec<usize> = clause
                .clone()
                .filter(|at| is_rung(prose, &clause, *at) && !(is_medical && prose.lower(*at) == "111"))
                .collect();
            has_number |= !all.is_empty();
            let numbers: Vec<usize> = all
                .iter()
                .copied()
                .filter(|at| !is_denied(prose, &clause, *at))
                .collect();
            let when = looks.when(prose, &clause);
            let is_both = numbers.iter().any(|at| prose.lower(*at) == "999")
                && numbers.iter().any(|at| prose.lower(*at) == "101");
            if numbers.is_empty() {
                if let Some(when) = when {
                    // "On 101, or in an emergency, 999": a case of its own.
                    let is_another = matches!(prose.lower(clause.start), "or" | "and" | "but" | "otherwise");
                    let before = std::mem::take(&mut open);
                    if !is_another {
                        report(prose, &before, when, &mut found);
                    }
                    waiting = Some(when);
                }
                continue;
            }
            if clause.clone().any(|at| prose.lower(at) == "police") {
                let health = numbers.iter().filter(|at| prose.lower(**at) == "111");
                found.extend(health.map(|at| {
                    (
                        *at,
                        "say 999 or 101: 111 gives advice about health, and is not the police",
                    )
                }));
            }
            match when.or(waiting.take()) {
                Some(when) if !is_both => report(prose, &numbers, when, &mut found),
                Some(_) => {}
                None => open = numbers,
            }
        }
        if prose.asks(sentence) && !has_number {
            asked = waiting;
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(at, _)| *at);
    found
}

fn report(prose: &Prose<'_>, numbers: &[usize], when: When, found: &mut Vec<(usize, &'static str)>) {
    let faults = numbers
        .iter()
        .filter_map(|at| Some((*at, fault(prose.lower(*at), when)?)));
    found.extend(faults);
}

/// The parts of a sentence that each say one thing: apart at commas and the like, and where "or" goes on to another
/// number or case.
fn clauses(prose: &Prose<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    for at in sentence.start + 1..sentence.end {
        let next = prose.lower(at + 1);
        let joins = matches!(prose.lower(at), "and" | "or" | "but")
            && (is_line(next) || RING.contains(&next) || matches!(next, "for" | "if" | "when" | "in"));
        let stops = prose.gap(at - 1).contains([',', ';', ':', '—', '–', '(', ')']);
        if joins || stops || prose.lower(at) == "otherwise" {
            clauses.push(start..at);
            start = at;
        }
    }
    clauses.push(start..sentence.end);
    clauses
}

/// Whether a word is one of the lines, and somebody is told about ringing it: "101 Dalmatians" are not.
fn is_rung(prose: &Prose<'_>, clause: &Range<usize>, at: usize) -> bool {
    let number = prose.lower(at);
    if !is_line(number) {
        return false;
    }
    if matches!(number, "999" | "112") {
        return true;
    }
    let from = at.saturating_sub(5).max(clause.start);
    let near = (from..at).any(|at| {
        RING.contains(&prose.lower(at)) || matches!(prose.lower(at), "on" | "police" | "number" | "police's")
    });
    let is_bare = clause.len() == 1
        || (clause.len() == 2 && matches!(prose.before(at, 1), "or" | "and" | "otherwise" | "else"));
    let is_said = matches!(
        prose.lower(at + 1),
        "is" | "for" | "if" | "when" | "in" | "only" | "are"
    ) || at + 1 == clause.end && is_bare;
    near || is_said
}

/// "Do not call 101", "999, not 101".
fn is_denied(prose: &Prose<'_>, clause: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(3).max(clause.start);
    (from..at).any(|at| matches!(prose.lower(at), "don't" | "not" | "never" | "instead" | "than"))
}

/// A service whose number and words do not go together.
fn wrong_service(looks: &Looks, service: &HelpService) -> Option<Diagnostic> {
    let number = service.phone.as_ref()?.written().replace(' ', "");
    let prose = Prose::of(&service.what);
    let mut times = prose
        .sentences
        .iter()
        .filter_map(|sentence| looks.when(&prose, sentence));
    let advice = times.find_map(|when| fault(&number, when))?;
    Some(Diagnostic::error(
        ID,
        service.place.clone(),
        format!("{number} is the wrong number for what this service says that it does"),
        advice,
    ))
}

fn text_to_999(subject: &Subject<'_>, looks: &Looks, story: &Story<'_, '_>, found: &mut Vec<Diagnostic>) {
    let speaking = || story.pieces.iter().filter(|piece| piece.kind.speaks());
    if speaking().any(|piece| piece.words.to_lowercase().contains("regist")) {
        return;
    }
    for piece in speaking() {
        let prose = &piece.prose;
        for (_, run) in looks.text.find(&prose.words).into_iter().take(MOST) {
            // "You cannot text 999 from here."
            let sentence = prose
                .sentences
                .get(prose.sentence_of(run.start))
                .cloned()
                .unwrap_or_default();
            let mut clauses = clauses(prose, &sentence).into_iter();
            // "Text 999 if you cannot speak" denies the speaking.
            let is_denied = clauses.any(|clause| {
                let opens = |at: &usize| matches!(prose.lower(*at), "if" | "when" | "because" | "and" | "who");
                let end = (run.end..clause.end).find(opens).unwrap_or(clause.end);
                clause.contains(&run.start) && denies(prose, &(clause.start..end))
            });
            if is_denied || !prose.is_unbroken(&run) {
                continue;
            }
            found.push(Diagnostic::error(
                ID,
                subject.written.place(piece, &prose.bytes(&run)),
                "a text to 999 arrives only from a phone that was registered for it",
                "say so, and how: text the word \"register\" to 999 beforehand (emergencySMS); or say \"ring 999\"",
            ));
        }
    }
}

const NO: &[&str] = &[
    "not", "no", "never", "don't", "doesn't", "can't", "cannot", "won't", "isn't", "didn't", "nothing",
    "without", "nor", "neither",
];

fn denies(prose: &Prose<'_>, run: &Range<usize>) -> bool {
    run.clone().any(|at| NO.contains(&prose.lower(at)))
}

#[cfg(test)]
mod tests;
