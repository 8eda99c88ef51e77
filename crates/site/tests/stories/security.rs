//! Whom to tell of a fault of the site's safety.

use crate::{input, make, text, tree};
use campaign::CampaignPath;
use site::{Mode, SiteInput};
use testkit::at;

const ADDRESS: &str = "/.well-known/security.txt";

fn with_contact(contact: &str) -> SiteInput {
    SiteInput {
        security_contact: Some(contact.to_owned()),
        ..input(Mode::Live)
    }
}

#[test]
fn the_operators_contact_is_told_with_a_day_on_which_it_ends() {
    let site = with_contact("security@council.example");
    let told = text(&make(&site, at("2026-12-04T12:34:56")), ADDRESS);
    assert_eq!(
        told,
        "Contact: mailto:security@council.example\nExpires: 2027-12-04T00:00:00Z\nPreferred-Languages: en-GB\n\
         Canonical: https://example.org/.well-known/security.txt\n"
    );
    let later = text(&make(&site, at("2026-12-04T22:00:00")), ADDRESS);
    assert_eq!(told, later, "it changes within a day");
}

#[test]
fn without_a_contact_there_is_no_such_address() {
    let now = at("2026-12-04T12:00:00");
    assert!(make(&input(Mode::Live), now).get(ADDRESS).is_none());
    assert!(
        make(&with_contact("a\nb@council.example"), now)
            .get(ADDRESS)
            .is_none()
    );
}

#[test]
fn a_static_build_has_the_file_too() {
    let tree = tree(
        &with_contact("https://council.example/safety"),
        at("2026-12-04T12:00:00"),
    );
    assert!(tree.contains_key(&CampaignPath::new(".well-known/security.txt").unwrap()));
}
