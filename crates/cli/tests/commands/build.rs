//! `hueandcry build`.

use crate::{copy, err, hueandcry, muletide, spoil};
use std::collections::BTreeMap;
use std::path::Path;

/// Every file of a folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder).unwrap().display().to_string(),
                    std::fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

fn build(folder: &Path, out: &Path, day: &str) -> std::process::Output {
    let arguments = [
        "build",
        folder.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--today",
        day,
        "--base-url",
        "https://example.org",
        // What is printed has stories of its own, in print.rs.
        "--no-print",
    ];
    hueandcry(&arguments)
}

#[test]
fn the_same_folder_on_the_same_day_gives_the_same_bytes_and_nothing_that_is_not_due() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    for out in [&one, &other] {
        let output = build(&muletide(), out, "2026-12-02");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let files = files(&one);
    assert_eq!(files, self::files(&other));
    assert!(files.contains_key("merry-muletide/doors/2/index.html"));
    assert!(!files.contains_key("merry-muletide/doors/3/index.html"));
    let sitemap = String::from_utf8_lossy(&files["sitemap.xml"]).into_owned();
    assert!(sitemap.contains("https://example.org/merry-muletide/doors/2/") && !sitemap.contains("doors/3"));
    assert!(files["source.tar.gz"].starts_with(&[0x1f, 0x8b]));
}

#[test]
fn private_words_and_notes_are_in_no_file_of_the_site() {
    let folder = copy();
    std::fs::create_dir_all(folder.path().join("private")).unwrap();
    std::fs::write(folder.path().join("private/notes.txt"), "Zanzibar Academy").unwrap();
    std::fs::write(folder.path().join(".env"), "Zanzibar").unwrap();
    let out = tempfile::tempdir().unwrap();
    let output = build(folder.path(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for (name, bytes) in files(&out.path().join("site")) {
        assert!(!bytes.windows(8).any(|window| window == b"Zanzibar"), "{name}");
    }
}

#[test]
fn a_campaign_with_an_error_is_not_built_and_what_is_there_stays() {
    let folder = copy();
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    assert_eq!(build(folder.path(), &site, "2026-12-02").status.code(), Some(0));
    let before = files(&site);
    spoil(folder.path(), "help.toml", "phone = \"", "phone = \"0");
    let output = build(folder.path(), &site, "2026-12-02");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("bad-phone"), "{}", err(&output));
    assert_eq!(files(&site), before);
}

#[test]
fn a_folder_that_is_not_a_build_is_left_as_it_is() {
    let out = tempfile::tempdir().unwrap();
    std::fs::write(out.path().join("thesis.odt"), "years").unwrap();
    let output = build(&muletide(), out.path(), "2026-12-02");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("has files that this program did not write"));
}

#[test]
fn a_day_that_is_none_is_told_how_to_write_it() {
    let out = tempfile::tempdir().unwrap();
    let output = build(&muletide(), &out.path().join("site"), "tomorrow");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("the year first, such as 2026-12-01"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_page_that_sends_on_says_so_to_a_browser_that_does_not_follow() {
    let out = tempfile::tempdir().unwrap();
    let output = build(&muletide(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let code = &files(&out.path().join("site"))["q/TAXI1/index.html"];
    let code = String::from_utf8_lossy(code);
    assert!(
        code.contains("/merry-muletide/signs/\">Go on to the page</a>"),
        "{code}"
    );
}

#[test]
fn a_stale_number_is_shown_and_does_not_take_the_site_down() {
    let out = tempfile::tempdir().unwrap();
    let output = build(&muletide(), &out.path().join("site"), "2031-06-01");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("help-stale"), "{}", err(&output));
    let help = &files(&out.path().join("site"))["merry-muletide/help/index.html"];
    assert!(String::from_utf8_lossy(help).contains("0300 123 6600"));
}

/// A folder of two campaigns that print the same codes.
pub(crate) fn two() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one", "two"] {
        let to = folder.path().join(name);
        std::fs::rename(copy().keep(), &to).unwrap();
        spoil(
            &to,
            "campaign.toml",
            "id = \"merry-muletide\"",
            &format!("id = \"{name}\""),
        );
    }
    folder
}

#[test]
fn of_several_campaigns_every_fault_is_shown_and_nothing_is_written() {
    let folder = two();
    for name in ["one", "two"] {
        spoil(
            &folder.path().join(name),
            "help.toml",
            "phone = \"",
            "phone = \"0",
        );
    }
    let out = tempfile::tempdir().unwrap();
    let output = build(folder.path(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(err(&output).matches("[bad-phone]").count(), 2, "{}", err(&output));
    assert_eq!(
        std::fs::read_dir(out.path()).unwrap().count(),
        0,
        "a draft was left"
    );
}

#[test]
fn a_code_that_two_campaigns_print_is_a_fault() {
    let out = tempfile::tempdir().unwrap();
    let output = build(two().path(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let told = "the campaign \"one\" of this site prints the code";
    assert!(err(&output).contains(told), "{}", err(&output));
}

#[test]
fn a_consent_that_ran_out_holds_up_a_release_and_one_that_was_taken_back_the_build() {
    let folder = copy();
    let out = tempfile::tempdir().unwrap();
    let consent = |withdrawn: &str| {
        let text = format!(
            "[[consent]]\nid = \"speaker\"\nreference = \"form 12\"\nscope = \"her words\"\nplaces = [\"this website\"]\n\
             expires = 2026-10-31\n{withdrawn}"
        );
        std::fs::write(folder.path().join("consents.toml"), text).unwrap();
    };
    spoil(
        folder.path(),
        "pages/questions.md",
        "title = ",
        "consent = \"speaker\"\ntitle = ",
    );
    consent("");
    let output = build(folder.path(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("consent-expired"), "{}", err(&output));
    consent("withdrawn = 2026-11-30\n");
    let output = build(folder.path(), &out.path().join("site"), "2026-12-02");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("pages/questions.md:2"), "{}", err(&output));
}

#[test]
fn a_build_says_whom_to_tell_of_a_fault_of_its_safety() {
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let arguments = |contact: &'static str| {
        let (folder, site) = (muletide(), site.clone());
        hueandcry(&[
            "build",
            folder.to_str().unwrap(),
            "--out",
            site.to_str().unwrap(),
            "--no-print",
            "--security-contact",
            contact,
        ])
    };
    let output = arguments("nobody");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("nobody can be reached there"),
        "{}",
        err(&output)
    );
    let output = arguments("https://council.example/safety");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = String::from_utf8_lossy(&files(&site)[".well-known/security.txt"]).into_owned();
    assert!(text.contains("Contact: https://council.example/safety"), "{text}");
}
