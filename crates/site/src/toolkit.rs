//! What partners are given: a pack of the campaign that can be checked and adopted, and beside it, in `toolkit/`, what was made
//! of it.
//!
//! A toolkit is handed on and cannot be called back. So it holds what is due and nothing else: what is not due is not even
//! named, and pictures and stories of people are in it only where they agreed that partners may have them.

mod archive;
mod csv;
mod kept;
mod kit;
mod manifest;
mod markdown;
mod named;
mod pack;
mod sheet;
mod sheets;
mod toml;

use crate::jobs::{Job, Workshop, due};
use archive::{Archive, Written};
use bytes::Bytes;
use campaign::cards::{CampaignCard, CardSubject, cards};
use campaign::edition::item_hashes;
use campaign::{CampaignPath, CardSizes, ContentHash, Diagnostic, Edition, ItemId, SectorId};
use kept::Kept;
use kit::Kit;
use manifest::{LeftOut, Linked, Listed, Manifest};
use render::Context;
use sheet::{Around, STYLE, Sheet, html, plain};
use sheets::{Described, sheets, tables};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, Write};
use words::Word;

/// Opens a film or download of the campaign, to be read in pieces.
pub type OpenFilm<'f> = &'f dyn Fn(&CampaignPath) -> io::Result<Box<dyn Read + Send>>;

/// Gives what the press makes of a job that is a part of a toolkit.
pub(crate) type Part<'p> = &'p mut dyn FnMut(&Job) -> Result<Bytes, Vec<Diagnostic>>;

/// Why a toolkit could not be made.
#[derive(Debug)]
pub enum ToolkitError {
    /// Something of the campaign cannot be made: findings, each with its place.
    Findings(Vec<Diagnostic>),
    /// A film could not be read, or the zip not written.
    Failed(io::Error),
}

impl From<io::Error> for ToolkitError {
    fn from(error: io::Error) -> ToolkitError {
        ToolkitError::Failed(error)
    }
}

/// Writes a toolkit for one sector, or for everybody.
///
/// `films` opens films and downloads, which then go into it. Whoever cannot open them, as a server that makes a toolkit for
/// one visitor, passes nothing: then the toolkit says where they are, with size and hash, and its pack does without them.
/// `part` gives posters, cards and the release, which may have been made before.
pub(crate) fn write<W: Write + Seek>(
    workshop: &Workshop,
    sector: Option<&SectorId>,
    films: Option<OpenFilm<'_>>,
    part: Part<'_>,
    out: W,
) -> Result<W, ToolkitError> {
    workshop.with_context(|context| {
        let input = &*workshop.campaign;
        let absent = match films {
            Some(_) => BTreeSet::new(),
            None => films_of(workshop),
        };
        let kept = Kept::of(context, input, &absent);
        let kit = Kit {
            context,
            input,
            kept: &kept,
            sector: sector.and_then(|id| input.campaign.toolkit.sector(id)),
        };
        Maker {
            kit,
            workshop,
            archive: Archive::new(out),
            listed: Vec::new(),
        }
        .write(films, part, &absent)
    })
}

/// Files that are not whole in memory, unless their text is.
fn films_of(workshop: &Workshop) -> BTreeSet<CampaignPath> {
    let media = workshop.campaign.media.iter();
    media
        .filter(|(path, file)| file.bytes.is_none() && text_of(workshop, path).is_none())
        .map(|(path, _)| path.clone())
        .collect()
}

/// The words of captions and transcripts, as they were read.
fn text_of<'w>(workshop: &'w Workshop, path: &CampaignPath) -> Option<&'w str> {
    let input = &workshop.campaign;
    let text = input.campaign.texts.get(path)?;
    let hash = input.media.get(path)?.hash;
    (ContentHash::of(text.as_bytes()) == hash).then_some(&**text)
}

struct Maker<'m, W: Write + Seek> {
    kit: Kit<'m>,
    workshop: &'m Workshop,
    archive: Archive<W>,
    listed: Vec<Listed>,
}

impl<W: Write + Seek> Maker<'_, W> {
    fn write(
        mut self,
        films: Option<OpenFilm<'_>>,
        part: Part<'_>,
        absent: &BTreeSet<CampaignPath>,
    ) -> Result<W, ToolkitError> {
        let kit = self.kit;
        let pack = self.pack(films)?;
        let around = around(kit.context);
        let jobs = self.jobs();
        let described = described(&kit, &jobs);
        let tables = tables(&kit, &described);
        let made: Vec<String> = jobs
            .iter()
            .map(Job::address)
            .chain(tables.iter().map(|(path, _)| (*path).to_owned()))
            .collect();
        for sheet in sheets(&kit, &made) {
            let from = items_of(&kit, &sheet);
            self.sheet(&sheet, &around, from)?;
        }
        for (path, table) in tables {
            self.put(path, table.as_bytes(), Vec::new())?;
        }
        self.put("style.css", STYLE.as_bytes(), vec![ItemId::Theme])?;
        for job in jobs {
            let bytes = part(&job).map_err(ToolkitError::Findings)?;
            self.put(&job.address(), &bytes, item_of(kit.context, &job))?;
        }
        let media: BTreeMap<CampaignPath, ContentHash> = kit
            .input
            .media
            .iter()
            .map(|(path, file)| (path.clone(), file.hash))
            .collect();
        let manifest = Manifest {
            kit,
            pack,
            left_out: left_out(&kit, self.workshop, absent),
            hashes: item_hashes(kit.campaign(), &media),
            files: std::mem::take(&mut self.listed),
        };
        let (json, sheet) = (manifest.json(), manifest.sheet());
        self.archive.bytes("toolkit/manifest.json", json.as_bytes())?;
        let text = plain(&sheet, &around);
        self.archive.bytes("toolkit/manifest.txt", text.as_bytes())?;
        Ok(self.archive.finish()?)
    }

    /// The campaign's folder. Gives the edition that it is by itself.
    fn pack(&mut self, films: Option<OpenFilm<'_>>) -> Result<campaign::EditionHash, ToolkitError> {
        let kit = self.kit;
        let mut hashes: Vec<(CampaignPath, ContentHash)> = Vec::new();
        for (path, text) in pack::texts(kit.context, kit.kept) {
            let from = item_of_text(&kit, &path);
            let written = self.archive.bytes(path.as_str(), text.as_bytes())?.clone();
            hashes.push((path, written.hash));
            self.listed.push(Listed {
                file: written,
                from,
                consent: None,
            });
        }
        for path in &kit.kept.files {
            let Some(file) = kit.input.media.get(*path) else {
                continue;
            };
            let written = match (&file.bytes, text_of(self.workshop, path), films) {
                (Some(bytes), _, _) => self.archive.bytes(path.as_str(), bytes)?,
                (None, Some(text), _) => self.archive.bytes(path.as_str(), text.as_bytes())?,
                (None, None, Some(open)) => self.archive.stream(path.as_str(), &mut open(path)?)?,
                (None, None, None) => continue,
            };
            let written: Written = written.clone();
            hashes.push(((*path).clone(), written.hash));
            let media = kit.campaign().media(path);
            self.listed.push(Listed {
                from: shown_by(&kit, path),
                consent: media
                    .and_then(|media| media.consent.as_ref())
                    .map(|id| id.value.to_string()),
                file: written,
            });
        }
        Ok(Edition::of(hashes.iter().map(|(path, hash)| (path, *hash))).hash)
    }

    fn sheet(&mut self, sheet: &Sheet, around: &Around, from: Vec<ItemId>) -> io::Result<()> {
        self.put(
            &format!("{}.html", sheet.name),
            html(sheet, around).as_bytes(),
            from.clone(),
        )?;
        self.put(
            &format!("{}.txt", sheet.name),
            plain(sheet, around).as_bytes(),
            from,
        )
    }

    /// A file of `toolkit/`.
    fn put(&mut self, path: &str, bytes: &[u8], from: Vec<ItemId>) -> io::Result<()> {
        let file = self.archive.bytes(&format!("toolkit/{path}"), bytes)?.clone();
        self.listed.push(Listed {
            file,
            from,
            consent: None,
        });
        Ok(())
    }

    /// What the press makes for it: not the copies with codes of places, and for a sector what it can use.
    fn jobs(&self) -> Vec<Job> {
        let kit = &self.kit;
        let posters: BTreeSet<&str> = kit
            .posters()
            .into_iter()
            .map(|poster| poster.id.as_str())
            .collect();
        let cards: BTreeMap<String, CampaignCard<'_>> = cards(kit.campaign())
            .into_iter()
            .map(|card| (card.subject.to_string(), card))
            .collect();
        let is_wanted = |job: &Job| match job {
            Job::Poster { poster, code, .. } | Job::Screen { poster, code } => {
                code.is_none() && posters.contains(poster.as_str())
            }
            Job::Card { subject, .. } => cards
                .get(&**subject)
                .is_some_and(|card| card_is_wanted(kit, card, &posters)),
            Job::Release { .. } => true,
            Job::Toolkit { .. } => false,
        };
        due(kit.context, self.workshop)
            .into_iter()
            .filter(is_wanted)
            .collect()
    }
}

/// A sector is not given the cards of doors and links of the chain: it posts the campaign, and they are hundreds of files.
fn card_is_wanted(kit: &Kit<'_>, card: &CampaignCard<'_>, posters: &BTreeSet<&str>) -> bool {
    use campaign::cards::CardSubject as Of;
    let fits = match &card.subject {
        Of::Home | Of::Act => true,
        Of::Poster(id) => posters.contains(id.as_str()),
        Of::Post(id) => kit.kept.posts.iter().any(|post| post.id == *id),
        Of::Door(_) | Of::Link(_) => kit.sector.is_none(),
    };
    // A picture of a person who did not agree to this is on the website alone.
    fits && card.pictures.iter().all(|picture| kit.kept.has_file(picture))
}

/// The pictures that were made, each with its text.
fn described(kit: &Kit<'_>, jobs: &[Job]) -> Vec<Described> {
    let cards = cards(kit.campaign());
    jobs.iter()
        .filter_map(|job| {
            let subject = match job {
                Job::Card { subject, .. } => subject.to_string(),
                // The words on a poster are those of its card.
                Job::Screen { poster, .. } => CardSubject::Poster(poster.clone()).to_string(),
                _ => return None,
            };
            let card = cards.iter().find(|card| card.subject.to_string() == subject)?;
            // A post takes the card of a shared link, which every network shows whole.
            let is_shared = matches!(job, Job::Card { size, .. } if **size == *CardSizes::SHARE);
            let post = match &card.subject {
                CardSubject::Post(id) if is_shared => Some(id.to_string()),
                _ => None,
            };
            Some(Described {
                path: job.address(),
                alt: card.alt(kit.campaign()),
                post,
            })
        })
        .collect()
}

fn around(context: &Context<'_>) -> Around {
    let about = &context.campaign.about;
    let words = context.words;
    let campaign = match &about.hashtag {
        Some(hashtag) => format!("{} {hashtag}", about.name),
        None => about.name.clone(),
    };
    let gaps: [(&str, &str); 5] = [
        ("version", context.site.version),
        ("date", &words.date(about.day(context.now))),
        ("edition", &context.edition.short()),
        ("campaign", &about.name),
        ("address", &context.public("")),
    ];
    Around {
        language: about.language.clone(),
        example: about
            .worked_example
            .then(|| words.get(Word::WorkedExample).to_owned()),
        made_of: words.fill(Word::ToolkitMadeOf, &gaps),
        campaign,
    }
}

/// The items that a sheet holds.
fn items_of(kit: &Kit<'_>, sheet: &Sheet) -> Vec<ItemId> {
    let toolkit = &kit.campaign().toolkit;
    match sheet.name.split_once('/') {
        Some(("sectors", id)) => vec![ItemId::Sector(id.into())],
        Some(("sheets", name)) => {
            let mut pages = kit.kept.pages.iter().map(|(page, _)| page);
            let page = pages.find(|page| page.kind.address().trim_matches('/').replace('/', "-") == name);
            page.map(|page| ItemId::Page(page.file.clone()))
                .into_iter()
                .collect()
        }
        _ if sheet.name == "messages" => {
            let messages = kit.messages().into_iter();
            let messages = messages.map(|message| ItemId::Message(message.id.as_str().into()));
            let myths = toolkit
                .myths
                .iter()
                .map(|myth| ItemId::Myth(myth.id.as_str().into()));
            messages.chain(myths).collect()
        }
        _ if sheet.name == "copy" => {
            let copies = kit.copies().into_iter();
            copies.map(|copy| ItemId::Copy(copy.id.as_str().into())).collect()
        }
        _ => Vec::new(),
    }
}

fn item_of(context: &Context<'_>, job: &Job) -> Vec<ItemId> {
    use campaign::PageKind;
    use campaign::cards::CardSubject as Of;
    let page = |kind: PageKind| {
        context
            .campaign
            .page(&kind)
            .map(|page| ItemId::Page(page.file.clone()))
    };
    let item = match job {
        Job::Poster { poster, .. } | Job::Screen { poster, .. } => {
            Some(ItemId::Poster(poster.as_str().into()))
        }
        Job::Card { subject, .. } => match Of::parse(subject) {
            Some(Of::Home) => page(PageKind::Home),
            Some(Of::Act) => page(PageKind::Act),
            Some(Of::Door(day)) => page(PageKind::Door(day)),
            Some(Of::Link(number)) => page(PageKind::Link(number)),
            Some(Of::Poster(id)) => Some(ItemId::Poster(id.as_str().into())),
            Some(Of::Post(id)) => Some(ItemId::Post(id.as_str().into())),
            None => None,
        },
        Job::Release { .. } => page(PageKind::Release),
        Job::Toolkit { .. } => None,
    };
    item.into_iter().collect()
}

/// The items that stand in a text of the pack.
fn item_of_text(kit: &Kit<'_>, path: &CampaignPath) -> Vec<ItemId> {
    let campaign = kit.campaign();
    match path.as_str() {
        "posts.toml" => {
            let posts = kit.kept.posts.iter();
            posts.map(|post| ItemId::Post(post.id.as_str().into())).collect()
        }
        "voices.toml" => {
            let voices = kit.kept.voices.iter();
            voices
                .map(|voice| ItemId::Voice(voice.id.as_str().into()))
                .collect()
        }
        "toolkit.toml" => {
            let toolkit = &campaign.toolkit;
            let messages = toolkit
                .messages
                .iter()
                .map(|one| ItemId::Message(one.id.as_str().into()));
            let myths = toolkit
                .myths
                .iter()
                .map(|one| ItemId::Myth(one.id.as_str().into()));
            let copies = toolkit
                .copies
                .iter()
                .map(|one| ItemId::Copy(one.id.as_str().into()));
            let sectors = toolkit
                .sectors
                .iter()
                .map(|one| ItemId::Sector(one.id.as_str().into()));
            messages.chain(myths).chain(copies).chain(sectors).collect()
        }
        "theme/theme.toml" => vec![ItemId::Theme],
        _ if path.parts().next() == Some("pages") => vec![ItemId::Page(path.clone())],
        _ if path.parts().next() == Some("posters") => vec![ItemId::Poster(path.stem().into())],
        _ => Vec::new(),
    }
}

/// The items that show or offer a file: with it they come down.
fn shown_by(kit: &Kit<'_>, file: &CampaignPath) -> Vec<ItemId> {
    let mut items = Vec::new();
    for (page, named) in &kit.kept.pages {
        let front = [&page.picture, &page.picture_tall].into_iter().flatten();
        let shows = front.map(|picture| &picture.value).any(|picture| picture == file)
            || named
                .files
                .iter()
                .chain(&named.pictures)
                .chain(&named.words_of_pictures)
                .any(|(one, _)| *one == file);
        items.extend(shows.then(|| ItemId::Page(page.file.clone())));
    }
    for poster in &kit.kept.posters {
        let shows = poster
            .picture
            .as_ref()
            .is_some_and(|picture| picture.value == *file);
        items.extend(shows.then(|| ItemId::Poster(poster.id.as_str().into())));
    }
    for post in &kit.kept.posts {
        let shows = post.picture.as_ref() == Some(file);
        items.extend(shows.then(|| ItemId::Post(post.id.as_str().into())));
    }
    let is_film = |film: &&&campaign::Media| {
        let parts = [&film.captions, &film.transcript, &film.description, &film.still];
        film.file == *file || parts.into_iter().flatten().any(|part| part == file)
    };
    let films = kit.context.films();
    items.extend(
        films
            .iter()
            .filter(is_film)
            .map(|film| ItemId::Film(film.file.clone())),
    );
    items
}

fn left_out(kit: &Kit<'_>, workshop: &Workshop, absent: &BTreeSet<CampaignPath>) -> LeftOut {
    let campaign = kit.campaign();
    let kept = kit.kept;
    // With nothing absent, to tell a film that is only linked from one that is not due.
    let with_films = Kept::of(kit.context, kit.input, &BTreeSet::new());
    let linked: Vec<Linked> = absent
        .iter()
        .filter(|path| with_films.has_file(path))
        .filter_map(|path| {
            let file = workshop.campaign.media.get(path)?;
            let address = kit.context.downloads.get(path)?;
            let home = format!("/{}/", campaign.about.id);
            Some(Linked {
                file: path.to_string(),
                size_bytes: file.size_bytes,
                hash: file.hash,
                address: kit
                    .context
                    .public(address.strip_prefix(&home).unwrap_or_default()),
            })
        })
        .collect();
    LeftOut {
        pages: campaign.pages.len() - kept.pages.len(),
        posts: campaign.posts.len() - kept.posts.len(),
        posters: campaign.posters.len() - kept.posters.len(),
        files: kit.input.media.len().saturating_sub(with_films.files.len()),
        linked,
    }
}
