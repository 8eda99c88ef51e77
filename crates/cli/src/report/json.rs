//! Findings as JSON: an array of `{"rule","severity","file","line","column","message","advice"}`.

use campaign::Diagnostic;
use serde_json::Value;

/// One object to a line, in the order of the folder; the keys always in the same order.
pub(crate) fn json(findings: &[Diagnostic]) -> String {
    let objects: Vec<String> = findings.iter().map(object).collect();
    if objects.is_empty() {
        "[]\n".to_owned()
    } else {
        format!("[\n{}\n]\n", objects.join(",\n"))
    }
}

fn object(finding: &Diagnostic) -> String {
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    format!(
        "{{\"rule\":{},\"severity\":{},\"file\":{},\"line\":{},\"column\":{},\"message\":{},\"advice\":{}}}",
        text(finding.rule.0),
        text(finding.severity.name()),
        text(&finding.place.file),
        finding.place.line,
        finding.place.column,
        text(&finding.message),
        text(&finding.advice),
    )
}
