//! From bytes to text, and from text to a table.

use super::context::Context;
use super::files::{FileClass, classify};
use super::table::{Table, Text};
use crate::diagnostic::{Place, rules};
use crate::path::CampaignPath;
use crate::position::LineIndex;
use crate::source::{Source, SourceError};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A text file. Nothing when it cannot be read, with a finding; nothing without one when it is not there.
pub(super) fn text(context: &Context, source: &dyn Source, path: &CampaignPath) -> Option<String> {
    let bytes = match source.read(path, context.text_limit()) {
        Ok(bytes) => {
            context.has_read(bytes.len());
            bytes
        }
        Err(SourceError::Missing) => return None,
        Err(error) => {
            let rule = match error {
                SourceError::TooLarge(_) => rules::TOO_LARGE,
                _ => rules::SYNTAX,
            };
            context.error(
                rule,
                Place::start_of(path.as_str()),
                format!("this file cannot be read: {error}"),
                "check that it is an ordinary file that you may open, and not too large",
            );
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            context.keep(path, &text);
            Some(text)
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before =
                String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
            context.error(
                rules::SYNTAX,
                LineIndex::new(&before).place(path.as_str(), &before, good),
                "this file is not text in UTF-8",
                "save it again with the encoding UTF-8",
            );
            None
        }
    }
}

/// Keeps the words of drawings, captions and transcripts. One that cannot be read here is left out: whoever makes
/// pages of it says so.
pub(super) fn keep_texts_of_assets(
    context: &Context,
    source: &dyn Source,
    files: &BTreeMap<CampaignPath, u64>,
) {
    const TEXTS: [&str; 7] = ["svg", "vtt", "srt", "txt", "csv", "html", "json"];
    let assets = files.keys().filter(|path| {
        classify(path) == FileClass::Asset
            && path
                .extension()
                .is_some_and(|extension| TEXTS.contains(&extension.to_ascii_lowercase().as_str()))
    });
    for path in assets {
        if let Ok(bytes) = source.read(path, context.limits.text_bytes) {
            context.keep(path, &String::from_utf8_lossy(&bytes));
        }
    }
}

/// A TOML file. The reader is given its table even when parts of the file could not be parsed.
pub(super) fn toml_file<R>(
    context: &Context,
    source: &dyn Source,
    path: &str,
    what: &'static str,
    read: impl FnOnce(&Table<'_>) -> R,
) -> Option<R> {
    let path = CampaignPath::new(path).ok()?;
    let content = text(context, source, &path)?;
    let index = LineIndex::new(&content);
    let text = Text {
        context,
        file: path.as_str(),
        text: &content,
        index: &index,
    };
    toml_part(&text, 0, &content, what, read)
}

/// TOML inside a text, beginning at byte `base` of it: front matter, or a block.
pub(crate) fn toml_part<R>(
    text: &Text<'_>,
    base: usize,
    toml: &str,
    what: &'static str,
    read: impl FnOnce(&Table<'_>) -> R,
) -> Option<R> {
    let (parsed, faults) = DeTable::parse_recoverable(toml);
    for fault in faults.iter().take(20) {
        let offset = fault.span().map_or(0, |span| span.start);
        let message = fault.message().replace('\n', ", ");
        let (rule, message, advice) = match message.split_once(", ") {
            // A month 13 is no fault of the file's form.
            Some(("invalid date" | "invalid time" | "invalid datetime" | "invalid offset", reason)) => (
                rules::BAD_DATE,
                format!("this is no date or time: {reason}"),
                "write a day of the calendar as year-month-day, with a time after a T: 2026-12-01T06:00:00",
            ),
            _ => (
                rules::SYNTAX,
                format!("this is not TOML: {message}"),
                "write key = value, one to a line, with texts in quotation marks",
            ),
        };
        text.context
            .error(rule, text.place(base + offset), message, advice);
    }
    let span = parsed.span();
    let values = parsed.into_inner();
    if let Some(offset) = too_deep(&values, text.context.limits.nesting) {
        text.context.error(
            rules::TOO_LARGE,
            text.place(base + offset),
            format!(
                "tables and lists stand more than {} deep inside each other here",
                text.context.limits.nesting
            ),
            "write them flat",
        );
        return None;
    }
    let table = Table::new(text, base, what, &values, span.start);
    let result = read(&table);
    // A broken line takes keys with it; "no such key" about what is left would only confuse.
    if faults.is_empty() {
        table.finish();
    }
    Some(result)
}

/// Where nesting goes beyond the limit. The parser has a bound of its own, so this recursion ends.
fn too_deep(table: &DeTable<'_>, left: usize) -> Option<usize> {
    table
        .values()
        .find_map(|value| value_too_deep(value.get_ref(), value.span().start, left))
}

fn value_too_deep(value: &DeValue<'_>, at: usize, left: usize) -> Option<usize> {
    match value {
        DeValue::Table(_) | DeValue::Array(_) if left == 0 => Some(at),
        DeValue::Table(table) => too_deep(table, left - 1),
        DeValue::Array(items) => items
            .iter()
            .find_map(|item| value_too_deep(item.get_ref(), item.span().start, left - 1)),
        _ => None,
    }
}
