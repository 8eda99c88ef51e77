//! Reads `posts.toml` and `survey.toml`.

use super::table::Table;
use crate::diagnostic::rules;
use crate::model::{Paid, Post, Question};
use jiff::tz::TimeZone;

pub(super) fn posts(table: &Table<'_>, zone: &TimeZone) -> (Vec<Post>, Vec<Paid>) {
    let posts = table
        .tables("post", "a post")
        .iter()
        .filter_map(|table| post(table, zone))
        .collect();
    let paid = table
        .tables("paid", "a paid post")
        .iter()
        .filter_map(paid)
        .collect();
    (posts, paid)
}

fn post(table: &Table<'_>, zone: &TimeZone) -> Option<Post> {
    let id = table.id();
    let channel = table.required_text("channel");
    if !table.has("at") {
        table.context().error(
            rules::MISSING_FIELD,
            table.place(),
            "a post has no \"at\"",
            "add at = 2026-12-01T09:00:00",
        );
    }
    let at = table.instant("at", zone);
    let copy = table.required_text("copy");
    let picture = table.path("picture").map(|at| at.value);
    let card = table.text_at("card");
    let audience = table.required_cited("audience");
    table.finish();
    Some(Post {
        id: id?,
        channel: channel?,
        at: at?,
        copy: copy?,
        picture,
        card,
        audience: audience?.value,
        place: table.place(),
    })
}

fn paid(table: &Table<'_>) -> Option<Paid> {
    let channel = table.required_text("channel");
    let who = table.required_text("who");
    let why = table.required_text("why");
    let spend = table.required_text("spend");
    table.finish();
    Some(Paid {
        channel: channel?,
        who: who?,
        why: why?,
        spend: spend?,
        place: table.place(),
    })
}

pub(super) fn survey(table: &Table<'_>) -> Vec<Question> {
    table
        .tables("question", "a question")
        .iter()
        .filter_map(|table| {
            let id = table.id();
            let text = table.required_text("text");
            let answers = table.plain_texts("answers");
            table.finish();
            Some(Question {
                id: id?,
                text: text?,
                answers,
                place: table.place(),
            })
        })
        .collect()
}
