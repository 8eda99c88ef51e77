//! Versions and features are fixed once, in the root manifest, each with its reason.

use crate::metadata::{Workspace, root, text};
use std::fs;
use toml::de::{DeTable, DeValue};

/// `name.workspace = true`, and nothing else.
fn is_plain(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(table) => {
            table.len() == 1
                && matches!(
                    table.get("workspace").map(|value| value.get_ref()),
                    Some(DeValue::Boolean(true))
                )
        }
        _ => false,
    }
}

/// The one feature that there is: the program without its press, for who cannot spare the time to build it.
const WITHOUT_A_PRESS: [&str; 2] = [
    "default = [\"print\"]\nprint = [\"dep:print\"]\n",
    "print = { workspace = true, optional = true }\n",
];

/// A manifest but for that feature, when it is the command line's.
fn without_the_press(folder: &str, manifest: &str) -> String {
    if folder != "cli" {
        return manifest.to_owned();
    }
    let (before, feature) = manifest
        .split_once("[features]\n")
        .expect("the command line has a feature");
    let (comment, rest) = feature.split_once(WITHOUT_A_PRESS[0]).expect("and no other one");
    assert!(comment.starts_with("# ") && comment.lines().all(|line| line.starts_with("# ")));
    format!("{before}{rest}").replacen(WITHOUT_A_PRESS[1], "print.workspace = true\n", 1)
}

/// The faults of a member's manifest.
fn faults(manifest: &str) -> Vec<String> {
    let parsed = DeTable::parse(manifest).expect("cargo reads it too").into_inner();
    let mut faults = Vec::new();
    for (key, section) in &parsed {
        match (key.get_ref().as_ref(), section.get_ref()) {
            ("dependencies" | "dev-dependencies" | "build-dependencies", DeValue::Table(dependencies)) => {
                for (name, value) in dependencies {
                    if !is_plain(value.get_ref()) {
                        faults.push(format!("{} has more than `.workspace = true`", name.get_ref()));
                    }
                }
            }
            ("target" | "features", _) => faults.push(format!("it has a table [{}]", key.get_ref())),
            _ => {}
        }
    }
    faults
}

#[test]
fn no_crate_fixes_a_version_or_a_feature_of_its_own() {
    let mut all = Vec::new();
    for folder in fs::read_dir(root().join("crates")).expect("crates is there") {
        let folder = folder
            .expect("it can be listed")
            .file_name()
            .into_string()
            .expect("our names are ASCII");
        let manifest = without_the_press(&folder, &text(&format!("crates/{folder}/Cargo.toml")));
        all.extend(
            faults(&manifest)
                .into_iter()
                .map(|fault| format!("crates/{folder}: {fault}")),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn only_the_command_line_is_linked_with_the_press_and_it_need_not_be() {
    let workspace = Workspace::read();
    for name in &workspace.members {
        let is_linked = workspace.beneath(name).contains("print");
        assert_eq!(is_linked, name == "hueandcry", "{name}");
        let is_typesetting = workspace.beneath(name).contains("typst");
        assert_eq!(
            is_typesetting,
            ["hueandcry", "print"].contains(&name.as_str()),
            "{name}"
        );
    }
    let manifest = text("crates/cli/Cargo.toml");
    for line in WITHOUT_A_PRESS {
        assert!(manifest.contains(line), "crates/cli/Cargo.toml has no {line}");
    }
}

#[test]
fn a_feature_in_a_member_would_be_noticed() {
    assert!(faults("[dependencies]\na.workspace = true\n").is_empty());
    assert_eq!(
        faults("[dependencies]\na = { workspace = true, features = [\"x\"] }\n").len(),
        1
    );
    assert_eq!(
        faults("[dev-dependencies]\na = \"1\"\n[features]\nb = []\n").len(),
        2
    );
}

#[test]
fn every_dependency_has_its_reason_above_it() {
    let manifest = text("Cargo.toml");
    let (_, rest) = manifest
        .split_once("[workspace.dependencies]\n")
        .expect("the table is there");
    let (table, _) = rest.split_once("\n[").expect("another table follows");
    let mut reason = "";
    let mut without = Vec::new();
    for line in table.lines() {
        match line.split_once('=') {
            _ if line.starts_with('#') => reason = line,
            Some(_) if line.contains("{ path = ") => {}
            // A heading of two or three words gives no reason.
            Some((name, _)) if reason.split_whitespace().count() < 6 => without.push(name.trim()),
            Some(_) => {}
            None => reason = "",
        }
    }
    assert!(
        without.is_empty(),
        "say above them in Cargo.toml why they are here: {without:?}"
    );
}

#[test]
fn every_dependency_of_the_table_is_used() {
    let workspace = Workspace::read();
    let manifest = text("Cargo.toml");
    let parsed = DeTable::parse(&manifest)
        .expect("cargo reads it too")
        .into_inner();
    let DeValue::Table(section) = parsed["workspace"].get_ref() else {
        panic!("[workspace] is a table")
    };
    let DeValue::Table(dependencies) = section["dependencies"].get_ref() else {
        panic!("it is a table")
    };
    let unused: Vec<_> = dependencies
        .iter()
        .map(|(name, _)| name.get_ref().as_ref())
        .filter(|name| *name != "testkit")
        .filter(|name| {
            !workspace.members.iter().any(|member| {
                workspace
                    .member(member)
                    .asks_for
                    .iter()
                    .any(|(asked, _)| asked == name)
            })
        })
        .collect();
    assert!(unused.is_empty(), "take these out of Cargo.toml: {unused:?}");
}
