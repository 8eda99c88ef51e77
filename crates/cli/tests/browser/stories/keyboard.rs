//! Goes through a page with the keyboard alone.

use crate::browser::{Browser, DESK, ENTER, PHONE, TAB, Window};
use crate::server::{Server, kind_of};
use serde_json::Value;
use std::collections::BTreeSet;

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

/// Notes what has the focus each time that Tab is about to move it: one command can then press the key many times.
const WATCH: &str = "window.stops = []; const look = () => { FOCUS };
    addEventListener('keydown', event => { if (event.key === 'Tab') window.stops.push(look()) }, true)";

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
fn help_is_the_second_stop_of_every_page_and_every_stop_is_seen_and_none_is_left_out() {
    let server = Server::series();
    let browser = Browser::start();
    // Without this the page glides to each stop, and is looked at on the way.
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    let mut kinds = BTreeSet::new();
    for page in server.campaign_pages() {
        // Every page on a phone, the first of its kind at a desk too.
        let windows: &[Window] = if kinds.insert(kind_of(&page)) {
            &[PHONE, DESK]
        } else {
            &[PHONE]
        };
        for window in windows {
            browser.resize(*window);
            browser.visit(&server.address(&page));
            let expected = browser.run(REACHABLE).as_u64().expect("a number");
            browser.run(&WATCH.replace("FOCUS", FOCUS));
            let tabs = usize::try_from(expected).expect("a page has few links") + 1;
            browser.press(&vec![TAB; tabs]);
            let after = browser.run(FOCUS);
            // A browser without a frame of its own to go to may begin again.
            assert!(
                after == Value::Null || after["href"] == "#main",
                "{page}: the walk ends behind the last stop: {after}"
            );
            let Value::Array(stops) = browser.run("return window.stops") else {
                panic!("the stops are a list")
            };
            assert_eq!(stops.len(), tabs, "{page}: each press was seen");
            assert_eq!(stops[0], Value::Null, "{page}: nothing has the focus at first");
            let stops = &stops[1..];
            assert!(stops.len() >= 3, "{page} has stops");
            for stop in stops {
                assert_ne!(
                    *stop,
                    Value::Null,
                    "{page} at {} px: a stop for each link and button",
                    window.width
                );
                assert_eq!(stop["seen"], true, "{page}: a ring of 2 px or more around {stop}");
                assert_eq!(stop["there"], true, "{page}: on the screen: {stop}");
            }
            assert_eq!(
                stops[0]["href"], "#main",
                "{page}: the first skips to the text: {}",
                stops[0]
            );
            assert_eq!(
                stops[1]["words"], "Get help now",
                "{page}: the second is help: {}",
                stops[1]
            );
        }
    }
    assert!(kinds.len() >= 12, "{kinds:?}");
}
