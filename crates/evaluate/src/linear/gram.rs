//! All products of rows with rows, worked out once and shared by every problem on the same rows.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::{Matrix, dot, sum};
use crate::refusal::Refusal;

/// So many rows are multiplied together in one go.
const BLOCK: usize = 4;
/// So many rows make one piece of work for a thread.
const BAND: usize = 16 * BLOCK;
/// Below so many rows threads cost more than they bring.
const PARALLEL: usize = 128;

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
    products: Products,
    diagonal: Vec<f64>,
    shift: f64,
    scale: f64,
}

/// Products of rows with rows.
#[derive(Debug, Clone)]
enum Products {
    /// All of them, row after row.
    All(Vec<f64>),
    /// Those of a row with all others when they are first asked for.
    AsAsked(Vec<OnceLock<Vec<f64>>>),
}

impl Gram {
    /// The Gram matrix of `rows` (units × times) for one or a few problems: the products of a row are worked out when they are first asked
    /// for, because one problem needs those of few rows.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] when a number is not finite, or so large or small that squares overflow or vanish.
    pub fn new(rows: &Matrix) -> Result<Self, Refusal> {
        let (rows, scale) = centred(rows)?;
        let count = rows.rows();
        let diagonal: Vec<f64> = (0..count).map(|row| dot(rows.row(row), rows.row(row))).collect();
        Ok(Self::of(
            rows,
            Products::AsAsked(vec![OnceLock::new(); count]),
            diagonal,
            scale,
        ))
    }

    /// The Gram matrix of `rows` for many problems: all products at once, on all cores, which takes half of the work and a third of
    /// the time of asking for each row.
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
        let shift = self.shift;
        let mut products = products(&self.rows);
        products.iter_mut().for_each(|product| *product += shift);
        let count = self.len();
        let diagonal = (0..count).map(|row| products[row * count + row]).collect();
        Self {
            products: Products::All(products),
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
        let Products::All(all) = &self.products else {
            let squares = (0..count).map(|row| dot(rows.row(row), rows.row(row))).collect();
            return Self::of(
                rows,
                Products::AsAsked(vec![OnceLock::new(); count]),
                squares,
                self.scale,
            );
        };
        let mut all = all.clone();
        let gone: Vec<Vec<f64>> = columns
            .iter()
            .map(|&column| self.rows.col(column).collect())
            .collect();
        for (row, line) in all.chunks_exact_mut(count.max(1)).enumerate() {
            for column in &gone {
                super::add_scaled(line, -column[row], column);
            }
            super::add_scaled(line, -means[row] * left as f64, &means);
        }
        let diagonal = (0..count).map(|row| all[row * count + row]).collect();
        Self {
            rows,
            products: Products::All(all),
            diagonal,
            ..*self
        }
    }

    fn of(rows: Matrix, products: Products, mut diagonal: Vec<f64>, scale: f64) -> Self {
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
        matches!(self.products, Products::All(_))
    }

    /// The products of one row with all, the constant included.
    #[must_use]
    #[inline]
    pub fn products(&self, row: usize) -> &[f64] {
        let count = self.len();
        match &self.products {
            Products::All(products) => &products[row * count..(row + 1) * count],
            Products::AsAsked(rows) => rows[row].get_or_init(|| {
                let own = self.rows.row(row);
                (0..count)
                    .map(|other| dot(own, self.rows.row(other)) + self.shift)
                    .collect()
            }),
        }
    }

    /// The product of two rows, the constant included.
    #[must_use]
    #[inline]
    pub fn product(&self, row: usize, other: usize) -> f64 {
        match &self.products {
            Products::All(products) => products[row * self.len() + other],
            Products::AsAsked(_) if row == other => self.diagonal[row],
            Products::AsAsked(_) => dot(self.rows.row(row), self.rows.row(other)) + self.shift,
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

/// The rows without their mean row, and divided by a power of two so that the largest number is about 1.
fn centred(rows: &Matrix) -> Result<(Matrix, f64), Refusal> {
    let (count, times) = (rows.rows(), rows.cols());
    let largest = rows
        .data()
        .iter()
        .fold(0.0_f64, |most, value| most.max(value.abs()));
    if !rows.is_finite() || largest > 1e150 {
        return Err(Refusal::OutOfRange);
    }
    let mut mean = vec![0.0; times];
    // Two passes: the second takes away what rounding left in the first.
    let mut centred = rows.clone();
    for _ in 0..2 {
        mean.fill(0.0);
        for row in 0..count {
            super::add_scaled(&mut mean, 1.0 / count as f64, centred.row(row));
        }
        for row in 0..count {
            super::add_scaled(centred.row_mut(row), -1.0, &mean);
        }
    }
    let largest = centred
        .data()
        .iter()
        .fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return Ok((centred, 1.0));
    }
    if largest < 1e-140 {
        return Err(Refusal::OutOfRange);
    }
    let scale = libm::exp2(f64::from(libm::frexp(largest).1));
    for value in centred.data_mut() {
        *value /= scale;
    }
    Ok((centred, scale))
}

/// Each product is one sum over the times in their order, whatever the blocks are.
fn products(rows: &Matrix) -> Vec<f64> {
    let (count, times) = (rows.rows(), rows.cols());
    let blocks = count.div_ceil(BLOCK);
    // Four rows beside each other, time after time; rows that are not there are nought.
    let mut packed = vec![0.0; blocks * times * BLOCK];
    for row in 0..count {
        let block = &mut packed[row / BLOCK * times * BLOCK..][..times * BLOCK];
        for (time, &value) in rows.row(row).iter().enumerate() {
            block[time * BLOCK + row % BLOCK] = value;
        }
    }
    let block = |index: usize| &packed[index * times * BLOCK..][..times * BLOCK];
    let mut products = vec![0.0; count * count];
    let band = |(number, band): (usize, &mut [f64])| {
        let first = number * BAND / BLOCK;
        for right in first..blocks {
            for left in first..(first + BAND / BLOCK).min(blocks) {
                if left > right {
                    break;
                }
                let tile = multiply(block(left), block(right));
                for (i, line) in tile.iter().enumerate() {
                    let row = (left - first) * BLOCK + i;
                    if let Some(to) = band.get_mut(row * count..(row + 1) * count) {
                        let to = &mut to[right * BLOCK..];
                        let width = to.len().min(BLOCK);
                        to[..width].copy_from_slice(&line[..width]);
                    }
                }
            }
        }
    };
    if count > PARALLEL {
        products
            .par_chunks_mut((BAND * count).max(1))
            .enumerate()
            .for_each(band);
    } else {
        products
            .chunks_mut((BAND * count).max(1))
            .enumerate()
            .for_each(band);
    }
    mirror(&mut products, count);
    products
}

#[inline]
fn multiply(left: &[f64], right: &[f64]) -> [[f64; BLOCK]; BLOCK] {
    let mut tile = [[0.0; BLOCK]; BLOCK];
    for (a, b) in left.chunks_exact(BLOCK).zip(right.chunks_exact(BLOCK)) {
        for i in 0..BLOCK {
            for j in 0..BLOCK {
                tile[i][j] += a[i] * b[j];
            }
        }
    }
    tile
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
    fn products_are_those_of_rows_with_rows_at_every_size() {
        for (count, times) in [(1, 1), (3, 5), (4, 4), (65, 7), (131, 9)] {
            let rows = noise(count, times, 5);
            let found = products(&rows);
            for i in 0..count {
                for j in 0..count {
                    let expected: f64 = rows.row(i).iter().zip(rows.row(j)).map(|(a, b)| a * b).sum();
                    assert!((found[i * count + j] - expected).abs() < 1e-12, "{count} {i} {j}");
                }
            }
        }
    }

    #[test]
    fn scales_and_common_movements_do_not_matter() {
        let rows = noise(20, 6, 9);
        let large = Matrix::from_fn(20, 6, |row, col| {
            1024.0 * rows.get(row, col) + 1000.0 * col as f64
        });
        let (gram, other) = (Gram::new(&rows).unwrap(), Gram::new(&large).unwrap());
        for (a, b) in (0..20).flat_map(|row| gram.products(row).iter().zip(other.products(row))) {
            assert!((a - b).abs() < 1e-10, "{a} {b}");
        }
    }

    #[test]
    fn products_that_are_asked_for_are_those_that_are_made_at_once() {
        let rows = noise(70, 11, 8);
        let (asked, complete) = (Gram::new(&rows).unwrap(), Gram::complete(&rows).unwrap());
        for row in 0..70 {
            assert!((asked.square(row) - complete.square(row)).abs() < 1e-13);
            for other in 0..70 {
                let expected = complete.products(row)[other];
                assert!((asked.products(row)[other] - expected).abs() < 1e-13);
                assert!((asked.product(row, other) - asked.products(row)[other]).abs() < 1e-15);
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
                assert!((found.products(i)[j] - expected).abs() < 1e-13, "{i} {j}");
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

    #[test]
    fn one_thread_and_many_give_the_same_bits() {
        let rows = noise(200, 17, 3);
        let pool = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
        };
        let one = pool(1).install(|| products(&rows));
        let four = pool(4).install(|| products(&rows));
        assert!(one.iter().zip(&four).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}
