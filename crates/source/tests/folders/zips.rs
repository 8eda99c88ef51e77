//! Zips from anywhere.

use crate::path;
use campaign::{FolderLimits, Source};
use source::ZipSource;
use std::io::{Read, Write};
use std::path::PathBuf;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn zip(entries: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.zip");
    let mut writer = ZipWriter::new(std::fs::File::create(&file).unwrap());
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
    (folder, file)
}

fn open(file: &std::path::Path) -> ZipSource {
    ZipSource::open(file, FolderLimits::for_testing()).unwrap()
}

#[test]
fn a_zip_is_read_like_a_folder_and_its_one_folder_is_the_campaigns() {
    let (_folder, file) = zip(&[
        ("muletide/campaign.toml", b"id = \"x\""),
        ("muletide/pages/home.md", b"hello"),
    ]);
    let source = open(&file);
    let names: Vec<String> = source
        .list()
        .unwrap()
        .entries
        .into_iter()
        .map(|entry| entry.path.to_string())
        .collect();
    assert_eq!(names, ["campaign.toml", "pages/home.md"]);
    assert_eq!(source.read(&path("pages/home.md"), 100).unwrap(), b"hello");
}

#[test]
fn a_name_that_leaves_the_folder_is_passed_over() {
    let (_folder, file) = zip(&[
        ("campaign.toml", b"x"),
        ("../evil.sh", b"x"),
        ("/etc/passwd", b"x"),
        ("a\\b", b"x"),
    ]);
    let listing = open(&file).list().unwrap();
    assert_eq!(listing.entries.len(), 1);
    assert_eq!(listing.oddities.len(), 3, "{:?}", listing.oddities);
}

#[test]
fn a_zip_in_which_everything_leaves_the_folder_has_nothing_in_it() {
    let (_folder, file) = zip(&[("../campaign.toml", b"x"), ("../evil.sh", b"x")]);
    let listing = open(&file).list().unwrap();
    assert!(listing.entries.is_empty());
    assert_eq!(listing.oddities.len(), 2);
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let (_folder, file) = zip(&[("campaign.toml", &vec![b' '; 32 << 20])]);
    let error = open(&file).read(&path("campaign.toml"), u64::MAX).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it unpacks to far more than it takes in the zip"
    );
}

#[test]
fn more_entries_than_the_limit_are_refused() {
    let names: Vec<String> = (0..80).map(|number| format!("{number}.md")).collect();
    let entries: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"x".as_slice()))
        .collect();
    let (_folder, file) = zip(&entries);
    assert!(
        ZipSource::open(&file, FolderLimits::for_testing())
            .unwrap_err()
            .contains("80 entries")
    );
}

#[test]
fn a_damaged_entry_is_noticed_whatever_the_header_says() {
    let (_folder, file) = zip(&[("campaign.toml", b"the quick brown fox jumps over the lazy dog")]);
    let mut bytes = std::fs::read(&file).unwrap();
    // The data begins after the local header (30 bytes) and the name.
    bytes[30 + "campaign.toml".len() + 6] ^= 0xff;
    std::fs::write(&file, bytes).unwrap();
    assert!(open(&file).read(&path("campaign.toml"), 100).is_err());
}

#[test]
fn what_is_no_zip_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.zip");
    std::fs::write(&file, b"PK\x03\x04 not really").unwrap();
    assert!(
        ZipSource::open(&file, FolderLimits::default())
            .unwrap_err()
            .starts_with("it is no zip")
    );
}

#[test]
fn a_film_in_a_zip_is_read_from_the_byte_that_was_asked_for() {
    let (_folder, file) = zip(&[("campaign.toml", b"x"), ("media/film.mp4", b"0123456789")]);
    let source = open(&file);
    let from = |at: u64| {
        let mut rest = String::new();
        let mut film = source.open_at(&path("media/film.mp4"), at).unwrap();
        film.read_to_string(&mut rest).unwrap();
        rest
    };
    assert_eq!(
        (from(0).as_str(), from(7).as_str(), from(99).as_str()),
        ("0123456789", "789", "")
    );
}
