//! What a single field says of treatment, and how a field is quoted.

use super::numbers::{self, Field};
use super::{Columns, Outcome, Treatment};
use crate::panel::{Faults, Time};

/// 0 or 1 of a treated column; of a start's column its text is kept as a number in `starts_of`.
pub(super) fn treatment(
    text: &str,
    number: f64,
    columns: &Columns,
    at: Option<u64>,
    name: Option<&String>,
    faults: &mut Faults,
) -> f64 {
    let name = name.map(String::as_str);
    if let Treatment::Start(_) = columns.treatment {
        return match Start::parse(text) {
            Some(start) => start.0,
            None => {
                let message = format!("{} is not a time.", quoted(text));
                faults.push(
                    at,
                    name,
                    message,
                    "Write the first treated time, or leave it empty for never.",
                );
                f64::NAN
            }
        };
    }
    if number.is_nan() {
        // Words are not numbers and were told already; an empty field was not.
        if text.parse::<f64>().is_err() && numbers::read(text) == Field::Gap {
            faults.push(
                at,
                name,
                "It is not said whether the area is treated.".to_owned(),
                "Write 0 or 1.",
            );
        }
        return 0.0;
    }
    if number != 0.0 && number != 1.0 {
        faults.push(
            at,
            name,
            format!("{} is neither 0 nor 1.", quoted(text)),
            "Write 0 or 1.",
        );
    }
    number
}

/// A start as one number: NaN for never, days as year × 10,000 + month × 100 + day, which no panel of numbers holds by chance
/// because days and numbers are compared only among themselves.
pub(super) struct Start(pub(super) f64);

impl Start {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "" | "0" | "0.0" | "never" | "Never" | "NA" | "NaN" | "nan" | "inf" | "Inf" => {
                Some(Self(f64::NAN))
            }
            _ => Time::parse(text).map(|time| Self(Self::number(&time))),
        }
    }

    pub(super) fn number(time: &Time) -> f64 {
        match *time {
            Time::Number(number) => number,
            Time::Date { year, month, day } => {
                f64::from(year) * 10_000.0 + f64::from(month) * 100.0 + f64::from(day)
            }
        }
    }
}

/// A field's text for a message: not more than forty letters, and no line ends.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    format!("\u{201c}{short}\u{201d}")
}

impl Outcome {
    pub(super) fn count_column(&self) -> &str {
        match self {
            Self::Value(column) | Self::Rate { count: column, .. } => column,
        }
    }
}
