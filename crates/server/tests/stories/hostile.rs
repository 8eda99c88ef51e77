//! People who do not come to read. `docs/security.md` has a line for each of these, and a test holds it to that.

use crate::house::{HandClock, House, LONG_FILM_BYTES, PATIENCE, Visitor, doors};
use server::Limits;
use std::time::{Duration, Instant};

const HEAD: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n";
const SHORT: Duration = Duration::from_millis(100);
/// A second request, hidden in what comes after the first: it must never be answered.
const HIDDEN: &str = "GET /doors/3/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn house_with(limits: Limits) -> House {
    House::open_with(&HandClock::at("2026-12-06T12:00:00Z"), doors("first"), limits)
}

/// The statuses of everything that comes back until the server hangs up.
fn statuses(visitor: &mut Visitor) -> Vec<u16> {
    let mut statuses = Vec::new();
    while let Some(answer) = visitor.response(false) {
        assert!(answer.text() != "door 3", "a hidden request was answered");
        statuses.push(answer.status);
    }
    statuses
}

/// Sends it all and gives the statuses.
fn sent(house: &House, bytes: &[u8]) -> Vec<u16> {
    let mut visitor = house.visitor();
    visitor.send_bytes(bytes);
    statuses(&mut visitor)
}

#[test]
fn a_request_whose_length_can_be_read_in_two_ways_hides_no_other() {
    let house = House::usual();
    let length = HIDDEN.len();
    for (name, lines) in [
        (
            "a length and chunks",
            format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"),
        ),
        (
            "chunks and a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n".to_owned(),
        ),
        (
            "two lengths",
            format!("Content-Length: 0\r\nContent-Length: {length}\r\n"),
        ),
        ("a list of lengths", format!("Content-Length: 0, {length}\r\n")),
        ("a length with a sign", format!("Content-Length: +{length}\r\n")),
        ("a length below nothing", "Content-Length: -1\r\n".to_owned()),
        ("a length in hexadecimals", "Content-Length: 0x10\r\n".to_owned()),
        (
            "a length beyond all numbers",
            "Content-Length: 99999999999999999999999\r\n".to_owned(),
        ),
        (
            "a length with a space within",
            "Content-Length: 1 0\r\n".to_owned(),
        ),
        ("an empty length", "Content-Length: \r\n".to_owned()),
        (
            "a space before the colon",
            format!("Content-Length : {length}\r\n"),
        ),
        (
            "chunks in a folded line",
            "Transfer-Encoding:\r\n chunked\r\n".to_owned(),
        ),
        (
            "a folded line after another",
            "X-Line: a\r\n Transfer-Encoding: chunked\r\n".to_owned(),
        ),
        (
            "a coding that nobody knows",
            "Transfer-Encoding: xchunked\r\n".to_owned(),
        ),
        (
            "chunks that are not last",
            "Transfer-Encoding: chunked, gzip\r\n".to_owned(),
        ),
        (
            "chunks twice",
            "Transfer-Encoding: chunked, chunked\r\n".to_owned(),
        ),
        (
            "chunks in two lines",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n".to_owned(),
        ),
        ("chunks after a tab", "Transfer-Encoding:\tchunked\r\n".to_owned()),
        (
            "chunks after a vertical tab",
            "Transfer-Encoding: \u{b}chunked\r\n".to_owned(),
        ),
    ] {
        for body in [HIDDEN.to_owned(), format!("0\r\n\r\n{HIDDEN}")] {
            let statuses = sent(&house, format!("{HEAD}{lines}\r\n{body}").as_bytes());
            assert!(
                matches!(statuses.as_slice(), [400 | 413 | 431 | 501]),
                "{name}: {statuses:?}"
            );
        }
    }
}

#[test]
fn chunks_in_http_1_0_hide_no_request() {
    let house = House::usual();
    let head = "GET / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    let statuses = sent(&house, format!("{head}0\r\n\r\n{HIDDEN}").as_bytes());
    assert!(matches!(statuses.as_slice(), [400 | 413]), "{statuses:?}");
}

#[test]
fn extensions_and_trailers_of_chunks_are_not_read() {
    let house = House::usual();
    for body in [
        format!("5;{}=x\r\nhello\r\n0\r\n\r\n", "x".repeat(20_000)),
        format!("0\r\nX-Trailer: {}\r\n\r\n", "x".repeat(20_000)),
        "ffffffffffffffff1\r\n".to_owned(),
        "-1\r\n\r\n".to_owned(),
        "5\nhello\n0\n\n".to_owned(),
    ] {
        let statuses = sent(
            &house,
            format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n{body}").as_bytes(),
        );
        assert_eq!(statuses, [413]);
    }
}

/// RFC 9112, 2.2 lets a server take a bare line feed for a line's end. As no request has a body, nothing can hide behind it.
#[test]
fn a_bare_line_feed_ends_a_line_and_a_bare_return_ends_none() {
    let house = House::usual();
    let mut visitor = house.visitor();
    visitor.send("GET / HTTP/1.1\nHost: localhost\n\n");
    assert_eq!(visitor.response(false).unwrap().status, 200);
    for head in [
        "GET / HTTP/1.1\rHost: localhost\r\r",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Line: a\rTransfer-Encoding: chunked\r\n\r\n",
    ] {
        assert_eq!(sent(&house, head.as_bytes()), [400], "{head:?}");
    }
}

#[test]
fn a_name_in_the_target_that_is_not_the_one_in_the_header_is_refused() {
    let house = House::usual();
    for head in [
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        assert_eq!(sent(&house, head.as_bytes()), [400], "{head:?}");
    }
}

#[test]
fn what_no_head_may_hold_is_refused() {
    let house = House::usual();
    for (name, head) in [
        ("HTTP/0.9", &b"GET /\r\n\r\n"[..]),
        (
            "a version of the future",
            b"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n",
        ),
        (
            "NUL in a value",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Nul: a\0b\r\n\r\n",
        ),
        (
            "NUL in a name",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX\0Nul: a\r\n\r\n",
        ),
        (
            "NUL in the target",
            b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ),
        (
            "a space in the target",
            b"GET / / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ),
        (
            "no name of a header",
            b"GET / HTTP/1.1\r\nHost: localhost\r\n: a\r\n\r\n",
        ),
        ("no colon", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Line\r\n\r\n"),
        (
            "a space before the first header",
            b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
        ),
        ("no method", b" / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        (
            "a handshake of TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        ),
        ("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        (
            "a target in fragments",
            b"GET #x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ),
    ] {
        let statuses = sent(&house, head);
        assert!(matches!(statuses.as_slice(), [] | [400]), "{name}: {statuses:?}");
    }
}

#[test]
fn garbage_behind_a_request_ends_the_connection_after_its_answer() {
    let house = House::usual();
    for garbage in [
        "\0\0\0\0\r\n\r\n",
        "hello hello\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        let statuses = sent(&house, format!("{HEAD}\r\n{garbage}{HIDDEN}").as_bytes());
        assert_eq!(statuses, [200, 400], "{garbage:?}");
    }
}

#[test]
fn a_method_that_does_not_read_is_refused_without_an_echo() {
    let house = House::usual();
    for method in ["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "BREW"] {
        let answer = house.visitor().ask(method, "/", "X-Planted: planted\r\n");
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
        assert!(!answer.text().contains("planted"), "{method}");
    }
    let tunnels = [
        "CONNECT localhost HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:25 HTTP/1.1\r\nHost: localhost:25\r\n\r\n",
    ];
    for tunnel in tunnels {
        let mut visitor = house.visitor();
        visitor.send(&format!("{tunnel}EHLO x\r\n"));
        let status = visitor.response(false).unwrap().status;
        assert!([400, 405].contains(&status), "{tunnel:?}: {status}");
    }
}

#[test]
fn an_upgrade_is_not_taken_up() {
    let house = House::usual();
    for lines in [
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n",
    ] {
        assert_eq!(house.visitor().ask("GET", "/", lines).status, 200, "{lines}");
    }
}

#[test]
fn an_address_of_any_length_or_coding_leads_nowhere_and_costs_nothing() {
    let house = House::usual();
    for path in [
        format!("/{}", "x".repeat(2_000)),
        format!("/{}", "%2e%2e/".repeat(800)),
        "/../../etc/passwd".to_owned(),
        "/%2e%2e/%2e%2e/etc/passwd".to_owned(),
        "/%252e%252e/".to_owned(),
        "/%00".to_owned(),
        "/doors/3/%00".to_owned(),
        "/doors%2f3/".to_owned(),
        "/doors/3/%c0%ae%c0%ae/".to_owned(),
        "/%e0%80%af".to_owned(),
        "/%ff".to_owned(),
        "/%".to_owned(),
        "/%zz".to_owned(),
        "/%u0041".to_owned(),
        "/doors\\3\\".to_owned(),
        "//doors/3/".to_owned(),
        "/doors/3/;x=1".to_owned(),
    ] {
        assert_eq!(house.get(&path).status, 404, "{path:?}");
    }
    // 8 KiB are more than a head may have here, and 100 KiB more than it may have anywhere.
    for length in [8 * 1024, 100 * 1024] {
        let status = house.get(&format!("/{}", "x".repeat(length))).status;
        assert!([414, 431].contains(&status), "{length}: {status}");
    }
}

#[test]
fn a_thousand_headers_are_refused() {
    let house = House::usual();
    assert_eq!(
        house.visitor().ask("GET", "/", &"a:b\r\n".repeat(1_000)).status,
        431
    );
}

#[test]
fn many_ranges_make_no_answer_larger_than_the_film() {
    let house = House::usual();
    let many = (0..1_000).map(|_| "0-").collect::<Vec<_>>().join(",");
    let answer = house
        .visitor()
        .ask("GET", "/film.mp4", &format!("Range: bytes={many}\r\n"));
    assert_eq!((answer.status, answer.body.len()), (200, 200_000));
    for range in [
        "bytes=0-18446744073709551616",
        "bytes=-18446744073709551616",
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes=--1",
    ] {
        let answer = house
            .visitor()
            .ask("GET", "/film.mp4", &format!("Range: {range}\r\n"));
        assert!(
            [200, 206, 416].contains(&answer.status),
            "{range}: {}",
            answer.status
        );
        assert!(answer.body.len() <= 200_000, "{range}");
    }
}

#[test]
fn headers_that_ask_for_much_are_answered_with_little() {
    let house = House::usual();
    let tags = (0..600).map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(",");
    let codings = (0..600)
        .map(|n| format!("x{n};q=0.5"))
        .collect::<Vec<_>>()
        .join(",");
    for lines in [
        format!("If-None-Match: {tags}\r\n"),
        format!("Accept-Encoding: {codings}\r\n"),
    ] {
        let asked = Instant::now();
        assert_eq!(house.visitor().ask("GET", "/", &lines).status, 200);
        assert!(asked.elapsed() < Duration::from_secs(1));
    }
}

#[test]
fn a_body_that_trickles_in_is_not_waited_for() {
    let house = house_with(Limits {
        linger_time: SHORT,
        ..Limits::for_testing()
    });
    let mut visitor = house.visitor();
    visitor.send(&format!("{HEAD}Content-Length: 1000000\r\n\r\n"));
    let started = Instant::now();
    assert_eq!(visitor.response(false).unwrap().status, 413);
    let dripping = visitor.stream.try_clone().unwrap();
    let drip = std::thread::spawn(move || {
        use std::io::Write;
        let mut dripping = dripping;
        while dripping.write_all(b"x").is_ok() && started.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        started.elapsed()
    });
    assert!(drip.join().unwrap() < PATIENCE);
}

#[test]
fn a_visitor_who_has_gone_without_a_word_is_let_go() {
    let house = house_with(Limits {
        quiet_time: SHORT,
        head_time: SHORT,
        ..Limits::for_testing()
    });
    // Half a head, and then nothing, not even an end: what a phone that lost its network leaves behind.
    let mut visitor = house.visitor();
    visitor.send(HEAD);
    assert!(visitor.is_hung_up_on());
    // One side shut, the other left open.
    let mut half = house.visitor();
    half.send(HEAD);
    half.stream.shutdown(std::net::Shutdown::Write).unwrap();
    assert!(statuses(&mut half).is_empty());
}

#[test]
fn a_visitor_who_stops_watching_a_film_is_let_go() {
    let house = house_with(Limits {
        quiet_time: SHORT,
        ..Limits::for_testing()
    });
    let mut visitor = house.slow_visitor();
    visitor.send("GET /long.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::thread::sleep(SHORT * 4);
    let film = visitor.response(false).unwrap();
    assert!((film.body.len() as u64) < LONG_FILM_BYTES);
}

#[test]
fn many_who_stop_watching_hold_nobody_else_up() {
    let house = House::usual();
    let stuck: Vec<_> = (0..40)
        .map(|_| {
            let mut visitor = house.slow_visitor();
            visitor.send("GET /long.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            visitor
        })
        .collect();
    std::thread::sleep(SHORT);
    let asked = Instant::now();
    assert_eq!(house.get("/").status, 200);
    assert_eq!(house.get("/film.mp4").body.len(), 200_000);
    assert!(asked.elapsed() < PATIENCE / 2, "{:?}", asked.elapsed());
    drop(stuck);
}
