//! Weights for predictors of a given importance, and how well the outcomes fit then.

use super::descent::Objective;
use crate::linear::{Cholesky, Gram, Matrix, add_scaled, dot, square_sum};
use crate::refusal::Refusal;
use crate::simplex::{Problem, Solution, Target, active_set};

/// Predictors and outcomes of the donors and, in the last row, of the treated mean.
pub(super) struct Importance {
    /// Areas × predictors, each in its standard deviation.
    pub(super) predictors: Matrix,
    /// Areas × times that the objective looks at.
    pub(super) outcomes: Matrix,
    donors: Vec<usize>,
}

impl Importance {
    pub(super) fn new(predictors: Matrix, outcomes: Matrix) -> Self {
        let donors = (0..predictors.rows().saturating_sub(1)).collect();
        Self {
            predictors,
            outcomes,
            donors,
        }
    }

    /// The weights for predictors whose importance is `exp(logs)`.
    pub(super) fn weights(&self, logs: &[f64]) -> Result<Solution, Refusal> {
        let roots: Vec<f64> = logs.iter().map(|log| libm::exp(0.5 * log)).collect();
        let (rows, cols) = (self.predictors.rows(), self.predictors.cols());
        let scaled = Matrix::from_fn(rows, cols, |row, col| roots[col] * self.predictors.get(row, col));
        let gram = Gram::new(&scaled)?;
        let target = Target::Row(self.donors.len());
        active_set(&Problem {
            gram: &gram,
            target,
            donors: &self.donors,
            ridge: 0.0,
        })
    }

    /// What is left of the treated row of a table.
    fn left(&self, table: &Matrix, weights: &[(usize, f64)]) -> Vec<f64> {
        let own = table.row(self.donors.len());
        let mut left = vec![0.0; own.len()];
        for &(donor, weight) in weights {
            for ((left, own), other) in left.iter_mut().zip(own).zip(table.row(donor)) {
                *left += weight * (own - other);
            }
        }
        left
    }

    /// The mean squared gap of the outcomes.
    pub(super) fn mspe(&self, weights: &[(usize, f64)]) -> f64 {
        let left = self.left(&self.outcomes, weights);
        square_sum(&left) / left.len().max(1) as f64
    }

    /// The gradient of the mean squared gap by the logarithms of the importance, through the equations that the weights above 0 obey.
    fn gradient(&self, logs: &[f64], weights: &[(usize, f64)], gradient: &mut [f64]) -> Option<()> {
        let importance: Vec<f64> = logs.iter().map(|&log| libm::exp(log)).collect();
        let apart = self.left(&self.predictors, weights);
        let gaps = self.left(&self.outcomes, weights);
        let own = self.predictors.row(self.donors.len());
        // Rows from the treated one: products of differences, with a constant that changes nothing for sums of 0.
        let rows: Vec<Vec<f64>> = weights
            .iter()
            .map(|&(donor, _)| {
                let values = self.predictors.row(donor).iter().zip(own).zip(&importance);
                values
                    .map(|((value, own), importance)| (value - own) * libm::sqrt(*importance))
                    .collect()
            })
            .collect();
        let shift = rows.iter().map(|row: &Vec<f64>| square_sum(row)).sum::<f64>() / rows.len() as f64;
        let mut factor = Cholesky::new();
        for (index, row) in rows.iter().enumerate() {
            let products = rows[..index]
                .iter()
                .map(|other| dot(row, other) + shift)
                .collect();
            if !factor.push(products, square_sum(row) + shift) {
                return None;
            }
        }
        let aims = weights
            .iter()
            .map(|&(donor, _)| -2.0 * dot(self.outcomes.row(donor), &gaps))
            .collect();
        let times = gaps.len().max(1) as f64;
        let adjoint = factor.least_with_sum(aims, 0.0);
        let mut moved = vec![0.0; own.len()];
        for (&(donor, _), part) in weights.iter().zip(&adjoint) {
            add_scaled(&mut moved, *part, self.predictors.row(donor));
        }
        for (((gradient, moved), apart), importance) in
            gradient.iter_mut().zip(&moved).zip(&apart).zip(&importance)
        {
            *gradient = importance * moved * apart / times;
        }
        Some(())
    }
}

impl Objective for &Importance {
    fn at(&mut self, logs: &[f64], gradient: Option<&mut [f64]>) -> f64 {
        let Ok(Solution { weights, .. }) = self.weights(logs) else {
            return f64::INFINITY;
        };
        // Where the equations say nothing the search goes along the axes.
        if let Some(gradient) = gradient
            && self.gradient(logs, &weights, gradient).is_none()
        {
            gradient.fill(0.0);
        }
        self.mspe(&weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn the_gradient_is_the_slope() {
        let mut random = Random::new(4);
        let mut predictors = Matrix::from_fn(9, 6, |_, _| random.normal());
        for col in 0..6 {
            let mixed = 0.25 * (0..4).map(|row| predictors.get(row, col)).sum::<f64>();
            predictors.set(8, col, mixed + 0.5 * predictors.get(8, col));
        }
        let outcomes = Matrix::from_fn(9, 7, |_, _| random.normal());
        let mut importance = &Importance::new(predictors, outcomes);
        let logs = [-0.3, 0.0, -1.1, -0.7, -2.0, -0.1];
        assert!(importance.weights(&logs).unwrap().weights.len() > 2);
        let mut gradient = [0.0; 6];
        importance.at(&logs, Some(&mut gradient));
        assert!(gradient.iter().any(|slope| slope.abs() > 1e-4), "{gradient:?}");
        for axis in 0..6 {
            let mut beside = |step: f64| {
                let mut logs = logs;
                logs[axis] += step;
                importance.at(&logs, None)
            };
            let slope = (beside(1e-5) - beside(-1e-5)) / 2e-5;
            assert!(
                (slope - gradient[axis]).abs() < 1e-6,
                "{axis}: {slope} {gradient:?}"
            );
        }
    }
}
