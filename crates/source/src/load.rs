//! Everything that linter and site need of a folder, in one reading.

use crate::cleaned::{Cleaned, MediaFile};
use campaign::{
    Campaign, CampaignPath, ContentHash, Diagnostic, Edition, FolderLimits, Private, Source, SourceError,
};
use std::collections::BTreeMap;

/// A campaign as it was read.
pub struct Loaded<S> {
    /// The campaign, unless `campaign.toml` does not say what it is.
    pub campaign: Option<Campaign>,
    /// What reading found: about texts, and about pictures and films.
    pub findings: Vec<Diagnostic>,
    /// The very words that may not appear: for the linter alone.
    pub private: Private,
    /// The manifest of the edition.
    pub edition: Edition,
    /// The folder behind which every picture is clean; it knows the published files, and films are read from it.
    pub source: Cleaned<S>,
}

impl<S> std::fmt::Debug for Loaded<S> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Loaded({}, {} findings)",
            self.edition.hash,
            self.findings.len()
        )
    }
}

/// Reads a folder: never stops at the first fault.
pub fn load<S: Source>(source: S, limits: &FolderLimits) -> Loaded<S> {
    let (source, mut findings) = Cleaned::new(source, limits);
    let (campaign, reading) = campaign::read(&source, limits);
    let (private, private_findings) = campaign::read_private(&source, limits);
    findings.extend(reading);
    findings.extend(private_findings);
    if let Some(campaign) = &campaign {
        let pixels = |path: &CampaignPath| source.files().get(path).and_then(MediaFile::pixels);
        findings.extend(campaign::small_pictures(campaign, pixels));
    }
    findings.sort();
    findings.dedup();
    let files = campaign.as_ref().map(|campaign| &campaign.files);
    let hashes = files
        .map(|files| hashes(files.keys(), &source, limits))
        .unwrap_or_default();
    let edition = Edition::of(hashes.iter().map(|(path, hash)| (path, *hash)));
    Loaded {
        campaign,
        findings,
        private,
        edition,
        source,
    }
}

/// The hash of every file of the edition. A text that cannot be read any more has no hash and no place in the edition.
fn hashes<'p, S: Source>(
    paths: impl Iterator<Item = &'p CampaignPath>,
    source: &Cleaned<S>,
    limits: &FolderLimits,
) -> BTreeMap<CampaignPath, ContentHash> {
    let hash = |path: &CampaignPath| -> Result<ContentHash, SourceError> {
        match source.files().get(path) {
            Some(MediaFile { hash, .. }) => Ok(*hash),
            None => source
                .read(path, limits.text_bytes)
                .map(|bytes| ContentHash::of(&bytes)),
        }
    };
    paths
        .filter_map(|path| hash(path).ok().map(|hash| (path.clone(), hash)))
        .collect()
}
