//! A campaign under a host name of its own.

use crate::{body, input, make, text};
use site::{Interval, Mode, SiteInput};
use testkit::at;

const NOW: &str = "2026-12-04T12:00:00";
const OWN: &str = "https://merry.example.org";

fn with_own_name() -> Interval {
    let input = SiteInput {
        hosts: [("merry-muletide".into(), OWN.to_owned())].into(),
        security_contact: Some("security@council.example".to_owned()),
        ..input(Mode::Live)
    };
    make(&input, at(NOW))
}

fn own(interval: &Interval, address: &str) -> String {
    body(&interval.own["merry-muletide"][address].content)
}

#[test]
fn every_link_of_it_that_leaves_the_site_bears_its_own_name() {
    let home = text(&with_own_name(), "/merry-muletide/");
    assert!(home.contains(&format!("\"{OWN}/merry-muletide/\"")));
    assert!(!home.contains("https://example.org/merry"), "{home}");
}

#[test]
fn under_its_own_name_its_home_stands_first() {
    let interval = with_own_name();
    assert_eq!(own(&interval, "/"), text(&interval, "/merry-muletide/"));
    assert_ne!(own(&interval, "/"), text(&interval, "/"));
}

#[test]
fn each_name_has_a_site_map_of_its_own_addresses_alone() {
    let interval = with_own_name();
    let (series, own_map) = (text(&interval, "/sitemap.xml"), own(&interval, "/sitemap.xml"));
    assert!(
        series.contains("<loc>https://example.org/</loc>") && !series.contains("merry"),
        "{series}"
    );
    assert!(own_map.contains(&format!("<loc>{OWN}/merry-muletide/help/</loc>")));
    assert!(!own_map.contains("https://example.org/"), "{own_map}");
    assert!(own(&interval, "/robots.txt").contains(&format!("Sitemap: {OWN}/sitemap.xml")));
    assert!(text(&interval, "/robots.txt").contains("Sitemap: https://example.org/sitemap.xml"));
}

#[test]
fn the_contact_for_faults_names_the_address_at_which_it_was_found() {
    let interval = with_own_name();
    let address = "/.well-known/security.txt";
    assert!(own(&interval, address).contains(&format!("Canonical: {OWN}{address}\n")));
    assert!(text(&interval, address).contains(&format!("Canonical: https://example.org{address}\n")));
}

#[test]
fn before_its_embargo_nothing_is_named_under_its_own_name() {
    let input = SiteInput {
        hosts: [("merry-muletide".into(), OWN.to_owned())].into(),
        ..crate::input_with(
            "campaign.toml",
            "\nstarts = ",
            "\nembargo = 2026-12-05T00:00:00\nstarts = ",
            Mode::Live,
        )
    };
    let before = make(&input, at(NOW));
    assert!(before.own.is_empty() && before.bases.is_empty());
    assert!(!make(&input, at("2026-12-05T12:00:00")).own.is_empty());
}

#[test]
fn without_names_nothing_answers_otherwise() {
    let interval = make(&input(Mode::Live), at(NOW));
    assert!(interval.own.is_empty() && interval.bases.is_empty());
}
