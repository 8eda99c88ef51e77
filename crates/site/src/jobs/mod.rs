//! What is made when somebody asks for it: posters, cards, the press release as a file, toolkits.
//!
//! To make them all beforehand would cost minutes and hold hundreds of megabytes, and most are never asked for. An [`Order`] says
//! what it is and holds everything that it is made of; the server, the static build and the command line all call
//! [`Order::make`], so that they give the same bytes.

/// Pictures for networks and advertisements.
pub(crate) mod cards;
/// What was made already.
mod kept;
/// Posters and leaflets.
pub(crate) mod posters;
/// The press release as a file.
pub(crate) mod release;
/// The partner toolkit.
pub(crate) mod toolkit;

use crate::artefact::{Artefact, Cache, Content, Policy};
use crate::input::{CampaignInput, SiteInput};
use crate::make::{Ready, site};
use crate::toolkit::{OpenFilm, ToolkitError};
use bytes::Bytes;
use campaign::diagnostic::rules;
use campaign::press::Press;
use campaign::{Diagnostic, Format, Place, PlacementCode, PosterId, schedule};
use jiff::Timestamp;
use render::{Context, Mode, Site};
use std::fmt;
use std::io::{Seek, Write};
use std::sync::Arc;

/// Something that can be made of a campaign.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Job {
    /// A poster as PDF.
    Poster {
        /// The poster.
        poster: PosterId,
        /// The format.
        format: Format,
        /// The placement whose short link its code holds; without one, the poster's own page or the one it names.
        code: Option<PlacementCode>,
        /// With 3 mm of bleed and crop marks.
        for_printer: bool,
    },
    /// A poster for a screen as picture, for screens that show no PDF.
    Screen {
        /// The poster.
        poster: PosterId,
        /// As for [`Job::Poster`].
        code: Option<PlacementCode>,
    },
    /// A card as picture.
    Card {
        /// What it is of, as its address has it.
        subject: Box<str>,
        /// The size's name.
        size: Box<str>,
        /// As what file.
        kind: CardKind,
    },
    /// The press release.
    Release {
        /// As what file.
        kind: ReleaseKind,
    },
    /// The partner toolkit as zip.
    Toolkit {
        /// The sector that it is for; without one, for everybody.
        sector: Option<Box<str>>,
    },
}

/// As what file a card comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardKind {
    /// PNG, for a flat design.
    Png,
    /// JPEG, for a photograph.
    Jpeg,
}

/// As what file an editor takes the press release. As a page it is among the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReleaseKind {
    /// `release.docx`, for a word processor.
    Docx,
    /// `release.txt`, for a mail.
    Text,
}

/// What all jobs of a campaign are made of.
#[derive(Debug)]
pub struct Workshop {
    pub(crate) campaign: Arc<CampaignInput>,
    pub(crate) site: Site,
    pub(crate) press: Option<Arc<dyn Press>>,
    /// The first instant at which the campaign was as it is now: what is made at any two instants between two planned changes is
    /// the same, byte for byte.
    pub(crate) since: Timestamp,
    kept: Option<kept::Kept>,
}

impl Workshop {
    /// The workshop of a campaign at an instant. Of `input` it takes what is the same for all campaigns.
    pub fn new(input: &SiteInput, campaign: Arc<CampaignInput>, now: Timestamp) -> Workshop {
        Workshop::of(&site(input), input.press.clone(), campaign, now)
    }

    pub(crate) fn of(
        site: &Site,
        press: Option<Arc<dyn Press>>,
        campaign: Arc<CampaignInput>,
        now: Timestamp,
    ) -> Workshop {
        let changes = schedule::fixed_changes(&campaign.campaign);
        let last = changes.into_iter().rev().find(|change| *change <= now);
        Workshop {
            site: site.clone(),
            press,
            since: last.unwrap_or(now),
            // Visitors ask for one thing at a time; a static build makes everything, and toolkits have posters and cards in them.
            kept: (site.mode == Mode::Static).then(kept::Kept::default),
            campaign,
        }
    }

    /// Makes something. See [`Order::make`].
    pub(crate) fn make(&self, job: &Job) -> Result<Bytes, Vec<Diagnostic>> {
        match &self.kept {
            Some(kept) if job.is_in_toolkits() => kept.get_or_make(job, || self.make_anew(job)),
            _ => self.make_anew(job),
        }
    }

    fn make_anew(&self, job: &Job) -> Result<Bytes, Vec<Diagnostic>> {
        match job {
            Job::Poster {
                poster,
                format,
                code,
                for_printer,
            } => posters::make(self, poster, *format, code.as_ref(), *for_printer),
            Job::Screen { poster, code } => posters::make_screen(self, poster, code.as_ref()),
            Job::Card { subject, size, kind } => cards::make(self, subject, size, *kind),
            Job::Release { kind } => release::make(self, *kind),
            Job::Toolkit { sector } => toolkit::make(self, sector.as_deref(), &mut |part| self.make(part)),
        }
    }

    /// Hands out what pages are made of, for jobs that hold texts of them.
    pub fn with_context<T>(&self, use_it: impl FnOnce(&Context<'_>) -> T) -> T {
        let ready = Ready::unpacked(&self.campaign, self.since);
        use_it(&ready.context(&self.site, self.since))
    }
}

/// Something that can be had, with everything that it is made of.
#[derive(Clone)]
pub struct Order {
    /// What it is.
    pub job: Job,
    /// Its entity tag, in quotation marks: whatever its bytes depend on is in it.
    pub etag: Box<str>,
    workshop: Arc<Workshop>,
}

impl fmt::Debug for Order {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Order({:?}, {})", self.job, self.etag)
    }
}

impl Order {
    /// An order that nothing has been done for.
    pub fn new(workshop: &Arc<Workshop>, job: Job) -> Order {
        Order {
            etag: etag(workshop, &job),
            workshop: Arc::clone(workshop),
            job,
        }
    }

    /// Makes it. That takes some milliseconds, a toolkit longer: a server asks on a thread that serves nobody else.
    ///
    /// # Errors
    /// Findings about what cannot be made, each with its place in the campaign's folder.
    pub fn make(&self) -> Result<Bytes, Vec<Diagnostic>> {
        self.workshop.make(&self.job)
    }

    /// Makes it of parts: each poster, card and release that a toolkit has inside is asked of `part`, which may have it from
    /// before, or do something else first. What has no parts is made as by [`Order::make`]. The bytes are the same.
    ///
    /// # Errors
    /// As for [`Order::make`], and whatever `part` says.
    pub fn make_of(
        &self,
        part: &mut dyn FnMut(&Order) -> Result<Bytes, Vec<Diagnostic>>,
    ) -> Result<Bytes, Vec<Diagnostic>> {
        match &self.job {
            Job::Toolkit { sector } => toolkit::make(&self.workshop, sector.as_deref(), &mut |job| {
                part(&Order::new(&self.workshop, job.clone()))
            }),
            _ => self.make(),
        }
    }

    /// Whether it has parts, of which [`Order::make_of`] asks for one after the other: then it takes a second and not milliseconds.
    pub fn has_parts(&self) -> bool {
        matches!(self.job, Job::Toolkit { .. })
    }

    /// Writes it in pieces, with films and downloads inside, which `films` opens. What is no toolkit is made as by
    /// [`Order::make`].
    ///
    /// # Errors
    /// See [`ToolkitError`].
    pub fn write<W: Write + Seek>(&self, films: OpenFilm<'_>, mut out: W) -> Result<(), ToolkitError> {
        if let Job::Toolkit { sector } = &self.job {
            let part = &mut |job: &Job| self.workshop.make(job);
            toolkit::write(&self.workshop, sector.as_deref(), Some(films), part, out).map(|_| ())
        } else {
            let bytes = self.make().map_err(ToolkitError::Findings)?;
            Ok(out.write_all(&bytes)?)
        }
    }

    /// The campaign's id.
    pub fn campaign(&self) -> &str {
        self.workshop.campaign.campaign.about.id.as_str()
    }

    /// The artefact at the job's address.
    pub(crate) fn artefact(self) -> Artefact {
        Artefact {
            content_type: self.job.content_type(),
            not_before: self.workshop.campaign.campaign.about.embargo,
            content: Content::Made(Arc::new(self)),
            policy: Policy::Nothing,
            cache: Cache::Revalidate,
            not_after: None,
        }
    }
}

impl Job {
    /// The media type of what comes of it.
    pub fn content_type(&self) -> &'static str {
        match self {
            Job::Poster { .. } => "application/pdf",
            Job::Screen { .. }
            | Job::Card {
                kind: CardKind::Png, ..
            } => "image/png",
            Job::Card {
                kind: CardKind::Jpeg, ..
            } => "image/jpeg",
            Job::Release {
                kind: ReleaseKind::Docx,
            } => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Job::Release {
                kind: ReleaseKind::Text,
            } => "text/plain; charset=utf-8",
            Job::Toolkit { .. } => "application/zip",
        }
    }

    /// Its address beneath the campaign's: `posters/let-go/a4.pdf`.
    pub fn address(&self) -> String {
        match self {
            Job::Poster {
                poster,
                format,
                code,
                for_printer,
            } => posters::address(poster, *format, code.as_ref(), *for_printer),
            Job::Screen { poster, code: None } => format!("posters/{poster}/screen.png"),
            Job::Screen {
                poster,
                code: Some(code),
            } => format!("posters/{poster}/screen/{code}.png"),
            Job::Card {
                subject,
                size,
                kind: CardKind::Png,
            } => format!("cards/{subject}/{size}.png"),
            Job::Card {
                subject,
                size,
                kind: CardKind::Jpeg,
            } => format!("cards/{subject}/{size}.jpg"),
            Job::Release {
                kind: ReleaseKind::Docx,
            } => "press/release/release.docx".to_owned(),
            Job::Release {
                kind: ReleaseKind::Text,
            } => "press/release/release.txt".to_owned(),
            Job::Toolkit { sector: None } => "toolkit/toolkit.zip".to_owned(),
            Job::Toolkit { sector: Some(sector) } => format!("toolkit/{sector}.zip"),
        }
    }

    /// Whether a toolkit may have it inside.
    fn is_in_toolkits(&self) -> bool {
        match self {
            Job::Poster { code, .. } | Job::Screen { code, .. } => code.is_none(),
            Job::Card { .. } | Job::Release { .. } => true,
            Job::Toolkit { .. } => false,
        }
    }

    /// Whether what comes of it depends on the day: what is due is in it.
    fn depends_on_the_day(&self) -> bool {
        match self {
            Job::Poster { .. } | Job::Screen { .. } | Job::Card { .. } => false,
            Job::Release { .. } | Job::Toolkit { .. } => true,
        }
    }
}

/// Every job of a campaign that may be asked for at an instant, in the order of their addresses.
pub(crate) fn due(context: &Context<'_>, workshop: &Workshop) -> Vec<Job> {
    let mut jobs = release::due(context);
    if workshop.press.is_some() {
        jobs.extend(posters::due(context));
        jobs.extend(cards::due(context));
        jobs.extend(toolkit::due(context));
    }
    jobs.sort_by_cached_key(Job::address);
    jobs
}

fn etag(workshop: &Workshop, job: &Job) -> Box<str> {
    let campaign = &workshop.campaign;
    let id = campaign.campaign.about.id.as_str();
    let mut hash = blake3::Hasher::new();
    let mut part = |text: &str| {
        // The length first, so that no two lists of parts are one.
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(workshop.site.version);
    part(&campaign.edition.to_string());
    part(workshop.site.base_of(id));
    part(&workshop.site.base_url);
    part(&job.address());
    if job.depends_on_the_day() {
        part(&workshop.since.to_string());
    }
    let hash = hash.finalize().to_hex();
    format!("\"{}\"", hash.get(..20).unwrap_or_default()).into()
}

/// The finding when a job names what the campaign does not have.
pub(crate) fn there_is_none(file: &str, what: &str) -> Vec<Diagnostic> {
    vec![Diagnostic::error(
        rules::UNKNOWN_REFERENCE,
        Place::start_of(file),
        format!("there is no {what}"),
        "name one that the campaign has",
    )]
}
