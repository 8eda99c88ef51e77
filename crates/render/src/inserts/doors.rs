//! The calendar: doors that are open lead somewhere; one that is not yet shows its number and its day, no more.

use crate::context::Context;
use crate::text::escape;
use campaign::{Page, PageKind};
use jiff::civil::Date;
use std::fmt::Write as _;
use words::Word;

/// The calendar, with a sentence that says when the next door opens.
pub(crate) fn doors(context: &Context<'_>) -> String {
    let words = context.words;
    let doors: Vec<(u8, &Page)> = context
        .campaign
        .doors()
        .into_iter()
        .filter_map(numbered)
        .collect();
    let mut html = format!(
        "<p><strong>{}</strong></p>\n<ol class=\"days\">\n",
        escape(&sentence(context, &doors))
    );
    let today = context.campaign.about.day(context.now);
    for (day, door) in &doors {
        if context.is_due(door) {
            let name = escape(&words.fill(Word::DoorNumber, &[("number", &day.to_string())]));
            let address = context.address(&door.kind.address());
            let title = escape(&door.title);
            let new = if opens(context, door) == Some(today) {
                " class=\"new\""
            } else {
                ""
            };
            _ = writeln!(
                html,
                "<li><a{new} href=\"{address}\" aria-label=\"{name} {title}\"><b>{day}</b> {title}</a></li>"
            );
        } else {
            let opens = opens(context, door)
                .map(|date| words.day_and_month(date))
                .unwrap_or_default();
            let opens = escape(&words.fill(Word::DoorClosed, &[("date", &opens)]));
            _ = writeln!(html, "<li><span><b>{day}</b> {opens}</span></li>");
        }
    }
    html.push_str("</ol>\n");
    html
}

fn numbered(page: &Page) -> Option<(u8, &Page)> {
    match page.kind {
        PageKind::Door(day) => Some((day, page)),
        _ => None,
    }
}

fn opens(context: &Context<'_>, door: &Page) -> Option<Date> {
    door.not_before.map(|from| context.campaign.about.day(from))
}

fn sentence(context: &Context<'_>, doors: &[(u8, &Page)]) -> String {
    let words = context.words;
    let closed: Vec<Date> = doors
        .iter()
        .filter(|(_, door)| !context.is_due(door))
        .filter_map(|(_, door)| opens(context, door))
        .collect();
    match (closed.first(), closed.last()) {
        (Some(first), _) if closed.len() == doors.len() => {
            words.fill(Word::DoorsNotYet, &[("date", &words.weekday_and_date(*first))])
        }
        (_, Some(last)) => words.fill(Word::DoorsOpen, &[("date", &words.day_and_month(*last))]),
        _ => words.get(Word::DoorsDone).to_owned(),
    }
}
