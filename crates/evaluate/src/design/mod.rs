//! Before launch: has this design a chance of an answer?
//!
//! On the real history, areas that had no campaign are taken as if they had had it, at many earlier dates, and the very test of the plan is
//! run on each. How often it rejects where nothing was done is the test's size; how large an effect has to be to be rejected most times is
//! what the design can detect. An effect that is added to the treated areas moves the estimate and its interval by the same amount and
//! nothing else, because treated areas are in no placebo: so the interval of one trial tells for every effect whether it would have been
//! seen, and the test that is run is the analysis itself.

mod choice;
mod said;
mod trials;

pub use choice::{Choice, Start, choose};
pub use said::{html, json, picture, said};
pub use trials::{Trial, trials};

use crate::analysis::{self, How, Settings};
use crate::estimate::{Inference, Method};
use crate::panel::{Panel, Time};
use crate::refusal::Refusal;
use crate::registered::{Better, Outcome, Plan, Study, between, select};
use crate::verdict::{Recommendation, Situation, recommended};

/// What a plan can find out.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The outcome.
    pub outcome: Outcome,
    /// The method.
    pub method: Method,
    /// How many areas there are, and how many of them get the campaign.
    pub areas: (usize, usize),
    /// How many periods of history there are, and how many with the campaign are planned.
    pub periods: (usize, usize),
    /// How many trials were run.
    pub trials: usize,
    /// The level.
    pub alpha: f64,
    /// How often the test rejects where nothing was done, and how exactly that is known from so many trials.
    pub size: (f64, f64),
    /// How often a change of each size is seen, from no change on.
    pub curve: Vec<(f64, f64)>,
    /// The smallest change, the good way, that is seen 80 times in 100; nothing when none is.
    pub smallest: Option<f64>,
    /// How often a change that just matters is seen, as the good change that it is.
    pub seen_if_it_matters: f64,
    /// The same for other lengths.
    pub lengths: Vec<Length>,
    /// Areas by how well the others follow them, the best first: the area, and the spread of effects found where nothing was done.
    pub followed: Vec<(String, f64)>,
    /// Which areas to start in, by different ways to choose.
    pub choices: Vec<Choice>,
    /// An order in which all areas could start, so that those that start late are the comparison.
    pub order: Vec<Start>,
    /// Which method suits such a study, or that none does.
    pub recommendation: Recommendation,
    /// Whether the answer is out of reach whatever happens, and how many areas it would take.
    pub out_of_reach: Option<usize>,
    /// The seed.
    pub seed: u64,
}

/// How long to run.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// Periods with the campaign.
    pub periods: usize,
    /// The smallest change that is seen 80 times in 100.
    pub smallest: Option<f64>,
    /// How often a change that just matters is seen.
    pub seen_if_it_matters: f64,
    /// What it costs, in pounds, where the plan says what a week of an area costs.
    pub cost: Option<f64>,
}

/// So often a change shall be seen.
pub const WANTED: f64 = 0.8;

/// How much work is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Earlier dates at most.
    pub windows: usize,
    /// Sets of areas at each date at most; with one area to treat, every area is tried at each date.
    pub sets: usize,
    /// Placebo sets within a trial at most, where the test draws them.
    pub draws: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            windows: 12,
            sets: 30,
            draws: 199,
        }
    }
}

/// Works out what a plan can find out, from the history in `data`. `progress` is told what is being done.
///
/// # Errors
/// When the history is too short or what the method refuses in every trial.
pub fn design(
    plan: &Plan,
    outcome: &Outcome,
    data: &Panel,
    effort: Effort,
    seed: u64,
    progress: &mut dyn FnMut(&str),
) -> Result<Design, Refusal> {
    let Study { panel, .. } = select(plan, data);
    // A trial is an analysis of every area in turn, and there are hundreds of them: one search for each fit, where the plan has many.
    let how = &How {
        searches: Some(1),
        ..How::of(plan, &panel)?
    };
    let treated = plan.areas.len().max(1);
    let history = history(plan, &panel);
    let after = after(plan, &history).max(1);
    let settings = Settings {
        alpha: plan.alpha,
        seed,
        draws: effort.draws,
    };
    let others = history.units.len().saturating_sub(treated);
    let by_areas = how.inference != Inference::Conformal;
    let out_of_reach = (by_areas && others > 0 && analysis::least_p(others, treated) > plan.alpha)
        .then(|| crate::verdict::areas_needed(plan.alpha) + treated - 1);
    let mut lengths = Vec::new();
    let mut main = None;
    for periods in [after.div_ceil(4), after.div_ceil(2), after, after * 2] {
        if lengths.iter().any(|length: &Length| length.periods == periods) {
            continue;
        }
        progress(&format!("trying {periods} periods with the campaign"));
        let found = trials(&history, how, treated, periods, effort, &settings);
        let found = match found {
            Ok(found) => found,
            // A design that cannot reach the level is not refused: it is told so.
            Err(Refusal::TooFewAreas { .. }) if out_of_reach.is_some() => Vec::new(),
            Err(refusal) if periods == after => return Err(refusal),
            // A longer run than the history can show is left out.
            Err(_) => continue,
        };
        lengths.push(Length {
            periods,
            smallest: smallest(&found, outcome.better, WANTED),
            seen_if_it_matters: seen(&found, outcome.smallest_that_matters, outcome.better),
            cost: plan
                .cost_per_area_week
                .map(|cost| cost * treated as f64 * weeks(&history) * periods as f64),
        });
        if periods == after {
            main = Some(found);
        }
    }
    let found = main.unwrap_or_default();
    let trials = found.len();
    let size = rejected(&found, 0.0);
    let error = libm::sqrt(size.max(plan.alpha) * (1.0 - size.max(plan.alpha)) / trials.max(1) as f64);
    progress("choosing areas");
    let singles = if treated == 1 {
        found.clone()
    } else {
        crate::design::trials(&history, how, 1, after, effort, &settings).unwrap_or_default()
    };
    let smallest = smallest(&found, outcome.better, WANTED);
    Ok(Design {
        outcome: outcome.clone(),
        method: plan.method,
        areas: (history.units.len(), treated),
        periods: (history.times.len(), after),
        trials,
        alpha: plan.alpha,
        size: (size, error),
        curve: curve(&found, smallest, outcome),
        smallest,
        seen_if_it_matters: seen(&found, outcome.smallest_that_matters, outcome.better),
        lengths,
        followed: choice::followed(&history, &singles),
        choices: choose(&history, &singles, treated, seed),
        order: choice::order(&history, seed),
        recommendation: recommended(&Situation::planned(plan, &history)),
        out_of_reach,
        seed,
    })
}

/// What lies before the period of the first launch. Months differ, so that a little less than a period is one too.
fn history(plan: &Plan, panel: &Panel) -> Panel {
    let launch = plan.launches().map(|(first, _)| first);
    let period = 0.9 * step(panel);
    let is_past = |time: &Time| {
        launch.is_none_or(|launch| between(time, &launch).is_none_or(|before| before >= period))
    };
    let times: Vec<usize> = (0..panel.times.len())
        .filter(|&time| is_past(&panel.times[time]))
        .collect();
    // An area with a gap can stand neither for a treated one nor in a comparison.
    let units: Vec<usize> = (0..panel.units.len())
        .filter(|&unit| {
            times
                .iter()
                .all(|&time| panel.outcome.get(unit, time).is_finite())
        })
        .collect();
    let mut history = panel.pick(&units, &times);
    history.starts.fill(None);
    history
}

/// Days, or the numbers' difference, between two periods: the middle one of all steps.
fn step(panel: &Panel) -> f64 {
    let mut steps: Vec<f64> = panel
        .times
        .windows(2)
        .filter_map(|pair| between(&pair[0], &pair[1]))
        .collect();
    steps.sort_by(f64::total_cmp);
    steps
        .get(steps.len() / 2)
        .copied()
        .filter(|step| *step > 0.0)
        .unwrap_or(1.0)
}

/// How many weeks a period has; a number is a week where nobody says otherwise.
fn weeks(panel: &Panel) -> f64 {
    match panel.times.first() {
        Some(Time::Date { .. }) => step(panel) / 7.0,
        _ => 1.0,
    }
}

/// How many periods with the campaign are planned.
fn after(plan: &Plan, history: &Panel) -> usize {
    let days = plan.launches().and_then(|(first, _)| between(&first, &plan.to));
    days.map_or(1, |days| {
        libm::ceil((days + 1.0) / step(history)).clamp(1.0, 10_000.0) as usize
    })
}

/// How often a trial rejects "no effect" when so much is added.
fn rejected(trials: &[Trial], effect: f64) -> f64 {
    let seen = trials.iter().filter(|trial| trial.rejects(effect)).count();
    seen as f64 / trials.len().max(1) as f64
}

/// How often a change of a size, the good way, is seen as what it is.
fn seen(trials: &[Trial], size: f64, better: Better) -> f64 {
    let seen = trials
        .iter()
        .filter(|trial| trial.threshold(better) < size)
        .count();
    seen as f64 / trials.len().max(1) as f64
}

/// The smallest change, the good way, that so many trials see as what it is.
fn smallest(trials: &[Trial], better: Better, wanted: f64) -> Option<f64> {
    let mut thresholds: Vec<f64> = trials.iter().map(|trial| trial.threshold(better)).collect();
    thresholds.sort_by(f64::total_cmp);
    let place = libm::ceil(wanted * thresholds.len() as f64) as usize;
    thresholds
        .get(place.checked_sub(1)?)
        .copied()
        .filter(|threshold| threshold.is_finite())
        .map(|threshold| threshold.max(0.0))
}

fn curve(trials: &[Trial], smallest: Option<f64>, outcome: &Outcome) -> Vec<(f64, f64)> {
    if trials.is_empty() {
        return Vec::new();
    }
    let largest = smallest.unwrap_or(0.0).max(outcome.smallest_that_matters) * 1.6;
    let sign = match outcome.better {
        Better::Higher => 1.0,
        Better::Lower => -1.0,
    };
    let end = if largest > 0.0 { largest } else { 1.0 };
    (0..=16)
        .map(|point| {
            let size = end * f64::from(point) / 16.0;
            (size, rejected(trials, sign * size))
        })
        .collect()
}

#[cfg(test)]
mod tests;
