//! The chain, link by link, as one long page.

use crate::picture::picture;
use crate::text::{Writer, escape};
use campaign::PageKind;
use std::fmt::Write as _;
use words::Word;

/// The links that are due, first to last.
pub(crate) fn chain(writer: &mut Writer<'_>) -> String {
    let context = writer.context;
    let links: Vec<_> = context
        .campaign
        .chain()
        .into_iter()
        .filter(|page| context.is_due(page))
        .collect();
    let count = links.len().to_string();
    let mut html = String::from("<ol class=\"walk\">\n");
    for (position, link) in links.iter().enumerate() {
        let PageKind::Link(number) = link.kind else {
            continue;
        };
        _ = write!(html, "<li id=\"link-{number}\">");
        if let Some(file) = &link.picture {
            let first = !std::mem::replace(&mut writer.has_picture, true);
            let narrow = link.picture_tall.as_deref();
            _ = write!(
                html,
                "<div class=\"wide\">{}</div>",
                picture(&context, file, narrow, None, first)
            );
        }
        let step = context.words.fill(
            Word::LinkOfChain,
            &[("number", &(position + 1).to_string()), ("count", &count)],
        );
        writer.deeper = 1;
        let text = writer.blocks(&link.blocks);
        writer.deeper = 0;
        _ = write!(
            html,
            "<div class=\"wrap\"><p class=\"step\">{}</p><h2>{}</h2>\n{text}</div></li>\n",
            escape(&step),
            escape(&link.title)
        );
    }
    html.push_str("</ol>\n");
    html
}
