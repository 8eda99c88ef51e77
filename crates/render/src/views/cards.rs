//! Cards for whoever posts them: what each says in words, and its sizes.
//!
//! A picture without its words beside it goes out without them. So the text in its place stands above the files, ready to be
//! copied. The cards themselves are not shown: each would be made for every reader of the page.

use crate::cards::{DueCard, due_cards};
use crate::context::Context;
use crate::text::escape;
use campaign::cards::CardSubject;
use campaign::{PageKind, PressList};
use words::Word;

/// In the press room: where the cards are.
pub(crate) fn leads(context: &Context<'_>) -> String {
    let words = context.words;
    let link = |list: PressList, word: Word| {
        let address = context.address(&PageKind::PressList(list).address());
        format!(
            "<li><a href=\"{}\">{}</a></li>\n",
            escape(&address),
            escape(words.get(word))
        )
    };
    let is_open = |number: &u8| context.due_page(&PageKind::Door(*number)).is_some();
    let doors = (1..=24).any(|number| is_open(&number));
    let doors = doors.then(|| link(PressList::DoorCards, Word::PressDoorCards));
    format!(
        "<p>{}</p>\n<ul>{}{}</ul>\n",
        escape(words.get(Word::PressCardsText)),
        link(PressList::Cards, Word::PressCardsAll),
        doors.unwrap_or_default()
    )
}

/// The cards of doors, or all others, that may be had now.
pub(crate) fn list(context: &Context<'_>, of_doors: bool) -> String {
    due_cards(context)
        .iter()
        .filter(|due| matches!(due.card.subject, CardSubject::Door(_)) == of_doors)
        .map(|due| one(context, due))
        .collect()
}

fn one(context: &Context<'_>, due: &DueCard<'_>) -> String {
    let words = context.words;
    let card = &due.card;
    let name = match card.subject {
        CardSubject::Door(number) => words.fill(Word::DoorNumber, &[("number", &number.to_string())]),
        _ => String::new(),
    };
    let heading = if name.is_empty() {
        card.headline.to_string()
    } else {
        format!("{name}: {}", card.headline)
    };
    let sizes: Vec<String> = context
        .campaign
        .card_sizes
        .sizes
        .iter()
        .map(|size| {
            format!(
                "<a href=\"{}\">{}&nbsp;×&nbsp;{}</a>",
                escape(&context.address(&due.address(size))),
                size.width,
                size.height
            )
        })
        .collect();
    format!(
        "<h2>{}</h2>\n<div class=\"message\" role=\"group\" aria-label=\"{}\" tabindex=\"0\">{}</div>\n<p>{}</p>\n",
        escape(&heading),
        escape(words.get(Word::PressCardAlt)),
        escape(&card.alt(context.campaign)),
        sizes.join(" · ")
    )
}
