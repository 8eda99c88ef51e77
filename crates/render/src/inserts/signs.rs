//! The signs, by who may notice them, most worrying first; without a score.

use crate::inserts::help::card;
use crate::text::{Writer, escape};
use campaign::NoticerId;
use std::fmt::Write as _;
use words::Word;

/// All signs, or those that one kind of person may notice.
pub(crate) fn signs(writer: &mut Writer<'_>, only: Option<&NoticerId>) -> String {
    let context = writer.context;
    let words = context.words;
    let signs = &context.campaign.signs;
    let mut html = format!(
        "<p class=\"note\">{}</p>\n",
        escape(words.get(Word::SignsProveNothing))
    );
    for noticer in signs
        .noticers
        .iter()
        .filter(|noticer| only.is_none_or(|only| noticer.id == *only))
    {
        _ = write!(
            html,
            "<h2 id=\"{}\">{}</h2>\n<ul>",
            noticer.id,
            escape(&noticer.name)
        );
        for sign in signs
            .signs
            .iter()
            .filter(|sign| sign.noticed_by.contains(&noticer.id))
        {
            _ = write!(html, "<li>{}</li>", escape(&sign.text));
            writer.cited.extend(sign.fact.clone());
        }
        _ = write!(
            html,
            "</ul>\n<h3>{}</h3>\n<p>{}</p>\n",
            escape(words.get(Word::SignsNext)),
            escape(&noticer.next)
        );
        for service in noticer
            .help
            .iter()
            .filter_map(|id| context.campaign.help_service(id))
        {
            html.push_str(&card(&context, service));
        }
    }
    html
}
