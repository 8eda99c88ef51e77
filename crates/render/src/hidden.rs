//! What only pages of another day show: it must not be found before them, nor stay after them.

use crate::context::{films, is_due};
use campaign::{Campaign, CampaignPath, Page, PageKind, Poster, PosterId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Files that are shown or linked by pages which are not due, and by no page that is. `downloads` are the addresses of films
/// and downloads by their file.
pub fn hidden_files(
    campaign: &Campaign,
    downloads: &BTreeMap<CampaignPath, String>,
    now: Timestamp,
) -> BTreeSet<CampaignPath> {
    let shown_by = |due: bool| -> BTreeSet<CampaignPath> {
        campaign
            .pages
            .iter()
            .filter(|page| is_due(campaign, page, now) == due)
            .flat_map(|page| files(campaign, downloads, page))
            .collect()
    };
    let due = shown_by(true);
    shown_by(false)
        .into_iter()
        .filter(|path| !due.contains(path))
        .collect()
}

/// The posters that may be seen now: not those whose picture or mark is among the [`hidden_files`], nor those whose code leads to
/// a page that is not due.
pub fn due_posters(
    campaign: &Campaign,
    hidden: &BTreeSet<CampaignPath>,
    now: Timestamp,
) -> BTreeSet<PosterId> {
    let is_shown = |poster: &&Poster| {
        let picture = poster.picture.iter().map(|picture| &picture.value);
        let marks = campaign
            .marks_on(poster)
            .filter_map(|partner| partner.mark.as_ref());
        let is_hidden = picture
            .chain(marks.map(|mark| &mark.value))
            .any(|file| hidden.contains(file));
        let waits = |page: &Page| page.kind.address() == poster.page && !is_due(campaign, page, now);
        // Without a page of its own choice the code leads to the poster's own.
        !is_hidden && (poster.page.is_empty() || !campaign.pages.iter().any(waits))
    };
    campaign
        .posters
        .iter()
        .filter(is_shown)
        .map(|poster| poster.id.clone())
        .collect()
}

/// What a page shows and links. The film's page has every film, with all that belongs to it.
fn files(campaign: &Campaign, downloads: &BTreeMap<CampaignPath, String>, page: &Page) -> Vec<CampaignPath> {
    let mut files = page.pictures();
    files.extend(page.linked_files());
    if page.kind == PageKind::Film {
        for film in films(campaign, downloads) {
            files.push(film.file.clone());
            let others = [&film.captions, &film.transcript, &film.description, &film.still];
            files.extend(others.into_iter().flatten().cloned());
        }
    }
    files
}
