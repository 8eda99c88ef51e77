//! One question, every method: the test that suits it, what it makes of covariates and weights, and what it says of hostile data.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests stops at what it did not expect"
)]

use evaluate::analysis::{Analysis, How, Resemblance, Settings, analyse, estimate};
use evaluate::conformal::{augmented_conformal, sdid_conformal, two_way_conformal};
use evaluate::difference::two_way;
use evaluate::linear::{add_scaled, mean};
use evaluate::placebo::{Draw, Statistic, permuted};
use evaluate::sdid::{Weights, sdid};
use evaluate::synthetic::{Penalty, Source, augmented};
use evaluate::{
    Covariate, Estimate, Inference, Matrix, Method, Note, Panel, Procedure, Random, Refusal, UncertaintyNote,
    simplex,
};
use proptest::prelude::*;

/// Areas with levels of their own that follow two common movements; the first ones are treated from `start` on.
fn simulated(units: usize, times: usize, treated: usize, start: usize, effect: f64, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let loads = Matrix::from_fn(units, 2, |_, _| random.uniform());
    let moves = Matrix::from_fn(2, times, |_, _| random.normal());
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
        20.0 + (unit % 5) as f64 + 2.0 * common + 0.5 * random.normal() + added
    });
    let names = (0..units).map(|unit| format!("area {unit:03}")).collect();
    let starts = (0..units).map(|unit| (unit < treated).then_some(start)).collect();
    Panel::of(names, outcome, starts).unwrap()
}

fn covariate(name: &str, values: Matrix) -> Covariate {
    Covariate {
        name: name.to_owned(),
        values,
    }
}

fn remarks(found: &Estimate) -> Vec<&str> {
    let remark = |note: &'_ Note| matches!(note, Note::Remark(_));
    found
        .notes
        .iter()
        .filter(|note| remark(note))
        .map(|note| match note {
            Note::Remark(text) => text.as_str(),
            _ => "",
        })
        .collect()
}

/// The share of blocks that are as large as the last one.
fn share(left: &[f64], start: usize) -> f64 {
    let times = left.len();
    let block = |shift: usize| {
        (start..times)
            .map(|time| left[(time + shift) % times].abs())
            .sum::<f64>()
    };
    (0..times)
        .filter(|&shift| block(shift) >= block(0) - 1e-9)
        .count() as f64
        / times as f64
}

#[test]
fn predictors_and_the_augmented_method_see_an_effect_with_placebos_for_every_area() {
    let panel = simulated(24, 30, 1, 24, 6.0, 1);
    for method in [
        Method::SyntheticControlPredictors,
        Method::AugmentedSyntheticControl,
    ] {
        let found = analyse(&panel, method, &Settings::default()).unwrap();
        assert_eq!(
            found.uncertainty.procedure,
            Procedure::PlaceboScaled,
            "{method:?}"
        );
        assert_eq!(found.uncertainty.placebos.len(), 23, "{method:?}");
        assert_eq!(found.uncertainty.p, Some(1.0 / 24.0), "{method:?}");
        assert!(
            (found.estimate.effect - 6.0).abs() < 1.0,
            "{method:?} {}",
            found.estimate.effect
        );
        let interval = found.uncertainty.interval.unwrap();
        assert!(
            interval.low > 0.0 && interval.low <= 6.0 && 6.0 <= interval.high,
            "{method:?} {interval:?}"
        );
    }
}

#[test]
fn the_search_for_importance_has_twelve_starts_and_more_for_every_area_and_no_chance_in_it() {
    let panel = simulated(21, 16, 1, 12, 2.0, 2);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| analyse(&panel, Method::SyntheticControlPredictors, &Settings::default()).unwrap())
    };
    let found = run(1);
    assert!(format!("{found:?}") == format!("{:?}", run(4)));
    let search = found.estimate.notes.iter().find_map(|note| match note {
        Note::Search(search) => Some(search),
        _ => None,
    });
    // Twelve stretches of the past, and as many starts again.
    let search = search.unwrap();
    assert_eq!(search.importance.len(), 12);
    assert!(search.starts >= 24, "{}", search.starts);
}

#[test]
fn predictors_are_those_that_were_named_and_before_another_start_as_far_back() {
    let resembles = vec![
        Resemblance {
            of: Source::Outcome,
            back: 1..5,
        },
        Resemblance {
            of: Source::Covariate(0),
            back: 5..13,
        },
    ];
    let how = How {
        resembles,
        ..How::from(Method::SyntheticControlPredictors)
    };
    let times =
        |start: usize| -> Vec<_> { how.predictors(start).into_iter().map(|each| each.times).collect() };
    assert_eq!(times(20), [16..20, 8..16]);
    // What lies before the data is cut off.
    assert_eq!(times(9), [5..9, 0..5]);
    let mut panel = simulated(21, 24, 1, 20, 2.0, 3);
    panel.covariates = vec![covariate(
        "income",
        Matrix::from_fn(21, 1, |unit, _| (unit * unit % 7) as f64),
    )];
    let named = estimate(&panel, &how).unwrap();
    let plain = estimate(&panel, Method::SyntheticControlPredictors).unwrap();
    assert_ne!(named.effect, plain.effect);
    assert_eq!(how.used(&panel), ["income"]);
}

#[test]
fn a_covariate_that_moves_helps_a_difference_in_differences_and_one_that_stands_still_is_told() {
    let mut panel = simulated(24, 30, 1, 24, 2.0, 4);
    let mut random = Random::new(9);
    let weather = Matrix::from_fn(24, 30, |_, _| random.normal());
    for unit in 0..24 {
        for time in 0..30 {
            panel.outcome.set(
                unit,
                time,
                panel.outcome.get(unit, time) + 6.0 * weather.get(unit, time),
            );
        }
    }
    panel.covariates = vec![
        covariate("weather", weather),
        covariate("income", Matrix::from_fn(24, 1, |unit, _| unit as f64)),
    ];
    let how = How {
        covariates: vec![0, 1],
        ..How::from(Method::DifferenceInDifferences)
    };
    let plain = analyse(&panel, Method::DifferenceInDifferences, &Settings::default()).unwrap();
    let helped = analyse(&panel, &how, &Settings::default()).unwrap();
    let width = |found: &Analysis| {
        let interval = found.uncertainty.interval.unwrap();
        interval.high - interval.low
    };
    assert!(
        width(&helped) < 0.6 * width(&plain),
        "{} {}",
        width(&helped),
        width(&plain)
    );
    assert_eq!(how.used(&panel), ["weather"]);
    assert!(remarks(&helped.estimate)[0].contains("and not used: income. What never changes"));
}

#[test]
fn group_time_effects_use_covariates_that_stand_still() {
    // What areas change by hangs on their income, and those with the campaign are rich.
    let mut random = Random::new(5);
    let income: Vec<f64> = (0..60)
        .map(|unit| if unit < 12 { 2.0 } else { 0.0 } + random.normal())
        .collect();
    let outcome = Matrix::from_fn(60, 6, |unit, time| {
        income[unit] * time as f64 + 0.1 * random.normal()
    });
    let starts = (0..60).map(|unit| (unit < 12).then_some(4)).collect();
    let mut panel = Panel::of(
        (0..60).map(|unit| format!("{unit:02}")).collect(),
        outcome,
        starts,
    )
    .unwrap();
    panel.covariates = vec![covariate(
        "income",
        Matrix::from_fn(60, 1, |unit, _| income[unit]),
    )];
    let how = How {
        covariates: vec![0],
        ..How::from(Method::GroupTime)
    };
    let without = estimate(&panel, Method::GroupTime).unwrap().effect;
    let with = analyse(&panel, &how, &Settings::default()).unwrap();
    assert!(
        without > 2.0 && with.estimate.effect.abs() < 0.2,
        "{without} {}",
        with.estimate.effect
    );
    assert_eq!(
        (with.uncertainty.procedure, remarks(&with.estimate).len()),
        (Procedure::PlaceboSets, 0)
    );
    assert_eq!(how.used(&panel), ["income"]);
}

#[test]
fn what_a_method_has_no_use_for_is_told_and_changes_nothing() {
    let mut panel = simulated(24, 40, 2, 30, 2.0, 6);
    let plain = panel.clone();
    panel.covariates = vec![covariate("income", Matrix::from_fn(24, 1, |unit, _| unit as f64))];
    panel.weights = Some((0..24).map(|unit| 1.0 + unit as f64).collect());
    for method in [
        Method::SyntheticControl,
        Method::AugmentedSyntheticControl,
        Method::SyntheticDifferenceInDifferences,
    ] {
        let how = How {
            covariates: vec![0],
            ..How::from(method)
        };
        let found = estimate(&panel, &how).unwrap();
        assert_eq!(
            found.effect,
            estimate(&plain, method).unwrap().effect,
            "{method:?}"
        );
        let said = remarks(&found).join(" ");
        assert!(said.contains("and not used: income. This method ("), "{said}");
        assert!(said.contains("The areas have weights"), "{said}");
    }
    // A difference in differences has a use for weights.
    let found = estimate(&panel, Method::DifferenceInDifferences).unwrap();
    assert_ne!(
        found.effect,
        estimate(&plain, Method::DifferenceInDifferences).unwrap().effect
    );
    assert_eq!(remarks(&found), Vec::<&str>::new());
}

#[test]
fn few_areas_and_many_times_can_be_judged_over_time_where_that_was_asked_for() {
    let panel = simulated(8, 60, 1, 52, 3.0, 7);
    for method in [
        Method::SyntheticControl,
        Method::AugmentedSyntheticControl,
        Method::SyntheticDifferenceInDifferences,
        Method::DifferenceInDifferences,
    ] {
        let own = analyse(&panel, method, &Settings::default()).unwrap().uncertainty;
        assert_eq!(
            (own.p, own.notes),
            (None, vec![UncertaintyNote::LevelOutOfReach]),
            "{method:?}"
        );
        let how = How {
            inference: Inference::Conformal,
            ..How::from(method)
        };
        let sure = analyse(&panel, &how, &Settings::default()).unwrap().uncertainty;
        assert_eq!(
            (sure.procedure, sure.least_p),
            (Procedure::Conformal, Some(1.0 / 60.0)),
            "{method:?}"
        );
        let interval = sure.interval.unwrap();
        assert!(
            sure.p.unwrap() <= 0.05 && interval.low > 0.0,
            "{method:?} {sure:?}"
        );
        assert!(
            interval.low <= 3.0 && 3.0 <= interval.high,
            "{method:?} {interval:?}"
        );
    }
}

#[test]
fn three_areas_or_twelve_times_cannot_tell_over_time_either() {
    let conformal = |panel: &Panel, method| {
        let how = How {
            inference: Inference::Conformal,
            ..How::from(method)
        };
        analyse(panel, &how, &Settings::default())
    };
    let few = simulated(3, 60, 1, 52, 30.0, 8);
    assert!(matches!(
        conformal(&few, Method::SyntheticControl),
        Err(Refusal::TooFewAreas {
            found: 2,
            needed: 5,
            ..
        })
    ));
    let short = simulated(10, 12, 1, 9, 30.0, 8);
    assert!(matches!(
        conformal(&short, Method::DifferenceInDifferences),
        Err(Refusal::TooFewTimes {
            found: 12,
            needed: 20,
            ..
        })
    ));
    for method in [
        Method::BeforeAfter,
        Method::GroupTime,
        Method::SyntheticControlPredictors,
        Method::StructuralSeries,
    ] {
        let refused = conformal(&simulated(10, 40, 1, 30, 1.0, 8), method);
        assert!(
            matches!(
                refused,
                Err(Refusal::BadOption {
                    name: "inference",
                    ..
                })
            ),
            "{method:?}"
        );
    }
}

/// With a time more at the end that nobody looks at, every time that counts lies before the start, as in a refit.
#[test]
fn conformal_refits_are_the_estimator_on_all_times() {
    let panel = simulated(9, 30, 1, 24, 0.4, 9);
    let mut longer = panel.clone();
    longer.outcome = Matrix::from_fn(9, 31, |unit, time| {
        if time < 30 {
            panel.outcome.get(unit, time)
        } else {
            0.0
        }
    });
    longer.times = (0..31)
        .map(|time| evaluate::Time::Number(f64::from(time)))
        .collect();
    longer.starts[0] = Some(30);
    let gaps = |found: Estimate| -> Vec<f64> { found.by_time[..30].iter().map(|time| time.gap).collect() };
    let fixed = Penalty::Fixed(3.0);
    let left = gaps(augmented(&longer, fixed).unwrap());
    assert_eq!(
        augmented_conformal(&panel, fixed, 0.9).unwrap().p,
        Some(share(&left, 24))
    );
    let left = gaps(two_way(&longer, &[]).unwrap().estimate);
    assert_eq!(two_way_conformal(&panel, 0.9).unwrap().p, Some(share(&left, 24)));

    let zeta = sdid(&panel, Weights::Exact).unwrap().cohorts[0].zeta_omega;
    let centred = Matrix::from_fn(9, 30, |unit, time| {
        panel.outcome.get(unit, time) - mean(panel.outcome.row(unit)).unwrap()
    });
    let donors = centred.part(&(1..9).collect::<Vec<_>>(), 0..30);
    let mut left = centred.row(0).to_vec();
    let alone = simplex::fit(&donors, &left, zeta * zeta * 30.0).unwrap();
    alone
        .weights
        .iter()
        .for_each(|&(row, weight)| add_scaled(&mut left, -weight, donors.row(row)));
    assert_eq!(sdid_conformal(&panel, 0.9).unwrap().p, Some(share(&left, 24)));
}

#[test]
fn a_placebo_that_cannot_be_made_is_left_out_and_named() {
    let panel = simulated(25, 20, 1, 14, 2.0, 10);
    let fit = |panel: &Panel| {
        // Among the areas without the campaign, the fourth one is area 4.
        if panel.units.len() == 24 && panel.starts[3].is_some() {
            return Err(Refusal::OutOfRange);
        }
        Ok(two_way(panel, &[])?.estimate)
    };
    let draw = Draw {
        draws: 99,
        seed: 1,
        level: 0.9,
        statistic: Statistic::Effect,
    };
    let sure = permuted(&panel, &fit(&panel).unwrap(), draw, fit).unwrap();
    assert_eq!(sure.placebos.len(), 23);
    let refused = UncertaintyNote::PlaceboRefused {
        unit: 4,
        reason: Refusal::OutOfRange,
    };
    assert_eq!(sure.notes, [refused]);
    assert_eq!(sure.least_p, Some(1.0 / 24.0));
}

fn whole(found: &Analysis) -> bool {
    let sure = &found.uncertainty;
    let is_end = |value: f64| !value.is_nan();
    found.estimate.effect.is_finite()
        && found
            .estimate
            .by_time
            .iter()
            .all(|time| time.gap.is_finite() && time.actual.is_finite())
        && found
            .estimate
            .weights
            .iter()
            .all(|(_, weight)| weight.is_finite())
        && sure.p.is_none_or(|p| p > 0.0 && p <= 1.0)
        && sure.interval.is_none_or(|interval| {
            is_end(interval.low) && is_end(interval.high) && interval.low <= interval.high
        })
        && sure.standard_error.is_none_or(f64::is_finite)
}

/// Every method with every test.
fn all() -> Vec<How> {
    let with = |inference: Inference| {
        Method::ALL.map(|method| How {
            inference,
            ..How::from(method)
        })
    };
    [Inference::Own, Inference::Placebo, Inference::Conformal]
        .into_iter()
        .flat_map(with)
        .collect()
}

fn strange() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -5.0..5.0_f64,
        1 => Just(0.0),
        1 => Just(1e12),
        1 => Just(1e-12),
        1 => Just(f64::MAX),
        1 => Just(f64::MIN_POSITIVE),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NAN),
    ]
}

const QUICK: Settings = Settings {
    alpha: 0.2,
    seed: 3,
    draws: 19,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever numbers, starts, gaps and sizes: a refusal, or numbers that are numbers.
    #[test]
    fn no_panel_makes_a_method_panic_or_give_a_silent_number(
        units in 1..9_usize,
        times in 1..11_usize,
        values in prop::collection::vec(strange(), 80),
        starts in prop::collection::vec(prop::option::weighted(0.4, 0..12_usize), 8),
        knows_gaps: bool,
    ) {
        let outcome = Matrix::from_fn(units, times, |unit, time| values[unit * 10 + time]);
        let mut panel = Panel::of((0..units).map(|unit| unit.to_string()).collect(), outcome, starts[..units].to_vec()).unwrap();
        if !knows_gaps {
            panel.gaps.clear();
        }
        panel.covariates = vec![covariate("same", Matrix::from_fn(units, times, |unit, time| values[79 - unit * 9 - time]))];
        for how in all() {
            let how = How { covariates: vec![0], ..how };
            if let Ok(found) = analyse(&panel, &how, &QUICK) {
                prop_assert!(whole(&found), "{how:?} {found:?}");
            }
        }
    }

    /// One area alone, a start without a time before, the same number everywhere: there is nothing to be known.
    #[test]
    fn what_cannot_be_known_is_refused_by_every_method_or_has_no_p_value(value in -1e6..1e6_f64, times in 2..30_usize) {
        let same = |units: usize, start: usize| {
            let starts = (0..units).map(|unit| (unit == 0).then_some(start)).collect();
            Panel::of((0..units).map(|unit| unit.to_string()).collect(), Matrix::from_fn(units, times, |_, _| value), starts).unwrap()
        };
        let mut moving = same(1, times / 2);
        moving.outcome.row_mut(0).iter_mut().enumerate().for_each(|(time, outcome)| *outcome += (time % 3) as f64);
        for panel in [moving, same(30, times / 2), same(30, 0)] {
            for how in all() {
                if let Ok(found) = analyse(&panel, &how, &QUICK) {
                    prop_assert!(whole(&found), "{how:?} {found:?}");
                    let alone = panel.units.len() == 1 && how.method == Method::StructuralSeries;
                    prop_assert!(alone || found.uncertainty.p.is_none_or(|p| p >= 1.0 - 1e-9), "{how:?} {found:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    /// In another unit everything is as many times larger, and p is the same.
    #[test]
    fn another_unit_of_the_outcome_changes_no_answer(power in prop_oneof![Just(1e12), Just(1e-12)], seed in 0..1000_u64) {
        let panel = simulated(22, 24, 1, 19, 1.0, seed);
        let mut other = panel.clone();
        other.outcome.data_mut().iter_mut().for_each(|value| *value *= power);
        for how in all() {
            let how = How { searches: Some(1), ..how };
            let (here, there) = (analyse(&panel, &how, &QUICK), analyse(&other, &how, &QUICK));
            prop_assert_eq!(here.is_ok(), there.is_ok(), "{:?}", how);
            let (Ok(here), Ok(there)) = (here, there) else { continue };
            // Where a search ends hangs on the last bit of its steps.
            let near = if how.method == Method::SyntheticControlPredictors { 0.1 } else { 1e-6 };
            let (effect, other) = (here.estimate.effect, there.estimate.effect / power);
            prop_assert!((other - effect).abs() < near, "{how:?} {effect} {other}");
            let apart = here.uncertainty.p.unwrap_or(0.0) - there.uncertainty.p.unwrap_or(0.0);
            let near = if how.method == Method::SyntheticControlPredictors { 0.1 } else { 1e-6 };
            prop_assert!(apart.abs() < near, "{how:?} {:?} {:?}", here.uncertainty.p, there.uncertainty.p);
        }
    }
}
