use crate::testing::{get, ready, small_site};
use crate::{being_mended, readiness, refuse_body};
use http::{Method, StatusCode, header};

#[test]
fn a_page_comes_in_the_encoding_that_the_browser_takes() {
    let brotli = get("/muletide/")
        .with(header::ACCEPT_ENCODING, "gzip, br")
        .answer();
    assert_eq!(
        (brotli.body().as_str(), brotli.header("content-encoding")),
        ("home-br", "br")
    );
    let gzip = get("/muletide/").with(header::ACCEPT_ENCODING, "gzip").answer();
    assert_eq!(
        (gzip.body().as_str(), gzip.header("content-encoding")),
        ("home-gz", "gzip")
    );
    let plain = get("/muletide/").answer();
    assert_eq!(
        (plain.body().as_str(), plain.header("content-encoding")),
        ("home", "")
    );
    for answer in [&brotli, &gzip, &plain] {
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-length"), answer.body().len().to_string());
        assert_eq!(answer.header("etag"), format!("\"{}\"", answer.body()));
    }
}

#[test]
fn a_browser_that_refuses_everything_is_told_so() {
    let refused = get("/muletide/").with(header::ACCEPT_ENCODING, "*;q=0").answer();
    assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE);
    let missing = get("/x/").with(header::ACCEPT_ENCODING, "*;q=0").answer();
    assert_eq!(
        (missing.status, missing.body().as_str()),
        (StatusCode::NOT_FOUND, "nothing here")
    );
}

#[test]
fn a_browser_that_has_the_page_gets_no_page() {
    let known = get("/muletide/")
        .with(header::IF_NONE_MATCH, "\"other\", W/\"home\"")
        .answer();
    assert_eq!(
        (known.status, known.body().as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert_eq!(known.header("etag"), "\"home\"");
    assert_eq!(known.header("cache-control"), "private, no-cache");
    assert_eq!(known.header("vary"), "accept-encoding");
    assert!(known.headers.get("content-type").is_none() && known.headers.get("content-length").is_none());
    // The tag belongs to one encoding.
    let other = get("/muletide/")
        .with(header::IF_NONE_MATCH, "\"home\"")
        .with(header::ACCEPT_ENCODING, "br")
        .answer();
    assert_eq!(other.status, StatusCode::OK);
    // What is not there is never unchanged.
    assert_eq!(
        get("/x/").with(header::IF_NONE_MATCH, "*").answer().status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    for path in [
        "/muletide/",
        "/nothing/",
        "/healthz",
        "/muletide/film.mp4",
        "/muletide",
    ] {
        let got = get(path).answer();
        let head = get(path).method(Method::HEAD).answer();
        assert_eq!((head.status, &head.headers), (got.status, &got.headers), "{path}");
        assert_eq!(head.body(), "", "{path}");
    }
}

#[test]
fn every_answer_carries_the_headers_that_keep_visitors_safe() {
    let mut answers: Vec<_> = [
        "/",
        "/muletide/",
        "/muletide",
        "/x/",
        "/healthz",
        "/q/BAR1",
        "/muletide/film.mp4",
        "/muletide/tag.svg",
        "/muletide/embed/",
        "/muletide/older/",
        "/oembed?url=x",
        "/oembed?format=xml&url=x",
        "/oembed?url=https%3A%2F%2Fexample.org%2Fmuletide%2F",
    ]
    .map(|path| get(path).answer())
    .into();
    answers.push(get("/").method(Method::POST).answer());
    answers.push(get("/").with(header::IF_NONE_MATCH, "*").answer());
    answers.push(
        get("/muletide/film.mp4")
            .with(header::RANGE, "bytes=900-")
            .answer(),
    );
    answers.push(refuse_body());
    answers.push(being_mended(&ready(small_site()), &get("/").ask()));
    for answer in answers {
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{answer:?}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{answer:?}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{answer:?}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{answer:?}"
        );
        assert!(
            !answer.header("cross-origin-resource-policy").is_empty(),
            "{answer:?}"
        );
        assert!(
            answer.header("permissions-policy").contains("geolocation=()"),
            "{answer:?}"
        );
        assert!(!answer.header("cache-control").is_empty(), "{answer:?}");
        for unwanted in ["set-cookie", "server", "last-modified", "x-powered-by"] {
            assert!(!answer.headers.contains_key(unwanted), "{unwanted} in {answer:?}");
        }
    }
}

#[test]
fn a_drawing_cannot_do_anything_and_may_be_shown_elsewhere() {
    let drawing = get("/muletide/tag.svg").answer();
    assert_eq!(
        drawing.header("content-security-policy"),
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    );
    assert_eq!(drawing.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(
        get("/muletide/").answer().header("cross-origin-resource-policy"),
        "same-origin"
    );
}

#[test]
fn only_reading_is_allowed() {
    for method in [
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
    ] {
        let answer = get("/muletide/").method(method).answer();
        assert_eq!(
            (answer.status, answer.header("allow")),
            (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD")
        );
    }
}

#[test]
fn a_forgotten_slash_is_put_right() {
    let answer = get("/muletide").answer();
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::PERMANENT_REDIRECT, "/muletide/")
    );
    assert_eq!(
        get("/muletide/%6fld").answer().header("location"),
        "/muletide/old/"
    );
    assert_eq!(get("/nothing").answer().status, StatusCode::NOT_FOUND);
}

#[test]
fn an_old_address_leads_on_once_its_page_is_there() {
    let answer = get("/muletide/old/").answer();
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::FOUND, "/muletide/#signs")
    );
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(get("/muletide/early/").answer().status, StatusCode::NOT_FOUND);
}

#[test]
fn an_address_that_was_printed_once_leads_on_for_good() {
    for path in ["/muletide/older/", "/muletide/%6flder/"] {
        let answer = get(path).answer();
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::PERMANENT_REDIRECT, "/muletide/#signs"),
            "{path}"
        );
        // A browser asks again: an old address may be given to a new page.
        assert_eq!(answer.header("cache-control"), "private, no-cache");
    }
    assert_eq!(
        get("/muletide/older").answer().header("location"),
        "/muletide/older/"
    );
    assert_eq!(get("/muletide/soon/").answer().status, StatusCode::NOT_FOUND);
}

#[test]
fn a_block_may_be_shown_by_the_sites_that_it_names_and_no_page_by_any() {
    let block = get("/muletide/embed/").answer();
    let policy = block.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors 'self' https://council.example"),
        "{policy}"
    );
    assert_eq!(block.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(
        get("/muletide/").answer().header("cross-origin-resource-policy"),
        "same-origin"
    );
}

#[test]
fn the_operator_is_told_that_all_is_well() {
    let answer = get("/healthz").answer();
    assert_eq!((answer.status, answer.body().as_str()), (StatusCode::OK, "ok\n"));
}

#[test]
fn whether_it_is_ready_can_be_asked_and_not_changed() {
    let asked = |method: Method| readiness(&get("/readyz").method(method).ask(), true, "{}\n".to_owned());
    assert_eq!(asked(Method::GET).body(), "{}\n");
    assert_eq!(
        (asked(Method::HEAD).status, asked(Method::HEAD).body().as_str()),
        (StatusCode::OK, "")
    );
    for method in [Method::POST, Method::DELETE, Method::OPTIONS] {
        assert_eq!(asked(method).status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[test]
fn a_page_that_cannot_be_had_now_says_when_to_come_back() {
    let answer = being_mended(&ready(small_site()), &get("/").ask());
    assert_eq!(
        (answer.status, answer.body().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "being mended")
    );
    assert_eq!(answer.header("retry-after"), "60");
    assert!(!answer.headers.contains_key("etag"));
}
