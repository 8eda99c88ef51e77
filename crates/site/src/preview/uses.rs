//! What a page is made of: its files, its pictures, the facts and help services that it cites. A finding in one of them
//! stands on the page.

use campaign::markdown::{Block, BlockKind, Inline, Insert, PictureUse, Target};
use campaign::{Campaign, CampaignPath, Diagnostic, FactId, HelpId, Page, PageKind, page_kind};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a page is made of.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Whole files.
    files: BTreeSet<String>,
    /// Some lines of a file.
    lines: Vec<(&'static str, Range<u32>)>,
}

/// The kinds of page that are shown at an address of the site, whether their files can be read or not.
pub(super) fn kinds_at(campaign: &Campaign, address: &str) -> Vec<PageKind> {
    let files = campaign.files.keys().filter_map(page_kind);
    files
        .filter(|kind| super::address(campaign, kind).split('#').next() == Some(address))
        .collect()
}

impl Uses {
    /// What the page at an address of the site is made of. The home answers for what belongs to no page.
    pub(super) fn of(campaign: &Campaign, address: &str) -> Uses {
        let mut uses = Uses::default();
        let kinds = kinds_at(campaign, address);
        for file in campaign.files.keys() {
            if page_kind(file).is_some_and(|kind| kinds.contains(&kind)) {
                uses.whole(file.as_str());
            }
        }
        for poster in &campaign.posters {
            let kind = PageKind::Poster(poster.id.clone());
            if super::address(campaign, &kind) == address {
                uses.whole(&format!("posters/{}.toml", poster.id));
            }
        }
        if address == super::home(campaign) {
            uses.whole("campaign.toml");
            uses.whole("theme/theme.toml");
        }
        let mut cited = Cited::default();
        for page in campaign.pages.iter().filter(|page| kinds.contains(&page.kind)) {
            cited.page(page);
        }
        for file in &cited.files {
            uses.whole(file);
        }
        let placed = |file, items: Vec<(u32, bool)>| ranges(file, items);
        uses.lines.extend(placed(
            "facts.toml",
            lines_of(&campaign.facts, |fact| {
                (fact.place.line, cited.facts.contains(&fact.id))
            }),
        ));
        uses.lines.extend(placed(
            "help.toml",
            lines_of(&campaign.help, |service| {
                (service.place.line, cited.help.contains(&service.id))
            }),
        ));
        uses.lines.extend(placed(
            "media/media.toml",
            lines_of(&campaign.media, |media| {
                (media.place.line, cited.files.contains(media.file.as_str()))
            }),
        ));
        uses
    }

    /// Whether a finding is about what the page is made of.
    pub(super) fn concern(&self, finding: &Diagnostic) -> bool {
        let place = &finding.place;
        self.files.contains(&place.file)
            || self
                .lines
                .iter()
                .any(|(file, lines)| *file == place.file && lines.contains(&place.line))
    }

    /// Whether the page is made of this file, or of a part of it.
    pub(super) fn has_some_of(&self, file: &str) -> bool {
        self.files.contains(file) || self.lines.iter().any(|(known, _)| *known == file)
    }

    fn whole(&mut self, file: &str) {
        self.files.insert(file.to_owned());
    }
}

fn lines_of<T>(items: &[T], line: impl Fn(&T) -> (u32, bool)) -> Vec<(u32, bool)> {
    items.iter().map(line).collect()
}

/// The lines of the entries that are cited: each goes to the line before the next.
fn ranges(file: &'static str, mut entries: Vec<(u32, bool)>) -> Vec<(&'static str, Range<u32>)> {
    entries.sort_unstable();
    let ends = entries.iter().skip(1).map(|(line, _)| *line).chain([u32::MAX]);
    let ranges: Vec<_> = entries
        .iter()
        .zip(ends)
        .filter(|((_, is_cited), _)| *is_cited)
        .map(|((from, _), to)| (file, *from..to))
        .collect();
    ranges
}

/// What a page's text names.
#[derive(Debug, Default)]
struct Cited {
    facts: BTreeSet<FactId>,
    help: BTreeSet<HelpId>,
    files: BTreeSet<String>,
}

impl Cited {
    fn page(&mut self, page: &Page) {
        self.help.extend(page.help.iter().map(|at| at.value.clone()));
        for picture in page.picture.iter().chain(&page.picture_tall) {
            self.file(&picture.value);
        }
        self.blocks(&page.blocks);
    }

    fn file(&mut self, file: &CampaignPath) {
        self.files.insert(file.to_string());
    }

    fn picture(&mut self, picture: &PictureUse) {
        self.file(&picture.file);
    }

    /// The reader bounds how deep blocks stand in each other, so this recursion ends.
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => self.inlines(text),
                BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                BlockKind::Quote(inner) => self.blocks(inner),
                BlockKind::Picture(picture) => self.picture(picture),
                BlockKind::Insert(insert) => self.insert(insert),
                BlockKind::Rule => {}
            }
        }
    }

    fn insert(&mut self, insert: &Insert) {
        // A block that shows a whole table is made of the whole file.
        let file = match insert {
            Insert::Signs(_) => "signs.toml",
            Insert::Voice(_) => "voices.toml",
            Insert::Coverage => "coverage.toml",
            Insert::Facts => "facts.toml",
            Insert::Help { services, .. } if services.is_empty() => "help.toml",
            Insert::Help { services, .. } => {
                self.help.extend(services.iter().cloned());
                return;
            }
            _ => return,
        };
        self.files.insert(file.to_owned());
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Picture(picture, _) => self.picture(picture),
                Inline::Link(link) => {
                    match &link.target {
                        Target::Fact(id) => _ = self.facts.insert(id.clone()),
                        Target::Help(id) | Target::Text(id) => _ = self.help.insert(id.clone()),
                        Target::File(file) => self.file(file),
                        _ => {}
                    }
                    self.inlines(&link.text);
                }
                Inline::Text(..) | Inline::Code(_) | Inline::Break => {}
            }
        }
    }
}
