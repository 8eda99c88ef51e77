//! The registered study: what is fixed before the first day, so that nobody can choose afterwards.

use super::measure::EffectId;
use crate::diagnostic::Place;
use crate::model::At;
use jiff::civil::Date;

/// `evaluation.toml`, or a plan that stands alone: what was registered before launch.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// `[[outcome]]`, the primary one first.
    pub outcomes: Vec<Outcome>,
    /// `areas`: where the campaign runs from its `launch` on.
    pub areas: Vec<String>,
    /// `[[wave]]`: further areas, where it begins later.
    pub waves: Vec<Wave>,
    /// `comparison`: where it does not run.
    pub comparison: Vec<String>,
    /// `[[exclude]]`: what is left out of the data, and why.
    pub excluded: Vec<Excluded>,
    /// `from`: the first day of the data.
    pub from: Date,
    /// `launch`: the first day on which the campaign can have changed anything.
    pub launch: Date,
    /// `to`: the last day of the data.
    pub to: Date,
    /// `chosen`: how its areas were chosen.
    pub chosen: Chosen,
    /// `estimator`.
    pub estimator: At<EstimatorName>,
    /// `inference`: by which test; without it, the one that suits the estimator.
    pub inference: Option<InferenceName>,
    /// `[[predictor]]`: what synthetic control on predictors makes the mixture resemble.
    pub predictors: Vec<Predictor>,
    /// `method`: how the number is worked out, in words.
    pub method: Option<String>,
    /// `alpha`: how often a campaign that changes nothing may be called one that did.
    pub alpha: f64,
    /// `seed` of whatever is drawn.
    pub seed: u64,
    /// `decision_rule`: what will be said for each answer.
    pub decision_rule: String,
    /// `cost_per_area_week` in pounds: what it costs to run and to count one area for a week.
    pub cost_per_area_week: Option<f64>,
    /// `[simulated]`: that the numbers are made up, in a worked example.
    pub simulated: Option<MadeUp>,
    /// `[data]`: how the file of numbers names its columns.
    pub columns: Columns,
    /// Where it begins.
    pub place: Place,
}

impl Evaluation {
    /// The one outcome that decides.
    pub fn primary(&self) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.primary)
    }
}

/// `[[outcome]]`: what is counted, and what would be good.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// `measure` of `campaign.toml`; a plan that stands alone has none.
    pub measure: Option<EffectId>,
    /// `name`: what is counted, as it stands in the answer's sentence; in a campaign, the measure's.
    pub name: String,
    /// `unit`; in a campaign, the measure's.
    pub unit: String,
    /// What exactly is counted; in a campaign, the measure's.
    pub definition: Option<String>,
    /// `primary`: this one decides.
    pub primary: bool,
    /// `better`: which way is good.
    pub better: Better,
    /// `smallest_that_matters`, in the unit: a smaller change would not be worth the campaign.
    pub smallest_that_matters: f64,
    /// `moves_by_itself`: looking harder moves it, whatever the campaign does to the thing itself.
    pub moves_by_itself: bool,
    /// `column` of the data that has the number, or the count where there is a `denominator`.
    pub column: String,
    /// `denominator`: the column of what the count is divided by.
    pub denominator: Option<String>,
    /// `per` how many of the denominator, such as 100,000 people.
    pub per: f64,
    /// Where it begins.
    pub place: Place,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Better {
    /// Every name with what it means.
    pub const ALL: [(&str, Better); 2] = [("higher", Better::Higher), ("lower", Better::Lower)];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
        }
    }
}

/// `[[predictor]]`: a mean over some days before the launch.
#[derive(Clone, Debug)]
pub struct Predictor {
    /// `column` of the data; without it, the outcome.
    pub column: Option<String>,
    /// `from`: the first day.
    pub from: Date,
    /// `to`: the last day.
    pub to: Date,
    /// Where it begins.
    pub place: Place,
}

/// `inference`: by which test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InferenceName {
    /// `placebo`: areas without the campaign stand for those with it.
    Placebo,
    /// `conformal`: times before the launch stand for those after it.
    Conformal,
}

impl InferenceName {
    /// Every name with what it means.
    pub const ALL: [(&str, InferenceName); 2] = [
        ("placebo", InferenceName::Placebo),
        ("conformal", InferenceName::Conformal),
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            InferenceName::Placebo => "placebo",
            InferenceName::Conformal => "conformal",
        }
    }
}

/// `[[wave]]`: areas where the campaign begins later.
#[derive(Clone, Debug)]
pub struct Wave {
    /// `areas`.
    pub areas: Vec<String>,
    /// `launch`: the first day there.
    pub launch: Date,
    /// Where it begins.
    pub place: Place,
}

/// `[[exclude]]`: an area, days, or both, that are left out.
#[derive(Clone, Debug)]
pub struct Excluded {
    /// `area`; without it, every area.
    pub area: Option<String>,
    /// `from`: the first day that is left out.
    pub from: Option<Date>,
    /// `to`: the last.
    pub to: Option<Date>,
    /// `why`.
    pub why: String,
    /// Where it begins.
    pub place: Place,
}

/// `chosen`: how the areas came to be those where the campaign runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// `lot`: they were drawn.
    Lot,
    /// `partners`: its partners are there.
    Partners,
    /// `worst`: the problem was worst there. What is extreme once is mostly less so next time, whatever is done.
    Worst,
    /// `unknown`: nobody wrote it down.
    Unknown,
}

impl Chosen {
    /// Every name with what it means.
    pub const ALL: [(&str, Chosen); 4] = [
        ("lot", Chosen::Lot),
        ("partners", Chosen::Partners),
        ("worst", Chosen::Worst),
        ("unknown", Chosen::Unknown),
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Chosen::Lot => "lot",
            Chosen::Partners => "partners",
            Chosen::Worst => "worst",
            Chosen::Unknown => "unknown",
        }
    }
}

/// `[simulated]`: numbers that are made up, to show how it goes.
#[derive(Clone, Debug)]
pub struct MadeUp {
    /// `how` they were made.
    pub how: String,
    /// `truth`: what is true of them, which the reader of a report can reveal.
    pub truth: String,
}

/// How the file of numbers names its columns.
#[derive(Clone, Debug)]
pub struct Columns {
    /// `area`.
    pub area: String,
    /// `time`: the first day of each week or month, or a number.
    pub time: String,
    /// `covariates`: columns that help to compare.
    pub covariates: Vec<String>,
    /// `weight`: the column that says how much an area counts.
    pub weight: Option<String>,
}

impl Default for Columns {
    fn default() -> Columns {
        Columns {
            area: "area".to_owned(),
            time: "time".to_owned(),
            covariates: Vec::new(),
            weight: None,
        }
    }
}

/// The name of a way to work the number out. What each does and when it fails stands in `docs/evaluate.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimatorName {
    /// `before-after`.
    BeforeAfter,
    /// `difference-in-differences`.
    DifferenceInDifferences,
    /// `group-time`.
    GroupTime,
    /// `synthetic-control`.
    SyntheticControl,
    /// `synthetic-control-predictors`.
    SyntheticControlPredictors,
    /// `augmented-synthetic-control`.
    AugmentedSyntheticControl,
    /// `synthetic-difference-in-differences`.
    SyntheticDifferenceInDifferences,
    /// `structural-series`.
    StructuralSeries,
}

impl EstimatorName {
    /// Every name with what it means.
    pub const ALL: [(&str, EstimatorName); 8] = [
        ("before-after", EstimatorName::BeforeAfter),
        (
            "difference-in-differences",
            EstimatorName::DifferenceInDifferences,
        ),
        ("group-time", EstimatorName::GroupTime),
        ("synthetic-control", EstimatorName::SyntheticControl),
        (
            "synthetic-control-predictors",
            EstimatorName::SyntheticControlPredictors,
        ),
        (
            "augmented-synthetic-control",
            EstimatorName::AugmentedSyntheticControl,
        ),
        (
            "synthetic-difference-in-differences",
            EstimatorName::SyntheticDifferenceInDifferences,
        ),
        ("structural-series", EstimatorName::StructuralSeries),
    ];

    /// As it is written.
    pub fn name(self) -> &'static str {
        EstimatorName::ALL
            .iter()
            .find(|(_, estimator)| *estimator == self)
            .map_or("", |(name, _)| name)
    }
}
