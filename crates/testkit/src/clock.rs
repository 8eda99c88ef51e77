//! The clock that stands still.

use jiff::Timestamp;

/// Noon on 7 December 2026 in London: six doors and the seventh are due, the facts and help routes of the built-in
/// campaign are fresh. Tests take this for `now`, so that none of them rots.
pub fn noon_of_door_seven() -> Timestamp {
    // 2026-12-07T12:00:00Z; London keeps UTC in winter.
    Timestamp::constant(1_796_644_800, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_at_noon_of_the_seventh_of_december() {
        assert_eq!(noon_of_door_seven().to_string(), "2026-12-07T12:00:00Z");
    }
}
