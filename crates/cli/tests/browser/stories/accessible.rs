//! Looks at every page with axe-core: on a phone and at a desk, by day and by night.

use crate::browser::{Browser, DESK, PHONE, npm};
use crate::server::{Server, campaign_of, kind_of};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every rule that axe-core has by default, and WCAG 2.2's size of targets, which it has not.
pub(super) const RUN: &str = "return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .then(result => result.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + rule.help + ': ' + node.html)))";

/// Whether colours can be told apart: all that the night changes.
const RUN_COLOURS: &str = "return axe.run(document, { resultTypes: ['violations'], runOnly: ['color-contrast'] })
    .then(result => result.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + rule.help + ': ' + node.html)))";

#[test]
fn axe_finds_nothing_on_any_page_of_the_series_on_phone_or_desk_by_day_or_night() {
    let server = Server::series();
    let browser = Browser::start();
    let axe = npm("axe-core/axe.min.js");
    // One fault is on many pages in several views: it is told once, with where it was seen first and how often.
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut pages = server.pages();
    // The block for other pages is in no map of the site.
    let campaigns: BTreeSet<&str> = pages.iter().filter_map(|page| campaign_of(page)).collect();
    assert!(campaigns.len() >= 3, "{campaigns:?}");
    let blocks: Vec<String> = campaigns
        .iter()
        .map(|campaign| format!("/{campaign}/embed/"))
        .collect();
    pages.extend(blocks);
    let mut kinds = BTreeSet::new();
    for page in pages {
        browser.resize(PHONE);
        prefer(&browser, "light");
        browser.visit(&server.address(&page));
        browser.run(&axe);
        // Every page by day on a phone, and its colours by night; the first of its kind in each of the four views.
        let mut views = vec![(PHONE, "light", RUN)];
        if kinds.insert(kind_of(&page)) {
            views.extend([(PHONE, "dark", RUN), (DESK, "dark", RUN), (DESK, "light", RUN)]);
        } else {
            views.push((PHONE, "dark", RUN_COLOURS));
        }
        for (window, scheme, run) in views {
            browser.resize(window);
            prefer(&browser, scheme);
            let Value::Array(found) = browser.run(run) else {
                panic!("axe gives a list")
            };
            for fault in found.iter().filter_map(Value::as_str) {
                faults
                    .entry(fault.to_owned())
                    .or_default()
                    .push(format!("{page} at {} px, {scheme}", window.width));
            }
        }
    }
    let told: Vec<String> = faults
        .iter()
        .map(|(fault, seen)| format!("{} (and {} more): {fault}", seen[0], seen.len() - 1))
        .collect();
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
}

fn prefer(browser: &Browser, scheme: &str) {
    browser.prefer(
        "screen",
        &[
            ("prefers-color-scheme", scheme),
            ("prefers-reduced-motion", "reduce"),
        ],
    );
}

/// What around 999 has another colour than the rest of it. The page's own rules for links and headings must not reach in.
const OTHER_COLOURS: &str = "const box = document.querySelector('.danger');
    if (!box) return null;
    const ink = getComputedStyle(box).color;
    return [...box.querySelectorAll('*')].filter(part => getComputedStyle(part).color !== ink).map(part => part.outerHTML)";

#[test]
fn everything_around_999_has_the_colour_that_the_theme_gives_it() {
    let server = Server::series();
    let browser = Browser::start();
    let mut boxes = 0;
    for page in server.pages() {
        browser.visit(&server.address(&page));
        let others = browser.run(OTHER_COLOURS);
        if others != Value::Null {
            boxes += 1;
            assert_eq!(others, serde_json::json!([]), "{page}");
        }
    }
    assert!(boxes >= 10, "the series says 999 on {boxes} pages");
}

#[test]
fn axe_would_notice_a_fault() {
    let server = Server::start();
    let browser = Browser::start();
    browser.visit(&server.address("/merry-muletide/"));
    browser.run(&npm("axe-core/axe.min.js"));
    browser.run("const picture = document.createElement('img'); picture.src = 'x'; document.querySelector('main').append(picture)");
    let found = browser.run(RUN).to_string();
    assert!(found.contains("image-alt"), "{found}");
}
