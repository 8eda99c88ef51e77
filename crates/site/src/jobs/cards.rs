//! Pictures for networks and advertisements.

use super::posters::art;
use super::{CardKind, Job, Workshop, there_is_none};
use bytes::Bytes;
use campaign::cards::{CardSubject, card};
use campaign::press::{Card, Printed};
use campaign::{CardSize, Diagnostic};
use media::MediaKind;
use render::{Context, DueCard, due_cards};

/// What may be asked for now: each card that is due, in each of the campaign's sizes.
pub(super) fn due(context: &Context<'_>) -> Vec<Job> {
    let sizes = &context.campaign.card_sizes.sizes;
    let cards = due_cards(context);
    cards
        .iter()
        .flat_map(|card| sizes.iter().map(|size| job(card, size)))
        .collect()
}

fn job(card: &DueCard<'_>, size: &CardSize) -> Job {
    Job::Card {
        subject: card.card.subject.to_string().into(),
        size: size.name.as_str().into(),
        kind: if card.has_photograph {
            CardKind::Jpeg
        } else {
            CardKind::Png
        },
    }
}

pub(super) fn make(
    workshop: &Workshop,
    subject: &str,
    size: &str,
    kind: CardKind,
) -> Result<Bytes, Vec<Diagnostic>> {
    let input = &workshop.campaign;
    let campaign = &input.campaign;
    let missing = || there_is_none("campaign.toml", &format!("card of {subject} in the size {size}"));
    let press = workshop.press.as_ref().ok_or_else(missing)?;
    let subject = CardSubject::parse(subject).ok_or_else(missing)?;
    let card = card(campaign, &subject).ok_or_else(missing)?;
    let size = campaign.card_sizes.get(size).ok_or_else(missing)?;
    // A photograph that could not be encoded is on no page either.
    let is_shown = |path: &&campaign::CampaignPath| {
        let file = input.media.get(*path);
        file.is_some_and(|file| file.kind == MediaKind::Svg || !file.encoded.is_empty())
    };
    let pictures = card.pictures.iter().copied().filter(is_shown);
    let asked = Card {
        campaign,
        text: card.text(),
        place: card.place,
        pictures: pictures.filter_map(|path| art(input, path)).collect(),
        size,
    };
    match (press.card(&asked)?, kind) {
        (Printed::Png(bytes), CardKind::Png) | (Printed::Jpeg(bytes), CardKind::Jpeg) => Ok(bytes.into()),
        // Its address says what it is, and that was told by the same pictures.
        _ => Err(missing()),
    }
}
