//! Goes through a page with the keyboard alone.

use crate::browser::{Browser, DESK, ENTER, PHONE, TAB};
use crate::server::Server;
use serde_json::Value;

/// What has the focus: its words, whether it can be seen to have it, and whether it is on the screen.
const FOCUS: &str = "const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return { words: element.textContent.trim() || element.getAttribute('aria-label') || '',
        href: element.getAttribute('href') || '', seen: ring, at: [box.left, box.top, box.right, box.bottom], screen: [innerWidth, innerHeight],
        there: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth }";

/// Everything that a keyboard has to reach: what is shown, not inside a closed part, and takes the focus.
const REACHABLE: &str = "return [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex]')]
    .filter(element => element.checkVisibility({ checkVisibilityCSS: true }) && element.tabIndex >= 0).length";

#[test]
fn the_first_tab_skips_to_the_text_and_the_second_finds_help() {
    let server = Server::start();
    let browser = Browser::start();
    for page in server
        .pages()
        .iter()
        .filter(|page| page.starts_with("/merry-muletide/"))
    {
        browser.visit(&server.address(page));
        browser.press(&[TAB]);
        let first = browser.run(FOCUS);
        assert_eq!(
            first["href"], "#main",
            "{page}: the first is the link that skips: {first}"
        );
        assert_eq!(
            first["there"], true,
            "{page}: it shows itself when it has the focus: {first}"
        );
        browser.press(&[TAB]);
        let second = browser.run(FOCUS);
        assert_eq!(
            second["words"], "Get help now",
            "{page}: the second is help: {second}"
        );
    }
}

#[test]
fn the_skip_link_leads_past_the_menu() {
    let server = Server::start();
    let browser = Browser::start();
    browser.visit(&server.address("/merry-muletide/"));
    browser.press(&[TAB, ENTER, TAB]);
    let inside = browser.run("return document.querySelector('main').contains(document.activeElement)");
    assert_eq!(
        inside,
        true,
        "after the skip link, the next stop is inside <main>: {}",
        browser.run(FOCUS)
    );
}

#[test]
fn every_stop_is_seen_and_none_is_left_out_or_holds_the_walker() {
    let server = Server::start();
    let browser = Browser::start();
    // Without this the page glides to each stop, and is looked at on the way.
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    for window in [DESK, PHONE] {
        browser.resize(window);
        for page in [
            "",
            "chain/",
            "doors/",
            "doors/7/",
            "signs/",
            "help/",
            "act/",
            "tell/",
            "questions/",
        ] {
            browser.visit(&server.address(&format!("/merry-muletide/{page}")));
            let expected = browser.run(REACHABLE).as_u64().expect("a number");
            let mut stops = 0;
            loop {
                browser.press(&[TAB]);
                let stop = browser.run(FOCUS);
                if stop == Value::Null || stops > expected {
                    break;
                }
                stops += 1;
                assert_eq!(
                    stop["seen"], true,
                    "{page:?}: a ring of 2 px or more around {stop}"
                );
                assert_eq!(stop["there"], true, "{page:?}: on the screen: {stop}");
            }
            assert_eq!(
                stops, expected,
                "{page:?} at {} px: a stop for each link and button",
                window.width
            );
        }
    }
}
