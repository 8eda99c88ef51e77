//! Zips. They are written byte by byte here, because no honest writer makes these.

use crate::{findings, says};
use campaign::{Diagnostic, FolderLimits, Source};
use flate2::Crc;
use flate2::write::DeflateEncoder;
use source::ZipSource;
use std::io::Write;
use tempfile::NamedTempFile;

/// An entry: its name, what is stored, how many bytes its header says that it unpacks to, and its true content's checksum.
struct Entry {
    name: Vec<u8>,
    packed: Vec<u8>,
    says_bytes: u32,
    crc32: u32,
}

impl Entry {
    fn new(name: impl Into<Vec<u8>>, content: &[u8]) -> Entry {
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content).expect("memory takes it");
        let mut crc = Crc::new();
        crc.update(content);
        Entry {
            name: name.into(),
            packed: encoder.finish().expect("memory takes it"),
            says_bytes: u32::try_from(content.len()).expect("it is small"),
            crc32: crc.sum(),
        }
    }

    /// The part that the local header and the central directory share (APPNOTE 4.3.7 and 4.3.12).
    fn common(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Version 2.0, names in UTF-8, deflated, no time.
        for field in [20_u16, 1 << 11, 8, 0, 0x21] {
            bytes.extend(field.to_le_bytes());
        }
        for field in [self.crc32, self.packed.len() as u32, self.says_bytes] {
            bytes.extend(field.to_le_bytes());
        }
        bytes.extend((self.name.len() as u16).to_le_bytes());
        bytes.extend(0_u16.to_le_bytes());
        bytes
    }
}

fn zip(entries: &[Entry]) -> NamedTempFile {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let offset = body.len() as u32;
        body.extend(b"PK\x03\x04");
        body.extend(entry.common());
        body.extend(&entry.name);
        body.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(entry.common());
        // No comment, first disk, no inner attributes; an ordinary file that anybody may read.
        directory.extend([0_u8; 6]);
        directory.extend((0o100_644_u32 << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
    }
    let (count, size, start) = (entries.len() as u16, directory.len() as u32, body.len() as u32);
    body.extend(&directory);
    body.extend(b"PK\x05\x06\0\0\0\0");
    body.extend(count.to_le_bytes());
    body.extend(count.to_le_bytes());
    body.extend(size.to_le_bytes());
    body.extend(start.to_le_bytes());
    body.extend([0, 0]);
    let mut file = NamedTempFile::new().expect("a file can be made");
    file.write_all(&body).expect("and written");
    file
}

/// The good campaign, and these.
fn campaign_and(more: Vec<Entry>) -> Vec<Entry> {
    let source = testkit::merry_muletide();
    let mut entries: Vec<Entry> = source
        .list()
        .expect("memory can be listed")
        .entries
        .iter()
        .map(|entry| {
            Entry::new(
                entry.path.as_str(),
                &source.read(&entry.path, u64::MAX).expect("it is there"),
            )
        })
        .collect();
    entries.extend(more);
    entries
}

fn read(entries: &[Entry]) -> Vec<Diagnostic> {
    let file = zip(entries);
    findings(ZipSource::open(file.path(), FolderLimits::default()).expect("it opens"))
}

#[test]
fn an_honest_zip_is_the_same_campaign_as_its_folder() {
    assert_eq!(
        read(&campaign_and(Vec::new())),
        findings(testkit::merry_muletide())
    );
}

#[test]
fn a_bomb_is_stopped_at_the_limit_whatever_its_header_says() {
    let honest = Entry::new("pages/bomb.md", &vec![b' '; 24 << 20]);
    assert!(honest.packed.len() < 30_000);
    let liar = Entry {
        name: b"pages/liar.md".to_vec(),
        says_bytes: 100,
        ..Entry::new("", &vec![b' '; 24 << 20])
    };
    let film = Entry {
        name: b"media/film.mp4".to_vec(),
        says_bytes: 100,
        ..Entry::new("", &film_bytes(24 << 20))
    };
    let findings = read(&campaign_and(vec![honest, liar, film]));
    for name in ["pages/bomb.md", "pages/liar.md", "media/film.mp4"] {
        assert!(
            findings.iter().any(|finding| finding.place.file == name),
            "{name}: {findings:#?}"
        );
    }
}

/// Begins like an MP4 film and goes on with nothing.
fn film_bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    bytes[..16].copy_from_slice(b"\0\0\0\x18ftypisom\0\0\x02\0");
    bytes
}

#[test]
fn more_entries_than_the_limit_are_refused_at_once() {
    let entries: Vec<Entry> = (0..12_000)
        .map(|number| Entry::new(format!("pages/{number}.md"), b"x"))
        .collect();
    let refused = ZipSource::open(zip(&entries).path(), FolderLimits::default()).expect_err("it is refused");
    assert!(refused.contains("12000 entries"), "{refused}");
}

#[test]
fn names_that_lead_out_of_the_folder_are_named_and_left() {
    let names = [
        "../out.md",
        "pages/../../out.md",
        "/etc/out.md",
        "pages\\out.md",
        "C:out.md",
        "pages/nul.md",
    ];
    let findings = read(&campaign_and(
        names.iter().map(|name| Entry::new(*name, b"x")).collect(),
    ));
    for name in names {
        assert!(says(&findings, name, "name"), "{name}: {findings:#?}");
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_a_finding() {
    let findings = read(&campaign_and(vec![Entry::new(
        b"pages/\xff\xfe.md".as_slice(),
        b"x",
    )]));
    assert!(
        findings.iter().any(|finding| finding.message.contains("name")),
        "{findings:#?}"
    );
}

#[test]
fn a_damaged_entry_is_a_finding() {
    let damaged = Entry {
        crc32: 7,
        ..Entry::new("pages/damaged.md", b"# Something else\n")
    };
    let findings = read(&campaign_and(vec![damaged]));
    assert!(says(&findings, "pages/damaged.md", "checksum"), "{findings:#?}");
}

#[test]
fn a_zip_cut_off_anywhere_is_refused_or_read() {
    let file = zip(&campaign_and(Vec::new())[..6]);
    let whole = std::fs::read(file.path()).expect("it is there");
    for part in 0..64 {
        testkit::door::zip_folder(&whole[..whole.len() * part / 64]);
    }
}
