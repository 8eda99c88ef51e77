//! What `press/` says: all that an editor needs, what may not be published first.

use crate::context::Context;
use crate::inserts::{facts, voices};
use crate::text::escape;
use crate::views::about::dates;
use crate::{embed, feed};
use campaign::{PageKind, Restriction, RestrictionKind};
use std::fmt::Write as _;
use words::{Word, Words};

/// What holds today, before everything else.
pub(crate) fn restrictions(context: &Context<'_>) -> String {
    let words = context.words;
    let today = context.campaign.about.day(context.now);
    let holds = |restriction: &&Restriction| restriction.until.is_none_or(|until| today <= until);
    let list: String = context
        .campaign
        .restrictions
        .iter()
        .filter(holds)
        .map(|restriction| {
            let until = match restriction.until {
                Some(until) => words.fill(Word::PressUntil, &[("date", &words.date(until))]),
                None => words.get(Word::PressUntilFurtherNotice).to_owned(),
            };
            let kind = words.get(match restriction.kind {
                RestrictionKind::CourtOrder => Word::RestrictionCourtOrder,
                RestrictionKind::YouthCourt => Word::RestrictionYouthCourt,
                RestrictionKind::Safeguarding => Word::RestrictionSafeguarding,
            });
            format!(
                "<li>{} <span class=\"quiet\">{}. {}</span></li>\n",
                escape(&restriction.forbids),
                escape(kind),
                escape(&until)
            )
        })
        .collect();
    if list.is_empty() {
        return String::new();
    }
    format!(
        "<section class=\"note\" aria-labelledby=\"press-not\"><h2 id=\"press-not\">{}</h2>\n<p>{}</p>\n<ul>{list}</ul></section>\n",
        escape(words.get(Word::PressRestrictions)),
        escape(words.get(Word::PressRestrictionsText)),
    )
}

/// The parts of the page with their anchors, in their order.
const PARTS: [(&str, Word); 8] = [
    ("press-contacts", Word::PressContacts),
    ("press-short", Word::PressShort),
    ("press-facts", Word::PressFacts),
    ("press-statements", Word::PressStatements),
    ("press-coverage", Word::PressCoverage),
    ("press-use", Word::PressUse),
    ("press-block", Word::PressBlock),
    ("press-feeds", Word::PressFeeds),
];

/// Who answers, what it is in short, facts, statements, reports, and what may be used.
pub(crate) fn press(context: &Context<'_>) -> String {
    let words = context.words;
    let has_facts = !context.campaign.facts.is_empty();
    let links: String = PARTS
        .iter()
        .filter(|(_, word)| has_facts || *word != Word::PressFacts)
        .map(|(id, word)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(words.get(*word))))
        .collect();
    let mut html = format!("<ul>{links}</ul>\n");
    html.push_str(&contacts(context));
    html.push_str(&in_short(context));
    if has_facts {
        heading(&mut html, words, Word::PressFacts);
        _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::PressFactsText)));
        html.push_str(&facts::all(context));
    }
    // A page of statements that is still to come, or gone, keeps them back here too.
    let is_kept_back = context
        .campaign
        .page(&PageKind::Voices)
        .is_some_and(|page| !context.is_due(page));
    let statements: String = voices::approved(context)
        .filter(|_| !is_kept_back)
        .map(|voice| voices::figure(context, voice))
        .collect();
    heading(&mut html, words, Word::PressStatements);
    if statements.is_empty() {
        _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::VoicesNone)));
    }
    html.push_str(&statements);
    heading(&mut html, words, Word::PressCoverage);
    html.push_str(&voices::coverage(context));
    html.push_str(&usage(context));
    html.push_str(&block(context));
    html.push_str(&feeds(context));
    html
}

fn heading(html: &mut String, words: &Words, part: Word) {
    let id = PARTS
        .iter()
        .find(|(_, word)| *word == part)
        .map_or("", |(id, _)| id);
    _ = writeln!(html, "<h2 id=\"{id}\">{}</h2>", escape(words.get(part)));
}

fn contacts(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressContacts);
    let named: String = context
        .campaign
        .about
        .partners
        .iter()
        .filter_map(|partner| {
            let contact = partner.press_contact.as_deref()?;
            Some(format!(
                "<dt>{}</dt><dd>{}</dd>\n",
                escape(&partner.name),
                escape(contact)
            ))
        })
        .collect();
    if named.is_empty() {
        _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::PressNoContact)));
    } else {
        _ = writeln!(html, "<dl class=\"facts\">\n{named}</dl>");
    }
    html
}

fn in_short(context: &Context<'_>) -> String {
    let words = context.words;
    let about = &context.campaign.about;
    let dates = dates(context);
    let area = words.fill(Word::AboutArea, &[("area", &about.area.name)]);
    let mut html = String::new();
    heading(&mut html, words, Word::PressShort);
    _ = writeln!(
        html,
        "<p><strong>{}</strong> {}</p>\n<p>{} {}</p>",
        escape(&about.line),
        escape(&about.summary),
        escape(&dates),
        escape(&area)
    );
    html
}

/// What may be used, and what an editor is asked to do with it.
fn usage(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressUse);
    let help = context.public("help/");
    _ = writeln!(
        html,
        "<ul><li>{}</li>\n<li>{} <a href=\"{}\">{}</a></li>\n<li>{}</li>\n<li>{}</li></ul>",
        escape(words.get(Word::PressUseFree)),
        escape(words.get(Word::PressUseHelp)),
        escape(&context.address("help/")),
        escape(&help),
        escape(words.get(Word::PressUseChild)),
        escape(words.get(Word::PressUseAct)),
    );
    html
}

/// The block for other pages, with its code. The code can be reached by keyboard, so that it can be selected.
fn block(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    heading(&mut html, words, Word::PressBlock);
    _ = writeln!(html, "<p>{}</p>", escape(words.get(Word::PressBlockText)));
    let mut sites: Vec<&str> = Vec::new();
    for partner in &context.campaign.about.partners {
        if let Some(website) = partner
            .website
            .as_ref()
            .filter(|website| website.origin().is_some())
            && !sites.contains(&website.host())
        {
            sites.push(website.host());
        }
    }
    let place = if sites.is_empty() {
        words.get(Word::PressBlockNowhere).to_owned()
    } else {
        words.fill(Word::PressBlockWhere, &[("sites", &sites.join(", "))])
    };
    _ = writeln!(
        html,
        "<p>{}</p>\n<div class=\"message\" role=\"group\" aria-label=\"{}\" tabindex=\"0\"><code>{}</code></div>\n\
         <p><a href=\"{}\">{}</a></p>",
        escape(&place),
        escape(words.get(Word::PressBlockLabel)),
        escape(&embed::code(context)),
        escape(&context.address(embed::BLOCK)),
        escape(words.get(Word::PressBlockLook)),
    );
    html
}

fn feeds(context: &Context<'_>) -> String {
    let mut html = String::new();
    heading(&mut html, context.words, Word::PressFeeds);
    let link =
        |name: &str, beneath: &str| format!("<a href=\"{}\">{name}</a>", escape(&context.address(beneath)));
    // The names of two formats: they are the same in every language.
    _ = writeln!(
        html,
        "<p>{} · {}</p>",
        link("Atom", feed::ATOM),
        link("JSON Feed", feed::JSON)
    );
    html
}
