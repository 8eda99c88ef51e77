//! Test, interval and error of SDID from areas that had no campaign.

use rayon::prelude::*;

use super::block::{Block, Fit, Zeta};
use super::study::Study;
use super::{Sdid, Weights};
use crate::estimate::{Placebo, Uncertainty};
use crate::linear::mean;
use crate::panel::Panel;
use crate::placebo::{Assignment, Statistic, assigned, judge, made};
use crate::refusal::Refusal;

/// Which `zeta` the placebos' areas are weighted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ridge {
    /// The study's own (what `synthdid` does).
    #[default]
    Held,
    /// Found again from the areas that are left to compare with (what panelkit does).
    FoundAgain,
}

/// How the placebos are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceboOptions {
    /// How the weights are found.
    pub weights: Weights,
    /// Which `zeta` the placebos have.
    pub ridge: Ridge,
    /// With several treated areas: at most so many sets. With one, every area is a placebo once.
    pub draws: usize,
    /// Where the draws start.
    pub seed: u64,
    /// The confidence of the interval, as in 0.95.
    pub level: f64,
    /// What placebos are compared by: the effect as published.
    pub statistic: Statistic,
}

impl Default for PlaceboOptions {
    fn default() -> Self {
        Self {
            weights: Weights::Exact,
            ridge: Ridge::Held,
            draws: 999,
            seed: 1,
            level: 0.95,
            statistic: Statistic::Effect,
        }
    }
}

/// Lets areas that never start stand for the treated ones, the treated ones being left out.
///
/// # Errors
///
/// When there are fewer than two more of them than treated areas. A placebo without an answer is left out and named in the notes.
pub fn placebo(panel: &Panel, found: &Sdid, options: &PlaceboOptions) -> Result<Uncertainty, Refusal> {
    let study = Study::new(panel)?;
    let pool: Vec<usize> = (0..study.controls.len()).collect();
    let starts = study.starts();
    let (assignments, sets) = assigned(pool.len(), &starts, options.draws, options.seed)?;
    // One block for each start, shared by all placebos: the products of all areas are made once.
    let blocks = found
        .cohorts
        .iter()
        .map(|cohort| {
            let block = Block::new(panel, &study.controls, &[], cohort.start, true)?;
            let zeta = block.zeta(&vec![0; cohort.treated.len()], &pool)?;
            Ok((
                cohort.start,
                block,
                Zeta {
                    omega: cohort.zeta_omega,
                    lambda: cohort.zeta_lambda,
                    ..zeta
                },
            ))
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    let fits: Vec<Result<Placebo, Refusal>> = assignments
        .par_iter()
        .map(|assignment| one(&study, &blocks, assignment, options))
        .collect();
    let first = |assignment: &Assignment| assignment.first().map_or(0, |(place, _)| study.controls[*place]);
    let (placebos, refused) = made(assignments.iter().map(first).zip(fits));
    let start = starts.iter().copied().min().unwrap_or(0);
    let treated = Placebo::of(&found.estimate, panel.treated(), start);
    let mut sure = judge(&treated, &placebos, &sets, options.statistic, options.level)?;
    sure.notes.extend(refused);
    sure.placebos = placebos;
    Ok(sure)
}

fn one(
    study: &Study,
    blocks: &[(usize, Block, Zeta)],
    assignment: &Assignment,
    options: &PlaceboOptions,
) -> Result<Placebo, Refusal> {
    let taken: Vec<usize> = assignment.iter().map(|a| a.0).collect();
    let controls: Vec<usize> = (0..study.controls.len())
        .filter(|c| taken.binary_search(c).is_err())
        .collect();
    let mut fits: Vec<(usize, usize, Fit)> = Vec::new();
    for (start, block, held) in blocks {
        let treated: Vec<usize> = assignment.iter().filter(|a| a.1 == *start).map(|a| a.0).collect();
        let zeta = match options.ridge {
            Ridge::Held => *held,
            Ridge::FoundAgain => block.zeta(&treated, &controls)?,
        };
        fits.push((
            *start,
            treated.len(),
            block.fit(&treated, &controls, zeta, options.weights)?,
        ));
    }
    let times = fits.first().map_or(0, |f| f.2.gaps.len());
    let total: usize = fits.iter().map(|(start, many, _)| many * (times - start)).sum();
    let (mut effect, mut gaps) = (0.0, vec![0.0; times]);
    for (start, many, fit) in &fits {
        effect += fit.effect * (many * (times - start)) as f64 / total as f64;
        crate::linear::add_scaled(&mut gaps, *many as f64 / taken.len() as f64, &fit.gaps);
    }
    let first = fits.iter().map(|f| f.0).min().unwrap_or(0);
    let size = |row: &[f64]| libm::sqrt(mean(&row.iter().map(|g| g * g).collect::<Vec<_>>()).unwrap_or(0.0));
    Ok(Placebo {
        units: taken.iter().map(|&c| study.controls[c]).collect(),
        start: first,
        effect,
        pre_rmspe: size(&gaps[..first]),
        post_rmspe: size(&gaps[first..]),
        certificate: if let [(_, _, fit)] = fits.as_slice() {
            fit.certificate
        } else {
            None
        },
        gaps,
    })
}
