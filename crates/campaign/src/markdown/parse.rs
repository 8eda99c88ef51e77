//! From Markdown's events to our blocks.

use super::target::target;
use super::{Block, BlockKind, Inline, Insert, Link, PictureUse, insert, plain_text};
use crate::CampaignPath;
use crate::diagnostic::rules;
use crate::reading::Text;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// Parses the Markdown `body`, which begins at byte `base` of `text`. Nesting beyond the limit is left out, with a
/// finding; so is HTML.
pub(crate) fn parse(text: &Text<'_>, base: usize, body: &str) -> Vec<Block> {
    let events = Parser::new_ext(body, Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_TABLES)
        .into_offset_iter()
        .collect();
    let mut reader = Reader {
        text,
        base,
        events,
        next: 0,
        depth: 0,
        anchors: BTreeMap::new(),
        too_deep: false,
    };
    reader.blocks(None)
}

struct Reader<'t> {
    text: &'t Text<'t>,
    base: usize,
    events: Vec<(Event<'t>, Range<usize>)>,
    next: usize,
    depth: usize,
    anchors: BTreeMap<String, usize>,
    too_deep: bool,
}

impl<'t> Reader<'t> {
    fn place(&self, offset: usize) -> crate::Place {
        self.text.place(self.base + offset)
    }

    fn peek(&self) -> Option<&(Event<'t>, Range<usize>)> {
        self.events.get(self.next)
    }

    fn take(&mut self) -> Option<(Event<'t>, Range<usize>)> {
        let event = self.events.get(self.next).cloned();
        self.next += 1;
        event
    }

    /// Passes over everything up to the end of the element that was just entered.
    fn skip(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.take() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Whether there is room for one more level. The first time that there is none is a finding.
    fn descend(&mut self, at: usize) -> bool {
        let limit = self.text.context.limits.nesting;
        if self.depth < limit {
            self.depth += 1;
            return true;
        }
        if !self.too_deep {
            self.too_deep = true;
            self.text.context.error(
                rules::TOO_LARGE,
                self.place(at),
                format!("the text is nested more than {limit} deep here"),
                "write it flat",
            );
        }
        self.skip();
        false
    }

    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.peek().cloned() {
            let at = range.start;
            match event {
                Event::End(tag) => {
                    self.next += 1;
                    if Some(tag) == end {
                        break;
                    }
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.next += 1;
                    if let Some(kind) = self.block(tag, at) {
                        blocks.push(Block {
                            kind,
                            place: self.place(at),
                        });
                    }
                }
                Event::Rule => {
                    self.next += 1;
                    blocks.push(Block {
                        kind: BlockKind::Rule,
                        place: self.place(at),
                    });
                }
                // Words without a paragraph of their own: the item of a tight list.
                _ => {
                    let before = self.next;
                    let words = self.inlines(None);
                    self.next = self.next.max(before + 1);
                    if !words.is_empty() {
                        blocks.push(Block {
                            kind: paragraph(words),
                            place: self.place(at),
                        });
                    }
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'t>, at: usize) -> Option<BlockKind> {
        match tag {
            Tag::Paragraph => {
                let words = self.inlines(Some(TagEnd::Paragraph));
                (!words.is_empty()).then(|| paragraph(words))
            }
            Tag::Heading { level, .. } => {
                let words = self.inlines(Some(TagEnd::Heading(level)));
                let anchor = self.anchor(&plain_text(&words));
                Some(BlockKind::Heading {
                    level: number(level),
                    anchor,
                    text: words,
                })
            }
            Tag::BlockQuote(kind) => {
                if !self.descend(at) {
                    return None;
                }
                let inner = self.blocks(Some(TagEnd::BlockQuote(kind)));
                self.depth -= 1;
                Some(BlockKind::Quote(inner))
            }
            Tag::List(numbered_from) => {
                if !self.descend(at) {
                    return None;
                }
                let items = self.items(TagEnd::List(numbered_from.is_some()));
                self.depth -= 1;
                Some(BlockKind::List { numbered_from, items })
            }
            Tag::CodeBlock(kind) => self.insert(kind, at).map(BlockKind::Insert),
            Tag::HtmlBlock => {
                self.skip();
                self.raw_html(at);
                None
            }
            Tag::Table(_) => {
                self.skip();
                self.text.context.error(
                    rules::RAW_TABLE,
                    self.place(at),
                    "there is a table of strokes in the text, which is not published",
                    "make it a list, one line for each row, or a heading for each row with a sentence beneath it",
                );
                None
            }
            _ => {
                self.skip();
                None
            }
        }
    }

    fn items(&mut self, end: TagEnd) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.take() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(Some(TagEnd::Item))),
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        items
    }

    /// The words up to `end`, which is taken too; without an end, up to the next block or the end of the parent.
    fn inlines(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        let mut inlines: Vec<Inline> = Vec::new();
        while let Some((event, range)) = self.peek().cloned() {
            let at = range.start;
            match event {
                Event::End(tag) => {
                    if end.is_some() {
                        self.next += 1;
                    }
                    if end.is_none() || Some(tag) == end {
                        break;
                    }
                }
                Event::Start(ref tag) if end.is_none() && is_block(tag) => break,
                Event::Rule if end.is_none() => break,
                Event::Start(tag) => {
                    self.next += 1;
                    inlines.extend(self.inline(tag, at));
                }
                Event::Text(words) => {
                    self.next += 1;
                    push_text(&mut inlines, &words, || self.place(at));
                }
                Event::SoftBreak => {
                    self.next += 1;
                    push_text(&mut inlines, " ", || self.place(at));
                }
                Event::HardBreak => {
                    self.next += 1;
                    inlines.push(Inline::Break);
                }
                Event::Code(code) => {
                    self.next += 1;
                    inlines.push(Inline::Code(code.into_string()));
                }
                Event::Html(_) | Event::InlineHtml(_) => {
                    self.next += 1;
                    self.raw_html(at);
                }
                _ => self.next += 1,
            }
        }
        inlines
    }

    fn inline(&mut self, tag: Tag<'t>, at: usize) -> Option<Inline> {
        if !self.descend(at) {
            return None;
        }
        let end = tag.to_end();
        let inner = self.inlines(Some(end));
        self.depth -= 1;
        let place = self.place(at);
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(inner)),
            Tag::Strong => Some(Inline::Strong(inner)),
            Tag::Link { dest_url, .. } => {
                let target = target(self.text.context, &dest_url, &place);
                Some(Inline::Link(Link {
                    target,
                    text: inner,
                    place,
                }))
            }
            Tag::Image { dest_url, .. } => {
                let alt = Some(plain_text(&inner)).filter(|alt| !alt.trim().is_empty());
                match CampaignPath::new(&dest_url) {
                    Ok(file) => Some(Inline::Picture(PictureUse { file, alt }, place)),
                    Err(reason) => {
                        self.text.context.error(
                            rules::BAD_VALUE,
                            place,
                            format!("this picture is no file of the folder: {reason}"),
                            "put the picture into media/ and write ![what it shows](media/name.svg)",
                        );
                        None
                    }
                }
            }
            _ => None,
        }
    }

    fn insert(&mut self, kind: CodeBlockKind<'t>, at: usize) -> Option<Insert> {
        let mut toml = String::new();
        let mut start = None;
        while let Some((event, range)) = self.take() {
            match event {
                Event::Text(text) => {
                    start.get_or_insert(range.start);
                    toml.push_str(&text);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let name = match &kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        insert::read(
            self.text,
            &name,
            self.base + start.unwrap_or(at),
            &toml,
            self.place(at),
        )
    }

    fn raw_html(&self, at: usize) {
        self.text.context.error(
            rules::RAW_HTML,
            self.place(at),
            "there is HTML in the text, which is not published",
            "write it in Markdown, or with one of the blocks of the manual",
        );
    }

    /// The heading's words as a slug, with a number when another heading has the same.
    fn anchor(&mut self, words: &str) -> String {
        let mut slug = String::new();
        for character in words.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                slug.push(character);
            } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’') {
                slug.push('-');
            }
        }
        let slug: String = slug.trim_end_matches('-').chars().take(60).collect();
        let slug = if slug.is_empty() {
            "section".to_owned()
        } else {
            slug
        };
        let count = self.anchors.entry(slug.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            slug
        } else {
            format!("{slug}-{count}")
        }
    }
}

/// A picture that stands alone is a block of its own.
fn paragraph(mut words: Vec<Inline>) -> BlockKind {
    if words.len() == 1
        && let Some(Inline::Picture(picture, _)) = words.first()
    {
        return BlockKind::Picture(picture.clone());
    }
    if let Some(Inline::Text(last, _)) = words.last_mut() {
        last.truncate(last.trim_end().len());
    }
    BlockKind::Paragraph(words)
}

fn push_text(inlines: &mut Vec<Inline>, words: &str, place: impl FnOnce() -> crate::Place) {
    match inlines.last_mut() {
        Some(Inline::Text(before, _)) => before.push_str(words),
        _ => inlines.push(Inline::Text(words.to_owned(), place())),
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
