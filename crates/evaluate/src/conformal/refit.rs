//! Each method fitted again on all times, as if the campaign had done just so much.

use super::{Span, conformal};
use crate::difference::two_way;
use crate::estimate::{Estimate, Uncertainty};
use crate::linear::{Cholesky, Gram, Matrix, add_scaled, dot, mean};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::sdid::{Weights, sdid};
use crate::simplex::{Problem, Target, solve};
use crate::synthetic::{Penalty, Setting, augmented, penalty_of, synthetic_control};

/// Conformal inference for synthetic control on outcomes.
///
/// # Errors
/// As [`synthetic_control`] and [`conformal`].
pub fn synthetic_conformal(panel: &Panel, level: f64) -> Result<Uncertainty, Refusal> {
    let setting = Setting::of(panel)?;
    let estimate = synthetic_control(panel)?;
    let null = Null::new(panel, &setting, &estimate, false)?;
    let residuals = |effect: f64| Ok(null.left(&null.mixture(effect, 0.0)?, effect));
    conformal(
        panel.times.len(),
        setting.start,
        level,
        null.span(&estimate),
        residuals,
    )
}

/// Conformal inference for ridge-augmented synthetic control. The penalty of the refits is one for all of them; where it is found by times
/// that are held out, all times are looked at, with the estimate taken away, so that no time is another than the rest.
///
/// # Errors
/// As [`augmented`] and [`conformal`].
pub fn augmented_conformal(panel: &Panel, penalty: Penalty, level: f64) -> Result<Uncertainty, Refusal> {
    let setting = Setting::of(panel)?;
    let estimate = augmented(panel, penalty)?;
    let null = Null::new(panel, &setting, &estimate, false)?;
    let times = panel.times.len();
    let mut without = panel.outcome.clone();
    for &unit in &setting.treated {
        for value in &mut without.row_mut(unit)[setting.start..] {
            *value -= estimate.effect;
        }
    }
    let penalty = penalty_of(&without, &setting.treated, &setting.donors, times, penalty)?;
    let factor = null.ridge(penalty)?;
    // The ridge regression takes from what the mixture leaves, u, the part XᵀX(XᵀX + λI)⁻¹u: there remains λ(XᵀX + λI)⁻¹u.
    let residuals = |effect: f64| {
        let mut left = null.left(&null.mixture(effect, 0.0)?, effect);
        factor.solve(&mut left);
        left.iter_mut().for_each(|value| *value *= penalty);
        Ok(left)
    };
    conformal(times, setting.start, level, null.span(&estimate), residuals)
}

/// Conformal inference for synthetic difference-in-differences with one start. Under a null no time is after the start, so that nothing is
/// left for the weights on times to do: the areas' weights, with the study's regularisation and a level of its own, are found on all times.
///
/// # Errors
/// As [`sdid()`] and [`conformal`]; [`Refusal::SeveralStarts`].
pub fn sdid_conformal(panel: &Panel, level: f64) -> Result<Uncertainty, Refusal> {
    let setting = Setting::of(panel)?;
    let found = sdid(panel, Weights::Exact)?;
    let [cohort] = found.cohorts.as_slice() else {
        return Err(Refusal::SeveralStarts);
    };
    let null = Null::new(panel, &setting, &found.estimate, true)?;
    let ridge = cohort.zeta_omega * cohort.zeta_omega * panel.times.len() as f64;
    let residuals = |effect: f64| {
        let mut left = null.left(&null.mixture(effect, ridge)?, effect);
        centre(&mut left);
        Ok(left)
    };
    conformal(
        panel.times.len(),
        setting.start,
        level,
        null.span(&found.estimate),
        residuals,
    )
}

/// Conformal inference for difference-in-differences with one start and without covariates.
///
/// # Errors
/// As [`two_way`] and [`conformal`]; what [`Setting::of`] refuses, several starts and gaps in treated areas among it.
pub fn two_way_conformal(panel: &Panel, level: f64) -> Result<Uncertainty, Refusal> {
    let setting = Setting::of(panel)?;
    let estimate = two_way(panel, &[])?.estimate;
    let weight = |unit: usize| panel.weights.as_ref().map_or(1.0, |weights| weights[unit]);
    let times = panel.times.len();
    let mean_of = |units: &[usize]| {
        let all: f64 = units.iter().map(|&unit| weight(unit)).sum();
        let mut sum = vec![0.0; times];
        for &unit in units {
            add_scaled(&mut sum, weight(unit) / all, panel.outcome.row(unit));
        }
        sum
    };
    let mut apart = mean_of(&setting.treated);
    let size = size_of(&apart, &estimate)?;
    add_scaled(&mut apart, -1.0, &mean_of(&setting.donors));
    let residuals = |effect: f64| {
        let mut left = apart.clone();
        left[setting.start..]
            .iter_mut()
            .for_each(|value| *value -= effect);
        centre(&mut left);
        Ok(left)
    };
    conformal(times, setting.start, level, span(&estimate, size), residuals)
}

/// Donors and the treated mean over all times, for the null of any effect.
struct Null {
    /// The donors; then the treated mean, and last the same less `size` from the start on. Each around its own mean if so asked.
    rows: Matrix,
    gram: Gram,
    donors: Vec<usize>,
    size: f64,
}

impl Null {
    fn new(panel: &Panel, setting: &Setting, estimate: &Estimate, has_level: bool) -> Result<Self, Refusal> {
        let times = panel.times.len();
        let mut own = vec![0.0; times];
        for &unit in &setting.treated {
            add_scaled(
                &mut own,
                1.0 / setting.treated.len() as f64,
                panel.outcome.row(unit),
            );
        }
        let size = size_of(&own, estimate)?;
        let donors = setting.donors.len();
        let mut rows = Matrix::from_fn(donors + 2, times, |row, time| match setting.donors.get(row) {
            Some(&unit) => panel.outcome.get(unit, time),
            None if row > donors && time >= setting.start => own[time] - size,
            None => own[time],
        });
        if has_level {
            (0..rows.rows()).for_each(|row| centre(rows.row_mut(row)));
        }
        Ok(Self {
            gram: Gram::complete(&rows)?,
            rows,
            donors: (0..donors).collect(),
            size,
        })
    }

    fn span(&self, estimate: &Estimate) -> Span {
        span(estimate, self.size)
    }

    /// The weights that make the donors most like the treated mean without the effect.
    fn mixture(&self, effect: f64, ridge: f64) -> Result<Vec<(usize, f64)>, Refusal> {
        // All nulls lie on the line through no effect and an effect of `size`.
        let target = Target::Between {
            from: self.donors.len(),
            to: self.donors.len() + 1,
            part: effect / self.size,
        };
        let solution = solve(&Problem {
            gram: &self.gram,
            target,
            donors: &self.donors,
            ridge,
        })?;
        Ok(solution.weights)
    }

    /// What weights leave of the treated mean without the effect.
    fn left(&self, weights: &[(usize, f64)], effect: f64) -> Vec<f64> {
        let (plain, moved) = (
            self.rows.row(self.donors.len()),
            self.rows.row(self.donors.len() + 1),
        );
        let part = effect / self.size;
        let mut left = vec![0.0; plain.len()];
        for &(row, weight) in weights {
            for (time, left) in left.iter_mut().enumerate() {
                // Differences keep their digits where the outcomes are large.
                *left +=
                    weight * (plain[time] - part * (plain[time] - moved[time]) - self.rows.get(row, time));
            }
        }
        left
    }

    /// `XᵀX + λI` of the donors around their mean, times × times.
    fn ridge(&self, penalty: f64) -> Result<Cholesky, Refusal> {
        let columns = Matrix::from_fn(self.rows.cols(), self.donors.len(), |time, donor| {
            self.rows.get(donor, time)
        });
        let mut columns = columns;
        (0..columns.rows()).for_each(|time| centre(columns.row_mut(time)));
        let mut factor = Cholesky::new();
        for time in 0..columns.rows() {
            let line: Vec<f64> = (0..time)
                .map(|other| dot(columns.row(time), columns.row(other)))
                .collect();
            let own = dot(columns.row(time), columns.row(time)) + penalty;
            if !factor.push(line, own) {
                return Err(Refusal::NotConverged {
                    what: "the correction",
                });
            }
        }
        Ok(factor)
    }
}

/// How much the treated areas and their comparison move: the unit in which effects are looked for.
fn size_of(own: &[f64], estimate: &Estimate) -> Result<f64, Refusal> {
    let mut moves = own.to_vec();
    centre(&mut moves);
    let spread = libm::sqrt(dot(&moves, &moves) / moves.len().max(1) as f64);
    let size = spread
        .max(estimate.pre_rmspe.unwrap_or(0.0))
        .max(estimate.effect.abs());
    if size.is_finite() && size > 0.0 {
        Ok(size)
    } else {
        Err(Refusal::ConstantOutcome)
    }
}

fn span(estimate: &Estimate, size: f64) -> Span {
    Span {
        middle: estimate.effect,
        step: size / 32.0,
    }
}

fn centre(row: &mut [f64]) {
    let middle = mean(row).unwrap_or(0.0);
    row.iter_mut().for_each(|value| *value -= middle);
}
