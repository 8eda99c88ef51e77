//! The series of a study: outcome and control series, before and after.

use super::{Level, Options};
use crate::difference::reckonable;
use crate::linear::mean;
use crate::panel::Panel;
use crate::refusal::Refusal;

/// The outcome in units of its past spread around its past mean; control series around their past means.
pub(super) struct Window {
    pub(super) outcome: Vec<f64>,
    /// The columns of the regression: control series, the constant, the season. One number for each time.
    pub(super) columns: Vec<Vec<f64>>,
    /// Whether the outcome and all control series are known.
    pub(super) known: Vec<bool>,
    pub(super) start: usize,
    /// The past mean and spread, in the outcome's unit.
    pub(super) centre: f64,
    pub(super) spread: f64,
}

/// A forecast's error needs a variance.
const SPARE: usize = 3;

impl Window {
    pub(super) fn new(panel: &Panel, options: &Options) -> Result<Self, Refusal> {
        reckonable(panel)?;
        check(panel, options)?;
        let treated = panel.treated();
        let Some(start) = treated.first().and_then(|&a| panel.start(a)) else {
            return Err(Refusal::NoTreatedUnit);
        };
        if treated.iter().any(|&a| panel.start(a) != Some(start)) {
            return Err(Refusal::SeveralStarts);
        }
        if start == 0 {
            return Err(Refusal::NoPrePeriod {
                unit: panel.units[treated[0]].clone(),
            });
        }
        let times = panel.times.len();
        let over = |value: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            let mean = |t| treated.iter().map(|&a| value(a, t)).sum::<f64>() / treated.len() as f64;
            (0..times).map(mean).collect()
        };
        let mut outcome = over(&|a, t| panel.outcome.get(a, t));
        let mut controls: Vec<Vec<f64>> = options
            .areas
            .iter()
            .map(|&a| panel.outcome.row(a).to_vec())
            .collect();
        for &place in &options.covariates {
            controls.push(over(&|a, t| panel.covariates[place].values.get(a, t)));
        }
        let known: Vec<bool> = (0..times)
            .map(|t| outcome[t].is_finite() && controls.iter().all(|c| c[t].is_finite()))
            .collect();
        let past: Vec<usize> = (0..start).filter(|&t| known[t]).collect();
        let mut columns = Vec::new();
        for (row, name) in controls.iter_mut().zip(names(panel, options)) {
            let (_, spread) = standard(row, &past);
            if spread == 0.0 || !spread.is_finite() {
                return Err(Refusal::UselessCovariate { name });
            }
            columns.push(std::mem::take(row));
        }
        columns.push(vec![1.0; times]);
        if let Some(season) = options.season {
            for place in 1..season.period {
                let at = |t: usize| match t % season.period {
                    0 => -1.0,
                    now if now == place => 1.0,
                    _ => 0.0,
                };
                columns.push((0..times).map(at).collect());
            }
        }
        let needed = columns.len() + SPARE;
        if past.len() < needed {
            return Err(Refusal::TooFewTimes {
                purpose: "the past of the series",
                found: past.len(),
                needed,
            });
        }
        if !known[start..].iter().any(|k| *k) {
            return Err(Refusal::TooFewTimes {
                purpose: "what came after the start",
                found: 0,
                needed: 1,
            });
        }
        let (centre, spread) = standard(&mut outcome, &past);
        if spread == 0.0 {
            return Err(Refusal::ConstantOutcome);
        }
        if !spread.is_finite() {
            return Err(Refusal::OutOfRange);
        }
        Ok(Self {
            outcome,
            columns,
            known,
            start,
            centre,
            spread,
        })
    }
}

/// Takes the past mean away and divides by the past spread; gives both. Unknown numbers become 0: nobody looks at them.
fn standard(row: &mut [f64], past: &[usize]) -> (f64, f64) {
    let values: Vec<f64> = past.iter().map(|&t| row[t]).collect();
    let centre = mean(&values).unwrap_or(0.0);
    let size = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    let squares: f64 = values.iter().map(|v| (v - centre) * (v - centre)).sum();
    let mut spread = libm::sqrt(squares / (values.len().max(2) - 1) as f64);
    // What is left of a constant is rounding.
    if spread <= 1e-14 * size {
        spread = 0.0;
    }
    for value in row.iter_mut() {
        *value = if value.is_finite() && spread > 0.0 {
            (*value - centre) / spread
        } else {
            0.0
        };
    }
    (centre, spread)
}

fn names(panel: &Panel, options: &Options) -> Vec<String> {
    let areas = options.areas.iter().map(|&a| panel.units[a].clone());
    areas
        .chain(
            options
                .covariates
                .iter()
                .map(|&c| panel.covariates[c].name.clone()),
        )
        .collect()
}

fn check(panel: &Panel, options: &Options) -> Result<(), Refusal> {
    if let Level::Wanders { guess, worth } = options.level {
        let fits = |v: f64| v.is_finite() && v > 0.0;
        if !fits(guess) || !fits(worth) {
            return Err(Refusal::BadOption {
                name: "level",
                allowed: "a guess and a worth above 0",
            });
        }
    }
    if options.season.is_some_and(|s| s.period < 2) {
        return Err(Refusal::BadOption {
            name: "season",
            allowed: "a period of 2 times or more",
        });
    }
    if options.season.is_some_and(|s| s.wanders) && options.level == Level::Still {
        return Err(Refusal::BadOption {
            name: "season",
            allowed: "one that stays when the level stays",
        });
    }
    for &area in &options.areas {
        if area >= panel.units.len() || panel.start(area).is_some() {
            return Err(Refusal::BadOption {
                name: "areas",
                allowed: "areas of the panel that never start",
            });
        }
    }
    for &place in &options.covariates {
        let covariate = panel.covariates.get(place);
        if covariate.is_none_or(|c| c.values.cols() != panel.times.len()) {
            let allowed = "covariates of the panel that change over time";
            return Err(Refusal::BadOption {
                name: "covariates",
                allowed,
            });
        }
    }
    Ok(())
}
