use crate::house::{HandClock, House, doors, doors_at, held_back, wait_until};
use server::Make;
use std::sync::Arc;

const BEFORE: &str = "2026-12-06T23:59:59.999Z";
const MIDNIGHT: &str = "2026-12-07T00:00:00Z";

#[test]
fn the_first_request_at_the_second_sees_the_door_and_none_before() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    house.wait_until_prepared();
    // Several connections: every core is to switch by itself.
    let mut visitors: Vec<_> = (0..4).map(|_| house.visitor()).collect();
    for visitor in &mut visitors {
        clock.set(BEFORE);
        let (door, nothing) = (visitor.get("/doors/7/"), visitor.get("/doors/99/"));
        assert_eq!(door.status, 404);
        assert_eq!(door.head_without_date(), nothing.head_without_date());
        assert_eq!(door.body, nothing.body);
        assert_eq!(visitor.get("/").text(), "first: 6 open");
    }
    clock.set(MIDNIGHT);
    for visitor in &mut visitors {
        assert_eq!(visitor.get("/doors/7/").text(), "door 7");
        assert_eq!(visitor.get("/").text(), "first: 7 open");
    }
}

#[test]
fn midnight_after_midnight_is_kept_without_a_request_in_between() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    let mut visitor = house.visitor();
    for day in 7..=10 {
        house.wait_until_prepared();
        clock.set(&format!("2026-12-{day:02}T00:00:00Z"));
        assert_eq!(visitor.get("/").text(), format!("first: {day} open"));
    }
}

#[test]
fn when_preparing_is_late_nothing_is_shown_too_early() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let (make, permit) = held_back(doors("first"), "2026-12-06T12:00:00Z");
    let house = House::open(&clock, make);
    clock.set(BEFORE);
    assert_eq!(house.get("/doors/7/").status, 404);
    clock.set(MIDNIGHT);
    // The old interval goes on, and each artefact's own time still holds.
    assert_eq!(house.get("/").text(), "first: 6 open");
    assert_eq!(house.get("/doors/7/").text(), "door 7");
    assert_eq!(house.get("/doors/8/").status, 404);
    drop(permit);
    wait_until("the new interval is there", || {
        house.get("/").text() == "first: 7 open"
    });
}

#[test]
fn a_clock_that_is_set_back_takes_nothing_back() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    house.wait_until_prepared();
    clock.set(MIDNIGHT);
    assert_eq!(house.get("/doors/7/").status, 200);
    clock.set("2026-12-01T00:00:00Z");
    for _ in 0..4 {
        assert_eq!(house.get("/doors/7/").status, 200);
        assert_eq!(house.get("/").text(), "first: 7 open");
        assert_eq!(house.get("/doors/8/").status, 404);
    }
}

#[test]
fn a_clock_that_jumps_far_ahead_is_followed() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    clock.set("2026-12-24T18:00:00Z");
    assert_eq!(house.get("/doors/24/").status, 200);
    wait_until("the interval of that day is there", || {
        house.get("/").text() == "first: 24 open"
    });
}

#[test]
fn a_new_edition_takes_the_old_ones_place_for_all_at_once() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let house = House::open(&clock, doors("first"));
    let mut visitors: Vec<_> = (0..4).map(|_| house.visitor()).collect();
    house.live.replace(doors("second")).unwrap();
    for visitor in &mut visitors {
        assert_eq!(visitor.get("/").text(), "second: 6 open");
    }
    // Its next interval is in place as well.
    clock.set(MIDNIGHT);
    assert_eq!(visitors[0].get("/").text(), "second: 7 open");
}

#[test]
fn an_edition_that_cannot_be_made_leaves_the_last_good_one_up() {
    let house = House::usual();
    let broken: Make = Arc::new(|_| panic!("a fault of ours"));
    assert!(
        house
            .live
            .replace(broken)
            .unwrap_err()
            .to_string()
            .contains("last good")
    );
    assert_eq!(house.get("/").text(), "first: 6 open");
}

#[test]
fn an_interval_that_cannot_be_made_holds_back_what_is_not_due() {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let make: Make = Arc::new(|instant| {
        assert!(instant < MIDNIGHT.parse().unwrap(), "a fault of ours");
        doors_at("first", instant)
    });
    let house = House::open(&clock, make);
    clock.set(MIDNIGHT);
    assert_eq!(house.get("/").text(), "first: 6 open");
    assert_eq!(house.get("/doors/8/").status, 404);
}
