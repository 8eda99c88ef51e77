//! Test, interval and error of difference-in-differences from areas that had no campaign.

use rayon::prelude::*;

use super::two_way;
use crate::estimate::{Estimate, Placebo, Uncertainty};
use crate::linear::mean;
use crate::panel::Panel;
use crate::placebo::{Assignment, Statistic, assigned, judge};
use crate::refusal::Refusal;

/// Lets areas that never start stand for the treated ones, the treated ones being left out. With one treated area every other
/// area is a placebo once; with several, sets of as many areas are, all or at most `draws`.
///
/// # Errors
///
/// When there are fewer than two more of them than treated areas, or the study or a placebo has no answer.
pub fn placebo(
    panel: &Panel,
    covariates: &[usize],
    draws: usize,
    seed: u64,
    level: f64,
) -> Result<Uncertainty, Refusal> {
    let found = two_way(panel, covariates)?.estimate;
    let treated = panel.treated();
    let starts: Vec<usize> = treated.iter().filter_map(|&a| panel.start(a)).collect();
    let controls = panel.never_treated();
    let rest = panel.part(&controls, 0..panel.times.len());
    let (assignments, sets) = assigned(controls.len(), &starts, draws, seed)?;
    let placebos = assignments
        .par_iter()
        .map(|assignment| one(&rest, &controls, assignment, covariates))
        .collect::<Result<Vec<Placebo>, Refusal>>()?;
    let start = starts.iter().copied().min().unwrap_or(0);
    let mut sure = judge(
        &as_placebo(&found, treated, start),
        &placebos,
        &sets,
        Statistic::Effect,
        level,
    )?;
    sure.placebos = placebos;
    Ok(sure)
}

/// An estimate in the form in which placebos are compared.
pub(crate) fn as_placebo(found: &Estimate, units: Vec<usize>, start: usize) -> Placebo {
    let gaps: Vec<f64> = found.by_time.iter().map(|t| t.gap).collect();
    let size = |row: &[f64]| libm::sqrt(mean(&row.iter().map(|g| g * g).collect::<Vec<_>>()).unwrap_or(0.0));
    let turn = start.min(gaps.len());
    Placebo {
        units,
        start,
        effect: found.effect,
        pre_rmspe: size(&gaps[..turn]),
        post_rmspe: size(&gaps[turn..]),
        gaps,
        certificate: found.certificate,
    }
}

fn one(
    rest: &Panel,
    controls: &[usize],
    assignment: &Assignment,
    covariates: &[usize],
) -> Result<Placebo, Refusal> {
    let mut panel = rest.clone();
    panel.starts.fill(None);
    for &(area, start) in assignment {
        panel.starts[area] = Some(start);
    }
    let found = two_way(&panel, covariates)?.estimate;
    let start = assignment.iter().map(|a| a.1).min().unwrap_or(0);
    Ok(as_placebo(
        &found,
        assignment.iter().map(|a| controls[a.0]).collect(),
        start,
    ))
}
