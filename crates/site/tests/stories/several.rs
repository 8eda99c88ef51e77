//! Several campaigns on one site.

use crate::{body, input, input_with, make, tree};
use site::{Content, Mode, SiteInput, TreeFile};
use testkit::at;

fn three() -> SiteInput {
    let mut site = input(Mode::Static);
    for id in ["second", "third"] {
        let other = input_with(
            "campaign.toml",
            "id = \"merry-muletide\"",
            &format!("id = \"{id}\""),
            Mode::Static,
        );
        site.campaigns.extend(other.campaigns);
    }
    site
}

#[test]
fn files_written_one_campaign_after_the_other_are_those_of_the_whole_site() {
    let now = at("2026-12-04T12:00:00");
    let input = three();
    let interval = make(&input, now);
    let files = tree(&input, now);
    let mut compared = 0;
    for (address, artefact) in &interval.artefacts {
        let Content::Bodies(bodies) = &artefact.content else {
            continue;
        };
        let name = address.trim_start_matches('/');
        let name = if name.is_empty() || name.ends_with('/') {
            format!("{name}index.html")
        } else {
            name.to_owned()
        };
        let file = files.iter().find(|(path, _)| path.as_str() == name);
        let Some((_, TreeFile::Bytes(bytes))) = file else {
            panic!("{name} was not written")
        };
        assert_eq!(bytes, &bodies.identity.bytes, "{name}");
        compared += 1;
    }
    assert!(compared > 60, "only {compared} files were compared");
    let missing = files.iter().find(|(path, _)| path.as_str() == "404.html");
    let Some((_, TreeFile::Bytes(missing))) = missing else {
        panic!("there is no 404.html")
    };
    assert_eq!(missing.as_ref(), body(&interval.not_found.content).as_bytes());
}
