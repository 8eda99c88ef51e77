//! The press release: one text, and three ways to write it down.
//!
//! [`release`] makes a [`Release`] of `pages/press/release.md` and of the campaign's data. What writes it (a page, a word
//! processor's file, plain text) adds no word of its own, so that an editor reads the same in each.

/// The parts of the folder that a release is made of.
mod body;
/// As a file for a word processor.
mod docx;
/// As a page.
mod html;
/// What stands below the text: notes, help, contacts.
mod notes;
/// As plain text.
mod text;

pub use docx::DocxPart;

use crate::context::Context;
use crate::views::press;
use body::Writer;
use campaign::{FactId, PageKind};
use jiff::Timestamp;
use words::Word;

/// A press release at an instant.
#[derive(Clone, Debug)]
pub struct Release {
    /// The language of its words, a BCP 47 tag.
    pub language: String,
    /// In a worked example, that nobody has issued it.
    pub example: Option<String>,
    /// Until when nobody may publish it, or that anybody may now.
    pub standing: String,
    /// That the campaign is over, when it is.
    pub ended: Option<String>,
    /// What may not be published, in general words; it stands before everything that may.
    pub restrictions: Option<Section>,
    /// Place and day.
    pub dateline: String,
    /// The headline.
    pub headline: String,
    /// A sentence below the headline.
    pub summary: Option<String>,
    /// The text.
    pub body: Vec<Part>,
    /// What stands below the text.
    pub end: String,
    /// Notes to editors, help to print, contacts.
    pub sections: Vec<Section>,
    /// Who issues it: the partners' names.
    pub from: String,
}

/// A heading and what stands below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands below it.
    pub parts: Vec<Part>,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub enum Part {
    /// A heading inside the text.
    Heading(Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Words set apart: a statement by an office, or words ready to send.
    Quote(Vec<Run>),
    /// A list.
    List(Vec<Vec<Run>>),
    /// Facts with their numbers, which count from 1 over the whole release.
    Facts(Vec<Note>),
}

/// A fact with its source.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which fact.
    pub id: FactId,
    /// Its number.
    pub number: usize,
    /// What is said of it.
    pub text: Vec<Run>,
}

/// Words in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// Set in italics.
    pub emphasis: bool,
    /// Where they lead.
    pub leads: Option<Leads>,
}

/// Where words lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// A whole address: `https:`, `tel:` or `sms:`.
    Address(String),
    /// The note of this fact, and its number.
    Note(FactId, usize),
}

impl Run {
    /// Plain words.
    pub(crate) fn plain(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            ..Run::default()
        }
    }

    /// Bold words.
    pub(crate) fn strong(text: impl Into<String>) -> Run {
        Run {
            strong: true,
            ..Run::plain(text)
        }
    }

    /// Words that lead to an address.
    pub(crate) fn link(text: impl Into<String>, address: impl Into<String>) -> Run {
        Run {
            leads: Some(Leads::Address(address.into())),
            ..Run::plain(text)
        }
    }
}

/// The campaign's press release, when it has one that is due. Before the campaign's embargo it says until when it is held: whoever
/// shows it to somebody then has the right to.
pub fn release(context: &Context<'_>) -> Option<Release> {
    let page = context.due_page(&PageKind::Release)?;
    let words = context.words;
    let about = &context.campaign.about;
    let mut writer = Writer::new(*context);
    let body = writer.blocks(&page.blocks);
    let issued = issued(context);
    let partners: Vec<_> = about.partners.iter().collect();
    Some(Release {
        language: about.language.clone(),
        example: about
            .worked_example
            .then(|| words.get(Word::ReleaseExample).to_owned()),
        standing: standing(context),
        ended: context.ended(),
        restrictions: restrictions(context),
        dateline: words.fill(
            Word::ReleaseDateline,
            &[
                ("area", &about.area.name),
                ("date", &words.date(about.day(issued))),
            ],
        ),
        headline: page.title.value.clone(),
        summary: page.description.clone(),
        body,
        end: words.get(Word::ReleaseEnd).to_owned(),
        sections: notes::sections(context, page, writer.cited()),
        from: crate::views::posters::names(words, &partners),
    })
}

/// When it goes out: with its page's own time, the embargo, or the campaign's first day.
fn issued(context: &Context<'_>) -> Timestamp {
    let about = &context.campaign.about;
    let page = context.campaign.page(&PageKind::Release);
    page.and_then(|page| page.not_before)
        .max(about.embargo)
        .or_else(|| about.start_of(about.starts))
        .unwrap_or(context.now)
}

/// "Embargoed until 06:00 on Friday 20 November 2026", or "For immediate release".
fn standing(context: &Context<'_>) -> String {
    let words = context.words;
    let about = &context.campaign.about;
    match about.embargo.filter(|embargo| context.now < *embargo) {
        Some(embargo) => {
            let until = embargo.to_zoned_datetime(about.time_zone.clone());
            let day = format!("{} {}", words.weekday_and_date(until.date()), until.year());
            words.fill(
                Word::ReleaseEmbargo,
                &[("time", &words.time(until.time())), ("date", &day)],
            )
        }
        None => words.get(Word::ReleaseNow).to_owned(),
    }
}

/// What holds today: its kind and its general terms, never the words.
fn restrictions(context: &Context<'_>) -> Option<Section> {
    let words = context.words;
    let items: Vec<Vec<Run>> = press::holding(context)
        .map(|restriction| {
            let (kind, until) = press::terms(words, restriction);
            vec![
                Run::strong(restriction.forbids.clone()),
                Run::plain(format!(" {kind}. {until}")),
            ]
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        heading: words.get(Word::PressRestrictions).to_owned(),
        parts: vec![
            Part::Paragraph(vec![Run::plain(words.get(Word::PressRestrictionsText))]),
            Part::List(items),
        ],
    })
}
