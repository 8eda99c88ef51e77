//! `docs/security.md` names every story about hostile visitors, and no story that is not there.

use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../../../docs/security.md");
/// The files whose every test has a line in the document.
const STORIES: [&str; 5] = [
    include_str!("stories/hostile.rs"),
    include_str!("stories/limits.rs"),
    include_str!("stories/names.rs"),
    include_str!("stories/crowd.rs"),
    include_str!("../../public/src/stories/hostile.rs"),
];
/// Files of which the document names some.
const OTHERS: [&str; 5] = [
    include_str!("stories/log.rs"),
    include_str!("stories/operator.rs"),
    include_str!("stories/posters.rs"),
    include_str!("stories/time.rs"),
    include_str!("../../public/src/address.rs"),
];

/// The names of the tests in a file; parts that other tests start are none.
fn tests(file: &str) -> BTreeSet<&str> {
    let is_name = |line: &&str| line.trim_start().starts_with("fn ");
    file.split("#[test]")
        .skip(1)
        .filter_map(|rest| rest.lines().find(is_name))
        .filter_map(|line| line.trim_start().strip_prefix("fn ")?.split('(').next())
        .filter(|name| !name.starts_with("part_"))
        .collect()
}

/// The names in the last column of the document's tables.
fn named(document: &str) -> BTreeSet<&str> {
    document
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.trim_end_matches('|').rsplit('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn every_story_that_the_document_names_exists_and_every_hostile_one_is_named() {
    let named = named(DOCUMENT);
    let stories: BTreeSet<&str> = STORIES.iter().flat_map(|file| tests(file)).collect();
    let others: BTreeSet<&str> = OTHERS.iter().flat_map(|file| tests(file)).collect();
    assert!(stories.len() > 35, "only {} stories were found", stories.len());
    let unnamed: Vec<_> = stories.difference(&named).collect();
    assert!(
        unnamed.is_empty(),
        "docs/security.md has no line for {unnamed:#?}"
    );
    let missing: Vec<_> = named
        .iter()
        .filter(|name| !stories.contains(*name) && !others.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/security.md names what is no test: {missing:#?}"
    );
}

#[test]
fn a_story_that_is_missing_is_noticed() {
    assert_eq!(
        named("| what | we do | `one`, `two` |\n")
            .into_iter()
            .collect::<Vec<_>>(),
        ["one", "two"]
    );
    let file = "#[test]\nfn one() {}\n\n#[test]\n#[ignore]\nfn part_two() {}\nfn helper() {}\n";
    assert_eq!(tests(file).first().unwrap(), &"one");
    assert_eq!(tests(file).len(), 1);
}
