//! Synthetic control corrected by a ridge regression.

use rayon::prelude::*;

use super::gaps::{Gaps, estimate};
use super::setting::Setting;
use crate::estimate::{Certificate, Estimate, Method, Note, Placebo};
use crate::linear::{Cholesky, Gram, Matrix, add_scaled, dot};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::simplex::{Problem, Target, solve};

/// How strongly the correction is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Penalty {
    /// By this `λ`, in the square of the outcome's unit. Above 0. The larger, the nearer to plain synthetic control.
    Fixed(f64),
    /// By the largest `λ` of a grid of twenty whose error on times that were held out is within one standard error of the least (the
    /// authors' rule). Each of at most `most` times before the start, evenly spread, is held out once.
    HeldOut {
        /// How many times are held out at most; 2 or more.
        most: usize,
    },
}

/// Donors × times before the start minus the donors' mean, and the treated mean alike.
struct Centred {
    donors: Matrix,
    treated: Vec<f64>,
}

/// The gap of a corrected fit.
struct Corrected {
    weights: Vec<(usize, f64)>,
    gaps: Gaps,
    certificate: Certificate,
    penalty: f64,
}

/// Ridge-augmented synthetic control (Ben-Michael, Feller and Rothstein, JASA 116(536), 2021): where the mixture of donors misses the past of
/// the treated area, a ridge regression of later on earlier outcomes among the donors says how much that matters, and the difference is
/// corrected. Weights may be negative and still add up to 1. The certificate is that of the mixture before the correction.
///
/// # Errors
/// As [`super::synthetic_control`]; [`Refusal::BadOption`] for a penalty that is not above 0; [`Refusal::TooFewTimes`] when fewer than
/// three times are there to hold one out.
pub fn augmented(panel: &Panel, penalty: Penalty) -> Result<Estimate, Refusal> {
    let setting = Setting::of(panel)?;
    let fit = corrected(panel, &setting.treated, &setting.donors, setting.start, penalty)?;
    let mut notes = setting.notes;
    let negative: f64 = fit.weights.iter().map(|(_, weight)| (-weight).max(0.0)).sum();
    notes.push(Note::Remark(format!(
        "The correction has the penalty {:.3e}; negative weights add up to {negative:.3}.",
        fit.penalty
    )));
    let method = Method::AugmentedSyntheticControl;
    Ok(estimate(
        panel,
        method,
        &setting.treated,
        fit.gaps,
        fit.weights,
        Some(fit.certificate),
        notes,
    ))
}

/// The same as a placebo, for areas that stand for treated.
///
/// # Errors
/// As [`augmented`].
pub fn augmented_placebo(
    panel: &Panel,
    treated: &[usize],
    donors: &[usize],
    start: usize,
    penalty: Penalty,
) -> Result<Placebo, Refusal> {
    let fit = corrected(panel, treated, donors, start, penalty)?;
    Ok(fit.gaps.placebo(treated.to_vec(), Some(fit.certificate)))
}

/// The penalty that [`Penalty::HeldOut`] finds for a panel's own treated areas. With [`Penalty::Fixed`] all placebos can have it: that spares
/// nearly all the work, and every area is corrected alike.
///
/// # Errors
/// As [`augmented`].
pub fn held_out_penalty(panel: &Panel, most: usize) -> Result<f64, Refusal> {
    let Setting {
        treated,
        donors,
        start,
        ..
    } = Setting::of(panel)?;
    let all: Vec<usize> = (0..start).collect();
    let data = Centred::new(&panel.outcome, &treated, &donors, &all)?;
    held_out(&panel.outcome, &treated, &donors, start, most, &data)
}

fn corrected(
    panel: &Panel,
    treated: &[usize],
    donors: &[usize],
    start: usize,
    penalty: Penalty,
) -> Result<Corrected, Refusal> {
    let all: Vec<usize> = (0..start).collect();
    let data = Centred::new(&panel.outcome, treated, donors, &all)?;
    let (mixture, certificate) = data.mixture()?;
    let penalty = found(&panel.outcome, treated, donors, start, penalty, &data)?;
    let weights = data.corrected(&data.products(), &mixture, penalty)?;
    let weights: Vec<(usize, f64)> = donors
        .iter()
        .copied()
        .zip(weights)
        .filter(|(_, weight)| *weight != 0.0)
        .collect();
    let gaps = Gaps::of(&panel.outcome, treated, &weights, start);
    Ok(Corrected {
        weights,
        gaps,
        certificate,
        penalty,
    })
}

/// The penalty for areas over the times up to `until`.
pub(crate) fn penalty_of(
    outcome: &Matrix,
    treated: &[usize],
    donors: &[usize],
    until: usize,
    penalty: Penalty,
) -> Result<f64, Refusal> {
    let all: Vec<usize> = (0..until).collect();
    let data = Centred::new(outcome, treated, donors, &all)?;
    found(outcome, treated, donors, until, penalty, &data)
}

fn found(
    outcome: &Matrix,
    treated: &[usize],
    donors: &[usize],
    until: usize,
    penalty: Penalty,
    data: &Centred,
) -> Result<f64, Refusal> {
    match penalty {
        Penalty::Fixed(penalty) if penalty > 0.0 && penalty.is_finite() => Ok(penalty),
        Penalty::Fixed(_) => Err(Refusal::BadOption {
            name: "penalty",
            allowed: "above 0",
        }),
        Penalty::HeldOut { most } => held_out(outcome, treated, donors, until, most, data),
    }
}

impl Centred {
    fn new(outcome: &Matrix, treated: &[usize], donors: &[usize], times: &[usize]) -> Result<Self, Refusal> {
        let mut mean = vec![0.0; times.len()];
        let mut rows = Matrix::from_fn(donors.len(), times.len(), |row, at| {
            outcome.get(donors[row], times[at])
        });
        for row in 0..donors.len() {
            add_scaled(&mut mean, 1.0 / donors.len() as f64, rows.row(row));
        }
        for row in 0..donors.len() {
            add_scaled(rows.row_mut(row), -1.0, &mean);
        }
        let own = |(at, mean): (usize, &f64)| {
            treated
                .iter()
                .map(|&unit| outcome.get(unit, times[at]) - mean)
                .sum::<f64>()
                / treated.len() as f64
        };
        let treated: Vec<f64> = mean.iter().enumerate().map(own).collect();
        if !rows.is_finite() || !treated.iter().all(|value| value.is_finite()) {
            return Err(Refusal::OutOfRange);
        }
        Ok(Self {
            donors: rows,
            treated,
        })
    }

    /// The simplex weights, one for each donor.
    fn mixture(&self) -> Result<(Vec<f64>, Certificate), Refusal> {
        let count = self.donors.rows();
        let mut data = self.donors.data().to_vec();
        data.extend_from_slice(&self.treated);
        let rows = Matrix::new(count + 1, self.donors.cols(), data).ok_or(Refusal::Malformed)?;
        let gram = Gram::new(&rows)?;
        let all: Vec<usize> = (0..count).collect();
        let solution = solve(&Problem {
            gram: &gram,
            target: Target::Row(count),
            donors: &all,
            ridge: 0.0,
        })?;
        let mut weights = vec![0.0; count];
        solution
            .weights
            .iter()
            .for_each(|&(row, weight)| weights[row] = weight);
        Ok((weights, solution.certificate))
    }

    /// The products that the correction is made of: donors × donors or times × times, whichever are fewer.
    fn products(&self) -> Matrix {
        let columns;
        let rows = if self.donors.rows() <= self.donors.cols() {
            &self.donors
        } else {
            columns = self.donors.transposed();
            &columns
        };
        Matrix::from_fn(rows.rows(), rows.rows(), |a, b| dot(rows.row(a), rows.row(b)))
    }

    /// The mixture's weights and `X(XᵀX + λI)⁻¹(x₁ − Xᵀw)`, which is `(XXᵀ + λI)⁻¹X(x₁ − Xᵀw)` as well.
    fn corrected(&self, products: &Matrix, mixture: &[f64], penalty: f64) -> Result<Vec<f64>, Refusal> {
        let mut missed = self.treated.clone();
        for (row, weight) in mixture.iter().enumerate() {
            add_scaled(&mut missed, -weight, self.donors.row(row));
        }
        let mut factor = Cholesky::new();
        for place in 0..products.rows() {
            let line = products.row(place);
            if !factor.push(line[..place].to_vec(), line[place] + penalty) {
                return Err(Refusal::NotConverged {
                    what: "the correction",
                });
            }
        }
        let along = |of: &[f64]| -> Vec<f64> {
            (0..mixture.len())
                .map(|row| dot(self.donors.row(row), of))
                .collect()
        };
        let correction = if self.donors.rows() <= self.donors.cols() {
            let mut correction = along(&missed);
            factor.solve(&mut correction);
            correction
        } else {
            factor.solve(&mut missed);
            along(&missed)
        };
        Ok(mixture
            .iter()
            .zip(correction)
            .map(|(weight, more)| weight + more)
            .collect())
    }
}

/// How many penalties are tried.
const GRID: usize = 20;
/// The least of them, as a part of the largest.
const LEAST: f64 = 1e-8;

fn held_out(
    outcome: &Matrix,
    treated: &[usize],
    donors: &[usize],
    start: usize,
    most: usize,
    whole: &Centred,
) -> Result<f64, Refusal> {
    if start < 3 {
        return Err(Refusal::TooFewTimes {
            purpose: "holding one out",
            found: start,
            needed: 3,
        });
    }
    if most < 2 {
        return Err(Refusal::BadOption {
            name: "times held out",
            allowed: "2 or more",
        });
    }
    let largest = largest_root(&whole.products());
    if largest <= 0.0 || !largest.is_finite() {
        return Err(Refusal::ConstantOutcome);
    }
    let grid: Vec<f64> = (0..GRID)
        .map(|step| largest * libm::exp(libm::log(LEAST) * step as f64 / (GRID - 1) as f64))
        .collect();
    let count = start.min(most);
    let out: Vec<usize> = (0..count).map(|number| number * start / count).collect();
    // For each time that is held out the squared error at each penalty.
    let errors: Vec<Vec<f64>> = out
        .par_iter()
        .map(|&time| {
            let others: Vec<usize> = (0..start).filter(|&other| other != time).collect();
            let data = Centred::new(outcome, treated, donors, &others)?;
            let there = Centred::new(outcome, treated, donors, &[time])?;
            let (mixture, _) = data.mixture()?;
            let products = data.products();
            grid.iter()
                .map(|&penalty| {
                    let weights = data.corrected(&products, &mixture, penalty)?;
                    let error = there.treated[0] - dot(&weights, there.donors.data());
                    Ok(error * error)
                })
                .collect::<Result<Vec<f64>, Refusal>>()
        })
        .collect::<Result<_, _>>()?;
    let mean = |at: usize| errors.iter().map(|row| row[at]).sum::<f64>() / count as f64;
    let means: Vec<f64> = (0..GRID).map(mean).collect();
    let best = (0..GRID).fold(0, |best, at| if means[at] < means[best] { at } else { best });
    let squares: f64 = errors
        .iter()
        .map(|row| (row[best] - means[best]) * (row[best] - means[best]))
        .sum();
    let error = libm::sqrt(squares / (count - 1) as f64 / count as f64);
    // The grid descends, so that the first one within reach is the largest.
    let chosen = means
        .iter()
        .position(|&mean| mean <= means[best] + error)
        .unwrap_or(best);
    Ok(grid[chosen])
}

/// The largest eigenvalue of a symmetric matrix without negative ones, to a thousandth: powers, from the row sums on.
fn largest_root(square: &Matrix) -> f64 {
    let mut vector: Vec<f64> = (0..square.rows())
        .map(|row| 1.0 + square.get(row, row).abs())
        .collect();
    let mut root = 0.0;
    for _ in 0..200 {
        let length = libm::sqrt(dot(&vector, &vector));
        if length == 0.0 {
            return 0.0;
        }
        vector.iter_mut().for_each(|value| *value /= length);
        vector = (0..square.rows())
            .map(|row| dot(square.row(row), &vector))
            .collect();
        let next = libm::sqrt(dot(&vector, &vector));
        if (next - root).abs() <= 1e-6 * next {
            return next;
        }
        root = next;
    }
    root
}
