//! Findings as JSON: an array of `{"rule","severity","file","line","column","message","advice"}`. Those that the campaign
//! allows come last and have `"allowed"` too, with the reason.

use campaign::Diagnostic;
use lint::Excused;
use serde_json::Value;

/// One object to a line, in the order of the folder; the keys always in the same order.
pub(crate) fn json(findings: &[Diagnostic], allowed: &[Excused]) -> String {
    let stands = findings.iter().map(|finding| object(finding, None));
    let set_apart = allowed.iter().map(|one| object(&one.finding, Some(&one.reason)));
    let objects: Vec<String> = stands.chain(set_apart).collect();
    if objects.is_empty() {
        "[]\n".to_owned()
    } else {
        format!("[\n{}\n]\n", objects.join(",\n"))
    }
}

fn object(finding: &Diagnostic, allowed: Option<&str>) -> String {
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    let allowed = allowed.map_or(String::new(), |reason| format!(",\"allowed\":{}", text(reason)));
    format!(
        "{{\"rule\":{},\"severity\":{},\"file\":{},\"line\":{},\"column\":{},\"message\":{},\"advice\":{}{allowed}}}",
        text(finding.rule.0),
        text(finding.severity.name()),
        text(&finding.place.file),
        finding.place.line,
        finding.place.column,
        text(&finding.message),
        text(&finding.advice),
    )
}
