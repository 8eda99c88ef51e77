//! Licences, where dependencies come from, and versions that are there twice.

use crate::metadata::{Workspace, text};
use std::collections::{BTreeMap, BTreeSet};
use toml::de::{DeTable, DeValue};

/// The one place that dependencies come from, as cargo writes it in `Cargo.lock`.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages that are there in more than one version, and why that is put up with.
const TWICE: &[(&str, &str)] = &[
    ("base64", "typst's pictures in SVG pin the older one"),
    (
        "constant_time_eq",
        "blake3 and zip have moved on at different times; 300 lines",
    ),
    ("equator", "rav1e's, and two more under the tests' solver"),
    ("equator-macro", "with equator"),
    (
        "fearless_simd",
        "typst's reader of PDF has two versions beneath it",
    ),
    ("hayro-ccitt", "typst's reader of PDF has two versions beneath it"),
    ("itertools", "clarabel, which only tests use, pins the older one"),
    ("miniz_oxide", "png's decoder pins the older one"),
    ("quick-xml", "typst's reader of bibliographies pins the older one"),
    (
        "rand",
        "typst's filler text pins the older one; proptest has the other",
    ),
    ("rand_core", "with rand"),
    (
        "roxmltree",
        "typst's list of the system's fonts, which we never ask for, pins the older one",
    ),
    ("serde_spanned", "with toml"),
    ("strsim", "clarabel, which only tests use, pins the older one"),
    (
        "syn",
        "procedural macros move from 1 to 2 to 3 one by one; it is never in the program",
    ),
    ("thiserror", "clarabel, which only tests use, pins the older one"),
    ("thiserror-impl", "with thiserror"),
    ("toml", "typst reads its own settings with the older one"),
    ("toml_datetime", "with toml"),
    (
        "vello_common",
        "typst's reader of PDF has two versions beneath it",
    ),
    ("winnow", "with toml"),
];

/// The licences that `deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let settings = text("deny.toml");
    let parsed = DeTable::parse(&settings).expect("deny.toml is TOML").into_inner();
    let DeValue::Table(licences) = parsed["licenses"].get_ref() else {
        panic!("[licenses] is a table")
    };
    let DeValue::Array(allow) = licences["allow"].get_ref() else {
        panic!("allow is a list")
    };
    allow
        .iter()
        .map(|licence| licence.get_ref().as_str().expect("a text").to_owned())
        .collect()
}

/// Whether an SPDX expression can be met with the licences allowed. `/` is an old way to write `OR`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" AND ").all(|part| {
        part.trim_matches(['(', ')', ' '])
            .split(" OR ")
            .any(|choice| allowed.contains(choice.trim_matches(['(', ')', ' '])))
    })
}

#[test]
fn every_licence_is_on_the_list() {
    let allowed = allowed();
    let faults: Vec<_> = Workspace::read()
        .packages
        .iter()
        .filter(|package| !is_met(&package.licence, &allowed))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.licence))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_expression_is_met_when_each_of_its_parts_is() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Unicode-3.0".to_owned()]);
    assert!(is_met("MIT OR GPL-3.0", &allowed));
    assert!(is_met("Apache-2.0/MIT", &allowed));
    assert!(is_met("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
    assert!(!is_met("(MIT OR Apache-2.0) AND OpenSSL", &allowed));
    assert!(!is_met("GPL-3.0", &allowed));
    assert!(!is_met("", &allowed));
}

#[test]
fn our_own_crates_are_under_the_agpl_and_nothing_else_is() {
    let workspace = Workspace::read();
    for package in &workspace.packages {
        let ours = workspace.members.contains(&package.name) && package.registry.is_none();
        assert_eq!(package.licence == "AGPL-3.0-or-later", ours, "{}", package.name);
    }
}

#[test]
fn everything_comes_from_the_one_registry() {
    let workspace = Workspace::read();
    let elsewhere: Vec<_> = workspace
        .packages
        .iter()
        .filter(|package| match &package.registry {
            Some(registry) => registry != REGISTRY,
            None => !workspace.members.contains(&package.name),
        })
        .map(|package| &package.name)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn nothing_is_there_twice_without_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in Workspace::read().packages {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let twice: BTreeSet<&str> = versions
        .iter()
        .filter(|(_, versions)| versions.len() > 1)
        .map(|(name, _)| name.as_str())
        .collect();
    let excused: BTreeSet<&str> = TWICE.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        twice, excused,
        "left: what is there twice; right: what has a reason in this file"
    );
}
