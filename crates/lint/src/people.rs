//! How a text speaks of one child: an age, a family, a school, a street. Each is found by its grammar; a text that
//! speaks of children in general has none of them.

pub(crate) mod lists;
mod places;

pub(crate) use places::{Spot, spots};

use crate::prose::{MONTHS, Prose};
use crate::word_set::WordSet;
use lists::*;
use std::ops::Range;

/// An age under 18, or the school year that tells it, as a run of words.
pub(crate) fn ages(prose: &Prose<'_>) -> Vec<Range<usize>> {
    (0..prose.words.len())
        .filter_map(|at| age_at(prose, at))
        .collect()
}

fn age_at(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    if prose.raw(at) == "Year" {
        let year = prose.number(at + 1).filter(|year| *year <= 13)?;
        let near = at.saturating_sub(3)..(at + 5).min(prose.words.len());
        let of_a_child = near.clone().any(|at| CHILD.contains(prose.lower(at)));
        return (year > 0 && of_a_child && prose.joins_next(at)).then_some(at..at + 2);
    }
    let years = prose.number(at).filter(|years| (1..18).contains(years))?;
    // "15-year-old", "fifteen year old"; "15-year-olds" are many.
    if prose.lower(at + 1) == "year" && prose.lower(at + 2) == "old" {
        return (!is_any(prose, at) && !is_a_range(prose, at)).then_some(at..at + 3);
    }
    let is_bound = is_a_range(prose, at) || matches!(prose.gap(at).chars().next(), Some('+' | '%'));
    let next = prose.lower(at + 1);
    let is_alone = !prose.joins_next(at) || AFTER_AGES.contains(next);
    let years_old = matches!(next, "year" | "years") && prose.lower(at + 2) == "old";
    if is_bound || MONTHS.contains(&next) || matches!(next, "months" | "weeks" | "days") {
        return None;
    }
    let end = at + if years_old { 3 } else { 1 };
    // "of about 15", "aged only 12".
    let hedges = (1..=at)
        .take_while(|steps| HEDGES.contains(prose.before(at, *steps)))
        .count();
    let said = at - hedges;
    let before = prose.before(said, 1);
    // "aged 15", "at the age of 15", "a girl of 13".
    let aged = before == "aged"
        || (before == "of"
            && ((prose.before(said, 2) == "age" && prose.before(said, 4) == "at")
                || (CHILD.contains(prose.before(said, 2)) && is_alone)));
    if aged {
        return (!is_plural_before(prose, said)).then_some(at..end);
    }
    if !(is_alone || years_old) {
        return None;
    }
    // "he was 13", "who is 15", "her son, now 14".
    let mut verb = at.checked_sub(1)?;
    while matches!(prose.lower(verb), "just" | "only" | "now" | "still") && verb > 0 {
        verb -= 1;
    }
    let subject = verb.checked_sub(1).map_or("", |at| prose.lower(at));
    let is_said = matches!(prose.lower(verb), "is" | "was" | "turned" | "turns")
        && (matches!(subject, "he" | "she" | "who")
            || CHILD.contains(subject)
            || is_name(prose, verb.wrapping_sub(1)));
    let is_short = matches!(prose.lower(verb), "he's" | "she's" | "who's");
    // "a boy, 13, …", "Tom, 13, …": between commas or brackets.
    let is_set_off = (CHILD.contains(prose.lower(verb)) || is_name(prose, verb))
        && verb + 1 == at
        && matches!(prose.gap(verb).trim(), "," | "(")
        && prose.gap(at).trim_start().starts_with([',', ')', '.']);
    let is_number_alone = years > 3 || years_old;
    ((is_said || is_short || is_set_off) && is_number_alone).then_some(at..end)
}

/// Words before an age that is not known exactly, or is surprising.
static HEDGES: WordSet = WordSet::of(&["about", "around", "only", "just", "barely", "nearly"]);

/// "any 13-year-old", "a 13-year-old may": not one child.
fn is_any(prose: &Prose<'_>, at: usize) -> bool {
    let before = prose.before(at, 1);
    if matches!(
        before,
        "any" | "every" | "most" | "average" | "typical" | "your" | "as"
    ) {
        return true;
    }
    let indefinite = matches!(before, "a" | "an" | "one") || prose.opens_sentence(at);
    let next = (at + 3..at + 6).find(|at| !CHILD.contains(prose.lower(*at)));
    indefinite && next.is_some_and(|next| MODALS.contains(prose.lower(next)))
}

/// "11 to 16", "11-16", "12 or over", "under 16", "over 11".
fn is_a_range(prose: &Prose<'_>, at: usize) -> bool {
    let before = prose.before(at, 1);
    let next = prose.lower(at + 1);
    let dashed = at > 0 && prose.number(at - 1).is_some() && prose.gap(at - 1).contains(['-', '–']);
    let dashes = prose.number(at + 1).is_some() && prose.gap(at).contains(['-', '–']);
    let bound = matches!(
        before,
        "under" | "over" | "to" | "than" | "between" | "from" | "least" | "until" | "by"
    );
    let young_as = before == "as";
    let opens = matches!(next, "to" | "or" | "upwards" | "onwards" | "plus")
        || (next == "and"
            && (prose.number(at + 2).is_some() || matches!(prose.lower(at + 2), "over" | "under" | "above")));
    let closes = before == "and" && at > 1 && prose.number(at - 2).is_some();
    dashed || dashes || bound || young_as || opens || closes
}

/// "children aged 12": many.
fn is_plural_before(prose: &Prose<'_>, at: usize) -> bool {
    (2..=4).any(|steps| MANY.contains(prose.before(at, steps)))
}

/// A child of somebody, as a run of words: "her son", "the couple's eldest daughter", "the mother of a boy". "Your
/// child" is the reader's own, and nobody's here.
pub(crate) fn relations(prose: &Prose<'_>) -> Vec<Range<usize>> {
    (0..prose.words.len())
        .filter_map(|at| relation_at(prose, at))
        .collect()
}

fn relation_at(prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = prose.lower(at);
    let is_owner = OWNERS.contains(word)
        || word
            .strip_suffix("'s")
            .is_some_and(|parent| FAMILY.contains(parent));
    if is_owner {
        // "her 13-year-old son": an age has three words.
        let child = (at + 1..at + 7)
            .take_while(|next| prose.joins_next(next - 1) || prose.gap(next - 1) == "-")
            .find(|next| OFFSPRING.contains(prose.lower(*next)))?;
        // "her 13-year-old", and the same with "son" behind it.
        let next = child + 1;
        let is_age =
            prose.lower(child) == "old" && prose.joins_next(child) && OFFSPRING.contains(prose.lower(next));
        let child = child + usize::from(is_age);
        let between = at + 1..child;
        let is_near = between
            .clone()
            .all(|at| BEFORE_OFFSPRING.contains(prose.lower(at)) || prose.number(at).is_some());
        // A brother or sister is a child when the text says so.
        let is_young = between.clone().any(|at| YOUNG.contains(prose.lower(at)));
        let is_grown = matches!(prose.lower(child), "brother" | "sister") && !is_young;
        return (is_near && !is_grown).then_some(at..child + 1);
    }
    let is_parent = FAMILY.contains(word)
        && prose.lower(at + 1) == "of"
        && matches!(prose.lower(at + 2), "a" | "the" | "one" | "this");
    let child = (at + 3..at + 8).find(|at| OFFSPRING.contains(prose.lower(*at)));
    let child = child.filter(|child| prose.sentence_of(*child) == prose.sentence_of(at));
    child.filter(|_| is_parent).map(|child| at..child + 1)
}

/// A day of the calendar, as a run of words: "14 March", "March 14th".
pub(crate) fn days(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let is_day = |at: usize| {
        let digits = prose
            .lower(at)
            .trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) && digits.len() <= 2
    };
    let is_month = |at: usize| MONTHS.contains(&prose.lower(at)) && prose.is_capitalised(at);
    let day_at = |at: usize| {
        let of = usize::from(prose.lower(at + 1) == "of");
        if is_day(at) && is_month(at + 1 + of) {
            Some(at..at + 2 + of)
        } else if is_month(at) && is_day(at + 1) && prose.joins_next(at) && !is_month(at + 2) {
            Some(at..at + 2)
        } else {
            None
        }
    };
    (0..prose.words.len()).filter_map(day_at).collect()
}

/// Whether a word is a given name that is no other word in a sentence.
pub(crate) fn is_name(prose: &Prose<'_>, at: usize) -> bool {
    prose.is_capitalised(at) && GIVEN_NAMES.contains(prose.lower(at))
}

/// Whether a sentence speaks of one child, and not of what may happen to any: it says what is or was, and asks nothing.
pub(crate) fn tells(prose: &Prose<'_>, sentence: &Range<usize>) -> bool {
    let words = || sentence.clone().map(|at| prose.lower(at));
    if prose.asks(sentence) || words().any(|word| GENERAL.contains(word)) {
        return false;
    }
    let may_be = words().any(|word| word == "be");
    let happened = words().any(|word| {
        let is_participle = PARTICIPLES.contains(word) || (word.len() > 4 && word.ends_with("ed"));
        PAST.contains(word) || (is_participle && !may_be)
    });
    happened || !words().any(|word| MODALS.contains(word))
}

/// Whether a sentence has somebody who is one child.
pub(crate) fn has_a_child(prose: &Prose<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        CHILD.contains(prose.lower(at)) && !matches!(prose.before(at, 1), "your" | "any" | "every" | "no")
    })
}

#[cfg(test)]
mod tests;
