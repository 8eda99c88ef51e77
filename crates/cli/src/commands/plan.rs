//! `hueandcry plan`: has this a chance of an answer?

use crate::arguments::{Format, Plan};
use crate::study::{Study, progress, write};
use crate::{Outcome, output};
use anyhow::{Result, anyhow};
use evaluate::design::{Design, Effort, design, html, json, picture, said};

pub(crate) fn run(arguments: &Plan) -> Result<Outcome> {
    let mut progress = progress();
    let Some(study) = Study::open(&arguments.study, &mut progress)? else {
        return Ok(Outcome::No);
    };
    // What is tried is the plan as it would be with what was asked for.
    let mut plan = study.plan.clone();
    plan.method = study.method;
    plan.inference = study.inference;
    let effort = Effort {
        windows: arguments.windows,
        ..Effort::default()
    };
    let design = design(
        &plan,
        &study.outcome,
        &study.panel,
        effort,
        study.seed,
        &mut progress,
    )
    .map_err(|refusal| anyhow!("the design cannot be tried: {refusal} {}", refusal.advice()))?;
    if let Some(out) = &arguments.out {
        write(out, &files(&design, study.title()))?;
    }
    match arguments.study.format {
        Format::Json => output::show(json(&design).as_bytes())?,
        Format::Human => output::show(said(&design).as_bytes())?,
    }
    Ok(Outcome::Done)
}

fn files(design: &Design, title: &str) -> Vec<(String, String)> {
    let page = html(design, &format!("Has it a chance of an answer? {title}"));
    let mut files = vec![
        ("plan.html".to_owned(), page),
        ("plan.json".to_owned(), json(design)),
    ];
    files.extend(picture(design).map(|plot| ("power.svg".to_owned(), plot.file())));
    files
}
