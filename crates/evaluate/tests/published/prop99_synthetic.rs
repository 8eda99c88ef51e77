//! Synthetic control on outcomes for California's tobacco law. Table 1 of Arkhangelsky, Athey, Hirshberg, Imbens and Wager, "Synthetic
//! Difference-in-Differences", AER 111(12), 2021; panel of R synthdid at 70c1ce3. The exact figures were computed from the
//! file with 40 digits.

use evaluate::placebo::{synthetic_placebos, synthetic_placebos_in_time};
use evaluate::simplex::{FrankWolfe, frank_wolfe};
use evaluate::synthetic::{Gaps, Setting, synthetic_control};
use evaluate::{Estimate, Panel};

use crate::panels::near;
use crate::shapes::prop99;

fn fitted() -> Option<(Panel, Estimate)> {
    let panel = prop99()?;
    let estimate = synthetic_control(&panel).unwrap();
    Some((panel, estimate))
}

#[test]
fn prop99_synthetic_control_effect_is_exact() {
    let Some((_, estimate)) = fitted() else { return };
    near(estimate.effect, -19.513_629_768_420_86, 1e-9);
}

#[test]
fn prop99_synthetic_control_fits_the_past_as_well_as_can_be() {
    let Some((_, estimate)) = fitted() else { return };
    near(estimate.pre_rmspe.unwrap(), 1.656_400_210_333_752, 1e-9);
    let certificate = estimate.certificate.unwrap();
    assert!(
        certificate.gap_bound <= 1e-9 * certificate.objective,
        "{certificate:?}"
    );
}

#[test]
fn prop99_synthetic_control_weights_are_exact() {
    let Some((panel, estimate)) = fitted() else { return };
    let expected = [
        ("Colorado", 0.014_810_771_852_208),
        ("Connecticut", 0.109_089_624_659_573),
        ("Montana", 0.231_839_950_593_446),
        ("Nevada", 0.204_922_583_496_220),
        ("New Hampshire", 0.045_429_046_411_042),
        ("Utah", 0.393_908_022_987_510),
    ];
    assert_eq!(estimate.weights.len(), expected.len());
    for (&(unit, weight), (name, expected)) in estimate.weights.iter().zip(expected) {
        assert_eq!(panel.units[unit], name);
        near(weight, expected, 1e-9);
    }
}

#[test]
fn prop99_synthetic_control_gaps_are_exact() {
    let Some((_, estimate)) = fitted() else { return };
    let expected = [
        -8.440_476_3,
        -9.206_949,
        -12.634_301,
        -13.728_694,
        -17.533_605,
        -22.049_099,
        -22.857_572,
        -23.997_373,
        -26.260_773,
        -23.337_792,
        -27.520_282,
        -26.596_643,
    ];
    for (time, expected) in estimate.by_time[19..].iter().zip(expected) {
        // The source prints six or seven places.
        near(time.gap, expected, 6e-7);
    }
}

/// R synthdid 0.0.9 prints −19.619663470944: its Frank–Wolfe with a small ridge, which stops early.
#[test]
fn prop99_synthetic_control_as_r_synthdid() {
    let Some(panel) = prop99() else { return };
    let setting = Setting::of(&panel).unwrap();
    let before = panel.outcome.part(&setting.donors, 0..setting.start);
    let mut steps = Vec::new();
    for unit in 0..before.rows() {
        steps.extend(before.row(unit).windows(2).map(|pair| pair[1] - pair[0]));
    }
    let mean = steps.iter().sum::<f64>() / steps.len() as f64;
    let variance = steps
        .iter()
        .map(|step| (step - mean) * (step - mean))
        .sum::<f64>()
        / (steps.len() - 1) as f64;
    let noise = variance.sqrt();
    let rule = FrankWolfe {
        zeta: 1e-6 * noise,
        intercept: false,
        min_decrease: 1e-5 * noise,
        max_steps: 100,
    };
    let target = &panel.outcome.row(setting.treated[0])[..setting.start];
    let first = frank_wolfe(&before, target, &rule, None).unwrap();
    // Its default sparsify function: weights below a quarter of the largest go, and the steps begin again.
    let most = first.iter().copied().fold(0.0, f64::max);
    let kept: Vec<f64> = first
        .iter()
        .map(|&weight| if weight <= most / 4.0 { 0.0 } else { weight })
        .collect();
    let total: f64 = kept.iter().sum();
    let kept: Vec<f64> = kept.iter().map(|weight| weight / total).collect();
    let rule = FrankWolfe {
        max_steps: 10_000,
        ..rule
    };
    let weights = frank_wolfe(&before, target, &rule, Some(&kept)).unwrap();
    let weights: Vec<(usize, f64)> = setting.donors.iter().copied().zip(weights).collect();
    let gaps = Gaps::of(&panel.outcome, &setting.treated, &weights, setting.start);
    near(gaps.effect(), -19.619_663_470_944, 1e-2);
}

/// All 38 placebos, each once: the published 9.9 is a draw from them, as every "200 replications" is.
#[test]
fn prop99_synthetic_control_placebos_are_enumerated() {
    let Some(panel) = prop99() else { return };
    let test = synthetic_placebos(&panel, 999, 0, 0.9).unwrap();
    assert_eq!(test.placebos.len(), 38);
    assert_eq!(test.by_effect.draws, None);
    near(test.by_effect.standard_error.unwrap(), 10.633_045_729_523_1, 1e-8);
    near(
        test.by_effect.standard_error.unwrap() * f64::sqrt(38.0 / 37.0),
        10.775_777_562_052_5,
        1e-8,
    );
    near(test.by_effect.p.unwrap(), 3.0 / 39.0, 0.0);
    near(test.by_ratio.p.unwrap(), 3.0 / 39.0, 0.0);
    for placebo in &test.placebos {
        let certificate = placebo.certificate.unwrap();
        assert!(
            certificate.gap_bound <= 1e-9 * certificate.objective,
            "{:?} {certificate:?}",
            placebo.units
        );
    }
}

/// Ratios of MSPE as printed beside the p-value: Missouri 572.4, Virginia 393.1, California 154.8.
#[test]
fn prop99_synthetic_control_ratios_rank_california_third() {
    let Some(panel) = prop99() else { return };
    let test = synthetic_placebos(&panel, 999, 0, 0.9).unwrap();
    let mut ratios: Vec<(f64, &str)> = test
        .placebos
        .iter()
        .map(|placebo| (placebo.ratio().powi(2), &*panel.units[placebo.units[0]]))
        .collect();
    ratios.push((test.treated.ratio().powi(2), "California"));
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (found, (name, ratio)) in
        ratios
            .iter()
            .zip([("Missouri", 572.4), ("Virginia", 393.1), ("California", 154.8)])
    {
        assert_eq!(found.1, name);
        near(found.0, ratio, 0.05);
    }
}

/// Rules for every panel: huge, tiny and permuted data give the same answer.
#[test]
fn prop99_synthetic_control_does_not_depend_on_units_or_order() {
    let Some((panel, estimate)) = fitted() else { return };
    for scale in [1e12, 1e-12] {
        let mut scaled = panel.clone();
        scaled
            .outcome
            .data_mut()
            .iter_mut()
            .for_each(|value| *value *= scale);
        let other = synthetic_control(&scaled).unwrap();
        near(other.effect / scale, estimate.effect, 1e-9);
        for (a, b) in other.weights.iter().zip(&estimate.weights) {
            assert_eq!(a.0, b.0);
            near(a.1, b.1, 1e-9);
        }
    }
    let order: Vec<usize> = (0..39).map(|place| place * 7 % 39).collect();
    let outcome = panel.outcome.part(&order, 0..31);
    let starts = order.iter().map(|&unit| panel.starts[unit]).collect();
    let names = order.iter().map(|&unit| panel.units[unit].clone()).collect();
    let permuted = Panel::of(names, outcome, starts).unwrap();
    near(
        synthetic_control(&permuted).unwrap().effect,
        estimate.effect,
        1e-9,
    );
    let p = |panel: &Panel| synthetic_placebos(panel, 999, 0, 0.9).unwrap().by_ratio.p;
    assert_eq!(p(&permuted), p(&panel));
}

#[test]
fn prop99_synthetic_control_finds_little_at_starts_that_were_none() {
    let Some((_, estimate)) = fitted() else { return };
    let Some(panel) = prop99() else { return };
    for placebo in synthetic_placebos_in_time(&panel, 12..17).unwrap() {
        assert!(
            placebo.effect.abs() < estimate.effect.abs() / 3.0,
            "{} {}",
            placebo.start,
            placebo.effect
        );
    }
}
