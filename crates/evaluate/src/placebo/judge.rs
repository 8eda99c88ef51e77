//! From placebos to a p-value and an interval that cannot contradict each other.

use super::Sets;
use crate::estimate::{Interval, Placebo, Procedure, Uncertainty, UncertaintyNote};
use crate::linear::{mean, square_sum};
use crate::refusal::Refusal;

/// What placebos are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// The size of the mean effect.
    Effect,
    /// RMSPE after the start divided by RMSPE before it.
    Ratio,
    /// The size of the mean effect divided by RMSPE before the start. As the ratio it makes an area whose past nothing follows count for
    /// less, and unlike the ratio it asks for the mean effect alone: the interval holds it where effects grow or fade, too.
    ///
    /// With several treated areas nothing is made smaller by it: a set leaves fewer areas to be compared with than the treated ones have,
    /// so that its past looks worse followed and its effect would be made too small.
    Scaled,
}

/// Judges a treated fit by its placebos. For each placebo there is a distance: the null "the effect is τ at all times" makes the treated
/// statistic as small as the placebo's when τ is so near to the estimate. The p-value of no effect counts the placebos whose distance
/// reaches 0, the estimate itself among them; the interval reaches as far as the m-th largest distance, with the `m` that makes p
/// exceed `1 − level`. So 0 lies outside exactly when `p ≤ 1 − level`.
///
/// A design in which no p-value can be as small as `1 − level` gets neither p-value nor interval.
///
/// # Errors
/// [`Refusal::BadOption`] for a level outside 0 to 1; [`Refusal::TooFewAreas`] without placebos.
pub fn judge(
    treated: &Placebo,
    placebos: &[Placebo],
    sets: &Sets,
    statistic: Statistic,
    level: f64,
) -> Result<Uncertainty, Refusal> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Refusal::BadOption {
            name: "level",
            allowed: "between 0 and 1",
        });
    }
    if placebos.is_empty() {
        return Err(Refusal::TooFewAreas {
            purpose: "placebos",
            found: 0,
            needed: 1,
        });
    }
    let count = placebos.len();
    let single = treated.units.len() == 1;
    let procedure = match (single, statistic) {
        (false, _) => Procedure::PlaceboSets,
        (true, Statistic::Effect) => Procedure::PlaceboEffect,
        (true, Statistic::Ratio) => Procedure::PlaceboRatio,
        (true, Statistic::Scaled) => Procedure::PlaceboScaled,
    };
    let least = 1.0 / (count + 1) as f64;
    let mut uncertainty = Uncertainty {
        procedure,
        p: None,
        least_p: Some(least),
        interval: None,
        standard_error: None,
        draws: None,
        placebos: Vec::new(),
        notes: Vec::new(),
    };
    let alpha = 1.0 - level;
    let p = |as_large: usize| (as_large + 1) as f64 / (count + 1) as f64;
    // So many placebos must be as large for a p-value above alpha. A p of exactly alpha rejects, whatever rounding makes of it.
    let needed = (0..=count)
        .find(|&as_large| p(as_large) > alpha * (1.0 + 1e-12))
        .unwrap_or(count);
    if needed == 0 {
        uncertainty.notes.push(UncertaintyNote::LevelOutOfReach);
        return Ok(uncertainty);
    }
    let distances = match statistic {
        Statistic::Effect => Some(placebos.iter().map(|placebo| placebo.effect.abs()).collect()),
        Statistic::Ratio => ratios(treated, placebos),
        Statistic::Scaled => scaled(treated, placebos),
    };
    let Some(mut distances) = distances else {
        let text =
            "The past is reproduced exactly, so that there is no error before the start to compare with.";
        uncertainty.notes.push(UncertaintyNote::Remark(text.to_owned()));
        return Ok(uncertainty);
    };
    if statistic == Statistic::Effect {
        let effects: Vec<f64> = placebos.iter().map(|placebo| placebo.effect).collect();
        let centre = mean(&effects).unwrap_or(0.0);
        let apart: Vec<f64> = effects.iter().map(|effect| effect - centre).collect();
        uncertainty.standard_error = Some(libm::sqrt(square_sum(&apart) / count as f64));
    }
    let as_large = distances
        .iter()
        .filter(|&&distance| distance >= treated.effect.abs())
        .count();
    uncertainty.p = Some(p(as_large));
    uncertainty.draws = sets.draws(p(as_large));
    distances.sort_unstable_by(|a, b| b.total_cmp(a));
    let reach = distances[needed - 1];
    if reach >= 0.0 {
        let (low, high) = (treated.effect - reach, treated.effect + reach);
        if reach.is_infinite() {
            uncertainty.notes.push(UncertaintyNote::Unbounded);
        }
        uncertainty.interval = Some(Interval { low, high, level });
    } else {
        uncertainty.notes.push(UncertaintyNote::Empty);
    }
    Ok(uncertainty)
}

/// The placebos that could be made, and a note for each that was refused: the first area of its set, and why.
pub(crate) fn made(
    fits: impl Iterator<Item = (usize, Result<Placebo, Refusal>)>,
) -> (Vec<Placebo>, Vec<UncertaintyNote>) {
    let (mut placebos, mut notes) = (Vec::new(), Vec::new());
    for (unit, fit) in fits {
        match fit {
            Ok(placebo) => placebos.push(placebo),
            Err(reason) => notes.push(UncertaintyNote::PlaceboRefused { unit, reason }),
        }
    }
    (placebos, notes)
}

/// How far τ may be from the mean gap before the treated ratio exceeds each placebo's: `(ḡ − τ)² ≤ Rⱼ²·pre² − spread²`. Below 0 where
/// even the nearest τ makes it larger. Nothing where the treated ratio does not exist.
fn ratios(treated: &Placebo, placebos: &[Placebo]) -> Option<Vec<f64>> {
    if is_repeated(treated) {
        return None;
    }
    let after = treated.gaps.get(treated.start..)?;
    let apart: Vec<f64> = after.iter().map(|gap| gap - treated.effect).collect();
    let spread = square_sum(&apart) / after.len() as f64;
    let distance = |placebo: &Placebo| {
        if is_repeated(placebo) {
            return f64::INFINITY;
        }
        let reach = placebo.ratio() * treated.pre_rmspe;
        let square = reach * reach - spread;
        if square >= 0.0 { libm::sqrt(square) } else { -1.0 }
    };
    Some(placebos.iter().map(distance).collect())
}

/// Each placebo's effect, as large as it would be if its error before the start were that of the treated areas; with several of them never
/// smaller than it is. Nothing where one area has no such error.
fn scaled(treated: &Placebo, placebos: &[Placebo]) -> Option<Vec<f64>> {
    let least = if treated.units.len() > 1 { 1.0 } else { 0.0 };
    if least == 0.0 && is_repeated(treated) {
        return None;
    }
    let distance = |placebo: &Placebo| {
        if is_repeated(placebo) {
            let is_known = is_repeated(treated);
            return if is_known {
                placebo.effect.abs()
            } else {
                f64::INFINITY
            };
        }
        placebo.effect.abs() * (treated.pre_rmspe / placebo.pre_rmspe).max(least)
    };
    Some(placebos.iter().map(distance).collect())
}

/// Whether the past is repeated up to rounding, so that it has no error to compare with.
fn is_repeated(placebo: &Placebo) -> bool {
    let size = placebo.gaps.iter().fold(0.0_f64, |most, gap| most.max(gap.abs()));
    placebo.pre_rmspe <= 1e-12 * size || placebo.pre_rmspe == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn placebo(unit: usize, gaps: Vec<f64>, start: usize) -> Placebo {
        crate::synthetic::Gaps { by_time: gaps, start }.placebo(vec![unit], None)
    }

    fn enumerated(count: usize) -> Sets {
        Sets {
            sets: (0..count).map(|unit| vec![unit]).collect(),
            seed: None,
        }
    }

    #[test]
    fn ties_count_against_the_campaign_and_p_is_never_0() {
        let treated = placebo(0, vec![0.1, -0.1, 2.0], 2);
        let others: Vec<Placebo> = (1..40)
            .map(|unit| placebo(unit, vec![0.1, -0.1, if unit < 3 { -2.0 } else { 0.5 }], 2))
            .collect();
        let judged = judge(&treated, &others, &enumerated(39), Statistic::Effect, 0.9).unwrap();
        assert_eq!((judged.p, judged.least_p), (Some(3.0 / 40.0), Some(1.0 / 40.0)));
        let small = placebo(0, vec![0.1, -0.1, 9.0], 2);
        let judged = judge(&small, &others, &enumerated(39), Statistic::Effect, 0.9).unwrap();
        assert_eq!(judged.p, Some(1.0 / 40.0));
    }

    #[test]
    fn three_areas_cannot_tell() {
        let treated = placebo(0, vec![0.1, 9.0], 1);
        let others = [placebo(1, vec![0.1, 0.1], 1), placebo(2, vec![0.2, 0.1], 1)];
        let judged = judge(&treated, &others, &enumerated(2), Statistic::Effect, 0.95).unwrap();
        assert_eq!((judged.p, judged.interval), (None, None));
        assert_eq!(judged.notes, [UncertaintyNote::LevelOutOfReach]);
        // 19 placebos are just enough for 5 %.
        let others: Vec<Placebo> = (1..20).map(|unit| placebo(unit, vec![0.1, 0.1], 1)).collect();
        let judged = judge(&treated, &others, &enumerated(19), Statistic::Effect, 0.95).unwrap();
        assert_eq!(judged.p, Some(0.05));
        assert!(judged.interval.unwrap().low > 0.0);
    }

    #[test]
    fn a_ratio_without_a_past_error_is_not_made_up() {
        let treated = placebo(0, vec![0.0, 0.0, 9.0], 2);
        let others: Vec<Placebo> = (1..30)
            .map(|unit| placebo(unit, vec![0.1, 0.1, 1.0], 2))
            .collect();
        let judged = judge(&treated, &others, &enumerated(29), Statistic::Ratio, 0.95).unwrap();
        assert_eq!((judged.p, judged.interval), (None, None));
        assert!(matches!(judged.notes[..], [UncertaintyNote::Remark(_)]));
    }

    #[test]
    fn a_restless_area_is_compared_with_what_is_usual_for_it() {
        // Twice as large an effect in an area whose past was missed by ten times as much is nothing.
        let restless = placebo(0, vec![1.0, -1.0, 2.0], 2);
        let others: Vec<Placebo> = (1..30)
            .map(|unit| placebo(unit, vec![0.1, -0.1, 1.0], 2))
            .collect();
        let by = |statistic| judge(&restless, &others, &enumerated(29), statistic, 0.95).unwrap();
        assert_eq!(by(Statistic::Effect).p, Some(1.0 / 30.0));
        let scaled = by(Statistic::Scaled);
        assert_eq!(
            (scaled.p, scaled.procedure),
            (Some(1.0), Procedure::PlaceboScaled)
        );
        let interval = scaled.interval.unwrap();
        assert!((interval.low + 8.0).abs() < 1e-12 && (interval.high - 12.0).abs() < 1e-12);
    }

    #[test]
    fn sets_of_areas_are_never_made_to_look_calmer_than_they_are() {
        let of = |unit: usize, gaps: Vec<f64>| Placebo {
            units: vec![unit, unit + 1],
            ..placebo(unit, gaps, 2)
        };
        let others: Vec<Placebo> = (1..30).map(|unit| of(unit, vec![0.4, -0.4, 1.0])).collect();
        let interval = |past: f64| {
            let own = of(0, vec![past, -past, 0.0]);
            judge(&own, &others, &enumerated(29), Statistic::Scaled, 0.95)
                .unwrap()
                .interval
                .unwrap()
        };
        assert_eq!(
            (interval(0.1).high, interval(0.4).high, interval(0.8).high),
            (1.0, 1.0, 2.0)
        );
        assert_eq!(interval(0.0).high, 1.0);
    }

    #[test]
    fn an_effect_that_grows_leaves_the_scaled_interval_as_wide_and_empties_the_ratio_s() {
        let growing = placebo(0, vec![0.1, -0.1, 0.0, 9.0, 18.0], 2);
        let others: Vec<Placebo> = (1..30)
            .map(|unit| placebo(unit, vec![0.1, -0.1, 0.1, 0.1, 0.1], 2))
            .collect();
        let by = |statistic| judge(&growing, &others, &enumerated(29), statistic, 0.95).unwrap();
        assert_eq!(by(Statistic::Ratio).interval, None);
        let interval = by(Statistic::Scaled).interval.unwrap();
        assert!((interval.low - 8.9).abs() < 1e-12 && (interval.high - 9.1).abs() < 1e-12);
    }

    #[test]
    fn areas_whose_past_is_repeated_exactly_leave_the_interval_without_an_end() {
        let treated = placebo(0, vec![0.1, -0.1, 9.0], 2);
        let others: Vec<Placebo> = (1..30)
            .map(|unit| placebo(unit, vec![if unit < 9 { 1e-17 } else { 0.1 }, 0.0, 1.0], 2))
            .collect();
        let judged = judge(&treated, &others, &enumerated(29), Statistic::Ratio, 0.95).unwrap();
        let interval = judged.interval.unwrap();
        assert_eq!((interval.low, interval.high), (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!(judged.p, Some(9.0 / 30.0));
        assert_eq!(judged.notes, [UncertaintyNote::Unbounded]);
    }

    proptest! {
        #[test]
        fn no_effect_lies_outside_the_interval_exactly_when_p_rejects_it(
            rows in proptest::collection::vec(proptest::collection::vec(prop_oneof![-3.0..3.0_f64, Just(1.0), Just(-1.0)], 5), 20..60),
            statistic in prop_oneof![Just(Statistic::Effect), Just(Statistic::Ratio), Just(Statistic::Scaled)],
            level in prop_oneof![Just(0.95), Just(0.9), Just(0.8), 0.5..0.99_f64],
        ) {
            let all: Vec<Placebo> = rows.into_iter().enumerate().map(|(unit, gaps)| placebo(unit, gaps, 3)).collect();
            let judged = judge(&all[0], &all[1..], &enumerated(all.len() - 1), statistic, level).unwrap();
            match (judged.p, judged.interval) {
                (Some(p), Some(interval)) => {
                    let outside = interval.low > 0.0 || interval.high < 0.0;
                    prop_assert_eq!(outside, p <= (1.0 - level) * (1.0 + 1e-12), "{} {:?}", p, interval);
                }
                (Some(p), None) => {
                    prop_assert!(judged.notes.contains(&UncertaintyNote::Empty));
                    prop_assert!(p <= (1.0 - level) * (1.0 + 1e-12));
                }
                (None, None) => prop_assert!(!judged.notes.is_empty()),
                (None, Some(_)) => prop_assert!(false),
            }
        }

        #[test]
        fn the_p_value_is_the_share_of_ratios_that_are_as_large(
            rows in proptest::collection::vec(proptest::collection::vec(0.5..3.0_f64, 6), 20..40),
        ) {
            let all: Vec<Placebo> = rows.into_iter().enumerate().map(|(unit, gaps)| placebo(unit, gaps, 3)).collect();
            let judged = judge(&all[0], &all[1..], &enumerated(all.len() - 1), Statistic::Ratio, 0.5).unwrap();
            let as_large = all.iter().filter(|other| other.ratio() >= all[0].ratio()).count();
            prop_assert_eq!(judged.p, Some(as_large as f64 / all.len() as f64));
        }
    }
}
