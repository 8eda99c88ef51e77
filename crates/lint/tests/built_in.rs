//! The campaigns that come with the program.

mod common;

#[test]
fn merry_muletide_has_no_finding() {
    let found = common::findings(&common::folder("../../campaigns/merry-muletide"));
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
