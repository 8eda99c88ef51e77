//! When a help service answers.

use jiff::civil::{Time, Weekday};

/// A stretch of one week day, in the service's own time zone (taken to be the campaign's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The day on which it begins.
    pub day: Weekday,
    /// When it opens.
    pub opens: Time,
    /// When it closes: later than `opens`; midnight at the end of the day is 23:59:59.999999999.
    pub closes: Time,
}

/// When a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningHours {
    /// `hours = "any time"`.
    AnyTime,
    /// `hours = ["Mon-Thu 09:00-17:30", "Fri 09:00-16:30"]`.
    Week {
        /// The stretches, Monday first.
        stretches: Vec<Stretch>,
        /// The lines as written, which is what a page prints.
        written: Vec<String>,
        /// `closed_on_bank_holidays = true`.
        closed_on_bank_holidays: bool,
    },
}
