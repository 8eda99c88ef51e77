use crate::house::{HandClock, House, PATIENCE, doors, wait_until};
use server::{Ended, Limits};
use std::io::Read;
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn stopping_finishes_the_request_in_flight_and_takes_no_new_one() {
    let mut house = House::usual();
    let mut visitor = house.visitor();
    let mut late = house.visitor();
    visitor.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    late.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::thread::sleep(Duration::from_millis(30));
    house.stop.gracefully();
    wait_until("nobody is let in any more", || {
        TcpStream::connect(house.address).is_err()
    });
    visitor.send("\r\n");
    assert_eq!(visitor.response(false).unwrap().text(), "first: 6 open");
    assert!(visitor.is_hung_up_on());
    assert_eq!(late.response(false).unwrap().body.len(), 8_000_000);
    assert_eq!(house.ended(), Ended { cut_off: 0 });
}

#[test]
fn idle_and_silent_connections_do_not_hold_the_end_up() {
    let mut house = House::usual();
    let mut idle = house.visitor();
    assert_eq!(idle.get("/").status, 200);
    let silent = house.visitor();
    std::thread::sleep(Duration::from_millis(20));
    let started = Instant::now();
    house.stop.gracefully();
    assert_eq!(house.ended(), Ended { cut_off: 0 });
    // Long before the grace of ten seconds is over.
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    drop((idle, silent));
}

#[test]
fn the_end_is_not_put_off_for_ever() {
    let grace = Duration::from_millis(100);
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let mut house = House::open_with(
        &clock,
        doors("first"),
        Limits {
            grace,
            ..Limits::for_testing()
        },
    );
    // Takes a little of a large answer and no more: within its quiet time for long.
    let mut stuck = house.slow_visitor();
    stuck.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stuck.stream.read_exact(&mut [0; 1000]).unwrap();
    let started = Instant::now();
    house.stop.gracefully();
    assert_eq!(house.ended(), Ended { cut_off: 1 });
    assert!(started.elapsed() >= grace);
}

#[test]
fn a_second_request_to_stop_waits_for_nobody() {
    let mut house = House::usual();
    let mut stuck = house.slow_visitor();
    stuck.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stuck.stream.read_exact(&mut [0; 1000]).unwrap();
    house.stop.gracefully();
    house.stop.at_once();
    // With ten seconds of grace, the test's patience would end first.
    assert_eq!(house.ended(), Ended { cut_off: 1 });
}

#[test]
fn a_signal_stops_it_gracefully() {
    let mut house = House::usual();
    house.stop.on_signals().unwrap();
    assert_eq!(house.get("/").status, 200);
    let this_process = std::process::id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &this_process])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(house.ended(), Ended { cut_off: 0 });
}
