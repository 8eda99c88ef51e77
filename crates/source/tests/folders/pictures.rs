//! Pictures and films as a folder brings them.

use crate::{campaign_folder, open, path};
use campaign::{FolderLimits, Source};
use source::{Cleaned, load};
use std::fs;
use std::io::Read;

const PNG_HEAD: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

#[test]
fn a_drawing_with_a_script_is_found_with_its_line_and_not_published() {
    let folder = campaign_folder();
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">\n  <script>alert(1)</script>\n</svg>";
    fs::write(folder.path().join("media/x.svg"), svg).unwrap();
    let (cleaned, findings) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    assert_eq!(findings[0].place.to_string(), "media/x.svg:2:3");
    assert!(cleaned.read(&path("media/x.svg"), 1 << 20).is_err());
    assert!(
        cleaned
            .list()
            .unwrap()
            .entries
            .iter()
            .all(|entry| entry.path.as_str() != "media/x.svg")
    );
}

#[test]
fn what_a_file_is_is_told_by_its_bytes() {
    let folder = campaign_folder();
    fs::write(
        folder.path().join("media/photo.jpg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    )
    .unwrap();
    fs::write(folder.path().join("media/photo.svg"), PNG_HEAD).unwrap();
    fs::write(folder.path().join("media/program.png"), b"\x7fELF").unwrap();
    let (cleaned, findings) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    assert_eq!(
        cleaned.files()[&path("media/photo.jpg")].kind,
        media::MediaKind::Svg
    );
    let files: Vec<&str> = findings
        .iter()
        .map(|finding| finding.place.file.as_str())
        .collect();
    assert_eq!(files, ["media/photo.svg", "media/program.png"]);
}

#[test]
fn an_entity_bomb_in_a_drawing_is_refused() {
    let folder = campaign_folder();
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>&b;</title></svg>";
    fs::write(folder.path().join("media/x.svg"), bomb).unwrap();
    let nested = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{}",
        "<g>".repeat(200_000)
    );
    fs::write(folder.path().join("media/y.svg"), nested).unwrap();
    let loaded = load(open(folder.path()), &FolderLimits::default());
    for file in ["media/x.svg", "media/y.svg"] {
        assert!(
            loaded.findings.iter().any(|finding| finding.place.file == file),
            "{file}"
        );
    }
}

#[test]
fn a_film_is_hashed_in_pieces_and_read_as_it_is() {
    let folder = campaign_folder();
    let mut film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    film.resize(3 << 20, 7);
    fs::write(folder.path().join("media/film.mp4"), &film).unwrap();
    let (cleaned, findings) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    assert_eq!(findings, []);
    let file = &cleaned.files()[&path("media/film.mp4")];
    assert_eq!(
        (file.hash, file.size_bytes),
        (campaign::ContentHash::of(&film), 3 << 20)
    );
    assert!(file.cleaned.is_none());
}

#[test]
fn the_same_folder_has_the_same_edition_wherever_it_stands() {
    let one = campaign_folder();
    let other = campaign_folder();
    let campaign = "id = \"x\"\nname = \"X\"\nline = \"X?\"\nsummary = \"X\"\nlanguage = \"en-GB\"\ntime_zone = \"Europe/London\"\nstarts = 2026-11-20\nends = 2027-01-06\n[area]\nname = \"Here\"\n";
    for folder in [&one, &other] {
        fs::write(folder.path().join("campaign.toml"), campaign).unwrap();
    }
    fs::create_dir(other.path().join("private")).unwrap();
    fs::write(
        other.path().join("private/words.toml"),
        "[[words]]\nrestriction = \"a\"\nwords = [\"Zanzibar\"]\n",
    )
    .unwrap();
    fs::write(other.path().join("README.md"), "notes").unwrap();
    let edition =
        |folder: &tempfile::TempDir| load(open(folder.path()), &FolderLimits::default()).edition.hash;
    assert_eq!(edition(&one), edition(&other));
}

#[test]
fn a_transcript_is_published_when_it_is_text_and_says_so_in_its_name() {
    let folder = campaign_folder();
    fs::write(
        folder.path().join("media/film.txt"),
        "[A train.]\nGirl: “Who’s asking?”\n",
    )
    .unwrap();
    fs::write(folder.path().join("media/program.txt"), b"MZ\0\x01").unwrap();
    fs::write(folder.path().join("media/notes.md"), "Notes").unwrap();
    let (cleaned, findings) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    assert_eq!(
        cleaned.files()[&path("media/film.txt")].kind,
        media::MediaKind::Text
    );
    let refused: Vec<&str> = findings
        .iter()
        .map(|finding| finding.place.file.as_str())
        .collect();
    assert_eq!(refused, ["media/notes.md", "media/program.txt"]);
}

#[test]
fn a_film_that_was_changed_after_it_was_read_is_not_given_out() {
    let folder = campaign_folder();
    let film = folder.path().join("media/film.mp4");
    fs::write(&film, b"\0\0\0\x18ftypisom 0123456789").unwrap();
    let (cleaned, _) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    let given = || cleaned.open_at(&path("media/film.mp4"), 4).is_ok();
    assert!(cleaned.files().contains_key(&path("media/film.mp4")) && given());
    let other = folder.path().join("media/other.mp4");
    fs::write(&other, b"\0\0\0\x18ftypisom not approved").unwrap();
    fs::rename(&other, &film).unwrap();
    assert!(!given(), "another file of this name");
    let (cleaned, _) = Cleaned::new(open(folder.path()), &FolderLimits::default());
    fs::write(&film, b"\0\0\0\x18ftypisom longer than it was").unwrap();
    assert!(cleaned.open_at(&path("media/film.mp4"), 0).is_err());
}

#[test]
fn a_film_is_read_from_the_byte_that_was_asked_for() {
    let folder = campaign_folder();
    fs::write(folder.path().join("media/film.mp4"), "0123456789").unwrap();
    let from = |at: u64| {
        let mut rest = String::new();
        let mut film = open(folder.path()).open_at(&path("media/film.mp4"), at).unwrap();
        film.read_to_string(&mut rest).unwrap();
        rest
    };
    assert_eq!(
        (from(0).as_str(), from(7).as_str(), from(99).as_str()),
        ("0123456789", "789", "")
    );
}
