//! A day that is over, spoken of as if it were to come
//!
//! A page stays up for years, and search engines find it in any month. "Join us on 3 March" in April, or "tomorrow"
//! on a page without a day, sends somebody to a locked door, and they will trust the phone number beside it less. A
//! day without a year is taken to be the one nearest to the campaign's own days. In a post the day on which it goes
//! out counts, and "tomorrow" is fine there. So it is in a story, and in what somebody says between quotation
//! marks.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Come and ask"
//! help = ["childline"]
//! +++
//!
//! The evening for parents starts at seven on 20 November. Next week we come to the library.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Come and ask"
//! help = ["childline"]
//! +++
//!
//! The evening for parents was on 20 November. We come to the library on 3 December 2026.
//! ````

use crate::phrase::Phrases;
use crate::prose::{MONTHS, Prose};
use crate::rule::Subject;
use crate::story::{Story, whole_pages};
use crate::text::{MOST, Piece};
use campaign::{Campaign, Diagnostic, Page, PageKind, Place, Post, RuleId};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("date-passed");

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The 1st to the 12th, in words.
const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// Words of a sentence about what is to come.
const COMING: &[&str] = &[
    "will", "we'll", "it'll", "opens", "starts", "begins", "launches", "coming", "join", "book", "register",
    "upcoming", "deadline", "tickets", "rsvp", "arrives", "returns", "come",
];

/// Words of a sentence about what was.
const BEEN: &[&str] = &[
    "was", "were", "had", "did", "began", "opened", "started", "launched", "ran", "met", "said", "has",
    "have", "since", "ended", "took", "became", "came", "went",
];

/// Days that move.
const MOVING: &[&str] = &[
    "tomorrow",
    "next week|month|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "this week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "later this week|month|year",
    "in a few days|weeks",
    "coming soon",
];

/// Words near a day that moves which make it any day: "try again tomorrow", "today or tomorrow".
const ANY_DAY: &[&str] = &["again", "back", "or", "if", "until", "by", "whenever", "about"];

/// How far before the campaign begins and after it ends a day without a year may be.
const DAYS_BEFORE: i32 = 120;
const DAYS_AFTER: i32 = 60;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    let about = &campaign.about;
    for post in &campaign.posts {
        if about.day(post.at) < subject.today && subject.today < about.starts {
            found.push(Diagnostic::warning(
                ID,
                post.place.clone(),
                "this post was to go out before today, and the campaign has not begun",
                "give it a day that is to come, or take it out",
            ));
        }
    }
    let posts: BTreeMap<&Place, &Post> = campaign.posts.iter().map(|post| (&post.place, post)).collect();
    let moving = Phrases::of(MOVING.iter().copied());
    for story in whole_pages(subject) {
        let place = story.pieces.first().map(|piece| piece.place());
        let post = place.and_then(|place| posts.get(place)).copied();
        let Some(today) = day_of_reading(subject, &story, post) else {
            continue;
        };
        let is_lasting = post.is_none() && !story.page.is_some_and(is_a_story);
        for piece in story.pieces.iter().filter(|piece| piece.kind.speaks()) {
            let prose = &piece.prose;
            let quoted = piece.prose.quoted();
            for run in passed(campaign, prose, today).into_iter().take(MOST) {
                let bytes = prose.bytes(&run);
                let day = subject.shown(&piece.words, &bytes);
                found.push(Diagnostic::warning(
                    ID,
                    subject.written.place(piece, &bytes),
                    format!("\"{day}\" is over, and this speaks of it as to come"),
                    "say what was, or the next day with its year; or take it out",
                ));
            }
            if !is_lasting {
                continue;
            }
            let runs = moving.find(&prose.words).into_iter().map(|(_, run)| run);
            for run in runs.filter(|run| moves(prose, quoted, run)).take(MOST) {
                let bytes = prose.bytes(&run);
                let day = piece.words.get(bytes.clone()).unwrap_or("");
                found.push(Diagnostic::warning(
                    ID,
                    subject.written.place(piece, &bytes),
                    format!("\"{day}\" is another day for every reader"),
                    "write the day and the year; this text stays up",
                ));
            }
        }
    }
}

/// A door, a link of the chain, or a story made up from many: time passes in it.
fn is_a_story(page: &Page) -> bool {
    page.composite || matches!(page.kind, PageKind::Door(_) | PageKind::Link(_))
}

/// The first day from now on that somebody can read it; nothing when nobody can any more.
fn day_of_reading(subject: &Subject<'_>, story: &Story<'_, '_>, post: Option<&Post>) -> Option<Date> {
    let about = &subject.campaign.about;
    if let Some(post) = post {
        return Some(about.day(post.at));
    }
    let Some(page) = story.page else {
        return Some(subject.today);
    };
    let is_gone = page.not_after.is_some_and(|end| about.day(end) < subject.today);
    let opens = page.not_before.map_or(subject.today, |start| about.day(start));
    (!is_gone).then(|| opens.max(subject.today))
}

/// Days that are over and are spoken of as to come, as runs of words.
fn passed(campaign: &Campaign, prose: &Prose<'_>, today: Date) -> Vec<Range<usize>> {
    let days = (0..prose.words.len()).filter_map(|at| day_at(prose, at));
    let over = days.filter(|day| day.date(campaign).is_some_and(|date| date < today));
    over.filter(|day| is_to_come(prose, day))
        .map(|day| day.run)
        .collect()
}

struct Day {
    run: Range<usize>,
    day: i8,
    month: i8,
    year: Option<i16>,
}

impl Day {
    fn date(&self, campaign: &Campaign) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        let about = &campaign.about;
        let from = about.starts.checked_sub(DAYS_BEFORE.days()).ok()?;
        let to = about.ends.checked_add(DAYS_AFTER.days()).ok()?;
        let years = from.year()..=to.year();
        // A campaign of a week has one such day; one of years has several, and then nobody can tell.
        let mut dates = years
            .filter_map(|year| Date::new(year, self.month, self.day).ok())
            .filter(|date| (from..=to).contains(date));
        let first = dates.next()?;
        dates.next().is_none().then_some(first)
    }
}

/// "1 December 2026", "1st of December", "December 1", "the first of December", "01/12/2026".
fn day_at(prose: &Prose<'_>, at: usize) -> Option<Day> {
    let month = |at: usize| {
        let place = MONTHS
            .iter()
            .position(|month| *month == prose.lower(at) && prose.is_capitalised(at))?;
        i8::try_from(place + 1).ok()
    };
    let year = |at: usize| {
        let is_year = prose.lower(at).len() == 4;
        prose
            .number(at)
            .filter(|year| is_year && (2000..=2099).contains(year))
            .and_then(|year| i16::try_from(year).ok())
    };
    let whole = |run: Range<usize>, day: i8, month: i8| {
        let year = year(run.end);
        let end = run.end + usize::from(year.is_some());
        Some(Day {
            run: run.start..end,
            day,
            month,
            year,
        })
    };
    if let Some(named) = month(at) {
        let day =
            day_number(prose.lower(at + 1)).filter(|_| prose.joins_next(at) && month(at + 2).is_none())?;
        let is_before = at > 0 && (day_number(prose.before(at, 1)).is_some() || prose.before(at, 1) == "of");
        return if is_before {
            None
        } else {
            whole(at..at + 2, day, named)
        };
    }
    let day = day_number(prose.lower(at))?;
    let of = usize::from(prose.lower(at + 1) == "of");
    if let Some(named) = month(at + 1 + of) {
        return whole(at..at + 2 + of, day, named);
    }
    let is_slashed = prose.gap(at) == "/" && prose.gap(at + 1) == "/";
    let number = prose.number(at + 1).and_then(|month| i8::try_from(month).ok())?;
    let year = year(at + 2)?;
    (is_slashed && (1..=12).contains(&number)).then_some(Day {
        run: at..at + 3,
        day,
        month: number,
        year: Some(year),
    })
}

fn day_number(word: &str) -> Option<i8> {
    if let Some(place) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return i8::try_from(place + 1).ok();
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or("");
    let is_day = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| is_day && (1..=31).contains(day))
}

/// How far a sentence is looked at, before and after a day.
const SENTENCE_WORDS: usize = 60;

/// The words of the sentence around a run.
fn around(prose: &Prose<'_>, run: &Range<usize>) -> Range<usize> {
    let sentence = prose
        .sentences
        .get(prose.sentence_of(run.start))
        .cloned()
        .unwrap_or_default();
    let start = run.start.saturating_sub(SENTENCE_WORDS).max(sentence.start);
    start..(run.end + SENTENCE_WORDS).min(sentence.end)
}

/// Whether its sentence speaks of a day as to come.
fn is_to_come(prose: &Prose<'_>, day: &Day) -> bool {
    let sentence = around(prose, &day.run);
    let has = |words: &[&str]| sentence.clone().any(|at| words.contains(&prose.lower(at)));
    if has(&["will", "we'll", "it'll"]) {
        return true;
    }
    if has(BEEN) {
        return false;
    }
    let mut before = day.run.start;
    while before > sentence.start
        && before + 3 > day.run.start
        && (prose.before(before, 1) == "the" || WEEKDAYS.contains(&prose.before(before, 1)))
    {
        before -= 1;
    }
    // "From 1 April 2024 the law says": with a year it is history.
    let opens = day.year.is_none()
        && matches!(
            prose.before(before, 1),
            "from" | "by" | "starting" | "beginning" | "until"
        );
    opens || has(COMING)
}

/// Whether a day that moves is meant, and nothing near makes it any day.
fn moves(prose: &Prose<'_>, quoted: &[Range<usize>], run: &Range<usize>) -> bool {
    // "The next week" is told of a week that was; "see you next week" is what people say.
    let is_told = matches!(prose.before(run.start, 1), "the" | "you") && prose.lower(run.start) == "next";
    if is_told || !prose.is_unbroken(run) || Piece::touches(quoted, &prose.bytes(run)) {
        return false;
    }
    let sentence = around(prose, run);
    let near = run.start.saturating_sub(3).max(sentence.start)..(run.end + 2).min(sentence.end);
    let is_any = near.clone().any(|at| ANY_DAY.contains(&prose.lower(at)))
        || sentence
            .clone()
            .any(|at| matches!(prose.lower(at), "if" | "whether"));
    let is_past = sentence.clone().any(|at| BEEN.contains(&prose.lower(at)));
    !is_any && !is_past
}

#[cfg(test)]
mod tests;
