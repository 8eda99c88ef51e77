//! A zip as a folder, and what `hueandcry check` finds in a folder.

use campaign::{Diagnostic, FolderLimits, MemorySource, Source};
use jiff::Timestamp;
use source::ZipSource;
use std::io::Write;

/// The files of a zip, read as the program reads a campaign that arrives as one.
///
/// # Panics
/// When the program could not read it, or would leave out a part of it.
pub fn unzip(bytes: &[u8]) -> MemorySource {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    file.write_all(bytes).expect("and written");
    let zip = ZipSource::open(file.path(), FolderLimits::default()).expect("it is a zip");
    let listing = zip.list().expect("an open zip can be listed");
    assert!(listing.oddities.is_empty(), "{:?}", listing.oddities);
    let mut source = MemorySource::new();
    for entry in listing.entries {
        let bytes = zip.read(&entry.path, u64::MAX).expect("each entry can be read");
        source.insert(entry.path, bytes);
    }
    source
}

/// Everything that `hueandcry check` finds in a folder at an instant, as it prints it.
pub fn found_at(folder: MemorySource, now: Timestamp) -> Vec<Diagnostic> {
    let loaded = source::load(folder, &FolderLimits::default());
    let mut found = loaded.findings;
    if let Some(campaign) = &loaded.campaign {
        found.extend(lint::check(campaign, &loaded.private, now).findings);
    }
    found
}
