//! Items: what partners sign off one by one.

use super::encode::Encoder;
use super::{ContentHash, ItemHash};
use crate::hours::OpeningHours;
use crate::markdown::{Block, BlockKind, Inline, Insert, PictureUse, Target};
use crate::model::{
    At, Campaign, Fact, HelpService, Message, Myth, Page, Palette, Partner, Post, Poster, ReadyCopy, Sector,
    Voice,
};
use crate::path::CampaignPath;
use std::collections::BTreeMap;
use std::fmt;

/// Which item: a page (doors and links of the chain are pages), a poster, a post, a voice, a film, a part of the toolkit, or
/// the theme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemId {
    /// A page, by its file.
    Page(CampaignPath),
    /// A poster, by its id.
    Poster(Box<str>),
    /// A post, by its id.
    Post(Box<str>),
    /// A statement, by its id.
    Voice(Box<str>),
    /// A message of the toolkit, by its id.
    Message(Box<str>),
    /// A myth of the toolkit, by its id.
    Myth(Box<str>),
    /// A ready text of the toolkit, by its id.
    Copy(Box<str>),
    /// A sector of the toolkit, by its id.
    Sector(Box<str>),
    /// A film, by its file.
    Film(CampaignPath),
    /// The colours, in which every other item appears, and the sizes of cards.
    Theme,
    /// The registered study.
    Evaluation,
}

impl fmt::Display for ItemId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ItemId::Page(file) => write!(formatter, "{file}"),
            ItemId::Poster(id) => write!(formatter, "poster {id}"),
            ItemId::Post(id) => write!(formatter, "post {id}"),
            ItemId::Voice(id) => write!(formatter, "voice {id}"),
            ItemId::Message(id) => write!(formatter, "message {id}"),
            ItemId::Myth(id) => write!(formatter, "myth {id}"),
            ItemId::Copy(id) => write!(formatter, "copy {id}"),
            ItemId::Sector(id) => write!(formatter, "sector {id}"),
            ItemId::Film(file) => write!(formatter, "{file}"),
            ItemId::Theme => formatter.write_str("theme"),
            ItemId::Evaluation => formatter.write_str("evaluation"),
        }
    }
}

/// The hash of every item. `media` are the hashes of the published bytes of `media/`; a file without one counts as
/// absent.
pub fn item_hashes(
    campaign: &Campaign,
    media: &BTreeMap<CampaignPath, ContentHash>,
) -> BTreeMap<ItemId, ItemHash> {
    let items = Items { campaign, media };
    let mut hashes = BTreeMap::new();
    let mut put = |id: ItemId, encoder: Encoder| hashes.insert(id, ItemHash(encoder.finish()));
    for page in &campaign.pages {
        put(ItemId::Page(page.file.clone()), items.page(page));
    }
    for poster in &campaign.posters {
        put(ItemId::Poster(poster.id.as_str().into()), items.poster(poster));
    }
    for post in &campaign.posts {
        put(ItemId::Post(post.id.as_str().into()), items.post(post));
    }
    for voice in &campaign.voices {
        put(
            ItemId::Voice(voice.id.as_str().into()),
            items.voice(start("voice"), voice),
        );
    }
    for message in &campaign.toolkit.messages {
        put(
            ItemId::Message(message.id.as_str().into()),
            items.message(message),
        );
    }
    for myth in &campaign.toolkit.myths {
        put(ItemId::Myth(myth.id.as_str().into()), items.myth(myth));
    }
    for copy in &campaign.toolkit.copies {
        put(ItemId::Copy(copy.id.as_str().into()), items.copy(copy));
    }
    for sector in &campaign.toolkit.sectors {
        put(ItemId::Sector(sector.id.as_str().into()), items.sector(sector));
    }
    for film in campaign
        .media
        .iter()
        .filter(|media| media.captions.is_some() || media.transcript.is_some())
    {
        let encoder = items.file(start("film"), &film.file).text(&film.alt);
        let encoder = film
            .captions
            .iter()
            .chain(&film.transcript)
            .chain(&film.description)
            .chain(&film.still)
            .fold(encoder, |e, file| items.file(e, file));
        put(ItemId::Film(film.file.clone()), encoder);
    }
    put(ItemId::Theme, theme(campaign));
    if let Some(evaluation) = &campaign.evaluation {
        put(
            ItemId::Evaluation,
            super::study::encode(start("evaluation"), evaluation),
        );
    }
    hashes
}

fn start(kind: &str) -> Encoder {
    Encoder::new("hueandcry item 1").text(kind)
}

fn texts(encoder: Encoder, texts: &[At<String>]) -> Encoder {
    texts
        .iter()
        .fold(encoder.count(texts.len()), |encoder, text| encoder.text(text))
}

struct Items<'c> {
    campaign: &'c Campaign,
    media: &'c BTreeMap<CampaignPath, ContentHash>,
}

impl Items<'_> {
    fn page(&self, page: &Page) -> Encoder {
        let mut encoder = start("page")
            .text(&page.kind.address())
            .text(&page.title)
            .optional(page.description.as_deref())
            .flag(page.hard_hitting)
            .optional(page.content_note.as_deref())
            .optional(page.act.as_deref())
            .flag(page.composite)
            .optional(page.not_before.map(|at| at.to_string()).as_deref())
            .optional(page.not_after.map(|at| at.to_string()).as_deref());
        for picture in page.picture.iter().chain(&page.picture_tall) {
            encoder = self.picture(encoder, &picture.value, None);
        }
        encoder = encoder.count(page.audience.len());
        for audience in &page.audience {
            encoder = encoder.text(audience.as_str());
        }
        encoder = encoder.count(page.help.len());
        for help in &page.help {
            encoder = self.service(encoder, help.as_str());
        }
        self.blocks(encoder, &page.blocks)
    }

    fn poster(&self, poster: &Poster) -> Encoder {
        let mut encoder = start("poster")
            .text(&poster.headline)
            .text(&poster.act)
            .text(poster.layout.name())
            .text(&poster.page);
        encoder = texts(encoder, &poster.points);
        encoder = encoder.count(poster.formats.len());
        for format in &poster.formats {
            encoder = encoder.text(format.name());
        }
        encoder = match &poster.picture {
            Some(picture) => self.picture(encoder.flag(true), picture, None),
            None => encoder.flag(false),
        };
        encoder = encoder.count(poster.help.len());
        for help in &poster.help {
            encoder = self.service(encoder, help.as_str());
        }
        encoder = match &poster.back {
            Some(back) => texts(encoder.flag(true).text(&back.heading), &back.points),
            None => encoder.flag(false),
        };
        let partners = &self.campaign.about.partners;
        let carried = |partner: &&Partner| {
            poster.marks.is_empty() || poster.marks.iter().any(|mark| mark.value == partner.id)
        };
        for partner in partners.iter().filter(carried) {
            encoder = encoder.text(&partner.name);
            if let Some(mark) = &partner.mark {
                encoder = self.picture(encoder, mark, None);
            }
        }
        encoder
    }

    fn post(&self, post: &Post) -> Encoder {
        let encoder = start("post")
            .text(&post.channel)
            .text(&post.at.to_string())
            .text(&post.copy)
            .text(post.audience.as_str());
        let encoder = match &post.picture {
            Some(picture) => self.picture(encoder, picture, None),
            None => encoder,
        };
        match &post.card {
            Some(card) => encoder.text("card").text(card),
            None => encoder,
        }
    }

    fn message(&self, message: &Message) -> Encoder {
        let audience = message.audience.as_ref().map(|id| id.as_str());
        let encoder = start("message").text(&message.text).optional(audience);
        match &message.fact {
            Some(fact) => self.fact(encoder, fact.as_str()),
            None => encoder,
        }
    }

    fn myth(&self, myth: &Myth) -> Encoder {
        let encoder = start("myth").text(&myth.myth).text(&myth.instead);
        match &myth.fact {
            Some(fact) => self.fact(encoder, fact.as_str()),
            None => encoder,
        }
    }

    fn copy(&self, copy: &ReadyCopy) -> Encoder {
        let encoder = start("copy")
            .text(&copy.channel)
            .text(&copy.text)
            .text(&copy.page)
            .optional(copy.audience.as_ref().map(|id| id.as_str()))
            .count(copy.sectors.len());
        copy.sectors
            .iter()
            .fold(encoder, |encoder, id| encoder.text(id.as_str()))
    }

    /// Which posters, messages, signs and sheets a sector is given; what they show is theirs.
    fn sector(&self, sector: &Sector) -> Encoder {
        let mut encoder = start("sector")
            .text(&sector.name)
            .text(&sector.who)
            .text(&sector.note);
        let given: [Vec<&str>; 4] = [
            sector
                .posters
                .iter()
                .flatten()
                .map(|id| id.value.as_str())
                .collect(),
            sector.messages.iter().map(|id| id.as_str()).collect(),
            sector.noticers.iter().map(|id| id.as_str()).collect(),
            sector.sheets.iter().map(|page| page.value.as_str()).collect(),
        ];
        for ids in given {
            encoder = ids
                .iter()
                .fold(encoder.count(ids.len()), |encoder, id| encoder.text(id));
        }
        // A list of none is another thing than no list, which means all.
        match &sector.posters {
            Some(posters) if posters.is_empty() => encoder.text("no posters"),
            _ => encoder,
        }
    }

    fn voice(&self, encoder: Encoder, voice: &Voice) -> Encoder {
        encoder
            .text(&voice.office)
            .text(&voice.statement)
            .optional(voice.name.as_deref())
    }

    fn file(&self, encoder: Encoder, path: &CampaignPath) -> Encoder {
        match self.media.get(path) {
            Some(hash) => encoder.flag(true).bytes(hash.bytes()),
            None => encoder.flag(false),
        }
    }

    fn picture(&self, encoder: Encoder, path: &CampaignPath, own_alt: Option<&str>) -> Encoder {
        let media = self.campaign.media(path);
        let described = media.map(|media| media.alt.as_str());
        let encoder = self.file(encoder, path).optional(own_alt.or(described));
        match media.and_then(|media| media.focus) {
            Some(focus) => encoder.text("focus").text(&focus.to_string()),
            None => encoder,
        }
    }

    /// What a page shows of a fact: not when it was read, nor when it expires.
    fn fact(&self, encoder: Encoder, id: &str) -> Encoder {
        match self.campaign.facts.iter().find(|fact| fact.id.as_str() == id) {
            Some(fact) => shown_of_fact(encoder.text(id), fact),
            None => encoder.text(id).flag(false),
        }
    }

    fn service(&self, encoder: Encoder, id: &str) -> Encoder {
        match self
            .campaign
            .help
            .iter()
            .find(|service| service.id.as_str() == id)
        {
            Some(service) => shown_of_service(encoder.text(id), service),
            None => encoder.text(id).flag(false),
        }
    }

    fn blocks(&self, encoder: Encoder, blocks: &[Block]) -> Encoder {
        blocks.iter().fold(encoder.count(blocks.len()), |encoder, block| {
            self.block(encoder, block)
        })
    }

    fn block(&self, encoder: Encoder, block: &Block) -> Encoder {
        match &block.kind {
            BlockKind::Heading { level, text, .. } => {
                self.inlines(encoder.text("heading").count(usize::from(*level)), text)
            }
            BlockKind::Paragraph(text) => self.inlines(encoder.text("paragraph"), text),
            BlockKind::List { numbered_from, items } => {
                let number = numbered_from.map(|number| number.to_string());
                let encoder = encoder
                    .text("list")
                    .optional(number.as_deref())
                    .count(items.len());
                items
                    .iter()
                    .fold(encoder, |encoder, item| self.blocks(encoder, item))
            }
            BlockKind::Quote(inner) => self.blocks(encoder.text("quote"), inner),
            BlockKind::Rule => encoder.text("rule"),
            BlockKind::Picture(picture) => self.picture_use(encoder.text("picture"), picture),
            BlockKind::Insert(insert) => self.insert(encoder.text("insert"), insert),
        }
    }

    fn picture_use(&self, encoder: Encoder, picture: &PictureUse) -> Encoder {
        self.picture(encoder, &picture.file, picture.alt.as_deref())
    }

    /// What the campaign's data fills in belongs to the page that shows it; the links of the chain and the doors are
    /// items of their own.
    fn insert(&self, encoder: Encoder, insert: &Insert) -> Encoder {
        let campaign = self.campaign;
        match insert {
            Insert::Chain => encoder.text("chain"),
            Insert::Doors => encoder.text("doors"),
            Insert::Signs(only) => {
                let encoder = encoder
                    .text("signs")
                    .optional(only.as_ref().map(|id| id.as_str()));
                let encoder = campaign.signs.noticers.iter().fold(encoder, |encoder, noticer| {
                    let encoder = encoder
                        .text(&noticer.name)
                        .text(&noticer.next)
                        .count(noticer.help.len());
                    noticer
                        .help
                        .iter()
                        .fold(encoder, |encoder, id| self.service(encoder, id.as_str()))
                });
                campaign.signs.signs.iter().fold(encoder, |encoder, sign| {
                    let encoder = encoder.text(&sign.text).count(sign.noticed_by.len());
                    sign.noticed_by
                        .iter()
                        .fold(encoder, |encoder, id| encoder.text(id.as_str()))
                })
            }
            Insert::Help { audience, services } => {
                let encoder = encoder
                    .text("help")
                    .optional(audience.as_ref().map(|id| id.as_str()));
                if services.is_empty() {
                    campaign.help.iter().fold(encoder, shown_of_service)
                } else {
                    services
                        .iter()
                        .fold(encoder, |encoder, id| self.service(encoder, id.as_str()))
                }
            }
            Insert::Voice(id) => match campaign.voices.iter().find(|voice| voice.id == *id) {
                Some(voice) => self.voice(encoder.text("voice"), voice),
                None => encoder.text("voice"),
            },
            Insert::Coverage => campaign
                .coverage
                .iter()
                .fold(encoder.text("coverage"), |encoder, report| {
                    encoder
                        .text(&report.headline)
                        .text(&report.publication)
                        .text(&report.date.to_string())
                        .text(report.url.as_str())
                }),
            Insert::Act { label, target } => self.target(encoder.text("act").text(label), target),
            Insert::Message(text) => encoder.text("message").text(text),
            Insert::Danger => encoder.text("danger"),
            Insert::Facts => campaign.facts.iter().fold(encoder.text("facts"), shown_of_fact),
            Insert::Tell => encoder.text("tell"),
        }
    }

    fn inlines(&self, encoder: Encoder, inlines: &[Inline]) -> Encoder {
        inlines
            .iter()
            .fold(encoder.count(inlines.len()), |encoder, inline| match inline {
                Inline::Text(words, _) => encoder.text("words").text(words),
                Inline::Emphasis(inner) => self.inlines(encoder.text("emphasis"), inner),
                Inline::Strong(inner) => self.inlines(encoder.text("strong"), inner),
                Inline::Code(code) => encoder.text("code").text(code),
                Inline::Break => encoder.text("break"),
                Inline::Link(link) => {
                    self.inlines(self.target(encoder.text("link"), &link.target), &link.text)
                }
                Inline::Picture(picture, _) => self.picture_use(encoder.text("picture"), picture),
            })
    }

    fn target(&self, encoder: Encoder, target: &Target) -> Encoder {
        match target {
            Target::Fact(id) => self.fact(encoder.text("fact"), id.as_str()),
            Target::Help(id) => self.service(encoder.text("help"), id.as_str()),
            Target::Text(id) => self.service(encoder.text("text"), id.as_str()),
            Target::Page(page, anchor) => encoder.text("page").text(page).optional(anchor.as_deref()),
            Target::Anchor(anchor) => encoder.text("anchor").text(anchor),
            Target::File(path) => self.file(encoder.text("file").text(path.as_str()), path),
            Target::Web(address) => encoder.text("web").text(address.as_str()),
            Target::Broken(text) => encoder.text("broken").text(text),
        }
    }
}

fn shown_of_fact(encoder: Encoder, fact: &Fact) -> Encoder {
    encoder
        .text(&fact.value)
        .text(&fact.unit)
        .text(&fact.definition)
        .text(&fact.period)
        .text(&fact.publisher)
        .text(fact.url.as_str())
        .optional(fact.care.as_deref())
}

fn shown_of_service(encoder: Encoder, service: &HelpService) -> Encoder {
    let encoder = encoder
        .text(&service.name)
        .text(&service.what)
        .optional(service.phone.as_ref().map(|number| number.digits()))
        .optional(service.sms.as_ref().map(|number| number.digits()))
        .optional(service.url.as_ref().map(|address| address.as_str()))
        .optional(service.out_of_hours.as_ref().map(|number| number.digits()))
        .optional(service.area.as_deref());
    match &service.hours {
        None => encoder.flag(false),
        Some(OpeningHours::AnyTime) => encoder.text("any time"),
        Some(OpeningHours::Week {
            written,
            closed_on_bank_holidays,
            ..
        }) => {
            let encoder = encoder.flag(*closed_on_bank_holidays).count(written.len());
            written.iter().fold(encoder, |encoder, line| encoder.text(line))
        }
    }
}

fn theme(campaign: &Campaign) -> Encoder {
    let colours = |encoder: Encoder, palette: &Palette| {
        palette
            .colours()
            .into_iter()
            .fold(encoder, |encoder, (key, colour)| {
                encoder.text(key).text(&colour.value.to_string())
            })
    };
    let encoder = colours(start("theme"), &campaign.theme.light);
    let mut encoder = colours(encoder, &campaign.theme.dark);
    // The built-in table is the program's, and a new version of it must not void what was agreed.
    if campaign.card_sizes.own {
        encoder = encoder.text("cards").count(campaign.card_sizes.sizes.len());
        for size in &campaign.card_sizes.sizes {
            let max_kb = size.max_kb.map(|kilobytes| kilobytes.to_string());
            encoder = encoder.text(size.name.as_str()).optional(max_kb.as_deref());
            for pixels in [size.width, size.height, size.clear_top, size.clear_bottom] {
                encoder = encoder.count(pixels as usize);
            }
        }
    }
    encoder
}
