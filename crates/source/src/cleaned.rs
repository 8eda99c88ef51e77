//! Pictures and films as they may be published: what they are is told by their bytes, and what they say about who made
//! them, where and with what is gone before anything else sees them.

use campaign::diagnostic::rules;
use campaign::{
    CampaignPath, ContentHash, Diagnostic, FileClass, FolderLimits, Listing, Place, Source, SourceError,
    classify,
};
use media::{MediaFault, MediaKind, MediaLimits, SNIFF_BYTES};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// A file of `media/`, `theme/` or `worked/` as it is published.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// What it is.
    pub kind: MediaKind,
    /// The hash of its published bytes.
    pub hash: ContentHash,
    /// Its size.
    pub size_bytes: u64,
    /// A picture's cleaned bytes and its facts. A film stays where it is and is read in pieces.
    pub cleaned: Option<media::Cleaned>,
}

impl MediaFile {
    /// The width of a photograph in pixels; a drawing has none.
    pub fn pixels(&self) -> Option<u32> {
        let facts = self.cleaned.as_ref()?.facts();
        (facts.kind != MediaKind::Svg).then_some(facts.width)
    }
}

/// A source behind which every picture is clean. A file that cannot be published is not listed.
pub struct Cleaned<S> {
    inner: S,
    files: BTreeMap<CampaignPath, MediaFile>,
    refused: BTreeSet<CampaignPath>,
}

impl<S: Source> Cleaned<S> {
    /// Looks at every file that is not text: pictures are cleaned and kept, films are hashed in pieces.
    pub fn new(inner: S, limits: &FolderLimits) -> (Cleaned<S>, Vec<Diagnostic>) {
        let mut cleaned = Cleaned {
            inner,
            files: BTreeMap::new(),
            refused: BTreeSet::new(),
        };
        let mut findings = Vec::new();
        // A folder that cannot be listed is the reader's finding.
        let entries = cleaned
            .inner
            .list()
            .map(|listing| listing.entries)
            .unwrap_or_default();
        for entry in entries
            .into_iter()
            .filter(|entry| classify(&entry.path) == FileClass::Asset)
        {
            match cleaned.look_at(&entry.path, entry.size_bytes, limits) {
                Ok(file) => {
                    cleaned.files.insert(entry.path, file);
                }
                Err(faults) => {
                    findings.extend(faults);
                    cleaned.refused.insert(entry.path);
                }
            }
        }
        (cleaned, findings)
    }

    /// What is published of `media/`, `theme/` and `worked/`.
    pub fn files(&self) -> &BTreeMap<CampaignPath, MediaFile> {
        &self.files
    }

    fn look_at(
        &self,
        path: &CampaignPath,
        size_bytes: u64,
        limits: &FolderLimits,
    ) -> Result<MediaFile, Vec<Diagnostic>> {
        let failed = |error: SourceError| vec![unreadable(path, &error)];
        if size_bytes > limits.film_bytes {
            return Err(failed(SourceError::TooLarge(limits.film_bytes)));
        }
        let mut start = Vec::new();
        let mut stream = self.inner.open(path).map_err(failed)?.take(SNIFF_BYTES as u64);
        stream
            .read_to_end(&mut start)
            .map_err(|error| failed(SourceError::Failed(error.to_string())))?;
        let Some(kind) = MediaKind::sniff(&start).or_else(|| self.transcript(path, limits)) else {
            return Err(vec![unknown(path)]);
        };
        if kind.is_picture() {
            let bytes = self.inner.read(path, limits.picture_bytes).map_err(failed)?;
            return picture(path, &bytes, limits);
        }
        let mut stream = self
            .inner
            .open(path)
            .map_err(failed)?
            .take(limits.film_bytes.saturating_add(1));
        let (hash, size_bytes) = ContentHash::of_stream(&mut stream)
            .map_err(|error| failed(SourceError::Failed(error.to_string())))?;
        if size_bytes > limits.film_bytes {
            return Err(failed(SourceError::TooLarge(limits.film_bytes)));
        }
        Ok(MediaFile {
            kind,
            hash,
            size_bytes,
            cleaned: None,
        })
    }
}

impl<S: Source> Cleaned<S> {
    /// A text for people, such as a film's transcript or a study's numbers, is the one kind that its name has to tell.
    fn transcript(&self, path: &CampaignPath, limits: &FolderLimits) -> Option<MediaKind> {
        let is_named_so = path.extension().is_some_and(|extension| {
            let is_numbers = path.parts().next() == Some("worked") && extension.eq_ignore_ascii_case("csv");
            extension.eq_ignore_ascii_case("txt") || is_numbers
        });
        let bytes = is_named_so.then(|| self.inner.read(path, limits.text_bytes).ok())??;
        MediaKind::is_plain_text(&bytes).then_some(MediaKind::Text)
    }
}

fn picture(path: &CampaignPath, bytes: &[u8], limits: &FolderLimits) -> Result<MediaFile, Vec<Diagnostic>> {
    let media_limits = MediaLimits {
        pixels: limits.pixels,
        svg_nesting: limits.nesting,
        ..MediaLimits::default()
    };
    let cleaned = media::clean(bytes, &media_limits).map_err(|faults| {
        faults
            .iter()
            .map(|fault| finding(path, fault))
            .collect::<Vec<_>>()
    })?;
    Ok(MediaFile {
        kind: cleaned.facts().kind,
        hash: ContentHash::of(cleaned.bytes()),
        size_bytes: cleaned.bytes().len() as u64,
        cleaned: Some(cleaned),
    })
}

fn finding(path: &CampaignPath, fault: &MediaFault) -> Diagnostic {
    let mut place = Place::start_of(path.as_str());
    if let Some(at) = fault.place() {
        place.line = u32::try_from(at.line).unwrap_or(u32::MAX);
        place.column = u32::try_from(at.column).unwrap_or(u32::MAX);
    }
    Diagnostic::error(
        rules::BAD_MEDIA,
        place,
        fault.message(),
        fault.advice().trim_end_matches('.'),
    )
}

fn unknown(path: &CampaignPath) -> Diagnostic {
    Diagnostic::error(
        rules::BAD_MEDIA,
        Place::start_of(path.as_str()),
        "this file is of no kind that a campaign can publish",
        "use a JPEG, PNG, WebP, AVIF or SVG picture, an MP4 or WebM film, WebVTT captions, a transcript (.txt), a PDF, or in worked/ a report by hueandcry evaluate and its numbers (.csv)",
    )
}

fn unreadable(path: &CampaignPath, error: &SourceError) -> Diagnostic {
    let rule = if matches!(error, SourceError::TooLarge(_)) {
        rules::TOO_LARGE
    } else {
        rules::BAD_MEDIA
    };
    Diagnostic::error(
        rule,
        Place::start_of(path.as_str()),
        format!("this file cannot be read: {error}"),
        "check that it is an ordinary file that you may open, and not too large",
    )
}

impl<S: Source> Source for Cleaned<S> {
    fn list(&self) -> Result<Listing, SourceError> {
        let mut listing = self.inner.list()?;
        listing
            .entries
            .retain(|entry| !self.refused.contains(&entry.path));
        for entry in &mut listing.entries {
            if let Some(file) = self.files.get(&entry.path) {
                entry.size_bytes = file.size_bytes;
            }
        }
        Ok(listing)
    }

    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError> {
        if self.refused.contains(path) {
            return Err(SourceError::Missing);
        }
        match self.files.get(path).and_then(|file| file.cleaned.as_ref()) {
            Some(cleaned) => Ok(Box::new(Cursor::new(cleaned.bytes().to_vec()))),
            None => self.inner.open(path),
        }
    }

    fn open_at(&self, path: &CampaignPath, from: u64) -> Result<Box<dyn Read + Send>, SourceError> {
        if self.refused.contains(path) {
            return Err(SourceError::Missing);
        }
        match self.files.get(path).and_then(|file| file.cleaned.as_ref()) {
            Some(cleaned) => {
                let mut cursor = Cursor::new(cleaned.bytes().to_vec());
                cursor.set_position(from);
                Ok(Box::new(cursor))
            }
            None => self.inner.open_at(path, from),
        }
    }
}
