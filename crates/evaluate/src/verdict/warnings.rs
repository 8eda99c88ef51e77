//! What a reader has to know before believing an answer.

use crate::estimate::{Estimate, Method, Note, Procedure, Uncertainty, UncertaintyNote};
use crate::panel::Panel;
use crate::registered::{Chosen, Plan};
use crate::words;

/// Something that could make the answer wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Warning {
    /// The area was chosen because it was bad there: what is extreme once is mostly less so next time.
    ChosenForTheWorst,
    /// Nobody wrote down how the areas were chosen.
    ChosenUnknown,
    /// The time before the start is short.
    ShortBefore {
        /// Periods before the first start.
        periods: usize,
    },
    /// The comparison did not move as the area did before the start.
    PoorFit {
        /// The gap before the start beside the area's own ups and downs.
        relative: f64,
    },
    /// The area lies above or below all others before the start, so that no mixture of them can be like it.
    OutsideTheOthers,
    /// The comparison fits better than it should.
    PerfectFit,
    /// Other weights fit as well.
    WeightsNotUnique,
    /// Another weighting of the predictors fits nearly as well and says something else.
    AnotherWeighting {
        /// The effect there.
        effect: f64,
    },
    /// Before and after alone.
    BeforeAfter,
    /// Numbers are missing.
    Gaps {
        /// How many.
        count: usize,
    },
    /// Few areas bear the test.
    FewAreas {
        /// How many there are.
        areas: usize,
    },
    /// The interval has holes: some effects within it are rejected.
    IntervalHasHoles,
    /// A sentence from the estimator or its test.
    Remark(String),
}

/// Every warning that an analysis calls for, the weightiest first.
#[must_use]
pub fn warnings(plan: &Plan, panel: &Panel, estimate: &Estimate, uncertainty: &Uncertainty) -> Vec<Warning> {
    let mut found = Vec::new();
    if estimate.method == Method::BeforeAfter {
        found.push(Warning::BeforeAfter);
    }
    match plan.chosen {
        Chosen::Worst => found.push(Warning::ChosenForTheWorst),
        Chosen::Unknown => found.push(Warning::ChosenUnknown),
        Chosen::Lot | Chosen::Partners => {}
    }
    let before = panel.treated().iter().filter_map(|&unit| panel.start(unit)).min();
    if let Some(periods) = before.filter(|&periods| periods < SHORT) {
        found.push(Warning::ShortBefore { periods });
    }
    if outside(panel, estimate.method) {
        found.push(Warning::OutsideTheOthers);
    }
    for note in &estimate.notes {
        match note {
            Note::WeightsNotUnique => found.push(Warning::WeightsNotUnique),
            Note::PerfectFit => found.push(Warning::PerfectFit),
            Note::PoorFit { relative } => found.push(Warning::PoorFit { relative: *relative }),
            Note::Search(search) => {
                if let Some((_, effect)) = search.runner_up {
                    found.push(Warning::AnotherWeighting { effect });
                }
            }
            Note::Remark(sentence) => found.push(Warning::Remark(sentence.clone())),
            // Told already, from the panel.
            Note::ShortPrePeriod { .. } | Note::LeftOutForGaps { .. } | Note::TimesLeftOut { .. } => {}
        }
    }
    if !panel.gaps.is_empty() {
        found.push(Warning::Gaps {
            count: panel.gaps.len(),
        });
    }
    let is_placebo = matches!(
        uncertainty.procedure,
        Procedure::PlaceboEffect | Procedure::PlaceboRatio
    );
    if is_placebo && panel.units.len() < 40 {
        found.push(Warning::FewAreas {
            areas: panel.units.len(),
        });
    }
    for note in &uncertainty.notes {
        match note {
            UncertaintyNote::Disconnected { .. } => found.push(Warning::IntervalHasHoles),
            UncertaintyNote::Remark(sentence) => found.push(Warning::Remark(sentence.clone())),
            UncertaintyNote::LevelOutOfReach
            | UncertaintyNote::Empty
            | UncertaintyNote::Unbounded
            | UncertaintyNote::PlaceboRefused { .. } => {}
        }
    }
    found
}

/// Fewer periods before the start than this let regression to the mean pass for an effect: at 10, a true "no effect" was rejected
/// 16 to 26 times in a hundred where 5 were meant (Illenberger, Small and Shaw 2020, Epidemiology 31:815).
const SHORT: usize = 20;

/// Whether a treated area's mean before its start lies outside those of the others, for the methods that mix them.
fn outside(panel: &Panel, method: Method) -> bool {
    let is_mixture = matches!(
        method,
        Method::SyntheticControl | Method::SyntheticControlPredictors
    );
    let others = panel.never_treated();
    is_mixture
        && panel.treated().iter().any(|&unit| {
            let until = panel.start(unit).unwrap_or(0);
            let mean = |unit: usize| {
                let row: Vec<f64> = panel.outcome.row(unit)[..until]
                    .iter()
                    .copied()
                    .filter(|value| value.is_finite())
                    .collect();
                crate::linear::mean(&row)
            };
            let Some(own) = mean(unit) else { return false };
            let means: Vec<f64> = others.iter().filter_map(|&other| mean(other)).collect();
            !means.is_empty()
                && (means.iter().all(|&mean| mean < own) || means.iter().all(|&mean| mean > own))
        })
}

impl Warning {
    /// The warning as sentences that a communications officer can read.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::ChosenForTheWorst => "The campaign ran where it was worst. What is extreme once is mostly less so next time, whatever is done; that looks like an effect and is none.".to_owned(),
            Self::ChosenUnknown => "Nobody wrote down how the areas were chosen. If it was because it was worst there, some of the change would have come by itself.".to_owned(),
            Self::ShortBefore { periods } => format!(
                "There are only {periods} periods before the start. With so few, an area that had a bad spell by chance looks as if it got better because of the campaign."
            ),
            Self::PoorFit { relative } => format!(
                "Before the start, the comparison did not move as the area did: the gap between them was {} of the area's own ups and downs. What looks like an effect may be such a gap.",
                words::per_cent(*relative)
            ),
            Self::OutsideTheOthers => "Before the start, the area lay above all others, or below all of them. No mixture of the others can be like it; a method that lets levels differ (synthetic difference in differences, or the augmented one) suits it better.".to_owned(),
            Self::PerfectFit => "The comparison repeats the area's past exactly. With so many areas for so few periods that happens by chance, and says nothing about what comes after.".to_owned(),
            Self::WeightsNotUnique => "Other mixtures of the areas fit the past exactly as well, and could say something else.".to_owned(),
            Self::AnotherWeighting { effect } => format!(
                "The search for the predictors' importance has several ends. One that fits the past nearly as well gives an effect of {}.",
                words::number(*effect, *effect)
            ),
            Self::BeforeAfter => "This compares before with after, and nothing else. Whatever else changed meanwhile (the season, the news, the way of counting) is in the number too. Campaigns have claimed success from such numbers and been wrong.".to_owned(),
            Self::Gaps { count } => format!("{} missing in the data.", words::count(*count, "number is", "numbers are")),
            Self::FewAreas { areas } => format!(
                "The test compares {areas} areas, so that p goes in steps of {}: one area more or less beyond ours changes it by as much.",
                words::p_value(1.0 / *areas as f64)
            ),
            Self::IntervalHasHoles => "Some effects within the interval are rejected by the test: it is given from its lowest end to its highest.".to_owned(),
            Self::Remark(sentence) => sentence.clone(),
        }
    }
}
