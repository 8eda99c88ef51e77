//! What a crate must never come to know, by whatever way: one line per promise of `ARCHITECTURE.md`.

use crate::metadata::Workspace;

/// Crates that think: synchronous, no socket, no file, no database.
const PURE: &[&str] = &[
    "campaign", "media", "words", "pack", "lint", "render", "site", "public",
];

/// What would let them wait, listen, watch or open.
const ACTING: &[&str] = &[
    "tokio",
    "hyper",
    "hyper-util",
    "mio",
    "socket2",
    "notify",
    "cap-std",
    "rustix",
    "rusqlite",
    "postgres",
];

#[test]
fn crates_that_think_are_linked_with_nothing_that_acts() {
    let workspace = Workspace::read();
    for name in PURE {
        let beneath = workspace.beneath(name);
        let acting: Vec<_> = ACTING
            .iter()
            .filter(|acting| beneath.contains(**acting))
            .collect();
        assert!(acting.is_empty(), "{name} is linked with {acting:?}");
    }
}

#[test]
fn the_opener_of_folders_knows_no_network_and_no_rule() {
    let beneath = Workspace::read().beneath("source");
    for name in ["tokio", "hyper", "lint", "render", "site"] {
        assert!(!beneath.contains(name), "source is linked with {name}");
    }
}

#[test]
fn each_crate_that_thinks_forbids_files_and_clocks() {
    for name in PURE {
        let settings = crate::metadata::text(&format!("crates/{name}/clippy.toml"));
        for forbidden in [
            "std::fs::File",
            "std::fs::read",
            "std::time::SystemTime",
            "jiff::Timestamp::now",
        ] {
            assert!(
                settings.contains(forbidden),
                "crates/{name}/clippy.toml lets {forbidden} through"
            );
        }
    }
}
