use crate::testing::{SEVENTH, get};
use http::{Method, StatusCode};

const HOME: &str = "/oembed?format=json&url=https%3A%2F%2Fexample.org%2Fmuletide%2F";

#[test]
fn a_page_that_may_be_shown_has_a_description() {
    let answer = get(HOME).answer();
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(answer.header("content-length"), answer.body().len().to_string());
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert!(!answer.headers.contains_key("etag"));
    assert!(answer.body().contains("\"width\":600"), "{}", answer.body());
    for spelling in [
        "https%3A%2F%2Fexample.org%2Fmuletide",
        "http%3A%2F%2Fexample.org%2Fmuletide%2F%3Futm%3D1",
        "https://example.org/muletide/%23signs",
    ] {
        let path = format!("/oembed?url={spelling}");
        assert_eq!(get(&path).answer().status, StatusCode::OK, "{spelling}");
    }
    let head = get(HOME).method(Method::HEAD).answer();
    assert_eq!((head.status, head.body().as_str()), (StatusCode::OK, ""));
    assert_eq!(head.headers, answer.headers);
}

#[test]
fn the_block_is_no_larger_than_the_room_that_there_is() {
    let body = get(&format!("{HOME}&maxwidth=320&maxheight=200")).answer().body();
    assert_eq!(
        body,
        r#"{"html":"<iframe width=\"320\" height=\"200\">","width":320,"height":200}"#
    );
    let body = get(&format!("{HOME}&maxwidth=4000&maxheight=x")).answer().body();
    assert_eq!(
        body,
        r#"{"html":"<iframe width=\"600\" height=\"400\">","width":600,"height":400}"#
    );
}

#[test]
fn other_formats_and_no_address_are_refused_as_the_specification_says() {
    let xml = get("/oembed?format=xml&url=https%3A%2F%2Fexample.org%2Fmuletide%2F").answer();
    assert_eq!(xml.status, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(get("/oembed").answer().status, StatusCode::BAD_REQUEST);
}

#[test]
fn what_is_not_ours_or_not_due_answers_as_nothing_at_all() {
    let nothing = get("/nothing/").answer();
    for address in [
        "https%3A%2F%2Fexample.org%2Fmuletide%2Fdoors%2F7%2F",
        "https%3A%2F%2Fexample.org%2Fmuletide%2Fdoors%2F99%2F",
        "https%3A%2F%2Felsewhere.example%2Fmuletide%2F",
        "%2Fmuletide%2F",
        "https%3A%2F%2Fexample.org%2F",
    ] {
        let answer = get(&format!("/oembed?url={address}")).answer();
        assert_eq!(
            (answer.status, &answer.headers),
            (StatusCode::NOT_FOUND, &nothing.headers),
            "{address}"
        );
        assert_eq!(
            (answer.body(), answer.route),
            (nothing.body(), nothing.route),
            "{address}"
        );
    }
    let door = get("/oembed?url=https%3A%2F%2Fexample.org%2Fmuletide%2Fdoors%2F7%2F").at(SEVENTH);
    assert_eq!(door.answer().status, StatusCode::OK);
}

#[test]
fn a_question_mark_changes_no_other_address() {
    assert_eq!(
        get("/muletide/?url=x").answer().body(),
        get("/muletide/").answer().body()
    );
}
