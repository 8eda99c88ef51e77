//! Cards: which may be had now, and the one that stands beside a shared link.

use crate::context::Context;
use crate::hidden::hidden_files;
use campaign::cards::{CampaignCard, CardSubject, card, cards};
use campaign::{CardSize, PageKind};

/// A card that may be had.
#[derive(Clone, Debug)]
pub struct DueCard<'c> {
    /// What it says.
    pub card: CampaignCard<'c>,
    /// Whether it is a JPEG, because a photograph is on it, rather than a PNG.
    pub has_photograph: bool,
}

impl<'c> DueCard<'c> {
    /// The card with the pictures that could be read; what reading found says why the others could not.
    fn new(context: &Context<'_>, mut card: CampaignCard<'c>) -> DueCard<'c> {
        card.pictures.retain(|path| context.pictures.contains_key(*path));
        let is_photograph = |path: &&campaign::CampaignPath| {
            let picture = context.pictures.get(*path);
            picture.is_some_and(|picture| !picture.sources.is_empty())
        };
        DueCard {
            has_photograph: card.pictures.iter().any(is_photograph),
            card,
        }
    }

    /// Its address beneath the campaign's in a size: `cards/door-7/share.png`.
    pub fn address(&self, size: &CardSize) -> String {
        let extension = if self.has_photograph { "jpg" } else { "png" };
        format!("cards/{}/{}.{extension}", self.card.subject, size.name)
    }
}

/// Every card that may be had now, in the order of [`cards`]: not before its day, not while a picture on it is hidden, and a poster's
/// card only while the poster may be seen. A program without a press has none.
pub fn due_cards<'c>(context: &Context<'c>) -> Vec<DueCard<'c>> {
    if !context.site.has_press {
        return Vec::new();
    }
    let hidden = hidden_files(context.campaign, context.downloads, context.now);
    let is_shown = |card: &CampaignCard<'_>| {
        let is_hung = match &card.subject {
            CardSubject::Poster(id) => context.posters.contains(id),
            _ => true,
        };
        is_hung && card.is_due(context.now) && !card.pictures.iter().any(|path| hidden.contains(*path))
    };
    cards(context.campaign)
        .into_iter()
        .filter(is_shown)
        .map(|card| DueCard::new(context, card))
        .collect()
}

/// The card that stands beside a link to a page which may be seen now: its own, else that of the campaign's home.
pub(crate) fn beside_link<'c>(
    context: &Context<'c>,
    subject: Option<&CardSubject>,
) -> Option<(DueCard<'c>, &'c CardSize)> {
    let size = context.campaign.card_sizes.share()?;
    if !context.site.has_press {
        return None;
    }
    // A page that may be seen shows its pictures, so that none of them is hidden.
    let own = subject.and_then(|subject| card(context.campaign, subject));
    let home = || {
        let page = context.campaign.page(&PageKind::Home);
        let is_due = page.is_none_or(|page| context.is_due(page));
        card(context.campaign, &CardSubject::Home).filter(|_| is_due)
    };
    let card = own.filter(|card| card.is_due(context.now)).or_else(home)?;
    Some((DueCard::new(context, card), size))
}
