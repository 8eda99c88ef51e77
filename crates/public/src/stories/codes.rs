use crate::testing::{SEVENTH, get, page, ready, small_site};
use http::StatusCode;
use std::sync::Arc;

#[test]
fn a_code_leads_to_its_page_however_it_is_typed() {
    for path in ["/q/BAR1", "/q/bar1", "/q/Bar1/", "/q/bar1.", "/q/%62ar1"] {
        let answer = get(path).answer();
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::FOUND, "/muletide/#signs"),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[test]
fn an_unknown_code_and_one_whose_page_is_not_due_lead_to_the_campaign() {
    let unknown = get("/q/NONE").answer();
    assert_eq!(
        (unknown.status, unknown.header("location")),
        (StatusCode::FOUND, "/muletide/")
    );
    let early = get("/q/PUB7").answer();
    assert_eq!((early.status, &early.headers), (unknown.status, &unknown.headers));
    assert_eq!(
        get("/q/PUB7").at(SEVENTH).answer().header("location"),
        "/muletide/doors/7/"
    );
    assert_eq!(get("/q/").answer().header("location"), "/muletide/");
}

#[test]
fn with_several_campaigns_an_unknown_code_leads_to_the_series() {
    let mut artefacts = small_site();
    artefacts.insert("/signs/".into(), Arc::new(page("signs")));
    assert_eq!(get("/q/NONE").of(&ready(artefacts)).header("location"), "/");
}

#[test]
fn a_campaign_under_embargo_does_not_show_in_where_a_code_leads() {
    let mut artefacts = small_site();
    let mut secret = page("secret");
    secret.not_before = Some("2027-01-01T00:00:00Z".parse().unwrap());
    artefacts.insert("/secret/".into(), Arc::new(secret));
    assert_eq!(
        get("/q/NONE").of(&ready(artefacts)).header("location"),
        "/muletide/"
    );
}
