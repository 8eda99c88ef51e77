//! Weighted least squares by orthogonal factors, for the small regressions inside the estimators.
//!
//! Householder reflections on the columns, each scaled to unit length first: covariates of 1e12 and of 1e-12 may stand side by
//! side. A column that the ones before it explain is named, not divided by.

/// A fitted weighted regression of `rows` observations on `columns` regressors.
#[derive(Clone, Debug)]
pub struct Regression {
    /// One coefficient for each column, in the unit of the response by the unit of the column.
    pub coefficients: Vec<f64>,
    /// The inverse of the weighted cross product of the columns, `columns × columns`, row-major.
    pub inverse: Vec<f64>,
    /// The logarithm of the determinant of that cross product.
    pub log_determinant: f64,
}

/// What keeps a regression from having one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// This column (counted from 0) is a combination of the ones before it, or nothing but zeros.
    Dependent(usize),
    /// There are fewer observations with a weight than columns.
    TooFewRows,
    /// A number is not finite, or became so on the way.
    NotFinite,
}

/// How small the rest of a unit column may be before it counts as explained by the columns before it.
const EXPLAINED: f64 = 1e-10;

/// Minimises the sum of `weight · (response − columns · coefficients)²`.
///
/// `columns` holds one slice for each regressor, of the same length as `response`; `weights` is `None` for equal ones, and a
/// weight of 0 leaves the row out. Rows are taken in their order, so that the answer has the same bits each time.
///
/// ```
/// let fit = evaluate::regression::fit(&[&[1.0, 1.0, 1.0], &[0.0, 1.0, 2.0]], &[1.0, 3.0, 5.0], None).unwrap();
/// assert!((fit.coefficients[0] - 1.0).abs() < 1e-12 && (fit.coefficients[1] - 2.0).abs() < 1e-12);
/// ```
///
/// # Errors
///
/// When a column depends on the ones before it, when there are too few rows, or when a number is not finite.
pub fn fit(columns: &[&[f64]], response: &[f64], weights: Option<&[f64]>) -> Result<Regression, NoFit> {
    let k = columns.len();
    let roots: Vec<f64> = match weights {
        // A root is rounded rightly on every machine, in one step.
        Some(weights) => weights.iter().map(|w| w.sqrt()).collect(),
        None => vec![1.0; response.len()],
    };
    if roots.iter().any(|r| !r.is_finite()) {
        return Err(NoFit::NotFinite);
    }
    let kept: Vec<usize> = (0..response.len()).filter(|&i| roots[i] > 0.0).collect();
    if kept.len() < k {
        return Err(NoFit::TooFewRows);
    }
    let mut target: Vec<f64> = kept.iter().map(|&i| roots[i] * response[i]).collect();
    let mut table: Vec<Vec<f64>> = columns
        .iter()
        .map(|c| kept.iter().map(|&i| roots[i] * c[i]).collect())
        .collect();
    let mut scales = Vec::with_capacity(k);
    for (j, column) in table.iter_mut().enumerate() {
        let length = length(column);
        if !length.is_finite() {
            return Err(NoFit::NotFinite);
        }
        if length == 0.0 {
            return Err(NoFit::Dependent(j));
        }
        column.iter_mut().for_each(|v| *v /= length);
        scales.push(length);
    }
    let triangle = reflect(&mut table, &mut target)?;
    let coefficients: Vec<f64> = back(&triangle, &target[..k])
        .iter()
        .zip(&scales)
        .map(|(b, s)| b / s)
        .collect();
    if coefficients.iter().any(|b| !b.is_finite()) {
        return Err(NoFit::NotFinite);
    }
    let diagonal = triangle.iter().enumerate().map(|(j, row)| row[j]);
    let log_determinant = diagonal
        .zip(&scales)
        .map(|(r, s)| 2.0 * (libm::log(r.abs()) + libm::log(*s)))
        .sum();
    Ok(Regression {
        coefficients,
        inverse: inverse(&triangle, &scales),
        log_determinant,
    })
}

impl Regression {
    /// The fitted values, one for each row of `columns`.
    pub fn fitted(&self, columns: &[&[f64]], rows: usize) -> Vec<f64> {
        (0..rows)
            .map(|i| self.coefficients.iter().zip(columns).map(|(b, c)| b * c[i]).sum())
            .collect()
    }
}

/// The length of a column, without overflow at 1e200 or underflow at 1e-200.
fn length(column: &[f64]) -> f64 {
    let largest = column
        .iter()
        .fold(0.0_f64, |m, v| if v.is_nan() { f64::NAN } else { m.max(v.abs()) });
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    largest * libm::sqrt(column.iter().map(|v| (v / largest) * (v / largest)).sum())
}

/// Householder's reflections; gives the upper triangle by rows and leaves the turned response in `target`.
fn reflect(table: &mut [Vec<f64>], target: &mut [f64]) -> Result<Vec<Vec<f64>>, NoFit> {
    let k = table.len();
    let mut triangle = vec![vec![0.0; k]; k];
    for j in 0..k {
        let (done, rest) = table.split_at_mut(j + 1);
        let column = &mut done[j];
        let size = length(&column[j..]);
        if size.is_nan() || size <= EXPLAINED {
            return Err(NoFit::Dependent(j));
        }
        let head = if column[j] > 0.0 { -size } else { size };
        let shift = column[j] - head;
        column[j] = shift;
        let scale = -1.0 / (head * shift);
        for other in rest.iter_mut().map(Vec::as_mut_slice).chain([&mut *target]) {
            let along: f64 = column[j..].iter().zip(&other[j..]).map(|(a, b)| a * b).sum();
            let along = along * scale;
            for (o, c) in other[j..].iter_mut().zip(&column[j..]) {
                *o -= along * c;
            }
        }
        triangle[j][j] = head;
        for (offset, other) in rest.iter().enumerate() {
            triangle[j][j + 1 + offset] = other[j];
        }
    }
    Ok(triangle)
}

fn back(triangle: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let k = triangle.len();
    let mut x = vec![0.0; k];
    for j in (0..k).rev() {
        let known: f64 = (j + 1..k).map(|m| triangle[j][m] * x[m]).sum();
        x[j] = (right[j] - known) / triangle[j][j];
    }
    x
}

/// (RᵀR)⁻¹ with the columns' scales undone.
fn inverse(triangle: &[Vec<f64>], scales: &[f64]) -> Vec<f64> {
    let k = triangle.len();
    let columns: Vec<Vec<f64>> = (0..k)
        .map(|j| {
            back(
                triangle,
                &(0..k).map(|m| if m == j { 1.0 } else { 0.0 }).collect::<Vec<_>>(),
            )
        })
        .collect();
    let mut out = vec![0.0; k * k];
    for a in 0..k {
        for b in 0..k {
            let sum: f64 = (0..k).map(|m| columns[m][a] * columns[m][b]).sum();
            out[a * k + b] = sum / (scales[a] * scales[b]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_of_two_is_the_row_twice_and_of_zero_is_no_row() {
        let (one, x, y) = ([1.0; 4], [0.0, 1.0, 3.0, 7.0], [1.0, -2.0, 0.5, 4.0]);
        let weighted = fit(&[&one, &x], &y, Some(&[2.0, 1.0, 0.0, 1.0])).unwrap();
        let written = fit(&[&one, &[0.0, 0.0, 1.0, 7.0]], &[1.0, 1.0, -2.0, 4.0], None).unwrap();
        for (a, b) in weighted.coefficients.iter().zip(&written.coefficients) {
            assert!((a - b).abs() < 1e-13);
        }
        for (a, b) in weighted.inverse.iter().zip(&written.inverse) {
            assert!((a - b).abs() < 1e-13);
        }
    }

    #[test]
    fn a_column_that_others_explain_is_named() {
        let (one, x) = ([1.0; 4], [0.0, 1.0, 3.0, 7.0]);
        let both: Vec<f64> = x.iter().map(|v| 2.0 + 3.0 * v).collect();
        assert_eq!(
            fit(&[&one, &x, &both], &x, None).unwrap_err(),
            NoFit::Dependent(2)
        );
        assert_eq!(fit(&[&[0.0; 4]], &x, None).unwrap_err(), NoFit::Dependent(0));
        assert_eq!(
            fit(&[&one, &x], &x, Some(&[1.0, 0.0, 0.0, 0.0])).unwrap_err(),
            NoFit::TooFewRows
        );
        assert_eq!(fit(&[&[f64::NAN; 4]], &x, None).unwrap_err(), NoFit::NotFinite);
        assert_eq!(
            fit(&[&one], &[f64::INFINITY; 4], None).unwrap_err(),
            NoFit::NotFinite
        );
    }

    #[test]
    fn columns_of_a_million_millions_and_of_their_inverse_stand_side_by_side() {
        let one = [1e-12; 5];
        let x = [1e12, 2e12, -1e12, 5e12, 4e12];
        let y: Vec<f64> = x.iter().map(|v| 3.0 + 2e-12 * v).collect();
        let fit = fit(&[&one, &x], &y, None).unwrap();
        assert!(
            (fit.coefficients[0] * 1e-12 - 3.0).abs() < 1e-12
                && (fit.coefficients[1] * 1e12 - 2.0).abs() < 1e-12
        );
    }
}
