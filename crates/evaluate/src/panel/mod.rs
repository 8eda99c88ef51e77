//! The data: areas over time, and which of them were treated from when.

mod csv;
mod fault;
mod part;
mod time;

pub use csv::{Columns, Outcome, Read, Treatment, read_csv};
pub use fault::{Fault, Faults};
pub(crate) use part::gaps;
pub use time::Time;

use crate::linear::Matrix;
use crate::refusal::Refusal;

/// Areas over times. Units stand in the order of their names and times in their own order, so that the same rows give the same
/// panel in whatever order they came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panel {
    /// The areas' names.
    pub units: Vec<String>,
    /// The times, ascending.
    pub times: Vec<Time>,
    /// Units × times: the outcome, or the rate where there is a denominator. A gap is NaN and is listed in `gaps`.
    pub outcome: Matrix,
    /// Count and denominator, units × times each, where the outcome is a rate.
    pub counts: Option<(Matrix, Matrix)>,
    /// For each unit the index of its first treated time; nothing for one that is never treated.
    pub starts: Vec<Option<usize>>,
    /// What else is known of the units.
    pub covariates: Vec<Covariate>,
    /// For each unit how much it counts, where the file says so. Above 0.
    pub weights: Option<Vec<f64>>,
    /// Unit and time of each outcome that is missing, ascending.
    pub gaps: Vec<(usize, usize)>,
}

/// Something known of each unit besides the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariate {
    /// Its column's name.
    pub name: String,
    /// Units × times; one column when it never changes. Unknown is NaN.
    pub values: Matrix,
}

impl Covariate {
    /// The mean of what is known of a unit at times in a range; nothing if nothing is known.
    #[must_use]
    pub fn mean(&self, unit: usize, times: std::ops::Range<usize>) -> Option<f64> {
        let row = self.values.row(unit);
        let row = if row.len() == 1 { row } else { row.get(times)? };
        let known: Vec<f64> = row.iter().copied().filter(|value| value.is_finite()).collect();
        crate::linear::mean(&known)
    }
}

impl Panel {
    /// A balanced panel of numbers in memory, with times 0, 1, 2, …. `outcome` is units × times; `starts` has for each unit the
    /// index of its first treated time. Nothing if the lengths differ.
    #[must_use]
    pub fn of(units: Vec<String>, outcome: Matrix, starts: Vec<Option<usize>>) -> Option<Self> {
        if units.len() != outcome.rows() || starts.len() != outcome.rows() {
            return None;
        }
        let times = (0..outcome.cols())
            .map(|time| Time::Number(time as f64))
            .collect();
        Some(Self {
            units,
            times,
            gaps: gaps(&outcome),
            outcome,
            counts: None,
            starts,
            covariates: Vec::new(),
            weights: None,
        })
    }

    /// The units that are treated at some time, ascending.
    #[must_use]
    pub fn treated(&self) -> Vec<usize> {
        (0..self.units.len())
            .filter(|&unit| self.start(unit).is_some())
            .collect()
    }

    /// The units that are never treated in this panel, ascending.
    #[must_use]
    pub fn never_treated(&self) -> Vec<usize> {
        (0..self.units.len())
            .filter(|&unit| self.start(unit).is_none())
            .collect()
    }

    /// The index of a unit's first treated time, if that lies in the panel.
    #[must_use]
    pub fn start(&self, unit: usize) -> Option<usize> {
        self.starts
            .get(unit)
            .copied()
            .flatten()
            .filter(|&start| start < self.times.len())
    }

    /// Whether no outcome is missing.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Refuses a panel whose parts do not fit together or which holds a number that is not finite outside its gaps.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] and [`Refusal::NotFinite`].
    pub fn checked(&self) -> Result<(), Refusal> {
        let (units, times) = (self.units.len(), self.times.len());
        let fits = self.outcome.rows() == units
            && self.outcome.cols() == times
            && self.starts.len() == units
            && self.weights.as_ref().is_none_or(|weights| weights.len() == units)
            && self.covariates.iter().all(|covariate| {
                covariate.values.rows() == units && [1, times].contains(&covariate.values.cols())
            });
        if !fits {
            return Err(Refusal::Malformed);
        }
        for unit in 0..units {
            for (time, value) in self.outcome.row(unit).iter().enumerate() {
                if !value.is_finite() && (!value.is_nan() || self.gaps.binary_search(&(unit, time)).is_err())
                {
                    return Err(Refusal::NotFinite {
                        unit: self.units[unit].clone(),
                        time: self.times[time].to_string(),
                    });
                }
            }
        }
        Ok(())
    }
}
