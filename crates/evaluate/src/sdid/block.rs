//! One start: the areas before and after it, and both kinds of weights.

use super::Weights;
use crate::estimate::Certificate;
use crate::linear::{Gram, Matrix, add_scaled, mean, square_sum};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::simplex::{self, FrankWolfe, Problem, Target};

/// How strongly weights are drawn to equal ones, in the outcome's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Zeta {
    pub(super) omega: f64,
    pub(super) lambda: f64,
    /// The spread of a step of the comparison areas before the start, which both are made of.
    pub(super) noise: f64,
}

/// Place and weight; none is 0.
type Sparse = Vec<(usize, f64)>;

/// The times' weights are drawn to equal ones by this part of the noise: hardly, but it makes them unique.
const LITTLE: f64 = 1e-6;

/// Below so many cells a second thread costs more than it brings.
const PARALLEL: usize = 10_000;

/// Areas (rows of `outcome`, numbered from 0) over all times, the first `start` of them before.
pub(super) struct Block {
    outcome: Matrix,
    start: usize,
    /// The past of all areas, each around its own mean; with all their products where many fits share them.
    areas: Gram,
    /// The times of all areas as of one pool of controls, where many fits take a few of them out.
    times: Option<Gram>,
}

/// What was found for one cohort; areas are numbered as in the block.
pub(super) struct Fit {
    pub(super) effect: f64,
    pub(super) omega: Sparse,
    pub(super) lambda: Sparse,
    /// Treated less synthetic at each time, moved so that the weighted past is 0.
    pub(super) gaps: Vec<f64>,
    pub(super) zeta: Zeta,
    pub(super) certificate: Option<Certificate>,
    pub(super) time_certificate: Option<Certificate>,
}

impl Block {
    /// The rows are `controls`, then `treated`. `shared` says that many fits will use the products of all areas.
    pub(super) fn new(
        panel: &Panel,
        controls: &[usize],
        treated: &[usize],
        start: usize,
        shared: bool,
    ) -> Result<Self, Refusal> {
        let rows: Vec<usize> = controls.iter().chain(treated).copied().collect();
        Self::of(panel.outcome.part(&rows, 0..panel.times.len()), start, shared)
    }

    pub(super) fn of(outcome: Matrix, start: usize, shared: bool) -> Result<Self, Refusal> {
        let every: Vec<usize> = (0..outcome.rows()).collect();
        let mut past = outcome.part(&every, 0..start);
        for row in 0..past.rows() {
            centre(past.row_mut(row));
        }
        let areas = Gram::owning(past)?;
        let mut block = Self {
            outcome,
            start,
            areas,
            times: None,
        };
        if shared {
            block.areas = block.areas.full();
            block.times = Some(Gram::owning(block.time_rows(&every))?.full());
        }
        Ok(block)
    }

    /// As published: the noise is the spread of the controls' steps before the start, `zeta` for areas is noise · (treated ×
    /// times after)^¼, for times a millionth of it.
    pub(super) fn zeta(&self, treated: &[usize], controls: &[usize]) -> Result<Zeta, Refusal> {
        let many = controls.len() * self.start.saturating_sub(1);
        if many < 2 {
            return Err(Refusal::TooFewTimes {
                purpose: "the noise before the start",
                found: self.start,
                needed: 2,
            });
        }
        // The steps of an area add up to its last past outcome less its first.
        let whole: f64 = controls
            .iter()
            .map(|&c| self.outcome.get(c, self.start - 1) - self.outcome.get(c, 0))
            .sum();
        let middle = whole / many as f64;
        let mut apart = Vec::with_capacity(self.start);
        let mut squares = 0.0;
        for &control in controls {
            let past = &self.outcome.row(control)[..self.start];
            apart.clear();
            apart.extend(past.windows(2).map(|pair| pair[1] - pair[0] - middle));
            squares += square_sum(&apart);
        }
        let noise = libm::sqrt(squares / (many - 1) as f64);
        let cells = (treated.len() * (self.outcome.cols() - self.start)) as f64;
        Ok(Zeta {
            omega: noise * libm::pow(cells, 0.25),
            lambda: LITTLE * noise,
            noise,
        })
    }

    /// Finds both weights and the effect on `treated`, compared with `controls` (both by row, ascending, without overlap).
    pub(super) fn fit(
        &self,
        treated: &[usize],
        controls: &[usize],
        zeta: Zeta,
        weights: Weights,
    ) -> Result<Fit, Refusal> {
        let ((omega, certificate), (lambda, time_certificate)) = match weights {
            Weights::Exact => {
                let areas = || self.area_weights(treated, controls, zeta);
                let times = || self.time_weights(controls, zeta);
                let (areas, times) = if controls.len() * self.start > PARALLEL {
                    rayon::join(areas, times)
                } else {
                    (areas(), times())
                };
                let (areas, times) = (areas?, times?);
                ((areas.0, Some(areas.1)), (times.0, Some(times.1)))
            }
            Weights::AsSynthdid => {
                let (omega, lambda) = self.published(treated, controls, zeta)?;
                ((omega, None), (lambda, None))
            }
        };
        Ok(self.with(treated, omega, lambda, zeta, certificate, time_certificate))
    }

    /// The effect that given weights have.
    pub(super) fn with(
        &self,
        treated: &[usize],
        omega: Sparse,
        lambda: Sparse,
        zeta: Zeta,
        certificate: Option<Certificate>,
        time_certificate: Option<Certificate>,
    ) -> Fit {
        let times = self.outcome.cols();
        let mut gaps = vec![0.0; times];
        for &row in treated {
            add_scaled(&mut gaps, 1.0 / treated.len() as f64, self.outcome.row(row));
        }
        for &(row, weight) in &omega {
            add_scaled(&mut gaps, -weight, self.outcome.row(row));
        }
        let before: f64 = lambda.iter().map(|&(t, w)| w * gaps[t]).sum();
        gaps.iter_mut().for_each(|g| *g -= before);
        let effect = mean(&gaps[self.start..]).unwrap_or(0.0);
        Fit {
            effect,
            omega,
            lambda,
            gaps,
            zeta,
            certificate,
            time_certificate,
        }
    }

    fn area_weights(
        &self,
        treated: &[usize],
        controls: &[usize],
        zeta: Zeta,
    ) -> Result<(Sparse, Certificate), Refusal> {
        let ridge = zeta.omega * zeta.omega * self.start as f64;
        let target = Target::Mean(treated);
        let found = simplex::solve(&Problem {
            gram: &self.areas,
            target,
            donors: controls,
            ridge,
        })?;
        Ok((found.weights, found.certificate))
    }

    fn time_weights(&self, controls: &[usize], zeta: Zeta) -> Result<(Sparse, Certificate), Refusal> {
        let gone: Vec<usize> = (0..self.outcome.rows())
            .filter(|row| controls.binary_search(row).is_err())
            .collect();
        let gram = match &self.times {
            // To take a column out costs one product for each pair of times; to begin again, one for each column that is left.
            Some(times) if 4 * gone.len() < controls.len() => times.without_columns(&gone),
            _ => Gram::owning(self.time_rows(controls))?,
        };
        let donors: Vec<usize> = (0..self.start).collect();
        let ridge = zeta.lambda * zeta.lambda * controls.len() as f64;
        let target = Target::Row(self.start);
        let found = simplex::solve(&Problem {
            gram: &gram,
            target,
            donors: &donors,
            ridge,
        })?;
        Ok((found.weights, found.certificate))
    }

    /// One row for each time before the start and one for the mean after it; a column for each control, and each row around
    /// its own mean.
    fn time_rows(&self, controls: &[usize]) -> Matrix {
        let mut rows = Matrix::zeros(self.start + 1, controls.len());
        // Some controls at once: a row is written in stretches and not number by number.
        const STRETCH: usize = 16;
        for (number, some) in controls.chunks(STRETCH).enumerate() {
            let lines: Vec<(&[f64], f64)> = some
                .iter()
                .map(|&control| {
                    let line = self.outcome.row(control);
                    // Around the control's own level, which the weights cannot see: it would cost digits.
                    (line, mean(&line[..self.start]).unwrap_or(0.0))
                })
                .collect();
            for row in 0..=self.start {
                let to = &mut rows.row_mut(row)[number * STRETCH..];
                for (to, (line, level)) in to.iter_mut().zip(&lines) {
                    *to = if row < self.start {
                        line[row] - level
                    } else {
                        mean(&line[self.start..]).unwrap_or(0.0) - level
                    };
                }
            }
        }
        for row in 0..=self.start {
            centre(rows.row_mut(row));
        }
        rows
    }

    /// The weights at which `synthdid` 0.0.9 stops.
    fn published(
        &self,
        treated: &[usize],
        controls: &[usize],
        zeta: Zeta,
    ) -> Result<(Sparse, Sparse), Refusal> {
        let times = Matrix::from_fn(self.start, controls.len(), |t, c| {
            self.outcome.get(controls[c], t)
        });
        let after: Vec<f64> = controls
            .iter()
            .map(|&c| mean(&self.outcome.row(c)[self.start..]).unwrap_or(0.0))
            .collect();
        let lambda = stops(&times, &after, zeta.lambda, zeta.noise)?;
        let areas = self.outcome.part(controls, 0..self.start);
        let mut target = vec![0.0; self.start];
        for &row in treated {
            add_scaled(
                &mut target,
                1.0 / treated.len() as f64,
                &self.outcome.row(row)[..self.start],
            );
        }
        let omega = stops(&areas, &target, zeta.omega, zeta.noise)?;
        let above = |row: Vec<f64>| row.into_iter().enumerate().filter(|(_, w)| *w > 0.0);
        Ok((
            above(omega).map(|(c, w)| (controls[c], w)).collect(),
            above(lambda).collect(),
        ))
    }
}

/// Frank-Wolfe, small weights dropped, Frank-Wolfe again.
fn stops(donors: &Matrix, target: &[f64], zeta: f64, noise: f64) -> Result<Vec<f64>, Refusal> {
    let mut rule = FrankWolfe {
        zeta,
        intercept: true,
        min_decrease: 1e-5 * noise,
        max_steps: 100,
    };
    let mut weights = simplex::frank_wolfe(donors, target, &rule, None)?;
    let largest = weights.iter().fold(0.0_f64, |m, w| m.max(*w));
    weights
        .iter_mut()
        .filter(|w| **w <= largest / 4.0)
        .for_each(|w| *w = 0.0);
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= total);
    rule.max_steps = 10_000;
    simplex::frank_wolfe(donors, target, &rule, Some(&weights))
}

fn centre(row: &mut [f64]) {
    let middle = mean(row).unwrap_or(0.0);
    row.iter_mut().for_each(|v| *v -= middle);
}
