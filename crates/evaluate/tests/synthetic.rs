//! Synthetic control and its tests on simulated panels: against other people's solvers, brute force, and hostile data.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests stops at what it did not expect"
)]

use evaluate::conformal::synthetic_conformal;
use evaluate::linear::{dot, square_sum};
use evaluate::placebo::{leave_one_out, synthetic_placebos, synthetic_placebos_in_time, test_in_space};
use evaluate::simplex;
use evaluate::synthetic::{
    Penalty, Predictor, Search, Setting, Source, augmented, augmented_placebo, fit_predictors,
    synthetic_control, with_predictors,
};
use evaluate::{Covariate, Matrix, Note, Panel, Random, Refusal, UncertaintyNote};
use faer::prelude::*;
use proptest::prelude::*;

/// Areas that follow a few common movements; the first ones are treated from `start` on, with an effect.
fn simulated(units: usize, times: usize, treated: usize, start: usize, effect: f64, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let loads = Matrix::from_fn(units, 3, |_, _| random.uniform());
    let moves = Matrix::from_fn(3, times, |_, _| random.normal());
    let outcome = Matrix::from_fn(units, times, |unit, time| {
        let common: f64 = loads
            .row(unit)
            .iter()
            .zip(moves.col(time))
            .map(|(load, value)| load * value)
            .sum();
        let added = if unit < treated && time >= start {
            effect
        } else {
            0.0
        };
        20.0 + 4.0 * common + 0.5 * random.normal() + added
    });
    let names = (0..units).map(|unit| format!("area {unit:03}")).collect();
    Panel::of(
        names,
        outcome,
        (0..units).map(|unit| (unit < treated).then_some(start)).collect(),
    )
    .unwrap()
}

#[test]
fn every_placebo_of_the_shared_products_is_the_fit_that_it_would_be_alone() {
    let panel = simulated(45, 30, 1, 22, 1.0, 1);
    let test = synthetic_placebos(&panel, 999, 0, 0.95).unwrap();
    assert_eq!(test.placebos.len(), 44);
    for placebo in &test.placebos {
        let unit = placebo.units[0];
        let donors: Vec<usize> = (1..45).filter(|&other| other != unit).collect();
        let alone = simplex::fit(
            &panel.outcome.part(&donors, 0..22),
            &panel.outcome.row(unit)[..22],
            0.0,
        )
        .unwrap();
        let gap = |time: usize| {
            let mixed: f64 = alone
                .weights
                .iter()
                .map(|&(row, w)| w * panel.outcome.get(donors[row], time))
                .sum();
            panel.outcome.get(unit, time) - mixed
        };
        for time in 0..30 {
            assert!((placebo.gaps[time] - gap(time)).abs() < 1e-9, "{unit} {time}");
        }
        let certificate = placebo.certificate.unwrap();
        assert!(
            certificate.gap_bound <= 1e-9 * certificate.objective,
            "{certificate:?}"
        );
    }
}

#[test]
fn one_thread_and_many_give_the_same_bits() {
    let panel = simulated(60, 24, 1, 18, 1.0, 2);
    let pool = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    };
    let run = || {
        let search = Search {
            starts: 6,
            ..Search::over(0..18)
        };
        let predictors = [0, 6, 12].map(|time| Predictor {
            of: Source::Outcome,
            times: time..time + 6,
            training: None,
        });
        (
            synthetic_placebos(&panel, 999, 0, 0.9).unwrap(),
            with_predictors(&panel, &predictors, &search).unwrap(),
            augmented(&panel, Penalty::HeldOut { most: 10 }).unwrap(),
            synthetic_conformal(&panel, 0.9).unwrap(),
        )
    };
    // Debug text has every digit of every number.
    let text = |threads| format!("{:?}", pool(threads).install(run));
    assert!(text(1) == text(4));
}

#[test]
fn many_treated_areas_are_judged_by_sets_of_as_many() {
    let panel = simulated(24, 20, 5, 14, 1.5, 3);
    let test = synthetic_placebos(&panel, 499, 7, 0.95).unwrap();
    assert_eq!(test.placebos.len(), 499);
    assert!(
        test.placebos
            .iter()
            .all(|placebo| placebo.units.len() == 5 && placebo.units[0] >= 5)
    );
    let draws = test.by_effect.draws.unwrap();
    assert_eq!((draws.seed, draws.count), (7, 499));
    let p = test.by_effect.p.unwrap();
    assert!((draws.monte_carlo_error - f64::sqrt(p * (1.0 - p) / 499.0)).abs() < 1e-12);
    assert!(p < 0.05, "{p}");
    let same = synthetic_placebos(&panel, 499, 7, 0.95).unwrap();
    assert!(format!("{test:?}") == format!("{same:?}"));
    // Few sets are enumerated: 10 over 2 is 45.
    let few = synthetic_placebos(&simulated(12, 20, 2, 14, 1.5, 4), 999, 7, 0.95).unwrap();
    assert_eq!((few.placebos.len(), few.by_effect.draws), (45, None));
}

#[test]
fn three_areas_say_that_they_cannot_tell() {
    let test = synthetic_placebos(&simulated(4, 20, 1, 14, 9.0, 5), 999, 0, 0.95).unwrap();
    assert_eq!((test.by_ratio.p, test.by_ratio.interval), (None, None));
    assert!(test.by_ratio.notes.contains(&UncertaintyNote::LevelOutOfReach));
}

#[test]
fn a_true_effect_is_found_and_lies_in_both_intervals() {
    let panel = simulated(50, 60, 1, 48, 2.0, 6);
    let estimate = synthetic_control(&panel).unwrap();
    assert!((estimate.effect - 2.0).abs() < 0.5, "{}", estimate.effect);
    let space = synthetic_placebos(&panel, 999, 0, 0.9).unwrap().by_effect;
    let conformal = synthetic_conformal(&panel, 0.9).unwrap();
    for uncertainty in [space, conformal] {
        let interval = uncertainty.interval.unwrap();
        assert!(interval.low <= 2.0 && 2.0 <= interval.high, "{uncertainty:?}");
        assert!(
            uncertainty.p.unwrap() <= 0.1 && interval.low > 0.0,
            "{uncertainty:?}"
        );
    }
}

/// A fit under each null by other means: the target's row changed, and solved alone.
#[test]
fn conformal_p_values_are_those_of_refits_on_all_times() {
    let panel = simulated(16, 25, 1, 20, 0.7, 7);
    let donors = panel.outcome.part(&(1..16).collect::<Vec<_>>(), 0..25);
    let alone = simplex::fit(&donors, panel.outcome.row(0), 0.0).unwrap();
    let mut left = panel.outcome.row(0).to_vec();
    alone
        .weights
        .iter()
        .for_each(|&(row, weight)| evaluate::linear::add_scaled(&mut left, -weight, donors.row(row)));
    let block = |shift: usize| (20..25).map(|time| left[(time + shift) % 25].abs()).sum::<f64>();
    let expected = (0..25).filter(|&shift| block(shift) >= block(0) - 1e-9).count() as f64 / 25.0;
    assert_eq!(synthetic_conformal(&panel, 0.9).unwrap().p, Some(expected));
}

#[test]
fn leaving_out_a_donor_without_weight_would_change_nothing() {
    let panel = simulated(20, 24, 1, 18, 1.0, 8);
    let whole = synthetic_control(&panel).unwrap();
    let left = leave_one_out(&panel).unwrap();
    let donors: Vec<(usize, f64)> = left.iter().map(|left| (left.donor, left.weight)).collect();
    assert_eq!(donors, whole.weights);
    // Each misses the past by more than the whole does.
    assert!(
        left.iter()
            .all(|left| left.fit.pre_rmspe > whole.pre_rmspe.unwrap())
    );
}

#[test]
fn starts_that_were_none_see_nothing_of_the_campaign() {
    let mut panel = simulated(20, 24, 1, 18, 50.0, 9);
    let before = synthetic_placebos_in_time(&panel, 8..16).unwrap();
    assert_eq!(before.len(), 8);
    panel.outcome.row_mut(0)[18..].fill(0.0);
    assert_eq!(synthetic_placebos_in_time(&panel, 8..16).unwrap(), before);
    assert!(
        synthetic_placebos_in_time(&panel, 8..19).is_err()
            && synthetic_placebos_in_time(&panel, 1..5).is_err()
    );
}

/// The corrected weights by another route: the dual of the ridge regression, in the donors' dimension, by faer.
#[test]
fn the_augmented_weights_are_those_of_another_solver() {
    let panel = simulated(18, 16, 1, 12, 1.0, 10);
    let penalty = 3.0;
    let estimate = augmented(&panel, Penalty::Fixed(penalty)).unwrap();
    let mean: Vec<f64> = (0..12)
        .map(|time| (1..18).map(|unit| panel.outcome.get(unit, time)).sum::<f64>() / 17.0)
        .collect();
    let centred = Mat::from_fn(17, 12, |row, time| panel.outcome.get(row + 1, time) - mean[time]);
    let donors = panel.outcome.part(&(1..18).collect::<Vec<_>>(), 0..12);
    let mixture = simplex::fit(&donors, &panel.outcome.row(0)[..12], 0.0).unwrap();
    let mut weights = Col::<f64>::zeros(17);
    mixture
        .weights
        .iter()
        .for_each(|&(row, weight)| weights[row] = weight);
    let own = Col::from_fn(12, |time| panel.outcome.get(0, time) - mean[time]);
    let missed = own - centred.transpose() * &weights;
    // X(XᵀX + λI)⁻¹ = (XXᵀ + λI)⁻¹X
    let square = &centred * centred.transpose() + Mat::<f64>::identity(17, 17) * faer::Scale(penalty);
    let change = square.full_piv_lu().solve(&centred * missed);
    for (row, &(unit, weight)) in estimate.weights.iter().enumerate() {
        assert_eq!(unit, row + 1);
        assert!((weight - weights[row] - change[row]).abs() < 1e-9, "{unit}");
    }
    assert!((estimate.weights.iter().map(|(_, weight)| weight).sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(estimate.pre_rmspe.unwrap() < synthetic_control(&panel).unwrap().pre_rmspe.unwrap());
}

#[test]
fn a_huge_penalty_leaves_plain_synthetic_control_and_held_out_times_choose_one() {
    let panel = simulated(18, 16, 1, 12, 1.0, 11);
    let plain = synthetic_control(&panel).unwrap();
    let held = augmented(&panel, Penalty::Fixed(1e12)).unwrap();
    assert!((held.effect - plain.effect).abs() < 1e-6);
    let chosen = augmented(&panel, Penalty::HeldOut { most: 12 }).unwrap();
    assert!((chosen.effect - plain.effect).abs() < 1.0);
    assert!(
        augmented(&panel, Penalty::Fixed(0.0)).is_err()
            && augmented(&panel, Penalty::HeldOut { most: 1 }).is_err()
    );
    let setting = Setting::of(&panel).unwrap();
    let test = test_in_space(&setting, 99, 0, 0.9, |treated, donors| {
        augmented_placebo(&panel, treated, donors, setting.start, Penalty::Fixed(3.0))
    });
    assert_eq!(test.unwrap().placebos.len(), 17);
}

/// With two predictors the importance is one number, and every one can be tried.
#[test]
fn the_importance_is_the_best_that_brute_force_finds() {
    let mut panel = simulated(14, 16, 1, 12, 1.0, 12);
    let mut random = Random::new(13);
    panel.covariates = vec![Covariate {
        name: "share".into(),
        values: Matrix::from_fn(14, 1, |_, _| random.normal()),
    }];
    let predictors = [
        Predictor {
            of: Source::Covariate(0),
            times: 0..12,
            training: None,
        },
        Predictor {
            of: Source::Outcome,
            times: 0..12,
            training: None,
        },
    ];
    let donors: Vec<usize> = (1..14).collect();
    let fit = fit_predictors(&panel, &[0], &donors, 12, &predictors, &Search::over(0..12)).unwrap();
    let table = |unit: usize| {
        [
            panel.covariates[0].values.get(unit, 0),
            panel.outcome.row(unit)[..12].iter().sum::<f64>() / 12.0,
        ]
    };
    let spread = |at: usize| {
        let column: Vec<f64> = (0..14).map(|unit| table(unit)[at]).collect();
        let mean = column.iter().sum::<f64>() / 14.0;
        f64::sqrt(
            column
                .iter()
                .map(|value| (value - mean) * (value - mean))
                .sum::<f64>()
                / 13.0,
        )
    };
    let spreads = [spread(0), spread(1)];
    let mut least = f64::INFINITY;
    for step in -1380..=1380 {
        let first = f64::exp(f64::from(step) / 100.0);
        let row = |unit: usize| {
            [
                table(unit)[0] / spreads[0] * first.sqrt(),
                table(unit)[1] / spreads[1],
            ]
        };
        let rows = Matrix::from_rows(&donors.iter().map(|&unit| row(unit)).collect::<Vec<_>>()).unwrap();
        let weights = simplex::fit(&rows, &row(0), 0.0).unwrap().weights;
        let mut left = panel.outcome.row(0)[..12].to_vec();
        weights.iter().for_each(|&(row, w)| {
            evaluate::linear::add_scaled(&mut left, -w, &panel.outcome.row(donors[row])[..12])
        });
        least = least.min(square_sum(&left) / 12.0);
    }
    assert!(
        fit.search.objective <= least * (1.0 + 1e-4),
        "{} against {least}",
        fit.search.objective
    );
    assert!(dot(&fit.search.importance, &[1.0, 1.0]) - 1.0 < 1e-12 && fit.search.hits > 0);
}

#[test]
fn cross_validation_looks_at_later_times_with_earlier_predictors() {
    let panel = simulated(16, 22, 1, 18, 1.0, 14);
    let halves = [0..5, 5..9].map(|training| Predictor {
        of: Source::Outcome,
        times: training.start + 9..training.end + 9,
        training: Some(training),
    });
    let estimate = with_predictors(
        &panel,
        &halves,
        &Search {
            starts: 8,
            ..Search::over(9..18)
        },
    )
    .unwrap();
    assert!(
        estimate
            .notes
            .iter()
            .any(|note| matches!(note, Note::Search(search) if search.objective > 0.0))
    );
    // What happens in training times changes the importance and not the predictors that the weights are made of.
    let mut other = panel.clone();
    other.outcome.row_mut(3)[..9].reverse();
    let moved = with_predictors(
        &other,
        &halves,
        &Search {
            starts: 8,
            ..Search::over(9..18)
        },
    )
    .unwrap();
    assert_ne!(moved.notes, estimate.notes);
}

#[test]
fn designs_without_an_answer_are_refused_with_the_reason() {
    let refused = |panel: &Panel| synthetic_control(panel).unwrap_err();
    let panel = simulated(6, 12, 1, 8, 1.0, 15);
    let with = |change: &dyn Fn(&mut Panel)| {
        let mut panel = panel.clone();
        change(&mut panel);
        refused(&panel)
    };
    assert_eq!(with(&|panel| panel.starts.fill(None)), Refusal::NoTreatedUnit);
    assert!(matches!(
        with(&|panel| panel.starts[0] = Some(0)),
        Refusal::NoPrePeriod { .. }
    ));
    assert!(matches!(
        with(&|panel| panel.starts[0] = Some(1)),
        Refusal::TooFewTimes { .. }
    ));
    assert_eq!(with(&|panel| panel.starts[1] = Some(9)), Refusal::SeveralStarts);
    assert!(matches!(
        with(&|panel| panel.starts.fill(Some(8))),
        Refusal::TooFewAreas { .. }
    ));
    assert_eq!(
        with(&|panel| panel.outcome.data_mut().fill(3.0)),
        Refusal::ConstantOutcome
    );
    assert!(matches!(
        with(&|panel| panel.outcome.set(2, 3, f64::NAN)),
        Refusal::NotFinite { .. }
    ));
    assert!(matches!(
        with(&|panel| panel.outcome.set(2, 3, f64::INFINITY)),
        Refusal::NotFinite { .. }
    ));
    assert_eq!(with(&|panel| panel.starts.truncate(2)), Refusal::Malformed);
    let gap = |unit| {
        move |panel: &mut Panel| {
            panel.outcome.set(unit, 3, f64::NAN);
            panel.gaps = vec![(unit, 3)];
        }
    };
    assert!(matches!(with(&gap(0)), Refusal::Gap { .. }));
    let mut without = panel.clone();
    gap(4)(&mut without);
    let estimate = synthetic_control(&without).unwrap();
    assert!(estimate.notes.contains(&Note::LeftOutForGaps { units: vec![4] }));
    assert!(estimate.weights.iter().all(|&(unit, _)| unit != 4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_panel_makes_it_panic_or_say_what_is_no_number(
        (units, times, data) in (1..7_usize, 1..9_usize).prop_flat_map(|(units, times)| {
            let value = prop_oneof![
                8 => -9.0..9.0_f64, 2 => (-2..3_i32).prop_map(f64::from), 1 => Just(1e12), 1 => Just(1e-12), 1 => any::<f64>(),
            ];
            (Just(units), Just(times), proptest::collection::vec(value, units * times))
        }),
        starts in proptest::collection::vec(proptest::option::of(0..10_usize), 7),
    ) {
        let outcome = Matrix::new(units, times, data).unwrap();
        let names = (0..units).map(|unit| unit.to_string()).collect();
        let panel = Panel::of(names, outcome, starts[..units].to_vec()).unwrap();
        let search = Search { starts: 3, ..Search::over(0..2) };
        let predictors = [Predictor { of: Source::Outcome, times: 0..2, training: None }];
        for estimate in [
            synthetic_control(&panel),
            with_predictors(&panel, &predictors, &search),
            augmented(&panel, Penalty::HeldOut { most: 4 }),
        ].into_iter().flatten() {
            prop_assert!(estimate.effect.is_finite());
            prop_assert!(estimate.by_time.iter().all(|time| time.gap.is_finite() && time.without.is_finite()));
        }
        if let Ok(test) = synthetic_placebos(&panel, 50, 1, 0.5) {
            prop_assert!(test.by_ratio.p.is_none_or(|p| p > 0.0 && p <= 1.0));
        }
        if let Ok(judged) = synthetic_conformal(&panel, 0.5) {
            prop_assert!(judged.p.is_none_or(|p| p > 0.0 && p <= 1.0));
        }
    }

    #[test]
    fn scale_and_order_change_nothing_but_the_unit(seed: u64, scale in prop_oneof![Just(1e12), Just(1e-12)]) {
        let panel = simulated(25, 14, 1, 10, 1.0, seed);
        let mut scaled = panel.clone();
        scaled.outcome.data_mut().iter_mut().for_each(|value| *value *= scale);
        let (one, other) = (synthetic_control(&panel).unwrap(), synthetic_control(&scaled).unwrap());
        prop_assert!((one.effect - other.effect / scale).abs() < 1e-9);
        let ps = |panel: &Panel| {
            let test = synthetic_placebos(panel, 99, 0, 0.9).unwrap();
            (test.by_effect.p, test.by_ratio.p)
        };
        prop_assert_eq!(ps(&panel), ps(&scaled));
        let order: Vec<usize> = (0..25).rev().collect();
        let starts = order.iter().map(|&unit| panel.starts[unit]).collect();
        let turned = Panel::of(panel.units.clone(), panel.outcome.part(&order, 0..14), starts).unwrap();
        prop_assert!((synthetic_control(&turned).unwrap().effect - one.effect).abs() < 1e-9);
        prop_assert_eq!(ps(&turned), ps(&panel));
    }
}
