//! Bank holidays of England and Wales, by rule.
//!
//! Source: Banking and Financial Dealings Act 1971, Schedule 1, and the common-law holidays of Christmas Day and Good
//! Friday; New Year's Day and the early May holiday have been proclaimed each year since 1974 and 1978. A holiday that
//! is proclaimed once (a coronation, a funeral) cannot be known by rule.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Whether a day is a bank holiday of England and Wales, or one's substitute day.
pub fn is_bank_holiday(date: Date) -> bool {
    of_year(date.year()).contains(&date)
}

/// The bank holidays of a year, in order. Years outside the calendar have none.
pub fn of_year(year: i16) -> Vec<Date> {
    let mut days: Vec<Date> = [
        day(year, 1, 1).map(next_working_day),
        easter(year).and_then(|sunday| sunday.checked_sub(2.days()).ok()),
        easter(year).and_then(|sunday| sunday.checked_add(1.day()).ok()),
        day(year, 5, 1).and_then(|first| first.nth_weekday_of_month(1, Weekday::Monday).ok()),
        day(year, 5, 1).and_then(|first| first.nth_weekday_of_month(-1, Weekday::Monday).ok()),
        day(year, 8, 1).and_then(|first| first.nth_weekday_of_month(-1, Weekday::Monday).ok()),
    ]
    .into_iter()
    .flatten()
    .collect();
    days.extend(christmas(year));
    days
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A holiday on a Saturday or Sunday is taken on the next Monday.
fn next_working_day(date: Date) -> Date {
    let ahead = match date.weekday() {
        Weekday::Saturday => 2_i64,
        Weekday::Sunday => 1,
        _ => 0,
    };
    date.checked_add(ahead.days()).unwrap_or(date)
}

/// Christmas Day and Boxing Day, each with a substitute on the next free weekday.
fn christmas(year: i16) -> Vec<Date> {
    let december = |number| day(year, 12, number);
    let days = match december(25).map(Date::weekday) {
        Some(Weekday::Friday) => [december(25), december(28)],
        Some(Weekday::Saturday) => [december(27), december(28)],
        Some(Weekday::Sunday) => [december(26), december(27)],
        _ => [december(25), december(26)],
    };
    days.into_iter().flatten().collect()
}

/// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let a = year_number.rem_euclid(19);
    let (b, c) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let number = (h + l - 7 * m + 114) % 31 + 1;
    day(year, i8::try_from(month).ok()?, i8::try_from(number).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As published on GOV.UK for England and Wales.
    #[test]
    fn the_rule_gives_the_published_days() {
        let published = [
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
            (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ];
        for (year, days) in published {
            let by_rule: Vec<String> = of_year(year)
                .iter()
                .map(|date| format!("{:02}-{:02}", date.month(), date.day()))
                .collect();
            assert_eq!(by_rule.join(" "), days, "{year}");
        }
    }
}
