//! `hueandcry check`: looks for what is wrong with a campaign, or with each of several.

use crate::arguments::{Check, Format};
use crate::open::campaigns_at;
use crate::prepare::examine;
use crate::{Outcome, clock, report};
use anyhow::Result;
use campaign::FolderLimits;
use lint::{Checked, Together};
use std::io::{IsTerminal, Write};

pub(crate) fn run(arguments: &Check) -> Result<Outcome> {
    let limits = FolderLimits::default();
    let origins = campaigns_at(&arguments.folder)?;
    let mut together = Together::default();
    let mut out = std::io::stdout().lock();
    let with_colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut errors = 0;
    let mut json = report::Json::default();
    for origin in &origins {
        let loaded = source::load(origin.open(limits)?, &limits);
        let now = clock::moment(arguments.today, loaded.campaign.as_ref());
        let Checked { findings, allowed } = examine(&loaded, now, &mut together);
        errors += report::counts(&findings).0;
        // Of several campaigns, a file is named beneath the folder that was asked for.
        let beneath = (origins.len() > 1).then(|| origin.folder_name());
        match arguments.format {
            Format::Json => json.add(&findings, &allowed, beneath.as_deref()),
            Format::Human => {
                if let Some(name) = beneath {
                    writeln!(out, "{name}:")?;
                }
                let text = report::human(&findings, &loaded.source, with_colour) + &report::allowed(&allowed);
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
