//! Where a campaign uses what it keeps: facts, statements, agreements, pictures, films and downloads.

use crate::flat::{all_blocks, links, pictures, pictures_in_lines};
use campaign::markdown::{BlockKind, Insert, Target};
use campaign::{Campaign, CampaignPath, ConsentId, FactId, Media, Page, Place, VoiceId};
use std::collections::{BTreeMap, BTreeSet};

/// How something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// On a page of the website.
    Page,
    /// On a poster.
    Poster,
    /// In a post.
    Post,
}

/// A use, and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use<'c> {
    pub(crate) place: &'c Place,
    pub(crate) way: Way,
}

/// Every use, by what is used.
pub(crate) struct Uses<'c> {
    facts: BTreeMap<&'c FactId, BTreeSet<&'c str>>,
    /// The files that list every fact.
    all_facts: BTreeSet<&'c str>,
    voices: BTreeMap<&'c VoiceId, Vec<Use<'c>>>,
    files: BTreeMap<&'c CampaignPath, Vec<Use<'c>>>,
    consents: BTreeMap<&'c ConsentId, Vec<Use<'c>>>,
    /// Consents that something names, even if nothing shows that.
    named_consents: BTreeSet<&'c ConsentId>,
}

impl<'c> Uses<'c> {
    pub(crate) fn of(campaign: &'c Campaign) -> Uses<'c> {
        let mut uses = Uses {
            facts: BTreeMap::new(),
            all_facts: BTreeSet::new(),
            voices: BTreeMap::new(),
            files: BTreeMap::new(),
            consents: BTreeMap::new(),
            named_consents: BTreeSet::new(),
        };
        for page in &campaign.pages {
            uses.page(page);
        }
        for id in campaign.signs.signs.iter().filter_map(|sign| sign.fact.as_ref()) {
            uses.facts.entry(id).or_default().insert("signs.toml");
        }
        let toolkit = &campaign.toolkit;
        let messages = toolkit
            .messages
            .iter()
            .filter_map(|message| message.fact.as_ref());
        let myths = toolkit.myths.iter().filter_map(|myth| myth.fact.as_ref());
        for fact in messages.chain(myths) {
            uses.facts.entry(&fact.value).or_default().insert("toolkit.toml");
        }
        for poster in &campaign.posters {
            let picture = poster.picture.as_ref().map(|file| &file.value);
            uses.file(picture, &poster.place, Way::Poster);
        }
        for mark in campaign
            .about
            .partners
            .iter()
            .filter_map(|partner| partner.mark.as_ref())
        {
            uses.file(Some(&mark.value), &mark.place, Way::Poster);
        }
        for post in &campaign.posts {
            uses.file(post.picture.as_ref(), &post.place, Way::Post);
        }
        for media in &campaign.media {
            uses.media(media);
        }
        uses
    }

    fn page(&mut self, page: &'c Page) {
        let file = page.file.as_str();
        for picture in [&page.picture, &page.picture_tall].into_iter().flatten() {
            self.file(Some(&picture.value), &picture.place, Way::Page);
        }
        for (picture, place) in pictures(&page.blocks).chain(pictures_in_lines(&page.blocks)) {
            self.file(Some(&picture.file), place, Way::Page);
        }
        for link in links(&page.blocks) {
            match &link.target {
                Target::Fact(id) => {
                    self.facts.entry(id).or_default().insert(file);
                }
                Target::File(path) => self.file(Some(path), &link.place, Way::Page),
                _ => {}
            }
        }
        for block in all_blocks(&page.blocks) {
            match &block.kind {
                BlockKind::Insert(Insert::Facts) => {
                    self.all_facts.insert(file);
                }
                BlockKind::Insert(Insert::Voice(id)) => self.voices.entry(id).or_default().push(Use {
                    place: &block.place,
                    way: Way::Page,
                }),
                BlockKind::Insert(Insert::Act {
                    target: Target::File(path),
                    ..
                }) => self.file(Some(path), &block.place, Way::Page),
                _ => {}
            }
        }
        if let Some(consent) = &page.consent {
            self.named_consents.insert(&consent.value);
            self.consents.entry(&consent.value).or_default().push(Use {
                place: &consent.place,
                way: Way::Page,
            });
        }
    }

    /// The page for films shows every film with what belongs to it, and a picture takes its agreement with it.
    fn media(&mut self, media: &'c Media) {
        if is_film(&media.file) {
            self.file(Some(&media.file), &media.place, Way::Page);
        }
        for part in [
            &media.captions,
            &media.transcript,
            &media.description,
            &media.still,
        ] {
            self.file(part.as_ref(), &media.place, Way::Page);
        }
        if let Some(consent) = &media.consent {
            self.named_consents.insert(&consent.value);
            let shown = self.files.get(&media.file).cloned().unwrap_or_default();
            self.consents.entry(&consent.value).or_default().extend(shown);
        }
    }

    fn file(&mut self, file: Option<&'c CampaignPath>, place: &'c Place, way: Way) {
        if let Some(file) = file {
            self.files.entry(file).or_default().push(Use { place, way });
        }
    }

    /// The files that cite or list a fact. The press room lists them all besides.
    pub(crate) fn of_fact(&self, id: &FactId) -> BTreeSet<&'c str> {
        let cited = self.facts.get(id).into_iter().flatten();
        cited.chain(&self.all_facts).copied().collect()
    }

    /// The blocks that show a statement. The pages of statements and for the press show each that is approved besides.
    pub(crate) fn of_voice(&self, id: &VoiceId) -> &[Use<'c>] {
        self.voices.get(id).map_or(&[], Vec::as_slice)
    }

    /// Where a file of `media/` is shown, played or offered.
    pub(crate) fn of_file(&self, file: &CampaignPath) -> &[Use<'c>] {
        self.files.get(file).map_or(&[], Vec::as_slice)
    }

    /// Where a story or picture is shown that needs this agreement.
    pub(crate) fn of_consent(&self, id: &ConsentId) -> &[Use<'c>] {
        self.consents.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether a page, picture or film names this agreement.
    pub(crate) fn names_consent(&self, id: &ConsentId) -> bool {
        self.named_consents.contains(id)
    }
}

/// Places as they stand in a sentence, each once: "pages/home.md:4, posters/door.toml:1".
pub(crate) fn listed(uses: &[Use<'_>]) -> String {
    let places: BTreeSet<(&str, u32)> = uses
        .iter()
        .map(|one| (one.place.file.as_str(), one.place.line))
        .collect();
    let places: Vec<String> = places
        .iter()
        .map(|(file, line)| format!("{file}:{line}"))
        .collect();
    places.join(", ")
}

/// Whether a file is a film, by its name.
pub(crate) fn is_film(file: &CampaignPath) -> bool {
    has_extension(file, &["mp4", "webm"])
}

/// Whether a file is a drawing, by its name.
pub(crate) fn is_drawing(file: &CampaignPath) -> bool {
    has_extension(file, &["svg"])
}

/// Whether a file is a photograph or a drawing, by its name.
pub(crate) fn is_picture(file: &CampaignPath) -> bool {
    has_extension(file, &["svg", "png", "jpg", "jpeg", "webp", "avif"])
}

/// Whether a file's name ends in one of these.
pub(crate) fn has_extension(file: &CampaignPath, extensions: &[&str]) -> bool {
    file.extension()
        .is_some_and(|extension| extensions.contains(&extension.to_ascii_lowercase().as_str()))
}
