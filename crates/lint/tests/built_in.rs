//! The campaigns that come with the program.

mod common;

use std::path::Path;

/// The campaign has nothing but what it allows, with a reason.
fn assert_clean(campaign: &str) {
    let found = common::findings(&common::folder(&format!("../../campaigns/{campaign}")));
    let shown: Vec<String> = found
        .iter()
        .map(|finding| {
            format!(
                "{} {} {}: {} ({})",
                finding.place,
                finding.severity.name(),
                finding.rule,
                finding.message,
                finding.advice
            )
        })
        .collect();
    assert!(shown.is_empty(), "{shown:#?}");
}

#[test]
fn see_the_signs_has_no_finding() {
    assert_clean("see-the-signs");
}

#[test]
fn merry_muletide_has_no_finding() {
    assert_clean("merry-muletide");
}

#[test]
fn whos_controlling_your_friends_has_no_finding() {
    assert_clean("whos-controlling-your-friends");
}

#[test]
fn every_campaign_of_the_series_is_held_here() {
    let text = include_str!("built_in.rs");
    for entry in Path::new("../../campaigns").read_dir().unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if !entry.path().is_dir() {
            continue;
        }
        assert!(text.contains(&format!("assert_clean(\"{name}\")")), "{name}");
    }
}
