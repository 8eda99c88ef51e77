//! Facts with their sources.

use crate::context::Context;
use crate::text::{Writer, escape};
use campaign::Fact;
use std::fmt::Write as _;
use words::Word;

/// The facts that a page cites, at its foot; nothing when it cites none.
pub(crate) fn cited(writer: &Writer<'_>) -> String {
    let context = &writer.context;
    let facts: Vec<&Fact> = context
        .campaign
        .facts
        .iter()
        .filter(|fact| writer.cited.contains(&fact.id))
        .collect();
    if facts.is_empty() {
        return String::new();
    }
    let heading = escape(context.words.get(Word::WhereThisComesFrom));
    format!(
        "<section aria-labelledby=\"sources\"><h2 id=\"sources\">{heading}</h2>\n{}</section>\n",
        list(context, &facts)
    )
}

/// Every fact of the campaign.
pub(crate) fn all(context: &Context<'_>) -> String {
    list(context, &context.campaign.facts.iter().collect::<Vec<_>>())
}

fn list(context: &Context<'_>, facts: &[&Fact]) -> String {
    let words = context.words;
    let mut html = String::from("<dl class=\"facts\">\n");
    for fact in facts {
        let checked = words.fill(Word::CheckedOn, &[("date", &words.date(fact.checked))]);
        let care = fact
            .care
            .as_deref()
            .map(|care| words.fill(Word::FactCare, &[("care", care)]));
        _ = writeln!(
            html,
            "<div id=\"fact-{}\"><dt>{} {}</dt><dd>{}. {} {}<br><span class=\"quiet\">{}, <a href=\"{}\" \
             rel=\"noreferrer\">{}</a>. {}.</span></dd></div>",
            fact.id,
            escape(&fact.value),
            escape(&fact.unit),
            escape(fact.definition.trim_end_matches('.')),
            escape(&words.fill(Word::FactPeriod, &[("period", fact.period.trim_end_matches('.'))])),
            escape(care.as_deref().unwrap_or("")),
            escape(&fact.publisher),
            escape(fact.url.as_str()),
            escape(fact.url.host()),
            escape(&checked),
        );
    }
    html.push_str("</dl>\n");
    html
}
