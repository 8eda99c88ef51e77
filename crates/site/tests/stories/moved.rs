//! Addresses that were printed once.

use crate::{input_of, make, text, tree};
use campaign::{CampaignPath, Source};
use site::{Content, Mode, SiteInput, TreeFile};
use testkit::at;

fn path(text: &str) -> CampaignPath {
    CampaignPath::new(text).unwrap()
}

/// The series with old addresses, and with other files.
fn with_moved(moved: &[(&str, &str)], files: &[(&str, &str)]) -> SiteInput {
    let mut source = testkit::merry_muletide();
    let about = path("campaign.toml");
    let mut toml = String::from_utf8(source.read(&about, 1 << 20).unwrap()).unwrap();
    for (from, to) in moved {
        let to = if to.is_empty() {
            String::new()
        } else {
            format!("to = \"{to}\"\n")
        };
        toml += &format!("\n[[moved]]\nfrom = \"{from}\"\n{to}");
    }
    source.insert(about, toml.into_bytes());
    for (file, text) in files {
        source.insert(path(file), text.as_bytes());
    }
    input_of(source, Mode::Live)
}

/// Where an address leads for good; nothing when it does not lead anywhere.
fn leads(input: &SiteInput, address: &str, now: &str) -> Option<String> {
    let interval = make(input, at(now));
    match &interval.get(address)?.content {
        Content::Moved(target) => Some(target.to_string()),
        _ => None,
    }
}

const NOW: &str = "2026-12-04T12:00:00";

#[test]
fn an_old_address_leads_to_the_page_that_stands_in_its_place() {
    let input = with_moved(
        &[
            ("older/", "old"),
            ("old/", "signs"),
            ("2018/start/", ""),
            ("talk/", "questions#top"),
        ],
        &[],
    );
    let lead = |from: &str| leads(&input, &format!("/merry-muletide/{from}"), NOW);
    assert_eq!(lead("old/").as_deref(), Some("/merry-muletide/signs/"));
    assert_eq!(lead("older/").as_deref(), Some("/merry-muletide/signs/"));
    assert_eq!(lead("2018/start/").as_deref(), Some("/merry-muletide/"));
    assert_eq!(lead("talk/").as_deref(), Some("/merry-muletide/questions/#top"));
}

#[test]
fn an_old_address_leads_nowhere_before_its_page_opens_and_never_takes_one() {
    let input = with_moved(
        &[
            ("fourth/", "doors/4"),
            ("fifth/", "doors/5"),
            ("signs/", ""),
            ("doors/6/", "act"),
            ("a/", "b"),
            ("b/", "a"),
        ],
        &[],
    );
    let lead = |from: &str| leads(&input, &format!("/merry-muletide/{from}"), NOW);
    assert_eq!(lead("fourth/").as_deref(), Some("/merry-muletide/doors/4/"));
    for none in ["fifth/", "signs/", "a/", "b/"] {
        assert_eq!(lead(none), None, "{none}");
    }
    // A door that is to come is given away by no redirect either.
    let interval = make(&input, at(NOW));
    assert!(
        interval.get("/merry-muletide/doors/6/").is_none()
            && interval.get("/merry-muletide/fifth/").is_none()
    );
}

#[test]
fn a_page_that_has_left_leads_on_from_its_very_second() {
    let page = "+++\ntitle = \"An evening\"\nnot_after = 2026-12-05T18:00:00\n+++\n\nCome at seven.\n";
    let input = with_moved(
        &[("evening/", "act"), ("old-evening/", "evening")],
        &[("pages/evening.md", page)],
    );
    let lead = |from: &str, now: &str| leads(&input, &format!("/merry-muletide/{from}"), now);
    assert!(text(&make(&input, at(NOW)), "/merry-muletide/evening/").contains("Come at seven."));
    assert_eq!(
        lead("old-evening/", NOW).as_deref(),
        Some("/merry-muletide/evening/")
    );
    for from in ["evening/", "old-evening/"] {
        assert_eq!(
            lead(from, "2026-12-05T18:00:00").as_deref(),
            Some("/merry-muletide/act/"),
            "{from}"
        );
    }
}

#[test]
fn a_printed_code_whose_page_has_moved_leads_to_the_new_one() {
    let codes = "code,kind,name,page\nOLD1,poster,\"Old posters\",spot-them\n";
    let input = with_moved(&[("spot-them/", "signs")], &[("placements.csv", codes)]);
    assert_eq!(text(&make(&input, at(NOW)), "/q/OLD1"), "/merry-muletide/signs/");
}

#[test]
fn as_a_file_an_old_address_is_a_page_that_sends_people_on() {
    let files = tree(&with_moved(&[("2018/start/", "signs")], &[]), at(NOW));
    let name = path("merry-muletide/2018/start/index.html");
    let Some((_, TreeFile::Bytes(bytes))) = files.iter().find(|(path, _)| path.as_str() == name.as_str())
    else {
        panic!("it is no page")
    };
    let page = String::from_utf8_lossy(bytes);
    assert!(
        page.contains("url=/merry-muletide/signs/") && page.contains("<a href=\"/merry-muletide/signs/\">")
    );
}
