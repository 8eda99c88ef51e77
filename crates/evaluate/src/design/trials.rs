//! The plan's own test, where nothing was done.

use super::Effort;
use crate::analysis::{How, Settings, analyse};
use crate::panel::Panel;
use crate::placebo::sets;
use crate::refusal::Refusal;
use crate::registered::Better;
use rayon::prelude::*;

/// One analysis of areas that had no campaign, as if they had had it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The areas, by their place in the history.
    pub units: Vec<usize>,
    /// The time that stood for the launch, by its place.
    pub start: usize,
    /// The effect that was found.
    pub effect: f64,
    /// The effects that the test does not reject: from, to. Nothing when it rejects none or all, as a design that cannot tell does.
    pub interval: Option<(f64, f64)>,
}

impl Trial {
    /// Whether "no effect" would be rejected had so much been added.
    #[must_use]
    pub fn rejects(&self, added: f64) -> bool {
        self.interval
            .is_some_and(|(low, high)| low + added > 0.0 || high + added < 0.0)
    }

    /// A good change has to be larger than this to be seen as one; infinite when none is.
    pub(super) fn threshold(&self, better: Better) -> f64 {
        match (self.interval, better) {
            (Some((low, _)), Better::Higher) => -low,
            (Some((_, high)), Better::Lower) => high,
            (None, _) => f64::INFINITY,
        }
    }
}

/// Runs the analysis on sets of `treated` areas at earlier dates, `after` periods each, with all history before.
///
/// # Errors
/// When the history is too short for a single trial, or every trial is refused: what the last one was refused for.
pub fn trials(
    history: &Panel,
    how: impl Into<How>,
    treated: usize,
    after: usize,
    effort: Effort,
    settings: &Settings,
) -> Result<Vec<Trial>, Refusal> {
    let how = &how.into();
    let times = history.times.len();
    // As much history again as is judged, and never less than three periods.
    let least = after.max(3);
    if times < least + after || after == 0 {
        return Err(Refusal::TooFewTimes {
            purpose: "trying the design on the past",
            found: times,
            needed: least + after.max(1),
        });
    }
    // Half the history at the least lies before each date, where there is enough of it.
    let first = least.max((times / 2).min(times - after));
    let last = times - after;
    let count = effort.windows.max(1).min(last - first + 1);
    let starts: Vec<usize> = (0..count)
        .map(|window| last - (last - first) * window / count.max(2).saturating_sub(1).max(1))
        .collect();
    let units = history.units.len();
    let mut tasks = Vec::new();
    for (window, &start) in starts.iter().enumerate() {
        let wanted = if treated == 1 { units } else { effort.sets.max(1) };
        let drawn = sets(units, treated, wanted, settings.seed.wrapping_add(window as u64))?;
        tasks.extend(drawn.sets.into_iter().map(|set| (start, set)));
    }
    let all: Vec<usize> = (0..units).collect();
    let found: Vec<Result<Trial, Refusal>> = tasks
        .into_par_iter()
        .map(|(start, set)| {
            let mut panel = history.part(&all, 0..start + after);
            for &unit in &set {
                panel.starts[unit] = Some(start);
            }
            let found = analyse(&panel, how, settings)?;
            Ok(Trial {
                units: set,
                start,
                effect: found.estimate.effect,
                interval: found
                    .uncertainty
                    .interval
                    .map(|interval| (interval.low, interval.high)),
            })
        })
        .collect();
    let mut refused = None;
    let mut trials = Vec::with_capacity(found.len());
    for trial in found {
        match trial {
            Ok(trial) => trials.push(trial),
            Err(refusal) => refused = Some(refusal),
        }
    }
    match refused {
        Some(refusal) if trials.is_empty() => Err(refusal),
        _ => Ok(trials),
    }
}
