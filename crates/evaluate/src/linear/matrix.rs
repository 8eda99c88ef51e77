//! A table of numbers, row after row.

/// Numbers in rows and columns, kept row after row in one piece. Rows are areas nearly everywhere in this crate, columns
/// are times.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f64>,
}

impl Matrix {
    /// A matrix of noughts.
    #[must_use]
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self {
            rows,
            cols,
            data: vec![0.0; rows * cols],
        }
    }

    /// A matrix in which every number is `value`.
    #[must_use]
    pub fn filled(rows: usize, cols: usize, value: f64) -> Self {
        Self {
            rows,
            cols,
            data: vec![value; rows * cols],
        }
    }

    /// A matrix of `rows × cols` numbers that lie row after row; nothing if there are more or fewer of them.
    #[must_use]
    pub fn new(rows: usize, cols: usize, data: Vec<f64>) -> Option<Self> {
        (rows.checked_mul(cols) == Some(data.len())).then_some(Self { rows, cols, data })
    }

    /// A matrix of rows that are all equally long; nothing if they are not.
    #[must_use]
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Option<Self> {
        let cols = rows.first().map_or(0, |row| row.as_ref().len());
        let mut data = Vec::with_capacity(rows.len() * cols);
        for row in rows {
            if row.as_ref().len() != cols {
                return None;
            }
            data.extend_from_slice(row.as_ref());
        }
        Some(Self {
            rows: rows.len(),
            cols,
            data,
        })
    }

    /// A matrix made number by number.
    #[must_use]
    pub fn from_fn(rows: usize, cols: usize, mut value: impl FnMut(usize, usize) -> f64) -> Self {
        let mut data = Vec::with_capacity(rows * cols);
        for row in 0..rows {
            for col in 0..cols {
                data.push(value(row, col));
            }
        }
        Self { rows, cols, data }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns there are.
    #[must_use]
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// The number at a place. Panics outside the matrix, as a slice does.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize, col: usize) -> f64 {
        assert!(col < self.cols, "column {col} of {}", self.cols);
        self.data[row * self.cols + col]
    }

    /// Puts a number at a place. Panics outside the matrix, as a slice does.
    #[inline]
    pub fn set(&mut self, row: usize, col: usize, value: f64) {
        assert!(col < self.cols, "column {col} of {}", self.cols);
        self.data[row * self.cols + col] = value;
    }

    /// One row.
    #[must_use]
    #[inline]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    /// One row, to be changed.
    #[inline]
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.data[row * self.cols..(row + 1) * self.cols]
    }

    /// One column, number by number.
    pub fn col(&self, col: usize) -> impl ExactSizeIterator<Item = f64> + '_ {
        (0..self.rows).map(move |row| self.get(row, col))
    }

    /// All numbers, row after row.
    #[must_use]
    pub fn data(&self) -> &[f64] {
        &self.data
    }

    /// All numbers, row after row, to be changed.
    pub fn data_mut(&mut self) -> &mut [f64] {
        &mut self.data
    }

    /// Rows become columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self::from_fn(self.cols, self.rows, |row, col| self.get(col, row))
    }

    /// Some rows and some columns, in the order in which they are named. Panics outside the matrix.
    #[must_use]
    pub fn part(&self, rows: &[usize], cols: std::ops::Range<usize>) -> Self {
        let mut data = Vec::with_capacity(rows.len() * cols.len());
        for &row in rows {
            data.extend_from_slice(&self.row(row)[cols.clone()]);
        }
        Self {
            rows: rows.len(),
            cols: cols.len(),
            data,
        }
    }

    /// Whether every number is finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.data.iter().all(|value| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_the_wrong_length_is_not_made() {
        assert_eq!(Matrix::new(2, 2, vec![1.0; 3]), None);
        assert_eq!(Matrix::new(usize::MAX, 2, vec![]), None);
        assert_eq!(Matrix::from_rows(&[vec![1.0], vec![1.0, 2.0]]), None);
    }

    #[test]
    fn rows_and_columns_change_places() {
        let matrix = Matrix::new(2, 3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).unwrap();
        assert_eq!(matrix.transposed().row(2), [3.0, 6.0]);
        assert_eq!(matrix.col(1).collect::<Vec<_>>(), [2.0, 5.0]);
        assert_eq!(matrix.part(&[1], 1..3).data(), [5.0, 6.0]);
    }
}
