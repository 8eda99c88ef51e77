//! Sums in a fixed order: eight lanes, then the lanes pairwise, then the rest.

/// So many sums run beside each other. A constant, and not what the processor would like, because another number of lanes
/// gives other last digits.
const LANES: usize = 8;

#[inline]
fn join(lanes: [f64; LANES]) -> f64 {
    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
}

/// The sum of the products of two rows of numbers, as long as the shorter one.
#[must_use]
#[inline]
pub fn dot(left: &[f64], right: &[f64]) -> f64 {
    let length = left.len().min(right.len());
    let (left, right) = (&left[..length], &right[..length]);
    let mut lanes = [0.0; LANES];
    let (left_blocks, right_blocks) = (left.chunks_exact(LANES), right.chunks_exact(LANES));
    let (left_rest, right_rest) = (left_blocks.remainder(), right_blocks.remainder());
    for (a, b) in left_blocks.zip(right_blocks) {
        for lane in 0..LANES {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let mut total = join(lanes);
    for (a, b) in left_rest.iter().zip(right_rest) {
        total += a * b;
    }
    total
}

/// The sum of some numbers.
#[must_use]
#[inline]
pub fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let blocks = values.chunks_exact(LANES);
    let rest = blocks.remainder();
    for block in blocks {
        for lane in 0..LANES {
            lanes[lane] += block[lane];
        }
    }
    let mut total = join(lanes);
    for value in rest {
        total += value;
    }
    total
}

/// The sum of the squares of some numbers.
#[must_use]
#[inline]
pub fn square_sum(values: &[f64]) -> f64 {
    dot(values, values)
}

/// The mean of some numbers; nothing if there are none.
#[must_use]
#[inline]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values) / values.len() as f64)
}

/// Adds `factor × values` to `to`, as far as the shorter one goes.
#[inline]
pub fn add_scaled(to: &mut [f64], factor: f64, values: &[f64]) {
    for (to, value) in to.iter_mut().zip(values) {
        *to += factor * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_product_is_the_sum_of_products_at_every_length() {
        for length in 0..40_u32 {
            let numbers: Vec<f64> = (0..length).map(f64::from).collect();
            let expected = f64::from((0..length).map(|n| n * n).sum::<u32>());
            assert_eq!(dot(&numbers, &numbers), expected);
            assert_eq!(sum(&numbers), f64::from((0..length).sum::<u32>()));
        }
        assert_eq!(mean(&[]), None);
    }
}
