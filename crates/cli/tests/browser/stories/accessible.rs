//! Looks at every page with axe-core: on a phone and at a desk, by day and by night.

use crate::browser::{Browser, DESK, PHONE, npm};
use crate::server::Server;
use serde_json::Value;
use std::collections::BTreeMap;

/// Every rule that axe-core has by default, and WCAG 2.2's size of targets, which it has not.
pub(super) const RUN: &str = "return axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .then(result => result.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + rule.help + ': ' + node.html)))";

#[test]
fn axe_finds_nothing_on_any_page_on_phone_or_desk_by_day_or_night() {
    let server = Server::start();
    let browser = Browser::start();
    let axe = npm("axe-core/axe.min.js");
    // One fault is on many pages in four views: it is told once, with where it was seen first and how often.
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // The block for other pages is in no map of the site.
    for page in server
        .pages()
        .into_iter()
        .chain(["/merry-muletide/embed/".to_owned()])
    {
        browser.visit(&server.address(&page));
        browser.run(&axe);
        for window in [PHONE, DESK] {
            browser.resize(window);
            for scheme in ["light", "dark"] {
                browser.prefer(
                    "screen",
                    &[
                        ("prefers-color-scheme", scheme),
                        ("prefers-reduced-motion", "reduce"),
                    ],
                );
                let Value::Array(found) = browser.run(RUN) else {
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
    }
    let told: Vec<String> = faults
        .iter()
        .map(|(fault, seen)| format!("{} (and {} more): {fault}", seen[0], seen.len() - 1))
        .collect();
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told.join("\n"));
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
