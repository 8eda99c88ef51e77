//! The bar above a page: what day it is shown for, other days, and what was found on it.

use super::{When, count, findings, head};
use askama::Template;
use campaign::{Diagnostic, Severity};
use jiff::civil::DateTime;
use words::{Word, Words};

/// What the bar of a page says.
#[derive(Debug)]
pub struct Bar<'b> {
    /// The words.
    pub words: &'b Words,
    /// When the page is shown.
    pub when: &'b When,
    /// The same as a time of the campaign's zone.
    pub moment: DateTime,
    /// The page's address on the site.
    pub beneath: &'b str,
    /// The scheduled change before.
    pub before: Option<DateTime>,
    /// The scheduled change after.
    pub next: Option<DateTime>,
    /// What else is to be known.
    pub notes: Vec<Note>,
    /// What was found on this page.
    pub here: Vec<&'b Diagnostic>,
    /// What was found at all.
    pub all: &'b [Diagnostic],
    /// The draft's number.
    pub seen: u64,
}

/// Something to be known about a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub text: String,
    /// Where the page can be seen all the same.
    pub address: Option<String>,
}

#[derive(Template)]
#[template(path = "views/preview/bar.html")]
struct View<'v> {
    words: &'v Words,
    moment: String,
    beneath: &'v str,
    day: String,
    time: String,
    links: Vec<(String, String)>,
    notes: &'v [Note],
    findings: String,
    has_error: bool,
    here: String,
    all: String,
}

impl Bar<'_> {
    /// Puts the bar into a finished page: its style and script at the end of the head, itself at the start of the body, after
    /// the link that skips to the text and so skips the bar too.
    pub fn dress(&self, html: &str) -> String {
        let Some((page_head, rest)) = html.split_once("</head>") else {
            return html.to_owned();
        };
        let after = |at: usize, end: &str| Some(at + rest.get(at..)?.find(end)? + end.len());
        let body = rest.find("<body").and_then(|at| after(at, ">")).unwrap_or(0);
        let has_skip_link = rest
            .get(body..)
            .is_some_and(|body| body.trim_start().starts_with("<a class=\"skip\""));
        let at = Some(body)
            .filter(|_| has_skip_link)
            .and_then(|at| after(at, "</a>"));
        let (before, after) = rest.split_at(at.unwrap_or(body));
        format!(
            "{page_head}{}</head>{before}\n{}{after}",
            head(self.seen),
            self.write()
        )
    }

    fn write(&self) -> String {
        let words = self.words;
        let date = words.date(self.moment.date());
        let time = words.time(self.moment.time());
        let view = View {
            words,
            moment: match self.when {
                When::Now => words.get(Word::PreviewAtNow).to_owned(),
                When::At(_) => words.fill(Word::PreviewAt, &[("date", &date), ("time", &time)]),
                When::Everything => words.get(Word::PreviewEverything).to_owned(),
            },
            beneath: self.beneath,
            day: self.moment.date().to_string(),
            time,
            links: self.links(),
            notes: &self.notes,
            findings: findings(words, &self.here),
            has_error: self
                .here
                .iter()
                .any(|finding| finding.severity == Severity::Error),
            here: words.fill(
                Word::PreviewHere,
                &[("found", &count(words, self.here.iter().copied()))],
            ),
            all: words.fill(Word::PreviewElsewhere, &[("found", &count(words, self.all))]),
        };
        view.render().unwrap_or_default()
    }

    fn links(&self) -> Vec<(String, String)> {
        let mut links = Vec::new();
        let mut link =
            |when: &When, text: String| links.push((format!("{}{}", when.prefix(), self.beneath), text));
        for (moment, word) in [(self.before, Word::PreviewBefore), (self.next, Word::PreviewNext)] {
            if let Some(moment) = moment {
                let date = self.words.day_and_month(moment.date());
                let time = self.words.time(moment.time());
                link(
                    &When::At(moment),
                    self.words.fill(word, &[("date", &date), ("time", &time)]),
                );
            }
        }
        for (when, word) in [
            (When::Now, Word::PreviewNow),
            (When::Everything, Word::PreviewShowAll),
        ] {
            if *self.when != when {
                link(&when, self.words.get(word).to_owned());
            }
        }
        links
    }
}
