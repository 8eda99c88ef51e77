//! Words that were to be filled in, or nothing at all
//!
//! A template's "[name]", a "TBC" or a number of noughts gets printed because everybody has stopped seeing it. On a
//! page about help, somebody rings it. What is plainly left over is an error; what may be meant ("to be
//! confirmed"), a page without text and a heading with nothing beneath it are warnings. Numbers that the regulator
//! keeps for drama (Ofcom, "Telephone numbers for use in TV and radio drama") and addresses at example.org are
//! errors, except in a worked example.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Come and ask"
//! help = ["childline"]
//! +++
//!
//! Ask for \[name\] at {venue}, or ring 0000 000 0000. Times TBC.
//!
//! ## Getting there
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Come and ask"
//! help = ["childline"]
//! +++
//!
//! Ask at the front desk of the library, on any weekday.
//!
//! ## Getting there
//!
//! Every bus to the station stops outside.
//! ````

pub(super) mod blanks;

use crate::phrase;
use crate::prose::Prose;
use crate::rule::Subject;
use crate::text::{MOST, Piece};
use campaign::markdown::{Block, BlockKind, Target, plain_text};
use campaign::{Diagnostic, PageKind, Place, RuleId, Severity, WebAddress};
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("placeholder-empty");

/// Words in capitals that mark what is missing.
const MARKS: &[&str] = &[
    "TODO", "TBC", "TBD", "TBA", "FIXME", "TK", "TKTK", "XX", "XXX", "XXXX", "LOREM",
];

/// Phrases that templates come with, and whether they are never meant.
const PHRASES: &[(&str, bool)] = &[
    ("lorem ipsum", true),
    ("insert|enter|add|type your|a|the? name|names|number|venue|details|address|job|text here", true),
    ("to go here", true),
    ("your text|copy|title|heading|headline|logo|quote here", true),
    (
        "insert|enter|type|add your? text|copy|date|title|heading|link|quote here",
        true,
    ),
    ("text|copy|quote|words goes|go here", true),
    ("placeholder|dummy|sample|filler text|copy", true),
    ("copy|text|quote|details to follow", false),
    ("to be confirmed|announced|decided|advised", false),
];

const HOSTS: &[&str] = &["example.org", "example.com", "example.net"];

/// A web address with where it was written.
type Address<'c> = (&'c WebAddress, &'c Place);

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let phrases = phrase::Phrases::of(PHRASES.iter().map(|(phrase, _)| *phrase));
    let is_example = subject.campaign.about.worked_example;
    for piece in &subject.pieces {
        for (range, severity) in left_over(&phrases, &piece.prose, is_example)
            .into_iter()
            .take(MOST)
        {
            let words = subject.shown(&piece.words, &range);
            found.push(Diagnostic {
                severity,
                ..Diagnostic::error(
                    ID,
                    subject.written.place(piece, &range),
                    format!("\"{words}\" was to be filled in"),
                    "write what belongs here, or take it out",
                )
            });
        }
    }
    let addresses = addresses(subject)
        .into_iter()
        .filter(|(address, _)| !is_example && is_nowhere(address));
    for (address, place) in addresses {
        found.push(Diagnostic::error(
            ID,
            subject.written.value(address.as_str(), place),
            format!(
                "{} is an address for examples, where nobody answers",
                address.as_str()
            ),
            "write the real address, or worked_example = true in campaign.toml",
        ));
    }
    for page in &subject.campaign.pages {
        let fills_itself = !matches!(
            page.kind,
            PageKind::Home
                | PageKind::Act
                | PageKind::Questions
                | PageKind::Link(_)
                | PageKind::Door(_)
                | PageKind::Own(_)
        );
        if page.blocks.is_empty() && !fills_itself {
            found.push(Diagnostic::warning(
                ID,
                page.title.place.clone(),
                "this page has a title and no text",
                "write its text, or take the file out until there is one",
            ));
        }
        bare_headings(&page.blocks, found);
    }
}

/// Headings with no text before the next of the same level or above it.
fn bare_headings(blocks: &[Block], found: &mut Vec<Diagnostic>) {
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, text, .. } = &block.kind else {
            continue;
        };
        let is_bare = match blocks.get(at + 1).map(|next| &next.kind) {
            None | Some(BlockKind::Rule) => true,
            Some(BlockKind::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        if is_bare && !plain_text(text).trim().is_empty() {
            found.push(Diagnostic::warning(
                ID,
                block.place.clone(),
                "nothing stands beneath this heading",
                "write its text, or take the heading out",
            ));
        }
    }
}

/// Every web address that a reader may open.
fn addresses<'c>(subject: &Subject<'c>) -> Vec<Address<'c>> {
    let campaign = subject.campaign;
    let services = campaign
        .help
        .iter()
        .filter_map(|service| Some((service.url.as_ref()?, &service.place)));
    let partners = campaign
        .about
        .partners
        .iter()
        .filter_map(|partner| Some((partner.website.as_ref()?, &partner.place)));
    let facts = campaign.facts.iter().map(|fact| (&fact.url, &fact.place));
    let reports = campaign
        .coverage
        .iter()
        .map(|report| (&report.url, &report.place));
    let links = campaign
        .pages
        .iter()
        .flat_map(|page| crate::flat::links(&page.blocks));
    let links = links.filter_map(|link| match &link.target {
        Target::Web(address) => Some((address, &link.place)),
        _ => None,
    });
    services
        .chain(partners)
        .chain(facts)
        .chain(reports)
        .chain(links)
        .collect()
}

fn is_nowhere(address: &WebAddress) -> bool {
    let rest = address.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or("")
        .to_lowercase();
    HOSTS.iter().any(|nowhere| {
        host == *nowhere
            || host
                .strip_suffix(nowhere)
                .is_some_and(|before| before.ends_with('.'))
    })
}

/// What was to be filled in, in order.
fn left_over(
    phrases: &phrase::Phrases,
    prose: &Prose<'_>,
    is_example: bool,
) -> Vec<(Range<usize>, Severity)> {
    let (text, words) = (prose.text, &prose.words);
    let quoted = prose.quoted();
    let mut found: Vec<(Range<usize>, Severity)> = Vec::new();
    for word in words {
        let raw = text.get(word.range.clone()).unwrap_or("");
        if MARKS.contains(&raw) {
            let is_doubtful = matches!(raw, "TBC" | "TBD" | "TBA" | "TK" | "XX");
            found.push((
                word.range.clone(),
                if is_doubtful {
                    Severity::Warning
                } else {
                    Severity::Error
                },
            ));
        }
    }
    for (number, run) in phrases.find(words) {
        // "To be confirmed in the job" is a sentence that goes on.
        let last = words.get(run.end - 1).map_or(0, |word| word.range.end);
        let goes_on = words
            .get(run.end)
            .and_then(|next| text.get(last..next.range.start))
            .is_some_and(|gap| gap.chars().all(char::is_whitespace));
        let is_plain = PHRASES.get(number).is_some_and(|(_, is_plain)| *is_plain);
        let severity = if is_plain {
            Severity::Error
        } else {
            Severity::Warning
        };
        if is_plain || !goes_on {
            found.push((phrase::bytes(words, &run), severity));
        }
    }
    found.extend(
        blanks::brackets(text)
            .into_iter()
            .map(|range| (range, Severity::Error)),
    );
    if !is_example {
        found.extend(
            blanks::numbers(text)
                .into_iter()
                .map(|range| (range, Severity::Error)),
        );
        for host in HOSTS {
            found.extend(
                text.match_indices(host)
                    .map(|(at, host)| (at..at + host.len(), Severity::Error)),
            );
        }
    }
    found.retain(|(range, _)| !Piece::touches(quoted, range));
    found.sort_by_key(|(range, severity)| (range.start, std::cmp::Reverse(range.end), *severity));
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_new = range.start >= end;
        end = end.max(range.end);
        is_new
    });
    found
}

#[cfg(test)]
mod tests;
