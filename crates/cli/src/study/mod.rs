//! What `evaluate` and `plan` share: a registered plan, a file of numbers, and what is wrong with either.

mod convert;
mod numbers;
mod registered;

pub(crate) use numbers::{Numbers, method_named, outcome_named};
pub(crate) use registered::Registered;

use crate::report;
use anyhow::Result;
use campaign::{Diagnostic, MemorySource, Source};
use std::io::{IsTerminal, Write};

/// What is wrong with a plan and with the numbers, so that all of it is shown at once.
#[derive(Default)]
pub(crate) struct Found {
    /// In the plan.
    pub(crate) plan: Vec<Diagnostic>,
    /// In the file of numbers.
    pub(crate) numbers: Vec<Diagnostic>,
}

impl Found {
    pub(crate) fn has_errors(&self) -> bool {
        let (in_plan, in_numbers) = (report::counts(&self.plan).0, report::counts(&self.numbers).0);
        in_plan + in_numbers > 0
    }

    /// Shows all of it where findings are shown. `lines` is where the plan's lines are read; lines of numbers are not shown, because
    /// they may be about few people.
    pub(crate) fn show(&self, lines: &dyn Source, as_json: bool) -> Result<()> {
        let mut out = std::io::stdout().lock();
        if as_json {
            let mut json = report::Json::default();
            json.add(&self.plan, &[], None);
            json.add(&self.numbers, &[], None);
            out.write_all(json.finish().as_bytes())?;
            return Ok(());
        }
        let with_colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let plan = report::listed(&self.plan, lines, with_colour);
        let numbers = report::listed(&self.numbers, &MemorySource::new(), with_colour);
        out.write_all(format!("{plan}{numbers}").as_bytes())?;
        if self.has_errors() {
            let count = self.plan.len() + self.numbers.len();
            writeln!(
                out,
                "{}: nothing was worked out.",
                if count == 1 {
                    "1 finding".to_owned()
                } else {
                    format!("{count} findings")
                }
            )?;
        }
        Ok(())
    }
}

/// Tells somebody who waits what is being done; nobody else.
pub(crate) fn progress() -> impl FnMut(&str) {
    let is_watched = std::io::stderr().is_terminal();
    move |doing: &str| {
        if is_watched {
            // Nobody can be told that standard error is gone.
            let _ = writeln!(std::io::stderr().lock(), "{doing} …");
        }
    }
}
