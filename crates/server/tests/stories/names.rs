//! By which names the site is found.

use crate::house::{HandClock, House, doors, for_testing};
use public::Hosts;
use server::{Live, Settings};

fn house(hosts: Hosts) -> House {
    let clock = HandClock::at("2026-12-06T12:00:00Z");
    let live = Live::new(doors("first"), clock.reading()).unwrap();
    House::open_as(
        live,
        &Settings {
            hosts,
            ..for_testing()
        },
    )
}

/// The status of a request whose head is these lines.
fn status(house: &House, head: &str) -> u16 {
    let mut visitor = house.visitor();
    visitor.send(&format!("{head}\r\n\r\n"));
    visitor.response(false).expect("an answer").status
}

#[test]
fn only_a_name_that_was_configured_is_answered() {
    let house = house(Hosts::named("campaigns.example.org"));
    for (host, expected) in [
        ("campaigns.example.org", 200),
        ("CAMPAIGNS.example.org:443", 200),
        ("localhost", 421),
        ("evil.example", 421),
        ("campaigns.example.org.evil.example", 421),
        ("a b", 400),
    ] {
        assert_eq!(
            status(&house, &format!("GET / HTTP/1.1\r\nHost: {host}")),
            expected,
            "{host}"
        );
    }
}

#[test]
fn whoever_comes_by_another_name_is_told_what_to_set() {
    let house = house(Hosts::named("campaigns.example.org"));
    let mut visitor = house.visitor();
    visitor.send("GET /doors/3/ HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    let answer = visitor.response(false).unwrap();
    assert!(answer.text().contains("public_url"), "{}", answer.text());
    assert!(!answer.text().contains("evil") && !answer.text().contains("doors"));
    // The connection is good for a request that is ours.
    visitor.send("GET / HTTP/1.1\r\nHost: campaigns.example.org\r\n\r\n");
    assert_eq!(visitor.response(false).unwrap().status, 200);
}

#[test]
fn a_request_names_its_site_exactly_once() {
    let house = house(Hosts::named("campaigns.example.org"));
    let ours = "Host: campaigns.example.org";
    for head in [
        "GET / HTTP/1.1".to_owned(),
        format!("GET / HTTP/1.1\r\n{ours}\r\n{ours}"),
        format!("GET / HTTP/1.1\r\n{ours}\r\nHost: evil.example"),
        "GET / HTTP/1.1\r\nHost:".to_owned(),
        format!("GET http://evil.example/ HTTP/1.1\r\n{ours}"),
        "GET http://campaigns.example.org/ HTTP/1.1\r\nHost: evil.example".to_owned(),
    ] {
        assert_eq!(status(&house, &head), 400, "{head}");
    }
    assert_eq!(
        status(
            &house,
            &format!("GET http://campaigns.example.org/ HTTP/1.1\r\n{ours}")
        ),
        200
    );
}

#[test]
fn probes_are_answered_under_any_name() {
    let house = house(Hosts::named("campaigns.example.org"));
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            status(&house, &format!("GET {path} HTTP/1.1\r\nHost: 10.0.0.7:8080")),
            200
        );
        assert_eq!(status(&house, &format!("GET {path} HTTP/1.0")), 200);
    }
    assert_eq!(status(&house, "GET / HTTP/1.0"), 421);
}

#[test]
fn what_a_proxy_says_of_a_visitor_changes_no_answer() {
    let house = house(Hosts::named("campaigns.example.org"));
    let ours = "GET / HTTP/1.1\r\nHost: campaigns.example.org\r\n";
    let mut visitor = house.visitor();
    visitor.send(&format!("{ours}\r\n"));
    let plain = visitor.response(false).unwrap();
    visitor.send(&format!(
        "{ours}X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: ftp\r\nX-Forwarded-For: 203.0.113.77\r\n\
         X-Forwarded-Prefix: /x\r\nForwarded: host=evil.example;proto=ftp\r\nX-Original-URL: /doors/7/\r\n\
         X-Rewrite-URL: /doors/7/\r\n\r\n"
    ));
    let forwarded = visitor.response(false).unwrap();
    assert_eq!(plain.head_without_date(), forwarded.head_without_date());
    assert_eq!(plain.body, forwarded.body);
}
