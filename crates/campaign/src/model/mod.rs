//! What a campaign is: its typed parts, each as it stands in one file of the folder.

mod about;
mod card;
mod evaluation;
mod evidence;
mod focus;
mod help;
mod measure;
mod page;
mod people;
mod poster;
mod reach;
mod theme;
mod toolkit;

pub use about::*;
pub use card::*;
pub use evaluation::*;
pub use evidence::*;
pub use focus::*;
pub use help::*;
pub use measure::*;
pub use page::*;
pub use people::*;
pub use poster::*;
pub use reach::*;
pub use theme::*;
pub use toolkit::*;

use crate::diagnostic::Place;
use std::collections::BTreeMap;
use std::ops::Deref;

/// A value and where it was written, for findings that come later.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A whole campaign, as far as its folder could be read. Whatever could not be read is missing here and has a finding.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// `campaign.toml`: what it is and who agrees it.
    pub about: About,
    /// `facts.toml`, in the file's order.
    pub facts: Vec<Fact>,
    /// `help.toml`, in the file's order, which is the order of the page.
    pub help: Vec<HelpService>,
    /// `signs.toml`.
    pub signs: Signs,
    /// `voices.toml`.
    pub voices: Vec<Voice>,
    /// `coverage.toml`.
    pub coverage: Vec<Coverage>,
    /// `consents.toml`.
    pub consents: Vec<Consent>,
    /// `restrictions.toml`.
    pub restrictions: Vec<Restriction>,
    /// `placements.csv`.
    pub placements: Vec<Placement>,
    /// `posts.toml`.
    pub posts: Vec<Post>,
    /// `[[paid]]` of `posts.toml`.
    pub paid: Vec<Paid>,
    /// `posters/*.toml`, by file name.
    pub posters: Vec<Poster>,
    /// `toolkit.toml`.
    pub toolkit: Toolkit,
    /// `survey.toml`.
    pub survey: Vec<Question>,
    /// `evaluation.toml`, when there is one.
    pub evaluation: Option<Evaluation>,
    /// `pages/**/*.md`, by path.
    pub pages: Vec<Page>,
    /// `media/media.toml` and the files of `media/` that it describes.
    pub media: Vec<Media>,
    /// `theme/theme.toml`.
    pub theme: Theme,
    /// `theme/cards.toml`, or the built-in table.
    pub card_sizes: CardSizes,
    /// Every file of the edition with its size in bytes, so that links to files can be checked.
    pub files: BTreeMap<crate::CampaignPath, u64>,
    /// Every text of the edition as it was written (TOML, Markdown, CSV, and the drawings, captions and transcripts
    /// beside them): what may not be published may stand in no comment either, and a finding can name its line.
    pub texts: BTreeMap<crate::CampaignPath, std::sync::Arc<str>>,
}

impl Campaign {
    /// The fact of this id.
    pub fn fact(&self, id: &crate::FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == *id)
    }

    /// The help service of this id.
    pub fn help_service(&self, id: &crate::HelpId) -> Option<&HelpService> {
        self.help.iter().find(|service| service.id == *id)
    }

    /// The audience of this id.
    pub fn audience(&self, id: &crate::AudienceId) -> Option<&Audience> {
        self.about.audiences.iter().find(|audience| audience.id == *id)
    }

    /// The partner of this id.
    pub fn partner(&self, id: &crate::PartnerId) -> Option<&Partner> {
        self.about.partners.iter().find(|partner| partner.id == *id)
    }

    /// The poster of this id.
    pub fn poster(&self, id: &crate::PosterId) -> Option<&Poster> {
        self.posters.iter().find(|poster| poster.id == *id)
    }

    /// The partners whose marks a poster carries, if they have one: those that it names, or all.
    pub fn marks_on<'c>(&'c self, poster: &'c Poster) -> impl Iterator<Item = &'c Partner> {
        let is_named = |partner: &&Partner| {
            poster.marks.is_empty() || poster.marks.iter().any(|id| id.value == partner.id)
        };
        self.about.partners.iter().filter(is_named)
    }

    /// The page of this kind, for kinds of which there is one.
    pub fn page(&self, kind: &PageKind) -> Option<&Page> {
        self.pages.iter().find(|page| page.kind == *kind)
    }

    /// The description of a file of `media/`.
    pub fn media(&self, path: &crate::CampaignPath) -> Option<&Media> {
        self.media.iter().find(|media| media.file == *path)
    }

    /// The links of the chain, first to last.
    pub fn chain(&self) -> Vec<&Page> {
        let mut links: Vec<&Page> = self
            .pages
            .iter()
            .filter(|page| matches!(page.kind, PageKind::Link(_)))
            .collect();
        links.sort_by(|a, b| a.kind.cmp(&b.kind));
        links
    }

    /// The doors, by day.
    pub fn doors(&self) -> Vec<&Page> {
        let mut doors: Vec<&Page> = self
            .pages
            .iter()
            .filter(|page| matches!(page.kind, PageKind::Door(_)))
            .collect();
        doors.sort_by(|a, b| a.kind.cmp(&b.kind));
        doors
    }
}
