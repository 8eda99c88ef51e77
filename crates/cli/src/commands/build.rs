//! `hueandcry build`: writes a campaign's site as files.

use crate::arguments::Build;
use crate::open::{AnySource, campaigns_at};
use crate::prepare::{Prepared, Reading, prepare};
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Error, Result, anyhow};
use bytes::Bytes;
use campaign::{BadPath, FolderLimits, Severity, Source};
use lint::Together;
use media::NoCache;
use site::{Licences, Mode, Packing, SiteInput, Tree, TreeFile, TreeFiles};
use source::{Cleaned, TreeWriter};
use std::io::{IsTerminal, Write};

/// Campaigns are read and written one after the other: hundreds need little more memory than one. After one that may not be
/// published, the rest are still read, so that all faults are shown at once; nothing is written.
pub(crate) fn run(arguments: &Build) -> Result<Outcome> {
    let limits = FolderLimits::default();
    let mut err = std::io::stderr().lock();
    let with_colour = err.is_terminal();
    let origins = campaigns_at(&arguments.folder)?;
    let mut writer = TreeWriter::new(&arguments.out)?;
    let mut moment = None;
    let mut tree = None;
    let mut together = Together::default();
    let mut is_refused = false;
    for (number, origin) in origins.iter().enumerate() {
        let at = |campaign: Option<&campaign::Campaign>| {
            *moment.get_or_insert(clock::moment(arguments.today, campaign))
        };
        let Reading {
            prepared,
            findings,
            source,
        } = prepare(origin, &limits, at, &NoCache, &mut together)?;
        let errors: Vec<_> = findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        if !errors.is_empty() {
            err.write_all(report::human(&errors, source.as_ref(), with_colour).as_bytes())?;
        }
        let Some(Prepared { input, films }) = prepared else {
            is_refused = true;
            continue;
        };
        if !is_refused {
            let now = moment.unwrap_or_else(clock::now);
            let tree = tree.get_or_insert_with(|| Tree::new(site(arguments), now));
            let files = tree.add(input).map_err(no_file)?;
            write(&mut writer, files, Some(&films))?;
        }
        if with_colour && origins.len() > 1 {
            write!(err, "\r{} of {} campaigns", number + 1, origins.len())?;
        }
    }
    if is_refused {
        return Ok(Outcome::No);
    }
    let tree = tree.unwrap_or_else(|| Tree::new(site(arguments), moment.unwrap_or_else(clock::now)));
    write(&mut writer, tree.finish().map_err(no_file)?, None)?;
    let count = writer.finish()?;
    let start = if with_colour && origins.len() > 1 {
        "\r"
    } else {
        ""
    };
    writeln!(err, "{start}{}: {count} files", arguments.out.display())?;
    Ok(Outcome::Done)
}

fn no_file(reason: BadPath) -> Error {
    anyhow!("a page has an address that cannot be a file: {reason}")
}

fn site(arguments: &Build) -> SiteInput {
    SiteInput {
        campaigns: Vec::new(),
        base_url: arguments.base_url.clone(),
        hosts: Default::default(),
        mode: Mode::Static,
        packing: Packing::None,
        version: env!("CARGO_PKG_VERSION"),
        source: Bytes::from_static(crate::SOURCE),
        licences: Licences::default(),
        security_contact: arguments.security_contact.clone(),
    }
}

fn write(writer: &mut TreeWriter, files: TreeFiles, films: Option<&Cleaned<AnySource>>) -> Result<()> {
    for (path, file) in files {
        match file {
            TreeFile::Bytes(bytes) => writer.write(&path, bytes.as_ref())?,
            TreeFile::Copy(film) => {
                let folder = films.context("a film belongs to no campaign")?;
                let film = folder
                    .open(&film)
                    .with_context(|| format!("{film} cannot be read"))?;
                writer.write(&path, film)?;
            }
        }
    }
    Ok(())
}
