//! Conformal inference: which effects would make the time of the campaign look like any other time?
//!
//! It needs no other area to stand for ours, and so it is what is left with few areas and many times. What it needs instead is that
//! without the campaign the method's misses would have looked alike at all times.

mod refit;

pub use refit::{augmented_conformal, sdid_conformal, synthetic_conformal, two_way_conformal};

use rayon::prelude::*;

use crate::estimate::{Interval, Procedure, Uncertainty, UncertaintyNote};
use crate::refusal::Refusal;

/// Where an effect is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The estimate: the middle of where it is looked.
    pub middle: f64,
    /// A step that is small beside what matters, above 0: a tenth of a standard error, say.
    pub step: f64,
}

/// So many steps are looked at to each side, with the step doubling every sixteen.
const STEPS: usize = 96;

/// Tests of constant effects by moving blocks (Chernozhukov, Wüthrich and Zhu, JASA 116(536), 2021). For the null "the effect is `τ` at all
/// times from `start` on", `residuals(τ)` fits the method again on all `times` with `τ` taken away, and gives what is left at each
/// time. The p-value is the share of the `times` cyclic shifts whose last block of residuals is at least as large as the real one. The
/// interval holds the effects that this same test does not reject; its ends are found to a thousandth of a step.
///
/// A design with too few times for a p-value as small as `1 − level` gets neither p-value nor interval.
///
/// # Errors
/// What `residuals` refuses; [`Refusal::BadOption`]; [`Refusal::TooFewTimes`].
pub fn conformal(
    times: usize,
    start: usize,
    level: f64,
    span: Span,
    residuals: impl Fn(f64) -> Result<Vec<f64>, Refusal> + Sync,
) -> Result<Uncertainty, Refusal> {
    if !(level > 0.0 && level < 1.0) {
        return Err(Refusal::BadOption {
            name: "level",
            allowed: "between 0 and 1",
        });
    }
    if start == 0 || start >= times {
        return Err(Refusal::TooFewTimes {
            purpose: "the time before the start",
            found: start,
            needed: 1,
        });
    }
    if !(span.middle.is_finite() && span.step > 0.0 && span.step.is_finite()) {
        return Err(Refusal::BadOption {
            name: "step",
            allowed: "above 0",
        });
    }
    let least = 1.0 / times as f64;
    let mut uncertainty = Uncertainty {
        procedure: Procedure::Conformal,
        p: None,
        least_p: Some(least),
        interval: None,
        standard_error: None,
        draws: None,
        placebos: Vec::new(),
        notes: Vec::new(),
    };
    // A p of exactly alpha rejects, whatever rounding makes of it.
    let alpha = (1.0 - level) * (1.0 + 1e-12);
    if least > alpha {
        uncertainty.notes.push(UncertaintyNote::LevelOutOfReach);
        return Ok(uncertainty);
    }
    let test = |effect: f64| -> Result<f64, Refusal> {
        let left = residuals(effect)?;
        if left.len() == times {
            Ok(p_value(&left, start))
        } else {
            Err(Refusal::Malformed)
        }
    };
    let none = test(0.0)?;
    uncertainty.p = Some(none);
    let mut grid: Vec<f64> = vec![span.middle, 0.0];
    let (mut step, mut distance) = (span.step, 0.0);
    for number in 0..STEPS {
        distance += step;
        grid.extend([span.middle - distance, span.middle + distance]);
        if number % 16 == 15 {
            step *= 2.0;
        }
    }
    grid.sort_unstable_by(f64::total_cmp);
    grid.dedup();
    let kept: Vec<bool> = grid
        .par_iter()
        .map(|&effect| Ok(if effect == 0.0 { none } else { test(effect)? } > alpha))
        .collect::<Result<_, Refusal>>()?;
    // The border between one that is kept and one that is not.
    let border = |mut inside: f64, mut outside: f64| -> Result<f64, Refusal> {
        while (outside - inside).abs() > 1e-3 * span.step {
            let middle = 0.5 * (inside + outside);
            if test(middle)? > alpha {
                inside = middle
            } else {
                outside = middle
            }
        }
        Ok(inside)
    };
    let mut pieces: Vec<Interval> = Vec::new();
    let mut low = f64::NEG_INFINITY;
    for place in 0..grid.len() {
        let (before, after) = (
            place > 0 && kept[place - 1],
            kept.get(place + 1).copied().unwrap_or(false),
        );
        if !kept[place] {
            continue;
        }
        if !before {
            low = if place == 0 {
                f64::NEG_INFINITY
            } else {
                border(grid[place], grid[place - 1])?
            };
        }
        if !after {
            let last = place + 1 == grid.len();
            let high = if last {
                f64::INFINITY
            } else {
                border(grid[place], grid[place + 1])?
            };
            pieces.push(Interval { low, high, level });
        }
    }
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => {
            if first.low.is_infinite() || last.high.is_infinite() {
                uncertainty.notes.push(UncertaintyNote::Unbounded);
            }
            uncertainty.interval = Some(Interval {
                low: first.low,
                high: last.high,
                level,
            });
        }
        _ => uncertainty.notes.push(UncertaintyNote::Empty),
    }
    if pieces.len() > 1 {
        uncertainty.notes.push(UncertaintyNote::Disconnected { pieces });
    }
    Ok(uncertainty)
}

/// The share of cyclic shifts whose block from `start` on has at least as much in it; the unshifted one is among them.
fn p_value(left: &[f64], start: usize) -> f64 {
    let times = left.len();
    let block = |shift: usize| {
        (start..times)
            .map(|time| left[(time + shift) % times].abs())
            .sum::<f64>()
    };
    let real = block(0);
    // Rounding must not make a tie significant.
    let as_large = (1..times)
        .filter(|&shift| block(shift) >= real * (1.0 - 1e-9))
        .count();
    (as_large + 1) as f64 / times as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use proptest::prelude::*;

    #[test]
    fn blocks_move_round_the_end() {
        // Blocks of two: (3, 1), (1, 0), (0, 0), (0, 3).
        assert_eq!(p_value(&[0.0, 0.0, 3.0, 1.0], 2), 0.25);
        assert_eq!(p_value(&[0.0, 0.0, 0.0, 0.0], 2), 1.0);
        assert_eq!(p_value(&[-3.0, 0.0, 0.0, 1.0], 3), 0.5);
    }

    #[test]
    fn too_few_times_cannot_tell() {
        let span = Span {
            middle: 0.0,
            step: 0.1,
        };
        let judged = conformal(12, 9, 0.95, span, |_| Ok(vec![0.0; 12])).unwrap();
        assert_eq!((judged.p, judged.interval), (None, None));
        assert_eq!(judged.notes, [UncertaintyNote::LevelOutOfReach]);
    }

    #[test]
    fn a_method_that_fits_everything_bounds_nothing() {
        let span = Span {
            middle: 0.0,
            step: 0.1,
        };
        let judged = conformal(30, 25, 0.95, span, |_| Ok(vec![0.0; 30])).unwrap();
        assert_eq!(judged.p, Some(1.0));
        assert_eq!(judged.notes, [UncertaintyNote::Unbounded]);
    }

    #[test]
    fn a_true_effect_lies_in_the_interval_about_as_often_as_promised() {
        let (mut held, rounds) = (0, 200);
        for round in 0..rounds {
            let mut random = Random::stream(11, round);
            let data: Vec<f64> = (0..40)
                .map(|time| random.normal() + if time >= 36 { 2.0 } else { 0.0 })
                .collect();
            let residuals = |effect: f64| {
                Ok(data
                    .iter()
                    .enumerate()
                    .map(|(time, y)| if time >= 36 { y - effect } else { *y })
                    .collect())
            };
            let judged = conformal(
                40,
                36,
                0.9,
                Span {
                    middle: 2.0,
                    step: 0.1,
                },
                residuals,
            )
            .unwrap();
            // An empty set holds nothing.
            held += u32::from(
                judged
                    .interval
                    .is_some_and(|interval| interval.low <= 2.0 && 2.0 <= interval.high),
            );
        }
        // Nine tenths, give or take three standard errors of .021.
        assert!((167..=193).contains(&held), "{held} of {rounds}");
    }

    proptest! {
        #[test]
        fn no_effect_is_rejected_exactly_when_it_lies_in_no_piece(
            seed: u64,
            effect in -4.0..4.0_f64,
            level in prop_oneof![Just(0.9), Just(0.8), Just(0.5)],
        ) {
            let mut random = Random::new(seed);
            let data: Vec<f64> = (0..24).map(|time| random.normal() + if time >= 20 { effect } else { 0.0 }).collect();
            let residuals = |effect: f64| {
                let mut left: Vec<f64> = data.clone();
                left[20..].iter_mut().for_each(|value| *value -= effect);
                let mean = left.iter().sum::<f64>() / 24.0;
                Ok(left.iter().map(|value| value - mean).collect())
            };
            let judged = conformal(24, 20, level, Span { middle: effect, step: 0.1 }, residuals).unwrap();
            let pieces = judged.notes.iter().find_map(|note| match note {
                UncertaintyNote::Disconnected { pieces } => Some(pieces.clone()),
                _ => None,
            });
            let pieces = pieces.unwrap_or_else(|| judged.interval.into_iter().collect());
            let inside = pieces.iter().any(|piece| piece.low <= 0.0 && 0.0 <= piece.high);
            prop_assert_eq!(inside, judged.p.unwrap() > (1.0 - level) * (1.0 + 1e-12));
        }
    }
}
