//! Findings for people: the line, a caret, and what to do.

use super::counts;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use campaign::{CampaignPath, Diagnostic, Place, Severity, Source};
use lint::Excused;
use std::collections::{BTreeMap, BTreeSet};

/// The rule whose findings must not show the line: the line has the very words that may not appear.
const RESTRICTION: &str = "restriction";

/// Renders all findings and closes with how many there are.
///
/// No line is shown of `private/`, nor one on which a restricted word was found, whatever the finding is about.
pub(crate) fn human(findings: &[Diagnostic], source: &dyn Source, with_colour: bool) -> String {
    listed(findings, source, with_colour) + &summary(findings)
}

/// The findings without the closing line.
pub(crate) fn listed(findings: &[Diagnostic], source: &dyn Source, with_colour: bool) -> String {
    let renderer = if with_colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let hidden: BTreeSet<(&str, u32)> = findings
        .iter()
        .filter(|finding| finding.rule.0 == RESTRICTION)
        .map(|finding| (finding.place.file.as_str(), finding.place.line))
        .collect();
    let mut lines = Lines {
        source,
        files: BTreeMap::new(),
    };
    let mut text = String::new();
    for finding in findings {
        let place = &finding.place;
        let may_show =
            !place.file.starts_with("private/") && !hidden.contains(&(place.file.as_str(), place.line));
        let line = if may_show { lines.line(place) } else { None };
        text.push_str(&renderer.render(&groups(finding, line.as_deref())));
        text.push_str("\n\n");
    }
    text
}

/// What the campaign allows: a line for each, and the reason beneath those that share it.
pub(crate) fn allowed(allowed: &[Excused]) -> String {
    if allowed.is_empty() {
        return String::new();
    }
    let mut by_reason: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in allowed {
        by_reason.entry(&one.reason).or_default().push(&one.finding);
    }
    let mut text = format!(
        "\n{}, by [[allow]] in campaign.toml:\n",
        plural(allowed.len(), "finding is allowed", "findings are allowed")
    );
    for (reason, findings) in by_reason {
        // A whole calendar may be allowed at once: each message is said once, with every place.
        let mut by_message: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for finding in findings {
            let message = super::harmless(&finding.message);
            by_message
                .entry(format!(
                    "{}[{}]: {message}",
                    finding.severity.name(),
                    finding.rule
                ))
                .or_default()
                .push(finding.place.to_string());
        }
        for (message, places) in by_message {
            text.push_str(&format!("  {message}\n    in {}\n", places.join(", ")));
        }
        text.push_str(&format!("    because: {}\n", super::harmless(reason)));
    }
    text
}

pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn groups<'f>(finding: &'f Diagnostic, line: Option<&'f str>) -> Vec<Group<'f>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let place = &finding.place;
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.0);
    let group = match line {
        Some(line) => {
            let start = line
                .char_indices()
                .nth(place.column as usize - 1)
                .map_or(line.len(), |(at, _)| at);
            let width = line
                .get(start..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            let caret = AnnotationKind::Primary.span(start..start + width);
            title.element(
                Snippet::source(line)
                    .line_start(place.line as usize)
                    .path(place.file.as_str())
                    .annotation(caret),
            )
        }
        None => title.element(
            annotate_snippets::Origin::path(place.file.as_str())
                .line(place.line as usize)
                .char_column(place.column as usize),
        ),
    };
    vec![
        group,
        Group::with_title(Level::HELP.secondary_title(finding.advice.as_str())),
    ]
}

fn summary(findings: &[Diagnostic]) -> String {
    let (errors, warnings) = counts(findings);
    let plural = |count: usize, noun: &str| plural(count, noun, &format!("{noun}s"));
    match (errors, warnings) {
        (0, 0) => "Nothing found: this campaign may be released.\n".to_owned(),
        (0, _) => format!(
            "{}: this campaign may be released, but look at them first.\n",
            plural(warnings, "warning")
        ),
        _ => format!(
            "{} and {}: this campaign may not be released like this.\n",
            plural(errors, "error"),
            plural(warnings, "warning")
        ),
    }
}

/// The lines of the files that findings are about.
struct Lines<'s> {
    source: &'s dyn Source,
    files: BTreeMap<String, Option<String>>,
}

impl Lines<'_> {
    /// The line of a place, cut where it would no longer fit on a screen; nothing for a file that is no text.
    fn line(&mut self, place: &Place) -> Option<String> {
        const MOST_BYTES: u64 = 2 << 20;
        const MOST_CHARACTERS: usize = 400;
        let source = self.source;
        let content = self.files.entry(place.file.clone()).or_insert_with(|| {
            let path = CampaignPath::new(&place.file).ok()?;
            String::from_utf8(source.read(&path, MOST_BYTES).ok()?).ok()
        });
        let line = content.as_deref()?.lines().nth(place.line as usize - 1)?;
        let is_text = !line
            .chars()
            .any(|character| character.is_control() && character != '\t');
        let fits = place.column as usize <= MOST_CHARACTERS;
        (is_text && fits).then(|| line.chars().take(MOST_CHARACTERS).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::{MemorySource, RuleId};

    fn finding(rule: &'static str, file: &str, line: u32) -> Diagnostic {
        let place = Place {
            file: file.to_owned(),
            line,
            column: 1,
        };
        Diagnostic::error(RuleId(rule), place, "something is wrong", "do something else")
    }

    #[test]
    fn a_finding_shows_its_line_with_a_caret_and_what_to_do() {
        let source = MemorySource::of(&[("facts.toml", "[[fact]]\ncheked = 1\n")]);
        let text = human(&[finding("unknown-key", "facts.toml", 2)], &source, false);
        for part in [
            "error[unknown-key]: something is wrong",
            "facts.toml:2:1",
            "cheked = 1",
            "^",
            "do something else",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }

    #[test]
    fn a_line_with_a_restricted_word_is_never_shown_even_for_another_finding() {
        let source = MemorySource::of(&[
            ("pages/home.md", "Zanzibar Academy\n"),
            ("private/words.toml", "Zanzibar"),
        ]);
        let findings = [
            finding("link-text", "pages/home.md", 1),
            finding("restriction", "pages/home.md", 1),
            finding("syntax", "private/words.toml", 1),
        ];
        let text = human(&findings, &source, false);
        assert!(!text.contains("Zanzibar"), "{text}");
        assert!(text.contains("pages/home.md:1:1"));
    }
}
