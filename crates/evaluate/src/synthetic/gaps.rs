//! The gap between what was and what would have been.

use crate::estimate::{Certificate, Estimate, Method, Note, Placebo, TimeEffect};
use crate::linear::{Matrix, mean, square_sum};
use crate::panel::Panel;

/// The gap at each time, and from when it is an effect.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaps {
    /// The gap at each time.
    pub by_time: Vec<f64>,
    /// The first time that counts as treated.
    pub start: usize,
}

impl Gaps {
    /// The mean of some units' outcomes minus the mixture of others.
    #[must_use]
    pub fn of(outcome: &Matrix, treated: &[usize], weights: &[(usize, f64)], start: usize) -> Self {
        let mut by_time = vec![0.0; outcome.cols()];
        // Σ w(y − yⱼ): differences keep their digits where the outcomes are large.
        for &unit in treated {
            for &(donor, weight) in weights {
                for ((gap, own), other) in by_time.iter_mut().zip(outcome.row(unit)).zip(outcome.row(donor)) {
                    *gap += weight * (own - other);
                }
            }
        }
        for gap in &mut by_time {
            *gap /= treated.len() as f64;
        }
        Self { by_time, start }
    }

    /// The mean gap from the start on.
    #[must_use]
    pub fn effect(&self) -> f64 {
        mean(&self.by_time[self.start..]).unwrap_or(0.0)
    }

    /// The root of the mean squared gap before the start.
    #[must_use]
    pub fn pre_rmspe(&self) -> f64 {
        rms(&self.by_time[..self.start])
    }

    /// The root of the mean squared gap from the start on.
    #[must_use]
    pub fn post_rmspe(&self) -> f64 {
        rms(&self.by_time[self.start..])
    }

    /// These gaps as a placebo.
    #[must_use]
    pub fn placebo(self, units: Vec<usize>, certificate: Option<Certificate>) -> Placebo {
        Placebo {
            units,
            start: self.start,
            effect: self.effect(),
            pre_rmspe: self.pre_rmspe(),
            post_rmspe: self.post_rmspe(),
            gaps: self.by_time,
            certificate,
        }
    }
}

fn rms(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        libm::sqrt(square_sum(values) / values.len() as f64)
    }
}

/// A fit is poor when what it misses is more than half as large as what the treated area's past varied by.
const POOR: f64 = 0.5;
/// A fit is perfect when what it misses is rounding.
const PERFECT: f64 = 1e-9;

/// An estimate from gaps, with what they say of the fit.
#[must_use]
pub(crate) fn estimate(
    panel: &Panel,
    method: Method,
    treated: &[usize],
    gaps: Gaps,
    weights: Vec<(usize, f64)>,
    certificate: Option<Certificate>,
    mut notes: Vec<Note>,
) -> Estimate {
    let actual: Vec<f64> = (0..panel.times.len())
        .map(|time| {
            treated
                .iter()
                .map(|&unit| panel.outcome.get(unit, time))
                .sum::<f64>()
                / treated.len() as f64
        })
        .collect();
    let past = &actual[..gaps.start];
    let centre = mean(past).unwrap_or(0.0);
    let spread = rms(&past.iter().map(|value| value - centre).collect::<Vec<_>>());
    let size = past.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let missed = gaps.pre_rmspe();
    if missed <= PERFECT * size {
        notes.push(Note::PerfectFit);
    } else if missed > POOR * spread {
        notes.push(Note::PoorFit {
            relative: if spread > 0.0 {
                missed / spread
            } else {
                f64::INFINITY
            },
        });
    }
    let by_time = panel
        .times
        .iter()
        .zip(&actual)
        .zip(&gaps.by_time)
        .map(|((&time, &actual), &gap)| TimeEffect {
            time,
            actual,
            without: actual - gap,
            gap,
        })
        .collect();
    Estimate {
        method,
        effect: gaps.effect(),
        by_time,
        weights,
        time_weights: Vec::new(),
        pre_rmspe: Some(missed),
        certificate,
        notes,
    }
}
