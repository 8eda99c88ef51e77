//! Folders that were made to do harm.

use crate::{campaign_folder, open, path};
use campaign::{FolderLimits, Source};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use source::{FolderSource, load};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

fn oddities(folder: &std::path::Path) -> Vec<String> {
    open(folder)
        .list()
        .unwrap()
        .oddities
        .into_iter()
        .map(|odd| format!("{} {}", odd.name, odd.reason))
        .collect()
}

#[test]
fn a_link_is_never_followed_wherever_it_stands() {
    let folder = campaign_folder();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "Zanzibar").unwrap();
    symlink(outside.path().join("secret.md"), folder.path().join("facts.toml")).unwrap();
    symlink(outside.path(), folder.path().join("pages")).unwrap();
    symlink(".", folder.path().join("posters")).unwrap();
    let listing = open(folder.path()).list().unwrap();
    assert_eq!(listing.entries.len(), 1);
    assert_eq!(listing.oddities.len(), 3);
    for text in ["facts.toml", "pages/secret.md", "posters/campaign.toml"] {
        let mut bytes = Vec::new();
        let read = open(folder.path())
            .read(&path(text), 100)
            .map(|found| bytes = found);
        assert!(read.is_err(), "{text} was read: {bytes:?}");
    }
}

#[test]
fn a_fifo_does_not_hold_the_reader() {
    let folder = campaign_folder();
    let fifo = folder.path().join("help.toml");
    mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    assert_eq!(oddities(folder.path()), ["help.toml is no ordinary file"]);
    assert!(open(folder.path()).read(&path("help.toml"), 100).is_err());
}

#[test]
fn a_sparse_file_of_eight_gigabytes_costs_nothing() {
    let folder = campaign_folder();
    for name in ["facts.toml", "media/film.mp4"] {
        fs::File::create(folder.path().join(name))
            .unwrap()
            .set_len(8 << 30)
            .unwrap();
    }
    let loaded = load(open(folder.path()), &FolderLimits::default());
    let found: Vec<String> = loaded
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule, finding.place.file))
        .collect();
    for finding in ["too-large facts.toml", "too-large media/film.mp4"] {
        assert!(found.iter().any(|one| one == finding), "{found:?}");
    }
}

#[test]
fn a_name_that_is_not_utf8_is_a_finding_and_no_more() {
    let folder = campaign_folder();
    fs::write(folder.path().join(OsStr::from_bytes(b"pa\xffge.md")), "x").unwrap();
    fs::write(folder.path().join("CON"), "x").unwrap();
    let odd = oddities(folder.path());
    assert_eq!(odd.len(), 2, "{odd:?}");
    let loaded = load(open(folder.path()), &FolderLimits::default());
    assert!(
        loaded
            .findings
            .iter()
            .any(|finding| finding.rule.0 == "unexpected-file")
    );
}

#[test]
fn a_folder_too_deep_ends_the_walk() {
    let folder = campaign_folder();
    let mut deep = folder.path().join("media");
    for _ in 0..40 {
        deep = deep.join("d");
    }
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(oddities(folder.path()).len(), 1);
}

#[test]
fn more_files_than_the_limit_are_not_all_listed() {
    let folder = campaign_folder();
    for number in 0..200 {
        fs::write(folder.path().join(format!("media/{number}.svg")), "x").unwrap();
    }
    let limits = FolderLimits::for_testing();
    let source = FolderSource::open(folder.path(), limits).unwrap();
    assert!(source.list().unwrap().entries.len() <= limits.files * 2);
    let (_, findings) = campaign::read(&source, &limits);
    assert!(findings.iter().any(|finding| finding.rule.0 == "too-large"));
}

#[test]
fn a_folder_that_is_none_says_so() {
    let folder = campaign_folder();
    let fault =
        |text: &str| FolderSource::open(&folder.path().join(text), FolderLimits::default()).unwrap_err();
    assert_eq!(fault("nowhere"), "there is no such folder");
    assert_eq!(fault("campaign.toml"), "it is a file, not a folder");
}
