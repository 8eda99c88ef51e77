//! `hueandcry preview`: shows a draft to the people who write it, and again at each save.

// What cannot be printed.
mod printed;

use crate::arguments::Preview as Arguments;
use crate::films::FolderFilms;
use crate::open::{Origin, campaigns_at};
use crate::prepare::{Reading, draft};
use crate::press::press;
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Result, anyhow, bail};
use bytes::Bytes;
use campaign::diagnostic::rules;
use campaign::{Diagnostic, FolderLimits, Place, Private};
use media::MemoryCache;
use printed::Asked;
use server::{Preview, PreviewBound, Stop};
use site::preview::{Draft, RuleText};
use site::{CampaignInput, Mode, Packing, SiteInput};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let bound = PreviewBound::bind(arguments.listen)?;
    let mut origins = campaigns_at(&arguments.folder)?;
    let (Some(origin), true) = (origins.pop(), origins.is_empty()) else {
        bail!(
            "{} has several campaigns; name one of them",
            arguments.folder.display()
        );
    };
    let address = format!("http://{}", bound.address());
    // Watching before reading: an edit that is made meanwhile is not missed.
    let changes = match &origin {
        Origin::Folder(folder) => source::watch([Path::new(folder)])
            .map_err(|reason| {
                say(&format!(
                    "Edits will not be noticed: {reason}. Start again after one.\n"
                ))
            })
            .ok(),
        Origin::Zip(_) | Origin::Embedded(_) => {
            say(
                "A zip is shown as it is now. To see edits as you save them, unpack it and name the folder.\n",
            );
            None
        }
    };
    let desk = Desk {
        origin,
        address: address.clone(),
        cache: MemoryCache::default(),
        films: Arc::default(),
        rules: manual(),
    };
    let films = Arc::clone(&desk.films);
    let Read { draft, private } = desk.read()?;
    let found = counted(&draft);
    let first = asked(&draft, private);
    let preview = Arc::new(Preview::new(draft, films, Arc::new(clock::now)));
    let printing = press()
        .map(|press| printed::start(press, Arc::clone(&preview)))
        .transpose()?;
    try_on_the_press(printing.as_ref(), first, preview.number());
    let stop = Stop::default();
    stop.on_signals().context("the preview cannot be told to stop")?;
    say(&format!(
        "{found}.\nOpen {address}/ in a browser on this machine. Each save is shown there. Ctrl-C stops it.\n"
    ));
    if let Some(mut changes) = changes {
        let shown = Arc::clone(&preview);
        std::thread::Builder::new()
            .name("watching".to_owned())
            .spawn(move || {
                while changes.wait() {
                    show_again(&desk, &shown, printing.as_ref());
                }
            })
            .context("the folder cannot be watched: the system has no thread to give")?;
    }
    bound.run(&preview, &stop)?;
    Ok(Outcome::Done)
}

/// Shows what was saved; when that cannot be read at all, what was there before stays, and the browser says so too.
fn show_again(desk: &Desk, shown: &Preview, printing: Option<&Sender<Asked>>) {
    // A panic in there costs this save, not every save after it.
    let read = catch_unwind(AssertUnwindSafe(|| desk.read())).unwrap_or_else(|_| {
        Err(anyhow!(
            "the folder could not be read, and that is a fault of the program: please report it"
        ))
    });
    match read {
        Ok(Read { draft, private }) => {
            let found = counted(&draft);
            let proof = asked(&draft, private);
            let number = shown.show(draft);
            try_on_the_press(printing, proof, number);
            say(&format!("Shown as it was saved now: {found}.\n"));
        }
        Err(error) => {
            // The reason may name a file, and a file's name may hold a word that must not appear: it is told here alone.
            let finding = Diagnostic::error(
                rules::SYNTAX,
                Place::start_of("campaign.toml"),
                "the folder cannot be read as it is now",
                "read what the program says in the window where you started it, mend the folder and save it",
            );
            match desk.draft(Vec::new(), vec![finding]) {
                Ok(draft) => _ = shown.show(draft),
                Err(error) => say(&format!("{error:#}\n")),
            }
            say(&format!(
                "{error:#}\nWhat was there before stays. Mend the folder and save it.\n"
            ));
        }
    }
}

/// What the press is asked about a draft, if there is a campaign in it.
fn asked(draft: &Draft, private: Private) -> Option<Asked> {
    let campaign = draft.input.campaigns.first()?;
    Some(Asked {
        campaign: Arc::clone(campaign),
        known: draft.findings.clone(),
        private,
        number: 0,
    })
}

fn try_on_the_press(printing: Option<&Sender<Asked>>, asked: Option<Asked>, number: u64) {
    if let (Some(printing), Some(asked)) = (printing, asked) {
        // It ends with the program alone.
        _ = printing.send(Asked { number, ..asked });
    }
}

/// How much was found: "errors 2, warnings 1". What, is shown in the browser.
fn counted(draft: &Draft) -> String {
    let (errors, warnings) = report::counts(&draft.findings);
    format!("errors {errors}, warnings {warnings}")
}

fn say(text: &str) {
    // Nobody may be listening; that is no reason to stop.
    _ = std::io::stderr().write_all(text.as_bytes());
}

/// The folder, to be read again and again.
struct Desk {
    origin: Origin,
    address: String,
    cache: MemoryCache,
    films: Arc<FolderFilms>,
    rules: Arc<[RuleText]>,
}

/// What was read of a folder.
struct Read {
    draft: Draft,
    private: Private,
}

impl Desk {
    /// Reads the folder as it is saved now.
    fn read(&self) -> Result<Read> {
        let Reading {
            prepared,
            findings,
            private,
            ..
        } = draft(
            &self.origin,
            &FolderLimits::default(),
            |_| clock::now(),
            &self.cache,
        )?;
        let prepared: Vec<_> = prepared.into_iter().collect();
        // Films of a campaign that cannot be read now are still those of the one before.
        if !prepared.is_empty() {
            self.films.replace(&prepared);
        }
        let campaigns = prepared.into_iter().map(|one| Arc::new(one.input)).collect();
        Ok(Read {
            draft: self.draft(campaigns, findings)?,
            private,
        })
    }

    fn draft(&self, campaigns: Vec<Arc<CampaignInput>>, findings: Vec<Diagnostic>) -> Result<Draft> {
        Ok(Draft {
            input: SiteInput {
                campaigns,
                base_url: self.address.clone(),
                hosts: Default::default(),
                mode: Mode::Live,
                packing: Packing::None,
                version: env!("CARGO_PKG_VERSION"),
                security_contact: None,
                press: press(),
                source: Bytes::from_static(crate::SOURCE),
                licences: crate::notices::licences()?,
            },
            findings,
            rules: Arc::clone(&self.rules),
            kept: Default::default(),
        })
    }
}

/// The manual's text of every rule.
fn manual() -> Arc<[RuleText]> {
    let text = |rule: &lint::Rule| RuleText {
        id: rule.id.0,
        severities: rule.severities.words(),
        text: rule.documentation(),
    };
    lint::RULES.iter().map(text).collect()
}
