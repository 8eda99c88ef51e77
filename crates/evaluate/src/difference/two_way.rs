//! Difference-in-differences by two-way fixed effects.

use super::fixed_effects::FixedEffects;
use super::reckonable;
use crate::distribution::{student_quantile, student_two_sided};
use crate::estimate::{Estimate, Interval, Method, Note, Procedure, TimeEffect, Uncertainty};
use crate::linear::{Matrix, dot, mean};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::regression::{self, NoFit};

/// A regression of the outcome on an effect for each area, one for each time, and whether the area had started.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoWay {
    /// The effect and where it comes from.
    pub estimate: Estimate,
    /// The coefficient of each covariate asked for, in the outcome's unit by the covariate's.
    pub coefficients: Vec<f64>,
    /// The standard error of the effect, clustered by area, with the small-sample factor G/(G−1) · (N−1)/(N−k), in which k does
    /// not count the areas' effects (as `fixest` and `pyfixest` have it: they are nested in the clusters).
    pub standard_error: f64,
    /// How many areas have an outcome: the clusters.
    pub clusters: usize,
    /// How many of them are treated.
    pub treated: usize,
}

/// Fits outcome = area + time + effect · started + covariates.
///
/// `covariates` names covariates of the panel by their place; one that never changes belongs to the area's effect already and
/// is refused. With several starts the answer averages comparisons that include areas which had started already, some of them
/// with a negative weight, and a note says so: use [`crate::group_time`].
///
/// # Errors
///
/// When nobody is treated, when nothing is left of the treatment beside the effects (everybody starts at once), when every
/// outcome follows from area and time alone, or when a covariate tells nothing.
pub fn two_way(panel: &Panel, covariates: &[usize]) -> Result<TwoWay, Refusal> {
    reckonable(panel)?;
    let treated = panel.treated();
    if treated.is_empty() {
        return Err(Refusal::NoTreatedUnit);
    }
    if let Some((effect, standard_error)) = closed(panel, &treated, covariates)? {
        return Ok(TwoWay {
            estimate: describe(panel, &treated, effect, &[], covariates),
            coefficients: Vec::new(),
            standard_error,
            clusters: panel.units.len(),
            treated: treated.len(),
        });
    }
    let effects = FixedEffects::new(panel);
    let started = |area: usize, t: usize| panel.start(area).is_some_and(|start| t >= start);
    let flag = |area: usize, t: usize| if started(area, t) { 1.0 } else { 0.0 };
    let mut columns = vec![effects.residual(flag)];
    // A flag is 0 or 1: what is left of one that the effects explain is rounding.
    if columns[0].data().iter().all(|v| v.abs() < 1e-9) {
        return Err(no_comparison(panel, &treated));
    }
    for &place in covariates {
        columns.push(covariate(panel, &effects, place)?);
    }
    let rest = effects.residual(|area, t| panel.outcome.get(area, t));
    let rows: Vec<(usize, usize)> = (0..panel.units.len())
        .flat_map(|a| effects.known(a).iter().map(move |&t| (a, t)))
        .collect();
    let columns: Vec<Vec<f64>> = columns.iter().map(|column| effects.pick(column)).collect();
    let outcome = effects.pick(&rest);
    let weights: Vec<f64> = rows.iter().map(|&(a, _)| effects.weight(a)).collect();
    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fit = regression::fit(&slices, &outcome, Some(&weights)).map_err(|why| match why {
        NoFit::Dependent(_) | NoFit::TooFewRows => Refusal::Collinear { what: "covariates" },
        NoFit::NotFinite => Refusal::OutOfRange,
    })?;
    let fitted = fit.fitted(&slices, rows.len());
    let errors: Vec<f64> = outcome.iter().zip(&fitted).map(|(y, f)| y - f).collect();
    let clusters = (0..panel.units.len())
        .filter(|&a| !effects.known(a).is_empty())
        .count();
    // The constant counts among the times' effects, as in a regression with dummies: times and not times − 1.
    let k = slices.len() + effects.time_parameters() + 1;
    let standard_error = clustered(&rows, &slices, &errors, &weights, &fit.inverse, clusters, k);
    let effect = fit.coefficients[0];
    let size = rows
        .iter()
        .fold(0.0_f64, |m, &(a, t)| m.max(panel.outcome.get(a, t).abs()));
    if outcome.iter().all(|v| v.abs() <= 1e-13 * size) {
        return Err(Refusal::ConstantOutcome);
    }
    if !effect.is_finite() || !standard_error.is_finite() {
        return Err(Refusal::OutOfRange);
    }
    let estimate = describe(panel, &treated, effect, &fit.coefficients[1..], covariates);
    Ok(TwoWay {
        estimate,
        coefficients: fit.coefficients[1..].to_vec(),
        standard_error,
        clusters,
        treated: treated.iter().filter(|&&a| !effects.known(a).is_empty()).count(),
    })
}

/// Effect and error where nothing is missing, all start together and there are no covariates: then the effect is the treated areas'
/// mean change less the others', and an area's score is its change less what is expected of it. Nothing elsewhere.
fn closed(panel: &Panel, treated: &[usize], covariates: &[usize]) -> Result<Option<(f64, f64)>, Refusal> {
    let start = panel.start(treated[0]).unwrap_or(0);
    let together = treated.iter().all(|&area| panel.start(area) == Some(start));
    let (areas, times) = (panel.units.len(), panel.times.len());
    if !panel.is_balanced() || !covariates.is_empty() || !together || start == 0 || treated.len() == areas {
        return Ok(None);
    }
    let weight = |area: usize| panel.weights.as_ref().map_or(1.0, |weights| weights[area]);
    let changes: Vec<f64> = (0..areas)
        .map(|area| {
            // From the first outcome on, so that a large level costs no digits.
            let row = panel.outcome.row(area);
            let from_first: Vec<f64> = row.iter().map(|value| value - row[0]).collect();
            mean(&from_first[start..]).unwrap_or(0.0) - mean(&from_first[..start]).unwrap_or(0.0)
        })
        .collect();
    let (mut own, mut own_weight, mut other, mut other_weight) = (0.0, 0.0, 0.0, 0.0);
    for (area, change) in changes.iter().enumerate() {
        if panel.start(area).is_some() {
            own += weight(area) * change;
            own_weight += weight(area);
        } else {
            other += weight(area) * change;
            other_weight += weight(area);
        }
    }
    let (own, other) = (own / own_weight, other / other_weight);
    let mut squares = 0.0;
    for (area, change) in changes.iter().enumerate() {
        let miss = if panel.start(area).is_some() {
            (change - own) * weight(area) / own_weight
        } else {
            (change - other) * weight(area) / other_weight
        };
        squares += miss * miss;
    }
    let (g, n) = (areas as f64, (areas * times) as f64);
    let k = (times + 1) as f64;
    let standard_error = libm::sqrt(squares * g / (g - 1.0) * (n - 1.0) / (n - k));
    if is_explained(panel) {
        return Err(Refusal::ConstantOutcome);
    }
    if !(own - other).is_finite() || !standard_error.is_finite() {
        return Err(Refusal::OutOfRange);
    }
    Ok(Some((own - other, standard_error)))
}

/// Whether every outcome of a balanced panel is its area's and its time's effect and nothing else, but for rounding.
fn is_explained(panel: &Panel) -> bool {
    let first = panel.outcome.row(0);
    let size = first.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    (0..panel.units.len()).all(|area| {
        let row = panel.outcome.row(area);
        let apart = row[0] - first[0];
        let most = row.iter().fold(size, |most, value| most.max(value.abs()));
        let mut pairs = row.iter().zip(first);
        pairs.all(|(value, other)| (value - other - apart).abs() <= 1e-13 * most)
    })
}

fn no_comparison(panel: &Panel, treated: &[usize]) -> Refusal {
    match treated.iter().find(|&&a| panel.start(a) == Some(0)) {
        Some(&area) => Refusal::NoPrePeriod {
            unit: panel.units[area].clone(),
        },
        None => Refusal::TooFewAreas {
            purpose: "a comparison",
            found: 0,
            needed: 1,
        },
    }
}

fn covariate(panel: &Panel, effects: &FixedEffects, place: usize) -> Result<Matrix, Refusal> {
    let allowed = "places of covariates that the panel has";
    let covariate = panel.covariates.get(place).ok_or(Refusal::BadOption {
        name: "covariates",
        allowed,
    })?;
    let values = &covariate.values;
    let useless = || Refusal::UselessCovariate {
        name: covariate.name.clone(),
    };
    if values.cols() == 1 {
        return Err(useless());
    }
    let (mut size, mut known) = (0.0_f64, true);
    for area in 0..panel.units.len() {
        for &t in effects.known(area) {
            known &= values.get(area, t).is_finite();
            size = size.max(values.get(area, t).abs());
        }
    }
    let rest = effects.residual(|area, t| values.get(area, t));
    if !known || rest.data().iter().all(|v| v.abs() <= 1e-10 * size) {
        return Err(useless());
    }
    Ok(rest)
}

/// The root of the first entry of A⁻¹ (Σ sₐ sₐᵀ) A⁻¹, in which sₐ sums column × error over the times of area a.
fn clustered(
    rows: &[(usize, usize)],
    columns: &[&[f64]],
    errors: &[f64],
    weights: &[f64],
    inverse: &[f64],
    clusters: usize,
    k: usize,
) -> f64 {
    let wide = columns.len();
    let first = &inverse[..wide];
    let (mut sum, mut score, mut area) = (0.0, 0.0, usize::MAX);
    for (row, &(a, _)) in rows.iter().enumerate() {
        if a != area {
            sum += score * score;
            (score, area) = (0.0, a);
        }
        let along: f64 = columns.iter().zip(first).map(|(c, f)| c[row] * f).sum();
        score += weights[row] * errors[row] * along;
    }
    sum += score * score;
    let (g, n) = (clusters as f64, rows.len() as f64);
    libm::sqrt(sum * g / (g - 1.0) * (n - 1.0) / (n - k as f64))
}

impl TwoWay {
    /// The test and the interval by Student's t with one degree of freedom less than there are areas.
    ///
    /// # Errors
    ///
    /// When fewer than two areas are treated or fewer than two are not: the error then says nothing of how treated areas
    /// differ among themselves.
    pub fn uncertainty(&self, level: f64) -> Result<Uncertainty, Refusal> {
        if !(level > 0.0 && level < 1.0) {
            return Err(Refusal::BadOption {
                name: "level",
                allowed: "a confidence between 0 and 1, as in 0.95",
            });
        }
        if self.treated < 2 {
            return Err(Refusal::OneTreatedUnit {
                procedure: "an error clustered by area",
                instead: "placebos in space",
            });
        }
        if self.clusters - self.treated < 2 {
            let found = self.clusters - self.treated;
            return Err(Refusal::TooFewAreas {
                purpose: "an error clustered by area",
                found,
                needed: 2,
            });
        }
        if self.standard_error <= 0.0 {
            return Err(Refusal::ConstantOutcome);
        }
        let df = (self.clusters - 1) as f64;
        let reach = student_quantile(0.5 + 0.5 * level, df) * self.standard_error;
        let effect = self.estimate.effect;
        Ok(Uncertainty {
            procedure: Procedure::ClusterRobust,
            p: Some(student_two_sided(effect / self.standard_error, df)),
            least_p: None,
            interval: Some(Interval {
                low: effect - reach,
                high: effect + reach,
                level,
            }),
            standard_error: Some(self.standard_error),
            draws: None,
            placebos: Vec::new(),
            notes: Vec::new(),
        })
    }
}

/// The series: what treated areas had, and that less the effect of those that had started. With one start for all it is the
/// others' mean, moved to the treated areas' level before the start, which shows whether the paths were parallel.
fn describe(panel: &Panel, treated: &[usize], effect: f64, slopes: &[f64], covariates: &[usize]) -> Estimate {
    let start = panel.start(treated[0]);
    let common = treated.iter().all(|&a| panel.start(a) == start);
    let never = panel.never_treated();
    let weight = |a: usize| panel.weights.as_ref().map_or(1.0, |w| w[a]);
    // The outcome without what the covariates explain.
    let value = |a: usize, t: usize| {
        let explained = covariates
            .iter()
            .zip(slopes)
            .map(|(&c, s)| s * panel.covariates[c].values.get(a, t));
        panel.outcome.get(a, t) - explained.sum::<f64>()
    };
    let mean_of = |areas: &[usize], t: usize, value: &dyn Fn(usize, usize) -> f64| {
        let (mut sum, mut total) = (0.0, 0.0);
        for &a in areas.iter().filter(|&&a| !panel.outcome.get(a, t).is_nan()) {
            sum += weight(a) * value(a, t);
            total += weight(a);
        }
        (total > 0.0).then(|| sum / total)
    };
    let counted = |areas: &[usize], t: usize| mean_of(areas, t, &|a, t| panel.outcome.get(a, t));
    let mean = |areas: &[usize], t: usize| mean_of(areas, t, &value);
    let (mut by_time, mut squares, mut many) = (Vec::new(), 0.0, 0.0);
    let mut notes = Vec::new();
    if common && let Some(start) = start {
        let pairs: Vec<(usize, f64, f64)> = (0..panel.times.len())
            .filter_map(|t| Some((t, mean(treated, t)?, mean(&never, t)?)))
            .collect();
        let past: Vec<f64> = pairs.iter().filter(|p| p.0 < start).map(|p| p.1 - p.2).collect();
        let shift = crate::linear::mean(&past).unwrap_or(0.0);
        for &(t, adjusted, others) in &pairs {
            let gap = adjusted - others - shift;
            if t < start {
                squares += gap * gap;
                many += 1.0;
            }
            let Some(actual) = counted(treated, t) else {
                continue;
            };
            by_time.push(TimeEffect {
                time: panel.times[t],
                actual,
                without: actual - gap,
                gap,
            });
        }
        if start < 4 {
            notes.push(Note::ShortPrePeriod { times: start });
        }
    } else {
        notes.push(Note::Remark(STAGGERED.to_owned()));
        for (t, time) in panel.times.iter().enumerate() {
            let Some(actual) = counted(treated, t) else {
                continue;
            };
            let here: Vec<usize> = treated
                .iter()
                .copied()
                .filter(|&a| !panel.outcome.get(a, t).is_nan())
                .collect();
            let all: Vec<f64> = here.iter().map(|&a| weight(a)).collect();
            let on: Vec<f64> = here
                .iter()
                .map(|&a| {
                    if panel.start(a).is_some_and(|s| t >= s) {
                        1.0
                    } else {
                        0.0
                    }
                })
                .collect();
            let gap = effect * dot(&all, &on) / all.iter().sum::<f64>();
            by_time.push(TimeEffect {
                time: *time,
                actual,
                without: actual - gap,
                gap,
            });
        }
    }
    Estimate {
        method: Method::DifferenceInDifferences,
        effect,
        by_time,
        weights: Vec::new(),
        time_weights: Vec::new(),
        pre_rmspe: (many > 0.0).then(|| libm::sqrt(squares / many)),
        certificate: None,
        notes,
    }
}

const STAGGERED: &str = "Areas started at different times. Two-way fixed effects then compare late areas with early ones that had \
                         started already, and can be wrong when effects grow or differ: see the group-time effects.";
