//! `hueandcry check --fix`.

use crate::{copy, err, hueandcry, out, spoil};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

fn fix(folder: &Path, more: &[&str]) -> Output {
    let mut arguments = vec![
        "check",
        "--no-print",
        folder.to_str().unwrap(),
        "--today",
        "2026-11-28",
        "--fix",
    ];
    arguments.extend(more);
    hueandcry(&arguments)
}

/// Every file of a folder, byte for byte.
fn files(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn what_has_one_right_answer_is_written_and_shown_and_nothing_else_changes() {
    let folder = copy();
    let before = files(folder.path());
    spoil(folder.path(), "facts.toml", "checked =", "cheked =");
    spoil(
        folder.path(),
        "pages/about.md",
        "+++\n\nThis",
        "+++\n\nDrug users who ask are heard.\n\nThis",
    );
    spoil(
        folder.path(),
        "posters/let-go.toml",
        "hard_hitting = true",
        "hard_hitting = \"yes\"",
    );
    let output = fix(folder.path(), &[]);
    let shown = out(&output);
    for part in [
        "--- facts.toml\n+++ facts.toml\n@@ line ",
        "\n-cheked = ",
        "\n+checked = ",
        "\n-Drug users who ask are heard.\n+People who use drugs who ask are heard.\n",
        "\n-hard_hitting = \"yes\"\n+hard_hitting = true\n",
        "Put right 3 lines in 3 files.",
        "may be released",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}{}", err(&output));
    }
    assert_eq!(output.status.code(), Some(0));
    spoil(
        folder.path(),
        "pages/about.md",
        "People who use drugs who ask are heard.\n\n",
        "",
    );
    assert_eq!(
        files(folder.path()).into_values().collect::<Vec<_>>(),
        before.into_values().collect::<Vec<_>>()
    );
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = copy();
    // The table's own name is misspelt, so that its keys can only be told once that is put right.
    spoil(folder.path(), "campaign.toml", "[area]", "[aera]");
    spoil(
        folder.path(),
        "campaign.toml",
        "code = \"E06000033\"",
        "cde = \"E06000033\"",
    );
    let first = fix(folder.path(), &[]);
    assert!(
        out(&first).contains("+[area]") && out(&first).contains("+code = "),
        "{}{}",
        out(&first),
        err(&first)
    );
    let between = files(folder.path());
    let second = fix(folder.path(), &[]);
    assert!(out(&second).contains("no file was changed"), "{}", out(&second));
    assert_eq!(files(folder.path()), between);
}

#[test]
fn line_ends_and_the_mark_of_some_editors_stay() {
    let folder = copy();
    let path = folder.path().join("survey.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let windows = format!(
        "\u{feff}{}",
        text.replacen("answers =", "answrs =", 1).replace('\n', "\r\n")
    );
    std::fs::write(&path, &windows).unwrap();
    let output = fix(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let expected = windows.replacen("answrs =", "answers =", 1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn json_stays_json_and_tells_the_exit_code_of_what_is_left() {
    let folder = copy();
    spoil(folder.path(), "facts.toml", "checked =", "cheked =");
    spoil(
        folder.path(),
        "facts.toml",
        "expires = ",
        "expires = 2020-01-01 # ",
    );
    let output = fix(folder.path(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        json.as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["rule"] == "fact-stale")
    );
    assert!(err(&output).contains("+checked = "), "{}", err(&output));
}

#[test]
fn what_is_private_is_neither_changed_nor_shown() {
    let folder = copy();
    let restrictions = std::fs::read_to_string(folder.path().join("restrictions.toml")).unwrap();
    let id = restrictions
        .split("id = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    std::fs::create_dir_all(folder.path().join("private")).unwrap();
    let words = format!(
        "[[words]]\nrestrction = \"{id}\"\nrestriction = \"{id}\"\nwods = []\nwords = [\"Zanzibar Academy\"]\n"
    );
    std::fs::write(folder.path().join("private/words.toml"), &words).unwrap();
    spoil(
        folder.path(),
        "survey.toml",
        "answers = [",
        "answrs = [\"Zanzibar Academy\", ",
    );
    let home = folder.path().join("pages/home.md");
    let text = std::fs::read_to_string(&home).unwrap();
    std::fs::write(&home, format!("{text}\nAsk Zanzibar Academy about drug users.\n")).unwrap();
    let output = fix(folder.path(), &[]);
    let all = format!("{}{}", out(&output), err(&output));
    assert!(!all.to_lowercase().contains("zanzibar"), "{all}");
    assert!(
        all.contains("(not shown: a word on this line may not appear)"),
        "{all}"
    );
    assert_eq!(
        std::fs::read_to_string(folder.path().join("private/words.toml")).unwrap(),
        words
    );
}

#[test]
fn a_zip_is_left_to_its_owner() {
    let folder = copy();
    let zip = folder.path().join("campaign.zip");
    std::fs::write(&zip, "PK").unwrap();
    let output = fix(&zip, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is a zip; unpack it"), "{}", err(&output));
}
