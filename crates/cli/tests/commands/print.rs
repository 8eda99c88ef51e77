//! `hueandcry print`, and posters wherever else the program makes them.

use crate::build::files;
use crate::serve::Running;
use crate::{copy, err, hueandcry, muletide, out, spoil};
use std::path::Path;
use std::process::Output;

/// Prints a campaign with links to a site of its own.
fn print(folder: &Path, out: &Path, more: &[&str]) -> Output {
    let mut arguments = vec![
        "print",
        folder.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--base-url",
        "https://example.org",
    ];
    arguments.extend(more);
    hueandcry(&arguments)
}

/// The campaign with copies for two pubs and none for a post.
fn with_pubs() -> tempfile::TempDir {
    let folder = copy();
    let rows = "code,kind,name,page,poster,format\n\
                PUB7,venue,\"The Ship, High Street\",act,let-go,a4\n\
                PUB8,venue,=1+1,act,let-go,a4\n\
                POST1,post,Our own posts,act,,\n";
    std::fs::write(folder.path().join("placements.csv"), rows).unwrap();
    folder
}

#[test]
fn each_placement_has_a_copy_of_its_own_and_a_line_in_the_list() {
    let (folder, out) = (with_pubs(), tempfile::tempdir().unwrap());
    let printed = out.path().join("printed");
    let output = print(folder.path(), &printed, &["--poster", "let-go", "--format", "a4"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        err(&output).contains("3 files, of which 2 are copies"),
        "{}",
        err(&output)
    );
    let files = files(&printed);
    let names: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|name| !name.starts_with('.'))
        .collect();
    let plain = "let-go-a4.pdf";
    assert_eq!(
        names,
        [
            "copies.csv",
            "copies/PUB7-let-go-a4.pdf",
            "copies/PUB8-let-go-a4.pdf",
            plain
        ]
    );
    for name in &names[1..] {
        assert!(files[*name].starts_with(b"%PDF-"), "{name}");
    }
    assert_ne!(
        files["copies/PUB7-let-go-a4.pdf"],
        files["copies/PUB8-let-go-a4.pdf"]
    );
    assert_eq!(
        String::from_utf8_lossy(&files["copies.csv"]),
        "code,name,poster,format,file,link,page\r\n\
         ,,let-go,a4,let-go-a4.pdf,,https://example.org/merry-muletide/posters/let-go/\r\n\
         PUB7,\"The Ship, High Street\",let-go,a4,copies/PUB7-let-go-a4.pdf,https://example.org/q/PUB7,https://example.org/merry-muletide/act/\r\n\
         PUB8,\"'=1+1\",let-go,a4,copies/PUB8-let-go-a4.pdf,https://example.org/q/PUB8,https://example.org/merry-muletide/act/\r\n"
    );
}

#[test]
fn one_copy_can_be_printed_by_its_code_and_with_bleed() {
    let (folder, out) = (with_pubs(), tempfile::tempdir().unwrap());
    let printed = out.path().join("printed");
    let output = print(folder.path(), &printed, &["--code", "pub8", "--bleed"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(printed.join("copies/PUB8-let-go-a4-printer.pdf").exists());
    assert!(!printed.join("copies/PUB7-let-go-a4-printer.pdf").exists());
}

#[test]
fn what_is_printed_is_what_visitors_and_files_get() {
    let (folder, out) = (with_pubs(), tempfile::tempdir().unwrap());
    // One format of each says enough.
    for poster in ["are-you-all-right", "let-go", "one-of-them"] {
        let file = format!("posters/{poster}.toml");
        spoil(folder.path(), &file, "layout = ", "formats = [\"a4\"]\nlayout = ");
    }
    let (printed, built) = (out.path().join("printed"), out.path().join("built"));
    let output = print(folder.path(), &printed, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    // Cards are many and say nothing here: one size is enough.
    std::fs::write(
        folder.path().join("theme/cards.toml"),
        "[[card]]\nname = \"share\"\nwidth = 1200\nheight = 630\n",
    )
    .unwrap();
    let output = hueandcry(&[
        "build",
        folder.path().to_str().unwrap(),
        "--out",
        built.to_str().unwrap(),
        "--base-url",
        "https://example.org",
        "--today",
        "2026-12-02",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let (printed, built) = (files(&printed), files(&built));
    let copy = &printed["copies/PUB7-let-go-a4.pdf"];
    assert!(
        built["merry-muletide/posters/let-go/a4/PUB7.pdf"] == *copy,
        "the build has other bytes"
    );
    assert!(built["merry-muletide/posters/let-go/a4.pdf"] == printed["let-go-a4.pdf"]);
    let running = Running::start_with(&[folder.path()], &["--public-url", "https://example.org"]);
    let answer = running.asked_for("example.org", "/merry-muletide/posters/let-go/a4/PUB7.pdf");
    let (head, body) = answer;
    assert!(
        head.starts_with("HTTP/1.1 200") && head.contains("application/pdf"),
        "{head}"
    );
    assert!(body == *copy, "the server has other bytes");
}

#[test]
fn what_cannot_be_printed_is_a_finding_of_check_and_print_and_nothing_is_written() {
    let (folder, out) = (copy(), tempfile::tempdir().unwrap());
    let headline = "Somebody is at the door. ".repeat(400);
    spoil(
        folder.path(),
        "posters/let-go.toml",
        "You asked about the turkey.",
        headline.trim_end(),
    );
    spoil(
        folder.path(),
        "posters/let-go.toml",
        "layout = ",
        "formats = [\"a4\"]\nlayout = ",
    );
    let place = "posters/let-go.toml:2:";
    let checked = hueandcry(&["check", folder.path().to_str().unwrap(), "--today", "2026-11-28"]);
    assert_eq!(checked.status.code(), Some(1), "{}", crate::out(&checked));
    let said = crate::out(&checked);
    assert!(said.contains(place), "{said}");
    let printed = out.path().join("printed");
    let output = print(folder.path(), &printed, &["--poster", "let-go", "--format", "a4"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains(place), "{}", err(&output));
    assert_eq!(
        std::fs::read_dir(out.path()).unwrap().count(),
        0,
        "a draft was left"
    );
}

#[test]
fn a_campaign_with_an_error_is_not_printed() {
    let (folder, out) = (copy(), tempfile::tempdir().unwrap());
    spoil(folder.path(), "help.toml", "phone = \"", "phone = \"0");
    let output = print(folder.path(), &out.path().join("printed"), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("bad-phone"), "{}", err(&output));
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn what_there_is_not_is_answered_with_what_there_is() {
    let (folder, out) = (with_pubs(), tempfile::tempdir().unwrap());
    for (more, told) in [
        (
            ["--poster", "let-gone"],
            "there is no poster let-gone; did you mean let-go?",
        ),
        (
            ["--code", "PUB9"],
            "there is no placement PUB9; did you mean PUB7?",
        ),
        (
            ["--code", "POST1"],
            "POST1 names no poster and format in placements.csv",
        ),
        (
            ["--format", "a2"],
            "write one of a4, a3, leaflet, 6-sheet, screen",
        ),
    ] {
        let output = print(folder.path(), &out.path().join("printed"), &more);
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    let more = ["--code", "PUB7", "--format", "a3"];
    let output = print(folder.path(), &out.path().join("printed"), &more);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("no poster is all that you asked for"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_folder_that_was_not_printed_is_left_as_it_is() {
    let out = tempfile::tempdir().unwrap();
    std::fs::write(out.path().join("thesis.odt"), "years").unwrap();
    let output = print(&muletide(), out.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("has files that this program did not write"));
}

#[test]
fn a_site_without_what_is_printed_has_no_poster_and_no_link_to_one() {
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let output = hueandcry(&[
        "build",
        muletide().to_str().unwrap(),
        "--out",
        site.to_str().unwrap(),
        "--no-print",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for (name, bytes) in files(&site) {
        assert!(!name.ends_with(".pdf"), "{name}");
        assert!(!String::from_utf8_lossy(&bytes).contains("/a4.pdf"), "{name}");
    }
    assert_eq!(self::out(&output), "");
}
