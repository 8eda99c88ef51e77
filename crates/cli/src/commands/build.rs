//! `hueandcry build`: writes a campaign's site as files.

use crate::arguments::Build;
use crate::making::{each, make_each};
use crate::open::{AnySource, campaigns_at};
use crate::prepare::{Prepared, Reading, prepare};
use crate::press::press;
use crate::progress::Progress;
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Error, Result, anyhow};
use bytes::Bytes;
use campaign::{BadPath, CampaignPath, Diagnostic, FolderLimits, Severity, Source};
use lint::Together;
use media::NoCache;
use site::{Job, Licences, Mode, Order, Packing, SiteInput, ToolkitError, Tree, TreeFile, TreeFiles};
use source::{Cleaned, TreeWriter};
use std::io::{IsTerminal, Write};
use std::sync::Arc;

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
            ..
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
            let files = tree.add(Arc::new(input)).map_err(no_file)?;
            let findings = write(&mut writer, files, Some(&films))?;
            if !findings.is_empty() {
                err.write_all(report::human(&findings, source.as_ref(), with_colour).as_bytes())?;
                is_refused = true;
            }
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
        press: if arguments.no_print { None } else { press() },
    }
}

/// Writes files, and gives the findings about those that cannot be made.
fn write(
    writer: &mut TreeWriter,
    files: TreeFiles,
    films: Option<&Cleaned<AnySource>>,
) -> Result<Vec<Diagnostic>> {
    let (mut paths, mut orders) = (Vec::new(), Vec::new());
    let (mut toolkit_files, mut toolkits) = (Vec::new(), Vec::new());
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
            TreeFile::Made(order) if matches!(order.job, Job::Toolkit { .. }) => {
                toolkit_files.push(writer.create(&path)?);
                toolkits.push(order);
            }
            TreeFile::Made(order) => {
                paths.push(path);
                orders.push(order);
            }
        }
    }
    let mut progress = Progress::of(orders.len() + toolkits.len(), "posters, cards and toolkits");
    let mut findings = Vec::new();
    make_each(&orders, |place, made| {
        match made {
            Ok(bytes) => {
                let path = paths.get(place).context("an order that was not given")?;
                writer.write(path, bytes.as_ref())?;
            }
            Err(found) => findings.extend(found),
        }
        progress.step();
        Ok(())
    })?;
    // After the posters and cards that stand in them: those are not made twice.
    let open = |film: &CampaignPath| {
        let folder = films.ok_or(std::io::ErrorKind::NotFound)?;
        folder.open(film).map_err(std::io::Error::other)
    };
    let write_one = |place: usize, order: &Order| match toolkit_files.get(place) {
        Some(file) => order.write(&open, file),
        None => Ok(()),
    };
    each(&toolkits, write_one, |_, written| {
        match written {
            Ok(()) => {}
            Err(ToolkitError::Findings(found)) => findings.extend(found),
            Err(ToolkitError::Failed(error)) => {
                return Err(Error::new(error).context("a toolkit cannot be written"));
            }
        }
        progress.step();
        Ok(())
    })?;
    findings.sort();
    findings.dedup();
    Ok(findings)
}
