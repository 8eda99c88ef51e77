//! Which pages there are at an instant.

use crate::context::Context;
use crate::frame::{self, Frame, FrameCampaign, FrameLink, Framed, style};
use crate::head::{Shown, head};
use crate::inserts::voices;
use crate::picture::focus_style;
use crate::published;
use crate::views;
use campaign::{Campaign, Page, PageId, PageKind, PressList};
use jiff::Timestamp;
use words::Word;

/// A page that is due.
#[derive(Clone, Debug)]
pub struct RenderedPage {
    /// Its address on the site: `/merry-muletide/act/`.
    pub address: String,
    /// The page.
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
    /// Its address for links that leave the site; nothing when search engines shall not list it.
    pub canonical: Option<String>,
    /// From when it is public.
    pub not_before: Option<Timestamp>,
    /// Until when.
    pub not_after: Option<Timestamp>,
}

/// Whether anything of a campaign may be seen: nothing is, and it is named nowhere, before its embargo.
pub fn is_public(campaign: &Campaign, now: Timestamp) -> bool {
    campaign.about.embargo.is_none_or(|embargo| embargo <= now)
}

/// The pages that the campaign has even though its folder has no file for them. Posters' own pages are not among them:
/// see [`has_standard_page`].
fn standard_pages(context: &Context<'_>) -> Vec<(PageKind, Word)> {
    let mut pages = vec![
        (PageKind::Home, Word::PageHome),
        (PageKind::Help, Word::PageHelp),
        (PageKind::Tell, Word::PageTell),
        (PageKind::Press, Word::PagePress),
        (PageKind::About, Word::PageAbout),
        (PageKind::Privacy, Word::PagePrivacy),
        (PageKind::Accessibility, Word::PageAccessibility),
    ];
    pages.extend(PageId::new("exit").map(|id| (PageKind::Own(id), Word::ExitHeading)));
    if context.campaign.page(&PageKind::Voices).is_none() && voices::approved(context).next().is_some() {
        pages.push((PageKind::Voices, Word::PageVoices));
    }
    if !context.films().is_empty() {
        pages.push((PageKind::Film, Word::PageFilm));
    }
    if !context.campaign.facts.is_empty() {
        pages.push((PageKind::PressList(PressList::Facts), Word::PressFacts));
    }
    if context.posters().next().is_some() {
        pages.push((PageKind::Posters, Word::PagePosters));
    }
    // A page of the folder that is not due must not be replaced by the standard one.
    pages.retain(|(kind, _)| context.campaign.page(kind).is_none());
    pages
}

/// The pages of cards, in a program with a press.
fn pages_of_cards(context: &Context<'_>) -> Vec<(PageKind, Word)> {
    if !context.site.has_press {
        return Vec::new();
    }
    let mut pages = vec![(PageKind::PressList(PressList::Cards), Word::PressCards)];
    let is_door = |page: &Page| matches!(page.kind, PageKind::Door(_)) && context.is_due(page);
    if context.campaign.pages.iter().any(is_door) {
        pages.push((PageKind::PressList(PressList::DoorCards), Word::PressDoorCards));
    }
    pages
}

/// Whether an address beneath the campaign is one of the pages that its folder need not have.
pub(crate) fn has_standard_page(context: &Context<'_>, beneath: &str) -> bool {
    standard_pages(context)
        .iter()
        .any(|(kind, _)| kind.address() == beneath)
        || context
            .posters()
            .any(|poster| PageKind::Poster(poster.id.clone()).address() == beneath)
        || (beneath.starts_with("press/cards/")
            && pages_of_cards(context)
                .iter()
                .any(|(kind, _)| kind.address() == beneath))
}

/// Every page of a campaign that is due. The links of the chain stand on the chain's page and have none of their own.
pub fn pages(context: &Context<'_>) -> Vec<RenderedPage> {
    if !is_public(context.campaign, context.now) {
        return Vec::new();
    }
    let mut pages: Vec<RenderedPage> = context
        .campaign
        .pages
        .iter()
        .filter(|page| !matches!(page.kind, PageKind::Link(_)) && context.is_due(page))
        .map(|page| one(context, &page.kind, Some(page), &page.title))
        .collect();
    for (kind, title) in standard_pages(context).into_iter().chain(pages_of_cards(context)) {
        pages.push(one(context, &kind, None, context.words.get(title)));
    }
    for poster in context.posters() {
        pages.push(one(
            context,
            &PageKind::Poster(poster.id.clone()),
            None,
            &poster.headline,
        ));
    }
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    pages
}

fn one(context: &Context<'_>, kind: &PageKind, page: Option<&Page>, title: &str) -> RenderedPage {
    let about = &context.campaign.about;
    let address = format!("/{}/{}", about.id, kind.address());
    let is_exit = matches!(kind, PageKind::Own(id) if id.as_str() == "exit");
    let canonical = (!is_exit).then(|| context.public(&kind.address()));
    let stage = matches!(
        kind,
        PageKind::Home
            | PageKind::Chain
            | PageKind::Doors
            | PageKind::Door(_)
            | PageKind::Posters
            | PageKind::Poster(_)
    );
    let poster = match kind {
        PageKind::Poster(id) => context.poster(id),
        _ => None,
    };
    let description = match (page, poster) {
        (Some(page), _) => published::sentence(context, page),
        (None, Some(poster)) => poster.act.value.clone(),
        (None, None) => about.summary.clone(),
    };
    let machines = canonical.as_deref().map(|canonical| {
        let shown = Shown {
            kind,
            page,
            title,
            description: &description,
            canonical,
        };
        head(context, &shown)
    });
    let ended = context.ended().map(|ended| match kind {
        PageKind::Act => format!("{ended} {}", context.words.get(Word::EndedAct)),
        _ => ended,
    });
    let head_title = match kind {
        PageKind::Home => format!("{title} {}", about.hashtag.as_deref().unwrap_or(&about.name)),
        _ => format!("{title} – {}", about.name),
    };
    let besides = match kind {
        PageKind::Posters | PageKind::Poster(_) => frame::POSTERS,
        PageKind::Film => frame::FILM,
        PageKind::Press => frame::PRESS,
        _ => "",
    };
    let frame = Frame {
        language: &about.language,
        head_title,
        description: Some(description),
        canonical: canonical.clone(),
        head: machines.unwrap_or_default(),
        ground: Frame::ground(&context.campaign.theme, stage),
        style: style(&context.campaign.theme, stage, besides) + &focus_style(context.campaign),
        exit: about.exit_button
            || matches!(kind, PageKind::Help | PageKind::Signs | PageKind::Tell)
            || is_exit,
        stage,
        links_last: *kind == PageKind::Home,
        help_address: context.address("help/"),
        ended,
        worked_example: about.worked_example,
        campaign: Some(frame_campaign(context, kind)),
        main: match (poster, kind) {
            (Some(poster), _) => views::posters::twin(context, poster),
            (None, PageKind::Release) => views::text::release(context),
            (None, _) => views::text::main(context, kind, page, title),
        },
        site: context.site,
        words: context.words,
    };
    let Framed { html, policy } = frame.write();
    RenderedPage {
        address,
        html,
        policy,
        canonical,
        not_before: latest(page.and_then(|page| page.not_before), about.embargo),
        not_after: page.and_then(|page| page.not_after),
    }
}

fn latest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.max(other)
}

/// The most characters of a title that the menu still holds on a phone.
const MENU_TITLE: usize = 20;

/// What the menu calls a page. A chain is not always a chain: where its page has a short title of its own, that is its
/// name here too.
fn menu_words(context: &Context<'_>, kind: &PageKind, words: Word) -> String {
    let own = (*kind == PageKind::Chain)
        .then(|| context.due_page(kind))
        .flatten()
        .map(|page| page.title.value.as_str())
        .filter(|title| title.chars().count() <= MENU_TITLE);
    own.unwrap_or(context.words.get(words)).to_owned()
}

fn frame_campaign(context: &Context<'_>, here: &PageKind) -> FrameCampaign {
    let about = &context.campaign.about;
    let link = |kind: PageKind, words: Word| FrameLink {
        address: context.address(&kind.address()),
        words: menu_words(context, &kind, words),
        is_here: kind == *here,
    };
    let main = [
        (PageKind::Chain, Word::PageChain),
        (PageKind::Doors, Word::PageDoors),
        (PageKind::Film, Word::PageFilm),
        (PageKind::Signs, Word::PageSigns),
        (PageKind::Act, Word::PageAct),
        (PageKind::Questions, Word::PageQuestions),
    ];
    let foot = [
        (PageKind::About, Word::PageAbout),
        (PageKind::Voices, Word::PageVoices),
        (PageKind::Posters, Word::PagePosters),
        (PageKind::Press, Word::PagePress),
        (PageKind::Tell, Word::PageTell),
        (PageKind::Privacy, Word::PagePrivacy),
        (PageKind::Accessibility, Word::PageAccessibility),
    ];
    let standard: Vec<PageKind> = standard_pages(context)
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    let is_there = |kind: &PageKind| context.due_page(kind).is_some() || standard.contains(kind);
    let mut foot_links: Vec<FrameLink> = foot
        .into_iter()
        .filter(|(kind, _)| is_there(kind))
        .map(|(kind, words)| link(kind, words))
        .collect();
    foot_links.extend(PageId::new("exit").map(|id| link(PageKind::Own(id), Word::PageExit)));
    FrameCampaign {
        home: context.home(),
        name: about.hashtag.clone().unwrap_or_else(|| about.name.clone()),
        links: main
            .into_iter()
            .filter(|(kind, _)| is_there(kind))
            // When it is over, nobody is led to what it asked for.
            .filter(|(kind, _)| *kind != PageKind::Act || !context.is_finished())
            .map(|(kind, words)| link(kind, words))
            .collect(),
        foot_links,
        edition: context.edition.short(),
    }
}
