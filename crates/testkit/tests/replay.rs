//! Every input that the fuzzer ever kept, through the doors it was found at: once found, for ever tried.

use std::fs;
use std::path::{Path, PathBuf};
use testkit::door::DOORS;

fn inputs(kind: &str, door: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz")
        .join(kind)
        .join(door);
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.sort();
    paths
}

#[expect(
    clippy::print_stdout,
    reason = "a test's output is shown when it fails, and then the input must be named"
)]
fn replay(wanted: &str) {
    let (name, door) = DOORS
        .iter()
        .find(|(name, _)| *name == wanted)
        .expect("there is such a door");
    let corpus = inputs("corpus", name);
    assert!(!corpus.is_empty(), "fuzz/corpus/{name} is empty");
    for input in corpus.into_iter().chain(inputs("crashes", name)) {
        println!("{}", input.display());
        door(&fs::read(&input).expect("it can be read"));
    }
}

#[test]
fn folders_that_the_fuzzer_kept_are_read_without_a_panic() {
    replay("read_campaign");
}

#[test]
fn pages_that_the_fuzzer_kept_are_read_without_a_panic() {
    replay("markdown_page");
}

#[test]
fn drawings_that_the_fuzzer_kept_are_cleaned_without_a_panic() {
    replay("svg_clean");
}

#[test]
fn photographs_that_the_fuzzer_kept_are_cleaned_without_a_panic() {
    replay("jpeg_clean");
}

#[test]
fn zips_that_the_fuzzer_kept_are_read_without_a_panic() {
    replay("zip_folder");
}

#[test]
fn every_door_has_a_fuzz_target_and_a_test_here() {
    let here = include_str!("replay.rs");
    let manifest = include_str!("../../../fuzz/Cargo.toml");
    for (name, _) in DOORS {
        assert!(
            here.contains(&format!("replay(\"{name}\")")),
            "{name} is not replayed"
        );
        assert!(
            manifest.contains(&format!("name = \"{name}\"")),
            "{name} has no target in fuzz/Cargo.toml"
        );
    }
}
