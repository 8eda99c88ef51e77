//! The manual names every key and every file that the reader knows.

/// The readers' own source: each key stands there as the first argument of a method of the table.
const READERS: [&str; 14] = [
    include_str!("../../src/reading/about.rs"),
    include_str!("../../src/reading/cards.rs"),
    include_str!("../../src/reading/measure.rs"),
    include_str!("../../src/reading/evidence.rs"),
    include_str!("../../src/reading/help.rs"),
    include_str!("../../src/reading/people.rs"),
    include_str!("../../src/reading/reach.rs"),
    include_str!("../../src/reading/evaluation.rs"),
    include_str!("../../src/reading/poster.rs"),
    include_str!("../../src/reading/toolkit.rs"),
    include_str!("../../src/reading/media.rs"),
    include_str!("../../src/reading/page.rs"),
    include_str!("../../src/reading/private.rs"),
    include_str!("../../src/markdown/insert.rs"),
];
const MANUAL: &str = include_str!("../../../../docs/folder.md");

fn keys() -> Vec<&'static str> {
    let methods = [
        "text(",
        "text_at(",
        "required_text(",
        "required_text_at(",
        "flag(",
        "number(",
        "decimal(",
        "required_decimal(",
        "plain_texts(",
        "texts(",
        "date(",
        "required_date(",
        "instant(",
        "cited(",
        "required_cited(",
        "all_cited(",
        "url(",
        "required_url(",
        "phone(",
        "path(",
        "choice(",
        "tables(",
        "table(",
        "required_table(",
    ];
    let mut keys: Vec<&str> = READERS
        .iter()
        .flat_map(|source| {
            source
                .split("table.")
                .skip(1)
                .chain(source.split("        .").skip(1))
        })
        .filter_map(|call| {
            let (method, rest) = call.split_once('(')?;
            let method = method.split("::").next()?;
            methods
                .iter()
                .find(|known| known.trim_end_matches('(') == method)?;
            rest.trim_start().strip_prefix('"')?.split('"').next()
        })
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn the_manual_names_every_key_of_the_folder() {
    let keys = keys();
    assert!(
        keys.len() > 80,
        "the readers' source is no longer understood: {keys:?}"
    );
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !MANUAL.contains(&format!("`{key}`")))
        .collect();
    assert!(missing.is_empty(), "docs/folder.md does not name {missing:?}");
}

#[test]
fn the_manual_names_every_file_of_the_folder() {
    for file in [
        "campaign.toml",
        "facts.toml",
        "help.toml",
        "signs.toml",
        "voices.toml",
        "coverage.toml",
        "consents.toml",
        "restrictions.toml",
        "placements.csv",
        "posts.toml",
        "toolkit.toml",
        "toolkit/",
        "survey.toml",
        "evaluation.toml",
        "posters/",
        "pages/",
        "pages/chain/",
        "pages/doors/",
        "media/media.toml",
        "theme/theme.toml",
        "theme/cards.toml",
        "private/words.toml",
        "worked/",
    ] {
        assert!(
            MANUAL.contains(&format!("`{file}")),
            "docs/folder.md does not name {file}"
        );
    }
}
