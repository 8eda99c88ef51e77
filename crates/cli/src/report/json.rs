//! Findings as JSON: an array of `{"rule","severity","file","line","column","message","advice"}`. Those that the campaign
//! allows come last and have `"allowed"` too, with the reason.

use campaign::Diagnostic;
use lint::Excused;
use serde_json::Value;

/// The array in the making: one object to a line, in the order of the folders; the keys always in the same order.
#[derive(Default)]
pub(crate) struct Json {
    objects: Vec<String>,
}

impl Json {
    /// Adds a campaign's findings. `beneath` is the folder that stands before each file's name, when there are several.
    pub(crate) fn add(&mut self, findings: &[Diagnostic], allowed: &[Excused], beneath: Option<&str>) {
        let stands = findings.iter().map(|finding| object(finding, beneath, None));
        let set_apart = allowed
            .iter()
            .map(|one| object(&one.finding, beneath, Some(&one.reason)));
        self.objects.extend(stands.chain(set_apart));
    }

    /// The whole text.
    pub(crate) fn finish(self) -> String {
        if self.objects.is_empty() {
            "[]\n".to_owned()
        } else {
            format!("[\n{}\n]\n", self.objects.join(",\n"))
        }
    }
}

fn object(finding: &Diagnostic, beneath: Option<&str>, allowed: Option<&str>) -> String {
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    let file = beneath.map_or_else(
        || finding.place.file.clone(),
        |folder| format!("{folder}/{}", finding.place.file),
    );
    let allowed = allowed.map_or(String::new(), |reason| format!(",\"allowed\":{}", text(reason)));
    format!(
        "{{\"rule\":{},\"severity\":{},\"file\":{},\"line\":{},\"column\":{},\"message\":{},\"advice\":{}{allowed}}}",
        text(finding.rule.0),
        text(finding.severity.name()),
        text(&file),
        finding.place.line,
        finding.place.column,
        text(&finding.message),
        text(&finding.advice),
    )
}
