//! A time of a panel: a number or a day.

use std::cmp::Ordering;
use std::fmt;

/// When an outcome was counted. A panel has numbers or days, never both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Time {
    /// A year, a week's number, a row's number. Finite.
    Number(f64),
    /// A day of the calendar; the first of the month where a file names months.
    Date {
        /// Year, 1 to 9999.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
    },
}

impl Time {
    /// Reads a number (`1989`, `12.5`), a day (`1989-01-31`) or a month (`1989-01`). Nothing for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = Self::parse_date(text) {
            return Some(date);
        }
        // `inf` and `nan` are numbers for the parser and no times for anybody.
        text.parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(|number| Self::Number(number + 0.0))
    }

    fn parse_date(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?);
        let day = match parts.next() {
            Some(day) => digits(day, 2)?,
            None => 1,
        };
        let real = parts.next().is_none()
            && year > 0
            && (1..=12).contains(&month)
            && (1..=length(year, month)).contains(&day);
        real.then_some(Self::Date {
            year,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The order of two times of one panel; numbers stand before days.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Number(_), Self::Date { .. }) => Ordering::Less,
            (Self::Date { .. }, Self::Number(_)) => Ordering::Greater,
            (
                Self::Date { year, month, day },
                Self::Date {
                    year: y,
                    month: m,
                    day: d,
                },
            ) => (year, month, day).cmp(&(y, m, d)),
        }
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn length(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Date { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_days_and_months_are_times_and_nonsense_is_not() {
        assert_eq!(Time::parse(" 1989 "), Some(Time::Number(1989.0)));
        assert_eq!(
            Time::parse("1955.0").map(|time| time.to_string()),
            Some("1955".to_owned())
        );
        assert_eq!(
            Time::parse("2024-02-29"),
            Some(Time::Date {
                year: 2024,
                month: 2,
                day: 29
            })
        );
        assert_eq!(
            Time::parse("2024-02"),
            Some(Time::Date {
                year: 2024,
                month: 2,
                day: 1
            })
        );
        for nonsense in [
            "",
            "2023-02-29",
            "2024-13-01",
            "inf",
            "NaN",
            "1989-1-1",
            "0000-01-01",
            "12/05/2024",
            "2024-01-01-01",
        ] {
            assert_eq!(Time::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn minus_nought_is_nought() {
        assert_eq!(
            Time::parse("-0").unwrap().order(&Time::Number(0.0)),
            Ordering::Equal
        );
    }
}
