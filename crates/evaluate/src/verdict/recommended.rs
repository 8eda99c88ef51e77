//! Which method suits a study, and in which studies none does.
//!
//! Not a matter of taste: panels with a known truth were made by the thousand (`bench/evaluate/truth`), and every method with each of its tests
//! was asked about them. What is recommended held its level there, and its interval held the truth; a test compares this file with the
//! figures. Where nothing did, nothing is recommended.

use super::areas_needed;
use crate::analysis::least_p;
use crate::estimate::Method;
use crate::panel::Panel;
use crate::registered::{Chosen, Plan};
use crate::words;

/// What a study is like, as far as the choice of a method hangs on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Situation {
    /// Areas with the campaign.
    pub treated: usize,
    /// Areas that never have it.
    pub others: usize,
    /// Periods before the first start.
    pub before: usize,
    /// How the areas with the campaign were chosen.
    pub chosen: Chosen,
    /// How often a campaign that changes nothing may be taken for one that did.
    pub alpha: f64,
    /// How much the areas with the campaign jumped from one period to the next before the start, beside the others; nothing where it is not
    /// known.
    pub noise: Option<f64>,
}

/// The method that suits a study, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recommendation {
    /// The method; nothing where none held its level.
    pub method: Option<Method>,
    /// Why.
    pub why: Why,
    /// For what study.
    pub situation: Situation,
}

/// Why a method is recommended, or none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// It held its level in every such situation, and was the most exact of those that did.
    HeldItsLevel,
    /// No outcome could be rare enough.
    TooFewAreas {
        /// How many areas it would take in all, with as many treated.
        needed: usize,
    },
    /// Fewer areas to compare with than were tried.
    TooFewOthers {
        /// How many there have to be.
        needed: usize,
    },
    /// Too little is known of the time before.
    TooShort {
        /// How many periods there have to be.
        needed: usize,
    },
    /// Several areas that were chosen because it was worst there.
    TheWorst,
    /// Several areas that were not drawn by lot and are noisier than the others.
    Noisy,
}

impl Recommendation {
    /// Whether a method held its level in such studies, be it the recommended one or a less exact one.
    #[must_use]
    pub fn held(&self, used: Method) -> bool {
        let placebos = match used {
            Method::SyntheticDifferenceInDifferences => true,
            Method::DifferenceInDifferences | Method::SyntheticControl => {
                self.situation.treated == 1 || self.situation.chosen == Chosen::Lot
            }
            Method::AugmentedSyntheticControl => self.situation.treated == 1,
            Method::BeforeAfter
            | Method::GroupTime
            | Method::SyntheticControlPredictors
            | Method::StructuralSeries => false,
        };
        self.method.is_some() && placebos
    }

    /// What suits, beside the method that is used, as sentences.
    #[must_use]
    pub fn sentence(&self, used: Method) -> String {
        let held = "in made-up studies like it, whose truth is known, it took chance for an effect no more often than it may, and its interval held the truth as often as it should";
        let (what, advice) = match (self.method, self.why) {
            (Some(method), _) if method == used => {
                return format!("The method used here suits such a study: {held}.");
            }
            (Some(method), _) => {
                let here = words::method(used);
                let rest = if self.held(used) {
                    format!("So did {here}, which is used here, with wider intervals.")
                } else {
                    format!(
                        "Used here is {here}, which did not, or was not tried; where it was registered, it decides all the same."
                    )
                };
                return format!("What suits such a study is {}: {held}. {rest}", words::method(method));
            }
            (None, Why::TooFewAreas { needed }) => (
                "no outcome of so few areas can be rare enough".to_owned(),
                format!("It takes {needed} areas or more, most of them without the campaign."),
            ),
            (None, Why::TooFewOthers { needed }) => (
                "with so few areas to compare with, each of them counts too much".to_owned(),
                format!("Compare with {needed} areas or more."),
            ),
            (None, Why::TooShort { needed }) => (
                "too little is known of the time before".to_owned(),
                format!("Have {needed} periods before the start."),
            ),
            (None, Why::TheWorst) => (
                "several areas that were chosen because it was worst there come down by themselves, and every exact test took that for an effect too often"
                    .to_owned(),
                format!("Draw the areas by lot, or have {BEFORE_THE_WORST} periods before the start."),
            ),
            (None, Why::Noisy | Why::HeldItsLevel) => (
                "several areas that nobody drew by lot jump more from one period to the next than the others do, and such jumps were taken for an effect too often"
                    .to_owned(),
                "Draw the areas by lot, or compare with areas of their size.".to_owned(),
            ),
        };
        format!(
            "No method here suits such a study, and the honest answer is \u{201c}cannot tell\u{201d}: {what}. {advice}"
        )
    }
}

/// Fewer areas to compare with were not tried with several treated ones.
const OTHERS: usize = 15;
/// With fewer periods, several areas that were chosen for being the worst come down by themselves, whatever the test.
const BEFORE_THE_WORST: usize = 10;
/// Fewer periods than this were not tried.
const BEFORE: usize = 4;
/// Several areas that jump so much more than the others, and were not drawn by lot, are noisy by choice.
const NOISY: f64 = 1.3;

impl Situation {
    /// What a plan and its data say.
    #[must_use]
    pub fn of(plan: &Plan, panel: &Panel) -> Self {
        Self::in_panel(panel, plan.chosen, plan.alpha)
    }

    /// The same of a panel alone, with how its areas were chosen.
    #[must_use]
    pub fn in_panel(panel: &Panel, chosen: Chosen, alpha: f64) -> Self {
        let treated = panel.treated();
        let starts = treated.iter().filter_map(|&unit| panel.start(unit));
        let before = starts.min().unwrap_or(0);
        Self::among(panel, &treated, &panel.never_treated(), before, chosen, alpha)
    }

    /// What is known before the launch, of a history in which nobody has started.
    #[must_use]
    pub fn planned(plan: &Plan, history: &Panel) -> Self {
        let is_planned = |unit: &usize| plan.areas.iter().any(|start| start.area == history.units[*unit]);
        let (treated, others): (Vec<usize>, Vec<usize>) = (0..history.units.len()).partition(is_planned);
        let before = history.times.len();
        Self {
            treated: plan.areas.len(),
            ..Self::among(history, &treated, &others, before, plan.chosen, plan.alpha)
        }
    }

    fn among(
        panel: &Panel,
        treated: &[usize],
        others: &[usize],
        before: usize,
        chosen: Chosen,
        alpha: f64,
    ) -> Self {
        Self {
            treated: treated.len(),
            others: others.len(),
            before,
            chosen,
            alpha,
            noise: noise(panel, treated, others, before),
        }
    }
}

/// How much some areas change from one period to the next beside others, what changes everywhere taken away: a ratio of roots of mean squares.
fn noise(panel: &Panel, treated: &[usize], others: &[usize], before: usize) -> Option<f64> {
    let change = |unit: usize, time: usize| panel.outcome.get(unit, time) - panel.outcome.get(unit, time - 1);
    let (mut own, mut rest) = ((0.0, 0.0), (0.0, 0.0));
    for time in 1..before {
        let all = treated.iter().chain(others).map(|&unit| change(unit, time));
        let known: Vec<f64> = all.filter(|change| change.is_finite()).collect();
        let Some(common) = crate::linear::mean(&known) else {
            continue;
        };
        for (units, sum) in [(treated, &mut own), (others, &mut rest)] {
            for &unit in units {
                let apart = change(unit, time) - common;
                if apart.is_finite() {
                    sum.0 += apart * apart;
                    sum.1 += 1.0;
                }
            }
        }
    }
    let ratio = libm::sqrt((own.0 / own.1) / (rest.0 / rest.1));
    ratio.is_finite().then_some(ratio)
}

/// The method that suits a study.
#[must_use]
pub fn recommended(situation: &Situation) -> Recommendation {
    let none = |why| Recommendation {
        method: None,
        why,
        situation: *situation,
    };
    let Situation {
        treated,
        others,
        before,
        chosen,
        alpha,
        noise,
    } = *situation;
    if treated == 0 || others < treated + 2 || least_p(others, treated) > alpha {
        let needed = (treated.max(1) + areas_needed(alpha).saturating_sub(1)).max(2 * treated + 2);
        return none(Why::TooFewAreas { needed });
    }
    if others < OTHERS {
        return none(Why::TooFewOthers { needed: OTHERS });
    }
    if before < BEFORE {
        return none(Why::TooShort { needed: BEFORE });
    }
    let is_partners = matches!(chosen, Chosen::Partners | Chosen::Unknown);
    if treated > 1 && chosen == Chosen::Worst && before < BEFORE_THE_WORST {
        return none(Why::TheWorst);
    }
    if treated > 1 && is_partners && noise.is_none_or(|noise| noise > NOISY) {
        return none(Why::Noisy);
    }
    Recommendation {
        method: Some(Method::SyntheticDifferenceInDifferences),
        why: Why::HeldItsLevel,
        situation: *situation,
    }
}
