//! What a page may use: the campaign, the words, the instant, and the pictures in their sizes.

use crate::frame::StyleHashes;
use crate::views::film::film_type;
use campaign::{Campaign, CampaignPath, EditionHash, Media, Page, PageKind, Poster, PosterId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use words::{Word, Words};

/// Whether pages are served, and may say what is open now, or written as files, which cannot know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Served: rendered again at each scheduled change.
    Live,
    /// Written as files.
    Static,
}

/// What is the same for every campaign of a site.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address under which the public sees it, without a slash at the end; for links that leave the site.
    pub base_url: String,
    /// Scheme and host of the campaigns that have a name of their own, by their id, without a slash at the end.
    pub hosts: BTreeMap<Box<str>, String>,
    /// Served or written.
    pub mode: Mode,
    /// The program's version.
    pub version: &'static str,
    /// Whether posters and cards can be had as files: the program was built with a press.
    pub has_press: bool,
    /// Where the source of the running version can be had.
    pub source_url: String,
    /// Hashes of styles.
    pub styles: StyleHashes,
}

impl Site {
    /// What stands before every address on this site: the path of the public address, without a slash at its end;
    /// nothing when the site has a host of its own.
    pub fn prefix(&self) -> &str {
        let after_host = self
            .base_url
            .split_once("://")
            .and_then(|(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)));
        after_host.unwrap_or("").trim_end_matches('/')
    }

    /// An address that belongs to no campaign, for links that leave the site.
    pub fn public(&self, address: &str) -> String {
        format!("{}{address}", self.base_url.trim_end_matches('/'))
    }

    /// Scheme and host under which the public finds a campaign.
    pub fn base_of(&self, campaign: &str) -> &str {
        self.hosts
            .get(campaign)
            .map_or(self.base_url.trim_end_matches('/'), String::as_str)
    }

    /// An address of this site as a page links to it.
    pub fn link(&self, address: &str) -> String {
        format!("{}{address}", self.prefix())
    }
}

/// A picture as a page refers to it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The address of the drawing, or of the fall-back of a photograph.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The encodings of a photograph, best format first, small to large.
    pub sources: Vec<PictureSource>,
}

impl Picture {
    /// Every address under which it can be had.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let sources = self.sources.iter().map(|source| source.address.as_str());
        sources.chain([self.address.as_str()])
    }
}

/// One encoding of a photograph.
#[derive(Clone, Debug)]
pub struct PictureSource {
    /// Its media type.
    pub content_type: &'static str,
    /// Its address.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
}

/// A campaign at an instant.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The site.
    pub site: &'c Site,
    /// The campaign.
    pub campaign: &'c Campaign,
    /// Its edition.
    pub edition: EditionHash,
    /// Its pictures, by their file.
    pub pictures: &'c BTreeMap<CampaignPath, Picture>,
    /// Films and downloads: their addresses by their file.
    pub downloads: &'c BTreeMap<CampaignPath, String>,
    /// The posters that may be seen now; see [`due_posters`](crate::due_posters).
    pub posters: &'c BTreeSet<PosterId>,
    /// The words of its language.
    pub words: &'c Words,
    /// The instant.
    pub now: Timestamp,
}

impl<'c> Context<'c> {
    /// The campaign's first address, as a page links to it: `/merry-muletide/`.
    pub(crate) fn home(&self) -> String {
        self.address("")
    }

    /// An address of the campaign, as a page links to it: `act/` is `/merry-muletide/act/`.
    pub(crate) fn address(&self, beneath: &str) -> String {
        self.site.link(&format!("/{}/{beneath}", self.campaign.about.id))
    }

    /// An address of the campaign for links that leave the site: canonical addresses, feeds, cards, the sitemap. `act/` is
    /// `https://example.org/merry-muletide/act/`, `media/hero.1a2b3c4d.svg` a picture.
    pub fn public(&self, beneath: &str) -> String {
        let id = self.campaign.about.id.as_str();
        format!("{}/{id}/{beneath}", self.site.base_of(id))
    }

    /// A picture or film of the campaign, by its address on the site, for links that leave it.
    pub(crate) fn public_of(&self, address: &str) -> String {
        let home = format!("/{}/", self.campaign.about.id);
        self.public(address.strip_prefix(&home).unwrap_or_default())
    }

    /// Whether its last day is over: its pages stay, and it asks nobody for anything any more.
    pub(crate) fn is_finished(&self) -> bool {
        self.campaign.about.ended_at().is_some_and(|end| end <= self.now)
    }

    /// What a page of a campaign says whose last day is over.
    pub(crate) fn ended(&self) -> Option<String> {
        let date = self.words.date(self.campaign.about.ends);
        self.is_finished()
            .then(|| self.words.fill(Word::Ended, &[("date", &date)]))
    }

    /// The campaign's films that can be played: those that its film page shows.
    pub fn films(&self) -> Vec<&'c Media> {
        films(self.campaign, self.downloads)
    }

    /// Whether a page may be shown now. A link of the chain stands on the chain's page, and is kept back with it.
    pub fn is_due(&self, page: &Page) -> bool {
        is_due(self.campaign, page, self.now)
    }

    /// The posters that may be shown now, in the order of their files.
    pub fn posters(&self) -> impl Iterator<Item = &'c Poster> {
        let due = self.posters;
        let posters = self.campaign.posters.iter();
        posters.filter(move |poster| due.contains(&poster.id))
    }

    /// The poster of an id, when it may be shown.
    pub(crate) fn poster(&self, id: &PosterId) -> Option<&'c Poster> {
        self.posters().find(|poster| poster.id == *id)
    }

    /// The page of a kind, when it is due.
    pub(crate) fn due_page(&self, kind: &PageKind) -> Option<&'c Page> {
        self.campaign.page(kind).filter(|page| self.is_due(page))
    }

    /// Whether one of the audiences of a page is under 18.
    pub(crate) fn is_for_the_young(&self, page: &Page) -> bool {
        page.audience
            .iter()
            .any(|id| self.campaign.audience(id).is_some_and(|audience| audience.young))
    }
}

/// As [`Context::is_due`], for those who have no context yet.
pub(crate) fn is_due(campaign: &Campaign, page: &Page, now: Timestamp) -> bool {
    let is_time = |page: &Page| {
        page.not_before.is_none_or(|from| from <= now) && page.not_after.is_none_or(|until| now < until)
    };
    let stands_on = match page.kind {
        PageKind::Link(_) => campaign.page(&PageKind::Chain),
        _ => None,
    };
    is_time(page) && stands_on.is_none_or(is_time)
}

/// The campaign's films that can be played, whose page has all that belongs to them.
pub(crate) fn films<'c>(
    campaign: &'c Campaign,
    downloads: &BTreeMap<CampaignPath, String>,
) -> Vec<&'c Media> {
    let is_film = |media: &&Media| {
        let address = downloads.get(&media.file);
        address.is_some_and(|address| film_type(address).is_some())
    };
    campaign.media.iter().filter(is_film).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_beneath_a_path_says_so_in_its_links() {
        let site = |base_url: &str| Site {
            base_url: base_url.to_owned(),
            hosts: BTreeMap::new(),
            mode: Mode::Static,
            version: "0",
            has_press: false,
            styles: StyleHashes::default(),
            source_url: String::new(),
        };
        assert_eq!(site("https://example.org").link("/a/"), "/a/");
        assert_eq!(site("https://example.org/").link("/a/"), "/a/");
        assert_eq!(
            site("https://example.org/our/campaigns/").link("/a/"),
            "/our/campaigns/a/"
        );
        assert_eq!(site("").link("/a/"), "/a/");
    }
}
