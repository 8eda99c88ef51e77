//! Lines of numbers in blocks of four, and all their products.

use rayon::prelude::*;

use super::Matrix;

/// So many lines are multiplied together in one go.
pub(super) const BLOCK: usize = 4;
/// So many lines make one piece of work for a thread.
const BAND: usize = 16 * BLOCK;
/// So many places of all lines of a band stay near the processor while they are multiplied.
const STRETCH: usize = 512;
/// Below so many lines threads cost more than they bring.
const PARALLEL: usize = 128;

/// Four lines beside each other, place after place; lines that are not there are nought.
pub(crate) struct Packed {
    lines: usize,
    depth: usize,
    data: Vec<f64>,
}

impl Packed {
    /// The lines are the rows of a matrix.
    pub(crate) fn of_rows(rows: &Matrix) -> Self {
        let (lines, depth) = (rows.rows(), rows.cols());
        let mut data = vec![0.0; lines.div_ceil(BLOCK) * depth * BLOCK];
        for line in 0..lines {
            let block = &mut data[line / BLOCK * depth * BLOCK..][..depth * BLOCK];
            for (place, &value) in rows.row(line).iter().enumerate() {
                block[place * BLOCK + line % BLOCK] = value;
            }
        }
        Self { lines, depth, data }
    }

    /// The lines are the columns of some rows, `lines` of them.
    pub(crate) fn of_columns(rows: &[&[f64]], lines: usize) -> Self {
        let depth = rows.len();
        let mut data = vec![0.0; lines.div_ceil(BLOCK) * depth * BLOCK];
        for (place, row) in rows.iter().enumerate() {
            for (block, values) in row[..lines].chunks(BLOCK).enumerate() {
                data[(block * depth + place) * BLOCK..][..values.len()].copy_from_slice(values);
            }
        }
        Self { lines, depth, data }
    }

    fn block(&self, block: usize, from: usize, to: usize) -> &[f64] {
        &self.data[(block * self.depth + from) * BLOCK..(block * self.depth + to) * BLOCK]
    }

    /// The product of each line with itself and with the ones after it, line after line; what stands for the ones before it is of
    /// no use. Each product is one sum over the places in their order, whatever the blocks and the threads are.
    pub(crate) fn products(&self) -> Vec<f64> {
        let mut products = vec![0.0; self.lines * self.lines];
        let piece = (BAND * self.lines).max(1);
        if self.lines > PARALLEL {
            let bands = products.par_chunks_mut(piece).enumerate();
            bands.for_each(|(number, band)| self.band(number, band));
        } else {
            let bands = products.chunks_mut(piece).enumerate();
            bands.for_each(|(number, band)| self.band(number, band));
        }
        products
    }

    fn band(&self, number: usize, band: &mut [f64]) {
        let blocks = self.lines.div_ceil(BLOCK);
        let first = number * BAND / BLOCK;
        for from in (0..self.depth).step_by(STRETCH) {
            let to = (from + STRETCH).min(self.depth);
            for right in first..blocks {
                for left in first..(first + BAND / BLOCK).min(right + 1) {
                    let lines = || {
                        let top = (left - first) * BLOCK * self.lines;
                        (0..BLOCK).map(move |line| top + line * self.lines + right * BLOCK)
                    };
                    let width = (self.lines - right * BLOCK).min(BLOCK);
                    let mut tile = [[0.0; BLOCK]; BLOCK];
                    for (line, at) in tile.iter_mut().zip(lines()) {
                        if let Some(sums) = band.get(at..at + width) {
                            line[..width].copy_from_slice(sums);
                        }
                    }
                    multiply(&mut tile, self.block(left, from, to), self.block(right, from, to));
                    for (line, at) in tile.iter().zip(lines()) {
                        if let Some(sums) = band.get_mut(at..at + width) {
                            sums.copy_from_slice(&line[..width]);
                        }
                    }
                }
            }
        }
    }
}

/// Adds the products of four lines with four, place after place.
#[inline]
pub(super) fn multiply(tile: &mut [[f64; BLOCK]; BLOCK], left: &[f64], right: &[f64]) {
    let mut sums = *tile;
    for (a, b) in left.chunks_exact(BLOCK).zip(right.chunks_exact(BLOCK)) {
        for i in 0..BLOCK {
            for j in 0..BLOCK {
                sums[i][j] += a[i] * b[j];
            }
        }
    }
    *tile = sums;
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
    fn products_are_those_of_lines_with_lines_at_every_size() {
        for (count, depth) in [(1, 1), (3, 5), (4, 4), (65, 7), (131, 9), (6, 1030)] {
            let rows = noise(count, depth, 5);
            let columns = rows.transposed();
            let columns: Vec<&[f64]> = (0..depth).map(|place| columns.row(place)).collect();
            let found = Packed::of_rows(&rows).products();
            assert_eq!(found, Packed::of_columns(&columns, count).products());
            for i in 0..count {
                for j in i..count {
                    let expected = super::super::dot(rows.row(i), rows.row(j));
                    assert!((found[i * count + j] - expected).abs() < 1e-11, "{count} {i} {j}");
                }
            }
        }
    }

    #[test]
    fn one_thread_and_many_give_the_same_bits() {
        let packed = Packed::of_rows(&noise(200, 17, 3));
        let pool = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
        };
        let one = pool(1).install(|| packed.products());
        let four = pool(4).install(|| packed.products());
        assert!(one.iter().zip(&four).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}
