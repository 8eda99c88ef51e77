//! What of a campaign may leave the house at an instant: what is due, and of people what they agreed to.

use super::named::Named;
use crate::input::CampaignInput;
use campaign::markdown::Target;
use campaign::{CampaignPath, Consent, ConsentId, Fact, Page, PageKind, Post, Poster, Voice};
use jiff::civil::Date;
use render::{Context, hidden_files};
use std::collections::BTreeSet;

/// Words by which a consent says that partners may be given what it is for.
const WORDS_OF_CONSENT: [&str; 6] = ["toolkit", "partner", "partners", "everywhere", "anywhere", "all"];

/// What goes into a pack. Nothing else is named in it, not even by how it is called.
#[derive(Debug)]
pub(super) struct Kept<'c> {
    /// Pages that are due, with what each names.
    pub(super) pages: Vec<(&'c Page, Named<'c>)>,
    /// Addresses of the pages that are not, as a link has them.
    pub(super) gone: BTreeSet<String>,
    pub(super) posters: Vec<&'c Poster>,
    pub(super) posts: Vec<&'c Post>,
    pub(super) voices: Vec<&'c Voice>,
    pub(super) facts: Vec<&'c Fact>,
    pub(super) consents: BTreeSet<&'c ConsentId>,
    /// Files of `media/` and `theme/`.
    pub(super) files: BTreeSet<&'c CampaignPath>,
}

impl<'c> Kept<'c> {
    /// `absent` are files that cannot go along, such as films that are too large.
    pub(super) fn of(
        context: &Context<'c>,
        input: &'c CampaignInput,
        absent: &BTreeSet<CampaignPath>,
    ) -> Kept<'c> {
        let campaign = context.campaign;
        let today = campaign.about.day(context.now);
        let may_leave = |id: &ConsentId| {
            let consent = campaign.consents.iter().find(|consent| consent.id == *id);
            consent.is_some_and(|consent| lets_partners_have(consent, today))
        };
        let (kept, gone): (Vec<&Page>, Vec<&Page>) = campaign.pages.iter().partition(|page| {
            let consent = page.consent.as_ref();
            context.is_due(page) && consent.is_none_or(|id| may_leave(&id.value))
        });
        let pages: Vec<(&Page, Named<'_>)> = kept
            .into_iter()
            .map(|page| (page, Named::by(&page.blocks)))
            .collect();
        let mut barred = hidden_files(campaign, context.downloads, context.now);
        barred.extend(absent.iter().cloned());
        let of_people = campaign.media.iter().filter(|media| {
            let consent = media.consent.as_ref();
            consent.is_some_and(|id| !may_leave(&id.value))
        });
        barred.extend(of_people.map(|media| media.file.clone()));
        let posts: Vec<&Post> = campaign
            .posts
            .iter()
            .filter(|post| post.at <= context.now)
            .collect();
        let posters: Vec<&Poster> = campaign
            .posters
            .iter()
            .filter(|poster| context.posters.contains(&poster.id))
            .filter(|poster| {
                let picture = poster.picture.as_ref();
                picture.is_none_or(|file| !barred.contains(&file.value))
            })
            .collect();
        let files = files(context, input, &pages, &posters, &posts, &barred);
        let consents = consents(context, &pages, &files);
        let named_by_gone: Vec<Named<'_>> = gone.iter().map(|page| Named::by(&page.blocks)).collect();
        let voices = voices(context, &pages, &named_by_gone, today);
        let gone = gone
            .iter()
            .map(|page| link_to(&page.kind))
            .chain(without_files(context, &voices, &posters, &files))
            .collect();
        Kept {
            facts: facts(context, &pages, &posters, &posts, &named_by_gone),
            voices,
            gone,
            pages,
            posters,
            posts,
            consents,
            files,
        }
    }

    /// Whether a link to this address leads to a page that is in the pack, or to one that needs no file.
    pub(super) fn leads_somewhere(&self, address: &str) -> bool {
        !self.gone.contains(address.trim_end_matches('/'))
    }

    pub(super) fn has_file(&self, file: &CampaignPath) -> bool {
        self.files.contains(file)
    }
}

/// Addresses of pages that need no file, and are not there when there is nothing to show on them.
fn without_files(
    context: &Context<'_>,
    voices: &[&Voice],
    posters: &[&Poster],
    files: &BTreeSet<&CampaignPath>,
) -> Vec<String> {
    let campaign = context.campaign;
    let mut gone = Vec::new();
    if voices.is_empty() && campaign.page(&PageKind::Voices).is_none() {
        gone.push("voices".to_owned());
    }
    let has_film = context.films().iter().any(|film| files.contains(&film.file));
    if !has_film && campaign.page(&PageKind::Film).is_none() {
        gone.push("film".to_owned());
    }
    if posters.is_empty() {
        gone.push("posters".to_owned());
    }
    let is_there = |poster: &Poster| posters.iter().any(|one| one.id == poster.id);
    let hidden = campaign.posters.iter().filter(|poster| !is_there(poster));
    gone.extend(hidden.map(|poster| format!("posters/{}", poster.id)));
    gone
}

/// The address as a link has it: `doors/7`.
fn link_to(kind: &PageKind) -> String {
    let address = kind.address();
    let address = address.split('#').next().unwrap_or("");
    address.trim_end_matches('/').to_owned()
}

/// Whether a person agreed that partners may have it, and still does. What was handed out cannot be called back, so the form
/// must say so.
fn lets_partners_have(consent: &Consent, today: Date) -> bool {
    let stands = consent.withdrawn.is_none_or(|day| today < day) && today < consent.expires;
    let says_so = consent.places.iter().any(|place| {
        let place = place.to_lowercase();
        let mut words = place.split(|character: char| !character.is_alphanumeric());
        words.any(|word| WORDS_OF_CONSENT.contains(&word))
    });
    stands && says_so
}

/// The files that something kept shows or offers, and the theme's own.
fn files<'c>(
    context: &Context<'c>,
    input: &'c CampaignInput,
    pages: &[(&'c Page, Named<'c>)],
    posters: &[&'c Poster],
    posts: &[&'c Post],
    barred: &BTreeSet<CampaignPath>,
) -> BTreeSet<&'c CampaignPath> {
    let campaign = context.campaign;
    let mut files: BTreeSet<&CampaignPath> = BTreeSet::new();
    for (page, named) in pages {
        let front = [&page.picture, &page.picture_tall].into_iter().flatten();
        files.extend(front.map(|picture| &picture.value));
        for (file, _) in named
            .files
            .iter()
            .chain(&named.pictures)
            .chain(&named.words_of_pictures)
        {
            files.insert(file);
        }
        files.extend(named.acts.iter().filter_map(|(target, _)| match target {
            Target::File(file) => Some(file),
            _ => None,
        }));
    }
    files.extend(
        posters
            .iter()
            .filter_map(|poster| Some(&poster.picture.as_ref()?.value)),
    );
    files.extend(posts.iter().filter_map(|post| post.picture.as_ref()));
    let marks = campaign
        .about
        .partners
        .iter()
        .filter_map(|partner| partner.mark.as_ref());
    files.extend(marks.map(|mark| &mark.value));
    // Without a file of its own the page for films shows them all.
    let film_page = campaign.page(&PageKind::Film);
    if film_page.is_none_or(|page| context.is_due(page)) {
        for film in context
            .films()
            .into_iter()
            .filter(|film| !barred.contains(&film.file))
        {
            files.insert(&film.file);
            let parts = [&film.captions, &film.transcript, &film.description, &film.still];
            files.extend(parts.into_iter().flatten());
        }
    }
    files.retain(|file| input.media.contains_key(*file) && !barred.contains(*file));
    let is_theme = |file: &&CampaignPath| file.parts().next() == Some("theme");
    files.extend(input.media.keys().filter(is_theme));
    files
}

fn consents<'c>(
    context: &Context<'c>,
    pages: &[(&'c Page, Named<'c>)],
    files: &BTreeSet<&'c CampaignPath>,
) -> BTreeSet<&'c ConsentId> {
    let of_pages = pages.iter().filter_map(|(page, _)| page.consent.as_ref());
    let media = context
        .campaign
        .media
        .iter()
        .filter(|media| files.contains(&media.file));
    of_pages
        .chain(media.filter_map(|media| media.consent.as_ref()))
        .map(|id| &id.value)
        .collect()
}

/// The statements that may be shown: as on the page of statements.
fn voices<'c>(
    context: &Context<'c>,
    pages: &[(&'c Page, Named<'c>)],
    gone: &[Named<'c>],
    today: Date,
) -> Vec<&'c Voice> {
    let campaign = context.campaign;
    let on = |named: &Named<'c>, voice: &Voice| named.voices.iter().any(|(id, _)| **id == voice.id);
    let waits = |voice: &Voice| {
        gone.iter().any(|named| on(named, voice)) && !pages.iter().any(|(_, named)| on(named, voice))
    };
    campaign
        .voices
        .iter()
        .filter(|voice| campaign.about.worked_example || voice.approved.is_some_and(|day| day <= today))
        .filter(|voice| !waits(voice))
        .collect()
}

/// All facts but those that only pages cite which are not there: nothing would need them, and what they say belongs to those
/// pages.
fn facts<'c>(
    context: &Context<'c>,
    pages: &[(&'c Page, Named<'c>)],
    posters: &[&'c Poster],
    posts: &[&'c Post],
    gone: &[Named<'c>],
) -> Vec<&'c Fact> {
    let campaign = context.campaign;
    let toolkit = &campaign.toolkit;
    let of_signs = campaign.signs.signs.iter().filter_map(|sign| sign.fact.as_ref());
    let of_messages = toolkit
        .messages
        .iter()
        .filter_map(|one| Some(&one.fact.as_ref()?.value));
    let of_myths = toolkit
        .myths
        .iter()
        .filter_map(|one| Some(&one.fact.as_ref()?.value));
    let cited: BTreeSet<_> = pages
        .iter()
        .flat_map(|(_, named)| named.facts.iter().copied())
        .chain(of_signs)
        .chain(of_messages)
        .chain(of_myths)
        .collect();
    // Where no link can stand, a figure rests on the fact that has it.
    let mut without_links = String::new();
    for words in posts.iter().map(|post| &post.copy).chain(
        posters
            .iter()
            .flat_map(|poster| [&poster.headline, &poster.act].into_iter().chain(&poster.points))
            .map(|at| &at.value),
    ) {
        without_links.push_str(words);
        without_links.push('\n');
    }
    for (page, _) in pages {
        without_links.push_str(&page.title);
        without_links.push('\n');
    }
    let is_stated = |fact: &Fact| {
        let figures = fact
            .value
            .split(|character: char| !(character.is_ascii_digit() || character == ','));
        let mut figures = figures.filter(|figure| figure.bytes().any(|byte| byte.is_ascii_digit()));
        figures.any(|figure| without_links.contains(figure))
    };
    campaign
        .facts
        .iter()
        .filter(|fact| {
            let was_cited = gone.iter().any(|named| named.facts.contains(&fact.id));
            !was_cited || cited.contains(&fact.id) || is_stated(fact)
        })
        .collect()
}
