//! What the operator is told.

use crate::house::{HandClock, House, doors, doors_at, held_back, wait_until};
use server::{Edition, Live, Make, Reason};
use std::sync::Arc;

const NOON: &str = "2026-12-06T12:00:00Z";

fn house() -> House {
    House::with_operator(&HandClock::at(NOON), doors("first"))
}

/// The value of a line of `/metrics`.
fn metric(house: &House, line: &str) -> f64 {
    let text = house.operator("/metrics").text().to_owned();
    let value = text
        .lines()
        .find_map(|found| found.strip_prefix(line)?.strip_prefix(' '))
        .unwrap_or_else(|| panic!("no {line} in\n{text}"));
    value.parse().unwrap()
}

#[test]
fn answers_are_counted_by_kind_and_class_over_all_cores() {
    let house = house();
    for _ in 0..20 {
        house.get("/");
    }
    house.get("/nowhere");
    house.get("/q/x");
    house.get("/film.mp4");
    house.get("/gone.mp4");
    house.visitor().ask("POST", "/", "");
    for (labels, count) in [
        ("route=\"artefact\",status=\"2xx\"", 20.0),
        ("route=\"not_found\",status=\"4xx\"", 1.0),
        ("route=\"code\",status=\"3xx\"", 1.0),
        ("route=\"film\",status=\"2xx\"", 1.0),
        ("route=\"maintenance\",status=\"5xx\"", 1.0),
        ("route=\"refused\",status=\"4xx\"", 1.0),
        ("route=\"artefact\",status=\"5xx\"", 0.0),
    ] {
        assert_eq!(
            metric(&house, &format!("hueandcry_answers_total{{{labels}}}")),
            count,
            "{labels}"
        );
    }
    let seconds = "hueandcry_answer_seconds";
    assert_eq!(
        metric(&house, &format!("{seconds}_count{{route=\"artefact\"}}")),
        20.0
    );
    assert_eq!(
        metric(
            &house,
            &format!("{seconds}_bucket{{route=\"artefact\",le=\"+Inf\"}}")
        ),
        20.0
    );
    assert!(metric(&house, &format!("{seconds}_sum{{route=\"film\"}}")) > 0.0);
    // The film's 200,000 bytes, and some heads.
    assert!(metric(&house, "hueandcry_sent_bytes_total") > 200_000.0);
}

#[test]
fn connections_are_counted_while_they_are_open_and_after() {
    let house = house();
    let mut one = house.visitor();
    one.get("/");
    let mut two = house.visitor();
    two.get("/");
    assert_eq!(metric(&house, "hueandcry_connections_open"), 2.0);
    drop((one, two));
    wait_until("both are gone", || {
        metric(&house, "hueandcry_connections_open") == 0.0
    });
    let mut broken = house.visitor();
    broken.send("hello\r\n\r\n");
    broken.response(false);
    assert_eq!(metric(&house, "hueandcry_connections_total"), 3.0);
    wait_until("the one that spoke no HTTP is counted", || {
        metric(&house, "hueandcry_connections_refused_total{why=\"malformed\"}") == 1.0
    });
}

#[test]
fn the_numbers_hold_no_path_and_no_visitor() {
    let house = house();
    house.visitor().ask(
        "GET",
        "/planted-path?planted-query",
        "User-Agent: planted-agent\r\n",
    );
    let text = house.operator("/metrics").text().to_owned();
    assert!(!text.contains("planted") && !text.contains("127.0.0.1"), "{text}");
}

#[test]
fn the_process_and_the_intervals_are_there() {
    let house = house();
    house.live.publishes(vec![Edition {
        campaign: "muletide".into(),
        hash: "0123abcd".into(),
    }]);
    assert!(metric(&house, "process_resident_memory_bytes") > 1_000_000.0);
    assert!(metric(&house, "process_open_fds") > 5.0);
    assert!(metric(&house, "process_start_time_seconds") == 1_796_558_400.0);
    wait_until("the next interval is counted", || {
        metric(&house, "hueandcry_interval_seconds_count") >= 1.0
    });
    let edition = "hueandcry_edition_info{campaign=\"muletide\",edition=\"0123abcd\"}";
    assert_eq!(metric(&house, edition), 1.0);
    house.live.reloaded(false);
    assert_eq!(metric(&house, "hueandcry_reload_success"), 0.0);
    house.live.reloaded(true);
    assert_eq!(metric(&house, "hueandcry_reload_success"), 1.0);
}

/// Each line as Prometheus reads it: a comment, or a name, labels, and a number.
#[test]
fn every_line_is_one_that_prometheus_reads() {
    let house = house();
    let answer = house.operator("/metrics");
    assert!(
        answer
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    let mut described = "";
    for line in answer.text().lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            described = rest.split(' ').next().unwrap();
        } else if !line.starts_with("# HELP ") {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            assert!(name.starts_with(described), "{line} after {described}");
        }
    }
}

#[test]
fn visitors_are_not_shown_the_numbers() {
    let house = house();
    assert_eq!(house.get("/metrics").status, 404);
    assert_eq!(house.operator("/").status, 404);
    assert_eq!(house.operator("/doors/3/").status, 404);
    assert_eq!(house.operator("/healthz").text(), "ok\n");
}

/// What `/readyz` says at both doors.
fn readiness(house: &House) -> (u16, String) {
    let (visitor, operator) = (house.get("/readyz"), house.operator("/readyz"));
    assert_eq!(
        (visitor.status, visitor.text()),
        (operator.status, operator.text())
    );
    assert_eq!(visitor.header("content-type"), "application/json");
    (visitor.status, visitor.text().to_owned())
}

#[test]
fn a_server_is_ready_until_no_campaign_is_up_or_its_disk_is_broken() {
    let house = house();
    assert_eq!(
        readiness(&house),
        (200, "{\"ready\":true,\"reasons\":[]}\n".to_owned())
    );
    house.live.publishes(Vec::new());
    house.live.can_write(false);
    let (status, text) = readiness(&house);
    assert_eq!(status, 503);
    assert!(
        text.contains("\"no_campaign\"") && text.contains("\"disk\""),
        "{text}"
    );
    house.live.can_write(true);
    assert_eq!(house.live.reasons(), [Reason::NoCampaign]);
    // It serves all the same.
    assert_eq!(house.get("/").status, 200);
}

#[test]
fn an_interval_that_was_not_ready_in_time_is_told_until_it_is() {
    let clock = HandClock::at(NOON);
    let (make, permit) = held_back(doors("first"), NOON);
    let house = House::with_operator(&clock, make);
    assert_eq!(readiness(&house).0, 200);
    clock.set("2026-12-07T00:00:00Z");
    assert!(readiness(&house).1.contains("\"interval_late\""));
    drop(permit);
    // One door alone: between two questions it may have become ready.
    wait_until("it is ready again", || house.get("/readyz").status == 200);
}

#[test]
fn an_interval_that_cannot_be_made_is_counted() {
    let make: Make = Arc::new(|instant| {
        assert!(
            instant < "2026-12-07T00:00:00Z".parse().unwrap(),
            "a fault of ours"
        );
        doors_at("first", instant)
    });
    let house = House::with_operator(&HandClock::at(NOON), make);
    wait_until("the failure is counted", || {
        metric(&house, "hueandcry_interval_failures_total") >= 1.0
    });
}

#[test]
fn the_operators_port_in_use_is_named_by_its_own_flag() {
    let house = house();
    let settings = server::Settings {
        admin_listen: house.admin,
        ..crate::house::for_testing()
    };
    let error = server::Server::bind(&settings).unwrap_err().to_string();
    assert!(
        error.contains("--admin-listen") && error.contains("in use"),
        "{error}"
    );
}

#[test]
fn the_operators_listener_ends_with_the_server() {
    let mut house = house();
    let admin = house.admin.unwrap();
    assert_eq!(house.operator("/healthz").status, 200);
    house.stop.gracefully();
    house.ended();
    assert!(std::net::TcpStream::connect(admin).is_err());
}

/// For `time.rs`.
pub(crate) fn clock_jumps(house: &House) -> f64 {
    metric(house, "hueandcry_clock_jumps_total")
}

#[test]
fn what_is_kept_of_time_outlives_a_restart() {
    let newest = "2026-12-07T08:00:00Z".parse().unwrap();
    let clock = HandClock::at(NOON);
    let live = Live::resumed(doors("first"), clock.reading(), Some(newest)).unwrap();
    assert_eq!(live.newest(), newest);
    assert_eq!(live.reasons(), [Reason::ClockBehind]);
}
