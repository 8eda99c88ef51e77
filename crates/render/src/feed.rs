//! Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1. What is not due is in neither.

use crate::context::Context;
use crate::json::{list, object, quoted};
use crate::published;
use crate::text::escape;
use campaign::{Page, PageKind, Partner};
use jiff::Timestamp;
use std::fmt::Write as _;
use words::Word;

/// The Atom feed beneath the campaign.
pub(crate) const ATOM: &str = "feed.atom";
/// The JSON feed beneath the campaign.
pub(crate) const JSON: &str = "feed.json";

/// A feed as it is served.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its address on the site: `/merry-muletide/feed.atom`.
    pub address: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its text.
    pub text: String,
}

struct Entry {
    id: String,
    url: String,
    title: String,
    summary: String,
    since: Timestamp,
}

/// The feeds of a campaign that is public.
pub fn feeds(context: &Context<'_>) -> [Feed; 2] {
    let entries = entries(context);
    let feed = |beneath: &str, content_type, text| Feed {
        address: format!("/{}/{beneath}", context.campaign.about.id),
        content_type,
        text,
    };
    [
        feed(
            ATOM,
            "application/atom+xml; charset=utf-8",
            atom(context, &entries),
        ),
        feed(
            JSON,
            "application/feed+json; charset=utf-8",
            json(context, &entries),
        ),
    ]
}

/// Newest first; of those that came together, the links of the chain in their order.
fn entries(context: &Context<'_>) -> Vec<Entry> {
    let mut pages: Vec<(&Page, Timestamp)> = context
        .campaign
        .pages
        .iter()
        .filter(|page| published::is_news(&page.kind) && context.is_due(page))
        // Without the chain's page there is no address at which a link of it could be read.
        .filter(|page| {
            !matches!(page.kind, PageKind::Link(_)) || context.due_page(&PageKind::Chain).is_some()
        })
        .map(|page| (page, published::since(context, page)))
        .collect();
    pages.sort_by(|(a, since_a), (b, since_b)| since_b.cmp(since_a).then_with(|| a.kind.cmp(&b.kind)));
    pages
        .into_iter()
        .map(|(page, since)| entry(context, page, since))
        .collect()
}

fn entry(context: &Context<'_>, page: &Page, since: Timestamp) -> Entry {
    let beneath = page.kind.address();
    let mut summary = published::sentence(context, page);
    if context.campaign.about.worked_example {
        // An entry travels without the page that says so.
        summary = format!("{summary} ({})", context.words.get(Word::WorkedExample));
    }
    Entry {
        id: id(context, &beneath),
        url: context.public(&beneath),
        title: page.title.value.clone(),
        summary,
        since,
    }
}

/// A tag (RFC 4151): the host that the public knows, on the campaign's first day. It stays when the page is written anew.
fn id(context: &Context<'_>, beneath: &str) -> String {
    let about = &context.campaign.about;
    let public = context.public("");
    let host = public.split_once("://").map_or("localhost", |(_, rest)| {
        rest.split(['/', ':']).next().unwrap_or(rest)
    });
    format!(
        "tag:{},{}:{}/{beneath}",
        host.to_ascii_lowercase(),
        about.starts,
        about.id
    )
}

fn title<'c>(context: &Context<'c>) -> &'c str {
    &context.campaign.about.name
}

fn subtitle(context: &Context<'_>) -> String {
    let about = &context.campaign.about;
    if about.worked_example {
        format!("{} {}", context.words.get(Word::WorkedExample), about.summary)
    } else {
        about.summary.clone()
    }
}

fn updated(context: &Context<'_>, entries: &[Entry]) -> Timestamp {
    let about = &context.campaign.about;
    let newest = entries.iter().map(|entry| entry.since).max();
    newest
        .or(about.embargo)
        .or_else(|| about.start_of(about.starts))
        .unwrap_or(context.now)
        .min(context.now)
}

fn atom(context: &Context<'_>, entries: &[Entry]) -> String {
    let about = &context.campaign.about;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        clean(&about.language),
        clean(&id(context, "")),
        clean(title(context)),
        clean(&subtitle(context)),
        updated(context, entries),
        clean(&context.public(ATOM)),
        clean(&context.public("")),
    );
    for Partner { name, .. } in &about.partners {
        _ = writeln!(xml, "<author><name>{}</name></author>", clean(name));
    }
    if about.partners.is_empty() {
        _ = writeln!(xml, "<author><name>{}</name></author>", clean(title(context)));
    }
    for entry in entries {
        _ = writeln!(
            xml,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <published>{since}</published>\n<updated>{since}</updated>\n<summary>{}</summary>\n</entry>",
            clean(&entry.id),
            clean(&entry.title),
            clean(&entry.url),
            clean(&entry.summary),
            since = entry.since,
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// Escapes a text for XML, which has no way to write some control characters (XML 1.0, 2.2).
fn clean(text: &str) -> String {
    let is_bad = |character: char| {
        (character < ' ' && !matches!(character, '\t' | '\n' | '\r'))
            || matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    escape(&text.replace(is_bad, " "))
}

fn json(context: &Context<'_>, entries: &[Entry]) -> String {
    let about = &context.campaign.about;
    let authors: Vec<String> = about
        .partners
        .iter()
        .map(|partner| object(&[("name", quoted(&partner.name))]))
        .collect();
    let items: Vec<String> = entries
        .iter()
        .map(|entry| {
            object(&[
                ("id", quoted(&entry.id)),
                ("url", quoted(&entry.url)),
                ("title", quoted(&entry.title)),
                ("content_text", quoted(&entry.summary)),
                ("date_published", quoted(&entry.since.to_string())),
                ("date_modified", quoted(&entry.since.to_string())),
            ])
        })
        .collect();
    let feed = object(&[
        ("version", quoted("https://jsonfeed.org/version/1.1")),
        ("title", quoted(title(context))),
        ("description", quoted(&subtitle(context))),
        ("home_page_url", quoted(&context.public(""))),
        ("feed_url", quoted(&context.public(JSON))),
        ("language", quoted(&about.language)),
        ("authors", list(&authors)),
        ("items", list(&items)),
    ]);
    format!("{feed}\n")
}
