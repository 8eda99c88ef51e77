//! Files that only pages of another day show: they must not be found before them, nor stay after them.

use campaign::{CampaignPath, Page, PageKind};
use render::Context;
use std::collections::BTreeSet;

/// Files that are shown or linked by pages which are not due, and by no page that is.
pub(crate) fn hidden_files(context: &Context<'_>) -> BTreeSet<CampaignPath> {
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
