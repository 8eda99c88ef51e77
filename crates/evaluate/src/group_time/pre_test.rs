//! Were the areas on parallel paths before the start? A Wald test of all effects before it.

use super::GroupTime;
use crate::distribution::chi_squared_above;
use crate::linear::dot;
use crate::regression;

/// The joint test that every effect before a start is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PreTest {
    /// Wald's statistic.
    pub statistic: f64,
    /// Its degrees of freedom: the number of effects before a start.
    pub degrees_of_freedom: usize,
    /// The chance of a statistic at least this large if all effects before the start are 0.
    pub p: f64,
}

impl GroupTime {
    /// Tests the cells before the start. `None` when there are none, or when they cannot all vary on their own (fewer areas
    /// than cells, or a cell without spread).
    ///
    /// A large p-value does not prove parallel paths: with few areas the test sees little.
    pub fn pre_test(&self) -> Option<PreTest> {
        let before: Vec<usize> = (0..self.cells.len())
            .filter(|&c| {
                let cell = &self.cells[c];
                cell.time + self.options.anticipation < cell.group && cell.standard_error.is_some()
            })
            .collect();
        if before.is_empty() {
            return None;
        }
        let areas = self.areas.len() as f64;
        let effects: Vec<f64> = before.iter().map(|&c| self.cells[c].effect).collect();
        let columns: Vec<&[f64]> = before.iter().map(|&c| self.influence[c].as_slice()).collect();
        // The inverse of ΨᵀΨ from orthogonal factors of Ψ itself: n·ΨᵀΨ⁻¹·n / n is the inverse of the variance of the effects.
        let fit = regression::fit(&columns, columns[0], None).ok()?;
        let many = before.len();
        let turned: Vec<f64> = fit
            .inverse
            .chunks_exact(many)
            .map(|row| dot(row, &effects))
            .collect();
        let statistic = areas * areas * dot(&effects, &turned);
        if !statistic.is_finite() {
            return None;
        }
        Some(PreTest {
            statistic,
            degrees_of_freedom: many,
            p: chi_squared_above(statistic, many as f64),
        })
    }
}
