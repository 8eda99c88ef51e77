//! `hueandcry check`.

use crate::{copy, err, hueandcry, muletide, out, spoil};
use serde_json::Value;

/// Whether posters can be printed has stories of its own, in print.rs.
const DAY: [&str; 3] = ["--no-print", "--today", "2026-11-28"];

fn check(folder: &std::path::Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["check", folder.to_str().unwrap(), DAY[0], DAY[1], DAY[2]];
    arguments.extend(more);
    hueandcry(&arguments)
}

#[test]
fn the_worked_example_has_nothing_but_what_it_allows_with_a_reason() {
    let output = check(&muletide(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json.as_array().unwrap();
    assert!(findings.len() > 5, "{findings:?}");
    for finding in findings {
        assert!(finding["allowed"].as_str().unwrap().len() > 20, "{finding}");
    }
    let human = out(&check(&muletide(), &[]));
    for part in [
        "Nothing found: this campaign may be released.",
        "findings are allowed, by [[allow]] in campaign.toml:",
        "  warning[pretest-missing]: this page is hard-hitting and was tried with nobody\n    in pages/chain.md:",
        ", pages/doors/04.md:10:15, ",
        "because: Nobody has tried this worked example",
    ] {
        assert!(human.contains(part), "{part} is not in\n{human}");
    }
}

#[test]
fn a_reason_steers_no_terminal() {
    let folder = copy();
    let evil = "reason = \"\\u001b]0;owned\\u0007\\u202eNobody has";
    spoil(folder.path(), "campaign.toml", "reason = \"Nobody has", evil);
    let human = out(&check(folder.path(), &[]));
    assert!(human.contains("because:  ]0;owned  Nobody has tried"), "{human}");
    assert!(!human.contains(['\u{1b}', '\u{7}', '\u{202e}']));
}

#[test]
fn an_error_is_shown_with_its_line_and_what_to_do_and_gives_one() {
    let folder = copy();
    spoil(folder.path(), "facts.toml", "checked =", "cheked =");
    let output = check(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    for part in [
        "error[unknown-key]",
        "facts.toml:",
        "cheked = ",
        "^",
        "did you mean \"checked\"?",
        "may not be released",
    ] {
        assert!(out(&output).contains(part), "{part} is not in\n{}", out(&output));
    }
    let json: Value = serde_json::from_slice(&check(folder.path(), &["--format", "json"]).stdout).unwrap();
    let first = json
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "unknown-key")
        .unwrap();
    assert_eq!(first["severity"], "error");
    assert_eq!(first["file"], "facts.toml");
    for key in ["line", "column"] {
        assert!(first[key].as_u64().unwrap() >= 1);
    }
    for key in ["message", "advice"] {
        assert!(first[key].as_str().unwrap().len() > 10);
    }
}

#[test]
fn a_folder_that_is_not_there_gives_two_and_says_what_to_do() {
    let output = hueandcry(&["check", "no/such/folder"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("there is no folder no/such/folder; name a campaign's folder"));
}

#[test]
fn a_bad_flag_gives_two_and_points_to_help() {
    let output = hueandcry(&["check", "x", "--formt", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--format"), "{}", err(&output));
}

#[test]
fn a_restricted_word_is_found_everywhere_and_printed_nowhere() {
    let folder = copy();
    std::fs::create_dir_all(folder.path().join("private")).unwrap();
    let restrictions = std::fs::read_to_string(folder.path().join("restrictions.toml")).unwrap();
    let id = restrictions
        .split("id = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    std::fs::write(
        folder.path().join("private/words.toml"),
        format!("[[words]]\nrestriction = \"{id}\"\nwords = [\"Zanzibar Academy\"]\n"),
    )
    .unwrap();
    let home = folder.path().join("pages/home.md");
    let text = std::fs::read_to_string(&home).unwrap();
    std::fs::write(
        &home,
        format!("{text}\nShe went to ZANZIBAR-academy, [click here](nowhere:Zanzibar Academy).\n"),
    )
    .unwrap();
    spoil(
        folder.path(),
        "placements.csv",
        "\n",
        "\nZZZ1,venue,Zanzibar Academy gate,act\n",
    );
    for format in ["human", "json"] {
        let output = check(folder.path(), &["--format", format]);
        let all = format!("{}{}", out(&output), err(&output)).to_lowercase();
        assert_eq!(output.status.code(), Some(1));
        assert!(!all.contains("zanzibar"), "{all}");
        assert!(
            all.contains(id) && all.contains("pages/home.md") && all.contains("placements.csv"),
            "{all}"
        );
    }
}

#[test]
fn several_campaigns_are_checked_at_once_each_beneath_its_name() {
    let folder = crate::build::two();
    let output = check(folder.path(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |rule: &str| -> Vec<String> {
        let findings = json.as_array().unwrap().iter();
        findings
            .filter(|finding| finding["rule"] == rule && finding["allowed"].is_null())
            .map(|finding| finding["file"].as_str().unwrap().to_owned())
            .collect()
    };
    let twice = of("duplicate-id");
    assert!(
        !twice.is_empty() && twice.iter().all(|file| file == "two/placements.csv"),
        "{twice:?}"
    );
    let human = out(&check(folder.path(), &[]));
    assert!(
        human.contains("\none:\n") || human.starts_with("one:\n"),
        "{human}"
    );
    assert!(human.contains("\ntwo:\n"), "{human}");
}

#[test]
fn a_restricted_word_is_not_printed_when_the_campaign_cannot_be_read() {
    let folder = copy();
    std::fs::create_dir_all(folder.path().join("private")).unwrap();
    std::fs::write(
        folder.path().join("private/words.toml"),
        "[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar Academy\"]\n",
    )
    .unwrap();
    spoil(
        folder.path(),
        "campaign.toml",
        "starts = 2026-11-20",
        "starts = 2026-13-20 # Zanzibar Academy",
    );
    for format in ["human", "json"] {
        let output = check(folder.path(), &["--format", format]);
        let all = format!("{}{}", out(&output), err(&output));
        assert!(!all.to_lowercase().contains("zanzibar"), "{all}");
        assert!(all.contains("restriction") && all.contains("bad-date"), "{all}");
    }
}
