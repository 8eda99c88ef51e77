//! What an estimator gives: an effect, where it comes from, and how sure we are.

use crate::linear::mean;
use crate::panel::Time;

/// A way to say what would have been without the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// After minus before, in the treated areas alone.
    BeforeAfter,
    /// Two-way fixed effects.
    DifferenceInDifferences,
    /// Group-time effects (Callaway and Sant'Anna 2021).
    GroupTime,
    /// Simplex weights on past outcomes (Abadie, Diamond and Hainmueller 2010, without predictors).
    SyntheticControl,
    /// Simplex weights on predictors, whose importance is found too (the same).
    SyntheticControlPredictors,
    /// Synthetic control corrected by a ridge regression (Ben-Michael, Feller and Rothstein 2021).
    AugmentedSyntheticControl,
    /// Weights on areas and times (Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021).
    SyntheticDifferenceInDifferences,
    /// A structural time series with control series, for one area.
    StructuralSeries,
}

impl Method {
    /// Every method, in the order of this list.
    pub const ALL: [Self; 8] = [
        Self::BeforeAfter,
        Self::DifferenceInDifferences,
        Self::GroupTime,
        Self::SyntheticControl,
        Self::SyntheticControlPredictors,
        Self::AugmentedSyntheticControl,
        Self::SyntheticDifferenceInDifferences,
        Self::StructuralSeries,
    ];
}

/// What a method found.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The method.
    pub method: Method,
    /// The mean of the gap over treated areas and the times after their start, in the outcome's unit.
    pub effect: f64,
    /// For each time what was, what would have been, and the gap; means over the treated areas.
    pub by_time: Vec<TimeEffect>,
    /// Unit and weight of each area that the comparison is made of, ascending; none is 0. Empty where the method has none.
    pub weights: Vec<(usize, f64)>,
    /// Time and weight of each time before the start that counts, ascending. Empty where the method has none.
    pub time_weights: Vec<(usize, f64)>,
    /// The root of the mean squared gap before the start, in the outcome's unit.
    pub pre_rmspe: Option<f64>,
    /// How far the weights are from the best ones, at most.
    pub certificate: Option<Certificate>,
    /// What a reader must know besides.
    pub notes: Vec<Note>,
}

/// One time of an estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeEffect {
    /// The time.
    pub time: Time,
    /// What was counted.
    pub actual: f64,
    /// What would have been without the campaign, as the method sees it.
    pub without: f64,
    /// `actual − without`.
    pub gap: f64,
}

/// How far an answer can be from the optimum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certificate {
    /// What was made as small as possible: `½‖r‖² + ½ρ‖w‖²`, in the square of the outcome's unit.
    pub objective: f64,
    /// The objective is at most so far above the least possible one: `wᵀg − min g`, with the gradient `g`.
    pub gap_bound: f64,
    /// How far the conditions of an optimum are missed: the largest of `w(g − min g)` over the weights, relative to the data.
    pub kkt_residual: f64,
}

/// Something that a reader of an estimate must know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Note {
    /// Other weights fit exactly as well; the fit before the start is the same and the effect may not be.
    WeightsNotUnique,
    /// The comparison reproduces the past exactly, which many others would too.
    PerfectFit,
    /// The treated area lies outside what the others can be mixed to: the gap before the start, relative to the outcome's spread.
    PoorFit {
        /// Pre-period RMSPE divided by the standard deviation of the treated area's past outcomes.
        relative: f64,
    },
    /// Areas that were left out because an outcome of theirs is missing.
    LeftOutForGaps {
        /// Their indices, ascending.
        units: Vec<usize>,
    },
    /// Times that were left out because an outcome is missing there.
    TimesLeftOut {
        /// Their indices, ascending.
        times: Vec<usize>,
    },
    /// There are few times before the start; regression to the mean then passes for an effect.
    ShortPrePeriod {
        /// How many there are.
        times: usize,
    },
    /// A predictor's importance was searched for from many starts.
    Search(SearchNote),
    /// Anything else, as a sentence.
    Remark(String),
}

/// How a search with many local optima went.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchNote {
    /// The best objective found: the mean squared gap over the times that it looks at.
    pub objective: f64,
    /// How many starts there were.
    pub starts: usize,
    /// How many of them ended at the best objective, to a ten-thousandth of it.
    pub hits: usize,
    /// The best objective among the starts that ended elsewhere, and the effect there.
    pub runner_up: Option<(f64, f64)>,
    /// The importance of each predictor at the best one, in the order of the predictors; they add up to 1.
    pub importance: Vec<f64>,
}

/// Said where a panel has weights and a method that has no use for them.
pub(crate) const WEIGHTS_NOT_USED: &str = "The areas have weights, and this method has no use for them: every area with the campaign counts the same.";

/// Which test is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Inference {
    /// The one that suits the method and the number of areas.
    #[default]
    Own,
    /// Areas without the campaign stand for those with it.
    Placebo,
    /// Times stand for times: see [`crate::conformal`].
    Conformal,
}

/// How an uncertainty was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Procedure {
    /// Every area that could have been treated takes its turn; compared by the size of the effect.
    PlaceboEffect,
    /// The same, compared by the ratio of RMSPE after to before.
    PlaceboRatio,
    /// The same, compared by the effect divided by RMSPE before.
    PlaceboScaled,
    /// Sets of as many areas as were treated take their turn.
    PlaceboSets,
    /// Earlier starts take their turn.
    PlaceboInTime,
    /// Refit under each null on all times; moving blocks (Chernozhukov, Wüthrich and Zhu 2021).
    Conformal,
    /// Each area is left out once.
    Jackknife,
    /// Areas are drawn with replacement.
    Bootstrap,
    /// Errors clustered by area.
    ClusterRobust,
    /// The influence function of the estimator.
    Analytic,
    /// The distribution of a structural model's forecast.
    Model,
}

/// How sure we are. A p-value and an interval always come from the same procedure: the interval holds the effects that the same
/// test does not reject.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// The procedure.
    pub procedure: Procedure,
    /// Two-sided p-value of no effect.
    pub p: Option<f64>,
    /// The least p-value that this design could have given.
    pub least_p: Option<f64>,
    /// The effects that are not rejected.
    pub interval: Option<Interval>,
    /// The standard error, where the procedure has one.
    pub standard_error: Option<f64>,
    /// How it was drawn, where it was drawn and not enumerated.
    pub draws: Option<Draws>,
    /// Each placebo, where there are any.
    pub placebos: Vec<Placebo>,
    /// What a reader must know besides.
    pub notes: Vec<UncertaintyNote>,
}

/// Something that a reader of an uncertainty must know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum UncertaintyNote {
    /// No p-value of this design can be as small as the level: it cannot tell.
    LevelOutOfReach,
    /// The effects that are not rejected are not one piece; the interval holds all pieces.
    Disconnected {
        /// The pieces, ascending.
        pieces: Vec<Interval>,
    },
    /// Every effect that was looked at is rejected.
    Empty,
    /// The interval goes on at least as far as was looked at, below, above or both.
    Unbounded,
    /// Areas whose placebo could not be made, with the reason.
    PlaceboRefused {
        /// The area.
        unit: usize,
        /// Why.
        reason: crate::refusal::Refusal,
    },
    /// Anything else, as a sentence.
    Remark(String),
}

/// From where to where, with which confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end; minus infinity where nothing bounds it.
    pub low: f64,
    /// The upper end; infinity where nothing bounds it.
    pub high: f64,
    /// The confidence, as in .95.
    pub level: f64,
}

/// How something was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draws {
    /// The seed that was given.
    pub seed: u64,
    /// How many draws there were.
    pub count: usize,
    /// The standard error of the p-value that comes from drawing.
    pub monte_carlo_error: f64,
}

/// What the method finds where there was no campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Placebo {
    /// The areas that stood for the treated ones, ascending.
    pub units: Vec<usize>,
    /// The first time that stood for treated.
    pub start: usize,
    /// The effect found.
    pub effect: f64,
    /// RMSPE before the start.
    pub pre_rmspe: f64,
    /// RMSPE from the start on.
    pub post_rmspe: f64,
    /// The gap at each time.
    pub gaps: Vec<f64>,
    /// How far its weights are from the best ones.
    pub certificate: Option<Certificate>,
}

impl Placebo {
    /// An estimate as a placebo of some areas from a first time on. Gaps that are not known count nowhere.
    #[must_use]
    pub fn of(found: &Estimate, units: Vec<usize>, start: usize) -> Self {
        let gaps: Vec<f64> = found.by_time.iter().map(|time| time.gap).collect();
        let turn = start.min(gaps.len());
        let size = |row: &[f64]| {
            let squares: Vec<f64> = row
                .iter()
                .filter(|gap| gap.is_finite())
                .map(|gap| gap * gap)
                .collect();
            mean(&squares).map_or(0.0, libm::sqrt)
        };
        Self {
            units,
            start,
            effect: found.effect,
            pre_rmspe: size(&gaps[..turn]),
            post_rmspe: size(&gaps[turn..]),
            gaps,
            certificate: found.certificate,
        }
    }

    /// RMSPE after divided by before; infinite where the fit before is perfect and after is not, 1 where both are.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        if self.pre_rmspe > 0.0 {
            self.post_rmspe / self.pre_rmspe
        } else if self.post_rmspe > 0.0 {
            f64::INFINITY
        } else {
            1.0
        }
    }
}
