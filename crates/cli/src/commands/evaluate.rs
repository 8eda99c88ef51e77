//! `hueandcry evaluate`: did it work?

use crate::arguments::{Evaluate, Format};
use crate::study::{Found, Numbers, Registered, method_named, outcome_named, progress};
use crate::{Outcome, output};
use anyhow::{Context as _, Result};
use evaluate::analysis::{Examined, Question, examine};
use evaluate::registered::{Plan, Standing};
use evaluate::report::{Origin, Report, html, json, plots};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn run(arguments: &Evaluate) -> Result<Outcome> {
    let mut found = Found::default();
    let registered = Registered::read(&arguments.plan, &mut found)?;
    let numbers = Numbers::open(&arguments.data)?;
    let as_json = arguments.format == Format::Json;
    let Some(plan) = &registered.plan else {
        found.show(registered.lines.as_ref(), as_json)?;
        return Ok(Outcome::No);
    };
    let outcome = outcome_named(plan, arguments.outcome.as_deref())?;
    let method = method_named(plan, arguments.estimator.as_deref())?;
    let mut progress = progress();
    progress("reading the numbers");
    let read = numbers.read(plan, &outcome)?;
    if let Err(faults) = &read {
        numbers.findings(faults, &mut found);
    }
    let (Ok((panel, rows)), false) = (read, found.has_errors()) else {
        found.show(registered.lines.as_ref(), as_json)?;
        return Ok(Outcome::No);
    };
    let question = Question {
        title: format!("Did it work? {}", registered.title),
        outcome,
        method,
        seed: arguments.seed.unwrap_or(plan.seed),
        draws: DRAWS,
        differences: registered.signed(arguments.signed.as_deref()),
        origin: Origin {
            program: format!("hueandcry {}", env!("CARGO_PKG_VERSION")),
            command: typed(arguments, plan, &numbers),
            data_name: numbers.name(),
            data_hash: numbers.hash.clone(),
            data_rows: rows,
            plan_hash: registered.hash.clone(),
            edition: registered.edition.clone(),
        },
        simulated: registered.simulated.clone(),
    };
    let others = others(plan, &question, &numbers)?;
    let report = examine(plan, &question, &panel, &others, &mut progress);
    let files = write(&arguments.out, &report)?;
    match arguments.format {
        Format::Json => output::show(json(&report).as_bytes())?,
        Format::Human => output::show(said(&report, &arguments.out, &files).as_bytes())?,
    }
    Ok(Outcome::Done)
}

/// So many sets of areas are drawn where there are more: the p-value then moves by less than a hundredth.
const DRAWS: usize = 999;

/// The plan's other outcomes; one that the file does not have says so in the report.
fn others(plan: &Plan, question: &Question, numbers: &Numbers) -> Result<Vec<Examined>> {
    let mut others = Vec::new();
    for outcome in plan
        .outcomes
        .iter()
        .filter(|outcome| **outcome != question.outcome)
    {
        let data = match numbers.read(plan, outcome)? {
            Ok((panel, _)) => Ok(panel),
            Err(faults) => Err(faults.faults.first().map_or_else(
                || "the file cannot be read.".to_owned(),
                |fault| fault.message.clone(),
            )),
        };
        others.push(Examined {
            outcome: outcome.clone(),
            data,
        });
    }
    Ok(others)
}

/// What somebody types to do it again, without the folders of this machine.
fn typed(arguments: &Evaluate, plan: &Plan, numbers: &Numbers) -> String {
    let last = |path: &Path| {
        path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    };
    let mut typed = format!(
        "hueandcry evaluate {} --data {} --out {}",
        last(&arguments.plan),
        numbers.name(),
        last(&arguments.out)
    );
    if let Some(outcome) = &arguments.outcome {
        let _ = write!(typed, " --outcome {outcome:?}");
    }
    if let Some(estimator) = &arguments.estimator {
        let _ = write!(typed, " --estimator {estimator}");
    }
    if let Some(seed) = arguments.seed.filter(|seed| *seed != plan.seed) {
        let _ = write!(typed, " --seed {seed}");
    }
    if let Some(signed) = &arguments.signed {
        let _ = write!(typed, " --signed {signed}");
    }
    typed
}

/// Every picture that a report can have: those of an earlier run go.
const PICTURES: [&str; 5] = ["series", "gap", "placebos", "weights", "events"];

/// Writes the report and gives the names of its files.
fn write(out: &Path, report: &Report) -> Result<Vec<String>> {
    let failed = |path: &Path| {
        format!(
            "{} cannot be written; --out names a folder that you may write in",
            path.display()
        )
    };
    std::fs::create_dir_all(out).with_context(|| failed(out))?;
    let mut files = vec![
        ("report.html".to_owned(), html(report)),
        ("report.json".to_owned(), json(report)),
    ];
    files.extend(
        plots(report)
            .iter()
            .map(|plot| (format!("{}.svg", plot.name), plot.file())),
    );
    for name in PICTURES {
        let old = out.join(format!("{name}.svg"));
        if old.is_file() {
            std::fs::remove_file(&old).with_context(|| failed(&old))?;
        }
    }
    for (name, text) in &files {
        let path = out.join(name);
        std::fs::write(&path, text).with_context(|| failed(&path))?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// What is said where it was typed.
fn said(report: &Report, out: &Path, files: &[String]) -> String {
    let mut text = format!("{}\n\n", report.verdict.sentence);
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    match report.verdict.standing {
        Standing::Registered => text.push_str("This follows the plan in everything.\n"),
        Standing::Exploratory => {
            text.push_str("This is not the registered analysis, and may not be called the result:\n");
            for difference in &report.differences {
                let _ = writeln!(text, "- {}", difference.sentence(&report.plan));
            }
        }
    }
    let _ = writeln!(text, "Plan:    {}", short(&report.origin.plan_hash));
    match &report.origin.edition {
        Some(edition) => {
            let _ = writeln!(text, "Edition: {}", short(edition));
        }
        None => text.push_str("Edition: none; a plan alone, or a worked example, which nobody signs\n"),
    }
    let _ = writeln!(text, "Data:    {}", report.origin.data_hash);
    if !report.verdict.warnings.is_empty() {
        text.push_str("\nRead this before you believe it:\n");
        for warning in &report.verdict.warnings {
            let _ = writeln!(text, "- {}", warning.sentence());
        }
    }
    let _ = writeln!(text, "\n{}: {}", out.display(), files.join(", "));
    text
}
