//! `hueandcry check`: looks for what is wrong with a campaign.

use crate::arguments::{Check, Format};
use crate::open::campaigns_at;
use crate::prepare::examine;
use crate::{Outcome, clock, report};
use anyhow::{Result, bail};
use campaign::FolderLimits;
use lint::Checked;
use std::io::{IsTerminal, Write};

pub(crate) fn run(arguments: &Check) -> Result<Outcome> {
    let limits = FolderLimits::default();
    let origins = campaigns_at(&arguments.folder)?;
    let [origin] = origins.as_slice() else {
        bail!(
            "{} has several campaigns; name one of them",
            arguments.folder.display()
        );
    };
    let loaded = source::load(origin.open(limits)?, &limits);
    let now = clock::moment(arguments.today, loaded.campaign.as_ref());
    let Checked { findings, allowed } = examine(&loaded, now);
    let mut out = std::io::stdout().lock();
    let text = match arguments.format {
        Format::Json => report::json(&findings, &allowed),
        Format::Human => {
            let with_colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
            report::human(&findings, &loaded.source, with_colour) + &report::allowed(&allowed)
        }
    };
    out.write_all(text.as_bytes())?;
    let (errors, _) = report::counts(&findings);
    Ok(if errors == 0 { Outcome::Done } else { Outcome::No })
}
