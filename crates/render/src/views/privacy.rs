//! What `privacy/`, `tell/` and `exit/` say.

use super::section;
use crate::context::Context;
use crate::inserts::help;
use crate::text::escape;
use std::fmt::Write as _;
use words::Word;

/// What is counted and what is not, and each partner's own part (UK GDPR, Articles 13 and 14).
pub(crate) fn privacy(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    for (heading, text) in [
        (Word::PrivacyCounted, Word::PrivacyCountedNothing),
        (Word::PrivacyNot, Word::PrivacyNotText),
        (Word::PrivacyOthers, Word::PrivacyOthersText),
    ] {
        section(&mut html, 2, words.get(heading), words.get(text));
    }
    for partner in &context.campaign.about.partners {
        let Some(privacy) = &partner.privacy else { continue };
        _ = write!(
            html,
            "<h2 id=\"{}\">{}</h2>\n<dl class=\"facts\">\n",
            partner.id,
            escape(&capital(&partner.name))
        );
        for (heading, text) in [
            (Word::PrivacyController, &privacy.controller),
            (Word::PrivacyDoes, &privacy.does),
            (Word::PrivacyBasis, &privacy.lawful_basis),
            (Word::PrivacyRetention, &privacy.retention),
            (Word::PrivacyRights, &privacy.rights),
            (Word::PrivacyContact, &privacy.contact),
            (Word::PrivacyComplain, &privacy.complain),
        ] {
            _ = writeln!(
                html,
                "<dt>{}</dt><dd>{}</dd>",
                escape(words.get(heading)),
                escape(text)
            );
        }
        html.push_str("</dl>\n");
    }
    html
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// Other ways to tell somebody. It promises no reply.
pub(crate) fn tell(context: &Context<'_>) -> String {
    let words = context.words;
    let mut html = String::new();
    section(
        &mut html,
        2,
        words.get(Word::TellHeading),
        words.get(Word::TellText),
    );
    html.push_str(&help::tell(context));
    html
}

/// What "Exit this page" can and cannot hide.
pub(crate) fn exit(context: &Context<'_>) -> String {
    [Word::ExitCan, Word::ExitCannot, Word::ExitPrivate]
        .map(|word| format!("<p>{}</p>\n", escape(context.words.get(word))))
        .concat()
}
