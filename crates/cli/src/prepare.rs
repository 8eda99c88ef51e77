//! From what was read to what linter and site need.

use crate::open::{AnySource, Origin};
use anyhow::{Context as _, Result};
use campaign::{Campaign, CampaignPath, Diagnostic, EditionHash, FolderLimits, Private, Severity, Source};
use jiff::Timestamp;
use lint::{Checked, Together};
use media::{Cleaned, EncodedPicture, Format, MediaFault, MediaKind, PictureCache};
use site::{CampaignInput, Folder, MediaFile};
use source::{Loaded, load};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The widths in which a photograph is offered, in pixels: a phone, a phone at double density, a desk.
const WIDTHS: [u32; 3] = [480, 960, 1440];

/// A campaign that is ready to be made into a site.
pub(crate) struct Prepared {
    pub(crate) input: CampaignInput,
    /// Where its films are read from.
    pub(crate) films: Arc<source::Cleaned<AnySource>>,
}

/// What reading found and what the linter finds, sorted by place; what the campaign allows is set apart.
/// `together` knows the campaigns of the site before this one.
pub(crate) fn examine(loaded: &Loaded<AnySource>, now: Timestamp, together: &mut Together) -> Checked {
    let mut findings = loaded.findings.clone();
    let Checked {
        findings: checked,
        allowed,
    } = loaded
        .campaign
        .as_ref()
        .map(|campaign| {
            findings.extend(together.add(campaign));
            lint::check(campaign, &loaded.private, now)
        })
        .unwrap_or_default();
    findings.extend(checked);
    if loaded.campaign.is_none() {
        findings.extend(unread(loaded));
    }
    findings.sort();
    findings.dedup();
    Checked {
        findings: lint::redact(findings, &loaded.private),
        allowed,
    }
}

/// The lines that may not be shown of the files that findings are about, when no campaign could be read of them.
fn unread(loaded: &Loaded<AnySource>) -> Vec<Diagnostic> {
    let files: BTreeSet<&str> = loaded
        .findings
        .iter()
        .map(|finding| finding.place.file.as_str())
        .collect();
    let texts = files.into_iter().filter_map(|file| {
        let path = CampaignPath::new(file).ok()?;
        let bytes = loaded
            .source
            .read(&path, FolderLimits::default().text_bytes)
            .ok()?;
        Some((file, String::from_utf8(bytes).ok()?))
    });
    texts
        .filter(|(file, _)| !file.starts_with("private/"))
        .flat_map(|(file, text)| lint::check_unread(file, &text, &loaded.private))
        .collect()
}

/// Whether a finding keeps a folder from being published. What time alone brings does not: it blocks a new release,
/// but a page that is up stays up, and a server that starts again on an old folder must not take help numbers down. A
/// consent that was taken back does: somebody wrote that down, and can take the picture out in the same edit.
pub(crate) fn keeps_down(finding: &Diagnostic) -> bool {
    const BY_TIME: [&str; 3] = ["fact-stale", "help-stale", "consent-expired"];
    finding.severity == Severity::Error && !BY_TIME.contains(&finding.rule.0)
}

/// A folder as it was read.
pub(crate) struct Reading {
    /// The campaign, when it can be published.
    pub(crate) prepared: Option<Prepared>,
    /// Everything that was found.
    pub(crate) findings: Vec<Diagnostic>,
    /// The folder, for the lines that findings are about.
    pub(crate) source: Arc<source::Cleaned<AnySource>>,
    /// The words that no finding may hold.
    pub(crate) private: Private,
}

/// Reads a campaign and everything it publishes.
pub(crate) fn prepare(
    origin: &Origin,
    limits: &FolderLimits,
    now: impl FnOnce(Option<&Campaign>) -> Timestamp,
    cache: &dyn PictureCache,
    together: &mut Together,
) -> Result<Reading> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let encode: &Encode<'_> = &|cleaned, hash| media::encode(cleaned, hash, &WIDTHS, cache, threads);
    read(origin, limits, now, &keeps_down, encode, together)
}

/// Reads a campaign as far as it can be read, whatever is wrong with it: for those who write it. Photographs are shown as
/// they are, because to encode one takes longer than anybody waits after saving; one that no reader may get as it is (WebP) is
/// encoded once, in one size, and kept in `cache`.
pub(crate) fn draft(
    origin: &Origin,
    limits: &FolderLimits,
    now: impl FnOnce(Option<&Campaign>) -> Timestamp,
    cache: &dyn PictureCache,
) -> Result<Reading> {
    let encode: &Encode<'_> = &|cleaned, hash| {
        let facts = cleaned.facts();
        let format = match facts.kind {
            MediaKind::Jpeg => Format::Jpeg,
            MediaKind::Png => Format::Png,
            MediaKind::Avif => Format::Avif,
            _ => return media::encode(cleaned, hash, &[960], cache, 1),
        };
        Ok(vec![EncodedPicture {
            width: facts.width,
            height: facts.height,
            format,
            bytes: cleaned.bytes().to_vec(),
        }])
    };
    read(origin, limits, now, &|_| false, encode, &mut Together::default())
}

/// Reads a campaign and everything that is printed of it: photographs are printed as they are, so that none is encoded.
pub(crate) fn prepare_unencoded(
    origin: &Origin,
    limits: &FolderLimits,
    now: impl FnOnce(Option<&Campaign>) -> Timestamp,
    together: &mut Together,
) -> Result<Reading> {
    read(origin, limits, now, &keeps_down, UNENCODED, together)
}

/// What is printed of a campaign that was read already.
pub(crate) fn printable(
    campaign: Campaign,
    edition: EditionHash,
    source: &Arc<source::Cleaned<AnySource>>,
) -> Result<CampaignInput> {
    Ok(CampaignInput {
        campaign,
        edition,
        media: published(source, UNENCODED)?,
        folder: Folder(Arc::clone(source) as Arc<dyn Source>),
    })
}

const UNENCODED: &Encode<'static> = &|_, _| Ok(Vec::new());

/// Makes a photograph's encodings, given the hash of its bytes.
type Encode<'e> = dyn Fn(&Cleaned, &str) -> Result<Vec<EncodedPicture>, MediaFault> + 'e;

fn read(
    origin: &Origin,
    limits: &FolderLimits,
    now: impl FnOnce(Option<&Campaign>) -> Timestamp,
    keeps_down: &dyn Fn(&Diagnostic) -> bool,
    encode: &Encode<'_>,
    together: &mut Together,
) -> Result<Reading> {
    let loaded = load(origin.open(*limits)?, limits);
    let findings = examine(&loaded, now(loaded.campaign.as_ref()), together).findings;
    let source = Arc::new(loaded.source);
    let campaign = loaded.campaign.filter(|_| !findings.iter().any(keeps_down));
    let prepared = match campaign {
        None => None,
        Some(campaign) => {
            let media = published(&source, encode)
                .with_context(|| format!("the pictures of {} could not be made ready", origin.name()))?;
            let input = CampaignInput {
                campaign,
                edition: loaded.edition.hash,
                media,
                folder: Folder(Arc::clone(&source) as Arc<dyn Source>),
            };
            Some(Prepared {
                input,
                films: Arc::clone(&source),
            })
        }
    };
    Ok(Reading {
        prepared,
        findings,
        source,
        private: loaded.private,
    })
}

/// Every file of `media/`, `theme/` and `worked/` with what the web needs of it.
fn published(
    source: &source::Cleaned<AnySource>,
    encode: &Encode<'_>,
) -> Result<BTreeMap<CampaignPath, MediaFile>> {
    let mut media = BTreeMap::new();
    for (path, file) in source.files() {
        let encoded = match &file.cleaned {
            Some(cleaned) => encode(cleaned, &file.hash.to_string())
                .map_err(|fault| anyhow::anyhow!("{path}: {}; {}", fault.message(), fault.advice()))?,
            None => Vec::new(),
        };
        media.insert(
            path.clone(),
            MediaFile {
                kind: file.kind,
                hash: file.hash,
                size_bytes: file.size_bytes,
                bytes: file
                    .cleaned
                    .as_ref()
                    .map(|cleaned| cleaned.bytes().to_vec().into()),
                facts: file.cleaned.as_ref().map(|cleaned| cleaned.facts().clone()),
                encoded,
            },
        );
    }
    Ok(media)
}
