//! Areas without the campaign stand for those with it, for methods that have no placebos of their own.

use super::Settings;
use crate::estimate::{Estimate, Placebo, Uncertainty, UncertaintyNote};
use crate::linear::{mean, square_sum};
use crate::panel::Panel;
use crate::placebo::{Assignment, Statistic, assigned, judge};
use crate::refusal::Refusal;
use rayon::prelude::*;

/// Judges an estimate by what `fit` finds where there was no campaign: with one treated area each other area once, with several
/// sets of as many with the same starts. Treated areas are in no placebo.
pub(super) fn permuted(
    panel: &Panel,
    found: &Estimate,
    settings: &Settings,
    fit: impl Fn(&Panel) -> Result<Estimate, Refusal> + Sync,
) -> Result<Uncertainty, Refusal> {
    let others = panel.never_treated();
    let treated = panel.treated();
    let starts: Vec<usize> = treated.iter().filter_map(|&unit| panel.start(unit)).collect();
    // Somebody must be left to compare with.
    if others.len() < starts.len() + 1 {
        return Err(Refusal::TooFewAreas {
            purpose: "placebos",
            found: others.len(),
            needed: starts.len() + 1,
        });
    }
    let (assignments, sets) = assigned(others.len(), &starts, settings.draws, settings.seed)?;
    let times: Vec<usize> = (0..panel.times.len()).collect();
    let alone = crate::registered::part(panel, &others, &times);
    let found_there: Vec<Result<Placebo, Refusal>> = assignments
        .par_iter()
        .map(|assignment| turn(&alone, assignment, &others, &fit))
        .collect();
    let (mut placebos, mut notes) = (Vec::new(), Vec::new());
    for (assignment, placebo) in assignments.iter().zip(found_there) {
        match placebo {
            Ok(placebo) => placebos.push(placebo),
            Err(reason) => notes.push(UncertaintyNote::PlaceboRefused {
                unit: assignment.first().map_or(0, |(place, _)| others[*place]),
                reason,
            }),
        }
    }
    let start = starts.iter().copied().min().unwrap_or(0);
    let own = placebo(found, treated, start);
    let mut uncertainty = judge(&own, &placebos, &sets, Statistic::Effect, 1.0 - settings.alpha)?;
    uncertainty.notes.extend(notes);
    uncertainty.placebos = placebos;
    Ok(uncertainty)
}

fn turn(
    alone: &Panel,
    assignment: &Assignment,
    others: &[usize],
    fit: &impl Fn(&Panel) -> Result<Estimate, Refusal>,
) -> Result<Placebo, Refusal> {
    let mut panel = alone.clone();
    for (place, start) in assignment {
        panel.starts[*place] = Some(*start);
    }
    let start = assignment.iter().map(|(_, start)| *start).min().unwrap_or(0);
    let units = assignment.iter().map(|(place, _)| others[*place]).collect();
    Ok(placebo(&fit(&panel)?, units, start))
}

fn placebo(found: &Estimate, units: Vec<usize>, start: usize) -> Placebo {
    let gaps: Vec<f64> = found.by_time.iter().map(|time| time.gap).collect();
    let start = start.min(gaps.len());
    let size = |gaps: &[f64]| {
        let known: Vec<f64> = gaps.iter().copied().filter(|gap| gap.is_finite()).collect();
        mean(&[square_sum(&known) / known.len().max(1) as f64]).map_or(0.0, libm::sqrt)
    };
    Placebo {
        units,
        start,
        effect: found.effect,
        pre_rmspe: size(&gaps[..start]),
        post_rmspe: size(&gaps[start..]),
        gaps,
        certificate: found.certificate,
    }
}
