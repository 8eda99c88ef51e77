//! A campaign under a host name of its own.

use crate::testing::{SEVENTH, at, get, page, small_site};
use crate::{Answer, READINESS, Ready, Turned, turn_away};
use http::StatusCode;
use site::{Artefact, Interval};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two campaigns, of which `muletide` has a name of its own and `signs` none; `later` is not public yet.
fn two_campaigns() -> Ready {
    let mut artefacts = small_site();
    artefacts.insert("/signs/".into(), Arc::new(page("signs")));
    let later = Artefact {
        not_before: Some(at(SEVENTH)),
        ..page("later")
    };
    artefacts.insert("/later/".into(), Arc::new(later));
    let own = [("/", page("home")), ("/robots.txt", page("own robots"))]
        .map(|(address, artefact)| (address.into(), Arc::new(artefact)));
    let bases = [
        ("muletide", "https://merry.example.org"),
        ("signs", "https://campaigns.example.org"),
        ("later", "https://campaigns.example.org"),
    ];
    Ready::new(&Interval {
        from: at("2026-12-01T00:00:00Z"),
        until: Some(at(SEVENTH)),
        artefacts,
        shared: BTreeMap::new(),
        not_found: Arc::new(page("nothing here")),
        maintenance: Arc::new(page("being mended")),
        being_made: Arc::new(page("being made")),
        own: BTreeMap::from([("muletide".into(), own.into())]),
        bases: bases
            .map(|(campaign, base)| (campaign.into(), base.into()))
            .into(),
    })
}

fn by_own_name(path: &str) -> Answer {
    get(path).by_the_door_of("muletide").of(&two_campaigns())
}

#[test]
fn under_its_own_name_a_campaign_is_at_home_at_the_first_address() {
    let site = two_campaigns();
    assert_eq!(by_own_name("/").body(), "home");
    assert_eq!(get("/").of(&site).body(), "series");
    assert_eq!(by_own_name("/robots.txt").body(), "own robots");
    assert_eq!(by_own_name("/muletide/").body(), "home");
    assert_eq!(by_own_name("/muletide").header("location"), "/muletide/");
    assert_eq!(by_own_name("/healthz").status, StatusCode::OK);
    assert_eq!(by_own_name("/q/BAR1").header("location"), "/muletide/#signs");
}

#[test]
fn another_campaign_is_sent_to_where_it_is_found() {
    let answer = by_own_name("/signs/");
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::FOUND, "https://campaigns.example.org/signs/")
    );
    assert_eq!(
        by_own_name("/%73igns/").header("location"),
        answer.header("location")
    );
}

#[test]
fn another_campaign_that_is_not_due_answers_as_nothing_does() {
    let (later, nothing) = (by_own_name("/later/"), by_own_name("/laters/"));
    assert_eq!(later.status, StatusCode::NOT_FOUND);
    assert_eq!(
        (later.headers.clone(), later.body()),
        (nothing.headers.clone(), nothing.body())
    );
}

#[test]
fn the_name_of_a_campaign_that_is_not_public_answers_nothing() {
    let site = two_campaigns();
    for path in ["/", "/later/", "/signs/", "/muletide/"] {
        let answer = get(path).by_the_door_of("later").of(&site);
        assert_eq!(
            (answer.status, answer.body().as_str()),
            (StatusCode::NOT_FOUND, "nothing here"),
            "{path}"
        );
    }
}

#[test]
fn whoever_is_turned_away_is_told_what_to_set_and_nothing_of_what_they_sent() {
    let answer = turn_away("/muletide/", Turned::AnotherName).unwrap();
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(answer.body().contains("public_url") && answer.body().contains("[hosts]"));
    assert!(!answer.body().contains("muletide"));
    assert_eq!(
        turn_away("/", Turned::Unclear).unwrap().status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn probes_are_answered_under_any_name_but_not_without_one_that_is_clear() {
    for path in ["/healthz", READINESS] {
        assert!(turn_away(path, Turned::AnotherName).is_none());
        assert!(turn_away(path, Turned::Unclear).is_some());
    }
}
