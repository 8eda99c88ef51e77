//! Reads `media/media.toml`: what each picture and film shows.

use super::table::Table;
use crate::diagnostic::rules;
use crate::model::{Focus, Media};

pub(super) fn read(table: &Table<'_>) -> Vec<Media> {
    let mut media: Vec<Media> = table
        .tables("picture", "a picture")
        .iter()
        .filter_map(one)
        .collect();
    media.extend(table.tables("film", "a film").iter().filter_map(one));
    media
}

fn one(table: &Table<'_>) -> Option<Media> {
    table.required_text_at("file");
    let file = table.path("file");
    let decorative = table.flag("decorative");
    // Whether a picture may go without words is the linter's question.
    let alt = if table.is_empty_text("alt") {
        String::new()
    } else {
        table.text("alt").unwrap_or_default()
    };
    let focus = focus(table);
    let credit = table.text("credit");
    let consent = table.cited("consent");
    let captions = table.path("captions").map(|at| at.value);
    let transcript = table.path("transcript").map(|at| at.value);
    let description = table.path("description").map(|at| at.value);
    let still = table.path("still").map(|at| at.value);
    table.finish();
    Some(Media {
        file: file?.value,
        alt,
        decorative,
        focus,
        credit,
        consent,
        captions,
        transcript,
        description,
        still,
        place: table.place(),
    })
}

fn focus(table: &Table<'_>) -> Option<Focus> {
    let text = table.text_at("focus")?;
    let focus = Focus::parse(&text);
    if focus.is_none() {
        let words = Focus::WORDS.map(|(word, _)| format!("\"{word}\""));
        table.context().error(
            rules::BAD_VALUE,
            text.place.clone(),
            format!("\"{}\" is no point of a picture", text.value),
            format!(
                "write {}, or per cent from the left and from the top: \"30% 70%\"",
                words.join(", ")
            ),
        );
    }
    focus
}
