//! How findings are shown.

mod changes;
mod human;
mod json;

pub(crate) use changes::changes;
pub(crate) use human::{allowed, human};
pub(crate) use json::Json;

use campaign::{Diagnostic, Severity};

/// How many errors and warnings there are.
pub(crate) fn counts(findings: &[Diagnostic]) -> (usize, usize) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    (errors, findings.len() - errors)
}
