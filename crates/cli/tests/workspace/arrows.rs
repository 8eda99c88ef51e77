//! The picture in `ARCHITECTURE.md` and the arrows in the code are one and the same.

use crate::metadata::{Workspace, text};
use std::collections::{BTreeMap, BTreeSet};

/// From a crate to those that the picture lets it use.
type Picture = BTreeMap<String, BTreeSet<String>>;

/// Reads the block ```` ```arrows ````: `crate → crate, crate`, entries two or more blanks apart, a level in front, `#`
/// before a remark.
fn picture(document: &str) -> Picture {
    let (_, rest) = document
        .split_once("```arrows\n")
        .expect("ARCHITECTURE.md has a block named arrows");
    let (block, _) = rest.split_once("\n```").expect("the block ends");
    let lines = block
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default());
    let entries = lines
        .flat_map(|line| line.split("  "))
        .map(str::trim)
        .filter(|entry| !entry.is_empty());
    entries
        .filter(|entry| entry.parse::<u8>().is_err())
        .map(arrow)
        .collect()
}

fn arrow(entry: &str) -> (String, BTreeSet<String>) {
    let (from, to) = entry.split_once('→').unwrap_or((entry, ""));
    let to = to
        .split(',')
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty());
    (from.trim().to_owned(), to.collect())
}

/// What an arrow allows: where it points, and what lies beneath that.
fn allowed(picture: &Picture, from: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        for below in &picture[&name] {
            if all.insert(below.clone()) {
                open.push(below.clone());
            }
        }
    }
    all
}

#[test]
fn the_code_has_the_arrows_of_the_picture_and_no_others() {
    let workspace = Workspace::read();
    let picture = picture(&text("ARCHITECTURE.md"));
    let drawn: BTreeSet<String> = picture.keys().cloned().collect();
    assert_eq!(
        drawn, workspace.members,
        "every crate stands in the picture once, and no other"
    );

    let mut faults = Vec::new();
    for name in &workspace.members {
        let allowed = allowed(&picture, name);
        let mut used = BTreeSet::new();
        for (target, tests_only) in &workspace.member(name).asks_for {
            if !workspace.members.contains(target) || (*tests_only && target == "testkit") {
                continue;
            }
            used.insert(target.clone());
            if !allowed.contains(target) {
                faults.push(format!("{name} uses {target}, and the picture has no such arrow"));
            }
        }
        for target in picture[name].difference(&used) {
            faults.push(format!(
                "the picture has {name} → {target}, and the code does not use it"
            ));
        }
    }
    assert!(
        faults.is_empty(),
        "change the code, or the picture and say why:\n{}",
        faults.join("\n")
    );
}

#[test]
fn only_tests_use_the_test_kit() {
    let workspace = Workspace::read();
    for name in &workspace.members {
        assert!(
            !workspace.beneath(name).contains("testkit"),
            "{name} is built with testkit in it"
        );
    }
}

#[test]
fn the_picture_is_read_as_it_is_drawn() {
    let picture = picture("# Map\n```arrows\n0  a    b  # import nothing\n1  c → a, b      d → a\n```\n");
    assert_eq!(picture.keys().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    assert_eq!(picture["c"].iter().collect::<Vec<_>>(), ["a", "b"]);
    assert!(picture["b"].is_empty());
}
