//! What a page's text names: facts, pages, files, statements.

use campaign::markdown::{Block, BlockKind, Inline, Insert, Target};
use campaign::{CampaignPath, FactId, Place, VoiceId};
use std::collections::BTreeSet;

/// Everything that a text names, with the places at which it can be taken out.
#[derive(Debug, Default)]
pub(super) struct Named<'c> {
    pub(super) facts: BTreeSet<&'c FactId>,
    /// Addresses of pages, as a link has them, and where the link begins.
    pub(super) pages: Vec<(&'c str, &'c Place)>,
    /// Files that are offered, and where the link begins.
    pub(super) files: Vec<(&'c CampaignPath, &'c Place)>,
    /// Pictures that stand alone.
    pub(super) pictures: Vec<(&'c CampaignPath, &'c Place)>,
    /// Pictures in a line of text, of which the page shows the words.
    pub(super) words_of_pictures: Vec<(&'c CampaignPath, &'c Place)>,
    pub(super) voices: Vec<(&'c VoiceId, &'c Place)>,
    /// Buttons: where they lead, and where their block begins.
    pub(super) acts: Vec<(&'c Target, &'c Place)>,
}

impl<'c> Named<'c> {
    pub(super) fn by(blocks: &'c [Block]) -> Named<'c> {
        let mut named = Named::default();
        named.blocks(blocks);
        named
    }

    /// The reader bounds how deep blocks stand in each other, so this recursion ends.
    fn blocks(&mut self, blocks: &'c [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => self.inlines(text),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                BlockKind::Quote(inner) => self.blocks(inner),
                BlockKind::Picture(picture) => self.pictures.push((&picture.file, &block.place)),
                BlockKind::Insert(Insert::Voice(id)) => self.voices.push((id, &block.place)),
                BlockKind::Insert(Insert::Act { target, .. }) => self.acts.push((target, &block.place)),
                BlockKind::Insert(_) | BlockKind::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &'c [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Link(link) => {
                    match &link.target {
                        Target::Fact(id) => _ = self.facts.insert(id),
                        Target::Page(address, _) => self.pages.push((address, &link.place)),
                        Target::File(file) => self.files.push((file, &link.place)),
                        _ => {}
                    }
                    self.inlines(&link.text);
                }
                Inline::Picture(picture, place) => self.words_of_pictures.push((&picture.file, place)),
                Inline::Text(..) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }
}
