use crate::testing::get;
use http::{Method, StatusCode, header};

const FILM: &str = "/muletide/film.mp4";

#[test]
fn a_film_is_named_and_never_held() {
    let answer = get(FILM).answer();
    assert_eq!(
        (answer.status, answer.body().as_str()),
        (StatusCode::OK, "muletide:media/film.mp4:0..100")
    );
    assert_eq!(answer.header("accept-ranges"), "bytes");
    assert_eq!(answer.header("content-length"), "100");
    assert_eq!(answer.header("content-type"), "video/mp4");
}

#[test]
fn a_player_can_jump() {
    let answer = get(FILM).with(header::RANGE, "bytes=10-19").answer();
    assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(answer.body(), "muletide:media/film.mp4:10..20");
    assert_eq!(answer.header("content-range"), "bytes 10-19/100");
    assert_eq!(answer.header("content-length"), "10");
}

#[test]
fn a_jump_past_the_end_is_told_the_size() {
    let answer = get(FILM).with(header::RANGE, "bytes=100-").answer();
    assert_eq!(answer.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(answer.header("content-range"), "bytes */100");
}

#[test]
fn a_jump_into_a_film_that_has_changed_starts_it_anew() {
    let jump = |held: &str| {
        get(FILM)
            .with(header::RANGE, "bytes=10-")
            .with(header::IF_RANGE, held)
            .answer()
    };
    assert_eq!(jump("\"film\"").status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(jump("\"old\"").status, StatusCode::OK);
}

#[test]
fn a_film_that_is_known_is_not_sent_again() {
    let known = get(FILM)
        .with(header::IF_NONE_MATCH, "\"film\"")
        .with(header::RANGE, "bytes=1-2")
        .answer();
    assert_eq!(
        (known.status, known.body().as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    let head = get(FILM)
        .method(Method::HEAD)
        .with(header::RANGE, "bytes=1-2")
        .answer();
    assert_eq!(
        (head.status, head.header("content-length")),
        (StatusCode::OK, "100")
    );
}
