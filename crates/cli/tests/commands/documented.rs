//! The manual names every command and every flag, in the program's own words.

use crate::{hueandcry, out};

const MANUAL: &str = include_str!("../../../../docs/commands.md");
const COMMANDS: [&str; 11] = [
    "serve",
    "new",
    "preview",
    "check",
    "build",
    "print",
    "plan",
    "evaluate",
    "licences",
    "completions",
    "man",
];

/// The manual as the program would write it: run with `UPDATE=1` to write it anew.
fn manual() -> String {
    let mut manual = String::from(
        "# Commands\n\nMade from the program's own help by a test; `UPDATE=1 cargo test -p hueandcry --test commands` writes it anew.\n\n\
         The exit code is 0 when it is done, 1 when the answer is no (errors were found), 2 when it could not run.\n\n",
    );
    manual += &format!("## `hueandcry`\n\n```text\n{}```\n", out(&hueandcry(&["--help"])));
    for command in COMMANDS {
        manual += &format!(
            "\n## `hueandcry {command}`\n\n```text\n{}```\n",
            out(&hueandcry(&[command, "--help"]))
        );
    }
    manual
}

#[test]
fn the_manual_has_the_help_of_every_command() {
    let manual = manual();
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/commands.md");
        std::fs::write(path, &manual).unwrap();
        return;
    }
    assert_eq!(
        MANUAL, manual,
        "docs/commands.md is not what the program says; run again with UPDATE=1"
    );
}

#[test]
fn every_command_is_in_the_list_of_this_test() {
    let help = out(&hueandcry(&["--help"]));
    let listed = help
        .split("Commands:")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(names, COMMANDS);
}
