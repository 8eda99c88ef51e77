//! What folders and zips from anywhere can and cannot do.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod hostile;
mod pictures;
mod replacing;
mod zips;

use campaign::{CampaignPath, FolderLimits};
use source::FolderSource;
use std::path::Path;

fn path(text: &str) -> CampaignPath {
    CampaignPath::new(text).unwrap()
}

fn open(folder: &Path) -> FolderSource {
    FolderSource::open(folder, FolderLimits::default()).unwrap()
}

/// A folder with the least that is a campaign.
fn campaign_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("campaign.toml"), "id = \"x\"\n").unwrap();
    std::fs::create_dir_all(folder.path().join("media")).unwrap();
    folder
}
