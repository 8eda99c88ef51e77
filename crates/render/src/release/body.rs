//! The text of a release, from the blocks of its page. Links that leave the paper carry what a reader of paper needs: a
//! fact its number, a service its phone.

use super::{Leads, Part, Run};
use crate::context::Context;
use crate::inserts::voices;
use crate::text::{service_address, shown_number};
use campaign::markdown::{Block, BlockKind, Inline, Insert, Link, PictureUse, Target};
use campaign::{Fact, FactId, HelpService, PageKind, Voice};
use words::Word;

/// Writes blocks, and notes which facts they cite in their order.
pub(super) struct Writer<'c> {
    context: Context<'c>,
    cited: Vec<FactId>,
}

#[derive(Clone, Copy, Default)]
struct Style {
    strong: bool,
    emphasis: bool,
}

impl<'c> Writer<'c> {
    pub(super) fn new(context: Context<'c>) -> Writer<'c> {
        Writer {
            context,
            cited: Vec::new(),
        }
    }

    /// The facts cited so far; the first has the number 1.
    pub(super) fn cited(self) -> Vec<&'c Fact> {
        let campaign = self.context.campaign;
        self.cited.iter().filter_map(|id| campaign.fact(id)).collect()
    }

    /// The reader bounds how deep blocks stand in each other, so this recursion ends.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Part> {
        let mut parts = Vec::new();
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } => parts.push(Part::Heading(self.inlines(text))),
                BlockKind::Paragraph(text) => parts.push(Part::Paragraph(self.inlines(text))),
                BlockKind::List { items, .. } => {
                    let items = items.iter().flat_map(|item| self.item(item)).collect();
                    parts.push(Part::List(items));
                }
                BlockKind::Quote(inner) => {
                    parts.extend(self.blocks(inner).into_iter().map(|part| match part {
                        Part::Paragraph(runs) => Part::Quote(runs),
                        other => other,
                    }));
                }
                // A line across has no words.
                BlockKind::Rule => {}
                BlockKind::Picture(picture) => parts.extend(self.picture(picture).map(Part::Paragraph)),
                BlockKind::Insert(insert) => parts.extend(self.insert(insert)),
            }
        }
        parts
    }

    /// An item of a list; what stands deeper in it follows as items of their own.
    fn item(&mut self, blocks: &[Block]) -> Vec<Vec<Run>> {
        let mut items = Vec::new();
        for part in self.blocks(blocks) {
            match part {
                Part::Heading(runs) | Part::Paragraph(runs) | Part::Quote(runs) => items.push(runs),
                Part::List(inner) => items.extend(inner),
                Part::Facts(notes) => items.extend(notes.into_iter().map(|note| note.text)),
            }
        }
        items
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Vec<Run> {
        let mut runs = Vec::new();
        self.push(inlines, Style::default(), &mut runs);
        runs
    }

    fn push(&mut self, inlines: &[Inline], style: Style, runs: &mut Vec<Run>) {
        let styled = |text: String| Run {
            text,
            strong: style.strong,
            emphasis: style.emphasis,
            leads: None,
        };
        for inline in inlines {
            match inline {
                Inline::Text(words, _) | Inline::Code(words) => runs.push(styled(words.clone())),
                Inline::Emphasis(inner) => {
                    let style = Style {
                        emphasis: true,
                        ..style
                    };
                    self.push(inner, style, runs);
                }
                Inline::Strong(inner) => self.push(
                    inner,
                    Style {
                        strong: true,
                        ..style
                    },
                    runs,
                ),
                Inline::Break => runs.push(styled(" ".to_owned())),
                Inline::Link(link) => self.link(link, style, runs),
                Inline::Picture(picture, _) => {
                    runs.push(styled(picture.alt.clone().unwrap_or_default()));
                }
            }
        }
    }

    fn link(&mut self, link: &Link, style: Style, runs: &mut Vec<Run>) {
        let first = runs.len();
        self.push(&link.text, style, runs);
        let is_wordless = runs.len() == first;
        let (wordless, leads, after) = self.target(&link.target, &runs[first..]);
        if is_wordless && !wordless.is_empty() {
            runs.push(Run {
                text: wordless,
                strong: style.strong,
                emphasis: style.emphasis,
                leads: None,
            });
        }
        for run in &mut runs[first..] {
            run.leads.clone_from(&leads);
        }
        if let Some(after) = after {
            runs.push(Run {
                leads,
                ..Run::plain(after)
            });
        }
    }

    /// What a link without words says, where it leads, and what is said after its words.
    fn target(&mut self, target: &Target, words: &[Run]) -> (String, Option<Leads>, Option<String>) {
        let campaign = self.context.campaign;
        let address = |address: String| Some(Leads::Address(address));
        match target {
            Target::Fact(id) => match campaign.fact(id) {
                Some(fact) => {
                    let number = self.number(id);
                    let leads = Some(Leads::Note(id.clone(), number));
                    (fact.value.clone(), leads, Some(format!(" [{number}]")))
                }
                None => Default::default(),
            },
            Target::Help(id) => match campaign.help_service(id) {
                Some(service) => {
                    let number = shown_number(service);
                    let after = is_new(words, &number).then(|| format!(" ({number})"));
                    (number, address(service_address(service)), after)
                }
                None => Default::default(),
            },
            Target::Text(id) => {
                let service = campaign.help_service(id);
                match service.and_then(|service| service.sms.as_ref()) {
                    Some(sms) => {
                        let number = sms.written().to_owned();
                        let after = is_new(words, &number).then(|| format!(" ({number})"));
                        (number, address(format!("sms:{}", sms.digits())), after)
                    }
                    None => Default::default(),
                }
            }
            Target::Page(page, anchor) => {
                let leads = self.page(page, anchor.as_deref()).map(Leads::Address);
                (String::new(), leads, None)
            }
            // A release has no anchors: it leaves the site.
            Target::Anchor(_) | Target::Broken(_) => Default::default(),
            Target::File(path) => {
                let picture = self.context.pictures.get(path).map(|picture| &picture.address);
                let file = picture.or_else(|| self.context.downloads.get(path));
                let leads = file.map(|file| Leads::Address(self.context.public_of(file)));
                (String::new(), leads, None)
            }
            Target::Web(web) => (web.host().to_owned(), address(web.as_str().to_owned()), None),
        }
    }

    /// The number of a fact, which it keeps.
    fn number(&mut self, id: &FactId) -> usize {
        let known = self.cited.iter().position(|known| known == id);
        let at = known.unwrap_or_else(|| {
            self.cited.push(id.clone());
            self.cited.len() - 1
        });
        at + 1
    }

    /// The whole address of a page of the campaign, when it is due: one that is not is named nowhere.
    fn page(&self, page: &str, anchor: Option<&str>) -> Option<String> {
        let here = crate::text::Writer::new(self.context).page_address(page, anchor)?;
        let home = self.context.home();
        Some(self.context.public(here.strip_prefix(&home)?))
    }

    fn picture(&self, picture: &PictureUse) -> Option<Vec<Run>> {
        let file = self.context.pictures.get(&picture.file)?;
        let described = self.context.campaign.media(&picture.file);
        let alt = picture
            .alt
            .clone()
            .or_else(|| Some(described?.alt.clone()))
            .unwrap_or_default();
        let words = self.context.words;
        let label = words.fill(Word::ReleasePicture, &[("alt", &alt)]);
        Some(vec![Run::link(label, self.context.public_of(&file.address))])
    }

    /// What the campaign's data fills in. What is a page of its own is a link here.
    fn insert(&mut self, insert: &Insert) -> Vec<Part> {
        let context = self.context;
        let campaign = context.campaign;
        match insert {
            Insert::Voice(id) => voices::with_approval(&context)
                .filter(|voice| voice.id == *id)
                .map(|voice| statement(&context, voice))
                .collect(),
            Insert::Message(text) => vec![Part::Quote(vec![Run::plain(text.clone())])],
            Insert::Danger => vec![Part::Paragraph(vec![Run::strong(
                context.words.get(Word::DangerRing),
            )])],
            Insert::Act { .. } if context.is_finished() => Vec::new(),
            Insert::Act { label, target } => {
                let (_, leads, _) = self.target(target, &[]);
                let run = Run {
                    leads,
                    ..Run::plain(label.clone())
                };
                vec![Part::Paragraph(vec![run])]
            }
            Insert::Help { audience, services } => {
                let is_meant = |service: &&HelpService| {
                    if services.is_empty() {
                        audience.as_ref().is_none_or(|audience| service.serves(audience))
                    } else {
                        services.contains(&service.id)
                    }
                };
                let meant = campaign.help.iter().filter(is_meant);
                vec![Part::List(
                    meant
                        .map(|service| super::notes::service(&context, service))
                        .collect(),
                )]
            }
            Insert::Signs(noticer) => {
                let is_theirs = |sign: &&campaign::Sign| {
                    noticer
                        .as_ref()
                        .is_none_or(|noticer| sign.noticed_by.contains(noticer))
                };
                let signs = campaign.signs.signs.iter().filter(is_theirs);
                vec![Part::List(
                    signs.map(|sign| vec![Run::plain(sign.text.clone())]).collect(),
                )]
            }
            Insert::Facts => {
                for fact in &campaign.facts {
                    self.number(&fact.id);
                }
                Vec::new()
            }
            Insert::Coverage => {
                let reports = campaign.coverage.iter().map(|report| {
                    let date = context.words.date(report.date);
                    vec![
                        Run::link(report.headline.clone(), report.url.as_str()),
                        Run::plain(format!(", {}, {date}", report.publication)),
                    ]
                });
                vec![Part::List(reports.collect())]
            }
            Insert::Chain => self.leads_to(&PageKind::Chain),
            Insert::Doors => self.leads_to(&PageKind::Doors),
            Insert::Tell => self.leads_to(&PageKind::Tell),
        }
    }

    fn leads_to(&self, kind: &PageKind) -> Vec<Part> {
        let page = self.context.due_page(kind);
        let run = page.map(|page| Run::link(page.title.value.clone(), self.context.public(&kind.address())));
        run.map(|run| Part::Paragraph(vec![run])).into_iter().collect()
    }
}

/// Whether words do not say a number or host already.
fn is_new(words: &[Run], said: &str) -> bool {
    let all: String = words.iter().map(|run| run.text.as_str()).collect();
    !all.is_empty() && !all.contains(said)
}

/// A statement, who made it, and that nobody did in a worked example.
fn statement(context: &Context<'_>, voice: &Voice) -> Part {
    let words = context.words;
    let is_example = context.campaign.about.worked_example;
    let mut by = String::new();
    if let Some(name) = voice.name.as_deref().filter(|_| !is_example) {
        by.push_str(name);
        by.push_str(", ");
    }
    by.push_str(&voice.office);
    let mut runs = vec![
        Run::plain(format!("“{}” ", voice.statement)),
        Run::strong(format!("{by}.")),
    ];
    if is_example {
        runs.push(Run::plain(format!(" {}", words.get(Word::VoiceExample))));
    }
    Part::Quote(runs)
}
