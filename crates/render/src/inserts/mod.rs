//! The pieces that the campaign's data fills in.

pub(crate) mod chain;
pub(crate) mod danger;
pub(crate) mod doors;
pub(crate) mod facts;
pub(crate) mod help;
pub(crate) mod signs;
pub(crate) mod voices;

use crate::text::{Writer, escape};
use campaign::markdown::{Insert, Target};
use words::Word;

/// Writes one piece.
pub(crate) fn insert(writer: &mut Writer<'_>, insert: &Insert) -> String {
    let context = writer.context;
    match insert {
        Insert::Chain => chain::chain(writer),
        Insert::Doors => doors::doors(&context),
        Insert::Signs(noticer) => signs::signs(writer, noticer.as_ref()),
        Insert::Help { audience, services } => help::help(&context, audience.as_ref(), services),
        Insert::Voice(id) => voices::voice(&context, id),
        Insert::Coverage => voices::coverage(&context),
        // A campaign that is over asks nobody for anything.
        Insert::Act { .. } if context.is_finished() => String::new(),
        Insert::Act { label, target } => act(writer, label, target),
        Insert::Message(_) if context.is_finished() && !writer.keeps_messages => String::new(),
        Insert::Message(text) => message(&context, text),
        Insert::Danger => danger::danger(context.words),
        Insert::Facts => facts::all(&context),
        Insert::Tell => help::tell(&context),
    }
}

/// The button of the one thing to do.
fn act(writer: &Writer<'_>, label: &str, target: &Target) -> String {
    let address = match target {
        Target::Page(page, anchor) => writer.page_address(page, anchor.as_deref()),
        _ => None,
    };
    match address {
        Some(address) => format!(
            "<p><a class=\"go\" href=\"{}\">{}</a></p>\n",
            escape(&address),
            escape(label)
        ),
        None => String::new(),
    }
}

/// Words that are ready to send: they can be reached by keyboard, so that they can be selected without a mouse.
fn message(context: &crate::Context<'_>, text: &str) -> String {
    let label = escape(context.words.get(Word::MessageLabel));
    format!(
        "<div class=\"message\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\">{}</div>\n",
        escape(text)
    )
}
