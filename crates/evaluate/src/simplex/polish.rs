//! The last digits: weights corrected by the rows themselves, and what they are worth.

use super::problem::{Problem, Solution};
use crate::estimate::Certificate;
use crate::linear::{Cholesky, add_scaled, square_sum};
use crate::refusal::Refusal;

/// Products of rows lose half of the digits; a gradient made of the rows gives them back.
const ROUNDS: usize = 3;
/// A gap below this part of the objective is none.
const NEGLIGIBLE: f64 = 1e-11;

/// Corrects weights that are right but for rounding. A donor that turns out to be needed joins, one that falls to 0 leaves.
pub(super) fn polish(
    problem: &Problem<'_>,
    mut weights: Vec<(usize, f64)>,
    mut steps: usize,
) -> Result<Solution, Refusal> {
    let target = problem.target_row();
    let mut tries = 0;
    loop {
        let factor = correct(problem, &target, &mut weights)?;
        let residual = problem.residual(&target, &weights);
        let gradient = problem.gradient(&residual, &weights);
        let certificate = problem.certificate(&residual, &weights, &gradient);
        let worth = certificate.gap_bound <= NEGLIGIBLE * certificate.objective;
        tries += 1;
        if !worth && tries < 60 && improve(problem, &mut weights, &gradient, &factor) {
            steps += 1;
            continue;
        }
        if !is_worth(problem, &certificate) {
            return Err(Refusal::NotConverged {
                what: "simplex weights",
            });
        }
        let unique = problem.scaled_ridge() > 0.0 || is_unique(problem, &weights, &gradient, &factor);
        return Ok(Solution {
            weights,
            certificate,
            unique,
            steps,
        });
    }
}

/// Whether a certificate is as good as it can be: a part of 10⁻⁶ of the objective, and it says how much less; or, where the fit is so good that the objective
/// is itself rounding, as small as rounding in the rows.
pub(super) fn is_worth(problem: &Problem<'_>, certificate: &Certificate) -> bool {
    let unit = problem.gram.scale() * problem.gram.scale();
    let rounding = 1e-15 * (problem.gram.shift() + problem.scaled_ridge()) * unit;
    certificate.gap_bound <= (1e-6 * certificate.objective).max(rounding)
}

/// Newton steps on those that are in, with the gradient of the rows. Gives the factor of those that stayed.
fn correct(
    problem: &Problem<'_>,
    target: &[f64],
    weights: &mut Vec<(usize, f64)>,
) -> Result<Cholesky, Refusal> {
    let mut factor = factor_of(problem, weights)?;
    let mut round = 0;
    while round < ROUNDS {
        let residual = problem.residual(target, weights);
        let ridge = problem.scaled_ridge();
        // minus the gradient
        let aims: Vec<f64> = weights
            .iter()
            .map(|&(row, weight)| {
                crate::linear::dot(problem.gram.rows().row(row), &residual) - ridge * weight
            })
            .collect();
        let change = factor.least_with_sum(aims, 0.0);
        let step = weights
            .iter()
            .zip(&change)
            .fold(1.0_f64, |step, (&(_, weight), &change)| {
                if weight + change < 0.0 {
                    step.min(if change < 0.0 { -weight / change } else { 0.0 })
                } else {
                    step
                }
            });
        for ((_, weight), change) in weights.iter_mut().zip(&change) {
            *weight += step * change;
        }
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        for (_, weight) in weights.iter_mut() {
            *weight /= total;
        }
        if step < 1.0 {
            // Somebody reached 0 and leaves; the others go on.
            let least = weights
                .iter()
                .map(|&(_, weight)| weight)
                .fold(f64::INFINITY, f64::min);
            if let Some(place) = weights.iter().position(|&(_, weight)| weight <= least.max(0.0)) {
                weights.remove(place);
                factor = factor_of(problem, weights)?;
            }
        } else {
            round += 1;
        }
    }
    weights.retain(|&(_, weight)| weight > 0.0);
    if factor.len() != weights.len() {
        factor = factor_of(problem, weights)?;
    }
    Ok(factor)
}

fn factor_of(problem: &Problem<'_>, weights: &mut Vec<(usize, f64)>) -> Result<Cholesky, Refusal> {
    let ridge = problem.scaled_ridge();
    let mut factor = Cholesky::new();
    let mut inside: Vec<usize> = Vec::with_capacity(weights.len());
    weights.retain(|&(row, _)| {
        let line = inside
            .iter()
            .map(|&other| problem.gram.product(row, other))
            .collect();
        let entered = factor.push(line, problem.gram.square(row) + ridge);
        if entered {
            inside.push(row);
        }
        entered
    });
    if factor.is_empty() {
        return Err(Refusal::NotConverged {
            what: "simplex weights",
        });
    }
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    for (_, weight) in weights.iter_mut() {
        *weight /= total;
    }
    Ok(factor)
}

/// Lets the steepest donor in, with weight 0; or, where it is a mixture of those that are in as far as the products' digits go, puts
/// it in the place of one of them. False if there is none that goes down.
fn improve(
    problem: &Problem<'_>,
    weights: &mut Vec<(usize, f64)>,
    gradient: &[f64],
    factor: &Cholesky,
) -> bool {
    let level = level(problem, weights, gradient);
    let mut order: Vec<(f64, usize)> = Vec::new();
    for (&slope, &row) in gradient.iter().zip(problem.donors) {
        if slope < level && weights.binary_search_by_key(&row, |&(other, _)| other).is_err() {
            order.push((slope - level, row));
        }
    }
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for (slope, row) in order {
        let place = weights.partition_point(|&(other, _)| other < row);
        if rest(problem, weights, factor, row) > 1e-13 * (problem.gram.square(row) + problem.scaled_ridge()) {
            weights.insert(place, (row, 0.0));
            return true;
        }
        // The mixture of those that are in which it is so near to.
        let mut parts: Vec<f64> = weights
            .iter()
            .map(|&(other, _)| problem.gram.product(row, other))
            .collect();
        factor.solve(&mut parts);
        let mut way = problem.gram.rows().row(row).to_vec();
        for (&(other, _), part) in weights.iter().zip(&parts) {
            add_scaled(&mut way, -part, problem.gram.rows().row(other));
        }
        let mut most = f64::INFINITY;
        let mut first = None;
        for (position, (&(_, weight), &part)) in weights.iter().zip(&parts).enumerate() {
            if part > 0.0 && weight / part < most {
                (most, first) = (weight / part, Some(position));
            }
        }
        let Some(first) = first.filter(|_| most > 0.0 && -slope >= most * square_sum(&way)) else {
            continue;
        };
        for ((_, weight), part) in weights.iter_mut().zip(&parts) {
            *weight = (*weight - most * part).max(0.0);
        }
        weights.insert(place, (row, most));
        weights.remove(if first < place { first } else { first + 1 });
        return true;
    }
    false
}

fn level(problem: &Problem<'_>, weights: &[(usize, f64)], gradient: &[f64]) -> f64 {
    weights
        .iter()
        .filter_map(|&(row, weight)| {
            problem
                .donors
                .binary_search(&row)
                .ok()
                .map(|place| weight * gradient[place])
        })
        .sum()
}

fn rest(problem: &Problem<'_>, weights: &[(usize, f64)], factor: &Cholesky, row: usize) -> f64 {
    factor.rest(
        weights
            .iter()
            .map(|&(other, _)| problem.gram.product(row, other))
            .collect(),
        problem.gram.square(row) + problem.scaled_ridge(),
    )
}

/// Whether no other weights fit as well. Others can only be made of donors whose gradient is as low as that of those that are in, and
/// only when these together are affinely dependent.
fn is_unique(problem: &Problem<'_>, weights: &[(usize, f64)], gradient: &[f64], factor: &Cholesky) -> bool {
    let level = level(problem, weights, gradient);
    let near = 1e-11 * problem.gram.shift();
    let mut factor = factor.clone();
    let mut inside: Vec<usize> = weights.iter().map(|&(row, _)| row).collect();
    for (&row, &slope) in problem.donors.iter().zip(gradient) {
        if slope - level > near || weights.binary_search_by_key(&row, |&(other, _)| other).is_ok() {
            continue;
        }
        let products: Vec<f64> = inside
            .iter()
            .map(|&other| problem.gram.product(row, other))
            .collect();
        let square = problem.gram.square(row);
        if factor.rest(products.clone(), square) <= 1e-10 * square || !factor.push(products, square) {
            return false;
        }
        inside.push(row);
    }
    true
}
