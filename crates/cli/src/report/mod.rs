//! How findings are shown.

mod changes;
mod human;
mod json;

pub(crate) use changes::changes;
pub(crate) use human::{allowed, human, listed};
pub(crate) use json::Json;

use campaign::{Diagnostic, Severity};

/// A text of the campaign that steers no terminal.
fn harmless(text: &str) -> String {
    let plain = |character: char| match character {
        '\t' => character,
        // Marks that turn the order of a line around.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        other if other.is_control() => ' ',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// How many errors and warnings there are.
pub(crate) fn counts(findings: &[Diagnostic]) -> (usize, usize) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    (errors, findings.len() - errors)
}
