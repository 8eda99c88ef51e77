//! From numbers to an answer.

use super::sentence::sentence;
use super::warnings::warnings;
use super::{Answer, Reason, Verdict};
use crate::estimate::{Estimate, Method, Uncertainty};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::registered::{Better, Difference, Outcome, Plan, standing};

/// Says what an analysis comes to. `found` is what the estimator and its test gave, or why they gave nothing.
#[must_use]
pub fn judge(
    plan: &Plan,
    outcome: &Outcome,
    panel: &Panel,
    found: Result<(&Estimate, &Uncertainty), &Refusal>,
    differences: &[Difference],
) -> Verdict {
    let answer = match found {
        Err(refusal) => Answer::CannotTell(Reason::Refused(refusal.clone())),
        Ok((estimate, uncertainty)) => answer(plan, outcome, panel, estimate, uncertainty),
    };
    let standing = standing(differences);
    Verdict {
        sentence: sentence(plan, outcome, panel, found.ok(), &answer, standing),
        warnings: found.map_or_else(
            |_| Vec::new(),
            |(estimate, uncertainty)| warnings(plan, panel, estimate, uncertainty),
        ),
        answer,
        standing,
    }
}

fn answer(
    plan: &Plan,
    outcome: &Outcome,
    panel: &Panel,
    estimate: &Estimate,
    uncertainty: &Uncertainty,
) -> Answer {
    if estimate.method == Method::BeforeAfter {
        return Answer::CannotTell(Reason::NoComparison);
    }
    if let Some(least_p) = uncertainty.least_p.filter(|least| *least > plan.alpha) {
        return Answer::CannotTell(Reason::LevelOutOfReach {
            least_p,
            areas: panel.units.len(),
            needed: areas_needed(plan.alpha),
        });
    }
    let Some(p) = uncertainty.p else {
        return Answer::CannotTell(Reason::NoUncertainty);
    };
    if p <= plan.alpha {
        return match (outcome.moves_by_itself, outcome.better, estimate.effect > 0.0) {
            (true, _, _) => Answer::Moved,
            (false, Better::Higher, true) | (false, Better::Lower, false) => Answer::Worked,
            (false, Better::Higher, false) | (false, Better::Lower, true) => Answer::MadeItWorse,
        };
    }
    let Some(interval) = uncertainty.interval else {
        return Answer::CannotTell(Reason::NoUncertainty);
    };
    let largest = interval.low.abs().max(interval.high.abs());
    if largest.is_finite() && largest <= outcome.smallest_that_matters {
        Answer::NoEffectSeen {
            would_have_seen: largest,
        }
    } else {
        Answer::CannotTell(Reason::TooWide {
            low: interval.low,
            high: interval.high,
        })
    }
}

/// How many areas it takes, one of them treated, for the rarest rank to be as rare as the level.
pub(crate) fn areas_needed(alpha: f64) -> usize {
    if alpha > 0.0 {
        // 1/0.05 is 20 and a shade more in floating point.
        libm::ceil(1.0 / alpha - 1e-9) as usize
    } else {
        usize::MAX
    }
}
