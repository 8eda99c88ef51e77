//! Synthetic control with predictors, whose importance is found too.

use std::ops::Range;

use rayon::prelude::*;

use super::descent::{descend, settle};
use super::gaps::{Gaps, estimate};
use super::importance::Importance;
use super::setting::Setting;
use crate::estimate::{Certificate, Estimate, Method, Note, Placebo, SearchNote};
use crate::linear::{Matrix, mean};
use crate::panel::Panel;
use crate::random::Random;
use crate::refusal::Refusal;
use crate::simplex::Solution;

/// Something that a donor should have in common with the treated area: a mean over some times.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictor {
    /// Of what.
    pub of: Source,
    /// Over which times; unknown values are passed over.
    pub times: Range<usize>,
    /// Over which times while the importance is found by cross-validation.
    pub training: Option<Range<usize>>,
}

/// What a predictor is a mean of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The outcome.
    Outcome,
    /// The covariate with this index in the panel.
    Covariate(usize),
}

/// How the importance of predictors is found.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The times whose squared gaps are made small. With training times in the predictors this is the time for validation.
    pub window: Range<usize>,
    /// How many local searches there are. The first begins with equal importance, the next ones with one predictor far before the
    /// others, the rest at random.
    pub starts: usize,
    /// Where the random ones come from.
    pub seed: u64,
    /// The least importance, as a part of the largest. Above 0: at 0 the weights stop being unique and the objective means
    /// nothing.
    pub floor: f64,
}

impl Search {
    /// Twenty-four starts, and a floor of a millionth.
    #[must_use]
    pub fn over(window: Range<usize>) -> Self {
        Self {
            window,
            starts: 24,
            seed: 0,
            floor: 1e-6,
        }
    }
}

/// A fit with predictors.
#[derive(Debug, Clone)]
pub struct PredictorFit {
    /// Unit and weight.
    pub weights: Vec<(usize, f64)>,
    /// How good the weights are for the importance that was found, in the predictors' standard deviations.
    pub certificate: Certificate,
    /// Whether no others are as good for it.
    pub unique: bool,
    /// The gap at each time.
    pub gaps: Gaps,
    /// How the search went.
    pub search: SearchNote,
}

/// Synthetic control with predictors (Abadie, Diamond and Hainmueller 2010): for a given importance of the predictors the weights are
/// the exact optimum; the importance is the one with the smallest mean squared gap over the window that any of the starts ended at. That
/// objective has many local optima, so the answer says how many starts ended at it, and what effect the next best one has.
///
/// # Errors
/// As [`super::synthetic_control`]; [`Refusal::UselessCovariate`] for a predictor that is unknown for an area or the same for all;
/// [`Refusal::BadOption`].
pub fn with_predictors(
    panel: &Panel,
    predictors: &[Predictor],
    search: &Search,
) -> Result<Estimate, Refusal> {
    let setting = Setting::of(panel)?;
    let fit = fit_predictors(
        panel,
        &setting.treated,
        &setting.donors,
        setting.start,
        predictors,
        search,
    )?;
    let mut notes = setting.notes;
    if !fit.unique {
        notes.push(Note::WeightsNotUnique);
    }
    notes.push(Note::Search(fit.search));
    let method = Method::SyntheticControlPredictors;
    Ok(estimate(
        panel,
        method,
        &setting.treated,
        fit.gaps,
        fit.weights,
        Some(fit.certificate),
        notes,
    ))
}

/// The same as a placebo, for areas that stand for treated.
///
/// # Errors
/// As [`with_predictors`].
pub fn predictors_placebo(
    panel: &Panel,
    treated: &[usize],
    donors: &[usize],
    start: usize,
    predictors: &[Predictor],
    search: &Search,
) -> Result<Placebo, Refusal> {
    let fit = fit_predictors(panel, treated, donors, start, predictors, search)?;
    Ok(fit.gaps.placebo(treated.to_vec(), Some(fit.certificate)))
}

/// One fit with predictors, for any areas.
///
/// # Errors
/// As [`with_predictors`].
pub fn fit_predictors(
    panel: &Panel,
    treated: &[usize],
    donors: &[usize],
    start: usize,
    predictors: &[Predictor],
    search: &Search,
) -> Result<PredictorFit, Refusal> {
    check(panel, predictors, search, start)?;
    let crossed = predictors.iter().any(|predictor| predictor.training.is_some());
    let table = |training: bool| table(panel, treated, donors, predictors, training);
    let outcomes = means(treated, donors, search.window.len(), |unit, at| {
        panel.outcome.get(unit, search.window.start + at)
    });
    let importance = Importance::new(table(crossed)?, outcomes);
    let low = libm::log(search.floor);
    let rough: Vec<(Vec<f64>, f64)> = (0..search.starts)
        .into_par_iter()
        .map(|number| {
            descend(
                &mut &importance,
                &start_at(number, predictors.len(), low, search.seed),
                low,
            )
        })
        .collect();
    // The last steps take longest, and only the lowest have a chance: a quarter of them, and ten at least.
    let mut order: Vec<f64> = rough.iter().map(|&(_, value)| value).collect();
    order.sort_unstable_by(f64::total_cmp);
    let chance = order[(order.len() / 4).max(10).min(order.len() - 1)];
    let found: Vec<(Vec<f64>, f64)> = rough
        .into_par_iter()
        .map(|end| {
            if end.1 <= chance {
                settle(&mut &importance, end, low)
            } else {
                end
            }
        })
        .collect();
    let Some(best) = found
        .iter()
        .filter(|(_, value)| value.is_finite())
        .min_by(|a, b| a.1.total_cmp(&b.1))
    else {
        return Err(Refusal::NotConverged {
            what: "the predictors' importance",
        });
    };
    let of_units = |weights: &[(usize, f64)]| {
        weights
            .iter()
            .map(|&(row, w)| (donors[row], w))
            .collect::<Vec<_>>()
    };
    let last = if crossed {
        Importance::new(table(false)?, importance.outcomes.clone())
    } else {
        importance
    };
    let fit = |logs: &[f64]| -> Result<_, Refusal> {
        let Solution {
            weights,
            certificate,
            unique,
            ..
        } = last.weights(logs)?;
        let weights = of_units(&weights);
        let gaps = Gaps::of(&panel.outcome, treated, &weights, start);
        Ok((weights, certificate, unique, gaps))
    };
    let (weights, certificate, unique, gaps) = fit(&best.0)?;
    let same = |value: f64| value <= best.1 * (1.0 + 1e-4) + f64::MIN_POSITIVE;
    let second = found
        .iter()
        .filter(|(_, value)| value.is_finite() && !same(*value))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let runner_up = match second {
        Some((logs, value)) => Some((*value, fit(logs)?.3.effect())),
        None => None,
    };
    let shares: Vec<f64> = best.0.iter().map(|&log| libm::exp(log)).collect();
    let total: f64 = shares.iter().sum();
    let search = SearchNote {
        objective: best.1,
        starts: search.starts,
        hits: found.iter().filter(|(_, value)| same(*value)).count(),
        runner_up,
        importance: shares.iter().map(|share| share / total).collect(),
    };
    Ok(PredictorFit {
        weights,
        certificate,
        unique,
        gaps,
        search,
    })
}

fn check(panel: &Panel, predictors: &[Predictor], search: &Search, start: usize) -> Result<(), Refusal> {
    let option = |name, allowed| Err(Refusal::BadOption { name, allowed });
    if predictors.is_empty() {
        return option("predictors", "one or more");
    }
    if search.starts == 0 {
        return option("starts", "1 or more");
    }
    if !(search.floor > 0.0 && search.floor < 1.0) {
        return option("floor", "between 0 and 1");
    }
    let before = |times: &Range<usize>| times.start < times.end && times.end <= start;
    if !before(&search.window) {
        return option("window", "times before the start");
    }
    for predictor in predictors {
        if !before(&predictor.times) || !predictor.training.as_ref().is_none_or(before) {
            return option("a predictor's times", "times before the start");
        }
        if let Source::Covariate(index) = predictor.of
            && index >= panel.covariates.len()
        {
            return option("a predictor's covariate", "one of the panel's");
        }
    }
    Ok(())
}

/// Equal importance first; then each predictor in turn far before the others, because good optima often lie there; then random ones,
/// evenly in the simplex and, every second time, evenly in their logarithms.
fn start_at(number: usize, count: usize, low: f64, seed: u64) -> Vec<f64> {
    let mut random = Random::stream(seed, number as u64);
    let draw = |at: usize| match number {
        0 => 0.0,
        turn if turn <= count => {
            if turn == at + 1 {
                0.0
            } else {
                0.6 * low
            }
        }
        odd if odd % 2 == 1 => libm::log(-libm::log(1.0 - random.uniform()) + 1e-300),
        _ => 0.7 * low * random.uniform(),
    };
    (0..count).map(draw).collect()
}

/// For each donor and, last, for the treated mean, `count` values.
fn means(treated: &[usize], donors: &[usize], count: usize, value: impl Fn(usize, usize) -> f64) -> Matrix {
    Matrix::from_fn(donors.len() + 1, count, |row, at| match donors.get(row) {
        Some(&donor) => value(donor, at),
        None => treated.iter().map(|&unit| value(unit, at)).sum::<f64>() / treated.len() as f64,
    })
}

/// Predictors of all areas, each divided by its standard deviation.
fn table(
    panel: &Panel,
    treated: &[usize],
    donors: &[usize],
    predictors: &[Predictor],
    training: bool,
) -> Result<Matrix, Refusal> {
    let known = |unit: usize, predictor: &Predictor| {
        let times = predictor
            .training
            .clone()
            .filter(|_| training)
            .unwrap_or_else(|| predictor.times.clone());
        match predictor.of {
            Source::Outcome => mean(&panel.outcome.row(unit)[times]),
            Source::Covariate(index) => panel.covariates.get(index)?.mean(unit, times),
        }
    };
    let value = |unit: usize, at: usize| known(unit, &predictors[at]).unwrap_or(f64::NAN);
    let mut table = means(treated, donors, predictors.len(), value);
    for (at, predictor) in predictors.iter().enumerate() {
        let column: Vec<f64> = table.col(at).collect();
        let centre = mean(&column).unwrap_or(0.0);
        let squares: f64 = column
            .iter()
            .map(|value| (value - centre) * (value - centre))
            .sum();
        let spread = libm::sqrt(squares / (column.len() - 1) as f64);
        let size = column.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        if !spread.is_finite() || spread <= 1e-13 * size {
            let name = match predictor.of {
                Source::Outcome => "outcome".to_owned(),
                Source::Covariate(index) => panel.covariates[index].name.clone(),
            };
            return Err(Refusal::UselessCovariate { name });
        }
        for row in 0..table.rows() {
            table.set(row, at, (table.get(row, at) - centre) / spread);
        }
    }
    Ok(table)
}
