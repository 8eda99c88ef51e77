//! Group-time effects: difference-in-differences for areas that start at different times.
//!
//! Callaway and Sant'Anna, "Difference-in-differences with multiple time periods", *Journal of Econometrics* 225(2), 2021,
//! 200-230. For each cohort (the areas that start at one time) and each time, what the cohort changed by since its base period
//! is compared with what areas changed by that had not started; cohorts are only averaged afterwards. Two-way fixed effects use
//! areas that started early as a comparison for late ones, and can have the wrong sign when effects grow.
//!
//! - [`group_time`]: the cells, each with its influence function and an analytic standard error.
//! - [`GroupTime::aggregate`](crate::group_time::GroupTime::aggregate): one overall figure, by event time (the event study), by cohort or by time.
//! - [`GroupTime::pre_test`](crate::group_time::GroupTime::pre_test): are the effects before the start, which should be none, jointly none?
//! - [`GroupTime::bands`](crate::group_time::GroupTime::bands), [`Aggregate::bands`](crate::group_time::Aggregate::bands): limits that hold for all cells at once, by a seeded multiplier bootstrap.
//!
//! The error of a cell assumes many areas in its cohort; see [`Cell::treated`](crate::group_time::Cell::treated). With one treated area there is no error to
//! be had from here: use placebos.
//!
//! ```
//! use evaluate::group_time::{By, Options, group_time};
//! use evaluate::{Matrix, Panel};
//! // Twelve areas: four start at 1, four at 2, four never; the effect is 1 at the start and 2 one time later.
//! let starts: Vec<Option<usize>> = (0..12).map(|a| [Some(1), Some(2), None][a % 3]).collect();
//! let outcome = Matrix::from_fn(12, 3, |a, t| {
//!     a as f64 + t as f64 * (a / 3) as f64 + starts[a].map_or(0.0, |s| (t + 1).saturating_sub(s) as f64)
//! });
//! let panel = Panel::of((0..12).map(|a| a.to_string()).collect(), outcome, starts).unwrap();
//! let study = group_time(&panel, &Options::default())?;
//! let events = study.aggregate(By::Event).unwrap();
//! let at = |event| events.parts.iter().find(|part| part.at == event).unwrap().effect;
//! assert!(at(-1).abs() < 1e-12 && (at(0) - 1.0).abs() < 1e-12 && (at(1) - 2.0).abs() < 1e-12);
//! let bands = events.bands(0.95, 999, 1).unwrap();
//! assert!(bands.critical >= 1.96);
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod aggregate;
mod bands;
mod contrast;
mod estimate;
mod logit;
mod options;
mod pre_test;

pub use aggregate::{Aggregate, By, Part};
pub use bands::{Band, Bands};
pub use options::{Adjustment, Base, Controls, Options};
pub use pre_test::PreTest;

use crate::difference::reckonable;
use crate::panel::Panel;
use crate::refusal::Refusal;
use contrast::Contrast;

/// One cohort at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The cohort: the index of its first treated time.
    pub group: usize,
    /// The index of the time.
    pub time: usize,
    /// The index of the time that it is compared with.
    pub base: usize,
    /// The mean effect on the cohort, in the outcome's unit.
    pub effect: f64,
    /// Its analytic standard error; `None` for the base period itself, where the effect is 0 by definition.
    pub standard_error: Option<f64>,
    /// How many areas of the cohort were compared. Below about five the standard error is not to be trusted.
    pub treated: usize,
    /// With how many areas.
    pub controls: usize,
}

impl Cell {
    /// Times since the start: 0 at the first treated time, negative before.
    pub fn event_time(&self) -> i64 {
        self.time as i64 - self.group as i64
    }
}

/// Why a cell could not be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCell {
    /// No area is left to compare with at these times.
    NoControls,
    /// No area of the cohort has both outcomes.
    NoTreated,
    /// This column of the regression (0 is the constant, then the covariates) is explained by the ones before it.
    DependentCovariate {
        /// Its place.
        column: usize,
    },
    /// Fewer comparison areas than columns of the regression.
    TooFewControls,
    /// The covariates tell the cohort and its comparison apart: nobody is like the treated.
    NoOverlap,
    /// A number is not finite.
    NotFinite,
}

/// All cells of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTime {
    /// What was compared with what.
    pub options: Options,
    /// By cohort, then by time.
    pub cells: Vec<Cell>,
    /// Cells that could not be computed (cohort, time and why); averages are without them.
    pub left_out: Vec<(usize, usize, NoCell)>,
    /// Areas that were treated from the first time on, by index: they have no before and are not used.
    pub always_treated: Vec<usize>,
    /// One row for each cell, one number for each area of `areas`.
    influence: Vec<Vec<f64>>,
    /// The areas used, by index; their cohort; their weight (mean 1).
    areas: Vec<usize>,
    cohort: Vec<Option<usize>>,
    weight: Vec<f64>,
    /// How many times the panel has.
    times: usize,
}

/// Computes every cohort at every time.
///
/// # Errors
///
/// When nobody is treated, when every cohort starts at the first time, or when there is nobody to compare with anywhere.
pub fn group_time(panel: &Panel, options: &Options) -> Result<GroupTime, Refusal> {
    reckonable(panel)?;
    let times = panel.times.len();
    let reach = |start: usize| start > options.anticipation;
    let (mut areas, mut always_treated) = (Vec::new(), Vec::new());
    for area in 0..panel.units.len() {
        match panel.start(area) {
            Some(start) if !reach(start) => always_treated.push(area),
            _ => areas.push(area),
        }
    }
    let cohort: Vec<Option<usize>> = areas.iter().map(|&a| panel.start(a)).collect();
    let mut groups: Vec<usize> = cohort.iter().flatten().copied().collect();
    groups.sort_unstable();
    groups.dedup();
    if groups.is_empty() {
        return Err(match always_treated.first() {
            None => Refusal::NoTreatedUnit,
            Some(&area) => Refusal::NoPrePeriod {
                unit: panel.units[area].clone(),
            },
        });
    }
    let weight = weights(panel, &areas)?;
    let mut study = GroupTime {
        options: options.clone(),
        cells: Vec::new(),
        left_out: Vec::new(),
        always_treated,
        influence: Vec::new(),
        areas,
        cohort,
        weight,
        times,
    };
    for &group in &groups {
        for time in 0..times {
            study.add(panel, group, time);
        }
    }
    if study.influence.iter().all(Vec::is_empty) {
        return Err(Refusal::TooFewAreas {
            purpose: "a comparison at the same times",
            found: 0,
            needed: 1,
        });
    }
    Ok(study)
}

/// The weights of the areas used, with mean 1.
fn weights(panel: &Panel, areas: &[usize]) -> Result<Vec<f64>, Refusal> {
    let Some(all) = &panel.weights else {
        return Ok(vec![1.0; areas.len()]);
    };
    let mean = areas.iter().map(|&a| all[a]).sum::<f64>() / areas.len() as f64;
    if !(mean.is_finite() && mean > 0.0) {
        return Err(Refusal::OutOfRange);
    }
    Ok(areas.iter().map(|&a| all[a] / mean).collect())
}

impl GroupTime {
    /// The index of the time that (group, time) is measured from; `None` where the panel has none.
    fn base_of(&self, group: usize, time: usize) -> Option<usize> {
        let last = group - 1 - self.options.anticipation;
        match self.options.base {
            Base::Varying if time <= last => time.checked_sub(1),
            _ => Some(last),
        }
    }

    fn is_control(&self, area: usize, group: usize, time: usize, base: usize) -> bool {
        match (self.cohort[area], self.options.controls) {
            (None, _) => true,
            (Some(_), Controls::NeverTreated) => false,
            (Some(start), Controls::NotYetTreated) => {
                start != group && start > time.max(base) + self.options.anticipation
            }
        }
    }

    fn add(&mut self, panel: &Panel, group: usize, time: usize) {
        let Some(base) = self.base_of(group, time) else {
            return;
        };
        if base == time {
            let treated = self.cohort.iter().filter(|c| **c == Some(group)).count();
            let controls = (0..self.areas.len())
                .filter(|&a| self.is_control(a, group, time, base))
                .count();
            self.cells.push(Cell {
                group,
                time,
                base,
                effect: 0.0,
                standard_error: None,
                treated,
                controls,
            });
            self.influence.push(Vec::new());
            return;
        }
        match self.compare(panel, group, time, base) {
            Ok((cell, influence)) => {
                self.cells.push(cell);
                self.influence.push(influence);
            }
            Err(why) => self.left_out.push((group, time, why)),
        }
    }

    fn compare(
        &self,
        panel: &Panel,
        group: usize,
        time: usize,
        base: usize,
    ) -> Result<(Cell, Vec<f64>), NoCell> {
        let at = |area: usize, time: usize| panel.outcome.get(self.areas[area], time);
        let rows: Vec<usize> = (0..self.areas.len())
            .filter(|&a| self.cohort[a] == Some(group) || self.is_control(a, group, time, base))
            .filter(|&a| at(a, time).is_finite() && at(a, base).is_finite())
            .collect();
        let treated: Vec<bool> = rows.iter().map(|&a| self.cohort[a] == Some(group)).collect();
        let many = treated.iter().filter(|t| **t).count();
        if many == 0 {
            return Err(NoCell::NoTreated);
        }
        if many == rows.len() {
            return Err(NoCell::NoControls);
        }
        let change: Vec<f64> = rows.iter().map(|&a| at(a, time) - at(a, base)).collect();
        let weight: Vec<f64> = rows.iter().map(|&a| self.weight[a]).collect();
        let mut columns = vec![vec![1.0; rows.len()]];
        for &covariate in &self.options.covariates {
            let values = &panel.covariates.get(covariate).ok_or(NoCell::NotFinite)?.values;
            // A covariate with one column does not change; one that does is taken at the base period, before any effect.
            let when = if values.cols() == 1 { 0 } else { base };
            columns.push(rows.iter().map(|&a| values.get(self.areas[a], when)).collect());
        }
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let contrast = Contrast {
            change: &change,
            treated: &treated,
            weight: &weight,
            columns: &columns,
        };
        let answer = contrast.solve(self.options.adjustment)?;
        let all = self.areas.len();
        let share = all as f64 / rows.len() as f64;
        let mut influence = vec![0.0; all];
        for (&row, value) in rows.iter().zip(&answer.influence) {
            influence[row] = share * value;
        }
        let error = standard_error(&influence);
        if !(answer.effect.is_finite() && error.is_finite()) {
            return Err(NoCell::NotFinite);
        }
        let cell = Cell {
            group,
            time,
            base,
            effect: answer.effect,
            standard_error: Some(error),
            treated: many,
            controls: rows.len() - many,
        };
        Ok((cell, influence))
    }
}

/// The standard error that an influence function gives: the root of its mean square over the number of areas.
fn standard_error(influence: &[f64]) -> f64 {
    let n = influence.len() as f64;
    libm::sqrt(influence.iter().map(|v| v * v).sum::<f64>() / n / n)
}
