//! Files that only pages of another day show: they must not be found before them, nor stay after them.

use crate::context::Context;
use campaign::{CampaignPath, Page, PageKind, Poster};
use std::collections::BTreeSet;

/// Files that are shown or linked by pages which are not due, and by no page that is.
pub fn hidden_files(context: &Context<'_>) -> BTreeSet<CampaignPath> {
    let campaign = context.campaign;
    let shown_by = |due: bool| -> BTreeSet<CampaignPath> {
        campaign
            .pages
            .iter()
            .filter(|page| context.is_due(page) == due)
            .flat_map(|page| files(context, page))
            .collect()
    };
    let due = shown_by(true);
    shown_by(false)
        .into_iter()
        .filter(|path| !due.contains(path))
        .collect()
}

/// The posters that may be seen now, in the order of their files: not those whose picture or mark is hidden, nor those whose code
/// leads to a page that is not due.
pub fn due_posters<'c>(context: &Context<'c>) -> Vec<&'c Poster> {
    let campaign = context.campaign;
    let hidden = hidden_files(context);
    let is_shown = |poster: &&Poster| {
        let picture = poster.picture.iter().map(|picture| &picture.value);
        let marks = campaign
            .marks_on(poster)
            .filter_map(|partner| partner.mark.as_ref());
        let is_hidden = picture
            .chain(marks.map(|mark| &mark.value))
            .any(|file| hidden.contains(file));
        let mut leads_to = campaign
            .pages
            .iter()
            .filter(|page| page.kind.address() == poster.page);
        !is_hidden && leads_to.all(|page| context.is_due(page))
    };
    campaign.posters.iter().filter(is_shown).collect()
}

/// What a page shows and links. The film's page has every film, with all that belongs to it.
fn files(context: &Context<'_>, page: &Page) -> Vec<CampaignPath> {
    let mut files = page.pictures();
    files.extend(page.linked_files());
    if page.kind == PageKind::Film {
        for film in context.films() {
            files.push(film.file.clone());
            let others = [&film.captions, &film.transcript, &film.description, &film.still];
            files.extend(others.into_iter().flatten().cloned());
        }
    }
    files
}
