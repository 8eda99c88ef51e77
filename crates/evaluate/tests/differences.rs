//! Differences and group-time effects on simulated panels: against other solvers, under scaling and shuffling, and refused where
//! there is no honest number.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot make")]

use evaluate::difference::{before_after, two_way};
use evaluate::group_time::{Adjustment, Base, By, Controls, Options, group_time};
use evaluate::{Covariate, Matrix, Panel, Random, Refusal};
use faer::linalg::solvers::{DenseSolveCore, SolveLstsq};
use proptest::prelude::*;

/// Areas with levels and trends of their own that start at 2, at 4 or never; the effect is −1 for each time since the start.
fn simulated(areas: usize, times: usize, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let starts: Vec<Option<usize>> = (0..areas)
        .map(|a| [None, Some(2), None, Some(4)][a % 4])
        .collect();
    let size: Vec<f64> = (0..areas).map(|_| random.normal()).collect();
    let outcome = Matrix::from_fn(areas, times, |a, t| {
        let since = starts[a].map_or(0, |s| (t + 1).saturating_sub(s));
        10.0 + 3.0 * size[a] + 0.3 * size[a] * t as f64 + random.normal() - since as f64
    });
    let mut panel = Panel::of(
        (0..areas).map(|a| format!("area {a:03}")).collect(),
        outcome,
        starts,
    )
    .unwrap();
    panel.covariates.push(Covariate {
        name: "size".into(),
        values: Matrix::new(areas, 1, size).unwrap(),
    });
    let moving = Matrix::from_fn(areas, times, |_, _| random.normal());
    panel.covariates.push(Covariate {
        name: "moving".into(),
        values: moving,
    });
    panel
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected} ± {tolerance}"
    );
}

/// The same regression with every dummy written out, and the moving covariate or none, solved by another library; and its errors
/// clustered by area.
fn with_dummies(panel: &Panel, covariates: usize) -> (f64, f64, f64) {
    let (areas, times) = (panel.units.len(), panel.times.len());
    let rows: Vec<(usize, usize)> = (0..areas)
        .flat_map(|a| (0..times).map(move |t| (a, t)))
        .filter(|&(a, t)| !panel.outcome.get(a, t).is_nan())
        .collect();
    let wide = 1 + covariates + areas + times - 1;
    let weight = |a: usize| panel.weights.as_ref().map_or(1.0, |w| w[a]);
    let cell = |row: usize, col: usize| {
        let (a, t) = rows[row];
        let on = match col {
            0 => panel.starts[a].is_some_and(|s| t >= s),
            c if c <= covariates => return panel.covariates[1].values.get(a, t),
            c if c <= covariates + areas => c - 1 - covariates == a,
            c => c - covariates - areas == t,
        };
        f64::from(u8::from(on))
    };
    let root = |row: usize| weight(rows[row].0).sqrt();
    let x = faer::Mat::from_fn(rows.len(), wide, |r, c| root(r) * cell(r, c));
    let y = faer::Mat::from_fn(rows.len(), 1, |r, _| {
        root(r) * panel.outcome.get(rows[r].0, rows[r].1)
    });
    let solution = x.qr().solve_lstsq(&y);
    let errors = &y - &x * &solution;
    let inverse = (x.transpose() * &x).partial_piv_lu().inverse();
    let mut scores = faer::Mat::<f64>::zeros(areas, wide);
    for (row, &(a, _)) in rows.iter().enumerate() {
        for c in 0..wide {
            scores[(a, c)] += x[(row, c)] * errors[(row, 0)];
        }
    }
    let variance = &inverse * scores.transpose() * &scores * &inverse;
    let (g, n, k) = (areas as f64, rows.len() as f64, (1 + covariates + times) as f64);
    let error = (variance[(0, 0)] * g / (g - 1.0) * (n - 1.0) / (n - k)).sqrt();
    (solution[(0, 0)], solution[(1, 0)], error)
}

#[test]
fn two_way_effects_are_those_of_a_regression_with_every_dummy() {
    let mut panel = simulated(24, 7, 1);
    let mut cases = vec![panel.clone()];
    panel.weights = Some((0..24).map(|a| 1.0 + (a % 5) as f64).collect());
    cases.push(panel.clone());
    for (a, t) in [(0, 0), (3, 5), (3, 6), (7, 1), (20, 3)] {
        panel.outcome.set(a, t, f64::NAN);
        panel.gaps.push((a, t));
    }
    cases.push(panel);
    for panel in cases {
        let found = two_way(&panel, &[1]).unwrap();
        let (effect, slope, error) = with_dummies(&panel, 1);
        near(found.estimate.effect, effect, 1e-11);
        near(found.coefficients[0], slope, 1e-11);
        near(found.standard_error, error, 1e-11);
    }
}

#[test]
fn with_one_start_and_no_gap_the_closed_form_is_that_regression() {
    for (level, many) in [(0.0, 1), (0.0, 5), (1e9, 3)] {
        let mut panel = simulated(24, 7, 2);
        panel.starts = (0..24).map(|a| (a < many).then_some(4)).collect();
        panel.weights = Some((0..24).map(|a| 1.0 + (a % 5) as f64).collect());
        let (effect, _, error) = with_dummies(&panel, 0);
        panel
            .outcome
            .data_mut()
            .iter_mut()
            .for_each(|value| *value += level);
        let found = two_way(&panel, &[]).unwrap();
        // What the level leaves of an outcome's digits.
        let tolerance = 1e-11 + 1e-15 * level;
        near(found.estimate.effect, effect, tolerance);
        near(found.standard_error, error, tolerance);
        assert_eq!((found.clusters, found.treated), (24, many));
        // A gap takes the other way, and hardly moves the answer when it is one of many.
        panel.outcome.set(23, 0, f64::NAN);
        panel.gaps.push((23, 0));
        near(two_way(&panel, &[]).unwrap().estimate.effect, effect, 0.2);
    }
}

#[test]
fn one_start_is_the_difference_of_differences() {
    let outcome = Matrix::from_rows(&[[1.0, 3.0, 9.0], [2.0, 2.0, 4.0], [5.0, 7.0, 8.0]]).unwrap();
    let panel = Panel::of(
        vec!["a".into(), "b".into(), "c".into()],
        outcome,
        vec![Some(2), None, None],
    )
    .unwrap();
    let found = two_way(&panel, &[]).unwrap().estimate;
    near(found.effect, (9.0 - 2.0) - (6.0 - 4.0), 1e-13);
    near(found.by_time[2].gap, found.effect, 1e-13);
    near(found.by_time[2].actual, 9.0, 0.0);
    near(found.pre_rmspe.unwrap(), 0.5, 1e-13);
    near(before_after(&panel).unwrap().effect, 7.0, 1e-13);
}

#[test]
fn a_cell_without_covariates_is_a_difference_of_mean_changes() {
    let panel = simulated(40, 6, 2);
    for (controls, late) in [(Controls::NeverTreated, false), (Controls::NotYetTreated, true)] {
        let study = group_time(
            &panel,
            &Options {
                controls,
                ..Options::default()
            },
        )
        .unwrap();
        for cell in &study.cells {
            let mean = |pick: &dyn Fn(Option<usize>) -> bool| {
                let rows: Vec<usize> = (0..40).filter(|&a| pick(panel.starts[a])).collect();
                let change = |a: &usize| panel.outcome.get(*a, cell.time) - panel.outcome.get(*a, cell.base);
                rows.iter().map(change).sum::<f64>() / rows.len() as f64
            };
            let treated = mean(&|s| s == Some(cell.group));
            let others = mean(&|s| match s {
                None => true,
                Some(s) => late && s != cell.group && s > cell.time.max(cell.base),
            });
            near(cell.effect, treated - others, 1e-12);
        }
    }
}

/// An influence function is right when it foretells what one more copy of an area does.
#[test]
fn influence_functions_foretell_what_a_heavier_area_does() {
    let panel = simulated(60, 6, 3);
    for adjustment in [
        Adjustment::Regression,
        Adjustment::InverseWeighting,
        Adjustment::DoublyRobust,
    ] {
        let options = Options {
            adjustment,
            covariates: vec![0],
            ..Options::default()
        };
        let study = group_time(&panel, &options).unwrap();
        for by in [By::All, By::Event, By::Group, By::Time] {
            let base = study.aggregate(by).unwrap().overall;
            // The infinitesimal jackknife: the derivative by each area's weight, squared and summed, is the variance.
            let mut squares = 0.0;
            for area in 0..60 {
                let step = 1e-5;
                let mut heavier = panel.clone();
                let mut weights = vec![1.0; 60];
                weights[area] += step;
                heavier.weights = Some(weights);
                let moved = group_time(&heavier, &options)
                    .unwrap()
                    .aggregate(by)
                    .unwrap()
                    .overall
                    .effect;
                squares += ((moved - base.effect) / step).powi(2);
            }
            near(base.standard_error.unwrap() / squares.sqrt(), 1.0, 2e-4);
        }
    }
}

#[test]
fn the_true_effects_lie_within_the_bands() {
    let panel = simulated(800, 8, 4);
    let study = group_time(
        &panel,
        &Options {
            covariates: vec![0],
            ..Options::default()
        },
    )
    .unwrap();
    let events = study.aggregate(By::Event).unwrap();
    let bands = events.bands(0.99, 999, 7).unwrap();
    for (part, band) in events.parts.iter().zip(&bands.bands) {
        let truth = if part.at < 0 { 0.0 } else { -(part.at as f64 + 1.0) };
        let band = band.unwrap();
        assert!(band.low < truth && truth < band.high, "{part:?}");
        let alone = part.interval(0.99).unwrap();
        assert!(band.low <= alone.low && alone.high <= band.high);
    }
}

#[test]
fn scale_and_order_change_nothing_else() {
    let panel = simulated(30, 6, 5);
    let options = Options {
        covariates: vec![0],
        ..Options::default()
    };
    let study = group_time(&panel, &options)
        .unwrap()
        .aggregate(By::Event)
        .unwrap();
    let plain = two_way(&panel, &[1]).unwrap();
    for scale in [1e12, 1e-12] {
        let mut other = panel.clone();
        other.outcome.data_mut().iter_mut().for_each(|v| *v *= scale);
        let scaled = group_time(&other, &options)
            .unwrap()
            .aggregate(By::Event)
            .unwrap();
        for (a, b) in study.parts.iter().zip(&scaled.parts) {
            near(b.effect / scale, a.effect, 1e-9);
            near(b.p().unwrap(), a.p().unwrap(), 1e-9);
        }
        let scaled = two_way(&other, &[1]).unwrap();
        near(scaled.estimate.effect / scale, plain.estimate.effect, 1e-9);
        let p = |w: &evaluate::difference::TwoWay| w.uncertainty(0.95).unwrap().p.unwrap();
        near(p(&scaled), p(&plain), 1e-9);
    }
    let order: Vec<usize> = (0..30).map(|a| (a * 7 + 3) % 30).collect();
    let mut other = panel.clone();
    other.outcome = panel.outcome.part(&order, 0..6);
    other.starts = order.iter().map(|&a| panel.starts[a]).collect();
    for covariate in &mut other.covariates {
        covariate.values = covariate.values.part(&order, 0..covariate.values.cols());
    }
    let shuffled = group_time(&other, &options)
        .unwrap()
        .aggregate(By::Event)
        .unwrap();
    for (a, b) in study.parts.iter().zip(&shuffled.parts) {
        near(b.effect, a.effect, 1e-11);
        near(b.standard_error.unwrap(), a.standard_error.unwrap(), 1e-11);
    }
    near(
        two_way(&other, &[1]).unwrap().estimate.effect,
        plain.estimate.effect,
        1e-11,
    );
}

#[test]
fn what_has_no_honest_number_is_refused() {
    let panel = |starts: [Option<usize>; 4]| {
        let outcome = Matrix::from_fn(4, 5, |a, t| ((a * 7 + t * t * 3) % 11) as f64);
        Panel::of((0..4).map(|a| a.to_string()).collect(), outcome, starts.to_vec()).unwrap()
    };
    let nobody = panel([None; 4]);
    assert_eq!(two_way(&nobody, &[]).unwrap_err(), Refusal::NoTreatedUnit);
    assert_eq!(before_after(&nobody).unwrap_err(), Refusal::NoTreatedUnit);
    assert_eq!(
        group_time(&nobody, &Options::default()).unwrap_err(),
        Refusal::NoTreatedUnit
    );
    let always = panel([Some(0), None, None, None]);
    assert!(matches!(
        two_way(&always, &[]).unwrap_err(),
        Refusal::NoPrePeriod { .. }
    ));
    assert!(matches!(
        before_after(&always).unwrap_err(),
        Refusal::NoPrePeriod { .. }
    ));
    assert!(matches!(
        group_time(&always, &Options::default()).unwrap_err(),
        Refusal::NoPrePeriod { .. }
    ));
    let all = panel([Some(2); 4]);
    assert!(matches!(
        two_way(&all, &[]).unwrap_err(),
        Refusal::TooFewAreas { .. }
    ));
    assert!(matches!(
        group_time(&all, &Options::default()).unwrap_err(),
        Refusal::TooFewAreas { .. }
    ));
    let one = panel([Some(2), None, None, None]);
    assert!(matches!(
        two_way(&one, &[]).unwrap().uncertainty(0.95).unwrap_err(),
        Refusal::OneTreatedUnit { .. }
    ));
    let study = group_time(&one, &Options::default()).unwrap();
    assert!(matches!(
        study.uncertainty(0.95).unwrap_err(),
        Refusal::OneTreatedUnit { .. }
    ));
    let mut constant = panel([Some(2), Some(2), None, None]);
    constant.outcome = Matrix::filled(4, 5, 7.0);
    assert_eq!(two_way(&constant, &[]).unwrap_err(), Refusal::ConstantOutcome);
    let study = group_time(&constant, &Options::default()).unwrap();
    assert_eq!(study.uncertainty(0.95).unwrap_err(), Refusal::ConstantOutcome);
    let mut infinite = panel([Some(2), Some(2), None, None]);
    infinite.outcome.set(0, 0, f64::INFINITY);
    assert!(matches!(
        two_way(&infinite, &[]).unwrap_err(),
        Refusal::NotFinite { .. }
    ));
}

proptest! {
    /// Zero lies outside the interval exactly when the p-value is at most what the confidence leaves.
    #[test]
    fn an_interval_and_its_p_value_never_contradict(seed: u64, level in 0.5_f64..0.999, effect in -3.0_f64..3.0) {
        let mut panel = simulated(16, 5, seed);
        for a in 0..16 {
            for t in 0..5 {
                if panel.starts[a].is_some_and(|s| t >= s) {
                    let moved = panel.outcome.get(a, t) + 1.5 + effect;
                    panel.outcome.set(a, t, moved);
                }
            }
        }
        let both = [
            two_way(&panel, &[]).unwrap().uncertainty(level).unwrap(),
            group_time(&panel, &Options::default()).unwrap().uncertainty(level).unwrap(),
        ];
        for found in both {
            let (p, interval) = (found.p.unwrap(), found.interval.unwrap());
            // Apart from the last digits at the very edge.
            if (p - (1.0 - level)).abs() > 1e-9 {
                prop_assert_eq!(p < 1.0 - level, interval.low > 0.0 || interval.high < 0.0);
            }
        }
    }

    /// Whatever comes in: a number that is finite, or a refusal. Never a panic, never NaN.
    #[test]
    fn hostile_panels_give_finite_numbers_or_a_refusal(
        areas in 1_usize..7,
        times in 1_usize..6,
        values in proptest::collection::vec(
            prop_oneof![4 => -5.0_f64..5.0, 1 => Just(0.0), 1 => Just(1e300), 1 => Just(1e-300), 1 => Just(f64::NAN)], 42),
        starts in proptest::collection::vec(proptest::option::of(0_usize..8), 7),
        weighted: bool,
    ) {
        let outcome = Matrix::from_fn(areas, times, |a, t| values[a * 6 + t]);
        let mut panel =
            Panel::of((0..areas).map(|a| a.to_string()).collect(), outcome, starts[..areas].to_vec()).unwrap();
        let column = Matrix::from_fn(areas, times, |a, t| values[(a * 5 + t * 3) % 42]);
        panel.covariates.push(Covariate { name: "x".into(), values: column });
        if weighted {
            panel.weights = Some((0..areas).map(|a| 0.5 + a as f64).collect());
        }
        if let Ok(found) = before_after(&panel) {
            prop_assert!(found.effect.is_finite());
        }
        for covariates in [vec![], vec![0]] {
            if let Ok(found) = two_way(&panel, &covariates) {
                prop_assert!(found.estimate.effect.is_finite() && found.standard_error.is_finite());
                if let Ok(sure) = found.uncertainty(0.9) {
                    prop_assert!(sure.p.unwrap().is_finite() && sure.interval.unwrap().low.is_finite());
                }
            }
            for controls in [Controls::NeverTreated, Controls::NotYetTreated] {
                for base in [Base::Varying, Base::Universal] {
                    for adjustment in [Adjustment::Regression, Adjustment::InverseWeighting, Adjustment::DoublyRobust] {
                        for anticipation in [0, 1] {
                            let covariates = covariates.clone();
                            let options = Options { controls, base, adjustment, covariates, anticipation };
                            let Ok(found) = group_time(&panel, &options) else { continue };
                            for by in [By::All, By::Event, By::Group, By::Time] {
                                let Some(found) = found.aggregate(by) else { continue };
                                prop_assert!(found.overall.effect.is_finite());
                                prop_assert!(found.overall.standard_error.is_none_or(f64::is_finite));
                            }
                            let _ = (found.pre_test(), found.bands(0.9, 19, 1), found.uncertainty(0.9));
                            if let Ok(found) = found.estimate(&panel) {
                                prop_assert!(found.effect.is_finite());
                            }
                        }
                    }
                }
            }
        }
    }
}
