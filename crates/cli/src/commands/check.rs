//! `hueandcry check`: looks for what is wrong with a campaign, or with each of several.

use crate::arguments::{Check, Format};
use crate::mend::mend;
use crate::open::{Origin, campaigns_at};
use crate::prepare::{examine, printable};
use crate::{Outcome, clock, press, report};
use anyhow::{Result, bail};
use campaign::{Diagnostic, FolderLimits};
use lint::{Checked, Together};
use std::io::{IsTerminal, Write};
use std::sync::Arc;

pub(crate) fn run(arguments: &Check) -> Result<Outcome> {
    let limits = FolderLimits::default();
    let origins = campaigns_at(&arguments.folder)?;
    if arguments.fix {
        for origin in &origins {
            put_right(origin, arguments, &limits)?;
        }
    }
    let mut together = Together::default();
    let mut out = std::io::stdout().lock();
    let with_colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut errors = 0;
    let mut json = report::Json::default();
    for origin in &origins {
        let loaded = source::load(origin.open(limits)?, &limits);
        let now = clock::moment(arguments.today, loaded.campaign.as_ref());
        let Checked {
            mut findings,
            allowed,
        } = examine(&loaded, now, &mut together);
        let (source, private) = (Arc::new(loaded.source), loaded.private);
        let press = if arguments.no_print { None } else { press::press() };
        if let (Some(press), Some(campaign)) = (press, loaded.campaign) {
            let campaign = printable(campaign, loaded.edition.hash, &source)?;
            let proof = press::proof(Arc::new(campaign), press, now, &findings)?;
            findings.extend(lint::redact(proof, &private));
            findings.sort();
        }
        errors += report::counts(&findings).0;
        // Of several campaigns, a file is named beneath the folder that was asked for.
        let beneath = (origins.len() > 1).then(|| origin.folder_name());
        match arguments.format {
            Format::Json => json.add(&findings, &allowed, beneath.as_deref()),
            Format::Human => {
                if let Some(name) = beneath {
                    writeln!(out, "{name}:")?;
                }
                let found = report::human(&findings, source.as_ref(), with_colour);
                let text = found + &hint(origin, &findings) + &report::allowed(&allowed);
                out.write_all(text.as_bytes())?;
                if origins.len() > 1 {
                    writeln!(out)?;
                }
            }
        }
    }
    if arguments.format == Format::Json {
        out.write_all(json.finish().as_bytes())?;
    }
    Ok(if errors == 0 { Outcome::Done } else { Outcome::No })
}

/// Writes what has one right answer and shows it; beside JSON, where people look.
fn put_right(origin: &Origin, arguments: &Check, limits: &FolderLimits) -> Result<()> {
    let mended = mend(origin, limits, arguments.today)?;
    let text = report::changes(&mended) + "\n";
    match arguments.format {
        Format::Human => std::io::stdout().lock().write_all(text.as_bytes())?,
        Format::Json => std::io::stderr().lock().write_all(text.as_bytes())?,
    }
    match mended.refused {
        Some(refused) => bail!("{refused}; run it again"),
        None => Ok(()),
    }
}

/// That `--fix` could write some of it.
fn hint(origin: &Origin, findings: &[Diagnostic]) -> String {
    let count = findings.iter().filter(|finding| finding.fix.is_some()).count();
    match (origin, count) {
        (Origin::Zip(_) | Origin::Embedded(_), _) | (_, 0) => String::new(),
        (Origin::Folder(_), 1) => "One of them has only one right answer: --fix writes it.\n".to_owned(),
        (Origin::Folder(_), count) => {
            format!("{count} of them have only one right answer: --fix writes it.\n")
        }
    }
}
