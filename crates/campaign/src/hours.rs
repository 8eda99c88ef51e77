//! When a help service answers.

use crate::bank_holidays::is_bank_holiday;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A stretch of one week day, in the campaign's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The day.
    pub day: Weekday,
    /// When it opens.
    pub opens: Time,
    /// When it closes, on the same day; nothing means midnight at the end of the day.
    pub closes: Option<Time>,
}

/// When a service answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningHours {
    /// `hours = "any time"`.
    AnyTime,
    /// `hours = ["Mon-Thu 09:00-17:30", "Fri 09:00-16:30"]`.
    Week {
        /// The stretches, in the order written.
        stretches: Vec<Stretch>,
        /// The lines as written, which is what a page prints.
        written: Vec<String>,
        /// `closed_on_bank_holidays = true`.
        closed_on_bank_holidays: bool,
    },
}

impl OpeningHours {
    /// Whether somebody answers at this instant.
    pub fn is_open(&self, now: Timestamp, zone: &TimeZone) -> bool {
        let local = now.to_zoned_datetime(zone.clone());
        self.stretches_of(local.date()).any(|stretch| {
            stretch.opens <= local.time() && stretch.closes.is_none_or(|closes| local.time() < closes)
        }) || matches!(self, OpeningHours::AnyTime)
    }

    /// The next instant after `now` at which the service opens or closes; nothing when it never does.
    pub fn next_change(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let today = now.to_zoned_datetime(zone.clone()).date();
        // Bank holidays can close a service for a few days in a row, and a weekly stretch comes again within seven.
        (0_i64..=14)
            .filter_map(|ahead| today.checked_add(ahead.days()).ok())
            .flat_map(|date| self.edges(date, zone))
            .filter(|edge| *edge > now)
            .find(|edge| self.is_change(*edge, zone))
    }

    /// Whether it is open just before an instant and closed at it, or the other way round: two stretches that meet,
    /// midnight included, are no change.
    fn is_change(&self, edge: Timestamp, zone: &TimeZone) -> bool {
        let before = edge.checked_sub(1.nanosecond()).unwrap_or(edge);
        self.is_open(before, zone) != self.is_open(edge, zone)
    }

    /// The instants of a day at which a stretch begins or ends, in order.
    fn edges(&self, date: Date, zone: &TimeZone) -> Vec<Timestamp> {
        let instant = |date: Date, time: Time| {
            date.to_datetime(time)
                .to_zoned_datetime(zone.clone())
                .ok()
                .map(|zoned| zoned.timestamp())
        };
        let mut edges: Vec<Timestamp> = self
            .stretches_of(date)
            .flat_map(|stretch| {
                let closes = match stretch.closes {
                    Some(closes) => instant(date, closes),
                    None => date
                        .tomorrow()
                        .ok()
                        .and_then(|next| instant(next, Time::midnight())),
                };
                [instant(date, stretch.opens), closes]
            })
            .flatten()
            .collect();
        edges.sort();
        edges
    }

    fn stretches_of(&self, date: Date) -> impl Iterator<Item = &Stretch> {
        let stretches: &[Stretch] = match self {
            OpeningHours::Week {
                closed_on_bank_holidays: true,
                ..
            } if is_bank_holiday(date) => &[],
            OpeningHours::Week { stretches, .. } => stretches,
            OpeningHours::AnyTime => &[],
        };
        stretches
            .iter()
            .filter(move |stretch| stretch.day == date.weekday())
    }
}

/// Reads "Mon-Thu 09:00-17:30", "Sat,Sun 10:00-24:00" or "Every day 09:00-23:00".
pub(crate) fn parse_stretches(line: &str) -> Option<Vec<Stretch>> {
    let (days, times) = line.trim().rsplit_once(' ')?;
    let (opens, closes) = times.split_once('-')?;
    let opens = time(opens)?;
    let closes = if closes == "24:00" {
        None
    } else {
        Some(time(closes)?)
    };
    if closes.is_some_and(|closes| closes <= opens) {
        return None;
    }
    Some(
        week_days(days.trim())?
            .into_iter()
            .map(|day| Stretch { day, opens, closes })
            .collect(),
    )
}

fn time(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

fn week_days(text: &str) -> Option<Vec<Weekday>> {
    if text.eq_ignore_ascii_case("every day") {
        return Some(Weekday::Monday.cycle_forward().take(7).collect());
    }
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.trim().split_once('-') {
            None => days.push(week_day(part.trim())?),
            Some((from, to)) => {
                let (from, to) = (week_day(from)?, week_day(to)?);
                let span = from.until(to);
                days.extend(from.cycle_forward().take(usize::try_from(span).ok()? + 1));
            }
        }
    }
    Some(days)
}

fn week_day(text: &str) -> Option<Weekday> {
    Some(match text {
        "Mon" => Weekday::Monday,
        "Tue" => Weekday::Tuesday,
        "Wed" => Weekday::Wednesday,
        "Thu" => Weekday::Thursday,
        "Fri" => Weekday::Friday,
        "Sat" => Weekday::Saturday,
        "Sun" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        let local: jiff::civil::DateTime = text.parse().unwrap();
        local.to_zoned_datetime(london()).unwrap().timestamp()
    }

    fn office() -> OpeningHours {
        let written = vec!["Mon-Thu 09:00-17:30".to_owned(), "Fri 09:00-16:30".to_owned()];
        let stretches = written
            .iter()
            .flat_map(|line| parse_stretches(line).unwrap())
            .collect();
        OpeningHours::Week {
            stretches,
            written,
            closed_on_bank_holidays: true,
        }
    }

    #[test]
    fn a_service_opens_at_the_second_and_closes_at_the_second() {
        assert!(!office().is_open(at("2026-11-24T08:59:59"), &london()));
        assert!(office().is_open(at("2026-11-24T09:00:00"), &london()));
        assert!(office().is_open(at("2026-11-24T17:29:59"), &london()));
        assert!(!office().is_open(at("2026-11-24T17:30:00"), &london()));
    }

    #[test]
    fn the_next_change_passes_over_a_week_end_and_bank_holidays() {
        assert_eq!(
            office().next_change(at("2026-11-27T16:30:00"), &london()),
            Some(at("2026-11-30T09:00:00"))
        );
        // Christmas Day 2026 is a Friday, Boxing Day is taken on Monday the 28th.
        assert_eq!(
            office().next_change(at("2026-12-24T17:30:00"), &london()),
            Some(at("2026-12-29T09:00:00"))
        );
        assert!(!office().is_open(at("2026-12-28T12:00:00"), &london()));
    }

    #[test]
    fn hours_that_meet_at_midnight_are_no_change() {
        let stretches = parse_stretches("Every day 00:00-24:00").unwrap();
        let always = OpeningHours::Week {
            stretches,
            written: Vec::new(),
            closed_on_bank_holidays: false,
        };
        assert_eq!(always.next_change(at("2026-11-24T12:00:00"), &london()), None);
    }

    #[test]
    fn what_cannot_be_hours_is_none() {
        for line in [
            "9-5",
            "Mon 09:00-08:00",
            "Mon 9:00-17:00",
            "Mon-Xyz 09:00-10:00",
            "Mon 25:00-26:00",
            "",
        ] {
            assert!(parse_stretches(line).is_none(), "{line}");
        }
        assert_eq!(parse_stretches("Fri-Mon 09:00-10:00").unwrap().len(), 4);
    }
}
