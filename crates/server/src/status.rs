//! What the operator is told: editions, intervals, time, disk.

use crate::cells::Cells;
use jiff::Timestamp;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// An edition that is up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The campaign's id.
    pub campaign: String,
    /// The edition's hash.
    pub hash: String,
}

/// Why the server is not ready. `/readyz` names each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No campaign is up.
    NoCampaign,
    /// The data folder cannot be written.
    Disk,
    /// The next interval was not made in time.
    IntervalLate,
    /// The clock is behind an instant that has been served.
    ClockBehind,
}

impl Reason {
    /// As the answer has it.
    pub fn name(self) -> &'static str {
        match self {
            Reason::NoCampaign => "no_campaign",
            Reason::Disk => "disk",
            Reason::IntervalLate => "interval_late",
            Reason::ClockBehind => "clock_behind",
        }
    }

    /// What it means and what to do.
    pub fn advice(self) -> &'static str {
        match self {
            Reason::NoCampaign => "no campaign is up: look at the log for the findings that keep it down",
            Reason::Disk => {
                "the data folder cannot be written: free space, or let the program's user write there"
            }
            Reason::IntervalLate => {
                "the pages for this instant were not made in time, and what is not due is held back: look at the log"
            }
            Reason::ClockBehind => {
                "the clock is behind a time that was served, so that time stands still and nothing opens: put the clock \
                 right; if it was ahead before and is right now, stop the server, delete newest-instant in the data \
                 folder, and start it again"
            }
        }
    }
}

/// What is known about the server as a whole. Written by the threads behind it, read by whoever asks.
#[derive(Debug, Default)]
pub(crate) struct Status {
    told: Mutex<Told>,
    pub(crate) intervals: AtomicU64,
    pub(crate) interval_microseconds: AtomicU64,
    pub(crate) interval_failures: AtomicU64,
    pub(crate) clock_jumps: AtomicU64,
    /// Posters and the like that were made, could not be made, were kept from before, were refused because too many waited, or were
    /// not ready in time, so that somebody was told to come back.
    pub(crate) made: AtomicU64,
    pub(crate) made_failed: AtomicU64,
    pub(crate) made_kept: AtomicU64,
    pub(crate) made_refused: AtomicU64,
    pub(crate) made_late: AtomicU64,
    pub(crate) making_microseconds: AtomicU64,
    pub(crate) made_held_bytes: AtomicU64,
    /// Orders that no thread has taken yet.
    pub(crate) orders_waiting: AtomicU64,
    /// In seconds.
    pub(crate) clock_behind: AtomicI64,
    cores: Mutex<Vec<Arc<Cells>>>,
}

/// What the program around the server has told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Nothing until the program has said which.
    pub(crate) editions: Option<Vec<Edition>>,
    /// When a folder was last read again, and whether that went well.
    pub(crate) reload: Option<(Timestamp, bool)>,
    pub(crate) disk_is_broken: bool,
}

impl Status {
    pub(crate) fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn cores(&self) -> MutexGuard<'_, Vec<Arc<Cells>>> {
        self.cores.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Cells for one more core.
    pub(crate) fn new_core(&self) -> Arc<Cells> {
        let cells = Arc::new(Cells::default());
        self.cores().push(Arc::clone(&cells));
        cells
    }

    pub(crate) fn made_interval(&self, took: Duration, went_well: bool) {
        if went_well {
            self.intervals.fetch_add(1, Relaxed);
            let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
            self.interval_microseconds.fetch_add(microseconds, Relaxed);
        } else {
            self.interval_failures.fetch_add(1, Relaxed);
        }
    }
}

/// The answer of `/readyz`.
pub(crate) fn readiness_json(reasons: &[Reason]) -> String {
    let mut json = format!("{{\"ready\":{},\"reasons\":[", reasons.is_empty());
    for (place, reason) in reasons.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // Neither has a character that JSON would escape; a test looks.
        _ = write!(
            json,
            "{comma}{{\"reason\":\"{}\",\"advice\":\"{}\"}}",
            reason.name(),
            reason.advice()
        );
    }
    json.push_str("]}\n");
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readiness_is_json_with_every_reason() {
        assert_eq!(readiness_json(&[]), "{\"ready\":true,\"reasons\":[]}\n");
        let reasons = [
            Reason::NoCampaign,
            Reason::Disk,
            Reason::IntervalLate,
            Reason::ClockBehind,
        ];
        let json = readiness_json(&reasons);
        assert!(json.starts_with("{\"ready\":false,\"reasons\":[{\"reason\":\"no_campaign\","));
        assert_eq!(json.matches("},{").count(), 3, "{json}");
        for reason in reasons {
            assert!(!reason.advice().contains(['"', '\\', '\n']), "{reason:?}");
        }
    }
}
