//! `hueandcry evaluate`: did it work?

use crate::arguments::{Evaluate, Format};
use crate::study::{Study, progress, write};
use crate::{Outcome, output};
use anyhow::{Context as _, Result};
use evaluate::analysis::{Examined, Question, examine};
use evaluate::registered::Standing;
use evaluate::report::{Origin, Report, html, json, plots};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn run(arguments: &Evaluate) -> Result<Outcome> {
    let mut progress = progress();
    let Some(study) = Study::open(&arguments.study, &mut progress)? else {
        return Ok(Outcome::No);
    };
    let question = Question {
        title: format!("Did it work? {}", study.title()),
        outcome: study.outcome.clone(),
        method: study.method,
        inference: study.inference,
        seed: study.seed,
        draws: DRAWS,
        differences: study.signed(arguments.signed.as_deref()),
        origin: Origin {
            program: format!("hueandcry {}", env!("CARGO_PKG_VERSION")),
            command: typed(arguments, &study),
            data_name: study.numbers.name(),
            data_hash: study.numbers.hash.clone(),
            data_rows: study.rows,
            plan_hash: study.plan_hash().to_owned(),
            edition: study.edition().map(str::to_owned),
        },
        simulated: study.simulated().cloned(),
    };
    let others = others(&study)?;
    let report = examine(&study.plan, &question, &study.panel, &others, &mut progress);
    let files = files(&report);
    remove_old_pictures(&arguments.out)?;
    write(&arguments.out, &files)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    match arguments.study.format {
        Format::Json => output::show(json(&report).as_bytes())?,
        Format::Human => output::show(said(&report, &arguments.out, &names).as_bytes())?,
    }
    Ok(Outcome::Done)
}

/// So many sets of areas are drawn where there are more: the p-value then moves by less than a hundredth.
const DRAWS: usize = 999;

/// The plan's other outcomes; one that the file does not have says so in the report.
fn others(study: &Study) -> Result<Vec<Examined>> {
    let mut others = Vec::new();
    for outcome in study
        .plan
        .outcomes
        .iter()
        .filter(|outcome| **outcome != study.outcome)
    {
        let data = match study.numbers.read(&study.plan, outcome)? {
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
fn typed(arguments: &Evaluate, study: &Study) -> String {
    let asked = &arguments.study;
    let last = |path: &Path| {
        path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    };
    let mut typed = format!(
        "hueandcry evaluate {} --data {} --out {}",
        last(&asked.plan),
        study.numbers.name(),
        last(&arguments.out)
    );
    if let Some(outcome) = &asked.outcome {
        let _ = write!(typed, " --outcome {outcome:?}");
    }
    if let Some(estimator) = &asked.estimator {
        let _ = write!(typed, " --estimator {estimator}");
    }
    if let Some(inference) = &asked.inference {
        let _ = write!(typed, " --inference {inference}");
    }
    if let Some(seed) = asked.seed.filter(|seed| *seed != study.plan.seed) {
        let _ = write!(typed, " --seed {seed}");
    }
    if let Some(signed) = &arguments.signed {
        let _ = write!(typed, " --signed {signed}");
    }
    typed
}

/// Every picture that a report can have.
const PICTURES: [&str; 5] = ["series", "gap", "placebos", "weights", "events"];

/// Those of an earlier run go: this one may not have them.
fn remove_old_pictures(out: &Path) -> Result<()> {
    for name in PICTURES {
        let old = out.join(format!("{name}.svg"));
        if old.is_file() {
            std::fs::remove_file(&old).with_context(|| format!("{} cannot be replaced", old.display()))?;
        }
    }
    Ok(())
}

fn files(report: &Report) -> Vec<(String, String)> {
    let mut files = vec![
        ("report.html".to_owned(), html(report)),
        ("report.json".to_owned(), json(report)),
    ];
    let pictures = plots(report);
    files.extend(
        pictures
            .iter()
            .map(|plot| (format!("{}.svg", plot.name), plot.file())),
    );
    files
}

/// What is said where it was typed.
fn said(report: &Report, out: &Path, files: &[&str]) -> String {
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
