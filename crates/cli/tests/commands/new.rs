//! `hueandcry new`.

use crate::preview::Running;
use crate::{err, hueandcry, out};
use std::path::Path;

fn new(folder: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["new", folder.to_str().unwrap()];
    arguments.extend(more);
    hueandcry(&arguments)
}

/// The rules of what `check` finds, in order.
fn found(folder: &Path, day: &str) -> Vec<String> {
    let folder = folder.to_str().unwrap();
    let output = hueandcry(&["check", "--no-print", folder, "--today", day, "--format", "json"]);
    let text = out(&output);
    let rules = text.split("\"rule\":\"").skip(1);
    rules
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_new_folder_is_clean_and_builds_in_november_in_december_and_on_the_last_day_of_a_year() {
    let place = tempfile::tempdir().unwrap();
    for day in ["2026-11-27", "2026-12-24", "2026-12-31", "2027-03-28"] {
        let folder = place.path().join(day);
        let output = new(
            &folder,
            &[
                "--today",
                day,
                "--name",
                "Look twice",
                "--area",
                "Southend-on-Sea",
            ],
        );
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(found(&folder, day).is_empty(), "{day}: {:?}", found(&folder, day));
        let site = place.path().join(format!("site-{day}"));
        let arguments = [
            "build",
            folder.to_str().unwrap(),
            "--out",
            site.to_str().unwrap(),
            "--no-print",
            "--today",
            day,
        ];
        let output = hueandcry(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let home = std::fs::read_to_string(site.join("look-twice/index.html")).unwrap();
        assert!(
            home.contains("#LookTwice") && home.contains("A worked example."),
            "{home}"
        );
    }
}

#[test]
fn years_later_nothing_is_found_but_what_somebody_has_to_read_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("leap");
    assert_eq!(new(&folder, &["--today", "2028-02-29"]).status.code(), Some(0));
    let found = found(&folder, "2028-02-29");
    let is_stale = |rule: &String| rule == "help-stale" || rule == "fact-stale";
    assert!(!found.is_empty() && found.iter().all(is_stale), "{found:?}");
    let text = std::fs::read_to_string(folder.join("campaign.toml")).unwrap();
    assert!(
        text.contains("starts = 2028-04-11") && text.contains("ends = 2028-07-03"),
        "{text}"
    );
}

#[test]
fn a_new_folder_is_shown_by_the_preview_and_keeps_its_private_words_out_of_git() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("my-campaign");
    assert_eq!(new(&folder, &[]).status.code(), Some(0));
    let preview = Running::start(&folder);
    assert!(preview.get("/").contains("location: /now/my-campaign/"));
    let home = preview.get("/now/my-campaign/");
    assert!(
        home.contains("Who would notice?") && home.contains("0808 800 5000"),
        "{home}"
    );
    let ignored = std::fs::read_to_string(folder.join(".gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "private/"));
}

#[test]
fn what_is_there_stays_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("thesis.odt"), "years").unwrap();
    let output = new(place.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is left as it is"), "{}", err(&output));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn names_are_text_whatever_stands_in_them_and_what_cannot_be_one_is_told() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("odd");
    let name = "\"Look\" <b>twice</b> \\ {{area}}";
    assert_eq!(
        new(&folder, &["--name", name, "--today", "2026-12-01"])
            .status
            .code(),
        Some(0)
    );
    assert!(
        found(&folder, "2026-12-01").is_empty(),
        "{:?}",
        found(&folder, "2026-12-01")
    );
    for (more, told) in [
        (["--name", "¿…?"], "no address can be made"),
        (["--name", "two\nlines"], "cannot be a name"),
        (["--area", " "], "cannot be a name"),
        (["--language", "cy"], "no pages in cy"),
    ] {
        let folder = place.path().join("no");
        let output = new(&folder, &more);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(told), "{more:?}: {}", err(&output));
        assert!(!folder.exists());
    }
}

#[test]
fn every_file_of_the_folder_that_people_write_explains_itself() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("explained");
    assert_eq!(new(&folder, &[]).status.code(), Some(0));
    for file in [
        "campaign",
        "facts",
        "help",
        "signs",
        "evaluation",
        "survey",
        "media/media",
        "theme/theme",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("{file}.toml"))).unwrap();
        assert!(text.starts_with("# "), "{file} does not begin with a comment");
        assert!(!text.contains("{{"), "{file} has a gap");
    }
}
