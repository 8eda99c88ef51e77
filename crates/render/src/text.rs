//! Markdown's blocks and lines as HTML.

use crate::context::Context;
use crate::{inserts, picture};
use campaign::markdown::{Block, BlockKind, Inline, Link, Target, plain_text};
use campaign::{CampaignPath, FactId, HelpService};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Escapes a text for HTML, in an element or in an attribute in double quotation marks.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Writes blocks, and notes which facts they cite.
pub(crate) struct Writer<'c> {
    pub(crate) context: Context<'c>,
    /// The facts cited so far, for the sources at the foot of the page.
    pub(crate) cited: BTreeSet<FactId>,
    /// Whether a picture was written: the first is fetched at once, the others when they come near.
    pub(crate) has_picture: bool,
    /// Added to the level of each heading, for texts that stand inside another page.
    pub(crate) deeper: u8,
    /// Whether words ready to send are kept although the campaign is over: on the page that says what it asked for.
    pub(crate) keeps_messages: bool,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(context: Context<'c>) -> Writer<'c> {
        Writer {
            context,
            cited: BTreeSet::new(),
            has_picture: false,
            deeper: 0,
            keeps_messages: false,
        }
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> String {
        match &block.kind {
            // The page's title is the only first-level heading; the linter reports another.
            BlockKind::Heading { level, anchor, text } => {
                let level = (*level).max(2).saturating_add(self.deeper).min(6);
                format!(
                    "<h{level} id=\"{}\">{}</h{level}>\n",
                    escape(anchor),
                    self.inlines(text)
                )
            }
            BlockKind::Paragraph(text) => format!("<p>{}</p>\n", self.inlines(text)),
            BlockKind::List { numbered_from, items } => self.list(*numbered_from, items),
            BlockKind::Quote(inner) => format!("<blockquote>{}</blockquote>\n", self.blocks(inner)),
            BlockKind::Rule => "<hr>\n".to_owned(),
            BlockKind::Picture(picture) => {
                let first = !std::mem::replace(&mut self.has_picture, true);
                picture::picture(&self.context, &picture.file, None, picture.alt.as_deref(), first)
            }
            BlockKind::Insert(insert) => inserts::insert(self, insert),
        }
    }

    fn list(&mut self, numbered_from: Option<u64>, items: &[Vec<Block>]) -> String {
        let mut html = String::new();
        let tag = if numbered_from.is_some() { "ol" } else { "ul" };
        match numbered_from {
            Some(start) if start != 1 => _ = write!(html, "<ol start=\"{start}\">"),
            _ => _ = write!(html, "<{tag}>"),
        }
        for item in items {
            // A tight item is one paragraph: its words stand in the list by themselves.
            let words = match item.as_slice() {
                [
                    Block {
                        kind: BlockKind::Paragraph(text),
                        ..
                    },
                ] => self.inlines(text),
                [
                    Block {
                        kind: BlockKind::Paragraph(text),
                        ..
                    },
                    rest @ ..,
                ] => {
                    format!("{}{}", self.inlines(text), self.blocks(rest))
                }
                blocks => self.blocks(blocks),
            };
            _ = write!(html, "<li>{words}</li>");
        }
        _ = writeln!(html, "</{tag}>");
        html
    }

    pub(crate) fn inlines(&mut self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words, _) => escape(words),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Code(code) => format!("<code>{}</code>", escape(code)),
            Inline::Break => "<br>".to_owned(),
            Inline::Link(link) => self.link(link),
            Inline::Picture(picture, _) => escape(picture.alt.as_deref().unwrap_or("")),
        }
    }

    fn link(&mut self, link: &Link) -> String {
        let words = self.inlines(&link.text);
        match &link.target {
            Target::Fact(id) => self.fact(id, words),
            Target::Help(id) => match self.context.campaign.help_service(id) {
                Some(service) => {
                    let words = if words.is_empty() {
                        escape(&shown_number(service))
                    } else {
                        words
                    };
                    format!("<a href=\"{}\">{words}</a>", escape(&service_address(service)))
                }
                None => words,
            },
            Target::Text(id) => {
                let service = self.context.campaign.help_service(id);
                match service.and_then(|service| service.sms.as_ref()) {
                    Some(sms) => {
                        let words = if words.is_empty() {
                            escape(sms.written())
                        } else {
                            words
                        };
                        format!("<a href=\"sms:{}\">{words}</a>", sms.digits())
                    }
                    None => words,
                }
            }
            Target::Page(page, anchor) => match self.page_address(page, anchor.as_deref()) {
                Some(address) => format!("<a href=\"{}\">{words}</a>", escape(&address)),
                None => words,
            },
            Target::Anchor(anchor) => format!("<a href=\"#{}\">{words}</a>", escape(anchor)),
            Target::File(path) => match self.file_address(path) {
                Some(address) => format!("<a href=\"{}\">{words}</a>", escape(&address)),
                None => words,
            },
            Target::Web(address) => {
                let words = if words.is_empty() {
                    escape(address.host())
                } else {
                    words
                };
                format!(
                    "<a href=\"{}\" rel=\"noreferrer\">{words}</a>",
                    escape(address.as_str())
                )
            }
            Target::Broken(_) => words,
        }
    }

    fn fact(&mut self, id: &FactId, words: String) -> String {
        let Some(fact) = self.context.campaign.fact(id) else {
            return words;
        };
        self.cited.insert(id.clone());
        let words = if words.is_empty() {
            escape(&fact.value)
        } else {
            words
        };
        format!("<a class=\"fact\" href=\"#fact-{id}\">{words}</a>")
    }

    /// The address of a picture, film or download.
    fn file_address(&self, path: &CampaignPath) -> Option<String> {
        let picture = self.context.pictures.get(path).map(|picture| &picture.address);
        let address = picture.or_else(|| self.context.downloads.get(path))?;
        Some(self.context.site.link(address))
    }

    /// The address of a page of the campaign, when it is due: a page that is not is named nowhere.
    pub(crate) fn page_address(&self, page: &str, anchor: Option<&str>) -> Option<String> {
        let beneath = if page.is_empty() {
            String::new()
        } else {
            format!("{page}/")
        };
        let is_there = self
            .context
            .campaign
            .pages
            .iter()
            .any(|one| one.kind.address() == beneath && self.context.is_due(one))
            || crate::pages::has_standard_page(&self.context, &beneath);
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        is_there.then(|| format!("{}{anchor}", self.context.address(&beneath)))
    }
}

/// How a service is reached: its phone first, then text, then its web page.
pub(crate) fn service_address(service: &HelpService) -> String {
    match (&service.phone, &service.sms, &service.url) {
        (Some(phone), _, _) => format!("tel:{}", phone.digits()),
        (None, Some(sms), _) => format!("sms:{}", sms.digits()),
        (None, None, Some(url)) => url.as_str().to_owned(),
        (None, None, None) => "#".to_owned(),
    }
}

/// What is printed for a service without other words.
pub(crate) fn shown_number(service: &HelpService) -> String {
    match (&service.phone, &service.sms, &service.url) {
        (Some(number), _, _) | (None, Some(number), _) => number.written().to_owned(),
        (None, None, Some(url)) => url.host().to_owned(),
        (None, None, None) => service.name.clone(),
    }
}

/// The first sentence or so of a page, for search results, when it has no description of its own.
pub(crate) fn opening(blocks: &[Block]) -> Option<String> {
    let text = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(plain_text(text)),
        _ => None,
    })?;
    let mut short: String = text.chars().take(155).collect();
    if text.chars().nth(155).is_some() {
        short.truncate(short.rfind(' ').unwrap_or(short.len()));
        short.push('…');
    }
    Some(short)
}
