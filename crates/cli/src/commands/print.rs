//! `hueandcry print`: writes a campaign's posters as files, and a copy for each placement with its own code.

// Which of a campaign's posters and copies are meant.
mod choice;
// The list that goes to the printer and to whoever hangs them up.
mod list;

use crate::arguments::Print;
use crate::making::make_each;
use crate::open::campaigns_at;
use crate::prepare::{Prepared, Reading, prepare_unencoded};
use crate::press::{NO_PRESS, press, printing};
use crate::progress::Progress;
use crate::{Outcome, clock, report};
use anyhow::{Context as _, Result, anyhow, bail};
use campaign::{Campaign, CampaignPath, Diagnostic, FolderLimits, Severity, Source};
use choice::Choice;
use lint::Together;
use site::{Job, Order, SiteInput, Workshop};
use source::TreeWriter;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

/// The list of everything that was written.
const LIST: &str = "copies.csv";

/// All campaigns are read before anything is printed: what is wrong is told at once, and in no case is half of it written.
pub(crate) fn run(arguments: &Print) -> Result<Outcome> {
    let press = press().ok_or_else(|| anyhow!(NO_PRESS))?;
    let origins = campaigns_at(&arguments.folder)?;
    let limits = FolderLimits::default();
    let mut together = Together::default();
    let mut campaigns = Vec::new();
    let mut is_refused = false;
    for origin in &origins {
        let Reading {
            prepared,
            findings,
            source,
            ..
        } = prepare_unencoded(origin, &limits, |_| clock::now(), &mut together)?;
        show(&findings, source.as_ref())?;
        match prepared {
            Some(Prepared { input, .. }) => campaigns.push((Arc::new(input), source)),
            None => is_refused = true,
        }
    }
    if is_refused {
        return Ok(Outcome::No);
    }
    let choice = Choice::of(arguments, campaigns.iter().map(|(input, _)| &input.campaign))?;
    let site = printing(&arguments.base_url, Some(press));
    let is_alone = campaigns.len() == 1;
    let mut writer = TreeWriter::new(&arguments.out)?;
    let mut rows = Vec::new();
    for (input, source) in campaigns {
        let campaign = Arc::clone(&input);
        let workshop = Arc::new(Workshop::new(&site, input, clock::now()));
        let beneath = match is_alone {
            true => String::new(),
            false => format!("{}/", campaign.campaign.about.id),
        };
        let jobs = choice.jobs(&campaign.campaign);
        let findings = print(&mut writer, &workshop, &jobs, &beneath)?;
        show(&findings, source.as_ref())?;
        is_refused |= !findings.is_empty();
        rows.extend(rows_of(&site, &campaign.campaign, &jobs, &beneath));
    }
    if is_refused {
        return Ok(Outcome::No);
    }
    let list = list::write(&rows);
    writer.write(&path(LIST)?, list.as_bytes())?;
    writer.finish()?;
    let copies = rows.iter().filter(|row| !row.code.is_empty()).count();
    let mut err = std::io::stderr().lock();
    writeln!(
        err,
        "{}: {} files, of which {copies} are copies for placements; {LIST} lists them",
        arguments.out.display(),
        rows.len()
    )?;
    if copies == 0 {
        writeln!(
            err,
            "No placement has a copy of its own: name a poster and a format for it in placements.csv (docs/folder.md)."
        )?;
    }
    Ok(Outcome::Done)
}

/// Writes files, and gives the findings about those that cannot be printed.
fn print(
    writer: &mut TreeWriter,
    workshop: &Arc<Workshop>,
    jobs: &[Job],
    beneath: &str,
) -> Result<Vec<Diagnostic>> {
    let mut progress = Progress::of(jobs.len(), "posters");
    // Copies of one poster one after the other, however the placements stand in their list: what they share is laid out,
    // subset and packed once as long as the press has not forgotten it.
    let mut jobs: Vec<&Job> = jobs.iter().collect();
    jobs.sort_by_cached_key(|job| job.address());
    let orders: Vec<Arc<Order>> = jobs
        .iter()
        .map(|job| Arc::new(Order::new(workshop, (*job).clone())))
        .collect();
    let mut findings = Vec::new();
    make_each(&orders, |place, made| {
        match made {
            Ok(bytes) => {
                let job = jobs.get(place).context("an order that was not given")?;
                writer.write(&path(&format!("{beneath}{}", file_name(job)))?, bytes.as_ref())?;
            }
            Err(found) => findings.extend(found),
        }
        progress.step();
        Ok(())
    })?;
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// `let-go-a4.pdf`, and `copies/PUB7-let-go-a4.pdf`: a name that still says what it is when somebody sends the file on.
fn file_name(job: &Job) -> String {
    let (code, name) = match job {
        Job::Poster {
            poster,
            format,
            code,
            for_printer,
        } => {
            let kind = if *for_printer { "-printer" } else { "" };
            (code, format!("{poster}-{format}{kind}.pdf"))
        }
        Job::Screen { poster, code } => (code, format!("{poster}-screen.png")),
        // The command prints posters alone; whatever else there may be keeps its address.
        Job::Card { .. } | Job::Release { .. } | Job::Toolkit { .. } => return job.address(),
    };
    match code {
        None => name,
        Some(code) => format!("copies/{code}-{name}"),
    }
}

fn rows_of(site: &SiteInput, campaign: &Campaign, jobs: &[Job], beneath: &str) -> Vec<list::Row> {
    let base = site.base_url.trim_end_matches('/');
    let home = format!("{base}/{}/", campaign.about.id);
    let row = |job: &Job| {
        let (poster, format, code) = choice::named(job)?;
        let placement = code
            .as_ref()
            .and_then(|code| campaign.placements.iter().find(|one| one.code == *code));
        let page = match placement {
            Some(placement) => format!("{home}{}", placement.page),
            None => format!("{home}posters/{poster}/"),
        };
        Some(list::Row {
            code: code.as_ref().map(ToString::to_string).unwrap_or_default(),
            name: placement
                .map(|placement| placement.name.clone())
                .unwrap_or_default(),
            poster: poster.to_string(),
            format: format.to_string(),
            file: format!("{beneath}{}", file_name(job)),
            link: code
                .as_ref()
                .map(|code| format!("{base}/q/{code}"))
                .unwrap_or_default(),
            page,
        })
    };
    jobs.iter().filter_map(row).collect()
}

/// Shows the errors among findings, as `check` does.
fn show(findings: &[Diagnostic], source: &dyn Source) -> Result<()> {
    let errors: Vec<Diagnostic> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .cloned()
        .collect();
    if !errors.is_empty() {
        let mut err = std::io::stderr().lock();
        let with_colour = err.is_terminal();
        err.write_all(report::human(&errors, source, with_colour).as_bytes())?;
    }
    Ok(())
}

fn path(name: &str) -> Result<CampaignPath> {
    match CampaignPath::new(name) {
        Ok(path) => Ok(path),
        Err(reason) => bail!("{name} cannot be a file: {reason}"),
    }
}
