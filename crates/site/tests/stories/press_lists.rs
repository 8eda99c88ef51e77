//! What the press room lists on pages of their own, and the files to which it leads.

use crate::links::values;
use crate::{everything, input, make, text};
use site::{Interval, Mode, SiteInput};
use std::sync::Arc;
use testkit::{FakePress, at};

const NOW: &str = "2026-12-07T12:00:00";

fn printing(input: SiteInput) -> SiteInput {
    SiteInput {
        press: Some(Arc::new(FakePress::default())),
        ..input
    }
}

/// The addresses of the files to which a page leads, all of which are there.
fn files<'p>(interval: &Interval, page: &'p str, beneath: &str) -> Vec<&'p str> {
    let links = values(page, "href").into_iter();
    let files: Vec<&str> = links
        .filter(|link| link.starts_with(&format!("/merry-muletide/{beneath}/")) && !link.ends_with('/'))
        .collect();
    for file in &files {
        assert!(interval.get(file).is_some(), "{file} is not there");
    }
    files
}

#[test]
fn each_card_has_its_alt_text_beside_it_and_a_link_to_each_size() {
    let input = printing(input(Mode::Live));
    let interval = make(&input, at(NOW));
    let page = text(&interval, "/merry-muletide/press/cards/");
    let sizes = &input.campaigns[0].campaign.card_sizes.sizes;
    assert_eq!(files(&interval, &page, "cards").len() % sizes.len(), 0);
    assert!(page.contains("<h2>You asked about the turkey.</h2>"));
    let alt = page.split("<h2>You asked about the turkey.</h2>").nth(1).unwrap();
    let alt = alt.split("</div>").next().unwrap();
    assert!(
        alt.contains("You asked about the turkey. Ask about the order too."),
        "{alt}"
    );
    assert!(page.contains("/merry-muletide/cards/poster-let-go/share.png\">1200&nbsp;×&nbsp;630</a>"));
}

#[test]
fn no_door_has_a_card_or_a_word_in_the_list_before_its_day() {
    let input = printing(input(Mode::Live));
    let interval = make(&input, at(NOW));
    let page = text(&interval, "/merry-muletide/press/cards/doors/");
    assert!(page.contains("/cards/door-7/share.png") && page.contains("Door 7: "));
    assert!(!everything(&interval).contains("door-8"));
    assert!(files(&interval, &page, "cards").len() >= 7);
    let before = make(&input, at("2026-11-25T12:00:00"));
    assert!(before.get("/merry-muletide/press/cards/doors/").is_none());
    assert!(!everything(&before).contains("press/cards/doors"));
}

#[test]
fn the_press_room_leads_to_the_toolkit_of_each_sector() {
    let input = printing(input(Mode::Live));
    let interval = make(&input, at(NOW));
    let room = text(&interval, "/merry-muletide/press/");
    let sectors = &input.campaigns[0].campaign.toolkit.sectors;
    let listed = files(&interval, &room, "toolkit");
    if input.campaigns[0].campaign.toolkit.is_empty() {
        assert!(listed.is_empty());
    } else {
        assert_eq!(listed.len(), sectors.len() + 1);
        assert!(listed.contains(&"/merry-muletide/toolkit/toolkit.zip"));
    }
}

#[test]
fn without_a_press_there_is_no_list_of_cards_and_no_toolkit() {
    let all = everything(&make(&input(Mode::Live), at(NOW)));
    assert!(!all.contains("press/cards") && !all.contains(".zip"));
}

#[test]
fn the_facts_for_the_press_have_a_page_of_their_own() {
    let interval = make(&input(Mode::Live), at(NOW));
    let room = text(&interval, "/merry-muletide/press/");
    assert!(room.contains("href=\"/merry-muletide/press/facts/\""));
    let facts = text(&interval, "/merry-muletide/press/facts/");
    for fact in &input(Mode::Live).campaigns[0].campaign.facts {
        assert!(facts.contains(&format!("id=\"fact-{}\"", fact.id)));
        assert!(!room.contains(&format!("id=\"fact-{}\"", fact.id)));
    }
}
