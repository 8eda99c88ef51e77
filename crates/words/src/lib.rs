//! Every word of the interface that a visitor reads, one table per language in `languages/`.
//!
//! Knows no page and imports nothing of ours. A language is a file: adding Welsh is adding `cy.toml` and a line below.

/// The keys.
mod word;

use jiff::civil::{Date, Time};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
pub use word::Word;

/// A language that the program can speak: its tag and its table.
const LANGUAGES: [(&str, &str); 1] = [("en-GB", include_str!("../languages/en-GB.toml"))];

/// Each language's words, read once.
static READ: LazyLock<Vec<(&str, Words)>> = LazyLock::new(|| {
    let languages = LANGUAGES.iter();
    languages.map(|(tag, table)| (*tag, Words::read(table))).collect()
});

/// The words of one language. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Words(Arc<Table>);

#[derive(Debug)]
struct Table {
    texts: BTreeMap<&'static str, String>,
    months: Vec<String>,
    weekdays: Vec<String>,
}

impl Words {
    /// The words of this language (a BCP 47 tag), or of British English when the program does not speak it.
    pub fn of(language: &str) -> Words {
        let (_, words) = READ
            .iter()
            .find(|(tag, _)| tag.eq_ignore_ascii_case(language))
            .unwrap_or(&READ[0]);
        words.clone()
    }

    fn read(table: &str) -> Words {
        let (parsed, _) = toml::de::DeTable::parse_recoverable(table);
        let parsed = parsed.into_inner();
        let find = |key: &str| {
            parsed
                .iter()
                .find(|(name, _)| name.get_ref() == key)
                .map(|(_, value)| value.get_ref())
        };
        let text = |key: &str| {
            find(key)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let list = |key: &str| -> Vec<String> {
            let items = find(key).and_then(|value| value.as_array());
            items
                .into_iter()
                .flatten()
                .filter_map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect()
        };
        Words(Arc::new(Table {
            texts: Word::ALL
                .iter()
                .map(|word| (word.key(), text(word.key())))
                .collect(),
            months: list("months"),
            weekdays: list("weekdays"),
        }))
    }

    /// A text without gaps.
    pub fn get(&self, word: Word) -> &str {
        self.0.texts.get(word.key()).map_or("", String::as_str)
    }

    /// A text whose gaps, written `{name}`, are filled.
    pub fn fill(&self, word: Word, gaps: &[(&str, &str)]) -> String {
        gaps.iter()
            .fold(self.get(word).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }

    /// A day: "7 December 2026".
    pub fn date(&self, date: Date) -> String {
        format!("{} {} {}", date.day(), self.month(date), date.year())
    }

    /// A day without its year: "7 December".
    pub fn day_and_month(&self, date: Date) -> String {
        format!("{} {}", date.day(), self.month(date))
    }

    /// A day with its week day: "Monday 7 December".
    pub fn weekday_and_date(&self, date: Date) -> String {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        format!(
            "{} {}",
            self.0.weekdays.get(weekday).map_or("", String::as_str),
            self.day_and_month(date)
        )
    }

    /// A time of day: "09:00".
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    fn month(&self, date: Date) -> &str {
        usize::try_from(date.month() - 1)
            .ok()
            .and_then(|month| self.0.months.get(month))
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_word_stands_in_every_language_and_no_other_does() {
        for (tag, table) in LANGUAGES {
            let parsed = toml::de::DeTable::parse(table).unwrap().into_inner();
            let keys: Vec<&str> = parsed.keys().map(|key| key.get_ref().as_ref()).collect();
            for word in Word::ALL {
                assert!(keys.contains(&word.key()), "{tag} lacks {}", word.key());
            }
            for key in keys {
                let is_known = Word::ALL.iter().any(|word| word.key() == key);
                assert!(
                    is_known || ["months", "weekdays"].contains(&key),
                    "{tag} has {key}, which nothing uses"
                );
            }
        }
    }

    #[test]
    fn gaps_are_filled() {
        let words = Words::of("en-GB");
        assert_eq!(
            words.fill(Word::CheckedOn, &[("date", "2 November 2026")]),
            "Checked on 2 November 2026"
        );
        for word in Word::ALL {
            let text = words.get(*word);
            assert_eq!(
                text.matches('{').count(),
                text.matches('}').count(),
                "{}",
                word.key()
            );
        }
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let words = Words::of("en-GB");
        assert_eq!(words.weekday_and_date(date(2026, 12, 7)), "Monday 7 December");
        assert_eq!(words.date(date(2026, 12, 7)), "7 December 2026");
    }

    #[test]
    fn a_language_that_the_program_does_not_speak_falls_back_to_english() {
        assert_eq!(
            Words::of("xx").get(Word::GetHelpNow),
            Words::of("en-GB").get(Word::GetHelpNow)
        );
    }
}
