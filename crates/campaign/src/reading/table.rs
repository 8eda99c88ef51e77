//! A TOML table, read key by key: each reader takes what it knows, and what nobody took is a finding.

use super::context::Context;
use super::value::{describe, is_reported, to_date, to_timestamp};
use crate::diagnostic::{Fix, Place, rules};
use crate::id::Id;
use crate::model::At;
use crate::position::LineIndex;
use crate::suggest::{closest, only_closest};
use crate::{CampaignPath, PhoneNumber, WebAddress};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cell::RefCell;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A text that is being read: where a span stands in its file.
pub(crate) struct Text<'t> {
    pub(crate) context: &'t Context,
    pub(crate) file: &'t str,
    pub(crate) text: &'t str,
    pub(crate) index: &'t LineIndex,
}

impl Text<'_> {
    pub(crate) fn place(&self, offset: usize) -> Place {
        self.index.place(self.file, self.text, offset)
    }
}

/// A table of a text, and which of its keys were asked for.
pub(crate) struct Table<'t> {
    pub(crate) text: &'t Text<'t>,
    /// Where the TOML begins in the text: front matter and blocks stand inside Markdown.
    base: usize,
    /// What it is, for findings: "a fact".
    what: &'static str,
    values: &'t DeTable<'t>,
    start: usize,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t> Table<'t> {
    pub(crate) fn new(
        text: &'t Text<'t>,
        base: usize,
        what: &'static str,
        values: &'t DeTable<'t>,
        start: usize,
    ) -> Table<'t> {
        Table {
            text,
            base,
            what,
            values,
            start: base + start,
            asked: RefCell::default(),
        }
    }

    pub(crate) fn context(&self) -> &'t Context {
        self.text.context
    }

    /// Where the table begins.
    pub(crate) fn place(&self) -> Place {
        self.text.place(self.start)
    }

    fn get(&self, key: &'static str) -> Option<(&'t DeValue<'t>, Place)> {
        self.asked.borrow_mut().push(key);
        let (_, value) = self.values.iter().find(|(name, _)| name.get_ref() == key)?;
        Some((value.get_ref(), self.text.place(self.base + value.span().start)))
    }

    fn wrong(&self, key: &str, place: Place, found: &DeValue<'_>, wanted: &str) {
        self.context().error(
            rules::BAD_VALUE,
            place,
            format!("\"{key}\" of {} is {}", self.what, describe(found)),
            format!("write {wanted}"),
        );
    }

    fn missing(&self, key: &str, wanted: &str) {
        self.context().error(
            rules::MISSING_FIELD,
            self.place(),
            format!("{} has no \"{key}\"", self.what),
            format!("add {key} = {wanted}"),
        );
    }

    /// An optional text, with the space around it taken off.
    pub(crate) fn text_at(&self, key: &'static str) -> Option<At<String>> {
        let (value, place) = self.get(key)?;
        match value {
            DeValue::String(text) if !text.trim().is_empty() => Some(At {
                value: text.trim().to_owned(),
                place,
            }),
            DeValue::String(_) => {
                self.context().error(
                    rules::MISSING_FIELD,
                    place,
                    format!("\"{key}\" of {} is empty", self.what),
                    "fill it in, or take the line out if it is not needed",
                );
                None
            }
            other => {
                self.wrong(key, place, other, "a text in quotation marks");
                None
            }
        }
    }

    /// Whether the key is there and says nothing.
    pub(crate) fn is_empty_text(&self, key: &'static str) -> bool {
        matches!(self.get(key), Some((DeValue::String(text), _)) if text.trim().is_empty())
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.text_at(key).map(|at| at.value)
    }

    pub(crate) fn required_text_at(&self, key: &'static str) -> Option<At<String>> {
        if self.is_absent(key) {
            self.missing(key, "\"…\"");
        }
        self.text_at(key)
    }

    pub(crate) fn required_text(&self, key: &'static str) -> Option<String> {
        self.required_text_at(key).map(|at| at.value)
    }

    fn is_absent(&self, key: &'static str) -> bool {
        self.asked.borrow_mut().push(key);
        !self.values.keys().any(|name| name.get_ref() == key)
    }

    /// `true` or `false`; false when it is not there.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some((DeValue::Boolean(value), _)) => *value,
            Some((other, place)) => {
                let meant = match other {
                    DeValue::String(text) => match text.trim() {
                        "true" | "yes" => Some("true"),
                        "false" | "no" => Some("false"),
                        _ => None,
                    },
                    _ => None,
                };
                self.context().fixable(
                    rules::BAD_VALUE,
                    place,
                    format!("\"{key}\" of {} is {}", self.what, describe(other)),
                    "write true or false, without quotation marks",
                    meant.and_then(|meant| self.in_place_of_value(key, meant)),
                );
                false
            }
        }
    }

    /// A whole number between two bounds, both included.
    pub(crate) fn number(&self, key: &'static str, least: i64, most: i64) -> Option<i64> {
        let (value, place) = self.get(key)?;
        let number = match value {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.wrong(
                key,
                place,
                value,
                &format!("a whole number from {least} to {most}"),
            );
        }
        fits
    }

    /// A number between two bounds, both included, whole or with a point.
    pub(crate) fn decimal(&self, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let (value, place) = self.get(key)?;
        let number: Option<f64> = match value {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
                .ok()
                .map(|whole| whole as f64),
            DeValue::Float(digits) => digits.as_str().parse().ok(),
            _ => None,
        };
        let fits = number.filter(|number| (least..=most).contains(number));
        if fits.is_none() {
            self.wrong(
                key,
                place,
                value,
                &format!("a number from {least} to {most}, without quotation marks"),
            );
        }
        fits
    }

    pub(crate) fn required_decimal(
        &self,
        key: &'static str,
        least: f64,
        most: f64,
        such_as: &str,
    ) -> Option<f64> {
        if self.is_absent(key) {
            self.missing(key, such_as);
        }
        self.decimal(key, least, most)
    }

    /// Texts in a list; one text by itself counts as a list of one.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some((value, place)) = self.get(key) else {
            return Vec::new();
        };
        match value {
            DeValue::String(text) => vec![At {
                value: text.trim().to_owned(),
                place,
            }],
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| {
                    let place = self.text.place(self.base + item.span().start);
                    match item.get_ref() {
                        DeValue::String(text) if !text.trim().is_empty() => Some(At {
                            value: text.trim().to_owned(),
                            place,
                        }),
                        other => {
                            self.wrong(key, place, other, "texts in quotation marks");
                            None
                        }
                    }
                })
                .collect(),
            other => {
                self.wrong(key, place, other, "a list of texts, [\"…\", \"…\"]");
                Vec::new()
            }
        }
    }

    pub(crate) fn plain_texts(&self, key: &'static str) -> Vec<String> {
        self.texts(key).into_iter().map(|at| at.value).collect()
    }

    /// A day.
    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        let (value, place) = self.get(key)?;
        let date = to_date(value);
        if date.is_none() && !is_reported(value) {
            self.context().error(
                rules::BAD_DATE,
                place,
                format!(
                    "\"{key}\" of {} is {}, which is no day",
                    self.what,
                    describe(value)
                ),
                "write a day of the calendar as year-month-day without quotation marks: 2026-12-01",
            );
        }
        date
    }

    pub(crate) fn required_date(&self, key: &'static str) -> Option<Date> {
        if self.is_absent(key) {
            self.missing(key, "2026-12-01");
        }
        self.date(key)
    }

    /// An instant: a date-time with its offset, or one in the campaign's zone, or a day, which means its first instant.
    pub(crate) fn instant(&self, key: &'static str, zone: &TimeZone) -> Option<Timestamp> {
        let (value, place) = self.get(key)?;
        let instant = to_timestamp(value, zone);
        if instant.is_none() && !is_reported(value) {
            self.context().error(
                rules::BAD_DATE,
                place,
                format!(
                    "\"{key}\" of {} is {}, which is no time",
                    self.what,
                    describe(value)
                ),
                "write a day and time without quotation marks: 2026-12-01T06:00:00",
            );
        }
        instant
    }

    /// The table's own id: required, and noted as defined.
    pub(crate) fn id<T: Id>(&self) -> Option<T> {
        let text = self.required_text_at("id")?;
        let id = self.parse_id::<T>(&text)?;
        self.context().define::<T>(&text, &text.place);
        Some(id)
    }

    fn parse_id<T: Id>(&self, text: &At<String>) -> Option<T> {
        let id = T::from_text(text);
        if id.is_none() {
            self.context().error(
                rules::BAD_VALUE,
                text.place.clone(),
                format!("\"{}\" cannot be the id of a {}", text.value, T::NOUN),
                "use small letters, digits and single hyphens: merry-muletide",
            );
        }
        id
    }

    /// An id that is defined elsewhere: noted as cited.
    pub(crate) fn cited<T: Id>(&self, key: &'static str) -> Option<At<T>> {
        let text = self.text_at(key)?;
        self.cite(text)
    }

    pub(crate) fn required_cited<T: Id>(&self, key: &'static str) -> Option<At<T>> {
        let text = self.required_text_at(key)?;
        self.cite(text)
    }

    /// Ids that are defined elsewhere.
    pub(crate) fn all_cited<T: Id>(&self, key: &'static str) -> Vec<At<T>> {
        self.texts(key)
            .into_iter()
            .filter_map(|text| self.cite(text))
            .collect()
    }

    fn cite<T: Id>(&self, text: At<String>) -> Option<At<T>> {
        let id = self.parse_id::<T>(&text)?;
        self.context().cite::<T>(&text, &text.place);
        Some(At {
            value: id,
            place: text.place,
        })
    }

    /// A web address.
    pub(crate) fn url(&self, key: &'static str) -> Option<WebAddress> {
        let text = self.text_at(key)?;
        WebAddress::parse(&text)
            .map_err(|reason| {
                self.context().error(
                    rules::BAD_URL,
                    text.place.clone(),
                    format!("\"{}\" is no web address: {reason}", text.value),
                    "copy the whole address from the browser: https://…",
                );
            })
            .ok()
    }

    pub(crate) fn required_url(&self, key: &'static str) -> Option<WebAddress> {
        if self.is_absent(key) {
            self.missing(key, "\"https://…\"");
        }
        self.url(key)
    }

    /// A phone number.
    pub(crate) fn phone(&self, key: &'static str) -> Option<PhoneNumber> {
        let text = self.text_at(key)?;
        PhoneNumber::parse(&text)
            .map_err(|reason| {
                self.context().error(
                    rules::BAD_PHONE,
                    text.place.clone(),
                    format!("\"{}\" cannot be rung: {reason}", text.value),
                    "compare it with the service's own page and write it as printed there: 0800 1111",
                );
            })
            .ok()
    }

    /// A file of the campaign. Whether it is there is the linter's question.
    pub(crate) fn path(&self, key: &'static str) -> Option<At<CampaignPath>> {
        let text = self.text_at(key)?;
        match CampaignPath::new(&text) {
            Ok(path) => Some(At {
                value: path,
                place: text.place,
            }),
            Err(reason) => {
                self.context().error(
                    rules::BAD_VALUE,
                    text.place,
                    format!("\"{}\" is no file of this folder: {reason}", text.value),
                    "write the path from the campaign's folder: media/hero.svg",
                );
                None
            }
        }
    }

    /// One of a list of words.
    pub(crate) fn choice<V: Copy>(&self, key: &'static str, choices: &[(&str, V)]) -> Option<V> {
        let text = self.required_text_at(key)?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(*value);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let advice = match closest(&text, names.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("use one of: {}", names.join(", ")),
        };
        let meant = only_closest(&text, names.iter().copied());
        self.context().fixable(
            rules::BAD_VALUE,
            text.place,
            format!("\"{key}\" of {} cannot be \"{}\"", self.what, text.value),
            advice,
            meant.and_then(|meant| self.in_place_of_value(key, &format!("\"{meant}\""))),
        );
        None
    }

    /// Another value for a key.
    pub(crate) fn in_place_of_value(&self, key: &str, replacement: &str) -> Option<Fix> {
        let (_, value) = self.values.iter().find(|(name, _)| name.get_ref() == key)?;
        let span = value.span();
        Some(Fix {
            start: self.base + span.start,
            end: self.base + span.end,
            replacement: replacement.to_owned(),
        })
    }

    /// The tables of `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str, what: &'static str) -> Vec<Table<'t>> {
        let Some((value, place)) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value else {
            self.wrong(key, place, value, &format!("[[{key}]] above each {key}"));
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| match item.get_ref() {
                DeValue::Table(values) => {
                    Some(Table::new(self.text, self.base, what, values, item.span().start))
                }
                other => {
                    let place = self.text.place(self.base + item.span().start);
                    self.wrong(key, place, other, &format!("[[{key}]] above each {key}"));
                    None
                }
            })
            .collect()
    }

    /// The table of `[key]`.
    pub(crate) fn table(&self, key: &'static str, what: &'static str) -> Option<Table<'t>> {
        let (value, place) = self.get(key)?;
        match value {
            DeValue::Table(values) => {
                let start = self
                    .values
                    .iter()
                    .find(|(name, _)| name.get_ref() == key)
                    .map_or(0, |(name, _)| name.span().start);
                Some(Table::new(self.text, self.base, what, values, start))
            }
            other => {
                self.wrong(key, place, other, &format!("[{key}] above its lines"));
                None
            }
        }
    }

    pub(crate) fn required_table(&self, key: &'static str, what: &'static str) -> Option<Table<'t>> {
        if self.is_absent(key) {
            self.context().error(
                rules::MISSING_FIELD,
                self.place(),
                format!("{} has no [{key}]", self.what),
                format!("add a line [{key}] and its settings"),
            );
        }
        self.table(key, what)
    }

    /// Whether the key is there, whatever it says.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        !self.is_absent(key)
    }

    /// Call last: every key that nobody asked for is a finding.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        let unknown: Vec<_> = self
            .values
            .keys()
            .filter(|key| !asked.contains(&key.get_ref().as_ref()))
            .map(|key| (key, only_closest(key.get_ref(), asked.iter().copied())))
            .collect();
        // What is there already, or meant by two slips, cannot be what a slip is put right to.
        let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
        for meant in unknown.iter().filter_map(|(_, meant)| *meant) {
            *claims.entry(meant).or_default() += 1;
        }
        for known in self.values.keys().map(|key| key.get_ref().as_ref()) {
            claims.entry(known).and_modify(|count| *count += 1);
        }
        for (key, meant) in unknown {
            let name: &str = key.get_ref();
            let advice = match closest(name, asked.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "take it out, or see the manual for the keys that can stand here".to_owned(),
            };
            let (start, end) = (self.base + key.span().start, self.base + key.span().end);
            // A key in quotation marks, or with escapes, is left to its author.
            let is_bare = self.text.text.get(start..end) == Some(name);
            let fix = meant
                .filter(|meant| is_bare && claims.get(meant) == Some(&1))
                .map(|meant| Fix {
                    start,
                    end,
                    replacement: meant.to_owned(),
                });
            self.context().fixable(
                rules::UNKNOWN_KEY,
                self.text.place(start),
                format!("{} has no key \"{}\"", self.what, shorten(name)),
                advice,
                fix,
            );
        }
    }
}

/// A key as it can stand in a message: one line of at most 60 characters.
fn shorten(name: &str) -> String {
    let line: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(60)
        .collect();
    if name.chars().count() > 60 {
        format!("{line}…")
    } else {
        line
    }
}
