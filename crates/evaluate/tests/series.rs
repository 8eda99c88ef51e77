//! One series on simulated data: against the same model written out as one large regression, and refused where it cannot be fitted.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot make")]

use evaluate::series::{Level, Options, Season, Series, series};
use evaluate::{Covariate, Matrix, Note, Panel, Random, Refusal};
use faer::linalg::solvers::DenseSolveCore;
use faer::{Mat, Side};
use proptest::prelude::*;

fn simulated(times: usize, start: usize, effect: f64, wander: f64, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let (mut level, mut control) = (5.0, 50.0);
    let mut controls = Vec::new();
    let outcome: Vec<f64> = (0..times)
        .map(|t| {
            level += wander * random.normal();
            control += random.normal();
            controls.push(control);
            let season = [2.0, -1.0, 0.5, -1.5][t % 4];
            let after = if t >= start { effect } else { 0.0 };
            level + season + 0.8 * control + random.normal() + after
        })
        .collect();
    let row = |values: Vec<f64>| Matrix::new(1, times, values).unwrap();
    let mut panel = Panel::of(vec!["one".into()], row(outcome), vec![Some(start)]).unwrap();
    panel.covariates.push(Covariate {
        name: "control".into(),
        values: row(controls),
    });
    panel
}

fn options(level: Level, season: Option<Season>) -> Options {
    Options {
        level,
        season,
        covariates: vec![0],
        ..Options::default()
    }
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected} ± {tolerance}"
    );
}

/// The model without a filter: the covariance of all times written down, and every integral a sum over a finer grid.
fn written_out(panel: &Panel, start: usize, season: Option<Season>, guess: f64, worth: f64) -> (f64, f64) {
    let times = panel.times.len();
    let y = panel.outcome.row(0);
    let centre = y[..start].iter().sum::<f64>() / start as f64;
    let spread = (y[..start].iter().map(|v| (v - centre).powi(2)).sum::<f64>() / (start - 1) as f64).sqrt();
    let period = season.map_or(1, |s| s.period);
    let columns = |t: usize, c: usize| match c {
        0 => 1.0,
        1 => panel.covariates[0].values.get(0, t) / 50.0,
        c => f64::from(u8::from(t % period == c - 1)) - f64::from(u8::from(t.is_multiple_of(period))),
    };
    let wide = 1 + period;
    // What one step at time s does to the outcome at time t.
    let trace = |s: usize, t: usize| {
        if s == 0 || t < s {
            return [0.0, 0.0];
        }
        let turn = match (t - s) % period {
            0 => 1.0,
            1 => -1.0,
            _ => 0.0,
        };
        [
            1.0,
            if season.is_some_and(|s| s.wanders) {
                turn
            } else {
                0.0
            },
        ]
    };
    let steps = Mat::from_fn(times, times, |a, b| {
        (0..times)
            .map(|s| (0..2).map(|k| trace(s, a)[k] * trace(s, b)[k]).sum::<f64>())
            .sum::<f64>()
    });
    let mut parts = Vec::new();
    for node in 0..300 {
        let q = (-18.0 + 0.07 * f64::from(node)).exp();
        let v = Mat::from_fn(times, times, |a, b| {
            q * steps[(a, b)] + f64::from(u8::from(a == b))
        });
        let x = Mat::from_fn(times, wide, columns);
        let outcome = Mat::from_fn(times, 1, |t, _| (y[t] - centre) / spread);
        let (past, later) = (v.submatrix(0, 0, start, start), times - start);
        let inverse = past.llt(Side::Lower).unwrap().inverse();
        let (x1, x2) = (x.subrows(0, start), x.subrows(start, later));
        let cross = x1.transpose() * &inverse * x1;
        let cross_inverse = cross.llt(Side::Lower).unwrap().inverse();
        let beta = &cross_inverse * (x1.transpose() * &inverse * outcome.subrows(0, start));
        let rest = outcome.subrows(0, start) - x1 * &beta;
        let squares = (rest.transpose() * &inverse * &rest)[(0, 0)] + worth * guess * guess / q;
        let df = (start - wide) as f64 + worth;
        let carry = v.submatrix(start, 0, later, start) * &inverse;
        let ahead = x2 * &beta + &carry * &rest;
        let turned = x2 - &carry * x1;
        let own = v.submatrix(start, start, later, later) - &carry * v.submatrix(0, start, start, later)
            + &turned * &cross_inverse * turned.transpose();
        let mean = |m: &Mat<f64>| {
            let (r, c) = (m.nrows(), m.ncols());
            (0..r)
                .map(|i| (0..c).map(|j| m[(i, j)]).sum::<f64>())
                .sum::<f64>()
                / (r * c) as f64
        };
        let log_det = |m: faer::MatRef<'_, f64>| {
            let l = m.llt(Side::Lower).unwrap();
            (0..m.nrows()).map(|i| 2.0 * l.L()[(i, i)].ln()).sum::<f64>()
        };
        let log = -0.5 * (log_det(past) + log_det(cross.as_ref()) + df * squares.ln() + worth * q.ln());
        let effect = spread * mean(&(outcome.subrows(start, later) - ahead));
        let variance = spread * spread * squares / (df - 2.0) * mean(&own);
        parts.push((log, effect, variance));
    }
    let top = parts.iter().fold(f64::NEG_INFINITY, |m, p| m.max(p.0));
    let total: f64 = parts.iter().map(|p| (p.0 - top).exp()).sum();
    let mean = parts.iter().map(|p| (p.0 - top).exp() / total * p.1).sum::<f64>();
    let variance = parts
        .iter()
        .map(|p| (p.0 - top).exp() / total * (p.2 + (p.1 - mean).powi(2)))
        .sum::<f64>();
    (mean, variance.sqrt())
}

#[test]
fn the_filter_gives_what_the_whole_covariance_gives() {
    for (season, seed) in [
        (None, 1),
        (
            Some(Season {
                period: 4,
                wanders: false,
            }),
            2,
        ),
        (
            Some(Season {
                period: 4,
                wanders: true,
            }),
            3,
        ),
    ] {
        let panel = simulated(60, 44, 3.0, 0.2, seed);
        let found = series(&panel, &options(Level::default(), season)).unwrap();
        let (effect, error) = written_out(&panel, 44, season, 0.01, 32.0);
        near(found.estimate.effect, effect, 1e-7);
        near(
            found.uncertainty(0.95).unwrap().standard_error.unwrap(),
            error,
            1e-7,
        );
    }
}

#[test]
fn ninety_five_of_a_hundred_intervals_hold_the_truth_where_the_model_is_true() {
    // Two hundred series whose level wanders by what the guess says: between 90 and 99 in 100 is within four standard errors.
    let season = Some(Season {
        period: 4,
        wanders: false,
    });
    let held = (0..200)
        .filter(|seed| {
            let panel = simulated(80, 60, 3.0, 0.15, 1000 + seed);
            let level = Level::Wanders {
                guess: 0.05,
                worth: 8.0,
            };
            let found = series(&panel, &options(level, season)).unwrap();
            let interval = found.uncertainty(0.95).unwrap().interval.unwrap();
            interval.low <= 3.0 && 3.0 <= interval.high
        })
        .count();
    assert!((178..=198).contains(&held), "{held} of 200");
}

#[test]
fn a_missing_time_is_left_out_and_named() {
    let mut panel = simulated(60, 44, 3.0, 0.2, 4);
    panel.outcome.set(0, 10, f64::NAN);
    panel.outcome.set(0, 50, f64::NAN);
    panel.gaps = vec![(0, 10), (0, 50)];
    let found = series(&panel, &options(Level::default(), None)).unwrap();
    assert_eq!(found.estimate.notes, [Note::TimesLeftOut { times: vec![10, 50] }]);
    assert_eq!(found.estimate.by_time.len(), 58);
    let after: Vec<f64> = found.estimate.by_time.iter().skip(43).map(|t| t.gap).collect();
    near(
        after.iter().sum::<f64>() / after.len() as f64,
        found.estimate.effect,
        1e-10,
    );
    assert_eq!(found.bands(0.9).unwrap().len(), 15);
}

#[test]
fn another_area_serves_as_control_like_a_covariate() {
    let panel = simulated(40, 30, 3.0, 0.1, 5);
    let rows = [
        panel.outcome.row(0).to_vec(),
        panel.covariates[0].values.row(0).to_vec(),
    ];
    let outcome = Matrix::from_rows(&rows).unwrap();
    let two = Panel::of(vec!["one".into(), "two".into()], outcome, vec![Some(30), None]).unwrap();
    let by_area = series(
        &two,
        &Options {
            areas: vec![1],
            ..Options::default()
        },
    )
    .unwrap();
    let by_covariate = series(&panel, &options(Level::default(), None)).unwrap();
    assert_eq!(
        by_area.estimate.effect.to_bits(),
        by_covariate.estimate.effect.to_bits()
    );
}

#[test]
fn scale_changes_nothing_else() {
    let panel = simulated(60, 44, 3.0, 0.2, 6);
    let season = Some(Season {
        period: 4,
        wanders: true,
    });
    let found = series(&panel, &options(Level::default(), season)).unwrap();
    let p = |s: &Series| s.uncertainty(0.95).unwrap().p.unwrap();
    for scale in [1e12, 1e-12] {
        let mut other = panel.clone();
        other.outcome.data_mut().iter_mut().for_each(|v| *v *= scale);
        other.covariates[0]
            .values
            .data_mut()
            .iter_mut()
            .for_each(|v| *v /= scale);
        let scaled = series(&other, &options(Level::default(), season)).unwrap();
        near(scaled.estimate.effect / scale, found.estimate.effect, 1e-9);
        near(p(&scaled) / p(&found), 1.0, 1e-6);
    }
}

#[test]
fn what_has_no_honest_number_is_refused() {
    let panel = simulated(20, 12, 3.0, 0.2, 7);
    let refused = |panel: &Panel, options: &Options| series(panel, options).unwrap_err();
    let plain = options(Level::default(), None);
    let mut nobody = panel.clone();
    nobody.starts = vec![None];
    assert_eq!(refused(&nobody, &plain), Refusal::NoTreatedUnit);
    let mut always = panel.clone();
    always.starts = vec![Some(0)];
    assert!(matches!(refused(&always, &plain), Refusal::NoPrePeriod { .. }));
    let long = options(
        Level::default(),
        Some(Season {
            period: 12,
            wanders: false,
        }),
    );
    assert!(matches!(
        refused(&panel, &long),
        Refusal::TooFewTimes {
            found: 12,
            needed: 16,
            ..
        }
    ));
    let mut constant = panel.clone();
    constant.outcome = Matrix::filled(1, 20, 1e9 + 0.1);
    assert_eq!(refused(&constant, &plain), Refusal::ConstantOutcome);
    let mut still = panel.clone();
    still.covariates[0].values = Matrix::filled(1, 20, 3.0);
    assert_eq!(
        refused(&still, &plain),
        Refusal::UselessCovariate {
            name: "control".into()
        }
    );
    let twice = Options {
        covariates: vec![0, 0],
        ..Options::default()
    };
    assert_eq!(
        refused(&panel, &twice),
        Refusal::Collinear {
            what: "control series"
        }
    );
    for wrong in [
        options(
            Level::Wanders {
                guess: 0.0,
                worth: 32.0,
            },
            None,
        ),
        options(
            Level::default(),
            Some(Season {
                period: 1,
                wanders: false,
            }),
        ),
        options(
            Level::Still,
            Some(Season {
                period: 2,
                wanders: true,
            }),
        ),
        Options {
            areas: vec![0],
            ..Options::default()
        },
        Options {
            covariates: vec![1],
            ..Options::default()
        },
    ] {
        assert!(
            matches!(refused(&panel, &wrong), Refusal::BadOption { .. }),
            "{wrong:?}"
        );
    }
    assert!(series(&panel, &plain).unwrap().uncertainty(1.0).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever comes in: a number that is finite, or a refusal; and an interval that does not contradict its p-value.
    #[test]
    fn hostile_series_give_finite_numbers_or_a_refusal(
        values in proptest::collection::vec(
            prop_oneof![6 => -5.0_f64..5.0, 2 => Just(0.0), 1 => Just(1e120), 1 => Just(1e-200), 1 => Just(f64::NAN)], 24),
        times in 1_usize..13,
        start in 0_usize..13,
        season in proptest::option::of((1_usize..5, any::<bool>())),
        still: bool,
        scale in -12_i32..13,
    ) {
        let scale = 10_f64.powi(scale);
        let row = |from: usize| Matrix::from_fn(1, times, |_, t| values[(from + t) % 24] * scale);
        let mut panel = Panel::of(vec!["one".into()], row(0), vec![Some(start)]).unwrap();
        panel.covariates.push(Covariate { name: "x".into(), values: row(12) });
        let season = season.map(|(period, wanders)| Season { period, wanders });
        let level = if still { Level::Still } else { Level::default() };
        for covariates in [vec![], vec![0]] {
            let options = Options { level, season, covariates, ..Options::default() };
            let Ok(found) = series(&panel, &options) else { continue };
            prop_assert!(found.estimate.effect.is_finite());
            let sure = found.uncertainty(0.9).unwrap();
            let (p, interval) = (sure.p.unwrap(), sure.interval.unwrap());
            prop_assert!(p.is_finite() && interval.low.is_finite() && interval.high.is_finite());
            if (p - 0.1).abs() > 1e-9 {
                prop_assert_eq!(p < 0.1, interval.low > 0.0 || interval.high < 0.0);
            }
            prop_assert!(found.bands(0.9).unwrap().iter().all(|b| b.1.low.is_finite()));
        }
    }
}
