//! A campaign with every fault that the linter knows.

#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]

mod common;

use std::collections::BTreeSet;

#[test]
fn every_fault_is_found_at_its_line() {
    let found = common::findings(&common::folder("tests/fixtures/broken"));
    let lines: Vec<String> = found
        .iter()
        .map(|finding| {
            format!(
                "{}:{} {} {}\n",
                finding.place.file,
                finding.place.line,
                finding.severity.name(),
                finding.rule
            )
        })
        .collect();
    let path = common::folder("tests/fixtures/broken.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, lines.concat()).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        lines.concat(),
        expected,
        "look at each change, then run UPDATE=1 cargo test -p lint --test broken"
    );
}

#[test]
fn every_rule_is_broken_at_least_once() {
    let found: BTreeSet<_> = common::findings(&common::folder("tests/fixtures/broken"))
        .iter()
        .map(|finding| finding.rule)
        .collect();
    // A heavy file has no place in a repository: the examples of these rules make one.
    let heavy = ["file-too-heavy", "picture-too-heavy", "page-too-heavy"];
    let unbroken: Vec<_> = lint::RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !found.contains(id) && !heavy.contains(&id.0))
        .collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
    let unknown: Vec<_> = found
        .iter()
        .filter(|id| !lint::RULES.iter().any(|rule| rule.id == **id))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_finding_is_as_grave_as_its_rule_says() {
    for finding in common::findings(&common::folder("tests/fixtures/broken")) {
        let rule = lint::RULES.iter().find(|rule| rule.id == finding.rule).unwrap();
        assert!(rule.severities.allow(finding.severity), "{finding:?}");
    }
}

#[test]
fn every_finding_says_what_to_do_and_no_private_word() {
    for finding in common::findings(&common::folder("tests/fixtures/broken")) {
        let shown = format!("{finding:?}");
        assert!(finding.message.len() > 10 && finding.advice.len() > 10, "{shown}");
        assert!(
            !finding.message.ends_with('.') && !finding.advice.ends_with('.'),
            "{shown}"
        );
        let bare = shown.to_lowercase().replace([' ', '-', '_'], "");
        for word in ["zanzibar", "timbuktu", "samarkand"] {
            assert!(
                !bare.contains(word),
                "a private word stands in a finding of {}",
                finding.rule
            );
        }
    }
}
