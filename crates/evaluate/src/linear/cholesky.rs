//! The Cholesky factor of a matrix to which rows are added and from which rows are taken.

use std::cmp::Ordering;

use super::packed::{BLOCK, multiply};
use super::{Matrix, add_scaled, dot, square_sum};

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

    /// The factor of a whole matrix, of which the part on and below the diagonal is read. Nothing when a row is a mixture of those
    /// before it. Four rows at once, which takes a third of the time of one after the other.
    #[must_use]
    pub fn of(matrix: &Matrix) -> Option<Self> {
        let count = matrix.rows();
        // Rows that are not there are those of the identity.
        let at = |row: usize, col: usize| match row < count {
            true => matrix.get(row, col),
            false => f64::from(u8::from(row == col)),
        };
        // Four rows of the factor beside each other, column after column.
        let mut blocks: Vec<Vec<f64>> = Vec::with_capacity(count.div_ceil(BLOCK));
        for block in 0..count.div_ceil(BLOCK) {
            let mut own: Vec<f64> = Vec::with_capacity((block + 1) * BLOCK * BLOCK);
            for (other, done) in blocks.iter().enumerate() {
                let (before, triangle) = done.split_at(other * BLOCK * BLOCK);
                let mut tile = [[0.0; BLOCK]; BLOCK];
                multiply(&mut tile, &own, before);
                for col in 0..BLOCK {
                    for (row, sums) in tile.iter().enumerate() {
                        let mut value = at(block * BLOCK + row, other * BLOCK + col) - sums[col];
                        for earlier in 0..col {
                            value -=
                                own[before.len() + earlier * BLOCK + row] * triangle[earlier * BLOCK + col];
                        }
                        own.push(value / triangle[col * BLOCK + col]);
                    }
                }
            }
            let mut tile = [[0.0; BLOCK]; BLOCK];
            multiply(&mut tile, &own, &own);
            let before = own.len();
            for col in 0..BLOCK {
                let left = |own: &[f64], row: usize| {
                    let mut value = at(block * BLOCK + row, block * BLOCK + col) - tile[row][col];
                    for earlier in 0..col {
                        let column = &own[before + earlier * BLOCK..];
                        value -= column[row] * column[col];
                    }
                    value
                };
                let (pivot, square) = (left(&own, col), at(block * BLOCK + col, block * BLOCK + col));
                if pivot.is_nan() || pivot <= DEPENDENT * square.abs() {
                    return None;
                }
                let root = libm::sqrt(pivot);
                for row in 0..BLOCK {
                    let value = match row.cmp(&col) {
                        Ordering::Less => 0.0,
                        Ordering::Equal => root,
                        Ordering::Greater => left(&own, row) / root,
                    };
                    own.push(value);
                }
            }
            blocks.push(own);
        }
        let row = |row: usize| {
            let block = blocks[row / BLOCK].chunks_exact(BLOCK);
            block.take(row + 1).map(|column| column[row % BLOCK]).collect()
        };
        Some(Self {
            rows: (0..count).map(row).collect(),
        })
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
    fn a_matrix_has_the_factor_that_its_rows_have_one_after_the_other() {
        let mut random = Random::new(6);
        for count in [1, 4, 7, 30] {
            let rows = Matrix::from_fn(count, 40, |_, _| random.normal());
            let square = Matrix::from_fn(count, count, |i, j| dot(rows.row(i), rows.row(j)));
            let (whole, mut single) = (Cholesky::of(&square).unwrap(), Cholesky::new());
            for row in 0..count {
                assert!(single.push(square.row(row)[..row].to_vec(), square.get(row, row)));
            }
            assert_eq!(whole.len(), count);
            for (a, b) in whole.rows.iter().zip(&single.rows) {
                assert_eq!(a.len(), b.len());
                assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12));
            }
        }
    }

    #[test]
    fn a_matrix_whose_rows_depend_on_each_other_has_no_factor() {
        let square = Matrix::from_rows(&[[5.0, 2.0, 16.0], [2.0, 2.0, 10.0], [16.0, 10.0, 62.0]]).unwrap();
        assert!(Cholesky::of(&square).is_none());
        assert!(Cholesky::of(&Matrix::from_rows(&[[f64::NAN]]).unwrap()).is_none());
        assert_eq!(
            Cholesky::of(&Matrix::zeros(0, 0)).map(|factor| factor.len()),
            Some(0)
        );
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
