//! The texts of a page's blocks.

use super::{Kind, Raw};
use campaign::markdown::{Block, BlockKind, Inline, Insert, Target};
use campaign::{Campaign, Place};
use std::borrow::Cow;

pub(super) fn blocks<'c>(campaign: &'c Campaign, blocks: &'c [Block], pieces: &mut Vec<Raw<'c>>) {
    for block in blocks {
        let place = &block.place;
        match &block.kind {
            BlockKind::Heading { text, .. } => pieces.push(inlines(campaign, Kind::Heading, text, place)),
            BlockKind::Paragraph(text) => pieces.push(inlines(campaign, Kind::Copy, text, place)),
            BlockKind::List { items, .. } => {
                for item in items {
                    self::blocks(campaign, item, pieces);
                }
            }
            BlockKind::Quote(inner) => self::blocks(campaign, inner, pieces),
            BlockKind::Picture(picture) => {
                pieces.extend(picture.alt.as_deref().map(|alt| Raw::new(Kind::Alt, alt, place)));
            }
            BlockKind::Insert(Insert::Act { label, .. }) => {
                pieces.push(Raw::new(Kind::Copy, label, place));
            }
            BlockKind::Insert(Insert::Message(text)) => pieces.push(Raw::new(Kind::Copy, text, place)),
            BlockKind::Insert(_) | BlockKind::Rule => {}
        }
    }
}

fn inlines<'c>(campaign: &'c Campaign, kind: Kind, inlines: &'c [Inline], place: &'c Place) -> Raw<'c> {
    let mut gathered = Gathered {
        campaign,
        words: String::new(),
        piece: Raw {
            can_cite: true,
            ..Raw::new(kind, "", place)
        },
    };
    gathered.push(inlines);
    Raw {
        words: Cow::Owned(gathered.words),
        ..gathered.piece
    }
}

struct Gathered<'c> {
    campaign: &'c Campaign,
    words: String,
    piece: Raw<'c>,
}

impl<'c> Gathered<'c> {
    fn push(&mut self, inlines: &'c [Inline]) {
        for inline in inlines {
            let start = self.words.len();
            match inline {
                Inline::Text(words, place) => {
                    self.piece.starts.push((start, place));
                    self.words.push_str(words);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.push(inner),
                Inline::Code(code) => {
                    self.words.push_str(code);
                    self.piece.exempt.push(start..self.words.len());
                }
                Inline::Break => self.words.push(' '),
                Inline::Picture(picture, place) => {
                    self.piece.starts.push((start, place));
                    self.words.push_str(picture.alt.as_deref().unwrap_or(""));
                }
                Inline::Link(link) => {
                    self.piece.starts.push((start, &link.place));
                    self.push(&link.text);
                    self.printed(&link.target, start);
                    let range = start..self.words.len();
                    match link.target {
                        Target::Fact(_) => self.piece.cited.push(range),
                        Target::Help(_) | Target::Text(_) => self.piece.exempt.push(range),
                        _ => {}
                    }
                }
            }
        }
    }

    /// What a link without words prints.
    fn printed(&mut self, target: &Target, start: usize) {
        if self.words.len() > start {
            return;
        }
        let words = match target {
            Target::Fact(id) => self.campaign.fact(id).map(|fact| fact.value.as_str()),
            Target::Help(id) => self
                .campaign
                .help_service(id)
                .and_then(|service| service.phone.as_ref())
                .map(campaign::PhoneNumber::written),
            Target::Text(id) => self
                .campaign
                .help_service(id)
                .and_then(|service| service.sms.as_ref())
                .map(campaign::PhoneNumber::written),
            _ => None,
        };
        self.words.push_str(words.unwrap_or(""));
    }
}
