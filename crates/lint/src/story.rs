//! Texts that a reader takes in together: a section of a page, or one entry of a table. What is harmless by itself may
//! not be harmless here.

use crate::rule::Subject;
use crate::text::{Kind, Piece};
use campaign::{Campaign, Page};
use std::collections::BTreeMap;

/// Texts that are read together.
pub(crate) struct Story<'s, 'c> {
    pub(crate) pieces: Vec<&'s Piece<'c>>,
    /// The page that they stand on.
    pub(crate) page: Option<&'c Page>,
}

/// Every text once, in order: the entries of tables, the sections of pages. A page's title and first section are one.
pub(crate) fn stories<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Story<'s, 'c>> {
    grouped(subject, true)
}

/// The same with each page whole.
pub(crate) fn whole_pages<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Story<'s, 'c>> {
    grouped(subject, false)
}

fn grouped<'s, 'c>(subject: &'s Subject<'c>, by_section: bool) -> Vec<Story<'s, 'c>> {
    let pages = pages(subject.campaign);
    let mut stories: Vec<Story<'s, 'c>> = Vec::new();
    for piece in &subject.pieces {
        let page = pages.get(piece.place().file.as_str()).copied();
        let goes_on = stories
            .last()
            .is_some_and(|story| match (page, story.pieces.last()) {
                (Some(_), Some(last)) => {
                    let opens_section = by_section && piece.kind == Kind::Heading;
                    last.place().file == piece.place().file && !opens_section
                }
                (None, Some(last)) => last.place() == piece.place(),
                (_, None) => false,
            });
        match stories.last_mut().filter(|_| goes_on) {
            Some(story) => story.pieces.push(piece),
            None => stories.push(Story {
                pieces: vec![piece],
                page,
            }),
        }
    }
    stories
}

fn pages(campaign: &Campaign) -> BTreeMap<&str, &Page> {
    let pages = campaign.pages.iter();
    pages.map(|page| (page.file.as_str(), page)).collect()
}
