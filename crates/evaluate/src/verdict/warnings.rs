//! What a reader has to know before believing an answer.

use super::recommended::{Recommendation, Situation, recommended};
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
        /// Whether the areas were drawn by lot.
        by_lot: bool,
    },
    /// Another method suits such a study, or none does.
    Suits {
        /// What does.
        recommendation: Recommendation,
        /// The method that was used.
        used: Method,
    },
    /// The error comes from a model of one series and from no comparison of areas.
    ModelAlone,
    /// The error is that of few areas on one side.
    FewClusters {
        /// The areas on the smaller side.
        areas: usize,
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
        found.push(Warning::ShortBefore {
            periods,
            by_lot: plan.chosen == Chosen::Lot,
        });
    }
    let recommendation = recommended(&Situation::of(plan, panel));
    // Before and after has a warning of its own.
    if estimate.method != Method::BeforeAfter && !recommendation.held(estimate.method) {
        found.push(Warning::Suits {
            recommendation,
            used: estimate.method,
        });
    }
    if uncertainty.procedure == Procedure::Model {
        found.push(Warning::ModelAlone);
    }
    let smaller = panel.treated().len().min(panel.never_treated().len());
    if matches!(
        uncertainty.procedure,
        Procedure::ClusterRobust | Procedure::Analytic
    ) && uncertainty.p.is_some()
        && smaller < FEW_CLUSTERS
    {
        found.push(Warning::FewClusters { areas: smaller });
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
        Procedure::PlaceboEffect | Procedure::PlaceboRatio | Procedure::PlaceboScaled
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

/// With fewer periods before the start than this, regression to the mean passes for an effect where the areas were chosen for being bad, and
/// mixtures repeat the past by chance. In our figures (`bench/evaluate/truth`) 4 and 10 periods fail so and 30 do not; Illenberger, Small
/// and Shaw 2020 (Epidemiology 31:815) found a true "no effect" rejected 16 to 26 times in a hundred with 10 where 5 were meant.
const SHORT: usize = 20;

/// An error of fewer areas than this on its smaller side is too small: with 10 of 120 it took chance for an effect 8 to 9 times in a hundred
/// where 5 were meant.
const FEW_CLUSTERS: usize = 20;

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
            Self::ShortBefore { periods, by_lot: true } => format!(
                "There are only {periods} periods before the start. With so few, a mixture of other areas can repeat the past by chance; the areas were drawn by lot, so that chance is all that it can be."
            ),
            Self::ShortBefore { periods, by_lot: false } => format!(
                "There are only {periods} periods before the start. With so few, an area that had a bad spell by chance looks as if it got better because of the campaign."
            ),
            Self::Suits { recommendation, used } => recommendation.sentence(*used),
            Self::ModelAlone => "How sure this is comes from a model of one series, and not from what is usual in other areas. In made-up studies, whose truth is known, such a model took chance for an effect 12 to 68 times in a hundred, where 5 were meant.".to_owned(),
            Self::FewClusters { areas } => format!(
                "How sure this is comes from {areas} areas on the smaller side. With fewer than {FEW_CLUSTERS} such an error is too small: in made-up studies it took chance for an effect up to 9 times in a hundred with ten, up to 33 with two, where 5 were meant."
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
