//! The manual knows every address.

use crate::{input, make, text};
use site::{Content, Mode};
use testkit::at;

const MANUAL: &str = include_str!("../../../../docs/addresses.md");

/// An address as the manual writes it.
fn pattern(address: &str) -> String {
    let Some(beneath) = address.strip_prefix("/merry-muletide/") else {
        return if address.starts_with("/q/") {
            "/q/{code}".to_owned()
        } else {
            address.to_owned()
        };
    };
    let is_door = beneath.strip_prefix("doors/").is_some_and(|day| !day.is_empty());
    let is_poster = beneath.strip_prefix("posters/").is_some_and(|id| !id.is_empty());
    match beneath {
        _ if is_poster => "/{campaign}/posters/{id}/".to_owned(),
        _ if is_door => "/{campaign}/doors/{day}/".to_owned(),
        _ if beneath.starts_with("media/") => "/{campaign}/media/…".to_owned(),
        // The one page of its own that the series' first campaign has.
        "lesson/" => "/{campaign}/{page}/".to_owned(),
        other => format!("/{{campaign}}/{other}"),
    }
}

#[test]
fn the_manual_names_every_address_of_the_series() {
    for address in make(&input(Mode::Live), at("2026-12-06T12:00:00"))
        .artefacts
        .keys()
    {
        let pattern = pattern(address);
        assert!(
            MANUAL.contains(&format!("`{pattern}`")),
            "docs/addresses.md does not name {pattern} ({address})"
        );
    }
}

#[test]
fn a_served_site_has_the_program_s_licences_packed_beforehand_and_written_files_have_not() {
    let now = at("2026-12-06T12:00:00");
    let interval = make(&input(Mode::Live), now);
    assert_eq!(text(&interval, "/licences.txt"), "the licences");
    let Content::Bodies(bodies) = &interval.get("/licences.txt").unwrap().content else {
        panic!("it is a text")
    };
    assert_eq!(bodies.gzip.as_ref().unwrap().bytes.as_ref(), b"packed");
    assert_ne!(bodies.gzip.as_ref().unwrap().etag, bodies.identity.etag);
    assert!(text(&interval, "/merry-muletide/about/").contains("href=\"/licences.txt\""));
    let written = make(&input(Mode::Static), now);
    assert!(written.get("/licences.txt").is_none());
    assert!(!text(&written, "/merry-muletide/about/").contains("licences.txt"));
}
