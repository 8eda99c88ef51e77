//! A problem of simplex weights, and its answer.

use crate::estimate::Certificate;
use crate::linear::{Gram, add_scaled, dot, square_sum};
use crate::refusal::Refusal;

/// What the weights mix the donors into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'a> {
    /// One row.
    Row(usize),
    /// The mean of some rows.
    Mean(&'a [usize]),
    /// A point on the line through two rows: `(1 − part)·from + part·to`.
    Between {
        /// The row at part 0.
        from: usize,
        /// The row at part 1.
        to: usize,
        /// How far along; finite, and not only between 0 and 1.
        part: f64,
    },
}

/// Rows, which of them are donors, and what they are to be mixed into.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// The rows and their products; other problems may share it.
    pub gram: &'a Gram,
    /// What the weights mix the donors into.
    pub target: Target<'a>,
    /// The rows that may have a weight, ascending.
    pub donors: &'a [usize],
    /// `ρ`, in the square of the rows' unit. 0 for none.
    pub ridge: f64,
}

/// Weights, and how good they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Row and weight, ascending; none is 0. They add up to 1.
    pub weights: Vec<(usize, f64)>,
    /// How far the weights are from the best ones, at most.
    pub certificate: Certificate,
    /// Whether no other weights are as good. Always true with a ridge.
    pub unique: bool,
    /// How many steps it took.
    pub steps: usize,
}

impl Problem<'_> {
    /// Refuses what cannot be solved.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let sorted = self.donors.windows(2).all(|pair| pair[0] < pair[1]);
        let inside = |index: usize| index < self.gram.len();
        let targets = match self.target {
            Target::Row(row) => inside(row),
            Target::Mean(rows) => !rows.is_empty() && rows.iter().all(|&row| inside(row)),
            Target::Between { from, to, part } => inside(from) && inside(to) && part.is_finite(),
        };
        if !sorted || !targets || !self.donors.last().is_none_or(|&last| inside(last)) {
            return Err(Refusal::Malformed);
        }
        if self.donors.is_empty() {
            return Err(Refusal::TooFewAreas {
                purpose: "a comparison",
                found: 0,
                needed: 1,
            });
        }
        if !(self.ridge >= 0.0 && self.scaled_ridge().is_finite()) {
            return Err(Refusal::BadOption {
                name: "ridge",
                allowed: "a finite number, 0 or more",
            });
        }
        Ok(())
    }

    /// The ridge in the scaled units of the Gram matrix.
    pub(super) fn scaled_ridge(&self) -> f64 {
        self.ridge / self.gram.scale() / self.gram.scale()
    }

    /// The target's row, scaled and centred as the Gram matrix is.
    pub(super) fn target_row(&self) -> Vec<f64> {
        self.mixed(self.gram.rows().cols(), |row| self.gram.rows().row(row))
    }

    /// The products of the target with every row.
    pub(super) fn target_products(&self) -> Vec<f64> {
        if self.gram.is_complete() {
            return self.mixed(self.gram.len(), |row| self.gram.products(row).unwrap_or_default());
        }
        let (rows, target) = (self.gram.rows(), self.target_row());
        (0..self.gram.len())
            .map(|row| dot(rows.row(row), &target) + self.gram.shift())
            .collect()
    }

    /// The target's mixture of what belongs to its rows.
    fn mixed<'b>(&self, length: usize, of: impl Fn(usize) -> &'b [f64]) -> Vec<f64> {
        match self.target {
            Target::Row(row) => of(row).to_vec(),
            Target::Mean(rows) => {
                let mut mean = vec![0.0; length];
                for &row in rows {
                    add_scaled(&mut mean, 1.0, of(row));
                }
                for value in &mut mean {
                    *value /= rows.len() as f64;
                }
                mean
            }
            Target::Between { from, to, part } => of(from)
                .iter()
                .zip(of(to))
                .map(|(from, to)| from + part * (to - from))
                .collect(),
        }
    }

    /// What is left of the target after the mixture, from the rows themselves.
    pub(super) fn residual(&self, target: &[f64], weights: &[(usize, f64)]) -> Vec<f64> {
        // Σ w(b − a) and not b − Σ wa: the differences keep their digits when the fit is good.
        let mut residual = vec![0.0; target.len()];
        for &(row, weight) in weights {
            for ((residual, b), a) in residual.iter_mut().zip(target).zip(self.gram.rows().row(row)) {
                *residual += weight * (b - a);
            }
        }
        residual
    }

    /// The gradient at each donor, from the rows themselves: `−aⱼ·r + ρwⱼ`.
    pub(super) fn gradient(&self, residual: &[f64], weights: &[(usize, f64)]) -> Vec<f64> {
        let ridge = self.scaled_ridge();
        let mut gradient: Vec<f64> = self
            .donors
            .iter()
            .map(|&row| -dot(self.gram.rows().row(row), residual))
            .collect();
        for &(row, weight) in weights {
            if let Ok(place) = self.donors.binary_search(&row) {
                gradient[place] += ridge * weight;
            }
        }
        gradient
    }

    /// The certificate of some weights, given the gradient there at each donor.
    pub(super) fn certificate(
        &self,
        residual: &[f64],
        weights: &[(usize, f64)],
        gradient: &[f64],
    ) -> Certificate {
        let squares: f64 = weights.iter().map(|(_, weight)| weight * weight).sum();
        let objective = 0.5 * (square_sum(residual) + self.scaled_ridge() * squares);
        let least = gradient.iter().copied().fold(f64::INFINITY, f64::min);
        let (mut gap, mut worst) = (0.0, 0.0_f64);
        for &(row, weight) in weights {
            if let Ok(place) = self.donors.binary_search(&row) {
                let slack = weight * (gradient[place] - least);
                gap += slack;
                worst = worst.max(slack);
            }
        }
        let unit = self.gram.scale() * self.gram.scale();
        let size = self.gram.shift().max(f64::MIN_POSITIVE);
        Certificate {
            objective: objective * unit,
            gap_bound: gap * unit,
            kkt_residual: worst / size,
        }
    }
}
