//! Figures in a sentence, told from dates, times, ages, phone numbers, labels and counts of things on the page.
//!
//! The rule is generous: a number is a figure only when it looks like one. What is plainly a statistic (a percentage,
//! an amount of money, "one in five", thousands, so many children) is certain; any other number from ten on that is
//! nothing known is doubtful.

mod lists;
mod tokens;

use crate::people::lists::CHILD;
use crate::prose::MONTHS;
use lists::*;
use std::ops::Range;
use tokens::{Kind, Token, tokens};

/// A month, in small letters, whole or shortened.
fn is_month(word: &str) -> bool {
    MONTHS.contains(&word) || SHORT_MONTHS.contains(&word)
}

/// How far a sentence is looked at, before and after a number.
const SENTENCE_TOKENS: usize = 60;

/// A figure of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Whether it is plainly a statistic.
    pub(crate) certain: bool,
}

/// The figures of a text, in order.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let sentence = Sentence {
        text,
        tokens: tokens(text),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let (length, verdict) = sentence.judge(at);
        if let Some(certain) = verdict {
            let range = sentence.bytes(at, length);
            found.push(Figure { range, certain });
        }
        at += length.max(1);
    }
    found
}

/// The figures that a fact's value states, in small letters: whatever looks like one, and every number.
pub(crate) fn stated(value: &str) -> Vec<String> {
    let numbers = tokens(value)
        .into_iter()
        .filter(|token| matches!(token.kind, Kind::Number { .. }))
        .map(|token| token.range);
    figures(value)
        .into_iter()
        .map(|figure| figure.range)
        .chain(numbers)
        .filter_map(|range| value.get(range).map(str::to_lowercase))
        .collect()
}

/// How many tokens belong together, and whether they are a figure: nothing, doubtful (`false`) or certain (`true`).
type Verdict = (usize, Option<bool>);

struct Sentence<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
}

impl Sentence<'_> {
    fn token(&self, at: Option<usize>) -> Option<&Token<'_>> {
        self.tokens.get(at?)
    }

    /// The word so many tokens before, in small letters; nothing for a sign or number.
    fn before(&self, at: usize, steps: usize) -> &str {
        self.token(at.checked_sub(steps)).map_or("", Token::word)
    }

    fn after(&self, at: usize, steps: usize) -> &str {
        self.token(at.checked_add(steps)).map_or("", Token::word)
    }

    fn sign(&self, at: Option<usize>) -> Option<char> {
        self.token(at).and_then(|token| match token.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        })
    }

    /// What a token says as a whole number, in digits or words.
    fn value(&self, at: usize) -> Option<u64> {
        let token = self.tokens.get(at)?;
        match &token.kind {
            Kind::Number { digits, suffix } if suffix.is_empty() => digits.replace(',', "").parse().ok(),
            Kind::Word => number_word(&token.lower),
            _ => None,
        }
    }

    fn bytes(&self, at: usize, length: usize) -> Range<usize> {
        let start = self.tokens.get(at).map_or(0, |token| token.range.start);
        let last = self.tokens.get(at + length.max(1) - 1).or(self.tokens.last());
        start..last.map_or(start, |token| token.range.end)
    }

    fn judge(&self, at: usize) -> Verdict {
        let Some(token) = self.tokens.get(at) else {
            return (1, None);
        };
        if let Some(verdict) = self
            .ratio(at)
            .or_else(|| self.per_cent(at))
            .or_else(|| self.scale(at))
        {
            return verdict;
        }
        match &token.kind {
            Kind::Sign(_) => (1, None),
            Kind::Word => self.judge_word(at),
            Kind::Number { digits, suffix } => self.judge_number(at, digits, suffix),
        }
    }

    /// "one in five", "3 out of 4", "one-in-ten".
    fn ratio(&self, at: usize) -> Option<Verdict> {
        let few = self.value(at)?;
        let hyphen = |at: usize| usize::from(self.sign(Some(at)) == Some('-'));
        let mut next = at + 1 + hyphen(at + 1);
        match (self.token(Some(next))?.word(), self.after(next, 1)) {
            ("in", _) => next += 1,
            ("out", "of") => next += 2,
            _ => return None,
        }
        next += hyphen(next);
        next += usize::from(matches!(self.token(Some(next))?.word(), "a" | "every"));
        let many = self.value(next)?;
        let is_year = (1000..=2099).contains(&many) && self.token(Some(next))?.word().is_empty();
        let unit = self.after(next, 1);
        let is_time = TIME_UNITS.contains(&unit) || is_month(unit);
        (few >= 1 && few < many && !is_year && !is_time).then_some((next + 1 - at, Some(true)))
    }

    /// "43%", "43 per cent", "twenty percent". "100% sure" is no figure.
    fn per_cent(&self, at: usize) -> Option<Verdict> {
        let token = self.tokens.get(at)?;
        let is_number = matches!(&token.kind, Kind::Number { .. }) || number_word(token.word()).is_some();
        if !is_number {
            return None;
        }
        let length = match (self.sign(Some(at + 1)), self.after(at, 1), self.after(at, 2)) {
            (Some('%'), ..) | (_, "percent", _) => 2,
            (_, "per", "cent") => 3,
            _ => return None,
        };
        let whole = matches!(self.value(at), Some(100));
        let idiom = whole && SURE.contains(&self.after(at, length));
        Some((length, (!idiom).then_some(true)))
    }

    /// "five thousand", "2 million", "hundreds of children". "A thousand times" is no figure.
    fn scale(&self, at: usize) -> Option<Verdict> {
        let word = self.tokens.get(at)?.word();
        if matches!(word, "dozens" | "hundreds" | "thousands" | "millions") {
            return Some((1, self.is_counted(at).then_some(false)));
        }
        let next = self.after(at, 1);
        if !SCALES.contains(&next) {
            return None;
        }
        if matches!(word, "a" | "one") {
            return Some((2, self.is_counted(at + 1).then_some(false)));
        }
        self.value(at).map(|_| (2, Some(true)))
    }

    fn judge_word(&self, at: usize) -> Verdict {
        let word = self.tokens.get(at).map_or("", Token::word);
        if matches!(word, "twice") || (word == "times" && self.value_before(at).is_some()) {
            let more = self.after(at, 1) == "more" || self.after(at, 1) == "higher";
            let compares = more || (self.after(at, 1) == "as" && COMPARED.contains(&self.after(at, 2)));
            return (1, compares.then_some(true));
        }
        if FRACTIONS.contains(&word) {
            let of = usize::from(self.after(at, 1) == "of");
            let all = matches!(self.after(at, 1 + of), "all" | "them" | "those" | "these");
            let is_share = (of == 1 || word == "half") && (all || self.is_counted(at + of));
            return (1, is_share.then_some(true));
        }
        if GROWN.contains(&word) && self.speaks_of_counts(at) {
            return (1, Some(false));
        }
        let many = number_word(word).is_some_and(|value| value >= 10) && self.before(at, 1) != "at";
        (1, (many && self.is_counted(at)).then_some(false))
    }

    fn value_before(&self, at: usize) -> Option<u64> {
        self.value(at.checked_sub(1)?)
    }

    fn judge_number(&self, at: usize, digits: &str, suffix: &str) -> Verdict {
        if let Some(length) = self.phone(at, digits) {
            return (length, None);
        }
        if self
            .sign(at.checked_sub(1))
            .is_some_and(|sign| "£$€".contains(sign))
        {
            let is_note = matches!(self.after(at, 1), "note" | "notes" | "coin" | "coins");
            return (1, (!is_note).then_some(true));
        }
        match suffix {
            "" => {}
            "k" | "m" | "bn" => return (1, Some(false)),
            _ => return (1, None),
        }
        if self.before(at, 1) == "every" && TIME_UNITS.contains(&self.after(at, 1)) {
            return (1, Some(true));
        }
        if self.is_written_otherwise(at, digits) || self.is_date(at, digits) || self.is_label(at, digits) {
            return (1, None);
        }
        if let Some(verdict) = self.age(at, digits) {
            return (1, verdict);
        }
        if self.is_measure(at) {
            return (1, None);
        }
        let value: f64 = digits.replace(',', "").parse().unwrap_or(10.0);
        let counted = self.is_counted(at);
        if value < 10.0 {
            return (1, counted.then_some(false));
        }
        (1, Some(counted || digits.contains(',')))
    }

    /// How many tokens a phone number has.
    fn phone(&self, at: usize, digits: &str) -> Option<usize> {
        let mut length = 0;
        let mut count = 0;
        while let Some(Token {
            kind: Kind::Number { digits, suffix },
            ..
        }) = self.tokens.get(at + length)
            && suffix.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            count += digits.len();
            length += 1;
        }
        let is_long = (digits.starts_with('0') || self.sign(at.checked_sub(1)) == Some('+')) && count >= 8;
        if is_long || (digits == "116" && length > 1) {
            return Some(length);
        }
        // What a silent call to 999 asks for.
        // "Press 55"; "55 does not show where you are".
        let is_key = digits == "55"
            && ((1..=3).any(|steps| KEYS.contains(&self.before(at, steps)))
                || matches!(self.after(at, 1), "does" | "doesn't" | "only" | "works"));
        if is_key {
            return Some(1);
        }
        let is_plain = (3..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_rung = (1..=6).any(|steps| RUNG.contains(&self.before(at, steps)))
            || (digits.len() == 5 && (1..=3).any(|steps| self.after(at, steps) == "text"));
        let is_short = matches!(digits, "999" | "101" | "112" | "111" | "105" | "159");
        (is_plain && (is_short || is_rung) && !self.is_counted(at)).then_some(1)
    }

    /// Times, fractions of a date, 24/7, 1-2-1, COVID-19, #7.
    fn is_written_otherwise(&self, at: usize, digits: &str) -> bool {
        let glued = |at: usize| self.tokens.get(at).is_some_and(|token| token.glued);
        let before = self.sign(at.checked_sub(1));
        let joined =
            before == Some('-') && glued(at) && at >= 2 && glued(at - 1) && !self.before(at, 2).is_empty();
        let tagged = before.is_some_and(|sign| "#@/".contains(sign)) && glued(at);
        let slashed = digits.contains('/') && self.after(at, 1) != "of";
        let dashed: Vec<&str> = digits.split('-').collect();
        let spelt = dashed.len() >= 3;
        joined || tagged || slashed || spelt || digits.contains(':')
    }

    fn is_date(&self, at: usize, digits: &str) -> bool {
        let near = is_month(self.after(at, 1))
            || (self.after(at, 1) == "of" && is_month(self.after(at, 2)))
            || is_month(self.before(at, 1))
            || (RANGE_WORDS.contains(&self.after(at, 1)) && is_month(self.after(at, 3)));
        let first = digits.split(['-', '/']).next().unwrap_or("");
        let is_year = first.len() == 4
            && first
                .parse::<u32>()
                .is_ok_and(|year| (1000..=2099).contains(&year));
        near || (is_year && (!self.is_counted(at) || BEFORE_YEARS.contains(&self.before(at, 1))))
    }

    /// Door 7, section 45, s. 49, Key Stage 3, Windows 10, 12 High Street.
    fn is_label(&self, at: usize, digits: &str) -> bool {
        let before = self.before(at, 1);
        let abbreviated = self.sign(at.checked_sub(1)) == Some('.')
            && matches!(self.before(at, 2), "no" | "s" | "ss" | "p");
        if abbreviated || (LABELS.contains(&before) && !(TIME_UNITS.contains(&before) && self.is_counted(at)))
        {
            return true;
        }
        let is_capital = |at: Option<usize>| {
            self.token(at).is_some_and(|token| {
                token.kind == Kind::Word
                    && self
                        .text
                        .get(token.range.clone())
                        .is_some_and(|word| word.starts_with(char::is_uppercase))
            })
        };
        let opens_sentence = at < 2
            || self
                .sign(at.checked_sub(2))
                .is_some_and(|sign| ".!?:“\"".contains(sign));
        let is_name =
            is_capital(at.checked_sub(1)) && !opens_sentence && !digits.contains(',') && !self.is_counted(at);
        let is_address =
            is_capital(Some(at + 1)) && (1..=3).any(|steps| STREETS.contains(&self.after(at, steps)));
        // "Year 9 pupils" are a class, "in one year 9 pupils" a count.
        let is_class = before == "year"
            && is_capital(at.checked_sub(1))
            && digits.parse::<u32>().is_ok_and(|year| year <= 13);
        is_name || is_address || is_class
    }

    /// "under 18", "13-year-old", "he is 13": no figure, unless the sentence says how old the youngest or most are.
    fn age(&self, at: usize, digits: &str) -> Option<Option<bool>> {
        let young_as = self.before(at, 1) == "as" && matches!(self.before(at, 2), "young" | "old");
        if young_as {
            return Some(Some(true));
        }
        let years: Vec<u32> = digits.split('-').filter_map(|part| part.parse().ok()).collect();
        if years.is_empty() || years.iter().any(|years| *years > 99) || self.is_counted(at) {
            return None;
        }
        let skip = usize::from(self.sign(Some(at + 1)) == Some('-'));
        let unit = self.after(at, 1 + skip);
        let old = matches!(unit, "year" | "years")
            && (2..=4).any(|steps| matches!(self.after(at, steps + skip), "old" | "olds"));
        let bound = BEFORE_AGES.contains(&self.before(at, 1))
            || (unit == "or"
                && matches!(
                    self.after(at, 2),
                    "over" | "under" | "older" | "younger" | "above"
                ))
            || matches!(unit, "plus")
            || self.sign(Some(at + 1)) == Some('+');
        let of_a_child = years.iter().all(|years| *years <= 19)
            && (years.len() > 1
                || unit.is_empty()
                || RANGE_WORDS.contains(&unit)
                || BE.contains(&self.before(at, 1)))
            && !TIME_UNITS.contains(&unit);
        // "At 18 there is another team", and "at 9 the doors open".
        let at_an_age = self.before(at, 1) == "at"
            && years.iter().all(|years| *years <= 24)
            && (STOPPERS.contains(&unit)
                || matches!(unit, "there" | "you" | "he" | "she" | "they" | "we" | "the"));
        // "He is 20."
        let of_somebody =
            BE.contains(&self.before(at, 1)) && matches!(self.before(at, 2), "he" | "she" | "who" | "i");
        // "A girl of 12 or 13".
        let second = at
            .checked_sub(2)
            .filter(|_| matches!(self.before(at, 1), "or" | "to"));
        let first = second.and_then(|at| Some((at, self.digits(at)?)));
        let after_an_age =
            first.is_some_and(|(at, digits)| self.is_of_one(at) && self.age(at, digits) == Some(None));
        let of_one = (self.is_of_one(at) || after_an_age) && years.iter().all(|years| *years <= 19);
        if !(old || bound || of_a_child || at_an_age || of_somebody || of_one) {
            return None;
        }
        Some(self.generalises(at).then_some(true))
    }

    /// "A child of 12", "a boy of about 15".
    fn is_of_one(&self, at: usize) -> bool {
        let hedge = usize::from(matches!(self.before(at, 1), "about" | "around" | "only" | "just"));
        self.before(at, 1 + hedge) == "of" && CHILD.contains(self.before(at, 2 + hedge))
    }

    fn digits(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Number { digits, .. } => Some(digits),
            _ => None,
        }
    }

    /// A count of things on the page, a length, or a stretch of time.
    fn is_measure(&self, at: usize) -> bool {
        let skip = usize::from(self.sign(Some(at + 1)) == Some('-'));
        let unit = self.after(at, 1 + skip);
        let next = self.after(at, 2 + skip);
        let is_range = RANGE_WORDS.contains(&unit)
            && (UNITS.contains(&self.after(at, 3)) || TIME_UNITS.contains(&self.after(at, 3)));
        UNITS.contains(&unit)
            || TIME_UNITS.contains(&unit)
            || (UNITS.contains(&next) && !STOPPERS.contains(&unit))
            || is_range
    }

    /// Whether people, cases or the like are counted here: one of the next three words, with no stop between.
    fn is_counted(&self, at: usize) -> bool {
        for steps in 1..=4 {
            match self.token(at.checked_add(steps)) {
                Some(token) if token.kind == Kind::Word => {
                    if COUNTED.contains(&token.lower.as_str()) {
                        return true;
                    }
                    if STOPPERS.contains(&token.lower.as_str()) {
                        return false;
                    }
                }
                Some(Token {
                    kind: Kind::Sign('-' | '%'),
                    ..
                }) => {}
                _ => return false,
            }
        }
        false
    }

    /// The words of the sentence around a token.
    fn around(&self, at: usize) -> impl Iterator<Item = &str> {
        let is_stop = |index: &usize| self.sign(Some(*index)).is_some_and(|sign| ".!?".contains(sign));
        let first = at.saturating_sub(SENTENCE_TOKENS);
        let last = (at + SENTENCE_TOKENS).min(self.tokens.len());
        let start = (first..at).rev().find(is_stop).map_or(first, |stop| stop + 1);
        let end = (at..last).find(is_stop).unwrap_or(last);
        self.tokens
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(Token::word)
    }

    fn generalises(&self, at: usize) -> bool {
        self.around(at).any(|word| GENERAL.contains(&word))
    }

    fn speaks_of_counts(&self, at: usize) -> bool {
        self.around(at).any(|word| {
            COUNTED.contains(&word) || matches!(word, "number" | "numbers" | "figure" | "figures")
        })
    }
}

#[cfg(test)]
mod tests;
