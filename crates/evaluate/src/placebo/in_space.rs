//! Placebos in space: every area that could have been treated takes its turn.

use rayon::prelude::*;

use super::judge::{Statistic, judge, made};
use super::sets::{Sets, sets};
use crate::estimate::{Placebo, Uncertainty};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::synthetic::{Fits, Setting};

/// The treated fit among its placebos.
#[derive(Debug, Clone, PartialEq)]
pub struct SpaceTest {
    /// The treated areas' own fit.
    pub treated: Placebo,
    /// The fits of all that took their turn, in the order of the sets.
    pub placebos: Vec<Placebo>,
    /// Judged by the size of the effect.
    pub by_effect: Uncertainty,
    /// Judged by the ratio of RMSPE after the start to before it.
    pub by_ratio: Uncertainty,
    /// Judged by the effect beside RMSPE before the start.
    pub by_scale: Uncertainty,
}

/// Runs `fit` for the treated areas and for every set of donors that can stand for them, on all cores, and judges. With one treated
/// area each donor takes its turn exactly once; with several, sets of as many: all of them, or `draws` different ones. The treated areas are
/// never donors of a placebo.
///
/// `fit` takes the areas that stand for treated and their donors, both ascending. A placebo that it refuses is left out and named in
/// the notes.
///
/// # Errors
/// What `fit` refuses for the treated areas; [`Refusal::TooFewAreas`]; [`Refusal::BadOption`] for a level outside 0 to 1.
pub fn test_in_space(
    setting: &Setting,
    draws: usize,
    seed: u64,
    level: f64,
    fit: impl Fn(&[usize], &[usize]) -> Result<Placebo, Refusal> + Sync,
) -> Result<SpaceTest, Refusal> {
    let treated = fit(&setting.treated, &setting.donors)?;
    let sets = sets(setting.donors.len(), setting.treated.len(), draws, seed)?;
    let fits: Vec<Result<Placebo, Refusal>> =
        sets.sets.par_iter().map(|set| turn(setting, set, &fit)).collect();
    let first = |set: &Vec<usize>| setting.donors[set[0]];
    let (placebos, notes) = made(sets.sets.iter().map(first).zip(fits));
    let judged = |statistic| -> Result<Uncertainty, Refusal> {
        let mut uncertainty = judge(&treated, &placebos, &sets, statistic, level)?;
        uncertainty.notes.extend(notes.iter().cloned());
        Ok(uncertainty)
    };
    let (by_effect, by_ratio) = (judged(Statistic::Effect)?, judged(Statistic::Ratio)?);
    let by_scale = judged(Statistic::Scaled)?;
    Ok(SpaceTest {
        treated,
        placebos,
        by_effect,
        by_ratio,
        by_scale,
    })
}

fn turn(
    setting: &Setting,
    set: &[usize],
    fit: &impl Fn(&[usize], &[usize]) -> Result<Placebo, Refusal>,
) -> Result<Placebo, Refusal> {
    let treated: Vec<usize> = set.iter().map(|&place| setting.donors[place]).collect();
    let mut next = set.iter().peekable();
    let mut donors = Vec::with_capacity(setting.donors.len());
    for (place, &donor) in setting.donors.iter().enumerate() {
        if next.next_if(|&&taken| taken == place).is_none() {
            donors.push(donor);
        }
    }
    fit(&treated, &donors)
}

/// Synthetic control on outcomes and all its placebos, which share one Gram matrix.
///
/// # Errors
/// As [`crate::synthetic::synthetic_control`] and [`test_in_space`].
pub fn synthetic_placebos(panel: &Panel, draws: usize, seed: u64, level: f64) -> Result<SpaceTest, Refusal> {
    let setting = Setting::of(panel)?;
    let fits = Fits::many(panel, &setting)?;
    test_in_space(&setting, draws, seed, level, |treated, donors| {
        fits.placebo(treated, donors)
    })
}

impl SpaceTest {
    /// The sets that took their turn.
    #[must_use]
    pub fn sets(&self) -> Sets {
        let seed = self.by_effect.draws.map(|draws| draws.seed);
        Sets {
            sets: self
                .placebos
                .iter()
                .map(|placebo| placebo.units.clone())
                .collect(),
            seed,
        }
    }
}
