//! A site that stands beneath a path of somebody's host.

use crate::links::{pages, values};
use crate::{input, make, tree};
use site::{Mode, SiteInput, TreeFile};
use testkit::at;

fn beneath_a_path() -> SiteInput {
    SiteInput {
        base_url: "https://example.org/our/campaigns".to_owned(),
        ..input(Mode::Static)
    }
}

#[test]
fn every_link_of_a_site_beneath_a_path_begins_with_the_path() {
    let interval = make(&beneath_a_path(), at("2026-12-04T12:00:00"));
    let mut count = 0;
    for (address, html) in pages(&interval) {
        for attribute in ["href", "src", "srcset"] {
            for link in values(&html, attribute) {
                // An empty one leads to the page itself, wherever that stands.
                let is_here = link.is_empty() || link.starts_with('#');
                let leaves = is_here || link.contains("://") || link.contains(':');
                let stays = link.starts_with("/our/campaigns/");
                assert!(leaves || stays, "{address}: {attribute}=\"{link}\"");
                count += usize::from(stays);
            }
        }
    }
    assert!(count > 100, "only {count} links were looked at");
}

#[test]
fn a_site_beneath_a_path_has_the_same_files_as_any_other() {
    let now = at("2026-12-04T12:00:00");
    let names = |input: &SiteInput| tree(input, now).into_keys().collect::<Vec<_>>();
    assert_eq!(names(&beneath_a_path()), names(&input(Mode::Static)));
}

#[test]
fn a_printed_code_beneath_a_path_leads_beneath_it() {
    let tree = tree(&beneath_a_path(), at("2026-12-04T12:00:00"));
    let codes: Vec<_> = tree
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("q/"))
        .collect();
    assert!(!codes.is_empty());
    for (path, file) in codes {
        let TreeFile::Bytes(bytes) = file else {
            panic!("{path} is no page")
        };
        let page = String::from_utf8_lossy(bytes);
        assert!(page.contains("url=/our/campaigns/merry-muletide/"), "{page}");
    }
}
