//! A local search in a box, for an objective with kinks.

/// An objective: its value at a point and, unless the gradient is not wanted, the gradient there.
pub(super) trait Objective {
    /// The value, and the gradient into `gradient` if there is one. Infinite where nothing can be said.
    fn at(&mut self, point: &[f64], gradient: Option<&mut [f64]>) -> f64;
}

/// Gains below this part of the objective are none.
const NOTHING: f64 = 1e-13;
const STEPS: usize = 300;

/// Goes down from `start` within `low ≤ x ≤ 0` by quasi-Newton steps (BFGS, which finds its way along kinks: Lewis and Overton 2013).
/// Gives the point and its value.
pub(super) fn descend(objective: &mut impl Objective, start: &[f64], low: f64) -> (Vec<f64>, f64) {
    let point = normal(start, low);
    let value = objective.at(&point, None);
    quasi_newton(objective, point, value, low)
}

/// Goes on from where [`descend`] ended, by steps along the axes and quasi-Newton steps in turn, for as long as that helps.
pub(super) fn settle(
    objective: &mut impl Objective,
    (mut point, mut value): (Vec<f64>, f64),
    low: f64,
) -> (Vec<f64>, f64) {
    for _ in 0..20 {
        let before = value;
        (point, value) = compass(objective, point, value, low);
        if before - value <= 1e-7 * value.abs() {
            break;
        }
        (point, value) = quasi_newton(objective, point, value, low);
    }
    (point, value)
}

/// Only differences between the numbers matter: the largest becomes 0, and none is below `low`.
pub(super) fn normal(point: &[f64], low: f64) -> Vec<f64> {
    let most = point.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    point.iter().map(|value| (value - most).max(low)).collect()
}

fn quasi_newton(
    objective: &mut impl Objective,
    mut point: Vec<f64>,
    mut value: f64,
    low: f64,
) -> (Vec<f64>, f64) {
    let size = point.len();
    let mut gradient = vec![0.0; size];
    objective.at(&point, Some(&mut gradient));
    let mut inverse = identity(size);
    let mut fresh = true;
    for _ in 0..STEPS {
        // What lies on the edge and wants to go over it stays.
        let free: Vec<bool> = point
            .iter()
            .zip(&gradient)
            .map(|(x, g)| !(*x <= low && *g > 0.0))
            .collect();
        let mut way: Vec<f64> = (0..size)
            .map(|i| {
                let row = (0..size)
                    .filter(|&j| free[j])
                    .map(|j| inverse[i * size + j] * gradient[j])
                    .sum::<f64>();
                if free[i] { -row } else { 0.0 }
            })
            .collect();
        let slope: f64 = way.iter().zip(&gradient).map(|(w, g)| w * g).sum();
        if slope.is_nan() || slope >= 0.0 {
            if fresh {
                break;
            }
            inverse = identity(size);
            fresh = true;
            continue;
        }
        let longest = way.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
        // A step of more than e² in one importance is a jump and no step.
        let cap = if fresh {
            0.5 / longest
        } else {
            (2.0 / longest).min(1.0)
        };
        way.iter_mut().for_each(|w| *w *= cap);
        let (mut length, mut found) = (1.0, None);
        for _ in 0..30 {
            let next: Vec<f64> = normal(
                &point
                    .iter()
                    .zip(&way)
                    .map(|(x, w)| x + length * w)
                    .collect::<Vec<_>>(),
                low,
            );
            let reached = objective.at(&next, None);
            if reached < value + 1e-4 * length * cap * slope {
                found = Some((next, reached));
                break;
            }
            length *= 0.5;
        }
        let Some((next, reached)) = found else {
            if fresh {
                break;
            }
            inverse = identity(size);
            fresh = true;
            continue;
        };
        let mut after = vec![0.0; size];
        objective.at(&next, Some(&mut after));
        let moved: Vec<f64> = next.iter().zip(&point).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = after.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let gained = value - reached;
        (point, value, gradient) = (next, reached, after);
        fresh = !update(&mut inverse, &moved, &turned, fresh);
        if gained <= NOTHING * value.abs() {
            break;
        }
    }
    (point, value)
}

fn identity(size: usize) -> Vec<f64> {
    (0..size * size)
        .map(|at| if at % (size + 1) == 0 { 1.0 } else { 0.0 })
        .collect()
}

/// The BFGS update of the inverse; false where the curvature is not positive.
fn update(inverse: &mut [f64], moved: &[f64], turned: &[f64], fresh: bool) -> bool {
    let size = moved.len();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let curvature = dot(moved, turned);
    if curvature.is_nan() || curvature <= 1e-14 * libm::sqrt(dot(moved, moved) * dot(turned, turned)) {
        return false;
    }
    if fresh {
        let scale = curvature / dot(turned, turned);
        inverse.iter_mut().for_each(|value| *value *= scale);
    }
    let product: Vec<f64> = (0..size)
        .map(|i| dot(&inverse[i * size..(i + 1) * size], turned))
        .collect();
    let factor = (1.0 + dot(turned, &product) / curvature) / curvature;
    for i in 0..size {
        for j in 0..size {
            inverse[i * size + j] +=
                factor * moved[i] * moved[j] - (product[i] * moved[j] + moved[i] * product[j]) / curvature;
        }
    }
    true
}

/// Steps along the axes that become shorter when none of them helps.
fn compass(objective: &mut impl Objective, mut point: Vec<f64>, mut value: f64, low: f64) -> (Vec<f64>, f64) {
    let mut length = 1.0;
    while length > 1e-3 {
        let mut helped = false;
        for axis in 0..point.len() {
            for step in [length, -length] {
                let mut next = point.clone();
                next[axis] += step;
                let next = normal(&next, low);
                let reached = objective.at(&next, None);
                if reached < value * (1.0 - 1e-10) {
                    (point, value, helped) = (next, reached, true);
                    break;
                }
            }
        }
        if !helped {
            length *= 0.25;
        }
    }
    (point, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Kinked;

    impl Objective for Kinked {
        fn at(&mut self, x: &[f64], gradient: Option<&mut [f64]>) -> f64 {
            let (a, b, c) = (x[0] - x[2] + 1.0, x[1] - x[2] + 3.0, x[0] - x[1]);
            if let Some(g) = gradient {
                g[0] = 2.0 * a + c.signum() * 0.1;
                g[1] = 20.0 * b - c.signum() * 0.1;
                g[2] = -2.0 * a - 20.0 * b;
            }
            a * a + 10.0 * b * b + 0.1 * c.abs() + 1.0
        }
    }

    #[test]
    fn the_lowest_point_is_found_from_anywhere_in_the_box() {
        for start in [[0.0, 0.0, 0.0], [-9.0, -1.0, 0.0], [0.0, -12.0, -5.0]] {
            let (point, value) = settle(&mut Kinked, descend(&mut Kinked, &start, -13.8), -13.8);
            // With x₀ − x₁ > 0 the optimum has a = −.05 and b = .005.
            assert!((value - 1.197_25).abs() < 1e-6, "{point:?} {value}");
        }
    }
}
