//! What partners are given to say.

use campaign::edition::item_hashes;
use campaign::{FolderLimits, ItemId, MemorySource};
use std::collections::BTreeMap;

const TOOLKIT: &str = r#"[[message]]
id = "ask"
text = "Ask, and listen."
fact = "children"

[[myth]]
id = "choice"
myth = "They choose it."
instead = "They were groomed."

[[copy]]
id = "signature"
channel = "E-mail signature"
length = 20
text = "Somebody can help."
page = "/act"
sectors = ["schools"]

[[sector]]
id = "schools"
name = "Schools"
who = "Everybody who works in a school."
note = "You may notice.\n\nYou can ask."
messages = ["ask"]
sheets = ["home"]
"#;

fn with(toolkit: &str) -> MemorySource {
    let mut source = crate::folder::good();
    source.insert(
        campaign::CampaignPath::new("toolkit.toml").unwrap(),
        toolkit.as_bytes(),
    );
    source
}

fn findings(toolkit: &str) -> Vec<String> {
    let (_, findings) = campaign::read(&with(toolkit), &FolderLimits::default());
    let line = |finding: &campaign::Diagnostic| format!("{} {}", finding.rule, finding.place);
    findings.iter().map(line).collect()
}

#[test]
fn a_toolkit_is_read_with_everything_in_it() {
    assert_eq!(findings(TOOLKIT), [] as [&str; 0]);
    let toolkit = crate::folder::read(&with(TOOLKIT)).toolkit;
    assert_eq!(toolkit.copies[0].page.value, "act/");
    assert_eq!(toolkit.sectors[0].messages, [toolkit.messages[0].id.clone()]);
}

#[test]
fn a_text_that_its_channel_would_cut_is_found_where_it_stands() {
    let long = TOOLKIT.replace("Somebody can help.", "Somebody can help you.");
    assert_eq!(findings(&long), ["bad-value toolkit.toml:15:8"]);
}

#[test]
fn what_a_toolkit_names_must_be_there() {
    let astray = TOOLKIT
        .replace("sectors = [\"schools\"]", "sectors = [\"school\"]")
        .replace("messages = [\"ask\"]", "messages = [\"aks\"]\nposter = [\"x\"]")
        .replace("fact = \"children\"", "fact = \"childern\"");
    assert_eq!(
        findings(&astray),
        [
            "unknown-reference toolkit.toml:4:8",
            "unknown-reference toolkit.toml:17:12",
            "unknown-reference toolkit.toml:24:13",
            "unknown-key toolkit.toml:25:1",
        ]
    );
}

#[test]
fn a_change_touches_the_approval_of_that_item_alone() {
    let hashes = |text: &str| item_hashes(&crate::folder::read(&with(text)), &BTreeMap::new());
    let (before, after) = (
        hashes(TOOLKIT),
        hashes(&TOOLKIT.replace("They were groomed.", "They were made to.")),
    );
    let changed: Vec<&ItemId> = before
        .iter()
        .filter(|(id, hash)| after.get(id) != Some(hash))
        .map(|(id, _)| id)
        .collect();
    assert_eq!(changed, [&ItemId::Myth("choice".into())]);
}
