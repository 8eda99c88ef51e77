//! What `evaluate` and `plan` share: a registered plan, a file of numbers, and what is wrong with either.

mod convert;
mod numbers;
mod registered;

use numbers::{Numbers, inference_named, method_named, outcome_named};
use registered::Registered;

use crate::arguments::{self, Format};
use crate::report;
use anyhow::{Context as _, Result};
use campaign::{Diagnostic, MemorySource, Source};
use evaluate::registered::{Difference, Outcome, Plan};
use evaluate::report::Simulated;
use evaluate::{Inference, Method, Panel};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// A plan with its numbers, both without errors, and what is asked of them.
pub(crate) struct Study {
    registered: Registered,
    /// The file of numbers.
    pub(crate) numbers: Numbers,
    /// The plan as it was registered.
    pub(crate) plan: Plan,
    /// The outcome that is asked for.
    pub(crate) outcome: Outcome,
    /// The method that is asked for.
    pub(crate) method: Method,
    /// The test that is asked for.
    pub(crate) inference: Inference,
    /// The seed that is asked for.
    pub(crate) seed: u64,
    /// The numbers of that outcome.
    pub(crate) panel: Panel,
    /// How many rows they were read from.
    pub(crate) rows: u64,
}

impl Study {
    /// Reads plan and numbers. Nothing when either has errors: all of them have been shown.
    pub(crate) fn open(asked: &arguments::Study, progress: &mut dyn FnMut(&str)) -> Result<Option<Study>> {
        let mut found = Found::default();
        let mut registered = Registered::read(&asked.plan, &mut found)?;
        let numbers = Numbers::open(&asked.data)?;
        let as_json = asked.format == Format::Json;
        let Some(plan) = registered.plan.take() else {
            found.show(registered.lines.as_ref(), as_json)?;
            return Ok(None);
        };
        let outcome = outcome_named(&plan, asked.outcome.as_deref())?;
        let method = method_named(&plan, asked.estimator.as_deref())?;
        let inference = inference_named(&plan, asked.inference.as_deref())?;
        progress("reading the numbers");
        let read = numbers.read(&plan, &outcome)?;
        if let Err(faults) = &read {
            numbers.findings(faults, &mut found);
        }
        let (Ok((panel, rows)), false) = (read, found.has_errors()) else {
            found.show(registered.lines.as_ref(), as_json)?;
            return Ok(None);
        };
        Ok(Some(Study {
            seed: asked.seed.unwrap_or(plan.seed),
            registered,
            numbers,
            plan,
            outcome,
            method,
            inference,
            panel,
            rows,
        }))
    }

    /// The campaign's name, or the plan file's.
    pub(crate) fn title(&self) -> &str {
        &self.registered.title
    }

    /// The plan's hash.
    pub(crate) fn plan_hash(&self) -> &str {
        &self.registered.hash
    }

    /// The hash of the edition that the plan stands in, where somebody signs it.
    pub(crate) fn edition(&self) -> Option<&str> {
        self.registered.edition.as_deref()
    }

    /// That the numbers are made up, where they are.
    pub(crate) fn simulated(&self) -> Option<&Simulated> {
        self.registered.simulated.as_ref()
    }

    /// That somebody signed another plan than this.
    pub(crate) fn signed(&self, signed: Option<&str>) -> Vec<Difference> {
        self.registered.signed(signed)
    }
}

/// Writes files into a folder, which is made where it is missing.
pub(crate) fn write(out: &Path, files: &[(String, String)]) -> Result<()> {
    let failed = |path: &Path| {
        format!(
            "{} cannot be written; --out names a folder that you may write in",
            path.display()
        )
    };
    std::fs::create_dir_all(out).with_context(|| failed(out))?;
    for (name, text) in files {
        let path = out.join(name);
        std::fs::write(&path, text).with_context(|| failed(&path))?;
    }
    Ok(())
}

/// What is wrong with a plan and with the numbers, so that all of it is shown at once.
#[derive(Default)]
struct Found {
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
