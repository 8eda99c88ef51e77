//! `hueandcry plan`: has this a chance of an answer?

use crate::arguments::{Format, Plan};
use crate::study::{Found, Numbers, Registered, method_named, outcome_named, progress};
use crate::{Outcome, output};
use anyhow::{Context as _, Result, anyhow};
use evaluate::design::{Design, Effort, design, html, json, picture, said};
use std::path::Path;

pub(crate) fn run(arguments: &Plan) -> Result<Outcome> {
    let mut found = Found::default();
    let registered = Registered::read(&arguments.plan, &mut found)?;
    let numbers = Numbers::open(&arguments.data)?;
    let as_json = arguments.format == Format::Json;
    let Some(plan) = &registered.plan else {
        found.show(registered.lines.as_ref(), as_json)?;
        return Ok(Outcome::No);
    };
    let outcome = outcome_named(plan, arguments.outcome.as_deref())?;
    let mut plan = plan.clone();
    plan.method = method_named(&plan, arguments.estimator.as_deref())?;
    let mut progress = progress();
    progress("reading the numbers");
    let read = numbers.read(&plan, &outcome)?;
    if let Err(faults) = &read {
        numbers.findings(faults, &mut found);
    }
    let (Ok((panel, _)), false) = (read, found.has_errors()) else {
        found.show(registered.lines.as_ref(), as_json)?;
        return Ok(Outcome::No);
    };
    let seed = arguments.seed.unwrap_or(plan.seed);
    let effort = Effort {
        windows: arguments.windows,
        ..Effort::default()
    };
    let design = design(&plan, &outcome, &panel, effort, seed, &mut progress)
        .map_err(|refusal| anyhow!("the design cannot be tried: {refusal} {}", refusal.advice()))?;
    if let Some(out) = &arguments.out {
        write(out, &design, &registered.title)?;
    }
    match arguments.format {
        Format::Json => output::show(json(&design).as_bytes())?,
        Format::Human => output::show(said(&design).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn write(out: &Path, design: &Design, title: &str) -> Result<()> {
    let failed = |path: &Path| {
        format!(
            "{} cannot be written; --out names a folder that you may write in",
            path.display()
        )
    };
    std::fs::create_dir_all(out).with_context(|| failed(out))?;
    let mut files = vec![
        (
            "plan.html",
            html(design, &format!("Has it a chance of an answer? {title}")),
        ),
        ("plan.json", json(design)),
    ];
    files.extend(picture(design).map(|plot| ("power.svg", plot.file())));
    for (name, text) in files {
        let path = out.join(name);
        std::fs::write(&path, text).with_context(|| failed(&path))?;
    }
    Ok(())
}
