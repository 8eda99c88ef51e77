//! Synthetic control on past outcomes.

use super::gaps::{Gaps, estimate};
use super::setting::Setting;
use crate::estimate::{Certificate, Estimate, Method, Note, Placebo};
use crate::linear::Gram;
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::simplex::{Problem, Solution, Target, solve};

/// What the treated areas' mean would have been, as the mixture of donors that was nearest to it at all times before the start (Abadie,
/// Diamond and Hainmueller 2010, with every past outcome as a predictor and equal importance).
///
/// The weights are exact: `certificate` bounds how far they are from the optimum.
///
/// # Errors
/// What [`Setting::of`] refuses; [`Refusal::OutOfRange`] and [`Refusal::NotConverged`] for numbers that cannot be reckoned with.
pub fn synthetic_control(panel: &Panel) -> Result<Estimate, Refusal> {
    let setting = Setting::of(panel)?;
    let fits = Fits::new(panel, &setting)?;
    let fit = fits.fit(&setting.treated, &setting.donors)?;
    Ok(fit.estimate(panel, Method::SyntheticControl, setting.notes))
}

/// Fits on one panel, which all share the products of its rows.
pub struct Fits<'a> {
    panel: &'a Panel,
    /// The units of the rows.
    units: Vec<usize>,
    gram: Gram,
    start: usize,
}

/// One fit: weights, and the gap at each time.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The areas that stood for treated.
    pub treated: Vec<usize>,
    /// Unit and weight.
    pub weights: Vec<(usize, f64)>,
    /// How good the weights are.
    pub certificate: Certificate,
    /// Whether no others are as good.
    pub unique: bool,
    /// What the gap was.
    pub gaps: Gaps,
}

impl<'a> Fits<'a> {
    /// The areas of a setting over the times before its start, for one fit or a few.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`].
    pub fn new(panel: &'a Panel, setting: &Setting) -> Result<Self, Refusal> {
        Self::until(panel, setting, setting.start)
    }

    /// The same for many fits: all products at once.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`].
    pub fn many(panel: &'a Panel, setting: &Setting) -> Result<Self, Refusal> {
        let units = setting.units();
        let gram = Gram::complete(&panel.outcome.part(&units, 0..setting.start))?;
        Ok(Self {
            panel,
            units,
            gram,
            start: setting.start,
        })
    }

    /// The same, as if the start had been at another time.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`]; [`Refusal::TooFewTimes`] when fewer than two times lie before `start`.
    pub fn until(panel: &'a Panel, setting: &Setting, start: usize) -> Result<Self, Refusal> {
        if start < 2 || start >= panel.times.len() {
            return Err(Refusal::TooFewTimes {
                purpose: "the time before the start",
                found: start,
                needed: 2,
            });
        }
        let units = setting.units();
        let gram = Gram::new(&panel.outcome.part(&units, 0..start))?;
        Ok(Self {
            panel,
            units,
            gram,
            start,
        })
    }

    /// The best weights of `donors` for the mean of `treated`. Both are indices of units, ascending, and lie in the setting.
    ///
    /// # Errors
    /// [`Refusal::TooFewAreas`], [`Refusal::Malformed`], [`Refusal::NotConverged`].
    pub fn fit(&self, treated: &[usize], donors: &[usize]) -> Result<Fit, Refusal> {
        let places = |units: &[usize]| -> Result<Vec<usize>, Refusal> {
            units
                .iter()
                .map(|unit| self.units.binary_search(unit).map_err(|_| Refusal::Malformed))
                .collect()
        };
        let (rows, donors) = (places(treated)?, places(donors)?);
        let target = match rows.as_slice() {
            [row] => Target::Row(*row),
            rows => Target::Mean(rows),
        };
        let Solution {
            weights,
            certificate,
            unique,
            ..
        } = solve(&Problem {
            gram: &self.gram,
            target,
            donors: &donors,
            ridge: 0.0,
        })?;
        let weights: Vec<(usize, f64)> = weights
            .iter()
            .map(|&(row, weight)| (self.units[row], weight))
            .collect();
        let gaps = Gaps::of(&self.panel.outcome, treated, &weights, self.start);
        Ok(Fit {
            treated: treated.to_vec(),
            weights,
            certificate,
            unique,
            gaps,
        })
    }

    /// A fit as a placebo.
    ///
    /// # Errors
    /// As [`Fits::fit`].
    pub fn placebo(&self, treated: &[usize], donors: &[usize]) -> Result<Placebo, Refusal> {
        let fit = self.fit(treated, donors)?;
        Ok(fit.gaps.placebo(fit.treated, Some(fit.certificate)))
    }
}

impl Fit {
    /// The fit as an estimate. `notes` come first.
    #[must_use]
    pub fn estimate(self, panel: &Panel, method: Method, mut notes: Vec<Note>) -> Estimate {
        if !self.unique {
            notes.push(Note::WeightsNotUnique);
        }
        estimate(
            panel,
            method,
            &self.treated,
            self.gaps,
            self.weights,
            Some(self.certificate),
            notes,
        )
    }
}
