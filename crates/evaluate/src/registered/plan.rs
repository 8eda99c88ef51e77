//! What a plan says.

use crate::estimate::{Inference, Method};
use crate::panel::Time;

/// A plan as it was registered. Whoever reads it from a file has checked that its days stand in order and that no area is on
/// both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What is counted, the primary outcome first.
    pub outcomes: Vec<Outcome>,
    /// Where the campaign runs, and from when.
    pub areas: Vec<Start>,
    /// Where it does not run.
    pub comparison: Vec<String>,
    /// What is left out.
    pub excluded: Vec<Excluded>,
    /// The first day of the data.
    pub from: Time,
    /// The last day of the data.
    pub to: Time,
    /// How the areas were chosen.
    pub chosen: Chosen,
    /// How the number is worked out.
    pub method: Method,
    /// By which test.
    pub inference: Inference,
    /// What synthetic control on predictors makes the mixture resemble; none are named where the engine's own will do.
    pub predictors: Vec<Predictor>,
    /// The same in the plan's own words.
    pub method_in_words: Option<String>,
    /// How often a campaign that changes nothing may be taken for one that did: 0.05 is one time in 20.
    pub alpha: f64,
    /// The seed of whatever is drawn.
    pub seed: u64,
    /// What will be said for each answer, in the plan's own words.
    pub decision_rule: String,
    /// The column with the area's name.
    pub area_column: String,
    /// The column with the time.
    pub time_column: String,
    /// Columns that help to compare.
    pub covariates: Vec<String>,
    /// The column that says how much an area counts.
    pub weight_column: Option<String>,
    /// What it costs to run and count one area for a week, in pounds.
    pub cost_per_area_week: Option<f64>,
}

/// An area where the campaign runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// Its name, as in the data.
    pub area: String,
    /// The first day on which the campaign can have changed anything there.
    pub launch: Time,
}

/// A mean over some days before the launch, in which a mixture of areas shall be like the one with the campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictor {
    /// The column that it is a mean of; without one, the outcome.
    pub column: Option<String>,
    /// The first day.
    pub from: Time,
    /// The last day.
    pub to: Time,
}

/// What is counted, and what would be good.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What is counted, as it stands in the answer.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What exactly is counted.
    pub definition: Option<String>,
    /// Whether this one decides.
    pub primary: bool,
    /// Which way is good.
    pub better: Better,
    /// A smaller change would not be worth the campaign; in the unit.
    pub smallest_that_matters: f64,
    /// Whether looking harder moves it, whatever the campaign does to the thing itself.
    pub moves_by_itself: bool,
    /// The column with the number, or with the count.
    pub column: String,
    /// The column with what the count is out of.
    pub denominator: Option<String>,
    /// Per how many of the denominator.
    pub per: f64,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// What is left out: an area, times, or an area at some times.
#[derive(Debug, Clone, PartialEq)]
pub struct Excluded {
    /// The area; without it, every area.
    pub area: Option<String>,
    /// The first day.
    pub from: Option<Time>,
    /// The last day.
    pub to: Option<Time>,
    /// Why.
    pub why: String,
}

/// How the areas came to be those where the campaign runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// They were drawn by lot.
    Lot,
    /// The campaign's partners are there.
    Partners,
    /// The outcome was at its worst there.
    Worst,
    /// Nobody wrote it down.
    Unknown,
}

impl Plan {
    /// The outcome that decides; the first one where none is marked. Nothing when there is no outcome at all.
    #[must_use]
    pub fn primary(&self) -> Option<&Outcome> {
        self.outcomes
            .iter()
            .find(|outcome| outcome.primary)
            .or(self.outcomes.first())
    }

    /// The first launch and the last one.
    #[must_use]
    pub fn launches(&self) -> Option<(Time, Time)> {
        let mut launches: Vec<Time> = self.areas.iter().map(|start| start.launch).collect();
        launches.sort_by(Time::order);
        Some((*launches.first()?, *launches.last()?))
    }
}
