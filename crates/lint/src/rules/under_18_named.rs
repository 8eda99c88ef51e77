//! The name of somebody who is under 18
//!
//! Youth courts give anonymity by law (s.49, Children and Young Persons Act 1933: a newspaper was fined for naming
//! a boy of 17 after a public body's press release that did not say so), orders under s.45 of the Youth Justice and
//! Criminal Evidence Act 1999 last until the eighteenth birthday, and clause 9 of the Editors' Code asks for the
//! same from arrest on. A child who was in the news stays findable for life. A name beside an age under 18, or
//! beside a word such as "pupil" or "her son", is an error. On a page that is `composite`, or says that names are
//! changed, a first name is a warning: it belongs to some real child who will be asked about it. The stories of
//! this series name nobody.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "One of them"
//! help = ["childline"]
//! +++
//!
//! Ethan, 15, was given a phone. “It rang all night,” he says.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "One of them"
//! help = ["childline"]
//! +++
//!
//! He was given a phone. “It rang all night,” he says.
//! ````

use crate::known::Known;
use crate::people::is_name;
use crate::people::lists::{BODIES, CHILD, LARGE_PLACES, NO_NAMES};
use crate::prose::{MONTHS, Prose};
use crate::rule::Subject;
use crate::story::whole_pages;
use crate::text::{Kind, MOST, Piece};
use campaign::{Diagnostic, RuleId, Severity};
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("under-18-named");

/// Where no place names anybody: these are names already.
const SKIPPED: &[Kind] = &[Kind::Name];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let known = &subject.known;
    for story in whole_pages(subject) {
        let is_composite = story.page.is_some_and(|page| page.composite);
        let says_changed = story.pieces.iter().any(|piece| says_names_are_changed(piece));
        for piece in story.pieces.iter().filter(|piece| !SKIPPED.contains(&piece.kind)) {
            let prose = &piece.prose;
            for run in named(known, prose).into_iter().take(MOST) {
                let is_invented = (is_composite || says_changed) && run.len() == 1;
                let bytes = prose.bytes(&run);
                let name = subject.shown(&piece.words, &bytes);
                found.push(Diagnostic {
                    severity: if is_invented {
                        Severity::Warning
                    } else {
                        Severity::Error
                    },
                    ..Diagnostic::error(
                        ID,
                        subject.written.place(piece, &bytes),
                        format!("\"{name}\" is named as somebody under 18"),
                        "leave the name out: \"he\", \"she\" or \"a pupil\" says as much and finds nobody",
                    )
                });
            }
        }
    }
}

fn says_names_are_changed(piece: &Piece<'_>) -> bool {
    let words = piece.words.to_lowercase().replace('’', "'");
    let real = [
        "not his real name",
        "not her real name",
        "not their real name",
        "not a real name",
    ];
    let changed = [
        "name has been changed",
        "names have been changed",
        "names are changed",
        "name is changed",
        "names are made up",
    ];
    real.iter().chain(&changed).any(|phrase| words.contains(phrase))
}

/// Names of people under 18, as runs of words, in order.
fn named(known: &Known, prose: &Prose<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..prose.words.len() {
        let run = before_an_age(prose, at)
            .or_else(|| behind_an_age(prose, at))
            .or_else(|| behind_a_child(prose, at))
            .or_else(|| called(prose, at));
        let Some(run) = run else { continue };
        let is_told = found.last().is_some_and(|last| last.end > run.start);
        if !is_told && !Piece::touches(&known.find(&prose.words), &run) {
            found.push(run);
        }
    }
    found
}

/// A word that could be part of somebody's name.
fn could_be_name(prose: &Prose<'_>, at: usize) -> bool {
    let word = prose.lower(at);
    let bare = word.strip_suffix("'s").unwrap_or(word);
    prose.is_capitalised(at)
        && !NO_NAMES.contains(bare)
        && !BODIES.contains(bare)
        && !LARGE_PLACES.contains(bare)
        && !CHILD.contains(bare)
        && word
            .chars()
            .all(|character| character.is_alphabetic() || character == '\'')
}

/// A given name with a surname, when one stands behind it; at most three words.
fn whole(prose: &Prose<'_>, at: usize) -> Range<usize> {
    let mut end = at + 1;
    while end < at + 3
        && prose.joins_next(end - 1)
        && could_be_name(prose, end)
        && !prose.lower(end - 1).ends_with("'s")
    {
        end += 1;
    }
    at..end
}

/// "Tom, 15,", "Tom Hill (15)", "Tom, aged 15", "Tom, who is 15", "Tom is 15".
fn before_an_age(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    if !could_be_name(prose, at) || (at > 0 && could_be_name(prose, at - 1) && prose.joins_next(at - 1)) {
        return None;
    }
    let run = whole(prose, at);
    let last = run.end - 1;
    let gap = prose.gap(last).trim();
    let mut next = run.end;
    let is_set_off = matches!(gap, "," | "(" | ", (");
    if is_set_off && matches!(prose.lower(next), "now" | "then" | "just" | "only") {
        next += 1;
    }
    let mut is_said = false;
    if is_set_off && prose.lower(next) == "aged" {
        (next, is_said) = (next + 1, true);
    } else if is_set_off && prose.lower(next) == "who" && matches!(prose.lower(next + 1), "is" | "was") {
        (next, is_said) = (next + 2, true);
    } else if gap.is_empty() && matches!(prose.lower(next), "is" | "was" | "turned") {
        let more = usize::from(matches!(prose.lower(next + 1), "just" | "only" | "now" | "still"));
        (next, is_said) = (next + 1 + more, true);
    } else if gap.is_empty() && prose.lower(next) == "aged" {
        (next, is_said) = (next + 1, true);
    }
    // Two words with capitals are a name in this place, one is when people have it. "The Ship, 15" opens with neither.
    let is_surname = run.len() > 1 && (is_said || !prose.opens_sentence(at));
    if !(is_name(prose, at) || is_surname) {
        return None;
    }
    prose.number(next).filter(|years| (1..18).contains(years))?;
    let behind = prose.lower(next + 1);
    let closes = prose
        .gap(next)
        .trim_start()
        .starts_with([',', ')', '.', ';', ':', '!', '?', '”', '’']);
    let ends = next + 1 == prose.words.len()
        || closes
        || OPENS_CLAUSE.contains(&behind)
        || (is_said && matches!(behind, "year" | "years"));
    let is_day = MONTHS.contains(&behind) || prose.lower(at).is_empty();
    ((is_set_off || is_said) && ends && !is_day).then_some(run)
}

const OPENS_CLAUSE: &[&str] = &[
    "and", "but", "who", "from", "of", "was", "is", "had", "has", "told", "said", "says", "lives", "lived",
    "when", "went", "goes",
];

/// "15-year-old Tom", "the 15-year-old pupil Tom Hill".
fn behind_an_age(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    prose.number(at).filter(|years| (1..18).contains(years))?;
    if prose.lower(at + 1) != "year" || prose.lower(at + 2) != "old" {
        return None;
    }
    let mut name = at + 3;
    while name < at + 5 && CHILD.contains(prose.lower(name)) {
        name += 1;
    }
    let run = whole(prose, name);
    // "15-year-old Southend boy" is a place.
    let is_adjective = prose.joins_next(run.end - 1) && CHILD.contains(prose.lower(run.end));
    let joins = prose.joins_next(name - 1) || prose.gap(name - 1).trim() == ",";
    let is_somebody = if prose.joins_next(name - 1) {
        could_be_name(prose, name)
    } else {
        is_name(prose, name)
    };
    (joins && is_somebody && !is_adjective).then_some(run)
}

/// "pupil Anna Hill", "her son Jack", "my daughter, Anna,".
fn behind_a_child(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = prose.lower(at);
    if !CHILD.contains(word)
        || matches!(prose.before(at, 1), "adult" | "grown" | "grownup")
        || prose.before(at, 2) == "grown"
    {
        return None;
    }
    let name = at + 1;
    let owned = matches!(prose.before(at, 1), "her" | "his" | "my" | "their" | "our")
        || prose.before(at, 1).ends_with("'s");
    let set_off = owned && prose.gap(at).trim() == ",";
    let joins = prose.joins_next(at);
    // Before one word that nobody is called, a child of somebody alone is grammar enough.
    let is_somebody = is_name(prose, name) || (owned && joins && could_be_name(prose, name));
    let run = whole(prose, name);
    let is_grown = prose.number(run.end).is_none()
        && prose
            .lower(run.end)
            .parse::<u32>()
            .is_ok_and(|age| (18..100).contains(&age))
        || prose.number(run.end).is_some_and(|age| (18..100).contains(&age));
    let goes_on = prose.joins_next(run.end - 1) && CHILD.contains(prose.lower(run.end));
    ((joins || set_off) && is_somebody && !is_grown && !goes_on).then_some(run)
}

/// "a boy called Tom", "a girl we will call Anna".
fn called(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    if !matches!(prose.lower(at), "called" | "named" | "call")
        || !could_be_name(prose, at + 1)
        || !prose.joins_next(at)
    {
        return None;
    }
    let sentence = prose.sentence_of(at);
    let mut near = (at.saturating_sub(4)..at).filter(|near| prose.sentence_of(*near) == sentence);
    near.any(|near| CHILD.contains(prose.lower(near)))
        .then(|| whole(prose, at + 1))
}

#[cfg(test)]
mod tests;
