//! The nearest weights.

/// The point with no negative number and sum 1 that is nearest to `point` (Held, Wolfe and Crowder 1974). Nothing of an empty point.
/// Numbers must be finite.
pub fn project(point: &mut [f64]) {
    let Some(threshold) = threshold(point) else { return };
    for value in point {
        *value = (*value - threshold).max(0.0);
    }
}

/// The number `t` for which the sum of `max(x − t, 0)` is 1.
pub(super) fn threshold(point: &[f64]) -> Option<f64> {
    let mut sorted = point.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    // Against the largest number, so that digits are not lost when all are large.
    let top = *sorted.first()?;
    let (mut sum, mut threshold) = (0.0, top - 1.0);
    for (count, value) in sorted.iter().enumerate() {
        sum += value - top;
        let next = top + (sum - 1.0) / (count + 1) as f64;
        if *value <= next {
            break;
        }
        threshold = next;
    }
    Some(threshold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_point_with_sum_1_stays_and_a_far_one_becomes_a_corner() {
        let mut inside = [0.25, 0.75];
        project(&mut inside);
        assert_eq!(inside, [0.25, 0.75]);
        let mut far = [5.0, -3.0, 0.0];
        project(&mut far);
        assert_eq!(far, [1.0, 0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn no_other_weights_are_nearer(point in proptest::collection::vec(-10.0..10.0_f64, 1..12)) {
            let mut nearest = point.clone();
            project(&mut nearest);
            prop_assert!((nearest.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(nearest.iter().all(|&weight| weight >= 0.0));
            // The condition of an optimum: every corner lies behind the plane through the nearest point.
            let ahead: Vec<f64> = point.iter().zip(&nearest).map(|(p, n)| p - n).collect();
            let here: f64 = ahead.iter().zip(&nearest).map(|(a, n)| a * n).sum();
            prop_assert!(ahead.iter().all(|&corner| corner - here < 1e-9));
        }
    }
}
