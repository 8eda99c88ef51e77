use crate::testing::{SEVENTH, get};
use http::{StatusCode, header};

#[test]
fn the_first_request_at_the_second_sees_the_door_and_none_before() {
    let before = get("/muletide/doors/7/")
        .at("2026-12-06T23:59:59.999999999Z")
        .answer();
    assert_eq!(before.status, StatusCode::NOT_FOUND);
    let after = get("/muletide/doors/7/").at(SEVENTH).answer();
    assert_eq!((after.status, after.body().as_str()), (StatusCode::OK, "door7"));
}

#[test]
fn a_door_that_is_not_due_answers_as_an_address_where_nothing_ever_was() {
    for accepts in ["br", "gzip", ""] {
        for path in [
            "/muletide/doors/7/",
            "/muletide/doors/7",
            "/muletide/doors/%37/",
            "/muletide/early",
        ] {
            let ask = |path: &str| {
                get(path)
                    .with(header::ACCEPT_ENCODING, accepts)
                    .with(header::IF_NONE_MATCH, "*")
            };
            let (door, nothing) = (ask(path).answer(), ask("/muletide/doors/99/").answer());
            assert_eq!(
                (door.status, &door.headers),
                (nothing.status, &nothing.headers),
                "{path}"
            );
            assert_eq!(door.body(), nothing.body(), "{path}");
            assert_eq!(door.route, nothing.route, "{path}");
        }
    }
}

#[test]
fn no_cache_lifetime_crosses_the_end() {
    let lifetime = |instant: &str| {
        get("/muletide/leaving.woff2")
            .at(instant)
            .answer()
            .header("cache-control")
            .to_string()
    };
    assert_eq!(lifetime("2026-12-07T23:00:00Z"), "public, max-age=3599");
    assert_eq!(lifetime("2026-12-07T23:59:59.9Z"), "public, max-age=0");
    let gone = get("/muletide/leaving.woff2").at("2026-12-08T00:00:00Z").answer();
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(
        get("/muletide/font.woff2").answer().header("cache-control"),
        "public, max-age=31536000, immutable"
    );
}

#[test]
fn nothing_that_is_not_immutable_is_kept_without_asking() {
    for path in [
        "/",
        "/muletide/",
        "/muletide/film.mp4",
        "/muletide/none/",
        "/muletide",
    ] {
        assert_eq!(
            get(path).answer().header("cache-control"),
            "private, no-cache",
            "{path}"
        );
    }
}
