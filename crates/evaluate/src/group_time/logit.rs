//! The chance of being treated given the covariates: logistic regression by Newton's method.

use crate::regression::{self, NoFit};

/// Fitted chances and the inverse of the information matrix.
pub(super) struct Logit {
    /// One fitted chance for each row, strictly between 0 and 1.
    pub(super) chances: Vec<f64>,
    /// The inverse of the weighted information, `columns × columns`, row-major.
    pub(super) inverse: Vec<f64>,
}

/// Why there are no fitted chances.
pub(super) enum NoLogit {
    /// The regression inside a step has no answer.
    NoFit(NoFit),
    /// The covariates tell treated and comparison areas apart (nearly) perfectly.
    Separated,
}

/// A chance above this says that hardly any comparison area looks like this one; the package `did` (2.5.1) has the same limit.
const TOO_SURE: f64 = 0.999;

/// Maximises the weighted likelihood; at most 100 steps, until the coefficients stand still to rounding.
pub(super) fn fit(columns: &[&[f64]], treated: &[bool], weights: &[f64]) -> Result<Logit, NoLogit> {
    let rows = treated.len();
    let mut index = vec![0.0_f64; rows];
    let mut last_change = f64::INFINITY;
    for _ in 0..100 {
        let chances: Vec<f64> = index.iter().map(|v| 1.0 / (1.0 + libm::exp(-v))).collect();
        let work: Vec<f64> = (0..rows)
            .map(|i| weights[i] * chances[i] * (1.0 - chances[i]))
            .collect();
        let response: Vec<f64> = (0..rows)
            .map(|i| {
                let spread = chances[i] * (1.0 - chances[i]);
                let miss = f64::from(u8::from(treated[i])) - chances[i];
                index[i] + if spread > 0.0 { miss / spread } else { 0.0 }
            })
            .collect();
        let step = regression::fit(columns, &response, Some(&work)).map_err(|why| match why {
            // Weights that vanish on the way are the mark of separation.
            NoFit::TooFewRows | NoFit::NotFinite => NoLogit::Separated,
            other => NoLogit::NoFit(other),
        })?;
        let next = step.fitted(columns, rows);
        let change = next
            .iter()
            .zip(&index)
            .fold(0.0_f64, |m, (a, b)| m.max((a - b).abs()));
        index = next;
        // Newton's steps shrink quadratically; when one no longer shrinks, what is left is rounding.
        if change < 1e-13 || (change < 1e-9 && change >= last_change) {
            return finish(columns, &index, treated, weights);
        }
        if index.iter().any(|v| v.abs() > 40.0) {
            return Err(NoLogit::Separated);
        }
        last_change = change;
    }
    Err(NoLogit::Separated)
}

fn finish(columns: &[&[f64]], index: &[f64], treated: &[bool], weights: &[f64]) -> Result<Logit, NoLogit> {
    let chances: Vec<f64> = index.iter().map(|v| 1.0 / (1.0 + libm::exp(-v))).collect();
    if chances.iter().zip(treated).any(|(p, d)| !d && *p > TOO_SURE) {
        return Err(NoLogit::Separated);
    }
    let work: Vec<f64> = chances
        .iter()
        .zip(weights)
        .map(|(p, w)| w * p * (1.0 - p))
        .collect();
    let information = regression::fit(columns, index, Some(&work)).map_err(NoLogit::NoFit)?;
    Ok(Logit {
        chances,
        inverse: information.inverse,
    })
}
