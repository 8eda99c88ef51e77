//! Watches what the browser sends, and how much comes back.

use crate::browser::{Browser, PHONE};
use crate::server::Server;
use serde_json::Value;

/// HTML with its CSS, packed with Brotli: what a page may cost before its first picture.
const PAGE_BYTES: usize = 8 << 10;
/// The same with the first picture that a phone loads.
const FIRST_VIEW_BYTES: usize = 35 << 10;

#[test]
fn a_visit_asks_this_site_alone_and_seldom() {
    let server = Server::series();
    let browser = Browser::start();
    browser.resize(PHONE);
    let home = server.address("/");
    let mut faults = Vec::new();
    for page in server.pages() {
        browser.visit("about:blank");
        let _before = browser.requests();
        browser.visit(&server.address(&page));
        let requests: Vec<String> = browser
            .requests()
            .into_iter()
            .filter(|address| address != "about:blank")
            .collect();
        for address in requests.iter().filter(|address| !address.starts_with(&home)) {
            faults.push(format!("{page} asks somebody else: {address}"));
        }
        // Chromium fetches pictures up to two screens ahead; those are not needed for what is seen first.
        let ahead = browser.run(
            "return [...document.images].filter(picture => picture.loading === 'lazy' && picture.getBoundingClientRect().top > innerHeight)
                .flatMap(picture => [picture.currentSrc, picture.src])",
        );
        let ahead: Vec<&str> = ahead
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let first_view: Vec<_> = requests
            .iter()
            .filter(|address| !address.ends_with(".js") && !ahead.contains(&address.as_str()))
            .collect();
        if first_view.is_empty() || first_view.len() > 2 {
            faults.push(format!("{page} is the page and one picture, not {first_view:?}"));
        }
        let paths = requests
            .iter()
            .filter_map(|address| address.strip_prefix(home.trim_end_matches('/')));
        let bytes: usize = paths.map(|path| server.get(path).body.len()).sum();
        if bytes > FIRST_VIEW_BYTES {
            faults.push(format!("{page} with its first picture has {bytes} bytes"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        browser.cookies(),
        serde_json::json!([]),
        "no cookie after every page"
    );
}

#[test]
fn every_page_is_small_and_says_who_may_do_what() {
    let server = Server::series();
    let mut faults = Vec::new();
    for page in server.pages() {
        let answer = server.get(&page);
        let expected = if page.contains("/there-is-no-such-page") || page == "/nor-here" {
            404
        } else {
            200
        };
        if answer.status != expected {
            faults.push(format!("{page}: status {}", answer.status));
        }
        if answer.body.len() > PAGE_BYTES {
            faults.push(format!("{page}: {} bytes", answer.body.len()));
        }
        if !answer.has("content-encoding", "br") {
            faults.push(format!("{page} is not packed with Brotli: {:?}", answer.headers));
        }
        for (name, words) in [
            ("content-security-policy", "default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            if !answer.has(name, words) {
                faults.push(format!("{page} has no {name} with {words}"));
            }
        }
        if answer.has("set-cookie", "") {
            faults.push(format!("{page} sets a cookie"));
        }
        if answer.has("content-security-policy", "unsafe-inline")
            || answer.has("content-security-policy", "unsafe-eval")
        {
            faults.push(format!("{page} lets anything in"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_browser_has_nothing_to_say_against_a_page() {
    let server = Server::series();
    let browser = Browser::start();
    let mut said = Vec::new();
    for page in server
        .pages()
        .iter()
        .filter(|page| !page.contains("no-such-page") && *page != "/nor-here")
    {
        browser.visit(&server.address(page));
        said.extend(
            browser
                .complaints()
                .into_iter()
                .map(|complaint| format!("{page}: {complaint}")),
        );
    }
    assert!(
        said.is_empty(),
        "a blocked style or a missing picture: {}",
        said.join("\n")
    );
}
