//! Placebos for any estimator: areas without the campaign stand for those with it.

use super::judge::made;
use super::{Assignment, Statistic, assigned, judge};
use crate::estimate::{Estimate, Placebo, Uncertainty};
use crate::panel::Panel;
use crate::refusal::Refusal;
use rayon::prelude::*;

/// How placebos are drawn and judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    /// With several treated areas: at most so many sets. With one, every area takes its turn once.
    pub draws: usize,
    /// Where the draws start.
    pub seed: u64,
    /// The confidence of the interval, as in 0.95.
    pub level: f64,
    /// What placebos are compared by.
    pub statistic: Statistic,
}

/// Judges an estimate by what `fit` finds where there was no campaign: with one treated area each other area
/// once, with several sets of as many with the same starts. Treated areas are in no placebo. One that `fit` refuses is left out and
/// named in the notes.
///
/// # Errors
/// As [`assigned`] and [`judge`].
pub fn permuted(
    panel: &Panel,
    found: &Estimate,
    draw: Draw,
    fit: impl Fn(&Panel) -> Result<Estimate, Refusal> + Sync,
) -> Result<Uncertainty, Refusal> {
    let others = panel.never_treated();
    let treated = panel.treated();
    let starts: Vec<usize> = treated.iter().filter_map(|&unit| panel.start(unit)).collect();
    let (assignments, sets) = assigned(others.len(), &starts, draw.draws, draw.seed)?;
    let alone = panel.part(&others, 0..panel.times.len());
    let fits: Vec<Result<Placebo, Refusal>> = assignments
        .par_iter()
        .map(|assignment| turn(&alone, assignment, &others, &fit))
        .collect();
    let first = |assignment: &Assignment| assignment.first().map_or(0, |(place, _)| others[*place]);
    let (placebos, refused) = made(assignments.iter().map(first).zip(fits));
    let start = starts.iter().copied().min().unwrap_or(0);
    let own = Placebo::of(found, treated, start);
    let mut uncertainty = judge(&own, &placebos, &sets, draw.statistic, draw.level)?;
    uncertainty.notes.extend(refused);
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
    Ok(Placebo::of(&fit(&panel)?, units, start))
}
