//! A folder on disk, read and linted at a pinned time.

#![allow(dead_code, reason = "each test uses its part")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read their own files"
)]

use campaign::diagnostic::rules::BAD_MEDIA;
use campaign::{CampaignPath, Diagnostic, FolderLimits, MemorySource, Place, Source, read, read_private};
use std::path::{Path, PathBuf};

/// A folder beside this crate's tests, or beneath the repository.
pub(crate) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every finding of reading and linting a folder at noon in London on 24 November 2026.
pub(crate) fn findings(folder: &Path) -> Vec<Diagnostic> {
    findings_of(&files(folder))
}

/// The files of a folder.
pub(crate) fn files(folder: &Path) -> MemorySource {
    let mut source = MemorySource::new();
    add(&mut source, folder, folder);
    source
}

/// Every finding about some files; those of reading alone when nothing says what the campaign is.
pub(crate) fn findings_of(source: &MemorySource) -> Vec<Diagnostic> {
    let limits = FolderLimits::default();
    let (campaign, mut found) = read(source, &limits);
    let (private, more) = read_private(source, &limits);
    found.extend(more);
    found.extend(drawings(source));
    if let Some(campaign) = campaign {
        found.extend(campaign::small_pictures(&campaign, |path| pixels(source, path)));
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        found.extend(lint::check(&campaign, &private, now).findings);
    }
    let mut found = lint::redact(found, &private);
    found.sort();
    found
}

fn add(source: &mut MemorySource, root: &Path, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add(source, root, &path);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            source.insert(
                CampaignPath::from_entry(&name).unwrap(),
                std::fs::read(&path).unwrap(),
            );
        }
    }
}

/// What opening the folder knows of the width of a photograph.
fn pixels(source: &MemorySource, path: &CampaignPath) -> Option<u32> {
    let bytes = source.read(path, 1 << 20).ok()?;
    let cleaned = media::clean(&bytes, &media::MediaLimits::default()).ok()?;
    (cleaned.facts().kind != media::MediaKind::Svg).then_some(cleaned.facts().width)
}

/// What opening the folder finds in its drawings.
fn drawings(source: &MemorySource) -> Vec<Diagnostic> {
    let entries = source.list().unwrap().entries;
    let drawings = entries
        .iter()
        .filter(|entry| entry.path.extension() == Some("svg"));
    drawings
        .flat_map(|entry| {
            let bytes = source.read(&entry.path, 1 << 20).unwrap();
            let faults = media::clean(&bytes, &media::MediaLimits::default())
                .err()
                .unwrap_or_default();
            faults.into_iter().map(|fault| {
                let mut place = Place::start_of(entry.path.as_str());
                place.line = fault.place().map_or(1, |at| u32::try_from(at.line).unwrap());
                Diagnostic::error(
                    BAD_MEDIA,
                    place,
                    fault.message(),
                    fault.advice().trim_end_matches('.'),
                )
            })
        })
        .collect()
}
