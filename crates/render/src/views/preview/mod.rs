//! What a colleague sees of a draft beside its pages: a bar above each of them, and a few pages of the preview's own.
//!
//! None of it is ever part of a site. The pages themselves stay as they are: the bar is put in front of finished HTML.

mod bar;
mod overview;
mod policy;
mod rule;

pub use bar::{Bar, Note};
pub use overview::{Change, Happening, ListedPage, Overview};
pub use policy::with_preview;
pub use rule::RuleText;

use crate::text::escape;
use askama::Template;
use campaign::{Diagnostic, Severity};
use jiff::civil::DateTime;
use std::fmt::Write as _;
use words::{Word, Words};

/// The style of the bar and of the preview's own pages, served at [`STYLE_ADDRESS`].
pub const STYLE: &str = include_str!("../../../styles/preview.css");
/// The script that shows a page again when its folder was saved, served at [`SCRIPT_ADDRESS`].
pub const SCRIPT: &str = include_str!("../../preview.js");
/// Where the style is.
pub const STYLE_ADDRESS: &str = "/preview/preview.css";
/// Where the script is.
pub const SCRIPT_ADDRESS: &str = "/preview/preview.js";

/// At what instant a draft is shown. It stands at the beginning of every address of a preview, so that nothing has to be
/// remembered of who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// At the instant of asking: `/now/…`.
    Now,
    /// At a time of the campaign's own zone: `/at/2026-12-07T00:00/…`.
    At(DateTime),
    /// At the instant of asking, with what is not due yet and what is gone: `/all/…`.
    Everything,
}

impl When {
    /// Tells an address of a preview apart: when, and the address on the site. Nothing when it is no such address.
    pub fn of(path: &str) -> Option<(When, &str)> {
        for (prefix, when) in [("/now", When::Now), ("/all", When::Everything)] {
            if let Some(rest) = path.strip_prefix(prefix).filter(|rest| rest.starts_with('/')) {
                return Some((when, rest));
            }
        }
        let rest = path.strip_prefix("/at/")?;
        let (moment, rest) = rest.split_at(rest.find('/')?);
        Some((When::At(moment_of(moment)?), rest))
    }

    /// What stands before the site's own addresses: `/at/2026-12-07T00:00`.
    pub fn prefix(&self) -> String {
        match self {
            When::Now => "/now".to_owned(),
            When::Everything => "/all".to_owned(),
            When::At(moment) => format!("/at/{}", machine(*moment)),
        }
    }
}

/// A day, or a day and a time: `2026-12-07`, `2026-12-07T09:30`. Years in which there may be a campaign.
pub fn moment_of(text: &str) -> Option<DateTime> {
    let moment: DateTime = text.parse().ok()?;
    (1970..2200).contains(&moment.year()).then_some(moment)
}

/// `2026-12-07T09:30`, with seconds where there are some.
fn machine(moment: DateTime) -> String {
    let mut text = format!("{}T{:02}:{:02}", moment.date(), moment.hour(), moment.minute());
    if moment.second() != 0 {
        _ = write!(text, ":{:02}", moment.second());
    }
    text
}

/// A page of the preview's own.
#[derive(Template)]
#[template(path = "views/preview/page.html")]
struct Page<'p> {
    language: &'p str,
    title: &'p str,
    head: String,
    back: Option<&'p str>,
    main: &'p str,
    words: &'p Words,
}

/// A page of the preview's own: its title is text, `main` is HTML. `seen` is the draft's number; `back` leads to the pages.
pub fn page(words: &Words, title: &str, main: &str, back: Option<&str>, seen: u64) -> String {
    let page = Page {
        language: "en-GB",
        title,
        head: head(seen),
        back,
        main,
        words,
    };
    page.render().unwrap_or_default()
}

/// The page while the campaign cannot be read, or its pages cannot be made: what is wrong with it.
pub fn problem(words: &Words, title: Word, text: Word, findings: &[Diagnostic], seen: u64) -> String {
    let all: Vec<&Diagnostic> = findings.iter().collect();
    let main = format!(
        "<p>{}</p>\n{}",
        escape(words.get(text)),
        self::findings(words, &all)
    );
    page(words, words.get(title), &main, None, seen)
}

/// What the head of every page has in a preview.
pub(crate) fn head(seen: u64) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"{STYLE_ADDRESS}\">\n<script src=\"{SCRIPT_ADDRESS}\" data-seen=\"{seen}\" defer></script>\n"
    )
}

/// Findings, each with its place, what to do, and the way to its rule.
pub(crate) fn findings(words: &Words, findings: &[&Diagnostic]) -> String {
    let mut html = String::new();
    for finding in findings {
        let (class, severity) = match finding.severity {
            Severity::Error => (" pv-error", Word::PreviewError),
            Severity::Warning => ("", Word::PreviewWarning),
        };
        let place = words.fill(
            Word::PreviewPlace,
            &[
                ("line", &finding.place.line.to_string()),
                ("file", &finding.place.file),
            ],
        );
        let rule = finding.rule.0;
        let why = words.fill(Word::PreviewWhy, &[("rule", rule)]);
        _ = write!(
            html,
            "<div class=\"pv-finding{class}\"><p><b>{}</b> {}</p>\n<p>{}</p>\n<p><code>{}</code> <a href=\"/preview/rules/{}\">{}</a></p></div>\n",
            escape(words.get(severity)),
            escape(&sentence(&finding.message)),
            escape(&sentence(&finding.advice)),
            escape(&place),
            escape(rule),
            escape(&why)
        );
    }
    html
}

/// Findings are written without a full stop and begin small; here they stand as sentences.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", letters.as_str())
}

/// "2 errors and 1 warning".
pub(crate) fn count<'d>(words: &Words, findings: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    for finding in findings {
        match finding.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
        }
    }
    let some = |count: usize, one: Word, many: Word| match count {
        1 => words.get(one).to_owned(),
        _ => words.fill(many, &[("count", &count.to_string())]),
    };
    let told_errors = some(errors, Word::PreviewErrorOne, Word::PreviewErrors);
    let told_warnings = some(warnings, Word::PreviewWarningOne, Word::PreviewWarnings);
    match (errors, warnings) {
        (0, 0) => words.get(Word::PreviewNone).to_owned(),
        (_, 0) => told_errors,
        (0, _) => told_warnings,
        _ => words.fill(
            Word::PreviewBoth,
            &[("errors", &told_errors), ("warnings", &told_warnings)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_address_of_a_preview_says_when_and_what() {
        let noon = When::At(date(2026, 12, 7).at(12, 30, 0, 0));
        assert_eq!(When::of("/now/a/b/"), Some((When::Now, "/a/b/")));
        assert_eq!(When::of("/all/"), Some((When::Everything, "/")));
        assert_eq!(When::of("/at/2026-12-07T12:30/a/"), Some((noon.clone(), "/a/")));
        assert_eq!(When::of(&format!("{}/", noon.prefix())), Some((noon, "/")));
        let midnight = When::At(date(2026, 12, 7).at(0, 0, 0, 0));
        assert_eq!(When::of("/at/2026-12-07/"), Some((midnight, "/")));
        for none in [
            "/",
            "/now",
            "/nowhere/",
            "/at/2026-13-07/a/",
            "/at//",
            "/at/9999-12-31/",
            "/at/x",
        ] {
            assert_eq!(When::of(none), None, "{none}");
        }
    }
}
