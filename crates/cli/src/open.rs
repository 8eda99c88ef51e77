//! Which folders, zips or embedded campaigns are meant.

use anyhow::{Context as _, Result, anyhow, bail};
use campaign::{CampaignPath, FolderLimits, Listing, MemorySource, Source, SourceError};
use source::{FolderSource, ZipSource, series};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Somewhere that a campaign is read from, again and again while it is served.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// A folder on disk.
    Folder(PathBuf),
    /// A zip on disk.
    Zip(PathBuf),
    /// One of those inside the program.
    Embedded(&'static str),
}

impl Origin {
    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Origin::Folder(path) | Origin::Zip(path) => path.display().to_string(),
            Origin::Embedded(name) => format!("{name} (inside the program)"),
        }
    }

    /// The last part of its name, by which it stands beside others.
    pub(crate) fn folder_name(&self) -> String {
        match self {
            Origin::Folder(path) | Origin::Zip(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_else(|| path.display().to_string()),
            Origin::Embedded(name) => (*name).to_owned(),
        }
    }

    /// Opens it.
    pub(crate) fn open(&self, limits: FolderLimits) -> Result<AnySource> {
        let fault = |path: &Path, reason: String| anyhow!("{} cannot be opened: {reason}", path.display());
        match self {
            Origin::Folder(path) => FolderSource::open(path, limits)
                .map(AnySource::Folder)
                .map_err(|reason| fault(path, reason)),
            Origin::Zip(path) => ZipSource::open(path, limits)
                .map(AnySource::Zip)
                .map_err(|reason| fault(path, reason)),
            Origin::Embedded(name) => series()
                .remove(name)
                .map(AnySource::Embedded)
                .with_context(|| format!("the program carries no campaign {name}")),
        }
    }
}

/// Finds the campaigns that a path names: a campaign's folder, a folder of campaigns, or a zip.
pub(crate) fn campaigns_at(path: &Path) -> Result<Vec<Origin>> {
    if path.is_file() {
        return Ok(vec![Origin::Zip(path.to_owned())]);
    }
    if !path.is_dir() {
        bail!(
            "there is no folder {}; name a campaign's folder, such as campaigns/merry-muletide",
            path.display()
        );
    }
    if path.join("campaign.toml").exists() {
        return Ok(vec![Origin::Folder(path.to_owned())]);
    }
    let mut folders: Vec<PathBuf> = std::fs::read_dir(path)
        .with_context(|| format!("the folder {} cannot be listed", path.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|folder| folder.join("campaign.toml").exists())
        .collect();
    folders.sort();
    if folders.is_empty() {
        bail!(
            "there is no campaign.toml in {}, nor in a folder of it; name a campaign's folder, or begin one with hueandcry new",
            path.display()
        );
    }
    Ok(folders.into_iter().map(Origin::Folder).collect())
}

/// The campaigns that are served when none is named: those in `campaigns/` beside the program, else those inside it.
pub(crate) fn default_campaigns() -> Vec<Origin> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join("campaigns")));
    match beside.map(|folder| campaigns_at(&folder)) {
        Some(Ok(origins)) => origins,
        _ => series().into_keys().map(Origin::Embedded).collect(),
    }
}

/// Any of the three.
#[derive(Debug)]
pub(crate) enum AnySource {
    Folder(FolderSource),
    Zip(ZipSource),
    Embedded(MemorySource),
}

impl Source for AnySource {
    fn list(&self) -> Result<Listing, SourceError> {
        match self {
            AnySource::Folder(source) => source.list(),
            AnySource::Zip(source) => source.list(),
            AnySource::Embedded(source) => source.list(),
        }
    }

    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError> {
        match self {
            AnySource::Folder(source) => source.open(path),
            AnySource::Zip(source) => source.open(path),
            AnySource::Embedded(source) => source.open(path),
        }
    }

    fn open_at(&self, path: &CampaignPath, from: u64) -> Result<Box<dyn Read + Send>, SourceError> {
        match self {
            AnySource::Folder(source) => source.open_at(path, from),
            AnySource::Zip(source) => source.open_at(path, from),
            AnySource::Embedded(source) => source.open_at(path, from),
        }
    }
}
