//! Every link leads somewhere, and nothing is asked of anybody else.

use crate::{body, input, make, text};
use site::{Interval, Mode, Policy};
use std::collections::BTreeSet;
use testkit::at;

/// The values of an attribute in a page.
pub(crate) fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let opening = format!(" {attribute}=\"");
    html.split(opening.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

pub(crate) fn pages(interval: &Interval) -> Vec<(String, String)> {
    let is_page = |artefact: &site::Artefact| matches!(artefact.policy, Policy::Page(_));
    let artefacts = interval
        .artefacts
        .iter()
        .filter(|(_, artefact)| is_page(artefact));
    let mut pages: Vec<(String, String)> = artefacts
        .map(|(address, artefact)| (address.to_string(), body(&artefact.content)))
        .collect();
    pages.push(("/404".to_owned(), body(&interval.not_found.content)));
    pages.push(("/503".to_owned(), body(&interval.maintenance.content)));
    pages.push(("/503 being made".to_owned(), body(&interval.being_made.content)));
    pages
}

#[test]
fn every_link_of_every_page_leads_to_something_that_is_there() {
    let interval = make(&input(Mode::Live), at("2026-12-04T12:00:00"));
    for (address, html) in pages(&interval) {
        let ids: BTreeSet<&str> = values(&html, "id").into_iter().collect();
        assert_eq!(
            ids.len(),
            values(&html, "id").len(),
            "an id stands twice on {address}"
        );
        for link in values(&html, "href").into_iter().chain(values(&html, "src")) {
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(ids.contains(anchor), "{address} has no #{anchor}");
            } else if let Some((page, anchor)) =
                link.split_once('#').filter(|(page, _)| page.starts_with('/'))
            {
                let there = text(&interval, page);
                assert!(
                    values(&there, "id").contains(&anchor),
                    "{address} links to {link}"
                );
            } else if link.starts_with('/') {
                assert!(interval.get(link).is_some(), "{address} links to {link}");
            }
        }
    }
}

#[test]
fn no_page_asks_another_site_for_anything() {
    let interval = make(&input(Mode::Live), at("2026-12-04T12:00:00"));
    for (address, html) in pages(&interval) {
        for attribute in ["src", "srcset", "poster", "data", "action", "style", "onclick"] {
            for value in values(&html, attribute) {
                assert!(
                    value.starts_with('/') && !value.starts_with("//"),
                    "{address}: {attribute}=\"{value}\""
                );
            }
        }
        assert!(!html.contains("@import") && !html.contains("url("), "{address}");
        assert!(!html.contains("<script>"), "{address} has a script of its own");
    }
}

#[test]
fn the_second_link_of_every_page_of_a_campaign_is_get_help_now() {
    let interval = make(&input(Mode::Live), at("2026-12-04T12:00:00"));
    for (address, html) in pages(&interval) {
        if address.starts_with("/merry-muletide/") {
            let body = html.split("<body").nth(1).unwrap();
            assert_eq!(
                values(body, "href")[..2],
                ["#main", "/merry-muletide/help/"],
                "{address}"
            );
        }
    }
}

#[test]
fn every_page_of_a_worked_example_says_so() {
    let interval = make(&input(Mode::Live), at("2026-12-04T12:00:00"));
    for (address, html) in pages(&interval) {
        let of_campaign = address == "/" || address.starts_with("/merry-muletide/");
        let says_so = html.contains("A worked example. No public body has approved it.");
        assert_eq!(of_campaign, says_so, "{address}");
    }
}

#[test]
fn a_printed_code_leads_on_even_when_its_page_is_gone() {
    let input = input(Mode::Live);
    let interval = make(&input, at("2026-12-04T12:00:00"));
    assert!(!input.campaigns[0].campaign.placements.is_empty());
    for placement in &input.campaigns[0].campaign.placements {
        let target = text(&interval, &format!("/q/{}", placement.code));
        assert!(
            interval.get(&target).is_some(),
            "{} leads to {target}",
            placement.code
        );
    }
}
