//! `hueandcry serve`: serves campaigns to visitors, and reads a folder again when it changes.

use crate::arguments::Serve;
use crate::films::FolderFilms;
use crate::open::{Origin, campaigns_at, default_campaigns};
use crate::prepare::{Prepared, Reading, keeps_down, prepare};
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Result};
use bytes::Bytes;
use campaign::{Diagnostic, FolderLimits, Severity};
use jiff::Timestamp;
use lint::Together;
use server::{Live, Make, Server, Settings, Stop};
use site::{Interval, Mode, Packing, SiteInput};
use source::{FolderCache, Watch};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) fn run(arguments: &Serve) -> Result<Outcome> {
    server::log::start(tracing::Level::INFO);
    // Taking the port first: a port in use is told at once, not after the pictures are made.
    let settings = Settings {
        listen: arguments.listen,
        threads: arguments.threads.unwrap_or(0),
        ..Settings::default()
    };
    let bound = Server::bind(&settings)?;
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
    let shelf = Shelf {
        origins,
        cache: FolderCache::new(arguments.data.join("pictures")),
        base_url: arguments.base_url.clone(),
        films: Arc::default(),
    };
    // Watching before reading: an edit that is made meanwhile is not missed.
    let changes = changes(&shelf);
    let Some(make) = shelf.make(Told::Everything)? else {
        return Ok(Outcome::No);
    };
    let live = Arc::new(
        Live::new(make, Arc::new(clock::now)).context("the server has no thread to prepare pages with")?,
    );
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
    Ok(Outcome::Done)
}

fn shown(address: std::net::SocketAddr) -> String {
    let host = if address.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        address.ip().to_string()
    };
    format!("http://{host}:{}", address.port())
}

fn say(text: &str) {
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
    films: Arc<FolderFilms>,
}

impl Shelf {
    /// Reads every campaign. Gives nothing when one of them has an error that keeps it from being published; the findings
    /// are shown.
    fn make(&self, told: Told) -> Result<Option<Make>> {
        let limits = FolderLimits::default();
        let mut prepared = Vec::new();
        let mut together = Together::default();
        for origin in &self.origins {
            let Reading {
                prepared: one,
                findings,
                source,
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
        Ok(Some(maker(self.input(prepared)?)))
    }

    fn input(&self, prepared: Vec<Prepared>) -> Result<SiteInput> {
        Ok(SiteInput {
            campaigns: prepared.into_iter().map(|prepared| prepared.input).collect(),
            base_url: self.base_url.clone(),
            mode: Mode::Live,
            packing: Packing::Best,
            version: env!("CARGO_PKG_VERSION"),
            source: Bytes::from_static(crate::SOURCE),
            licences: crate::notices::licences()?,
            security_contact: None,
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
fn reload_at(changes: Watch, shelf: Shelf, live: &Arc<Live>) {
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
    match shelf.make(Told::Errors) {
        Ok(Some(make)) => match live.replace(make) {
            Ok(()) => say("The change is live.\n"),
            Err(error) => say(&format!(
                "The change could not be made into pages: {error}\n{KEPT}"
            )),
        },
        Ok(None) => say(KEPT),
        Err(error) => say(&format!("{error:#}\n{KEPT}")),
    }
}
