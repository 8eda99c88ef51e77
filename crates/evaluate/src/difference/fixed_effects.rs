//! Takes an effect for each area and one for each time out of a variable.
//!
//! Balanced panels have a closed form. With gaps the areas' effects are eliminated and the times' effects solved for, once for
//! each variable and without iteration.

use crate::linear::{Matrix, add_scaled, mean};
use crate::panel::Panel;

/// Which outcomes are there, with what weight.
pub(super) struct FixedEffects {
    /// For each area the times at which its outcome is known, ascending. Areas without any are empty.
    known: Vec<Vec<usize>>,
    weight: Vec<f64>,
    times: usize,
    balanced: bool,
    /// The lower triangle of the factor of the times' system, and which times have an effect of their own.
    factor: Matrix,
    free: Vec<bool>,
}

impl FixedEffects {
    pub(super) fn new(panel: &Panel) -> Self {
        let (areas, times) = (panel.units.len(), panel.times.len());
        let weight = panel.weights.clone().unwrap_or_else(|| vec![1.0; areas]);
        let known: Vec<Vec<usize>> = (0..areas)
            .map(|a| {
                (0..times)
                    .filter(|&t| !panel.outcome.get(a, t).is_nan())
                    .collect()
            })
            .collect();
        let balanced = known.iter().all(|k| k.len() == times);
        let (factor, free) = if balanced {
            (Matrix::zeros(0, 0), Vec::new())
        } else {
            factor(&known, &weight, times)
        };
        Self {
            known,
            weight,
            times,
            balanced,
            factor,
            free,
        }
    }

    /// What of a table belongs to known outcomes, area by area.
    pub(super) fn pick(&self, table: &Matrix) -> Vec<f64> {
        if self.balanced {
            return table.data().to_vec();
        }
        let known = self.known.iter().enumerate();
        known
            .flat_map(|(area, known)| known.iter().map(move |&t| table.get(area, t)))
            .collect()
    }

    pub(super) fn known(&self, area: usize) -> &[usize] {
        &self.known[area]
    }

    pub(super) fn weight(&self, area: usize) -> f64 {
        self.weight[area]
    }

    /// How many times have an effect of their own, beside the areas' ones: one less than there are in a connected panel.
    pub(super) fn time_parameters(&self) -> usize {
        if self.balanced {
            self.times - 1
        } else {
            self.free.iter().filter(|f| **f).count()
        }
    }

    /// What is left of a variable (areas × times); 0 where the outcome is missing.
    pub(super) fn residual(&self, value: impl Fn(usize, usize) -> f64) -> Matrix {
        let areas = self.known.len();
        let mut rest = Matrix::zeros(areas, self.times);
        for (area, known) in self.known.iter().enumerate() {
            let row = rest.row_mut(area);
            known.iter().for_each(|&t| row[t] = value(area, t));
        }
        // Twice: the second pass takes out what rounding left in the first, and large levels leave much.
        for _ in 0..2 {
            self.centre_areas(&mut rest);
            let effects = self.time_effects(&rest);
            for (area, known) in self.known.iter().enumerate() {
                let row = rest.row_mut(area);
                if self.balanced {
                    add_scaled(row, -1.0, &effects);
                } else {
                    known.iter().for_each(|&t| row[t] -= effects[t]);
                }
            }
            self.centre_areas(&mut rest);
        }
        rest
    }

    fn centre_areas(&self, rest: &mut Matrix) {
        for (area, known) in self.known.iter().enumerate() {
            let row = rest.row_mut(area);
            if self.balanced {
                let mean = mean(row).unwrap_or(0.0);
                row.iter_mut().for_each(|value| *value -= mean);
            } else {
                let mean = known.iter().map(|&t| row[t]).sum::<f64>() / known.len().max(1) as f64;
                known.iter().for_each(|&t| row[t] -= mean);
            }
        }
    }

    fn time_effects(&self, rest: &Matrix) -> Vec<f64> {
        let mut right = vec![0.0; self.times];
        for (area, known) in self.known.iter().enumerate() {
            let (row, weight) = (rest.row(area), self.weight[area]);
            if self.balanced {
                add_scaled(&mut right, weight, row);
            } else {
                known.iter().for_each(|&t| right[t] += weight * row[t]);
            }
        }
        if self.balanced {
            let total: f64 = self.weight.iter().sum();
            right.iter_mut().for_each(|r| *r /= total);
            return right;
        }
        let n = self.times;
        for row in (0..n).filter(|&r| self.free[r]) {
            let known: f64 = (0..row).map(|c| self.factor.get(row, c) * right[c]).sum();
            right[row] = (right[row] - known) / self.factor.get(row, row);
        }
        // A time without an effect of its own stands at 0, and the others are measured from it.
        for (value, free) in right.iter_mut().zip(&self.free) {
            if !free {
                *value = 0.0;
            }
        }
        for row in (0..n).rev().filter(|&r| self.free[r]) {
            let known: f64 = (row + 1..n).map(|c| self.factor.get(c, row) * right[c]).sum();
            right[row] = (right[row] - known) / self.factor.get(row, row);
        }
        right
    }
}

/// Cholesky of the times' system after the areas are eliminated. It is singular by nature: one time in each connected part of
/// the panel is the one that the others are measured from; it shows as a pivot of rounding size and its effect stays 0.
fn factor(known: &[Vec<usize>], weight: &[f64], times: usize) -> (Matrix, Vec<bool>) {
    let mut system = Matrix::zeros(times, times);
    for (known, weight) in known.iter().zip(weight) {
        let share = weight / known.len().max(1) as f64;
        for &t in known {
            for &s in known {
                system.set(t, s, system.get(t, s) - share);
            }
            system.set(t, t, system.get(t, t) + weight);
        }
    }
    let sizes: Vec<f64> = (0..times).map(|t| system.get(t, t)).collect();
    let mut free = vec![false; times];
    let mut factor = Matrix::zeros(times, times);
    for row in 0..times {
        for col in 0..=row {
            if col < row && !free[col] {
                continue;
            }
            let known: f64 = (0..col)
                .filter(|&k| free[k])
                .map(|k| factor.get(row, k) * factor.get(col, k))
                .sum();
            let left = system.get(row, col) - known;
            if col < row {
                factor.set(row, col, left / factor.get(col, col));
            } else if left > 1e-10 * sizes[row] && sizes[row] > 0.0 {
                free[row] = true;
                factor.set(row, row, libm::sqrt(left));
            }
        }
    }
    (factor, free)
}
