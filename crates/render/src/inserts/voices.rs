//! Statements by office, and the newspaper's own reports.

use crate::context::Context;
use crate::text::escape;
use campaign::VoiceId;
use std::fmt::Write as _;

/// A statement, once its office has approved it.
pub(crate) fn voice(context: &Context<'_>, id: &VoiceId) -> String {
    let approved = context
        .campaign
        .voices
        .iter()
        .find(|voice| voice.id == *id && voice.approved.is_some());
    let Some(voice) = approved else {
        return String::new();
    };
    let name = voice
        .name
        .as_deref()
        .map(|name| format!("{}, ", escape(name)))
        .unwrap_or_default();
    format!(
        "<figure><blockquote><p>{}</p></blockquote><figcaption>{name}{}</figcaption></figure>\n",
        escape(&voice.statement),
        escape(&voice.office)
    )
}

/// Headline, paper, date and link of each report.
pub(crate) fn coverage(context: &Context<'_>) -> String {
    let mut html = String::from("<ul>\n");
    for report in &context.campaign.coverage {
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
