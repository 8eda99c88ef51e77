//! Where things stand on the cards of the series, without drawing them.

use super::compose::{Asked, Composition, Layer, Role, compose};
use super::*;
use campaign::cards::{CampaignCard, cards};
use campaign::{Campaign, CardSize};

/// Every card of the series in every size.
fn each(mut look: impl FnMut(&Campaign, &CampaignCard<'_>, &CardSize, &Asked<'_>)) {
    for (_, source) in testkit::series() {
        let loaded = testkit::load(source);
        let campaign = loaded.campaign.unwrap();
        for card in cards(&campaign) {
            let pictures = card.pictures.iter().map(|path| {
                let cleaned = loaded.source.files()[*path].cleaned.as_ref().unwrap();
                Art {
                    path,
                    bytes: cleaned.bytes(),
                    alt: "",
                    width: cleaned.facts().width,
                    height: cleaned.facts().height,
                }
            });
            let pictures: Vec<Art<'_>> = pictures.collect();
            for size in &campaign.card_sizes.sizes {
                let asked_of = Card {
                    campaign: &campaign,
                    text: card.text(),
                    place: card.place,
                    pictures: pictures.clone(),
                    size,
                };
                look(&campaign, &card, size, &asked(&asked_of).unwrap());
            }
        }
    }
}

fn picture(composition: &Composition) -> Option<compose::Area> {
    composition.layers.iter().find_map(|layer| match layer {
        Layer::Picture(_, area) => Some(*area),
        _ => None,
    })
}

#[test]
fn every_card_of_the_series_has_room_in_every_size_and_no_words_stand_over_its_edge_or_its_picture() {
    let mut count = 0;
    each(|_, card, size, asked| {
        let name = format!("{} {}", card.subject, size.name);
        let composition = compose(asked).unwrap_or_else(|no_room| panic!("{name}: {no_room:?}"));
        count += 1;
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let (top, bottom) = (f64::from(size.clear_top), height - f64::from(size.clear_bottom));
        let picture = picture(&composition);
        for run in &composition.runs {
            let right = run.x + run.face.width(&run.text) * run.size;
            let foot = run.y + run.face.cap() * run.size;
            assert!(
                run.x > 1.0 && right < width - 1.0,
                "{name}: {run:?} ends at {right}"
            );
            assert!(
                run.y >= top.max(1.0) && foot < bottom - 1.0,
                "{name}: {run:?} ends at {foot}"
            );
            let Some(picture) = picture else { continue };
            let is_clear = right <= picture.x
                || run.x >= picture.x + picture.width
                || foot <= picture.y
                || run.y >= picture.y + picture.height;
            assert!(is_clear, "{name}: {run:?} stands on {picture:?}");
        }
    });
    assert!(count > 600, "{count} cards");
}

#[test]
fn a_picture_keeps_its_shape_and_lies_whole_on_the_card() {
    each(|_, card, size, asked| {
        let composition = compose(asked).unwrap();
        let Some(area) = picture(&composition) else {
            let has_none = asked.ratios.is_empty() || size.width < 400;
            assert!(has_none, "{} {} has no picture", card.subject, size.name);
            return;
        };
        let ratio = area.width / area.height;
        assert!(
            asked.ratios.iter().any(|known| (known - ratio).abs() < 0.001),
            "{} {}: {ratio}",
            card.subject,
            size.name
        );
        assert!(area.x >= -0.5 && area.x + area.width <= f64::from(size.width) + 0.5);
        assert!(area.y >= -0.5 && area.y + area.height <= f64::from(size.height) + 0.5);
    });
}

#[test]
fn what_to_do_is_on_every_card_that_has_room_for_it_and_a_worked_example_says_so_on_all() {
    each(|campaign, card, size, asked| {
        let composition = compose(asked).unwrap();
        let says = |role: Role| composition.runs.iter().any(|run| run.role == role);
        let name = format!("{} {}", card.subject, size.name);
        assert!(campaign.about.worked_example && says(Role::Note), "{name}");
        assert!(says(Role::Headline) && says(Role::Sign), "{name}");
        assert_eq!(
            says(Role::Act),
            card.act.is_some() && size.name.as_str() != "mobile",
            "{name}"
        );
        assert_eq!(says(Role::Number), card.number.is_some(), "{name}");
    });
}
