//! All products of rows with rows, worked out once and shared by every problem on the same rows.

use super::packed::Packed;
use super::{Matrix, add_scaled, dot, sum};
use crate::refusal::Refusal;

/// The Gram matrix of some rows, for problems whose weights add up to 1.
///
/// Such a problem does not change when the same numbers are taken from every row, nor when all rows are multiplied by one
/// factor. So the mean row is taken away first, which keeps the digits that tell rows apart, and everything is divided by a power
/// of two, so that 10¹² and 10⁻¹² do not overflow. A constant is added to all products (as if each row had one more number,
/// the same in all): for weights that add up to 1 it cancels, and a block of the matrix is then regular exactly when its rows
/// are affinely independent.
#[derive(Debug, Clone)]
pub struct Gram {
    rows: Matrix,
    /// All products, row after row, where many problems share them.
    products: Option<Vec<f64>>,
    diagonal: Vec<f64>,
    shift: f64,
    scale: f64,
}

impl Gram {
    /// The Gram matrix of `rows` (units × times) for one or a few problems, which need the products of few rows and work them out
    /// themselves.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] when a number is not finite, or so large or small that squares overflow or vanish.
    pub fn new(rows: &Matrix) -> Result<Self, Refusal> {
        Self::owning(rows.clone())
    }

    /// The same without a copy of the rows.
    pub(crate) fn owning(mut rows: Matrix) -> Result<Self, Refusal> {
        let scale = centre(&mut rows)?;
        let diagonal = squares(&rows);
        Ok(Self::of(rows, None, diagonal, scale))
    }

    /// The Gram matrix of `rows` for many problems: all products at once, on all cores.
    ///
    /// # Errors
    /// As [`Gram::new`].
    pub fn complete(rows: &Matrix) -> Result<Self, Refusal> {
        Ok(Self::new(rows)?.full())
    }

    /// With all products, where they are not there yet.
    pub(crate) fn full(self) -> Self {
        if self.is_complete() {
            return self;
        }
        let (count, shift) = (self.len(), self.shift);
        let mut products = Packed::of_rows(&self.rows).products();
        mirror(&mut products, count);
        products.iter_mut().for_each(|product| *product += shift);
        let diagonal = (0..count).map(|row| products[row * count + row]).collect();
        Self {
            products: Some(products),
            diagonal,
            ..self
        }
    }

    /// The same rows without some columns (ascending), each row around its mean again. The rows must have been around their
    /// means before. Products that are all there change by as many outer products as columns go, and are not made again.
    pub(crate) fn without_columns(&self, columns: &[usize]) -> Self {
        let (count, left) = (self.len(), self.rows.cols() - columns.len());
        let kept: Vec<usize> = (0..self.rows.cols())
            .filter(|column| columns.binary_search(column).is_err())
            .collect();
        let mut rows = Matrix::zeros(count, left);
        let mut means = Vec::with_capacity(count);
        for row in 0..count {
            let (from, to) = (self.rows.row(row), rows.row_mut(row));
            // What goes had this sum; what stays has minus it, and loses it.
            let mean = -columns.iter().map(|&column| from[column]).sum::<f64>() / left.max(1) as f64;
            for (to, &column) in to.iter_mut().zip(&kept) {
                *to = from[column] - mean;
            }
            means.push(mean);
        }
        let Some(all) = &self.products else {
            let diagonal = squares(&rows);
            return Self::of(rows, None, diagonal, self.scale);
        };
        let mut all = all.clone();
        let gone: Vec<Vec<f64>> = columns
            .iter()
            .map(|&column| self.rows.col(column).collect())
            .collect();
        for (row, line) in all.chunks_exact_mut(count.max(1)).enumerate() {
            for column in &gone {
                add_scaled(line, -column[row], column);
            }
            add_scaled(line, -means[row] * left as f64, &means);
        }
        let diagonal = (0..count).map(|row| all[row * count + row]).collect();
        Self {
            rows,
            products: Some(all),
            diagonal,
            ..*self
        }
    }

    fn of(rows: Matrix, products: Option<Vec<f64>>, mut diagonal: Vec<f64>, scale: f64) -> Self {
        // As large as a typical product, so that it drowns none of them.
        let shift = sum(&diagonal) / rows.rows().max(1) as f64;
        diagonal.iter_mut().for_each(|square| *square += shift);
        Self {
            rows,
            products,
            diagonal,
            shift,
            scale,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.rows()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows without their mean row, divided by `scale`.
    #[must_use]
    pub fn rows(&self) -> &Matrix {
        &self.rows
    }

    /// A power of two by which the rows were divided.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Whether all products are there already.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.products.is_some()
    }

    /// The products of one row with all, the constant included; nothing where they are not there.
    #[must_use]
    #[inline]
    pub fn products(&self, row: usize) -> Option<&[f64]> {
        let count = self.len();
        let products = self.products.as_ref()?;
        Some(&products[row * count..(row + 1) * count])
    }

    /// The product of two rows, the constant included.
    #[must_use]
    #[inline]
    pub fn product(&self, row: usize, other: usize) -> f64 {
        match &self.products {
            Some(products) => products[row * self.len() + other],
            None if row == other => self.diagonal[row],
            None => dot(self.rows.row(row), self.rows.row(other)) + self.shift,
        }
    }

    /// The product of a row with itself, the constant included.
    #[must_use]
    #[inline]
    pub fn square(&self, row: usize) -> f64 {
        self.diagonal[row]
    }

    /// The constant in all products.
    #[must_use]
    pub fn shift(&self) -> f64 {
        self.shift
    }
}

fn squares(rows: &Matrix) -> Vec<f64> {
    (0..rows.rows())
        .map(|row| dot(rows.row(row), rows.row(row)))
        .collect()
}

/// Takes the mean row from all rows, and divides them by a power of two so that the largest number is about 1; gives that power.
fn centre(rows: &mut Matrix) -> Result<f64, Refusal> {
    let (count, times) = (rows.rows(), rows.cols());
    let part = 1.0 / count as f64;
    let (mut first, mut second) = (vec![0.0; times], vec![0.0; times]);
    for row in 0..count {
        let row = rows.row(row);
        if row.iter().any(|value| !value.is_finite() || value.abs() > 1e150) {
            return Err(Refusal::OutOfRange);
        }
        add_scaled(&mut first, part, row);
    }
    // Two passes: the second takes away what rounding left in the first.
    for row in 0..count {
        let row = rows.row_mut(row);
        add_scaled(row, -1.0, &first);
        add_scaled(&mut second, part, row);
    }
    let mut largest = 0.0_f64;
    for row in 0..count {
        for (value, mean) in rows.row_mut(row).iter_mut().zip(&second) {
            *value -= mean;
            largest = largest.max(value.abs());
        }
    }
    if largest == 0.0 {
        return Ok(1.0);
    }
    if largest < 1e-140 {
        return Err(Refusal::OutOfRange);
    }
    let scale = libm::exp2(f64::from(libm::frexp(largest).1));
    // A power of two has an exact inverse.
    let inverse = 1.0 / scale;
    rows.data_mut().iter_mut().for_each(|value| *value *= inverse);
    Ok(scale)
}

/// Copies what stands above the diagonal to below it, in tiles that stay in the cache.
fn mirror(products: &mut [f64], count: usize) {
    const TILE: usize = 32;
    for top in (0..count).step_by(TILE) {
        for left in (top..count).step_by(TILE) {
            for row in top..(top + TILE).min(count) {
                for col in left.max(row + 1)..(left + TILE).min(count) {
                    products[col * count + row] = products[row * count + col];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn noise(rows: usize, cols: usize, seed: u64) -> Matrix {
        let mut random = Random::new(seed);
        Matrix::from_fn(rows, cols, |_, _| random.normal())
    }

    #[test]
    fn scales_and_common_movements_do_not_matter() {
        let rows = noise(20, 6, 9);
        let large = Matrix::from_fn(20, 6, |row, col| {
            1024.0 * rows.get(row, col) + 1000.0 * col as f64
        });
        let (gram, other) = (Gram::new(&rows).unwrap(), Gram::new(&large).unwrap());
        for (row, col) in (0..20).flat_map(|row| (0..20).map(move |col| (row, col))) {
            let (a, b) = (gram.product(row, col), other.product(row, col));
            assert!((a - b).abs() < 1e-10, "{a} {b}");
        }
    }

    #[test]
    fn single_products_are_those_that_are_made_at_once() {
        let rows = noise(70, 11, 8);
        let (single, complete) = (Gram::new(&rows).unwrap(), Gram::complete(&rows).unwrap());
        assert_eq!(single.products(0), None);
        for row in 0..70 {
            assert!((single.square(row) - complete.square(row)).abs() < 1e-13);
            for other in 0..70 {
                let expected = complete.products(row).unwrap()[other];
                assert!((single.product(row, other) - expected).abs() < 1e-13);
                assert_eq!(complete.product(row, other), expected);
            }
        }
    }

    #[test]
    fn rows_without_some_columns_have_the_products_of_what_is_left() {
        let mut rows = noise(9, 12, 4);
        for row in 0..9 {
            let mean = sum(rows.row(row)) / 12.0;
            rows.row_mut(row).iter_mut().for_each(|value| *value -= mean);
        }
        let found = Gram::complete(&rows).unwrap().without_columns(&[2, 7, 11]);
        for i in 0..9 {
            assert!(sum(found.rows.row(i)).abs() < 1e-14);
            for j in 0..9 {
                let expected = super::super::dot(found.rows.row(i), found.rows.row(j)) + found.shift;
                assert!((found.product(i, j) - expected).abs() < 1e-13, "{i} {j}");
            }
        }
    }

    #[test]
    fn numbers_that_are_not_finite_are_refused() {
        for bad in [f64::NAN, f64::INFINITY, 1e151, -1e305] {
            let mut rows = noise(3, 3, 1);
            rows.set(1, 1, bad);
            assert_eq!(Gram::new(&rows).map(|gram| gram.len()), Err(Refusal::OutOfRange));
        }
    }
}
