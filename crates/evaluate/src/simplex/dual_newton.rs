//! The exact method for a ridge, where most weights are above 0.

use super::polish;
use super::problem::{Problem, Solution};
use super::projection::threshold;
use crate::linear::{Cholesky, Matrix, Packed, add_scaled, dot, square_sum, sum};
use crate::refusal::Refusal;

/// Newton steps; five to fourteen are usual.
const STEPS: usize = 200;

/// Solves a problem with a ridge through its dual. With `r` what is left of the target, the best weights are the nearest ones to `Aᵀr/ρ`,
/// so that `r + Aw(r) = b` has one unknown for each time and not one for each donor. It is solved by semi-smooth Newton steps
/// (Qi and Sun 1993), each of which makes the concave dual larger. Its matrix `I + BBᵀ/ρ` (`B`: the donors that are in, minus
/// their mean) changes from step to step only by the donors that come and go.
///
/// # Errors
/// As [`super::solve`]; [`Refusal::BadOption`] without a ridge.
pub fn dual_newton(problem: &Problem<'_>) -> Result<Solution, Refusal> {
    problem.check()?;
    let ridge = problem.scaled_ridge();
    if ridge <= 0.0 {
        return Err(Refusal::BadOption {
            name: "ridge",
            allowed: "above 0 for the dual method",
        });
    }
    let target = problem.target_row();
    let rows = problem.gram.rows();
    let mut outer = Outer::new(target.len());
    // From equal weights.
    let equal = 1.0 / problem.donors.len() as f64;
    let mut left = target.clone();
    for &row in problem.donors {
        add_scaled(&mut left, -equal, rows.row(row));
    }
    let mut point = Point::at(problem, &target, left);
    let size = square_sum(&target) + problem.gram.shift() + ridge;
    for step in 0..STEPS {
        let slope = square_sum(&point.miss);
        if slope <= 1e-30 * size {
            return finish(problem, &target, &point, step);
        }
        let change = if problem.gram.is_complete() && point.inside.len() < target.len() {
            inner(problem, &point.inside, ridge, &point.miss)
        } else {
            outer.hold(problem, &point.inside);
            outer.solve(ridge, &point.miss)
        };
        let change = change.ok_or(Refusal::NotConverged {
            what: "simplex weights with a ridge",
        })?;
        let descent = dot(&change, &point.miss);
        let mut length = 1.0;
        let next = loop {
            let mut left = point.left.clone();
            add_scaled(&mut left, -length, &change);
            let next = Point::at(problem, &target, left);
            // Armijo's rule, with room for rounding once nothing more can be gained.
            if next.value <= point.value - 1e-4 * length * descent + 1e-15 * size || length < 1e-10 {
                break next;
            }
            length *= 0.5;
        };
        if square_sum(&next.miss) >= slope && slope <= 1e-22 * size {
            return finish(problem, &target, &point, step);
        }
        point = next;
    }
    Err(Refusal::NotConverged {
        what: "simplex weights with a ridge",
    })
}

/// A value of `r`, the weights that belong to it, and how far `r + Aw = b` is missed.
struct Point {
    left: Vec<f64>,
    weights: Vec<f64>,
    /// Places of the donors that are in.
    inside: Vec<usize>,
    miss: Vec<f64>,
    value: f64,
}

impl Point {
    fn at(problem: &Problem<'_>, target: &[f64], left: Vec<f64>) -> Self {
        let (rows, ridge) = (problem.gram.rows(), problem.scaled_ridge());
        let mut weights: Vec<f64> = problem
            .donors
            .iter()
            .map(|&row| dot(rows.row(row), &left) / ridge)
            .collect();
        let level = threshold(&weights).unwrap_or(0.0);
        let (mut inside, mut conjugate) = (Vec::new(), level);
        let mut miss: Vec<f64> = left.iter().zip(target).map(|(r, b)| r - b).collect();
        for (place, weight) in weights.iter_mut().enumerate() {
            let above = *weight - level;
            if above > 0.0 {
                // zᵀw − ½‖w‖² with z = w + level on those that are in, whose sum is 1.
                conjugate += 0.5 * above * above;
                inside.push(place);
                add_scaled(&mut miss, above, rows.row(problem.donors[place]));
            }
            *weight = above.max(0.0);
        }
        let value = 0.5 * square_sum(&left) - dot(target, &left) + ridge * conjugate;
        Self {
            left,
            weights,
            inside,
            miss,
            value,
        }
    }
}

/// `Σ aaᵀ` (on and above the diagonal) and `Σ a` over the donors that are in, kept up to date.
struct Outer {
    square: Vec<f64>,
    sum: Vec<f64>,
    inside: Vec<usize>,
}

impl Outer {
    fn new(times: usize) -> Self {
        Self {
            square: vec![0.0; times * times],
            sum: vec![0.0; times],
            inside: Vec::new(),
        }
    }

    /// Adds those that came and takes those that went; afresh when that is less work.
    fn hold(&mut self, problem: &Problem<'_>, inside: &[usize]) {
        let came: Vec<usize> = difference(inside, &self.inside);
        let went: Vec<usize> = difference(&self.inside, inside);
        if came.len() + went.len() >= inside.len() {
            self.square.fill(0.0);
            self.sum.fill(0.0);
            self.add(problem, inside, 1.0);
        } else {
            self.add(problem, &came, 1.0);
            self.add(problem, &went, -1.0);
        }
        self.inside = inside.to_vec();
    }

    fn add(&mut self, problem: &Problem<'_>, places: &[usize], sign: f64) {
        if places.is_empty() {
            return;
        }
        let rows: Vec<&[f64]> = places
            .iter()
            .map(|&place| problem.gram.rows().row(problem.donors[place]))
            .collect();
        for row in &rows {
            add_scaled(&mut self.sum, sign, row);
        }
        let products = Packed::of_columns(&rows, self.sum.len()).products();
        add_scaled(&mut self.square, sign, &products);
    }

    /// Solves `(I + BBᵀ/ρ)·x = right`.
    fn solve(&self, ridge: f64, right: &[f64]) -> Option<Vec<f64>> {
        let (times, count) = (right.len(), self.inside.len().max(1) as f64);
        let mut matrix = Matrix::zeros(times, times);
        for time in 0..times {
            let line = &mut matrix.row_mut(time)[..=time];
            for (other, value) in line.iter_mut().enumerate() {
                let product = self.square[other * times + time];
                *value = (product - self.sum[time] * self.sum[other] / count) / ridge;
            }
            line[time] += 1.0;
        }
        let mut solution = right.to_vec();
        Cholesky::of(&matrix)?.solve(&mut solution);
        Some(solution)
    }
}

/// Solves the same system where fewer donors are in than there are times: `x = m − B(ρI + BᵀB)⁻¹Bᵀm`, with one unknown for each
/// donor that is in, and `BᵀB` read off the products that are there.
fn inner(problem: &Problem<'_>, inside: &[usize], ridge: f64, right: &[f64]) -> Option<Vec<f64>> {
    let gram = problem.gram;
    let rows: Vec<usize> = inside.iter().map(|&place| problem.donors[place]).collect();
    let many = rows.len() as f64;
    let products: Vec<Vec<f64>> = rows
        .iter()
        .map(|&row| rows.iter().map(|&other| gram.product(row, other)).collect())
        .collect();
    let means: Vec<f64> = products.iter().map(|line| sum(line) / many).collect();
    let mean = sum(&means) / many;
    let mut matrix = Matrix::zeros(rows.len(), rows.len());
    for (row, line) in products.iter().enumerate() {
        let to = &mut matrix.row_mut(row)[..=row];
        for (other, value) in to.iter_mut().enumerate() {
            *value = line[other] - means[row] - means[other] + mean;
        }
        to[row] += ridge;
    }
    let mut parts: Vec<f64> = rows.iter().map(|&row| dot(gram.rows().row(row), right)).collect();
    centre(&mut parts);
    Cholesky::of(&matrix)?.solve(&mut parts);
    centre(&mut parts);
    let mut solution = right.to_vec();
    for (&row, part) in rows.iter().zip(&parts) {
        add_scaled(&mut solution, -part, gram.rows().row(row));
    }
    Some(solution)
}

fn centre(values: &mut [f64]) {
    let mean = sum(values) / values.len().max(1) as f64;
    values.iter_mut().for_each(|value| *value -= mean);
}

/// What is in the first and not in the second list; both ascend.
fn difference(these: &[usize], those: &[usize]) -> Vec<usize> {
    these
        .iter()
        .copied()
        .filter(|item| those.binary_search(item).is_err())
        .collect()
}

fn finish(problem: &Problem<'_>, target: &[f64], point: &Point, steps: usize) -> Result<Solution, Refusal> {
    let total = sum(&point.weights);
    let weights: Vec<(usize, f64)> = point
        .inside
        .iter()
        .map(|&place| (problem.donors[place], point.weights[place] / total))
        .collect();
    let residual = problem.residual(target, &weights);
    let gradient = problem.gradient(&residual, &weights);
    let certificate = problem.certificate(&residual, &weights, &gradient);
    if polish::is_worth(problem, &certificate) {
        return Ok(Solution {
            weights,
            certificate,
            unique: true,
            steps,
        });
    }
    Err(Refusal::NotConverged {
        what: "simplex weights with a ridge",
    })
}
