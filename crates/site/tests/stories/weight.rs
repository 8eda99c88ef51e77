//! What a page weighs on the wire.

use crate::{everything, input, input_of, make, packed};
use site::{Content, Interval, Mode, Packing, Policy, SiteInput};
use std::sync::Arc;
use testkit::{FakePress, at};

/// HTML and CSS of a page, packed with Brotli.
const MOST_BYTES: usize = 8_000;

#[test]
fn every_page_fits_into_eight_kilobytes() {
    for (campaign, source) in testkit::series() {
        // Each by itself, as a campaign's own site is; the last door of December is open. A press adds what it prints to the pages.
        let input = SiteInput {
            press: Some(Arc::new(FakePress::default())),
            ..packed(input_of(source, Mode::Live))
        };
        let interval = make(&input, at("2026-12-24T12:00:00"));
        let mut checked = 0;
        for (address, artefact) in &interval.artefacts {
            if let (Policy::Page(_) | Policy::Block(_), Content::Bodies(bodies)) =
                (&artefact.policy, &artefact.content)
            {
                checked += 1;
                let size = bodies
                    .brotli
                    .as_ref()
                    .map_or(bodies.identity.bytes.len(), |body| body.bytes.len());
                assert!(size <= MOST_BYTES, "{address} of {campaign} takes {size} bytes");
            }
        }
        assert!(checked >= 10, "{campaign} has pages");
    }
}

#[test]
fn the_script_for_leaving_is_smaller_than_a_kilobyte() {
    let interval = make(&packed(input(Mode::Live)), at("2026-12-06T12:00:00"));
    let Some(Content::Bodies(bodies)) = interval.get("/exit.js").map(|artefact| &artefact.content) else {
        panic!("the script is not there")
    };
    assert!(bodies.identity.bytes.len() <= 1_024);
}

#[test]
fn a_site_that_is_not_packed_says_the_same() {
    let best = packed(input(Mode::Static));
    let mut unpacked = best.clone();
    unpacked.packing = Packing::None;
    let now = at("2026-12-06T12:00:00");
    let (packed, unpacked) = (make(&best, now), make(&unpacked, now));
    assert_eq!(everything(&packed), everything(&unpacked));
    let count = |interval: &Interval| {
        let bodies = interval
            .artefacts
            .values()
            .filter_map(|artefact| match &artefact.content {
                Content::Bodies(bodies) => Some(bodies),
                _ => None,
            });
        bodies
            .filter(|bodies| bodies.gzip.is_some() || bodies.brotli.is_some())
            .count()
    };
    assert_eq!(count(&unpacked), 0);
    assert!(count(&packed) > 20);
}
