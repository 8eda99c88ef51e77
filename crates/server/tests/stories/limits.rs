use crate::house::{HandClock, House, PATIENCE, doors};
use server::Limits;
use std::io::Read;
use std::time::{Duration, Instant};

const HEAD: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n";
const SHORT: Duration = Duration::from_millis(100);

fn house_with(limits: Limits) -> House {
    House::open_with(&HandClock::at("2026-12-06T12:00:00Z"), doors("first"), limits)
}

fn short_heads() -> Limits {
    Limits {
        head_time: SHORT,
        ..Limits::for_testing()
    }
}

#[test]
fn a_head_that_comes_too_slowly_is_cut_off() {
    let house = house_with(short_heads());
    let mut visitor = house.visitor();
    let started = Instant::now();
    for letter in HEAD.chars() {
        visitor.send(&letter.to_string());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(visitor.is_hung_up_on());
    assert!(started.elapsed() >= SHORT);
}

#[test]
fn a_second_head_has_no_more_time_than_the_first() {
    let house = house_with(Limits {
        head_time: Duration::from_millis(400),
        ..Limits::for_testing()
    });
    let mut visitor = house.visitor();
    assert_eq!(visitor.get("/").status, 200);
    visitor.send(HEAD);
    assert!(visitor.is_hung_up_on());
}

#[test]
fn a_visitor_who_says_nothing_is_let_go() {
    let house = house_with(short_heads());
    assert!(house.visitor().is_hung_up_on());
}

#[test]
fn an_idle_connection_is_closed_after_the_quiet_time_and_not_before() {
    let quiet_time = Duration::from_millis(300);
    let house = house_with(Limits {
        quiet_time,
        ..Limits::for_testing()
    });
    let mut visitor = house.visitor();
    let asked = Instant::now();
    assert_eq!(visitor.get("/").status, 200);
    assert!(visitor.is_hung_up_on());
    assert!(asked.elapsed() >= quiet_time, "{:?}", asked.elapsed());
}

#[test]
fn a_busy_connection_is_kept_for_longer_than_any_limit() {
    let limits = Limits {
        head_time: 4 * SHORT,
        quiet_time: 4 * SHORT,
        answer_time: 4 * SHORT,
        ..Limits::for_testing()
    };
    let house = house_with(limits);
    let mut visitor = house.visitor();
    let started = Instant::now();
    while started.elapsed() < 6 * SHORT {
        assert_eq!(visitor.get("/").status, 200);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_visitor_who_stops_reading_is_let_go() {
    let house = house_with(Limits {
        quiet_time: SHORT,
        ..Limits::for_testing()
    });
    let mut visitor = house.slow_visitor();
    visitor.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::thread::sleep(SHORT * 4);
    assert!(
        visitor
            .response(false)
            .is_none_or(|answer| answer.body.len() < 8_000_000)
    );
}

#[test]
fn an_answer_that_takes_too_long_in_all_is_cut_off_however_steadily_it_is_read() {
    let house = house_with(Limits {
        answer_time: SHORT * 2,
        ..Limits::for_testing()
    });
    let mut visitor = house.slow_visitor();
    visitor.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let (started, mut read_bytes, mut piece) = (Instant::now(), 0, vec![0; 100_000]);
    while let Ok(count @ 1..) = visitor.stream.read(&mut piece) {
        read_bytes += count;
        // Steadily, for four tenths of a second at least; most of the answer is still to come then.
        if read_bytes < 2_000_000 {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(started.elapsed() < PATIENCE);
    }
    assert!(read_bytes < 8_000_000, "{read_bytes}");
}

#[test]
fn a_body_is_refused_whatever_its_form() {
    let house = House::usual();
    for (lines, body) in [
        ("Content-Length: 5\r\n", "hello"),
        ("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
    ] {
        let mut visitor = house.visitor();
        visitor.send(&format!("{HEAD}{lines}\r\n{body}"));
        let answer = visitor.response(false).unwrap();
        assert_eq!(
            (answer.status, answer.header("connection")),
            (413, "close"),
            "{lines}"
        );
        assert!(visitor.is_hung_up_on());
    }
    assert_eq!(
        house.visitor().ask("POST", "/", "Content-Length: 0\r\n").status,
        405
    );
}

#[test]
fn a_body_that_is_announced_and_never_sent_is_not_waited_for() {
    let house = House::usual();
    let mut visitor = house.visitor();
    let answer = visitor.ask("POST", "/", "Content-Length: 1000000\r\nExpect: 100-continue\r\n");
    assert_eq!(answer.status, 413);
    assert!(visitor.is_hung_up_on());
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let house = House::usual();
    let answer = house
        .visitor()
        .ask("GET", "/", &format!("X-Long: {}\r\n", "x".repeat(9_000)));
    assert_eq!(answer.status, 431);
    let answer = house.visitor().ask("GET", "/", &"X-Many: x\r\n".repeat(200));
    assert_eq!(answer.status, 431);
    assert_eq!(
        house
            .visitor()
            .ask("GET", "/", &format!("X-Long: {}\r\n", "x".repeat(4_000)))
            .status,
        200
    );
}

#[test]
fn an_address_that_is_too_long_is_refused_or_not_found() {
    let house = House::usual();
    assert_eq!(house.get(&format!("/{}", "x".repeat(5_000))).status, 404);
    assert!([414, 431].contains(&house.get(&format!("/{}", "x".repeat(9_000))).status));
}

#[test]
fn what_is_no_http_is_refused() {
    let house = House::usual();
    for text in [
        "hello\r\n\r\n",
        "GET /\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        let mut visitor = house.visitor();
        visitor.send(text);
        assert!(
            visitor.response(false).is_none_or(|answer| answer.status == 400),
            "{text:?}"
        );
    }
}

#[test]
fn visitors_beyond_the_limit_wait_until_others_have_gone() {
    let house = house_with(Limits {
        connections: 4,
        quiet_time: SHORT,
        ..Limits::for_testing()
    });
    // Two cores with room for two each: of twelve visitors eight at least wait, and all are served in the end.
    let mut visitors: Vec<_> = (0..12).map(|_| house.visitor()).collect();
    for visitor in &mut visitors {
        visitor.send(&format!("{HEAD}\r\n"));
    }
    let started = Instant::now();
    for visitor in &mut visitors {
        assert_eq!(visitor.response(false).unwrap().status, 200);
    }
    // The third on a core is let in when the first has been quiet for too long.
    assert!(started.elapsed() >= SHORT / 2, "{:?}", started.elapsed());
}
