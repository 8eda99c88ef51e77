//! A folder on disk, read and linted at a pinned time.

use campaign::{CampaignPath, Diagnostic, FolderLimits, MemorySource, read, read_private};
use std::path::{Path, PathBuf};

/// A folder beside this crate's tests, or beneath the repository.
pub(crate) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every finding of reading and linting a folder at noon in London on 24 November 2026.
pub(crate) fn findings(folder: &Path) -> Vec<Diagnostic> {
    let mut source = MemorySource::new();
    add(&mut source, folder, folder);
    let limits = FolderLimits::default();
    let (campaign, mut found) = read(&source, &limits);
    let (private, more) = read_private(&source, &limits);
    found.extend(more);
    let campaign = campaign.expect("campaign.toml says what the campaign is");
    found.extend(lint::check(
        &campaign,
        &private,
        "2026-11-24T12:00:00Z".parse().unwrap(),
    ));
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
