//! Whether the clock goes as time does.

use jiff::Timestamp;
use std::time::Duration;

/// A clock that is set by the network moves by less; a machine that slept moves by more, and that is worth a line too.
const TOLERATED: Duration = Duration::from_secs(5 * 60);

/// Compares the clock with time as it passes.
#[derive(Debug, Default)]
pub(crate) struct ClockWatch {
    before: Option<Timestamp>,
}

impl ClockWatch {
    /// Notes what the clock says, `elapsed` after the time before. Gives by how much it has jumped ahead, if it has.
    pub(crate) fn look(&mut self, clock: Timestamp, elapsed: Duration) -> Option<Duration> {
        let before = self.before.replace(clock)?;
        // A clock that goes back gives no duration: that is another alarm's affair.
        let moved = Duration::try_from(clock.duration_since(before)).ok()?;
        moved.checked_sub(elapsed).filter(|ahead| *ahead > TOLERATED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    #[test]
    fn a_clock_that_jumps_ahead_is_noticed_once() {
        let mut watch = ClockWatch::default();
        let half_a_second = Duration::from_millis(500);
        assert_eq!(watch.look(at("2026-12-06T12:00:00Z"), half_a_second), None);
        assert_eq!(watch.look(at("2026-12-06T12:00:00.5Z"), half_a_second), None);
        assert_eq!(
            watch.look(at("2026-12-06T13:00:01Z"), half_a_second),
            Some(Duration::from_secs(60 * 60))
        );
        assert_eq!(watch.look(at("2026-12-06T13:00:01.5Z"), half_a_second), None);
    }

    #[test]
    fn a_late_look_and_a_small_correction_are_no_jump() {
        let mut watch = ClockWatch::default();
        watch.look(at("2026-12-06T12:00:00Z"), Duration::ZERO);
        let an_hour = Duration::from_secs(60 * 60);
        assert_eq!(watch.look(at("2026-12-06T13:04:00Z"), an_hour), None);
        assert_eq!(watch.look(at("2026-12-06T12:00:00Z"), an_hour), None);
    }
}
