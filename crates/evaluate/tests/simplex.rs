//! Simplex weights against two other solvers, and against whoever would trip them.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests stops at what it did not expect"
)]

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, ZeroConeT};
use evaluate::linear::{Gram, dot};
use evaluate::simplex::{self, Problem, Target};
use evaluate::{Matrix, Random};
use proptest::prelude::*;

/// Areas that follow a few common movements, as real ones do.
fn factors(units: usize, times: usize, common: usize, seed: u64) -> Matrix {
    let mut random = Random::new(seed);
    let loads = Matrix::from_fn(units, common, |_, _| random.uniform());
    let moves = Matrix::from_fn(common, times, |_, _| random.normal());
    Matrix::from_fn(units, times, |unit, time| {
        let shared: f64 = loads
            .row(unit)
            .iter()
            .zip(moves.col(time))
            .map(|(load, value)| load * value)
            .sum();
        10.0 + 3.0 * shared + 0.3 * random.normal()
    })
}

fn objective(donors: &Matrix, target: &[f64], ridge: f64, weights: &[f64]) -> f64 {
    let mut left = target.to_vec();
    for (row, weight) in weights.iter().enumerate() {
        evaluate::linear::add_scaled(&mut left, -weight, donors.row(row));
    }
    0.5 * dot(&left, &left) + 0.5 * ridge * dot(weights, weights)
}

/// The weights of Clarabel, an interior-point solver by other people.
fn clarabel(donors: &Matrix, target: &[f64], ridge: f64) -> Vec<f64> {
    let count = donors.rows();
    let mut square = Vec::new();
    for i in 0..count {
        let line = |j: usize| dot(donors.row(i), donors.row(j)) + if i == j { ridge } else { 0.0 };
        square.push((0..count).map(line).collect::<Vec<f64>>());
    }
    let linear: Vec<f64> = (0..count).map(|row| -dot(donors.row(row), target)).collect();
    let mut conditions = vec![vec![1.0; count]];
    conditions.extend((0..count).map(|row| {
        (0..count)
            .map(|col| if row == col { -1.0 } else { 0.0 })
            .collect()
    }));
    let mut right = vec![0.0; count + 1];
    right[0] = 1.0;
    let settings = DefaultSettingsBuilder::default()
        .verbose(false)
        .tol_gap_abs(1e-13)
        .tol_gap_rel(1e-13)
        .tol_feas(1e-13)
        .build()
        .unwrap();
    let (square, conditions) = (CscMatrix::from(&square).to_triu(), CscMatrix::from(&conditions));
    let cones = [ZeroConeT(1), NonnegativeConeT(count)];
    let mut solver = DefaultSolver::new(&square, &linear, &conditions, &right, &cones, settings).unwrap();
    solver.solve();
    solver.solution.x
}

fn dense(weights: &[(usize, f64)], count: usize) -> Vec<f64> {
    let mut all = vec![0.0; count];
    weights.iter().for_each(|&(row, weight)| all[row] = weight);
    all
}

#[test]
fn the_active_set_and_an_interior_point_solver_agree() {
    for (units, times, seed) in [(39, 19, 1), (80, 200, 2), (200, 60, 3), (12, 3, 4)] {
        let panel = factors(units + 1, times, 4, seed);
        let donors = panel.part(&(0..units).collect::<Vec<_>>(), 0..times);
        let target = panel.row(units);
        let solution = simplex::fit(&donors, target, 0.0).unwrap();
        let ours = objective(&donors, target, 0.0, &dense(&solution.weights, units));
        let theirs = objective(&donors, target, 0.0, &clarabel(&donors, target, 0.0));
        assert!(
            ours <= theirs + 1e-9 * theirs.max(1e-6),
            "{units}×{times}: {ours} against {theirs}"
        );
        assert!((solution.certificate.objective - ours).abs() <= 1e-9 * ours.max(1e-9));
        assert!(
            solution.certificate.gap_bound <= 1e-9 * ours.max(1e-9),
            "{:?}",
            solution.certificate
        );
        assert!(solution.weights.iter().all(|&(_, weight)| weight > 0.0));
        assert!((solution.weights.iter().map(|(_, weight)| weight).sum::<f64>() - 1.0).abs() < 1e-12);
    }
}

#[test]
fn with_a_ridge_the_dual_the_active_set_and_an_interior_point_solver_agree() {
    for (units, times, ridge, seed) in [
        (30, 12, 2.0, 5),
        (90, 40, 30.0, 6),
        (150, 20, 1000.0, 7),
        (70, 90, 0.1, 8),
    ] {
        let panel = factors(units + 1, times, 3, seed);
        let donors = panel.part(&(0..units).collect::<Vec<_>>(), 0..times);
        let all: Vec<usize> = (0..units).collect();
        let theirs = clarabel(&donors, panel.row(units), ridge);
        // Each method has one way where all products are there and another where they are not.
        for gram in [Gram::new(&panel).unwrap(), Gram::complete(&panel).unwrap()] {
            let problem = Problem {
                gram: &gram,
                target: Target::Row(units),
                donors: &all,
                ridge,
            };
            let (primal, dual) = (
                simplex::active_set(&problem).unwrap(),
                simplex::dual_newton(&problem).unwrap(),
            );
            let (primal_weights, dual_weights) = (dense(&primal.weights, units), dense(&dual.weights, units));
            for row in 0..units {
                assert!(
                    (primal_weights[row] - dual_weights[row]).abs() < 1e-9,
                    "{primal_weights:?} {dual_weights:?}"
                );
                assert!((primal_weights[row] - theirs[row]).abs() < 1e-5);
            }
            let at = |weights: &[f64]| objective(&donors, panel.row(units), ridge, weights);
            assert!(at(&dual_weights) <= at(&theirs) * (1.0 + 1e-9));
            assert!(dual.certificate.gap_bound <= 1e-9 * dual.certificate.objective);
        }
    }
}

#[test]
fn the_mean_of_several_rows_is_a_target_like_one_row() {
    let panel = factors(40, 15, 3, 9);
    let gram = Gram::new(&panel).unwrap();
    let donors: Vec<usize> = (0..36).collect();
    let treated = [36, 37, 38, 39];
    let problem = Problem {
        gram: &gram,
        target: Target::Mean(&treated),
        donors: &donors,
        ridge: 0.0,
    };
    let shared = simplex::solve(&problem).unwrap();
    let mean: Vec<f64> = (0..15)
        .map(|time| treated.iter().map(|&unit| panel.get(unit, time)).sum::<f64>() / 4.0)
        .collect();
    let alone = simplex::fit(&panel.part(&donors, 0..15), &mean, 0.0).unwrap();
    assert_eq!(shared.weights.len(), alone.weights.len());
    for (a, b) in shared.weights.iter().zip(&alone.weights) {
        assert!(a.0 == b.0 && (a.1 - b.1).abs() < 1e-10);
    }
}

#[test]
fn equal_donors_do_not_cycle_and_are_told() {
    let mut rows = vec![vec![1.0, 5.0, 2.0]; 50];
    rows.extend(vec![vec![3.0, 1.0, 2.0]; 50]);
    let donors = Matrix::from_rows(&rows).unwrap();
    let solution = simplex::fit(&donors, &[2.0, 3.0, 2.5], 0.0).unwrap();
    let rows: Vec<usize> = solution.weights.iter().map(|&(row, _)| row).collect();
    assert_eq!(rows, [0, 50]);
    assert!((solution.weights[0].1 - 0.5).abs() < 1e-15);
    assert!(!solution.unique);
    let alone = simplex::fit(&donors.part(&[0, 50], 0..3), &[2.0, 3.0, 2.5], 0.0).unwrap();
    assert!(alone.unique);
}

#[test]
fn a_perfect_fit_by_more_donors_than_times_is_not_unique() {
    let panel = factors(60, 4, 2, 10);
    let mean: Vec<f64> = (0..4).map(|time| panel.col(time).sum::<f64>() / 60.0).collect();
    let solution = simplex::fit(&panel, &mean, 0.0).unwrap();
    assert!(
        solution.certificate.objective < 1e-20,
        "{:?}",
        solution.certificate
    );
    assert!(!solution.unique);
}

#[test]
fn what_cannot_be_solved_is_refused() {
    let donors = factors(3, 4, 1, 1);
    let refused =
        |donors: &Matrix, target: &[f64], ridge| simplex::fit(donors, target, ridge).unwrap_err().to_string();
    assert!(refused(&donors, &[1.0], 0.0).contains("fit together"));
    assert!(refused(&donors, &[1.0, 2.0, 3.0, f64::NAN], 0.0).contains("too large or too small"));
    assert!(refused(&donors, &[1.0; 4], -1.0).contains("ridge"));
    assert!(refused(&donors, &[1.0; 4], f64::NAN).contains("ridge"));
    assert!(refused(&Matrix::zeros(0, 4), &[1.0; 4], 0.0).contains("0 areas"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_numbers_trip_it(
        (units, times, data) in (1..9_usize, 1..7_usize).prop_flat_map(|(units, times)| {
            let small = prop_oneof![-3..4_i32].prop_map(f64::from);
            let any = prop_oneof![small, -1e3..1e3_f64];
            (Just(units), Just(times), proptest::collection::vec(any, (units + 1) * times))
        }),
        ridge in prop_oneof![Just(0.0), 0.0..10.0_f64],
        scale in prop_oneof![Just(1.0), Just(1e12), Just(1e-12)],
    ) {
        let panel = Matrix::new(units + 1, times, data.iter().map(|value| value * scale).collect()).unwrap();
        let ridge = ridge * scale * scale;
        let donors = panel.part(&(0..units).collect::<Vec<_>>(), 0..times);
        let solution = simplex::fit(&donors, panel.row(units), ridge).unwrap();
        let sum: f64 = solution.weights.iter().map(|(_, weight)| weight).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!(solution.weights.iter().all(|&(_, weight)| weight > 0.0 && weight <= 1.0 + 1e-12));
        // No corner and no mixture of two corners is better.
        let ours = objective(&donors, panel.row(units), ridge, &dense(&solution.weights, units));
        let room = 1e-9 * ours + 1e-13 * panel.data().iter().map(|value| value * value).sum::<f64>();
        for first in 0..units {
            for second in 0..units {
                for part in [0.0, 0.3, 0.5] {
                    let mut other = vec![0.0; units];
                    other[first] += 1.0 - part;
                    other[second] += part;
                    prop_assert!(ours <= objective(&donors, panel.row(units), ridge, &other) + room);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn numbers_of_many_sizes_in_one_panel_are_solved_or_refused(
        (units, times, data) in (1..6_usize, 1..5_usize).prop_flat_map(|(units, times)| {
            let any = prop_oneof![-1e3..1e3_f64, Just(1e12), Just(-1e-12), Just(1e150), any::<f64>()];
            (Just(units), Just(times), proptest::collection::vec(any, (units + 1) * times))
        }),
    ) {
        let panel = Matrix::new(units + 1, times, data).unwrap();
        let donors = panel.part(&(0..units).collect::<Vec<_>>(), 0..times);
        if let Ok(solution) = simplex::fit(&donors, panel.row(units), 0.0) {
            prop_assert!(solution.weights.iter().all(|(_, weight)| weight.is_finite()));
            prop_assert!(solution.certificate.gap_bound.is_finite());
        }
    }
}
