//! What disks can hold.

use crate::{findings, good_campaign, says};
use campaign::{Diagnostic, FolderLimits};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use source::FolderSource;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    good_campaign(folder.path());
    folder
}

fn read(folder: &Path) -> Vec<Diagnostic> {
    findings(FolderSource::open(folder, FolderLimits::default()).expect("it opens"))
}

#[test]
fn sparse_files_of_8_gb_are_too_large_and_not_read() {
    let folder = folder();
    for name in [
        "pages/large.md",
        "media/large.svg",
        "media/large.mp4",
        "placements.csv",
    ] {
        let file = File::create(folder.path().join(name)).expect("a file can be made");
        file.set_len(8 << 30).expect("and be sparse");
    }
    let findings = read(folder.path());
    for name in [
        "pages/large.md",
        "media/large.svg",
        "media/large.mp4",
        "placements.csv",
    ] {
        let found = findings
            .iter()
            .any(|finding| finding.place.file == name && finding.rule.0 == "too-large");
        assert!(found, "{name}: {findings:#?}");
    }
}

#[test]
fn a_fifo_is_not_waited_for() {
    let folder = folder();
    for name in ["pages/pipe.md", "media/pipe.svg"] {
        mknodat(
            CWD,
            folder.path().join(name),
            FileType::Fifo,
            Mode::RUSR | Mode::WUSR,
            0,
        )
        .expect("a FIFO can be made");
    }
    fs::remove_file(folder.path().join("facts.toml")).expect("it is there");
    mknodat(
        CWD,
        folder.path().join("facts.toml"),
        FileType::Fifo,
        Mode::RUSR,
        0,
    )
    .expect("a FIFO can be made");
    let findings = read(folder.path());
    for name in ["pages/pipe.md", "media/pipe.svg", "facts.toml"] {
        assert!(says(&findings, name, "no ordinary file"), "{name}: {findings:#?}");
    }
}

#[test]
fn links_are_named_and_never_followed() {
    let folder = folder();
    let outside = tempfile::tempdir().expect("a folder can be made");
    fs::write(outside.path().join("secret.md"), "Never published.\n").expect("a file can be written");
    symlink(
        outside.path().join("secret.md"),
        folder.path().join("pages/secret.md"),
    )
    .expect("a link can be made");
    symlink(outside.path(), folder.path().join("media/outside")).expect("a link can be made");
    symlink("..", folder.path().join("pages/round-and-round")).expect("a link can be made");
    symlink("itself.md", folder.path().join("pages/itself.md")).expect("a link can be made");
    let findings = read(folder.path());
    for name in [
        "pages/secret.md",
        "media/outside",
        "pages/round-and-round",
        "pages/itself.md",
    ] {
        assert!(says(&findings, name, "link"), "{name}: {findings:#?}");
    }
    assert!(
        !findings
            .iter()
            .any(|finding| finding.message.contains("Never published"))
    );
}

#[test]
fn names_that_no_campaign_can_have_are_named() {
    let folder = folder();
    let names: [&[u8]; 4] = [
        b"pages/caf\xe9.md",
        b"pages/a\\b.md",
        b"pages/con.md",
        b"pages/line\nbreak.md",
    ];
    for name in names {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "x").expect("Linux takes any name");
    }
    let findings = read(folder.path());
    for shown in [
        "pages/caf\u{fffd}.md",
        "pages/a\\b.md",
        "pages/con.md",
        "pages/line",
    ] {
        assert!(says(&findings, shown, "name"), "{shown}: {findings:#?}");
    }
}

#[test]
fn folders_in_folders_without_an_end_stop_at_the_eighth() {
    let folder = folder();
    let mut deep = folder.path().join("pages");
    for _ in 0..200 {
        deep.push("d");
        fs::create_dir(&deep).expect("a folder can be made");
    }
    fs::write(deep.join("page.md"), "x").expect("a file can be written");
    assert!(says(&read(folder.path()), "pages/d/d", "too deep"));
}

#[test]
fn more_files_than_any_campaign_has_are_not_all_listed() {
    let folder = folder();
    for number in 0..12_000 {
        File::create(folder.path().join(format!("pages/{number}.md"))).expect("a file can be made");
    }
    let findings = read(folder.path());
    assert!(
        findings
            .iter()
            .any(|finding| finding.message.contains("too many")),
        "{} findings",
        findings.len()
    );
}

#[test]
fn a_file_that_is_a_folder_and_a_folder_that_is_a_file_are_findings() {
    let folder = folder();
    fs::remove_file(folder.path().join("signs.toml")).expect("it is there");
    fs::create_dir(folder.path().join("signs.toml")).expect("a folder can be made");
    fs::write(folder.path().join("signs.toml/inside.md"), "x").expect("a file can be written");
    fs::remove_dir_all(folder.path().join("posters")).expect("it is there");
    fs::write(folder.path().join("posters"), "x").expect("a file can be written");
    let findings = read(folder.path());
    assert!(
        findings
            .iter()
            .any(|finding| finding.place.file.starts_with("signs.toml")),
        "{findings:#?}"
    );
    assert!(
        findings.iter().any(|finding| finding.place.file == "posters"),
        "{findings:#?}"
    );
}
