//! Pictures and films by their addresses.
//!
//! A drawing's address has its hash in it and may be kept for ever. A photograph may show a person whose agreement can be
//! taken back, so it is asked for again each time.

use crate::artefact::{Artefact, Cache, Content, Policy};
use crate::bodies::{self, Packer};
use crate::input::{CampaignInput, MediaFile};
use campaign::CampaignPath;
use media::MediaKind;
use render::{Picture, PictureSource};
use std::collections::BTreeMap;

/// Every picture as pages refer to it, and every artefact by its address.
pub(crate) struct MediaFiles {
    pub(crate) pictures: BTreeMap<CampaignPath, Picture>,
    /// Films and downloads.
    pub(crate) downloads: BTreeMap<CampaignPath, String>,
    pub(crate) artefacts: Vec<(String, Artefact)>,
}

pub(crate) fn media_files(input: &CampaignInput, packer: &Packer<'_>) -> MediaFiles {
    let mut files = MediaFiles {
        pictures: BTreeMap::new(),
        downloads: BTreeMap::new(),
        artefacts: Vec::new(),
    };
    for (path, file) in &input.media {
        match (&file.bytes, &file.facts) {
            (Some(bytes), Some(facts)) if file.kind == MediaKind::Svg => {
                let address = address(input, path, file, "svg");
                let bodies = packer.text(&address, bytes.clone());
                files.add(
                    &address,
                    MediaKind::Svg.content_type(),
                    Content::Bodies(bodies),
                    Policy::Drawing,
                    Cache::Immutable,
                    input,
                );
                files.pictures.insert(
                    path.clone(),
                    Picture {
                        address,
                        width: facts.width,
                        height: facts.height,
                        sources: Vec::new(),
                    },
                );
            }
            (Some(_), Some(facts)) => files.photograph(input, path, file, facts.width, facts.height),
            _ => files.stream(input, path, file),
        }
    }
    files
}

impl MediaFiles {
    fn photograph(
        &mut self,
        input: &CampaignInput,
        path: &CampaignPath,
        file: &MediaFile,
        width: u32,
        height: u32,
    ) {
        let mut sources = Vec::new();
        let mut fallback = None;
        for encoded in &file.encoded {
            let name = format!("{}.{}", encoded.width, encoded.format.extension());
            let address = address(input, path, file, &name);
            let content = Content::Bodies(bodies::plain(encoded.bytes.clone().into()));
            self.add(
                &address,
                encoded.format.content_type(),
                content,
                Policy::Nothing,
                Cache::Revalidate,
                input,
            );
            fallback = Some(address.clone());
            sources.push(PictureSource {
                content_type: encoded.format.content_type(),
                address,
                width: encoded.width,
            });
        }
        // AVIF before its fall-back, each small to large: a browser takes the first kind that it can read.
        sources.sort_by_key(|source| (source.content_type != "image/avif", source.width));
        if let Some(address) = fallback {
            self.pictures.insert(
                path.clone(),
                Picture {
                    address,
                    width,
                    height,
                    sources,
                },
            );
        }
    }

    fn stream(&mut self, input: &CampaignInput, path: &CampaignPath, file: &MediaFile) {
        let address = address(input, path, file, file.kind.extension());
        self.downloads.insert(path.clone(), address.clone());
        let content = Content::Stream {
            campaign: input.campaign.about.id.as_str().into(),
            path: path.clone(),
            size_bytes: file.size_bytes,
            etag: format!("\"{}\"", file.hash.short()).into(),
        };
        self.add(
            &address,
            file.kind.content_type(),
            content,
            // A report shows its own styles and can do nothing else.
            if file.kind == MediaKind::Report {
                Policy::Drawing
            } else {
                Policy::Nothing
            },
            Cache::Revalidate,
            input,
        );
    }

    fn add(
        &mut self,
        address: &str,
        content_type: &'static str,
        content: Content,
        policy: Policy,
        cache: Cache,
        input: &CampaignInput,
    ) {
        let not_before = input.campaign.about.embargo;
        let artefact = Artefact {
            content_type,
            content,
            policy,
            cache,
            not_before,
            not_after: None,
        };
        self.artefacts.push((address.to_owned(), artefact));
    }
}

/// `/merry-muletide/media/hero.1a2b3c4d.svg`: whatever the folder calls it, the address has letters, digits and hyphens alone,
/// and the hash keeps two files of the same name apart.
fn address(input: &CampaignInput, path: &CampaignPath, file: &MediaFile, ending: &str) -> String {
    const LONGEST_NAME: usize = 60;
    let is_plain = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let name: String = path
        .stem()
        .chars()
        .map(|character| if is_plain(character) { character } else { '-' })
        .take(LONGEST_NAME)
        .collect();
    let hash = file.hash.to_string();
    let short = hash.get(..8).unwrap_or_default();
    format!("/{}/media/{name}.{short}.{ending}", input.campaign.about.id)
}
