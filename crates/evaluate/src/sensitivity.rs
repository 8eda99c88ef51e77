//! Does the answer hang on one area, or on how far back the data go?
//!
//! The same estimator again: without each area in turn, and without the earliest times. It works for every estimator, because it
//! takes the estimator as a function. What is reported is how far the effect moves; no p-value is made of it.
//!
//! ```
//! use evaluate::{Matrix, Panel, difference::two_way, sensitivity};
//! let outcome = Matrix::from_rows(&[[4.0, 4.0, 2.0], [4.0, 4.0, 4.0], [4.0, 4.0, 5.0]]).unwrap();
//! let panel = Panel::of(vec!["a".into(), "b".into(), "c".into()], outcome, vec![Some(2), None, None]).unwrap();
//! let found = sensitivity::without_areas(&panel, |panel| Ok(two_way(panel, &[])?.estimate.effect));
//! assert_eq!(found.range(), Some((-3.0, -2.0)));
//! ```

use rayon::prelude::*;

use crate::panel::Panel;
use crate::refusal::Refusal;

/// The effect with one thing changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The area that was left out, or the first time that was kept; by index.
    pub at: usize,
    /// The effect then, in the outcome's unit, or why there is none.
    pub effect: Result<f64, Refusal>,
}

/// All changes of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// One for each area or each first time, ascending.
    pub changes: Vec<Changed>,
}

impl Sensitivity {
    /// The smallest and the largest effect; `None` when there is none at all.
    pub fn range(&self) -> Option<(f64, f64)> {
        let mut effects = self.changes.iter().filter_map(|c| c.effect.as_ref().ok());
        let first = *effects.next()?;
        Some(effects.fold((first, first), |(low, high), e| (low.min(*e), high.max(*e))))
    }

    /// The change that moves the effect farthest from `effect`, and by how much; the first of equals.
    pub fn farthest(&self, effect: f64) -> Option<(usize, f64)> {
        let moved = self
            .changes
            .iter()
            .filter_map(|c| Some((c.at, c.effect.as_ref().ok()? - effect)));
        moved.reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a })
    }

    /// Whether some change turns the effect's sign.
    pub fn changes_sign(&self, effect: f64) -> bool {
        self.range()
            .is_some_and(|(low, high)| if effect > 0.0 { low < 0.0 } else { high > 0.0 })
    }
}

/// Estimates again without each area that is never treated, and, where there are several treated ones, without each of those.
pub fn without_areas(panel: &Panel, estimate: impl Fn(&Panel) -> Result<f64, Refusal> + Sync) -> Sensitivity {
    let treated = panel.treated().len();
    let times = 0..panel.times.len();
    let out = (0..panel.units.len()).filter(|&a| treated > 1 || panel.start(a).is_none());
    let changes = out
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|at| {
            let rest: Vec<usize> = (0..panel.units.len()).filter(|&a| a != at).collect();
            Changed {
                at,
                effect: estimate(&panel.part(&rest, times.clone())),
            }
        })
        .collect();
    Sensitivity { changes }
}

/// Estimates again from later and later on, as long as `least` times are left before the first start. The first change is the whole
/// panel.
pub fn from_later_on(
    panel: &Panel,
    least: usize,
    estimate: impl Fn(&Panel) -> Result<f64, Refusal> + Sync,
) -> Sensitivity {
    let first = panel
        .treated()
        .iter()
        .filter_map(|&a| panel.start(a))
        .min()
        .unwrap_or(0);
    let all: Vec<usize> = (0..panel.units.len()).collect();
    let changes = (0..=first.saturating_sub(least.max(1)))
        .into_par_iter()
        .map(|at| Changed {
            at,
            effect: estimate(&panel.part(&all, at..panel.times.len())),
        })
        .collect();
    Sensitivity { changes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference::two_way;
    use crate::linear::Matrix;
    use crate::sdid::{Weights, sdid};

    fn panel() -> Panel {
        let outcome = Matrix::from_fn(8, 9, |a, t| {
            let odd = if a == 3 { 6.0 * (t as f64 / 9.0) } else { 0.0 };
            ((a * 5 + t * 3) % 7) as f64 / 7.0 + odd - if a == 0 && t >= 6 { 2.0 } else { 0.0 }
        });
        let starts = (0..8).map(|a| (a == 0).then_some(6)).collect();
        Panel::of((0..8).map(|a| a.to_string()).collect(), outcome, starts).unwrap()
    }

    #[test]
    fn the_area_that_moves_the_answer_is_named() {
        let effect = |panel: &Panel| Ok(two_way(panel, &[])?.estimate.effect);
        let found = without_areas(&panel(), effect);
        assert_eq!(
            found.changes.iter().map(|c| c.at).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6, 7]
        );
        assert_eq!(found.farthest(effect(&panel()).unwrap()).unwrap().0, 3);
        assert!(!found.changes_sign(-1.0) && found.changes_sign(1.0));
    }

    #[test]
    fn the_past_is_shortened_time_by_time_and_starts_move_with_it() {
        let effect = |panel: &Panel| Ok(two_way(panel, &[])?.estimate.effect);
        let found = from_later_on(&panel(), 3, effect);
        assert_eq!(found.changes.len(), 4);
        assert_eq!(found.changes[0].effect, effect(&panel()));
        let by_hand = {
            let shorter = panel().outcome.part(&(0..8).collect::<Vec<_>>(), 3..9);
            let starts = (0..8).map(|a| (a == 0).then_some(3)).collect();
            Panel::of((0..8).map(|a| a.to_string()).collect(), shorter, starts).unwrap()
        };
        assert_eq!(found.changes[3].effect, effect(&by_hand));
    }

    #[test]
    fn a_refusal_is_kept_and_not_counted() {
        let effect = |panel: &Panel| Ok(sdid(panel, Weights::Exact)?.estimate.effect);
        let few = panel().part(&[0, 1, 2], 0..9);
        let found = without_areas(&few, effect);
        assert!(
            found
                .changes
                .iter()
                .all(|c| matches!(c.effect, Err(Refusal::TooFewAreas { .. })))
        );
        assert_eq!(found.range(), None);
        assert!(!found.changes_sign(1.0));
    }
}
