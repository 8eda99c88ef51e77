//! Pages of the campaign as sheets: a lesson, notes for an evening.

use super::super::kit::Kit;
use super::super::sheet::{Part, Run, Sheet};
use super::help;
use campaign::markdown::{Block, BlockKind, Inline, Insert, Link, Target};
use campaign::{Fact, HelpService, NoticerId, Page, Sector};
use words::Word;

/// The pages of a sector's sheets that are due.
pub(super) fn of_sector<'k>(kit: &Kit<'k>, sector: &'k Sector) -> impl Iterator<Item = &'k Page> {
    let pages = &kit.kept.pages;
    sector.sheets.iter().filter_map(|sheet| {
        let address = format!("{}/", sheet.trim_matches('/'));
        let (page, _) = pages.iter().find(|(page, _)| page.kind.address() == address)?;
        Some(*page)
    })
}

/// Each page once, in the order in which sectors name them.
pub(super) fn sheets(kit: &Kit<'_>) -> Vec<Sheet> {
    let mut pages: Vec<&Page> = Vec::new();
    for sector in kit.sectors() {
        for page in of_sector(kit, sector) {
            if !pages.iter().any(|known| known.kind == page.kind) {
                pages.push(page);
            }
        }
    }
    pages.into_iter().map(|page| sheet(kit, page)).collect()
}

fn sheet(kit: &Kit<'_>, page: &Page) -> Sheet {
    let address = page.kind.address();
    let name = address.trim_matches('/').replace('/', "-");
    let mut sheet = Sheet::new(format!("sheets/{name}"), page.title.value.clone());
    let mut writer = Writer {
        kit,
        facts: Vec::new(),
    };
    sheet.parts.extend(page.content_note.clone().map(Part::Note));
    if page.composite {
        sheet.parts.push(Part::Note(kit.say(Word::Composite)));
    }
    sheet.parts.extend(writer.blocks(&page.blocks));
    let facts = writer.facts;
    let services: Vec<&HelpService> = page
        .help
        .iter()
        .filter_map(|id| kit.campaign().help_service(&id.value))
        .collect();
    if !services.is_empty() {
        sheet.heading(kit.say(Word::ToolkitHelp));
        sheet.parts.push(help::table(kit, services.into_iter()));
    }
    if !facts.is_empty() {
        sheet.heading(kit.say(Word::ToolkitSources));
        sheet.list(facts.into_iter().map(|fact| kit.fact_line(fact)));
    }
    let address = kit.context.public(&address);
    sheet.parts.push(Part::Rule);
    sheet.text(kit.fill(Word::ToolkitSheetAddress, &[("address", &address)]));
    sheet
}

/// Writes blocks and notes which facts they cite.
struct Writer<'w, 'k> {
    kit: &'w Kit<'k>,
    facts: Vec<&'k Fact>,
}

impl<'k> Writer<'_, 'k> {
    /// The reader bounds how deep blocks stand in each other, so this recursion ends.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Part> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Vec<Part> {
        match &block.kind {
            BlockKind::Heading { level, text, .. } => {
                let words = self.runs(text).into_iter().map(|run| match run {
                    Run::Words(words) | Run::Strong(words) | Run::Emphasis(words) | Run::Link(words, _) => {
                        words
                    }
                });
                vec![Part::Heading((*level).max(2), words.collect())]
            }
            BlockKind::Paragraph(text) => vec![Part::Text(self.runs(text))],
            BlockKind::List { numbered_from, items } => vec![Part::List {
                numbered_from: *numbered_from,
                items: items.iter().map(|item| self.blocks(item)).collect(),
            }],
            BlockKind::Quote(inner) => vec![Part::Quote(self.blocks(inner))],
            BlockKind::Rule => vec![Part::Rule],
            BlockKind::Picture(picture) => {
                let described = self.kit.campaign().media(&picture.file);
                let alt = picture
                    .alt
                    .as_deref()
                    .or(described.map(|media| media.alt.as_str()))
                    .filter(|alt| !alt.is_empty() && self.kit.kept.has_file(&picture.file));
                alt.map(|alt| Part::Note(self.kit.fill(Word::ToolkitPicture, &[("alt", alt)])))
                    .into_iter()
                    .collect()
            }
            BlockKind::Insert(insert) => self.insert(insert),
        }
    }

    /// What the campaign's data fills in, as far as it can stand on paper.
    fn insert(&mut self, insert: &Insert) -> Vec<Part> {
        let kit = self.kit;
        let campaign = kit.campaign();
        match insert {
            Insert::Danger => vec![
                Part::Heading(2, kit.say(Word::DangerHeading)),
                Part::Note(kit.say(Word::DangerRing)),
                Part::Text(vec![Run::Words(kit.say(Word::DangerSilent))]),
            ],
            Insert::Help { audience, services } => {
                let is_meant = |service: &&HelpService| {
                    if !services.is_empty() {
                        return services.contains(&service.id);
                    }
                    audience.as_ref().is_none_or(|audience| service.serves(audience))
                };
                vec![help::table(kit, campaign.help.iter().filter(is_meant))]
            }
            Insert::Tell => vec![help::table(
                kit,
                campaign.help.iter().filter(|service| !service.emergency),
            )],
            Insert::Signs(only) => self.signs(only.as_ref()),
            Insert::Voice(id) => {
                let voice = kit.kept.voices.iter().find(|voice| voice.id == *id);
                voice
                    .map(|voice| {
                        let said = Part::Text(vec![Run::Words(voice.statement.clone())]);
                        let office = Part::Text(vec![Run::Emphasis(voice.office.clone())]);
                        Part::Quote(vec![said, office])
                    })
                    .into_iter()
                    .collect()
            }
            Insert::Act { label, target } => {
                let address = match target {
                    Target::Page(page, _) if kit.kept.leads_somewhere(page) => kit.address(page),
                    Target::Web(address) => address.as_str().to_owned(),
                    _ => return Vec::new(),
                };
                vec![Part::Text(vec![Run::Link(label.clone(), address)])]
            }
            Insert::Message(text) => vec![Part::Quote(vec![Part::Text(vec![Run::Words(text.clone())])])],
            Insert::Facts => kit
                .kept
                .facts
                .iter()
                .map(|fact| Part::Text(vec![Run::Words(kit.fact_line(fact))]))
                .collect(),
            // They are pages of their own, and not for paper.
            Insert::Chain | Insert::Doors | Insert::Coverage => Vec::new(),
        }
    }

    fn signs(&mut self, only: Option<&NoticerId>) -> Vec<Part> {
        let signs = &self.kit.campaign().signs;
        let mut parts = vec![Part::Note(self.kit.say(Word::SignsProveNothing))];
        for noticer in signs
            .noticers
            .iter()
            .filter(|noticer| only.is_none_or(|only| noticer.id == *only))
        {
            parts.push(Part::Heading(2, noticer.name.clone()));
            let theirs = signs
                .signs
                .iter()
                .filter(|sign| sign.noticed_by.contains(&noticer.id));
            let items = theirs.map(|sign| vec![Part::Text(vec![Run::Words(sign.text.clone())])]);
            parts.push(Part::List {
                numbered_from: None,
                items: items.collect(),
            });
            parts.push(Part::Text(vec![Run::Words(noticer.next.clone())]));
        }
        parts
    }

    fn runs(&mut self, inlines: &[Inline]) -> Vec<Run> {
        inlines.iter().map(|inline| self.run(inline)).collect()
    }

    fn words(&mut self, inlines: &[Inline]) -> String {
        self.runs(inlines)
            .into_iter()
            .map(|run| match run {
                Run::Words(words) | Run::Strong(words) | Run::Emphasis(words) => words,
                Run::Link(words, address) if words.is_empty() => address,
                Run::Link(words, _) => words,
            })
            .collect()
    }

    fn run(&mut self, inline: &Inline) -> Run {
        match inline {
            Inline::Text(words, _) | Inline::Code(words) => Run::Words(words.clone()),
            Inline::Emphasis(inner) => Run::Emphasis(self.words(inner)),
            Inline::Strong(inner) => Run::Strong(self.words(inner)),
            Inline::Break => Run::Words("\n".to_owned()),
            Inline::Picture(picture, _) => Run::Words(picture.alt.clone().unwrap_or_default()),
            Inline::Link(link) => self.link(link),
        }
    }

    fn link(&mut self, link: &Link) -> Run {
        let words = self.words(&link.text);
        let campaign = self.kit.campaign();
        match &link.target {
            Target::Fact(id) => {
                let Some(fact) = campaign.fact(id) else {
                    return Run::Words(words);
                };
                if !self.facts.iter().any(|known| known.id == fact.id) {
                    self.facts.push(fact);
                }
                Run::Words(if words.is_empty() {
                    fact.value.clone()
                } else {
                    words
                })
            }
            Target::Help(id) | Target::Text(id) => {
                let Some(service) = campaign.help_service(id) else {
                    return Run::Words(words);
                };
                let numbers = help::numbers(self.kit, service);
                // On paper a number must be there to read.
                let shown = if words.is_empty() || numbers.contains(&words) {
                    match (&link.target, &service.phone, &service.sms) {
                        (Target::Text(_), _, Some(number)) | (_, Some(number), _) => {
                            number.written().to_owned()
                        }
                        _ => numbers,
                    }
                } else {
                    format!("{words} ({numbers})")
                };
                Run::Words(shown)
            }
            Target::Page(page, anchor) => {
                if !self.kit.kept.leads_somewhere(page) {
                    return Run::Words(words);
                }
                let anchor = anchor
                    .as_ref()
                    .map(|anchor| format!("#{anchor}"))
                    .unwrap_or_default();
                Run::Link(words, format!("{}{anchor}", self.kit.address(page)))
            }
            Target::Web(address) => {
                let words = if words.is_empty() {
                    address.host().to_owned()
                } else {
                    words
                };
                Run::Link(words, address.as_str().to_owned())
            }
            Target::File(file) if self.kit.kept.has_file(file) => Run::Link(words, format!("../../{file}")),
            Target::File(_) | Target::Anchor(_) | Target::Broken(_) => Run::Words(words),
        }
    }
}
