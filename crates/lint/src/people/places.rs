//! Schools, streets, buildings and small places that a text names.

use super::lists::*;
use crate::known::Known;
use crate::prose::Prose;
use crate::text::Piece;
use crate::word_set::WordSet;
use std::ops::Range;

/// A place at which somebody can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    School,
    Street,
    Building,
    /// A village, or a part of a town.
    Neighbourhood,
}

static SCHOOLS: WordSet = WordSet::of(&[
    "academy",
    "school",
    "college",
    "primary",
    "grammar",
    "infants",
    "juniors",
    "nursery",
    "preschool",
    "sixth",
    // "Bellwood High": with a capital, and not before what has a name of its own.
    "high",
]);

/// Which school it is these do not say.
static KINDS_OF_SCHOOL: WordSet = WordSet::of(&[
    "high",
    "primary",
    "secondary",
    "grammar",
    "junior",
    "infant",
    "infants",
    "nursery",
    "upper",
    "lower",
    "middle",
    "special",
    "boarding",
    "sunday",
    "summer",
    "night",
    "art",
    "film",
    "law",
    "medical",
    "drama",
    "community",
    "village",
    "local",
    "old",
    "new",
    "free",
    "public",
    "private",
    "state",
    "sixth",
    "form",
    "further",
    "royal",
    "police",
    "staff",
    "training",
    "catholic",
    "church",
    "girls",
    "boys",
    "first",
    "comprehensive",
    "technical",
    "national",
]);

static STREETS: WordSet = WordSet::of(&[
    "road", "street", "avenue", "lane", "close", "drive", "crescent", "gardens", "terrace", "grove", "mews",
    "parade", "rd", "way", "rise", "row", "walk", "square", "hill",
]);

/// Streets that every town has, or that are no street.
static ANY_STREET: WordSet = WordSet::of(&[
    "high",
    "main",
    "the",
    "downing",
    "fleet",
    "wall",
    "coronation",
    "sesame",
    "silk",
    "memory",
    "milky",
    "front",
    "back",
    "fast",
    "side",
    "ring",
    "rail",
    "cross",
    "dead",
    "front",
    "first",
    "last",
    "long",
    "safe",
    "dog",
    "space",
    "death",
]);

static BUILDINGS: WordSet = WordSet::of(&[
    "house", "court", "tower", "towers", "estate", "heights", "flats", "mansions", "lodge", "block",
]);

/// Houses and courts where nobody lives.
static ANY_BUILDING: WordSet = WordSet::of(&[
    "crown",
    "youth",
    "county",
    "high",
    "supreme",
    "magistrates",
    "magistrates'",
    "family",
    "appeal",
    "appeals",
    "open",
    "public",
    "safe",
    "opera",
    "white",
    "full",
    "town",
    "customs",
    "guest",
    "halfway",
    "real",
    "industrial",
    "trading",
    "business",
    "criminal",
    "tennis",
    "clock",
    "church",
    "fire",
    "bell",
    "council",
    "tower",
    "housing",
    "upper",
    "lower",
    "play",
    "water",
    "food",
    "retail",
    "old",
    "new",
    "the",
    "whole",
    "big",
    "hot",
    "green",
    "bail",
    "royal",
    "retirement",
    "care",
]);

/// The most words that belong to one name.
const NAME_WORDS: usize = 6;

static IN: WordSet = WordSet::of(&["in", "from", "near", "outside"]);

/// The places of a text, as runs of words with their names, in order; none inside another.
pub(crate) fn spots(known: &Known, prose: &Prose<'_>) -> Vec<(Spot, Range<usize>)> {
    let names = known.find(&prose.words);
    let mut found: Vec<(Spot, Range<usize>)> = Vec::new();
    for at in 0..prose.words.len() {
        let spot = named(known, prose, at, &SCHOOLS, &KINDS_OF_SCHOOL)
            .map(|run| (Spot::School, run))
            .or_else(|| named(known, prose, at, &STREETS, &ANY_STREET).map(|run| (Spot::Street, run)))
            .or_else(|| named(known, prose, at, &BUILDINGS, &ANY_BUILDING).map(|run| (Spot::Building, run)))
            .or_else(|| neighbourhood(known, prose, at).map(|run| (Spot::Neighbourhood, run)));
        let Some((spot, run)) = spot.filter(|(_, run)| !Piece::touches(&names, run)) else {
            continue;
        };
        match found.last_mut() {
            // "Bellwood Primary School" is found at "Primary", and again at "School".
            Some((_, last)) if run.start < last.end => last.end = last.end.max(run.end),
            _ => found.push((spot, run)),
        }
    }
    found
}

/// A name before one of these words: "Bellwood Academy", "the Quarry tower block". The name has a capital that no
/// sentence gave it, and is not one of those that say nothing.
fn named(
    known: &Known,
    prose: &Prose<'_>,
    at: usize,
    endings: &WordSet,
    empty: &WordSet,
) -> Option<Range<usize>> {
    let ending = prose.lower(at);
    if !endings.contains(ending) || prose.lower(at + 1) == "of" {
        return None;
    }
    let is_half_a_name = ending == "high" && prose.joins_next(at) && prose.is_capitalised(at + 1);
    if is_half_a_name {
        return None;
    }
    let has_capital = prose.is_capitalised(at);
    let is_empty = |at: usize| {
        let word = prose.lower(at);
        let word = word.strip_suffix("'s").unwrap_or(word).trim_end_matches('\'');
        empty.contains(word)
    };
    let mut name = at.checked_sub(1)?;
    // Past "High" of "Bellwood High School", and "tower" of "the Quarry tower block".
    while name > 0 && name + NAME_WORDS > at && is_empty(name) && prose.joins_next(name - 1) {
        name -= 1;
    }
    let word = prose.lower(name);
    let is_name = prose.joins_next(name)
        && prose.is_capitalised(name)
        && !is_empty(name)
        && !NO_NAMES.contains(word)
        && !LARGE_PLACES.contains(word)
        && !BODIES.contains(word)
        && (has_capital || !known.is_area(word));
    // "Every school" begins with a capital because the sentence does.
    let is_given = has_capital || !prose.opens_sentence(name);
    // "hill", "way" and the like are words: a small letter makes them so.
    let is_ending = has_capital
        || matches!(
            ending,
            "school" | "academy" | "college" | "estate" | "flats" | "block" | "tower"
        );
    if !(is_name && is_given && is_ending) {
        return None;
    }
    let mut start = name;
    while start > 0 && start + NAME_WORDS > name && belongs_to_name(prose, start - 1) {
        start -= 1;
    }
    Some(start..at + 1)
}

fn belongs_to_name(prose: &Prose<'_>, at: usize) -> bool {
    prose.joins_next(at) && prose.is_capitalised(at) && !NO_NAMES.contains(prose.lower(at))
}

/// "in Leigh", "from Little Marsh": a place that is not the whole area, and no large one.
fn neighbourhood(known: &Known, prose: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    if !IN.contains(prose.lower(at)) || !prose.joins_next(at) {
        return None;
    }
    let mut end = at + 1;
    while prose.is_capitalised(end) && (end == at + 1 || prose.joins_next(end - 1)) && end < at + 5 {
        end += 1;
    }
    let run = at + 1..end;
    let says_nothing = |at: usize| {
        let word = prose.lower(at);
        let word = word.strip_suffix("'s").unwrap_or(word);
        NO_NAMES.contains(word)
            || LARGE_PLACES.contains(word)
            || BODIES.contains(word)
            || known.is_area(word)
            || SCHOOLS.contains(word)
            || STREETS.contains(word)
            || BUILDINGS.contains(word)
    };
    (!run.is_empty() && !run.clone().any(says_nothing) && !super::is_name(prose, run.start)).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Spot, &str)> {
        let known = Known::of(&crate::testing::campaign(&[]));
        let prose = Prose::of(text);
        spots(&known, &prose)
            .into_iter()
            .map(|(spot, run)| (spot, &text[prose.bytes(&run)]))
            .collect()
    }

    #[test]
    fn named_places_are_found() {
        for (text, spot, name) in [
            ("He went to Bellwood Academy.", Spot::School, "Bellwood Academy"),
            (
                "A pupil at Bellwood High School said so.",
                Spot::School,
                "Bellwood High School",
            ),
            (
                "at St Osyth's Primary School",
                Spot::School,
                "St Osyth's Primary School",
            ),
            ("a girl at Bellwood High.", Spot::School, "Bellwood High"),
            ("a Bellwood school", Spot::School, "Bellwood school"),
            ("They lived in Larkspur Road then.", Spot::Street, "Larkspur Road"),
            ("at 14 Old Mill Lane", Spot::Street, "Old Mill Lane"),
            ("the Quarry tower block", Spot::Building, "Quarry tower block"),
            ("on the Saltmarsh estate", Spot::Building, "Saltmarsh estate"),
            ("in Kestrel Court", Spot::Building, "Kestrel Court"),
            ("a girl from Little Marsh", Spot::Neighbourhood, "Little Marsh"),
        ] {
            assert_eq!(found(text), [(spot, name)], "{text}");
        }
    }

    #[test]
    fn what_every_town_has_is_no_place() {
        for text in [
            "Every school has one.",
            "At school she said nothing.",
            "The School Nurse, a High School, the Royal College of Nursing",
            "on the High Street",
            "Fines reached an all-time High, a record high.",
            "the Crown Court, the Youth Court and a magistrates' court",
            "the House of Commons",
            "in Southend, in London, from Essex Police, in December, in Year 9",
            "a Southend school",
            "Ask in Polish.",
            "from Childline",
            "a long way up the hill",
            "The tower block is empty.",
            "Open House on Friday",
            "In England",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
