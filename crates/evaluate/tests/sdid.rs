//! SDID on simulated panels: against an interior-point solver, under scaling and shuffling, with many treated areas and several
//! starts, and refused where there is no honest number.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot make")]

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, NonnegativeConeT, ZeroConeT};
use evaluate::sdid::{PlaceboOptions, Ridge, Weights, bootstrap, jackknife, placebo, sdid};
use evaluate::{Matrix, Panel, Random, Refusal};
use proptest::prelude::*;

/// Areas that follow three common movements; the first `treated` ones start at `start` and lose 2 from then on.
fn simulated(areas: usize, times: usize, treated: usize, start: usize, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let loads = Matrix::from_fn(areas, 3, |_, _| random.uniform());
    let moves = Matrix::from_fn(3, times, |_, _| random.normal());
    let starts: Vec<Option<usize>> = (0..areas).map(|a| (a < treated).then_some(start)).collect();
    let outcome = Matrix::from_fn(areas, times, |a, t| {
        let common: f64 = (0..3).map(|k| loads.get(a, k) * moves.get(k, t)).sum();
        let lost = if starts[a].is_some_and(|s| t >= s) {
            2.0
        } else {
            0.0
        };
        20.0 + 5.0 * loads.get(a, 0) + 3.0 * common + 0.5 * random.normal() - lost
    });
    Panel::of(
        (0..areas).map(|a| format!("area {a:03}")).collect(),
        outcome,
        starts,
    )
    .unwrap()
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected} ± {tolerance}"
    );
}

/// Weights that mix the rows into the target up to a constant, by Clarabel.
fn oracle(rows: &[Vec<f64>], target: &[f64], ridge: f64) -> Vec<f64> {
    let centred = |row: &[f64]| {
        let mean = row.iter().sum::<f64>() / row.len() as f64;
        row.iter().map(|v| v - mean).collect::<Vec<f64>>()
    };
    let (rows, target): (Vec<Vec<f64>>, _) = (rows.iter().map(|r| centred(r)).collect(), centred(target));
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let many = rows.len();
    let square: Vec<Vec<f64>> = (0..many)
        .map(|i| {
            (0..many)
                .map(|j| dot(&rows[i], &rows[j]) + if i == j { ridge } else { 0.0 })
                .collect()
        })
        .collect();
    let linear: Vec<f64> = rows.iter().map(|r| -dot(r, &target)).collect();
    let mut conditions = vec![vec![1.0; many]];
    conditions.extend((0..many).map(|i| (0..many).map(|j| if i == j { -1.0 } else { 0.0 }).collect()));
    let mut right = vec![0.0; many + 1];
    right[0] = 1.0;
    let settings = DefaultSettingsBuilder::default()
        .verbose(false)
        .tol_gap_abs(1e-13)
        .tol_gap_rel(1e-13)
        .tol_feas(1e-13)
        .build()
        .unwrap();
    let cones = [ZeroConeT(1), NonnegativeConeT(many)];
    let (square, conditions) = (CscMatrix::from(&square).to_triu(), CscMatrix::from(&conditions));
    let mut solver = DefaultSolver::new(&square, &linear, &conditions, &right, &cones, settings).unwrap();
    solver.solve();
    solver.solution.x
}

/// The whole estimate written out a second time, as the paper has it.
fn by_hand(panel: &Panel, treated: usize, start: usize) -> f64 {
    let (areas, times) = (panel.units.len(), panel.times.len());
    let y = |a: usize, t: usize| panel.outcome.get(a, t);
    let steps: Vec<f64> = (treated..areas)
        .flat_map(|a| (1..start).map(move |t| y(a, t) - y(a, t - 1)))
        .collect();
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let noise = (steps.iter().map(|s| (s - mean).powi(2)).sum::<f64>() / (steps.len() - 1) as f64).sqrt();
    let zeta = ((treated * (times - start)) as f64).powf(0.25) * noise;
    let donors: Vec<Vec<f64>> = (treated..areas)
        .map(|a| (0..start).map(|t| y(a, t)).collect())
        .collect();
    let target: Vec<f64> = (0..start)
        .map(|t| (0..treated).map(|a| y(a, t)).sum::<f64>() / treated as f64)
        .collect();
    let omega = oracle(&donors, &target, zeta * zeta * start as f64);
    let rows: Vec<Vec<f64>> = (0..start)
        .map(|t| (treated..areas).map(|a| y(a, t)).collect())
        .collect();
    let after: Vec<f64> = (treated..areas)
        .map(|a| (start..times).map(|t| y(a, t)).sum::<f64>() / (times - start) as f64)
        .collect();
    let lambda = oracle(&rows, &after, (1e-6 * noise).powi(2) * (areas - treated) as f64);
    let gap = |t: usize| {
        let mean = (0..treated).map(|a| y(a, t)).sum::<f64>() / treated as f64;
        mean - omega
            .iter()
            .enumerate()
            .map(|(c, w)| w * y(treated + c, t))
            .sum::<f64>()
    };
    (start..times).map(gap).sum::<f64>() / (times - start) as f64
        - lambda.iter().enumerate().map(|(t, w)| w * gap(t)).sum::<f64>()
}

#[test]
fn the_estimate_is_the_one_that_an_interior_point_solver_gives() {
    for (areas, times, treated, start, seed) in [(12, 10, 1, 7, 1), (40, 25, 5, 15, 2), (120, 30, 1, 20, 3)] {
        let panel = simulated(areas, times, treated, start, seed);
        let found = sdid(&panel, Weights::Exact).unwrap();
        near(found.estimate.effect, by_hand(&panel, treated, start), 1e-6);
        let cohort = &found.cohorts[0];
        for certificate in [cohort.certificate.unwrap(), cohort.time_certificate.unwrap()] {
            assert!(
                certificate.gap_bound <= 1e-9 * certificate.objective,
                "{certificate:?}"
            );
        }
        let published = sdid(&panel, Weights::AsSynthdid).unwrap();
        near(published.estimate.effect, found.estimate.effect, 0.05);
    }
}

#[test]
fn the_series_and_the_effect_are_one_story() {
    let panel = simulated(30, 20, 3, 12, 4);
    let found = sdid(&panel, Weights::Exact).unwrap().estimate;
    let after: Vec<f64> = found.by_time[12..].iter().map(|t| t.gap).collect();
    near(after.iter().sum::<f64>() / 8.0, found.effect, 1e-12);
    let before: f64 = found
        .time_weights
        .iter()
        .map(|&(t, w)| w * found.by_time[t].gap)
        .sum();
    near(before, 0.0, 1e-12);
    near(found.weights.iter().map(|w| w.1).sum(), 1.0, 1e-12);
}

#[test]
fn several_starts_are_the_cohorts_by_their_area_times() {
    let mut panel = simulated(30, 20, 5, 12, 5);
    panel.starts[3] = Some(8);
    panel.starts[4] = Some(8);
    let found = sdid(&panel, Weights::Exact).unwrap();
    let mut sum = 0.0;
    for (start, treated, share) in [(8, vec![3, 4], 24.0), (12, vec![0, 1, 2], 24.0)] {
        let rows: Vec<usize> = treated.iter().copied().chain(5..30).collect();
        let starts = rows.iter().map(|a| (*a < 5).then_some(start)).collect();
        let names = rows.iter().map(|&a| panel.units[a].clone()).collect();
        let alone = Panel::of(names, panel.outcome.part(&rows, 0..20), starts).unwrap();
        sum += share / 48.0 * sdid(&alone, Weights::Exact).unwrap().estimate.effect;
    }
    near(found.estimate.effect, sum, 1e-10);
    let options = PlaceboOptions {
        draws: 99,
        ..PlaceboOptions::default()
    };
    let sure = placebo(&panel, &found, &options).unwrap();
    assert!(sure.placebos.iter().all(|p| p.units.len() == 5 && p.start == 8));
    assert_eq!(sure.draws.unwrap().count, 99);
}

/// With one treated area the products are shared by all placebos; each must be what a panel of its own gives.
#[test]
fn each_placebo_is_what_its_own_panel_gives() {
    let panel = simulated(15, 14, 1, 9, 6);
    let found = sdid(&panel, Weights::Exact).unwrap();
    let options = PlaceboOptions {
        ridge: Ridge::FoundAgain,
        ..PlaceboOptions::default()
    };
    let sure = placebo(&panel, &found, &options).unwrap();
    assert_eq!(sure.placebos.len(), 14);
    for placebo in &sure.placebos {
        let rows: Vec<usize> = (1..15).collect();
        let starts = rows
            .iter()
            .map(|a| (*a == placebo.units[0]).then_some(9))
            .collect();
        let names = rows.iter().map(|&a| panel.units[a].clone()).collect();
        let alone = Panel::of(names, panel.outcome.part(&rows, 0..14), starts).unwrap();
        near(
            placebo.effect,
            sdid(&alone, Weights::Exact).unwrap().estimate.effect,
            1e-9,
        );
    }
}

#[test]
fn errors_of_many_treated_areas_agree_with_each_other() {
    let panel = simulated(60, 24, 12, 16, 7);
    let found = sdid(&panel, Weights::Exact).unwrap();
    let error = |u: evaluate::Uncertainty| u.standard_error.unwrap();
    let sets = error(
        placebo(
            &panel,
            &found,
            &PlaceboOptions {
                draws: 199,
                ..PlaceboOptions::default()
            },
        )
        .unwrap(),
    );
    let left_out = error(jackknife(&panel, &found, 0.95).unwrap());
    let drawn = error(bootstrap(&panel, &found, 199, 1, 0.95).unwrap());
    assert!(
        (left_out / sets - 1.0).abs() < 0.5 && (drawn / sets - 1.0).abs() < 0.5,
        "{sets} {left_out} {drawn}"
    );
    let again = error(bootstrap(&panel, &found, 199, 1, 0.95).unwrap());
    assert_eq!(drawn.to_bits(), again.to_bits());
}

#[test]
fn one_thread_and_many_give_the_same_bits() {
    let panel = simulated(40, 20, 3, 12, 8);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let found = sdid(&panel, Weights::Exact).unwrap();
            let sure = placebo(
                &panel,
                &found,
                &PlaceboOptions {
                    draws: 49,
                    ..PlaceboOptions::default()
                },
            )
            .unwrap();
            (
                found.estimate.effect.to_bits(),
                sure.standard_error.unwrap().to_bits(),
            )
        })
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn scale_and_order_change_nothing_else() {
    let panel = simulated(25, 16, 1, 10, 9);
    let found = sdid(&panel, Weights::Exact).unwrap();
    let p = placebo(&panel, &found, &PlaceboOptions::default()).unwrap().p;
    assert!(p.is_some());
    for scale in [1e12, 1e-12] {
        let mut other = panel.clone();
        other.outcome.data_mut().iter_mut().for_each(|v| *v *= scale);
        let scaled = sdid(&other, Weights::Exact).unwrap();
        near(scaled.estimate.effect / scale, found.estimate.effect, 1e-9);
        for (a, b) in found.estimate.weights.iter().zip(&scaled.estimate.weights) {
            assert_eq!(a.0, b.0);
            near(b.1, a.1, 1e-9);
        }
        assert_eq!(placebo(&other, &scaled, &PlaceboOptions::default()).unwrap().p, p);
    }
    let order: Vec<usize> = (0..25).map(|a| (a * 7 + 3) % 25).collect();
    let starts = order.iter().map(|&a| panel.starts[a]).collect();
    let names = order.iter().map(|&a| panel.units[a].clone()).collect();
    let other = Panel::of(names, panel.outcome.part(&order, 0..16), starts).unwrap();
    let shuffled = sdid(&other, Weights::Exact).unwrap();
    near(shuffled.estimate.effect, found.estimate.effect, 1e-9);
    for &(area, weight) in &found.estimate.weights {
        let place = order.iter().position(|&a| a == area).unwrap();
        near(
            shuffled.estimate.weights.iter().find(|w| w.0 == place).unwrap().1,
            weight,
            1e-9,
        );
    }
    assert_eq!(
        placebo(&other, &shuffled, &PlaceboOptions::default()).unwrap().p,
        p
    );
}

#[test]
fn what_has_no_honest_number_is_refused() {
    let refused = |panel: &Panel| sdid(panel, Weights::Exact).unwrap_err();
    assert_eq!(refused(&simulated(6, 8, 0, 4, 1)), Refusal::NoTreatedUnit);
    assert!(matches!(
        refused(&simulated(6, 8, 1, 0, 1)),
        Refusal::NoPrePeriod { .. }
    ));
    assert!(matches!(
        refused(&simulated(6, 8, 1, 1, 1)),
        Refusal::TooFewTimes {
            found: 1,
            needed: 2,
            ..
        }
    ));
    assert!(matches!(
        refused(&simulated(2, 8, 1, 4, 1)),
        Refusal::TooFewAreas {
            found: 1,
            needed: 2,
            ..
        }
    ));
    let mut constant = simulated(6, 8, 1, 4, 1);
    constant.outcome = Matrix::filled(6, 8, 3.0);
    assert_eq!(refused(&constant), Refusal::ConstantOutcome);
    let mut gap = simulated(6, 8, 1, 4, 1);
    gap.outcome.set(0, 2, f64::NAN);
    gap.gaps.push((0, 2));
    assert!(matches!(refused(&gap), Refusal::Gap { .. }));
    let one = simulated(6, 8, 1, 4, 1);
    let found = sdid(&one, Weights::Exact).unwrap();
    assert!(matches!(
        jackknife(&one, &found, 0.95),
        Err(Refusal::OneTreatedUnit { .. })
    ));
    assert!(matches!(
        bootstrap(&one, &found, 99, 1, 0.95),
        Err(Refusal::OneTreatedUnit { .. })
    ));
    // Three areas to compare with cannot reach 5 per cent: no interval is made up.
    let few = simulated(4, 8, 1, 4, 1);
    let sure = placebo(
        &few,
        &sdid(&few, Weights::Exact).unwrap(),
        &PlaceboOptions::default(),
    )
    .unwrap();
    assert_eq!(sure.notes[0], evaluate::UncertaintyNote::LevelOutOfReach);
    assert_eq!((sure.p, sure.interval, sure.least_p), (None, None, Some(0.25)));
    let half = simulated(6, 8, 3, 4, 1);
    let found = sdid(&half, Weights::Exact).unwrap();
    let refused = placebo(&half, &found, &PlaceboOptions::default());
    assert!(matches!(
        refused,
        Err(Refusal::TooFewAreas {
            found: 3,
            needed: 5,
            ..
        })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever comes in: a number that is finite, or a refusal. Never a panic, never NaN.
    #[test]
    fn hostile_panels_give_finite_numbers_or_a_refusal(
        areas in 1_usize..7,
        times in 1_usize..6,
        values in proptest::collection::vec(
            prop_oneof![4 => -5.0_f64..5.0, 2 => Just(0.0), 1 => Just(1e120), 1 => Just(1e-200), 1 => Just(f64::NAN)], 42),
        starts in proptest::collection::vec(proptest::option::of(0_usize..8), 7),
    ) {
        let outcome = Matrix::from_fn(areas, times, |a, t| values[a * 6 + t]);
        let panel =
            Panel::of((0..areas).map(|a| a.to_string()).collect(), outcome, starts[..areas].to_vec()).unwrap();
        for weights in [Weights::Exact, Weights::AsSynthdid] {
            let Ok(found) = sdid(&panel, weights) else { continue };
            prop_assert!(found.estimate.effect.is_finite());
            prop_assert!(found.estimate.by_time.iter().all(|t| t.gap.is_finite()));
            for sure in [
                placebo(&panel, &found, &PlaceboOptions { weights, draws: 9, ..PlaceboOptions::default() }),
                jackknife(&panel, &found, 0.9),
                bootstrap(&panel, &found, 5, 1, 0.9),
            ].into_iter().flatten() {
                prop_assert!(sure.p.is_none_or(f64::is_finite) && sure.standard_error.is_none_or(f64::is_finite));
            }
        }
    }
}
