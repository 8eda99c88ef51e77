//! Reads a fenced block: its name, and its settings in TOML.

use super::Insert;
use super::target::target;
use crate::diagnostic::{Place, rules};
use crate::reading::{Table, Text, toml_part};
use crate::suggest::closest;

const NAMES: [&str; 11] = [
    "chain", "doors", "signs", "help", "voice", "coverage", "act", "message", "danger", "facts", "tell",
];

/// `base` is the byte at which the settings begin, `place` where the block does.
pub(super) fn read(text: &Text<'_>, name: &str, base: usize, toml: &str, place: Place) -> Option<Insert> {
    let Some(known) = NAMES.iter().find(|known| **known == name) else {
        let advice = match closest(name, NAMES.into_iter()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("use one of: {}", NAMES.join(", ")),
        };
        let short: String = name.chars().take(40).collect();
        text.context.error(
            rules::BAD_VALUE,
            place,
            format!("there is no block \"{short}\""),
            advice,
        );
        return None;
    };
    toml_part(text, base, toml, "this block", |table| {
        settings(table, known, &place)
    })
    .flatten()
}

fn settings(table: &Table<'_>, name: &str, place: &Place) -> Option<Insert> {
    Some(match name {
        "chain" => Insert::Chain,
        "doors" => Insert::Doors,
        "signs" => Insert::Signs(table.cited("noticer").map(|at| at.value)),
        "help" => Insert::Help {
            audience: table.cited("audience").map(|at| at.value),
            services: table
                .all_cited("services")
                .into_iter()
                .map(|at| at.value)
                .collect(),
        },
        "voice" => Insert::Voice(table.required_cited("id")?.value),
        "coverage" => Insert::Coverage,
        "act" => {
            let label = table.required_text("label");
            let page = table.required_text_at("page");
            let page = page?;
            Insert::Act {
                label: label?,
                target: target(table.context(), &format!("page:{}", page.value), &page.place),
            }
        }
        "message" => Insert::Message(table.required_text("text")?),
        "danger" => Insert::Danger,
        "facts" => Insert::Facts,
        "tell" => Insert::Tell,
        _ => {
            table.context().error(
                rules::BAD_VALUE,
                place.clone(),
                "there is no such block",
                "see the manual",
            );
            return None;
        }
    })
}
