//! Reads `toolkit.toml`.

use super::table::Table;
use crate::diagnostic::rules;
use crate::id::Id;
use crate::model::{At, Message, Myth, ReadyCopy, Sector, Toolkit};

/// More characters than this no channel takes, and nobody reads.
const LONGEST: i64 = 10_000;

pub(super) fn read(table: &Table<'_>) -> Toolkit {
    Toolkit {
        messages: all(table, "message", "a message", message),
        myths: all(table, "myth", "a myth", myth),
        copies: all(table, "copy", "a copy", copy),
        sectors: all(table, "sector", "a sector", sector),
    }
}

fn all<T>(
    table: &Table<'_>,
    key: &'static str,
    what: &'static str,
    read: fn(&Table<'_>) -> Option<T>,
) -> Vec<T> {
    let tables = table.tables(key, what);
    let read = |table: &Table<'_>| {
        let value = read(table);
        table.finish();
        value
    };
    tables.iter().filter_map(read).collect()
}

fn values<T: Id>(cited: Vec<At<T>>) -> Vec<T> {
    cited.into_iter().map(|at| at.value).collect()
}

fn message(table: &Table<'_>) -> Option<Message> {
    let id = table.id();
    let text = table.required_text_at("text");
    let audience = table.cited("audience").map(|at| at.value);
    let fact = table.cited("fact");
    Some(Message {
        id: id?,
        text: text?,
        audience,
        fact,
        place: table.place(),
    })
}

fn myth(table: &Table<'_>) -> Option<Myth> {
    let id = table.id();
    let myth = table.required_text_at("myth");
    let instead = table.required_text_at("instead");
    let fact = table.cited("fact");
    Some(Myth {
        id: id?,
        myth: myth?,
        instead: instead?,
        fact,
        place: table.place(),
    })
}

fn copy(table: &Table<'_>) -> Option<ReadyCopy> {
    let id = table.id();
    let channel = table.required_text("channel");
    let length = table.number("length", 1, LONGEST);
    let text = table.required_text_at("text");
    let page = table.text_at("page").map_or_else(
        || At {
            value: String::new(),
            place: table.place(),
        },
        |at| At {
            value: super::placements::page(&at),
            place: at.place,
        },
    );
    let audience = table.cited("audience").map(|at| at.value);
    let sectors = values(table.all_cited("sectors"));
    if let (Some(most), Some(text)) = (length, &text) {
        hold_to(table, most, text);
    }
    Some(ReadyCopy {
        id: id?,
        channel: channel?,
        length: length.and_then(|most| u32::try_from(most).ok()),
        text: text?,
        page,
        audience,
        sectors,
        place: table.place(),
    })
}

/// A text longer than its channel takes would be cut there, at its end, which is where it says what to do.
fn hold_to(table: &Table<'_>, most: i64, text: &At<String>) {
    let has = text.chars().count();
    if i64::try_from(has).unwrap_or(i64::MAX) > most {
        table.context().error(
            rules::BAD_VALUE,
            text.place.clone(),
            format!("this text has {has} characters; its channel takes {most}"),
            "shorten it, or give \"length\" what the channel really takes",
        );
    }
}

fn sector(table: &Table<'_>) -> Option<Sector> {
    let id = table.id();
    let name = table.required_text_at("name");
    let who = table.required_text_at("who");
    let note = table.required_text_at("note");
    let posters = table.has("posters").then(|| table.all_cited("posters"));
    let messages = values(table.all_cited("messages"));
    let noticers = values(table.all_cited("noticers"));
    let sheets = table.texts("sheets");
    Some(Sector {
        id: id?,
        name: name?,
        who: who?,
        note: note?,
        posters,
        messages,
        noticers,
        sheets,
        place: table.place(),
    })
}
