//! Time never runs backwards.

use crate::house::{HandClock, House, doors, for_testing, wait_until};
use crate::operator::clock_jumps;
use server::{Live, Reason};

const NOON: &str = "2026-12-06T12:00:00Z";

#[test]
fn a_clock_that_is_set_back_opens_nothing_and_is_told() {
    let clock = HandClock::at("2026-12-07T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    assert_eq!(house.get("/doors/7/").status, 200);
    wait_until("the instant has been noticed", || {
        house.live.newest() == "2026-12-07T12:00:00Z".parse().unwrap()
    });
    // No scheduled change lies between the two: it is told all the same.
    clock.set("2026-12-07T11:00:00Z");
    assert_eq!(house.live.reasons(), [Reason::ClockBehind]);
    assert_eq!(house.get("/readyz").status, 503);
    assert_eq!(house.get("/doors/7/").status, 200);
    assert_eq!(house.get("/doors/8/").status, 404);
    clock.set("2026-12-07T12:00:01Z");
    assert_eq!(house.get("/readyz").status, 200);
}

#[test]
fn a_small_correction_of_the_clock_is_no_alarm() {
    let clock = HandClock::at("2026-12-07T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    wait_until("the instant has been noticed", || {
        house.live.newest() == "2026-12-07T12:00:00Z".parse().unwrap()
    });
    clock.set("2026-12-07T11:59:59.5Z");
    assert!(house.live.reasons().is_empty());
}

#[test]
fn after_a_restart_with_a_clock_that_is_behind_nothing_is_taken_back_and_nothing_opens() {
    let clock = HandClock::at("2026-12-01T00:00:00Z");
    let newest = Some("2026-12-07T08:00:00Z".parse().unwrap());
    let live = Live::resumed(doors("first"), clock.reading(), newest).unwrap();
    let house = House::open_as(live, &for_testing());
    assert_eq!(house.get("/").text(), "first: 7 open");
    assert_eq!(house.get("/doors/7/").status, 200);
    assert_eq!(house.get("/doors/8/").status, 404);
    assert!(house.get("/readyz").text().contains("newest-instant"));
    house.wait_until_prepared();
    clock.set("2026-12-08T00:00:00Z");
    assert_eq!(house.get("/doors/8/").status, 200);
    assert_eq!(house.get("/readyz").status, 200);
}

#[test]
fn a_clock_that_goes_ahead_all_at_once_is_counted() {
    let clock = HandClock::at(NOON);
    let house = House::with_operator(&clock, doors("first"));
    wait_until("the clock has been looked at", || {
        house.live.newest() == NOON.parse().unwrap() && house.live.is_prepared()
    });
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(clock_jumps(&house), 0.0);
    clock.set("2026-12-06T13:00:00Z");
    wait_until("the jump is counted", || clock_jumps(&house) == 1.0);
}
