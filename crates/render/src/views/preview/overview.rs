//! Everything that was found, everything that changes by itself, and every page with its days.

use super::{When, count, findings, machine, page};
use askama::Template;
use campaign::Diagnostic;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;
use words::{Word, Words};

/// What the overview shows.
#[derive(Debug)]
pub struct Overview<'o> {
    /// The words.
    pub words: &'o Words,
    /// The day for which the folder was looked at.
    pub today: Date,
    /// Everything that was found.
    pub findings: &'o [Diagnostic],
    /// What changes by itself, first to last.
    pub changes: Vec<Change>,
    /// Every page.
    pub pages: Vec<ListedPage<'o>>,
    /// The campaign's home on the site.
    pub home: &'o str,
    /// The draft's number.
    pub seen: u64,
}

/// An instant at which something changes by itself.
#[derive(Debug)]
pub struct Change {
    /// When, in the campaign's zone.
    pub moment: DateTime,
    /// What.
    pub what: Vec<Happening>,
}

/// What changes by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The embargo ends.
    EmbargoEnds,
    /// The first day of the campaign.
    Starts,
    /// The first day after it.
    Ends,
    /// A page of this title opens.
    Opens(String),
    /// A page of this title closes.
    Closes(String),
    /// The statement of this office may be shown.
    Statement(String),
    /// The restriction of this id is over.
    RestrictionOver(String),
}

/// A page with its days.
#[derive(Debug)]
pub struct ListedPage<'o> {
    /// Its title.
    pub title: String,
    /// Its address on the site.
    pub address: String,
    /// From when visitors see it.
    pub from: Option<DateTime>,
    /// Until when.
    pub until: Option<DateTime>,
    /// What was found on it.
    pub found: Vec<&'o Diagnostic>,
}

struct ChangeView {
    address: String,
    machine: String,
    moment: String,
    what: Vec<String>,
}

struct PageView {
    address: String,
    title: String,
    when: String,
    found: Option<String>,
}

#[derive(Template)]
#[template(path = "views/preview/overview.html")]
struct View<'v> {
    words: &'v Words,
    note: String,
    found: String,
    files: Vec<(&'v str, String)>,
    changes: Vec<ChangeView>,
    pages: Vec<PageView>,
}

impl Overview<'_> {
    /// The page.
    pub fn write(&self) -> String {
        let words = self.words;
        let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in self.findings {
            files.entry(&finding.place.file).or_default().push(finding);
        }
        let found = count(words, self.findings);
        let mut letters = found.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let view = View {
            words,
            note: words.fill(Word::PreviewFindingsNote, &[("date", &words.date(self.today))]),
            found: format!("{first}{}", letters.as_str()),
            files: files
                .into_iter()
                .map(|(file, all)| (file, findings(words, &all)))
                .collect(),
            changes: self.changes.iter().map(|change| self.change(change)).collect(),
            pages: self.pages.iter().map(|listed| self.page(listed)).collect(),
        };
        let back = format!("{}{}", When::Now.prefix(), self.home);
        page(
            words,
            words.get(Word::PreviewTitle),
            &view.render().unwrap_or_default(),
            Some(&back),
            self.seen,
        )
    }

    fn change(&self, change: &Change) -> ChangeView {
        let what = |what: &Happening| match what {
            Happening::EmbargoEnds => self.words.get(Word::PreviewEmbargoEnds).to_owned(),
            Happening::Starts => self.words.get(Word::PreviewStarts).to_owned(),
            Happening::Ends => self.words.get(Word::PreviewEnds).to_owned(),
            Happening::Opens(page) => self.words.fill(Word::PreviewOpens, &[("page", page)]),
            Happening::Closes(page) => self.words.fill(Word::PreviewCloses, &[("page", page)]),
            Happening::Statement(office) => self.words.fill(Word::PreviewStatement, &[("office", office)]),
            Happening::RestrictionOver(id) => self.words.fill(Word::PreviewRestrictionOver, &[("id", id)]),
        };
        ChangeView {
            address: format!("{}{}", When::At(change.moment).prefix(), self.home),
            machine: machine(change.moment),
            moment: self.moment(change.moment),
            what: change.what.iter().map(what).collect(),
        }
    }

    fn page(&self, listed: &ListedPage<'_>) -> PageView {
        let words = self.words;
        let one = |word: Word, moment: DateTime| {
            let (date, time) = (words.date(moment.date()), words.time(moment.time()));
            words.fill(word, &[("date", &date), ("time", &time)])
        };
        PageView {
            address: format!("{}{}", When::Everything.prefix(), listed.address),
            title: listed.title.clone(),
            when: match (listed.from, listed.until) {
                (None, None) => words.get(Word::PreviewAlways).to_owned(),
                (Some(from), None) => one(Word::PreviewFrom, from),
                (None, Some(until)) => one(Word::PreviewUntil, until),
                (Some(from), Some(until)) => words.fill(
                    Word::PreviewFromUntil,
                    &[("from", &self.moment(from)), ("to", &self.moment(until))],
                ),
            },
            found: (!listed.found.is_empty()).then(|| count(words, listed.found.iter().copied())),
        }
    }

    fn moment(&self, moment: DateTime) -> String {
        let date = self.words.date(moment.date());
        format!("{date}, {}", self.words.time(moment.time()))
    }
}
