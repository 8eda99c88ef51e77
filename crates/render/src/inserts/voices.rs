//! Statements by office, and the newspaper's own reports.

use crate::context::Context;
use crate::text::escape;
use campaign::markdown::{Block, BlockKind, Insert};
use campaign::{Voice, VoiceId};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use words::Word;

/// The statements that may be shown: those whose office has approved them, on a day that has come, unless they wait for
/// their page. In a worked example nobody approves anything, and each statement says so.
pub(crate) fn approved<'c>(context: &Context<'c>) -> impl Iterator<Item = &'c Voice> {
    let kept_back = kept_back(context);
    with_approval(context).filter(move |voice| !kept_back.contains(&voice.id))
}

pub(crate) fn with_approval<'c>(context: &Context<'c>) -> impl Iterator<Item = &'c Voice> {
    let campaign = context.campaign;
    let is_example = campaign.about.worked_example;
    let today = campaign.about.day(context.now);
    let is_approved = move |voice: &&Voice| voice.approved.is_some_and(|day| day <= today);
    campaign
        .voices
        .iter()
        .filter(move |voice| is_example || is_approved(voice))
}

/// Statements that stand on pages which are not due, and on no page that is: they come and go with those pages.
fn kept_back<'c>(context: &Context<'c>) -> BTreeSet<&'c VoiceId> {
    let (mut due, mut not_due) = (BTreeSet::new(), BTreeSet::new());
    if context.campaign.voices.is_empty() {
        return due;
    }
    for page in &context.campaign.pages {
        let on = if context.is_due(page) {
            &mut due
        } else {
            &mut not_due
        };
        named(&page.blocks, on);
    }
    not_due.difference(&due).copied().collect()
}

/// The statements that blocks name. The reader bounds how deep they stand in each other.
fn named<'c>(blocks: &'c [Block], ids: &mut BTreeSet<&'c VoiceId>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Insert(Insert::Voice(id)) => _ = ids.insert(id),
            BlockKind::Quote(inner) => named(inner, ids),
            BlockKind::List { items, .. } => items.iter().for_each(|item| named(item, ids)),
            _ => {}
        }
    }
}

/// A statement, once its office has approved it. The page on which it stands is due, or it would not be written.
pub(crate) fn voice(context: &Context<'_>, id: &VoiceId) -> String {
    with_approval(context)
        .find(|voice| voice.id == *id)
        .map(|voice| figure(context, voice))
        .unwrap_or_default()
}

/// The statement, who made it, and the day on which these very words were approved.
pub(crate) fn figure(context: &Context<'_>, voice: &Voice) -> String {
    let words = context.words;
    let is_example = context.campaign.about.worked_example;
    let name = voice
        .name
        .as_deref()
        .filter(|_| !is_example)
        .map(|name| format!("{}, ", escape(name)))
        .unwrap_or_default();
    let standing = match voice.approved {
        Some(day) if !is_example => words.fill(Word::VoiceApproved, &[("date", &words.date(day))]),
        _ => words.get(Word::VoiceExample).to_owned(),
    };
    format!(
        "<figure><blockquote><p>{}</p></blockquote>\n<figcaption><cite>{name}{}</cite><br><span class=\"quiet\">{}</span></figcaption></figure>\n",
        escape(&voice.statement),
        escape(&voice.office),
        escape(&standing)
    )
}

/// Headline, paper, date and link of each report, newest first.
pub(crate) fn coverage(context: &Context<'_>) -> String {
    let mut reports: Vec<_> = context.campaign.coverage.iter().collect();
    if reports.is_empty() {
        return format!("<p>{}</p>\n", escape(context.words.get(Word::CoverageNone)));
    }
    reports.sort_by_key(|report| std::cmp::Reverse(report.date));
    let mut html = String::from("<ul>\n");
    for report in reports {
        _ = writeln!(
            html,
            "<li><a href=\"{}\" rel=\"noreferrer\">{}</a>, {}, {}</li>",
            escape(report.url.as_str()),
            escape(&report.headline),
            escape(&report.publication),
            escape(&context.words.date(report.date))
        );
    }
    html.push_str("</ul>\n");
    html
}
