//! What a page weighs on the wire.

use crate::{input, make};
use site::{Content, Mode, Policy};
use testkit::at;

/// HTML and CSS of a page, packed with Brotli.
const MOST_BYTES: usize = 8_000;

#[test]
fn every_page_fits_into_eight_kilobytes() {
    let interval = make(&input(Mode::Live), at("2026-12-06T12:00:00"));
    for (address, artefact) in &interval.artefacts {
        if let (Policy::Page(_), Content::Bodies(bodies)) = (&artefact.policy, &artefact.content) {
            let size = bodies
                .brotli
                .as_ref()
                .map_or(bodies.identity.bytes.len(), |body| body.bytes.len());
            assert!(size <= MOST_BYTES, "{address} takes {size} bytes");
        }
    }
}

#[test]
fn the_script_for_leaving_is_smaller_than_a_kilobyte() {
    let interval = make(&input(Mode::Live), at("2026-12-06T12:00:00"));
    let Some(Content::Bodies(bodies)) = interval.get("/exit.js").map(|artefact| &artefact.content) else {
        panic!("the script is not there")
    };
    assert!(bodies.identity.bytes.len() <= 1_024);
}
