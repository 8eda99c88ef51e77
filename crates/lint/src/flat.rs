//! The blocks, links and pictures of a page, whatever they stand in.

use campaign::Place;
use campaign::markdown::{Block, BlockKind, Inline, Link, PictureUse};

/// Every block, outer before inner, in reading order.
pub(crate) fn all_blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut all = Vec::new();
    for block in blocks {
        all.push(block);
        match &block.kind {
            BlockKind::Quote(inner) => all.extend(all_blocks(inner)),
            BlockKind::List { items, .. } => all.extend(items.iter().flat_map(|item| all_blocks(item))),
            _ => {}
        }
    }
    all
}

/// Every inline, outer before inner, in reading order.
fn all_inlines(blocks: &[Block]) -> Vec<&Inline> {
    let mut all = Vec::new();
    for block in all_blocks(blocks) {
        if let BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) = &block.kind {
            push(text, &mut all);
        }
    }
    all
}

fn push<'c>(inlines: &'c [Inline], all: &mut Vec<&'c Inline>) {
    for inline in inlines {
        all.push(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => push(inner, all),
            Inline::Link(link) => push(&link.text, all),
            _ => {}
        }
    }
}

/// Every link of the text.
pub(crate) fn links(blocks: &[Block]) -> impl Iterator<Item = &Link> {
    all_inlines(blocks).into_iter().filter_map(|inline| match inline {
        Inline::Link(link) => Some(link),
        _ => None,
    })
}

/// Every picture that stands by itself.
pub(crate) fn pictures(blocks: &[Block]) -> impl Iterator<Item = (&PictureUse, &Place)> {
    all_blocks(blocks)
        .into_iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Picture(picture) => Some((picture, &block.place)),
            _ => None,
        })
}

/// Every picture inside a line of text.
pub(crate) fn pictures_in_lines(blocks: &[Block]) -> impl Iterator<Item = (&PictureUse, &Place)> {
    all_inlines(blocks).into_iter().filter_map(|inline| match inline {
        Inline::Picture(picture, place) => Some((picture, place)),
        _ => None,
    })
}
