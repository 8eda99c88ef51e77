//! What `voices/` says: statements by office.

use crate::context::Context;
use crate::inserts::voices::{approved, figure};
use crate::text::escape;
use campaign::Page;
use campaign::markdown::{BlockKind, Insert};
use words::Word;

/// Every statement that the page's own text has not shown already.
pub(crate) fn voices(context: &Context<'_>, page: Option<&Page>) -> String {
    let shown: Vec<_> = page
        .map_or(&[][..], |page| &page.blocks)
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Insert(Insert::Voice(id)) => Some(id),
            _ => None,
        })
        .collect();
    let rest: String = approved(context)
        .filter(|voice| !shown.contains(&&voice.id))
        .map(|voice| figure(context, voice))
        .collect();
    if rest.is_empty() && shown.is_empty() {
        return format!("<p>{}</p>\n", escape(context.words.get(Word::VoicesNone)));
    }
    let lead = page
        .is_none()
        .then(|| format!("<p>{}</p>\n", escape(context.words.get(Word::VoicesText))));
    format!("{}{rest}", lead.unwrap_or_default())
}
