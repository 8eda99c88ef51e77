//! Synthetic difference-in-differences.
//!
//! Arkhangelsky, Athey, Hirshberg, Imbens and Wager, "Synthetic Difference-in-Differences", *American Economic Review* 111(12),
//! 2021, 4088-4118. Weights on areas make the others' past run parallel to the treated areas', weights on times pick the past
//! that resembles what came after; the effect is the difference of the two weighted differences. Several starts: cohort by
//! cohort against the areas that never start, then averaged by treated area-times (Clarke, Pailañir, Athey and Imbens 2023).
//!
//! - [`sdid`]: the estimate, with exact weights or, by name, with the ones at which R's `synthdid` stops.
//! - [`placebo`](crate::sdid::placebo): test, interval and error from areas that had no campaign. Defined for one treated area.
//! - [`jackknife`](crate::sdid::jackknife) and [`bootstrap`](crate::sdid::bootstrap): errors for several treated areas; refused with one.
//!
//! The panel's own weights and covariates are not used; a note says so of the weights.
//!
//! ```
//! use evaluate::sdid::{PlaceboOptions, Weights, placebo, sdid};
//! use evaluate::{Matrix, Panel};
//! let outcome = Matrix::from_fn(24, 9, |a, t| {
//!     let effect = if a == 0 && t >= 6 { -9.0 } else { 0.0 };
//!     a as f64 + (t * (a % 4)) as f64 + ((a * 7 + t * 5) % 3) as f64 / 10.0 + effect
//! });
//! let starts = (0..24).map(|a| (a == 0).then_some(6)).collect();
//! let panel = Panel::of((0..24).map(|a| a.to_string()).collect(), outcome, starts).unwrap();
//! let found = sdid(&panel, Weights::Exact)?;
//! let sure = placebo(&panel, &found, &PlaceboOptions::default())?;
//! assert!((found.estimate.effect + 9.0).abs() < 1.0);
//! // All 23 other areas once: no smaller p-value than 1 in 24 exists.
//! assert_eq!((sure.placebos.len(), sure.p), (23, Some(1.0 / 24.0)));
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod block;
mod placebo;
mod resample;
mod study;

pub use placebo::{PlaceboOptions, Ridge, placebo};
pub use resample::{bootstrap, jackknife};

use crate::estimate::{Certificate, Estimate, Method, Note, TimeEffect, WEIGHTS_NOT_USED};
use crate::panel::Panel;
use crate::refusal::Refusal;
use block::{Block, Fit};
use study::Study;

/// How the weights are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weights {
    /// At the optimum, with a certificate.
    #[default]
    Exact,
    /// Where the Frank-Wolfe steps of R's `synthdid` 0.0.9 stop: 100 of them, small weights dropped, up to 10,000 more. Near the
    /// optimum and not at it; for those who must reproduce its digits.
    AsSynthdid,
}

/// The areas that start at one time, and what was found for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// The index of their first treated time.
    pub start: usize,
    /// Which areas they are, by index.
    pub treated: Vec<usize>,
    /// The effect on them, in the outcome's unit.
    pub effect: f64,
    /// Their share in the whole effect: treated area-times of all.
    pub share: f64,
    /// Area and weight; none is 0.
    pub weights: Vec<(usize, f64)>,
    /// Time and weight; none is 0.
    pub time_weights: Vec<(usize, f64)>,
    /// How strongly the areas' weights are drawn to equal ones, in the outcome's unit.
    pub zeta_omega: f64,
    /// The same for the times' weights: hardly, so that they are unique.
    pub zeta_lambda: f64,
    /// How far the areas' weights are from the best ones; `None` as `synthdid` has them.
    pub certificate: Option<Certificate>,
    /// How far the times' weights are from the best ones.
    pub time_certificate: Option<Certificate>,
}

/// The estimate and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sdid {
    /// The effect, the series and the weights, averaged over cohorts by their share.
    pub estimate: Estimate,
    /// By start.
    pub cohorts: Vec<Cohort>,
}

/// Estimates the effect on the treated areas.
///
/// Areas without an outcome at some time are left out of the comparison, and a note names them.
///
/// # Errors
///
/// When nobody is treated; when a treated area has a gap, or fewer than two times before its start; when fewer than two areas
/// never start; when every outcome is the same.
pub fn sdid(panel: &Panel, weights: Weights) -> Result<Sdid, Refusal> {
    let study = Study::new(panel)?;
    let fits = study
        .cohorts
        .iter()
        .map(|(start, treated)| {
            let block = Block::new(panel, &study.controls, treated, *start, false)?;
            let controls: Vec<usize> = (0..study.controls.len()).collect();
            let cohort: Vec<usize> = (study.controls.len()..study.controls.len() + treated.len()).collect();
            let zeta = block.zeta(&cohort, &controls)?;
            block.fit(&cohort, &controls, zeta, weights)
        })
        .collect::<Result<Vec<Fit>, Refusal>>()?;
    describe(panel, &study, &fits)
}

fn describe(panel: &Panel, study: &Study, fits: &[Fit]) -> Result<Sdid, Refusal> {
    let times = panel.times.len();
    let total: usize = study
        .cohorts
        .iter()
        .map(|(start, treated)| treated.len() * (times - start))
        .sum();
    let areas: usize = study.cohorts.iter().map(|(_, treated)| treated.len()).sum();
    let (mut effect, mut squares, mut past) = (0.0, 0.0, 0.0);
    let (mut actual, mut gaps) = (vec![0.0; times], vec![0.0; times]);
    let (mut by_area, mut by_time) = (vec![0.0; panel.units.len()], vec![0.0; times]);
    let mut cohorts = Vec::with_capacity(fits.len());
    for ((start, treated), fit) in study.cohorts.iter().zip(fits) {
        let share = (treated.len() * (times - start)) as f64 / total as f64;
        let part = treated.len() as f64 / areas as f64;
        effect += share * fit.effect;
        for t in 0..times {
            let mean = treated.iter().map(|&a| panel.outcome.get(a, t)).sum::<f64>() / treated.len() as f64;
            actual[t] += part * mean;
            gaps[t] += part * fit.gaps[t];
            if t < *start {
                squares += treated.len() as f64 * fit.gaps[t] * fit.gaps[t];
                past += treated.len() as f64;
            }
        }
        let weights: Vec<(usize, f64)> = fit.omega.iter().map(|&(c, w)| (study.controls[c], w)).collect();
        weights.iter().for_each(|&(a, w)| by_area[a] += share * w);
        fit.lambda.iter().for_each(|&(t, w)| by_time[t] += share * w);
        cohorts.push(Cohort {
            start: *start,
            treated: treated.clone(),
            effect: fit.effect,
            share,
            weights,
            time_weights: fit.lambda.clone(),
            zeta_omega: fit.zeta.omega,
            zeta_lambda: fit.zeta.lambda,
            certificate: fit.certificate,
            time_certificate: fit.time_certificate,
        });
    }
    if !effect.is_finite() {
        return Err(Refusal::OutOfRange);
    }
    let above = |row: Vec<f64>| row.into_iter().enumerate().filter(|(_, w)| *w > 0.0).collect();
    let by_times = (0..times).map(|t| TimeEffect {
        time: panel.times[t],
        actual: actual[t],
        without: actual[t] - gaps[t],
        gap: gaps[t],
    });
    let mut notes = Vec::new();
    if !study.left_out.is_empty() {
        notes.push(Note::LeftOutForGaps {
            units: study.left_out.clone(),
        });
    }
    let shortest = study.cohorts.iter().map(|(start, _)| *start).min().unwrap_or(0);
    if shortest < 4 {
        notes.push(Note::ShortPrePeriod { times: shortest });
    }
    if panel.weights.is_some() {
        notes.push(Note::Remark(WEIGHTS_NOT_USED.to_owned()));
    }
    let estimate = Estimate {
        method: Method::SyntheticDifferenceInDifferences,
        effect,
        by_time: by_times.collect(),
        weights: above(by_area),
        time_weights: above(by_time),
        pre_rmspe: Some(libm::sqrt(squares / past)),
        // With several cohorts each has its own; see `cohorts`.
        certificate: if let [fit] = fits { fit.certificate } else { None },
        notes,
    };
    Ok(Sdid { estimate, cohorts })
}
