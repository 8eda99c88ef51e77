//! Pages: front matter and Markdown, parsed once into blocks.

use super::{At, Focus};
use crate::CampaignPath;
use crate::diagnostic::Place;
use crate::id::{AudienceId, ConsentId, HelpId, PageId, PosterId};
use crate::markdown::{Block, BlockKind, Inline, Link, Target};
use jiff::Timestamp;

/// What a page is, which is told by where its file stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// `pages/home.md`
    Home,
    /// `pages/chain.md`: what stands above the links of the chain.
    Chain,
    /// `pages/chain/N-name.md`: one link, shown on the chain's page; the number orders them.
    Link(u8),
    /// `pages/doors.md`: what stands above the doors.
    Doors,
    /// `pages/doors/NN.md`: the door of that day of December, 1 to 24.
    Door(u8),
    /// `pages/signs.md`
    Signs,
    /// `pages/help.md`
    Help,
    /// `pages/act.md`
    Act,
    /// `pages/voices.md`
    Voices,
    /// `pages/questions.md`
    Questions,
    /// `pages/press.md`
    Press,
    /// `pages/press/release.md`: the press release. Without its file there is none.
    Release,
    /// A list of the press room that is too long to stand in it. It has no file of its own.
    PressList(PressList),
    /// `pages/posters.md`: what stands above the posters.
    Posters,
    /// A poster of `posters/` as a page with the same words. It has no file of its own under `pages/`.
    Poster(PosterId),
    /// `pages/film.md`
    Film,
    /// `pages/about.md`
    About,
    /// `pages/privacy.md`
    Privacy,
    /// `pages/accessibility.md`
    Accessibility,
    /// `pages/tell.md`
    Tell,
    /// `pages/NAME.md`: a page of the campaign's own.
    Own(PageId),
}

/// What the press room lists on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PressList {
    /// Every fact with its source.
    Facts,
    /// Cards that may be had now, but for those of doors.
    Cards,
    /// Cards of doors.
    DoorCards,
}

impl PageKind {
    /// The page's address beneath the campaign, with its closing slash: `doors/7/`; empty for the home page. A link of
    /// the chain has the chain's page and an anchor.
    pub fn address(&self) -> String {
        match self {
            PageKind::Home => String::new(),
            PageKind::Chain => "chain/".to_owned(),
            PageKind::Link(number) => format!("chain/#link-{number}"),
            PageKind::Doors => "doors/".to_owned(),
            PageKind::Door(day) => format!("doors/{day}/"),
            PageKind::Signs => "signs/".to_owned(),
            PageKind::Help => "help/".to_owned(),
            PageKind::Act => "act/".to_owned(),
            PageKind::Voices => "voices/".to_owned(),
            PageKind::Questions => "questions/".to_owned(),
            PageKind::Press => "press/".to_owned(),
            PageKind::Release => "press/release/".to_owned(),
            PageKind::PressList(PressList::Facts) => "press/facts/".to_owned(),
            PageKind::PressList(PressList::Cards) => "press/cards/".to_owned(),
            PageKind::PressList(PressList::DoorCards) => "press/cards/doors/".to_owned(),
            PageKind::Posters => "posters/".to_owned(),
            PageKind::Poster(id) => format!("posters/{id}/"),
            PageKind::Film => "film/".to_owned(),
            PageKind::About => "about/".to_owned(),
            PageKind::Privacy => "privacy/".to_owned(),
            PageKind::Accessibility => "accessibility/".to_owned(),
            PageKind::Tell => "tell/".to_owned(),
            PageKind::Own(id) => format!("{id}/"),
        }
    }
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it is.
    pub kind: PageKind,
    /// Its file.
    pub file: CampaignPath,
    /// `title`: the page's only first-level heading.
    pub title: At<String>,
    /// `description`: a sentence for search results and shared links.
    pub description: Option<String>,
    /// `audience`; nobody named means everybody.
    pub audience: Vec<At<AudienceId>>,
    /// `picture`: shown above the text.
    pub picture: Option<At<CampaignPath>>,
    /// `picture_tall`: shown in its place on narrow screens.
    pub picture_tall: Option<At<CampaignPath>>,
    /// `hard_hitting = true`: meant to be uncomfortable.
    pub hard_hitting: bool,
    /// `content_note`: what is in it, said before it.
    pub content_note: Option<String>,
    /// `act`: the one do-able act that it names, in a few words.
    pub act: Option<String>,
    /// `help`: the help routes that it ends with, best first.
    pub help: Vec<At<HelpId>>,
    /// `composite = true`: "Made up from what is known about many children. Not one child."
    pub composite: bool,
    /// `consent`: whose agreement a story or picture needs.
    pub consent: Option<At<ConsentId>>,
    /// `tried_with`: with whom a hard-hitting page was tried.
    pub tried_with: Option<String>,
    /// `might_hurt`: whom a hard-hitting page might hurt.
    pub might_hurt: Option<String>,
    /// From when it is public: `not_before`, or for a door the first instant of its day. Nothing means with the campaign.
    pub not_before: Option<Timestamp>,
    /// `not_after`: until when it is public.
    pub not_after: Option<Timestamp>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Where the front matter begins.
    pub place: Place,
}

impl Page {
    /// Every picture that the page shows: above its text, and in it.
    pub fn pictures(&self) -> Vec<CampaignPath> {
        let mut pictures: Vec<CampaignPath> = self
            .picture
            .iter()
            .chain(&self.picture_tall)
            .map(|at| at.value.clone())
            .collect();
        push_pictures(&self.blocks, &mut pictures);
        pictures
    }

    /// Every file of the campaign to which its text links.
    pub fn linked_files(&self) -> Vec<CampaignPath> {
        let mut files = Vec::new();
        push_links(&self.blocks, &mut files);
        files
    }
}

/// As [`push_pictures`].
fn push_links(blocks: &[Block], files: &mut Vec<CampaignPath>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => push_linked(text, files),
            BlockKind::Quote(inner) => push_links(inner, files),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_links(item, files)),
            BlockKind::Rule | BlockKind::Picture(_) | BlockKind::Insert(_) => {}
        }
    }
}

fn push_linked(inlines: &[Inline], files: &mut Vec<CampaignPath>) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => push_linked(inner, files),
            Inline::Link(Link {
                target: Target::File(file),
                ..
            }) => files.push(file.clone()),
            _ => {}
        }
    }
}

/// The reader bounds how deep blocks stand in each other, so this recursion ends.
fn push_pictures(blocks: &[Block], pictures: &mut Vec<CampaignPath>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Picture(picture) => pictures.push(picture.file.clone()),
            BlockKind::Quote(inner) => push_pictures(inner, pictures),
            BlockKind::List { items, .. } => items.iter().for_each(|item| push_pictures(item, pictures)),
            _ => {}
        }
    }
}

/// `[[picture]]` or `[[film]]` of `media/media.toml`.
#[derive(Clone, Debug)]
pub struct Media {
    /// `file`: a path such as `media/hero.svg`.
    pub file: CampaignPath,
    /// `alt`: what a reader who cannot see it needs to know. Empty only together with `decorative`.
    pub alt: String,
    /// `decorative = true`: it says nothing that the text does not say.
    pub decorative: bool,
    /// `focus`: what of a picture stays in sight where it is cut to its place; without one, as its place has it, mostly the middle.
    pub focus: Option<Focus>,
    /// `credit`: who made it.
    pub credit: Option<String>,
    /// `consent`: whose agreement it needs.
    pub consent: Option<At<ConsentId>>,
    /// `captions` of a film.
    pub captions: Option<CampaignPath>,
    /// `transcript` of a film.
    pub transcript: Option<CampaignPath>,
    /// `description` of a film: the same film, or its sound, with a voice that says what is to be seen.
    pub description: Option<CampaignPath>,
    /// `still` of a film: the picture that stands in its place until it plays.
    pub still: Option<CampaignPath>,
    /// Where it begins.
    pub place: Place,
}
