//! The Cholesky factor of a matrix to which rows are added and from which rows are taken.

use super::{add_scaled, dot, square_sum};

/// A lower triangle `L` with `L·Lᵀ` the matrix: row after row, each as long as its number.
#[derive(Debug, Clone, Default)]
pub struct Cholesky {
    rows: Vec<Vec<f64>>,
}

/// A new row may be this much smaller than its length, squared, before it counts as a mixture of the others.
const DEPENDENT: f64 = 1e-13;

impl Cholesky {
    /// The factor of an empty matrix.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes all rows away.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// Adds a row: its products with the rows that are there, and with itself. False, and nothing is added, when it is a mixture
    /// of them as far as the digits go.
    pub fn push(&mut self, mut products: Vec<f64>, square: f64) -> bool {
        self.forward(&mut products);
        let pivot = square - dot(&products, &products);
        if pivot.is_nan() || pivot <= DEPENDENT * square.abs() {
            return false;
        }
        products.push(libm::sqrt(pivot));
        self.rows.push(products);
        true
    }

    /// What is left of a row's square beside the rows that are there: the square of its distance from their span.
    #[must_use]
    pub fn rest(&self, mut products: Vec<f64>, square: f64) -> f64 {
        self.forward(&mut products);
        square - dot(&products, &products)
    }

    /// Takes a row out, by plane rotations of the ones after it.
    pub fn remove(&mut self, index: usize) {
        self.rows.remove(index);
        for row in index..self.rows.len() {
            let (a, b) = (self.rows[row][row], self.rows[row][row + 1]);
            let length = libm::hypot(a, b);
            let (cos, sin) = (a / length, b / length);
            for later in &mut self.rows[row..] {
                let (a, b) = (later[row], later[row + 1]);
                later[row] = cos * a + sin * b;
                later[row + 1] = cos * b - sin * a;
            }
            self.rows[row].truncate(row + 1);
        }
    }

    /// Solves `L·x = right`, in place. `right` is as long as there are rows.
    pub fn forward(&self, right: &mut [f64]) {
        for (row, line) in self.rows.iter().enumerate().take(right.len()) {
            right[row] = (right[row] - dot(&line[..row], &right[..row])) / line[row];
        }
    }

    /// Solves `Lᵀ·x = right`, in place.
    pub fn backward(&self, right: &mut [f64]) {
        for (row, line) in self.rows.iter().enumerate().rev() {
            right[row] /= line[row];
            let (before, own) = right.split_at_mut(row);
            add_scaled(before, -own[0], &line[..row]);
        }
    }

    /// Solves `L·Lᵀ·x = right`, in place.
    pub fn solve(&self, right: &mut [f64]) {
        self.forward(right);
        self.backward(right);
    }

    /// The numbers with sum `total` that make `½xᵀMx − aims·x` least, where `M` is the matrix.
    #[must_use]
    pub fn least_with_sum(&self, mut aims: Vec<f64>, total: f64) -> Vec<f64> {
        let mut ones = vec![1.0; aims.len()];
        self.forward(&mut aims);
        self.forward(&mut ones);
        let level = (total - dot(&ones, &aims)) / square_sum(&ones);
        add_scaled(&mut aims, level, &ones);
        self.backward(&mut aims);
        aims
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::Matrix;
    use crate::random::Random;

    fn products(rows: &Matrix, index: usize, others: &[usize]) -> Vec<f64> {
        others
            .iter()
            .map(|&other| dot(rows.row(index), rows.row(other)))
            .collect()
    }

    #[test]
    fn a_factor_after_rows_came_and_went_solves_the_system_that_is_left() {
        let mut random = Random::new(2);
        let rows = Matrix::from_fn(9, 12, |_, _| random.normal());
        let (mut factor, mut here) = (Cholesky::new(), Vec::new());
        for index in 0..9 {
            assert!(factor.push(
                products(&rows, index, &here),
                dot(rows.row(index), rows.row(index))
            ));
            here.push(index);
        }
        for gone in [0, 3, 6] {
            factor.remove(gone);
            here.remove(gone);
        }
        let expected: Vec<f64> = here.iter().map(|_| random.normal()).collect();
        let mut right: Vec<f64> = here
            .iter()
            .map(|&i| {
                here.iter()
                    .zip(&expected)
                    .map(|(&j, x)| dot(rows.row(i), rows.row(j)) * x)
                    .sum()
            })
            .collect();
        factor.solve(&mut right);
        for (found, expected) in right.iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-10, "{found} {expected}");
        }
    }

    #[test]
    fn a_row_that_is_a_mixture_of_others_is_not_added() {
        let rows = Matrix::from_rows(&[[1.0, 0.0, 2.0], [0.0, 1.0, 1.0], [2.0, 3.0, 7.0]]).unwrap();
        let mut factor = Cholesky::new();
        assert!(factor.push(vec![], 5.0));
        assert!(factor.push(products(&rows, 1, &[0]), 2.0));
        assert!(!factor.push(products(&rows, 2, &[0, 1]), 62.0));
        assert_eq!(factor.len(), 2);
    }
}
