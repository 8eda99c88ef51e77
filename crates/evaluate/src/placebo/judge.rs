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
    let mut distances = match statistic {
        Statistic::Effect => placebos.iter().map(|placebo| placebo.effect.abs()).collect(),
        Statistic::Ratio => match ratios(treated, placebos) {
            Some(distances) => distances,
            None => {
                let text =
                    "The past is reproduced exactly, so that no ratio of errors exists. Judge by the effect.";
                uncertainty.notes.push(UncertaintyNote::Remark(text.to_owned()));
                return Ok(uncertainty);
            }
        },
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
    let size = treated.gaps.iter().fold(0.0_f64, |most, gap| most.max(gap.abs()));
    if treated.pre_rmspe <= 1e-12 * size || treated.pre_rmspe == 0.0 {
        return None;
    }
    let after = treated.gaps.get(treated.start..)?;
    let apart: Vec<f64> = after.iter().map(|gap| gap - treated.effect).collect();
    let spread = square_sum(&apart) / after.len() as f64;
    let distance = |placebo: &Placebo| {
        let reach = placebo.ratio() * treated.pre_rmspe;
        let square = reach * reach - spread;
        if square >= 0.0 { libm::sqrt(square) } else { -1.0 }
    };
    Some(placebos.iter().map(distance).collect())
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

    proptest! {
        #[test]
        fn no_effect_lies_outside_the_interval_exactly_when_p_rejects_it(
            rows in proptest::collection::vec(proptest::collection::vec(prop_oneof![-3.0..3.0_f64, Just(1.0), Just(-1.0)], 5), 20..60),
            ratio: bool,
            level in prop_oneof![Just(0.95), Just(0.9), Just(0.8), 0.5..0.99_f64],
        ) {
            let all: Vec<Placebo> = rows.into_iter().enumerate().map(|(unit, gaps)| placebo(unit, gaps, 3)).collect();
            let statistic = if ratio { Statistic::Ratio } else { Statistic::Effect };
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
