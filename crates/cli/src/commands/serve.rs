//! `hueandcry serve`: serves campaigns to visitors, and reads a folder again when it changes.

use crate::arguments::Serve;
use crate::films::FolderFilms;
use crate::open::{Origin, campaigns_at, default_campaigns};
use crate::prepare::{Prepared, Reading, keeps_down, prepare};
use crate::settings::{self, EXAMPLE_URL, Problem, PublicUrl, Settings};
use crate::{Outcome, clock, newest, output, press, report};
use anyhow::{Context as _, Result, anyhow, bail};
use bytes::Bytes;
use campaign::press::Press;
use campaign::{Diagnostic, FolderLimits, Severity};
use jiff::Timestamp;
use lint::Together;
use public::Hosts;
use server::{Edition, Limits, Live, Make, Server, Stop};
use site::{Interval, Mode, Order, Packing, SiteInput};
use source::{FolderCache, Watch};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub(crate) fn run(arguments: &Serve) -> Result<Outcome> {
    let settings = Settings::read(&arguments.settings).map_err(|problems| {
        problems.iter().for_each(|problem| say(&format!("{problem}\n")));
        let plural = if problems.len() == 1 {
            "a setting is"
        } else {
            "settings are"
        };
        anyhow!("{plural} wrong, and nothing is served; see docs/settings.md")
    })?;
    if arguments.show_settings {
        output::show(settings::show(&settings).as_bytes())?;
        return Ok(Outcome::Done);
    }
    server::log::start(settings.log_level);
    server::descriptors::raise(settings.max_connections);
    // Taking the port first: a port in use is told at once, not after the pictures are made.
    let bound = Server::bind(&server_settings(&settings))?;
    warn_of_names(&settings, bound.address());
    let origins = if arguments.folders.is_empty() {
        default_campaigns()
    } else {
        let found: Result<Vec<_>> = arguments
            .folders
            .iter()
            .map(|folder| campaigns_at(folder))
            .collect();
        found?.into_iter().flatten().collect()
    };
    let url = settings
        .public_url
        .clone()
        .unwrap_or_else(|| PublicUrl::localhost(bound.address().port()));
    let own_names = settings.hosts.iter();
    let shelf = Shelf {
        origins,
        cache: FolderCache::new(settings.data.join("pictures")),
        base_url: url.base(),
        hosts: own_names
            .map(|(name, campaign)| (campaign.as_str().into(), url.base_of(name)))
            .collect(),
        security_contact: settings.security_contact.clone(),
        films: Arc::default(),
        press: press::press(),
    };
    // Watching before reading: an edit that is made meanwhile is not missed.
    let changes = changes(&shelf);
    let Some(made) = shelf.make(Told::Everything)? else {
        return Ok(Outcome::No);
    };
    names_of_campaigns(&settings, &made.editions)?;
    let newest = newest::read(&settings.data)?;
    let live = Live::resumed(made.make, Arc::new(clock::now), newest)
        .context("the server has no thread to prepare pages with")?;
    live.publishes(made.editions);
    warm_up(made.first);
    let live = Arc::new(live);
    newest::keep(&settings.data, &live).context("the server has no thread to keep the time with")?;
    let stop = Stop::default();
    stop.on_signals().context("the server cannot be told to stop")?;
    say(&format!(
        "Open {} in a browser. Ctrl-C stops it.\n",
        shown(bound.address())
    ));
    let films = shelf.films.clone();
    if let Some(changes) = changes {
        reload_at(changes, shelf, &live);
    }
    bound.run(&live, films, &stop)?;
    newest::write(&settings.data, &live);
    Ok(Outcome::Done)
}

fn server_settings(settings: &Settings) -> server::Settings {
    let hosts = match &settings.public_url {
        Some(url) => Hosts::named(url.host()),
        None => Hosts::loopback(),
    };
    let own_names = settings.hosts.iter();
    server::Settings {
        listen: settings.listen,
        admin_listen: settings.admin_listen,
        threads: settings.threads,
        hosts: own_names.fold(hosts, |hosts, (name, campaign)| hosts.and(name, campaign)),
        limits: Limits {
            connections: settings.max_connections,
            quiet_time: Duration::from_secs(settings.idle_seconds),
            ..Limits::default()
        },
    }
}

/// Says what visitors on other machines would meet. It stays a warning: in a container a server listens on every card and
/// is tried as `localhost`.
fn warn_of_names(settings: &Settings, listening: SocketAddr) {
    if settings.public_url.is_none() && !listening.ip().is_loopback() {
        say(&format!(
            "Warning: it listens on {listening}, and public_url is not set.\n  Only the names localhost, 127.0.0.1 and [::1] are \
             answered; everybody else gets 421.\n  hint: set public_url to the address that visitors use, such as --public-url \
             {EXAMPLE_URL}\n"
        ));
    }
}

/// Each name must belong to a campaign that is up.
fn names_of_campaigns(settings: &Settings, editions: &[Edition]) -> Result<()> {
    let known = || editions.iter().map(|edition| edition.campaign.as_str());
    for (name, campaign) in &settings.hosts {
        if !known().any(|known| known == campaign) {
            let problem = Problem {
                origin: settings.origin("hosts"),
                message: format!("{name} is the name of {campaign}, which is no campaign that is served"),
                advice: settings::nearest(campaign, known()),
            };
            bail!("{problem}");
        }
    }
    Ok(())
}

fn shown(address: std::net::SocketAddr) -> String {
    let host = if address.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        address.ip().to_string()
    };
    format!("http://{host}:{}", address.port())
}

pub(crate) fn say(text: &str) {
    // Nobody may be listening; that is no reason to stop serving.
    _ = std::io::stderr().write_all(text.as_bytes());
}

/// Which findings are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// At the start: all.
    Everything,
    /// After an edit: errors alone.
    Errors,
}

/// The campaigns that are served, to be read again and again.
struct Shelf {
    origins: Vec<Origin>,
    cache: FolderCache,
    base_url: String,
    /// Scheme and host of the campaigns that have a name of their own.
    hosts: BTreeMap<Box<str>, String>,
    security_contact: Option<String>,
    films: Arc<FolderFilms>,
    press: Option<Arc<dyn Press>>,
}

/// What reading the folders came to.
struct Made {
    make: Make,
    editions: Vec<Edition>,
    /// A poster, when there is one that can be printed.
    first: Option<Order>,
}

impl Shelf {
    /// Reads every campaign. Gives nothing when one of them has an error that keeps it from being published; the findings
    /// are shown.
    fn make(&self, told: Told) -> Result<Option<Made>> {
        let limits = FolderLimits::default();
        let mut prepared = Vec::new();
        let mut together = Together::default();
        for origin in &self.origins {
            let Reading {
                prepared: one,
                findings,
                source,
                ..
            } = prepare(origin, &limits, |_| clock::now(), &self.cache, &mut together)?;
            let shown: Vec<Diagnostic> = findings
                .into_iter()
                .filter(|finding| told == Told::Everything || finding.severity == Severity::Error)
                .collect();
            if !shown.is_empty() {
                let with_colour = std::io::stderr().is_terminal();
                say(&format!(
                    "{}:\n{}",
                    origin.name(),
                    report::human(&shown, source.as_ref(), with_colour)
                ));
            }
            if shown.iter().any(keeps_down) {
                return Ok(None);
            }
            prepared.extend(one);
        }
        self.films.replace(&prepared);
        let editions = prepared.iter().map(edition).collect();
        let input = self.input(prepared)?;
        let first = press::first_poster(&input, clock::now());
        let make = maker(input);
        Ok(Some(Made {
            make,
            editions,
            first,
        }))
    }

    fn input(&self, prepared: Vec<Prepared>) -> Result<SiteInput> {
        Ok(SiteInput {
            campaigns: prepared
                .into_iter()
                .map(|prepared| Arc::new(prepared.input))
                .collect(),
            base_url: self.base_url.clone(),
            hosts: self.hosts.clone(),
            mode: Mode::Live,
            packing: Packing::Best,
            version: env!("CARGO_PKG_VERSION"),
            source: Bytes::from_static(crate::SOURCE),
            licences: crate::notices::licences()?,
            security_contact: self.security_contact.clone(),
            press: self.press.clone(),
        })
    }

    fn folders(&self) -> Vec<PathBuf> {
        let folder = |origin: &Origin| match origin {
            Origin::Folder(path) => Some(path.clone()),
            Origin::Zip(_) | Origin::Embedded(_) => None,
        };
        self.origins.iter().filter_map(folder).collect()
    }
}

fn edition(prepared: &Prepared) -> Edition {
    Edition {
        campaign: prepared.input.campaign.about.id.as_str().to_owned(),
        hash: prepared.input.edition.to_string(),
    }
}

/// Makes intervals, each from the one before it.
fn maker(input: SiteInput) -> Make {
    let before: Mutex<Option<Interval>> = Mutex::new(None);
    Arc::new(move |now: Timestamp| {
        let mut before = before.lock().unwrap_or_else(PoisonError::into_inner);
        let interval = site::make(&input, now, before.as_ref());
        *before = Some(interval.clone());
        interval
    })
}

/// Prints a poster for nobody, on a thread of its own: the first one takes longer, because the fonts are read for it.
fn warm_up(first: Option<Order>) {
    let Some(first) = first else { return };
    let warming = std::thread::Builder::new()
        .name("warming".to_owned())
        .spawn(move || drop(first.make()));
    // Without it the first visitor waits a moment longer.
    _ = warming;
}

/// Begins to watch the folders; nothing when there is none, or when the system cannot.
fn changes(shelf: &Shelf) -> Option<Watch> {
    let folders = shelf.folders();
    if folders.is_empty() {
        return None;
    }
    let watch = source::watch(folders.iter().map(PathBuf::as_path));
    watch.map_err(|reason| unnoticed(&reason)).ok()
}

/// Reads the folders again at each change, on a thread of its own. A bad edit leaves the last good edition up.
fn reload_at(mut changes: Watch, shelf: Shelf, live: &Arc<Live>) {
    let live = Arc::clone(live);
    let watching = std::thread::Builder::new()
        .name("watching".to_owned())
        .spawn(move || {
            while changes.wait() {
                reload(&shelf, &live);
            }
        });
    if let Err(error) = watching {
        unnoticed(&error.to_string());
    }
}

fn unnoticed(reason: &str) {
    say(&format!(
        "Changes will not be noticed: {reason}. Start again after an edit.\n"
    ));
}

fn reload(shelf: &Shelf, live: &Live) {
    const KEPT: &str = "The last good edition stays up. Mend the folder and save it.\n";
    let (went_well, told) = match shelf.make(Told::Errors) {
        Ok(Some(made)) => match live.replace(made.make) {
            Ok(()) => {
                live.publishes(made.editions);
                (true, "The change is live.\n".to_owned())
            }
            Err(error) => (
                false,
                format!("The change could not be made into pages: {error}\n{KEPT}"),
            ),
        },
        Ok(None) => (false, KEPT.to_owned()),
        Err(error) => (false, format!("{error:#}\n{KEPT}")),
    };
    // Whoever reads that it is done may look at once.
    live.reloaded(went_well);
    say(&told);
}
