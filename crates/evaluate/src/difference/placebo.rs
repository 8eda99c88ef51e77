//! Test, interval and error of difference-in-differences from areas that had no campaign.

use super::two_way;
use crate::estimate::Uncertainty;
use crate::panel::Panel;
use crate::placebo::{Draw, Statistic, permuted};
use crate::refusal::Refusal;

/// Lets areas that never start stand for the treated ones, the treated ones being left out. With one treated area every other
/// area is a placebo once; with several, sets of as many areas are, all or at most `draws`. They are compared by the effect.
///
/// # Errors
///
/// When there are fewer than two more of them than treated areas, or the study has no answer. A placebo without one is left out and named
/// in the notes.
pub fn placebo(
    panel: &Panel,
    covariates: &[usize],
    draws: usize,
    seed: u64,
    level: f64,
) -> Result<Uncertainty, Refusal> {
    let fit = |panel: &Panel| Ok(two_way(panel, covariates)?.estimate);
    let draw = Draw {
        draws,
        seed,
        level,
        statistic: Statistic::Effect,
    };
    permuted(panel, &fit(panel)?, draw, fit)
}
