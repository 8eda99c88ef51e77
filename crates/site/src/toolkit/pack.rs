//! The campaign's folder as a pack: what is due, written so that it checks clean by itself.

use super::kept::Kept;
use super::markdown::{self, Loss};
use super::named::Named;
use super::toml::{self, Cut};
use campaign::markdown::Target;
use campaign::{Campaign, CampaignPath, FileClass, Page, classify};
use render::Context;
use std::collections::BTreeMap;
use words::Word;

/// The texts of a pack by their paths. Pictures and films stand beside them as they are published.
pub(super) fn texts(context: &Context<'_>, kept: &Kept<'_>) -> BTreeMap<CampaignPath, String> {
    let campaign = context.campaign;
    let cuts = cuts(context, kept);
    let pages: BTreeMap<&CampaignPath, &(&Page, Named<'_>)> =
        kept.pages.iter().map(|page| (&page.0.file, page)).collect();
    let mut texts = BTreeMap::new();
    for (path, text) in campaign
        .texts
        .iter()
        .filter(|(path, _)| classify(path) == FileClass::Text)
    {
        let written = match path.parts().next() {
            Some("pages") => pages
                .get(path)
                .map(|(page, named)| markdown::cut(path.as_str(), text, &losses(page, named, kept))),
            Some("posters") => kept
                .posters
                .iter()
                .any(|poster| poster.id.as_str() == path.stem())
                .then(|| toml::cut(path.as_str(), text, &cuts)),
            // The codes are printed and counted for this campaign's places alone.
            Some("placements.csv") => None,
            _ => Some(toml::cut(path.as_str(), text, &cuts)),
        };
        // A file of nothing but comments says nothing without them.
        let written = written.filter(|text| !text.trim().is_empty());
        texts.extend(written.map(|text| (path.clone(), text)));
    }
    texts
}

/// What goes out of the tables.
fn cuts(context: &Context<'_>, kept: &Kept<'_>) -> Vec<Cut> {
    let campaign = context.campaign;
    let mut cuts = Vec::new();
    let mut drop_entry = |is_kept: bool, place: &campaign::Place| {
        if !is_kept {
            cuts.push(Cut::Entry(place.clone()));
        }
    };
    for fact in &campaign.facts {
        drop_entry(kept.facts.iter().any(|one| one.id == fact.id), &fact.place);
    }
    for voice in &campaign.voices {
        drop_entry(kept.voices.iter().any(|one| one.id == voice.id), &voice.place);
    }
    for post in &campaign.posts {
        drop_entry(kept.posts.iter().any(|one| one.id == post.id), &post.place);
    }
    for consent in &campaign.consents {
        drop_entry(kept.consents.contains(&consent.id), &consent.place);
    }
    for media in &campaign.media {
        drop_entry(kept.has_file(&media.file), &media.place);
    }
    for post in &kept.posts {
        if post
            .picture
            .as_ref()
            .is_some_and(|picture| !kept.has_file(picture))
        {
            cuts.push(Cut::Key(post.place.clone(), "picture"));
        }
    }
    for consent in campaign
        .consents
        .iter()
        .filter(|one| kept.consents.contains(&one.id))
    {
        let kept_by_us = context.words.get(Word::ToolkitConsentKept).to_owned();
        cuts.push(Cut::Instead(consent.place.clone(), "reference", kept_by_us));
    }
    addresses(campaign, kept, &mut cuts);
    cuts
}

/// Old addresses, allowances and the toolkit's own tables, as far as they name what is not there.
fn addresses(campaign: &Campaign, kept: &Kept<'_>, cuts: &mut Vec<Cut>) {
    for moved in &campaign.about.moved {
        let to = moved.to.split('#').next().unwrap_or("");
        if !kept.leads_somewhere(to) {
            cuts.push(Cut::Entry(moved.from.place.clone()));
        }
    }
    for allowed in &campaign.about.allowed {
        let is_gone = |file: &str| {
            let in_folder = |path: &CampaignPath| path.as_str().starts_with(file);
            let is_page =
                |page: &Page| page.file.as_str() == file || (file.ends_with('/') && in_folder(&page.file));
            campaign.pages.iter().any(is_page) && !kept.pages.iter().any(|(page, _)| is_page(page))
        };
        let gone: Vec<_> = allowed.files.iter().filter(|file| is_gone(file)).collect();
        // An allowance without files would hold everywhere.
        if !gone.is_empty() && gone.len() == allowed.files.len() {
            cuts.push(Cut::Entry(allowed.place.clone()));
        } else {
            cuts.extend(gone.into_iter().map(|file| Cut::Item(file.place.clone())));
        }
    }
    for copy in &campaign.toolkit.copies {
        if !kept.leads_somewhere(&copy.page) {
            cuts.push(Cut::Key(copy.place.clone(), "page"));
        }
    }
    for sector in &campaign.toolkit.sectors {
        // With all of them gone an empty list stays, and means none.
        let posters = sector
            .posters
            .iter()
            .flatten()
            .filter(|id| !kept.posters.iter().any(|poster| poster.id == id.value));
        cuts.extend(posters.map(|id| Cut::Item(id.place.clone())));
        let sheets = sector.sheets.iter().filter(|sheet| !kept.leads_somewhere(sheet));
        cuts.extend(sheets.map(|sheet| Cut::Item(sheet.place.clone())));
    }
}

/// What goes out of a page.
fn losses(page: &Page, named: &Named<'_>, kept: &Kept<'_>) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (address, place) in &named.pages {
        if !kept.leads_somewhere(address) {
            losses.push(Loss::Link((*place).clone()));
        }
    }
    for (file, place) in &named.files {
        if !kept.has_file(file) {
            losses.push(Loss::Link((*place).clone()));
        }
    }
    for (file, place) in &named.pictures {
        if !kept.has_file(file) {
            losses.push(Loss::Block((*place).clone()));
        }
    }
    for (file, place) in &named.words_of_pictures {
        if !kept.has_file(file) {
            losses.push(Loss::Picture((*place).clone()));
        }
    }
    for (target, place) in &named.acts {
        let stays = match target {
            Target::Page(address, _) => kept.leads_somewhere(address),
            Target::File(file) => kept.has_file(file),
            _ => true,
        };
        if !stays {
            losses.push(Loss::Block((*place).clone()));
        }
    }
    for (id, place) in &named.voices {
        if !kept.voices.iter().any(|voice| voice.id == **id) {
            losses.push(Loss::Block((*place).clone()));
        }
    }
    for (key, picture) in [("picture", &page.picture), ("picture_tall", &page.picture_tall)] {
        if picture.as_ref().is_some_and(|file| !kept.has_file(&file.value)) {
            losses.push(Loss::Key(key));
        }
    }
    losses
}
