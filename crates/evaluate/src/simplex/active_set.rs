//! The exact method: weights above 0 are found one after the other.

use super::polish::polish;
use super::problem::{Problem, Solution};
use crate::linear::{Cholesky, add_scaled};
use crate::refusal::Refusal;

/// So many donors join those that are looked at, each time that all are priced.
const JOIN: usize = 16;
/// Rounding in a gradient that is made of products, relative to the products.
const NOISE: f64 = 4e-15;

/// Solves a problem by Wolfe's method (1976, "Finding the nearest point in a polytope"): from the best single donor on, the donor
/// with the steepest gradient joins, the system of those that are in is solved, and whoever would fall below 0 leaves on the way
/// there. The objective falls with each step, so no set of donors comes twice and the method ends. Ties go to the lower index.
///
/// All donors are priced only a few times; between, steps are made among the few dozen that were steepest.
///
/// # Errors
/// As [`super::solve`].
pub fn active_set(problem: &Problem<'_>) -> Result<Solution, Refusal> {
    problem.check()?;
    let products = problem.target_products();
    let mut state = State::new(problem, &products);
    let mut prices = vec![0.0; problem.gram.len()];
    loop {
        state.prices(&mut prices);
        if !state.join(&prices) {
            break;
        }
        state.descend();
        if state.steps > 50 * problem.donors.len() + 10_000 {
            return Err(Refusal::NotConverged {
                what: "simplex weights",
            });
        }
    }
    let weights = state.weights();
    polish(problem, weights, state.steps)
}

/// The donors that are looked at, with their products among each other, and which of them are in.
struct State<'a> {
    problem: &'a Problem<'a>,
    /// The target's products with every row.
    target: &'a [f64],
    ridge: f64,
    tolerance: f64,
    /// Rows that are looked at, in the order in which they joined.
    rows: Vec<usize>,
    /// Their products, ridge included: row `i` has as many as there are rows.
    products: Vec<Vec<f64>>,
    /// Their products with the target.
    aims: Vec<f64>,
    /// Places in `rows` of those that are in, in the order of the factor's rows.
    inside: Vec<usize>,
    factor: Cholesky,
    weights: Vec<f64>,
    steps: usize,
}

impl<'a> State<'a> {
    fn new(problem: &'a Problem<'a>, target: &'a [f64]) -> Self {
        let ridge = problem.scaled_ridge();
        let value = |row: usize| 0.5 * (problem.gram.square(row) + ridge) - target[row];
        let mut best = problem.donors[0];
        let mut size = problem.gram.shift() + ridge;
        for &row in problem.donors {
            size = size.max(problem.gram.square(row) + ridge);
            if value(row) < value(best) {
                best = row;
            }
        }
        let mut state = Self {
            problem,
            target,
            ridge,
            tolerance: NOISE * size,
            rows: Vec::new(),
            products: Vec::new(),
            aims: Vec::new(),
            inside: Vec::new(),
            factor: Cholesky::new(),
            weights: Vec::new(),
            steps: 0,
        };
        state.look_at(best);
        if state.enter(0) {
            state.weights[0] = 1.0;
        }
        state
    }

    /// The gradient at every row; or, where not all products are there, at every donor from the rows themselves.
    fn prices(&self, prices: &mut [f64]) {
        let gram = self.problem.gram;
        if gram.is_complete() {
            for (price, aim) in prices.iter_mut().zip(self.target) {
                *price = -aim;
            }
            for (&place, &weight) in self.inside.iter().zip(&self.weights) {
                add_scaled(
                    prices,
                    weight,
                    gram.products(self.rows[place]).unwrap_or_default(),
                );
                prices[self.rows[place]] += self.ridge * weight;
            }
            return;
        }
        let weights = self.weights();
        let residual = self.problem.residual(&self.problem.target_row(), &weights);
        let gradient = self.problem.gradient(&residual, &weights);
        for (&row, slope) in self.problem.donors.iter().zip(gradient) {
            prices[row] = slope;
        }
    }

    /// Looks at the steepest donors too. False if none goes down.
    fn join(&mut self, prices: &[f64]) -> bool {
        let level: f64 = self
            .inside
            .iter()
            .zip(&self.weights)
            .map(|(&place, weight)| weight * prices[self.rows[place]])
            .sum();
        let mut steep: Vec<(f64, usize)> = Vec::new();
        for &row in self.problem.donors {
            let slope = prices[row] - level;
            if slope < -self.tolerance {
                steep.push((slope, row));
            }
        }
        let order = |a: &(f64, usize), b: &(f64, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if steep.len() > 2 * JOIN {
            steep.select_nth_unstable_by(2 * JOIN, order);
            steep.truncate(2 * JOIN);
        }
        steep.sort_unstable_by(order);
        steep.retain(|(_, row)| !self.rows.contains(row));
        steep.truncate(JOIN);
        for &(_, row) in &steep {
            self.look_at(row);
        }
        !steep.is_empty()
    }

    fn look_at(&mut self, row: usize) {
        let gram = self.problem.gram;
        // Room for those that will join: to move each line again and again costs as much as its numbers.
        let mut own = Vec::with_capacity(self.rows.len().next_multiple_of(4 * JOIN) + 1);
        own.extend(self.rows.iter().map(|&other| gram.product(row, other)));
        for (line, &product) in self.products.iter_mut().zip(&own) {
            line.push(product);
        }
        own.push(gram.square(row) + self.ridge);
        self.products.push(own);
        self.aims.push(self.target[row]);
        self.rows.push(row);
    }

    /// Lets a donor in, with weight 0. False if it is a mixture of those that are in.
    fn enter(&mut self, place: usize) -> bool {
        let line = &self.products[place];
        let products = self.inside.iter().map(|&other| line[other]).collect();
        let entered = self.factor.push(products, line[place]);
        if entered {
            self.inside.push(place);
            self.weights.push(0.0);
        }
        entered
    }

    fn leave(&mut self, position: usize) {
        self.factor.remove(position);
        self.inside.remove(position);
        self.weights.remove(position);
    }

    /// Steps among the donors that are looked at until none of them goes down.
    fn descend(&mut self) {
        let mut barred = vec![false; self.rows.len()];
        let limit = self.steps + 20 * self.rows.len() + 100;
        let mut gradient = vec![0.0; self.rows.len()];
        while self.steps < limit {
            for (gradient, aim) in gradient.iter_mut().zip(&self.aims) {
                *gradient = -aim;
            }
            for (&place, &weight) in self.inside.iter().zip(&self.weights) {
                add_scaled(&mut gradient, weight, &self.products[place]);
            }
            let level: f64 = self
                .inside
                .iter()
                .zip(&self.weights)
                .map(|(&place, w)| w * gradient[place])
                .sum();
            let mut steepest: Option<usize> = None;
            for place in 0..self.rows.len() {
                let slope = gradient[place];
                if barred[place] || slope >= level - self.tolerance || self.inside.contains(&place) {
                    continue;
                }
                let better = |&other: &usize| (slope, self.rows[place]) < (gradient[other], self.rows[other]);
                if steepest.as_ref().is_none_or(better) {
                    steepest = Some(place);
                }
            }
            let Some(place) = steepest else { return };
            self.steps += 1;
            if !self.enter(place) {
                // Its slope is rounding: what is a mixture of those that are in cannot do better than they.
                barred[place] = true;
                continue;
            }
            self.settle();
            if self.inside.contains(&place) {
                barred.fill(false);
            } else {
                barred[place] = true;
            }
        }
    }

    /// Goes to the optimum of those that are in; whoever reaches 0 on the way leaves, and the way goes on.
    fn settle(&mut self) {
        while !self.inside.is_empty() {
            let aims: Vec<f64> = self.inside.iter().map(|&place| self.aims[place]).collect();
            let best = self.factor.least_with_sum(aims, 1.0);
            if best.iter().all(|&weight| weight > 0.0) {
                self.weights = best;
                return;
            }
            let mut step = 1.0_f64;
            let mut first = None;
            for (position, (&from, &to)) in self.weights.iter().zip(&best).enumerate() {
                if to <= 0.0 {
                    let until = if from > to { from / (from - to) } else { 0.0 };
                    if first.is_none() || until < step {
                        (step, first) = (until, Some(position));
                    }
                }
            }
            for (weight, &to) in self.weights.iter_mut().zip(&best) {
                *weight = (*weight + step * (to - *weight)).max(0.0);
            }
            let Some(first) = first else { return };
            if self.inside.len() == 1 {
                self.weights[0] = 1.0;
                return;
            }
            self.leave(first);
            self.steps += 1;
        }
    }

    fn weights(&self) -> Vec<(usize, f64)> {
        let mut weights: Vec<(usize, f64)> = self
            .inside
            .iter()
            .zip(&self.weights)
            .map(|(&place, &weight)| (self.rows[place], weight))
            .collect();
        weights.sort_unstable_by_key(|&(row, _)| row);
        weights
    }
}
