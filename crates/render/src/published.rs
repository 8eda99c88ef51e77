//! What a feed and a preview say of a page: its words, and since when it can be read.

use crate::context::Context;
use crate::text::opening;
use campaign::{Page, PageKind};
use jiff::Timestamp;

/// When a page became public: its own time, that of the page on which it stands, the embargo, or the campaign's first day;
/// never later than now.
pub(crate) fn since(context: &Context<'_>, page: &Page) -> Timestamp {
    let about = &context.campaign.about;
    let chain = match page.kind {
        PageKind::Link(_) => context.campaign.page(&PageKind::Chain),
        _ => None,
    };
    page.not_before
        .max(chain.and_then(|chain| chain.not_before))
        .max(about.embargo)
        .or_else(|| about.start_of(about.starts))
        .unwrap_or(context.now)
        .min(context.now)
}

/// A sentence about a page: its own, or its first words.
pub(crate) fn sentence(context: &Context<'_>, page: &Page) -> String {
    page.description
        .clone()
        .or_else(|| opening(&page.blocks))
        .unwrap_or_else(|| context.campaign.about.summary.clone())
}

/// Whether a page is something new to read, and not one of those that stand beside it: doors, links of the chain, the
/// film, and the campaign's own pages.
pub(crate) fn is_news(kind: &PageKind) -> bool {
    match kind {
        PageKind::Door(_) | PageKind::Link(_) | PageKind::Film => true,
        PageKind::Own(id) => id.as_str() != "exit",
        _ => false,
    }
}

/// Percent encoding for a value of a query (RFC 3986, 2.3).
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
