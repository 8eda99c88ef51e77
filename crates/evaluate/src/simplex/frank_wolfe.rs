//! Frank–Wolfe steps as R's synthdid makes them, for those who must reproduce its printed digits.

use crate::linear::{Matrix, add_scaled, dot, square_sum};
use crate::refusal::Refusal;

/// When the steps end, and what is added to the objective. The names in brackets are synthdid's (0.0.9, `sc.weight.fw`).
#[derive(Debug, Clone, PartialEq)]
pub struct FrankWolfe {
    /// `zeta`: the objective is `zeta²‖w‖² + ‖b − Aw‖² / n`.
    pub zeta: f64,
    /// `intercept`: each row loses its mean first, and so does the target.
    pub intercept: bool,
    /// `min.decrease`: the steps end when one gains less than the square of this.
    pub min_decrease: f64,
    /// `max.iter`: the steps end after so many.
    pub max_steps: usize,
}

/// The weights at which synthdid's Frank–Wolfe stops, from `start` or from equal weights. They are near the optimum and not at it; use
/// [`super::solve`] for the optimum. `donors` is donors × observations, `target` has as many observations.
///
/// # Errors
/// [`Refusal::Malformed`] when lengths differ, [`Refusal::TooFewAreas`] without donors, [`Refusal::OutOfRange`].
pub fn frank_wolfe(
    donors: &Matrix,
    target: &[f64],
    rule: &FrankWolfe,
    start: Option<&[f64]>,
) -> Result<Vec<f64>, Refusal> {
    let (count, observations) = (donors.rows(), donors.cols());
    if count == 0 {
        return Err(Refusal::TooFewAreas {
            purpose: "a comparison",
            found: 0,
            needed: 1,
        });
    }
    if target.len() != observations || start.is_some_and(|start| start.len() != count) {
        return Err(Refusal::Malformed);
    }
    let (mut rows, mut target) = (donors.clone(), target.to_vec());
    if rule.intercept {
        let centre = |row: &mut [f64]| {
            let mean = crate::linear::mean(row).unwrap_or(0.0);
            row.iter_mut().for_each(|value| *value -= mean);
        };
        (0..count).for_each(|row| centre(rows.row_mut(row)));
        centre(&mut target);
    }
    let ridge = observations as f64 * rule.zeta * rule.zeta;
    let mut weights = start.map_or_else(|| vec![1.0 / count as f64; count], <[f64]>::to_vec);
    // What the mixture has too much.
    let mut excess: Vec<f64> = target.iter().map(|value| -value).collect();
    (0..count).for_each(|row| add_scaled(&mut excess, weights[row], rows.row(row)));
    let mut last = f64::INFINITY;
    for step in 0..rule.max_steps {
        let slope = |row: usize| dot(rows.row(row), &excess) + ridge * weights[row];
        let slopes: Vec<f64> = (0..count).map(slope).collect();
        let mut best = 0;
        for row in 1..count {
            if slopes[row] < slopes[best] {
                best = row;
            }
        }
        let mut change: Vec<f64> = weights.iter().map(|weight| -weight).collect();
        change[best] = 1.0 - weights[best];
        if change.iter().any(|&change| change != 0.0) {
            let towards: Vec<f64> = rows
                .row(best)
                .iter()
                .zip(&target)
                .zip(&excess)
                .map(|((a, b), excess)| (a - b) - excess)
                .collect();
            let curvature = square_sum(&towards) + ridge * square_sum(&change);
            let length = (-dot(&slopes, &change) / curvature).clamp(0.0, 1.0);
            if !length.is_finite() {
                return Err(Refusal::OutOfRange);
            }
            add_scaled(&mut weights, length, &change);
            for (value, b) in excess.iter_mut().zip(&target) {
                *value = -b;
            }
            (0..count).for_each(|row| add_scaled(&mut excess, weights[row], rows.row(row)));
        }
        let value = rule.zeta * rule.zeta * square_sum(&weights) + square_sum(&excess) / observations as f64;
        if !value.is_finite() {
            return Err(Refusal::OutOfRange);
        }
        if step > 0 && last - value <= rule.min_decrease * rule.min_decrease {
            break;
        }
        last = value;
    }
    Ok(weights)
}
