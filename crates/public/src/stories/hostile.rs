use crate::testing::{get, ready, small_site};
use http::{HeaderName, Method, StatusCode};
use proptest::prelude::*;

#[test]
fn paths_that_try_to_get_out_find_nothing() {
    let nothing = get("/nothing/").answer();
    for path in [
        "/../etc/passwd",
        "/muletide/../../etc/passwd",
        "/muletide/%2e%2e/%2e%2e/etc/passwd",
        "//muletide/",
        "/muletide//",
        "/muletide/%00",
        "/muletide/%0d%0aset-cookie:%20a=b",
        "/muletide\\",
        "/muletide/./",
        "/%",
        "/%ff%fe",
        "*",
        "",
        "muletide/",
        "http://elsewhere.example/",
    ] {
        let answer = get(path).answer();
        assert_eq!(
            (answer.status, &answer.headers),
            (StatusCode::NOT_FOUND, &nothing.headers),
            "{path:?}"
        );
        assert_eq!(answer.body(), nothing.body(), "{path:?}");
    }
    assert_eq!(
        get(&format!("/{}", "a/".repeat(40_000))).answer().status,
        StatusCode::NOT_FOUND
    );
}

proptest! {
    #[test]
    fn no_request_makes_it_panic_or_send_somebody_away(
        path in prop_oneof![
            "\\PC{0,60}",
            "/(muletide|q|healthz)?(/|%[0-9a-fA-F]{0,2}|\\.\\.|\\\\|doors|7|#|\\?|[A-Z0-9]{1,5}){0,12}",
        ],
        method in prop_oneof![Just(Method::GET), Just(Method::HEAD), Just(Method::POST)],
        name in prop_oneof![
            Just("accept-encoding"), Just("if-none-match"), Just("if-range"), Just("range"), Just("host"),
        ],
        value in prop_oneof!["[ -~]{0,40}", "(bytes=|W/|\"|br|gzip|;q=|,|\\*|[0-9]|-|\\.| ){0,12}"],
    ) {
        let site = ready(small_site());
        for path in [path.as_str(), "/muletide/film.mp4", "/muletide/"] {
            let answer = get(path).method(method.clone()).with(HeaderName::from_static(name), &value).of(&site);
            prop_assert!(answer.status.as_u16() < 500);
            if let Some(location) = answer.headers.get("location") {
                let location = location.to_str().unwrap();
                prop_assert!(location.starts_with('/') && !location.starts_with("//"), "{location}");
            }
            if method == Method::HEAD {
                prop_assert_eq!(answer.body(), "");
            }
        }
    }
}
