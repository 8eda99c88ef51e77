//! A draft, shown to the people who write it: any day, what is not due, and what was found on each page.
//!
//! Thinks and does not act: the server holds the sockets, the command line reads the folder. A draft is never part of a site.

// What stays on the screen while a file cannot be read.
mod keep;
// Everything at once.
mod overview;
// What a page is made of, so that a finding stands on the page that it concerns.
mod uses;

pub use render::preview::{RuleText, SCRIPT, SCRIPT_ADDRESS, STYLE, STYLE_ADDRESS, When, moment_of};

use crate::artefact::Interval;
use crate::input::SiteInput;
use crate::make::make;
use campaign::{Campaign, Diagnostic, PageKind, schedule};
use jiff::Timestamp;
use jiff::civil::DateTime;
use render::preview::{Bar, Note, problem, with_preview};
use std::collections::BTreeSet;
use std::sync::Arc;
use uses::Uses;
use words::{Word, Words};

/// A folder as it was saved last.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The campaign as far as it can be read, or none. Its base address is where the preview listens.
    pub input: SiteInput,
    /// Everything that was found, without a private word.
    pub findings: Vec<Diagnostic>,
    /// The rules, for those who ask why.
    pub rules: Arc<[RuleText]>,
    /// Files that cannot be read as they were saved, and are shown as they were before.
    pub kept: BTreeSet<String>,
}

/// What somebody looks at.
#[derive(Clone, Copy, Debug)]
pub struct Look<'l> {
    /// When.
    pub when: &'l When,
    /// The address on the site: `/merry-muletide/act/`.
    pub beneath: &'l str,
    /// The present instant.
    pub now: Timestamp,
    /// What the browser calls this server: `http://127.0.0.1:8090`.
    pub origin: &'l str,
    /// The draft's number.
    pub seen: u64,
}

/// A page and its Content-Security-Policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dressed {
    /// The page.
    pub html: String,
    /// Its policy.
    pub policy: String,
}

impl Draft {
    /// The campaign, as far as it can be read.
    fn campaign(&self) -> Option<&Campaign> {
        self.input.campaigns.first().map(|one| &one.campaign)
    }

    /// The same draft with what the one before it had in the place of what cannot be read any more.
    pub fn after(mut self, before: &Draft) -> Draft {
        keep::keep(&mut self, before);
        self
    }

    /// Where to begin: the home of the campaign, now; the overview when there is no campaign.
    pub fn start(&self) -> String {
        match self.campaign() {
            Some(campaign) => format!("{}{}", When::Now.prefix(), home(campaign)),
            None => "/preview/".to_owned(),
        }
    }

    /// The instant that is meant.
    pub fn instant(&self, when: &When, now: Timestamp) -> Timestamp {
        match (when, self.campaign()) {
            (When::At(moment), Some(campaign)) => moment
                .to_zoned_datetime(campaign.about.time_zone.clone())
                .map_or(now, |zoned| zoned.timestamp()),
            _ => now,
        }
    }

    /// The site as it would be, without an embargo. Nothing when there is no campaign.
    pub fn interval(&self, when: &When, now: Timestamp) -> Option<Interval> {
        self.campaign()?;
        let mut input = self.input.clone();
        input.base_url = format!("{}{}", input.base_url, when.prefix());
        for one in &mut input.campaigns {
            let one = Arc::make_mut(one);
            one.campaign.about.embargo = None;
            if *when == When::Everything {
                for page in &mut one.campaign.pages {
                    (page.not_before, page.not_after) = (None, None);
                }
            }
        }
        Some(make(&input, self.instant(when, now), None))
    }

    /// A finished page with the bar above it.
    pub fn dress(&self, look: &Look<'_>, html: &str, policy: &str) -> Dressed {
        let exit = format!("{}/exit.js", look.when.prefix());
        let policy = with_preview(policy, look.origin, &exit);
        let Some(campaign) = self.campaign() else {
            return Dressed {
                html: html.to_owned(),
                policy,
            };
        };
        let words = Words::of("en-GB");
        let instant = self.instant(look.when, look.now);
        let changes = schedule::fixed_changes(campaign);
        let before = changes.iter().rev().find(|change| **change < instant);
        let next = changes.iter().find(|change| **change > instant);
        let uses = Uses::of(campaign, look.beneath);
        let bar = Bar {
            words: &words,
            when: look.when,
            moment: civil(campaign, instant),
            beneath: look.beneath,
            before: before.map(|change| civil(campaign, *change)),
            next: next.map(|change| civil(campaign, *change)),
            notes: self.notes(campaign, look, instant, &words),
            here: self
                .findings
                .iter()
                .filter(|finding| uses.concern(finding))
                .collect(),
            all: &self.findings,
            seen: look.seen,
        };
        Dressed {
            html: bar.dress(html),
            policy,
        }
    }

    fn notes(&self, campaign: &Campaign, look: &Look<'_>, instant: Timestamp, words: &Words) -> Vec<Note> {
        let said = |word: Word, moment: Timestamp| {
            let moment = civil(campaign, moment);
            let (date, time) = (words.date(moment.date()), words.time(moment.time()));
            words.fill(word, &[("date", &date), ("time", &time)])
        };
        let note = |text: String| Note { text, address: None };
        let mut notes = Vec::new();
        let page = uses::kinds_at(campaign, look.beneath)
            .into_iter()
            .find_map(|kind| campaign.page(&kind));
        if let Some(page) = page {
            let anyway = format!("{}{}", When::Everything.prefix(), look.beneath);
            let address = (*look.when != When::Everything).then_some(anyway);
            let dates = [
                (
                    page.not_before.filter(|from| *from > instant),
                    Word::PreviewNotDue,
                ),
                (
                    page.not_after.filter(|until| *until <= instant),
                    Word::PreviewGone,
                ),
            ];
            for (moment, word) in dates {
                notes.extend(moment.map(|moment| Note {
                    text: said(word, moment),
                    address: address.clone(),
                }));
            }
        }
        let uses = Uses::of(campaign, look.beneath);
        // Every page stands on what the campaign says of itself.
        let concerns = |file: &&String| uses.has_some_of(file) || *file == "campaign.toml";
        for file in self.kept.iter().filter(concerns) {
            notes.push(note(words.fill(Word::PreviewKept, &[("file", file)])));
        }
        if let Some(embargo) = campaign.about.embargo.filter(|embargo| *embargo > instant) {
            notes.push(note(said(Word::PreviewEmbargo, embargo)));
        }
        notes
    }

    /// A rule of the manual, when there is one of this name.
    pub fn rule(&self, id: &str, origin: &str, seen: u64) -> Option<Dressed> {
        let rule = self.rules.iter().find(|rule| rule.id == id)?;
        Some(own(rule.write(&Words::of("en-GB"), seen), origin))
    }

    /// The page when pages cannot be made, which is a fault of ours.
    pub fn failed(&self, origin: &str, seen: u64) -> Dressed {
        self.problem(Word::PreviewFailed, Word::PreviewFailedText, origin, seen)
    }

    fn problem(&self, title: Word, text: Word, origin: &str, seen: u64) -> Dressed {
        own(
            problem(&Words::of("en-GB"), title, text, &self.findings, seen),
            origin,
        )
    }

    /// Where the form of the bar leads: `day` and `time` as they were typed, the page's address. When they are no day, what
    /// to say.
    pub fn go(&self, day: &str, time: &str, page: &str) -> Result<String, String> {
        let text = match time {
            "" => day.to_owned(),
            time => format!("{day}T{time}"),
        };
        let page = if page.starts_with('/') { page } else { "/" };
        moment_of(&text)
            .map(|moment| format!("{}{page}", When::At(moment).prefix()))
            .ok_or_else(|| Words::of("en-GB").fill(Word::PreviewBadDay, &[("text", &text)]))
    }
}

/// What to say of a rule that there is not.
pub fn no_rule() -> String {
    Words::of("en-GB").get(Word::PreviewNoRule).to_owned()
}

fn own(html: String, origin: &str) -> Dressed {
    let policy = "default-src 'none'; style-src; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    Dressed {
        html,
        policy: with_preview(policy, origin, ""),
    }
}

fn home(campaign: &Campaign) -> String {
    address(campaign, &PageKind::Home)
}

/// The address of a page on the site. A link of the chain stands on the chain's page.
fn address(campaign: &Campaign, kind: &PageKind) -> String {
    format!("/{}/{}", campaign.about.id, kind.address())
}

fn civil(campaign: &Campaign, instant: Timestamp) -> DateTime {
    instant
        .to_zoned_datetime(campaign.about.time_zone.clone())
        .datetime()
}
