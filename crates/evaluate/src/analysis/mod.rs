//! One question, one method, one test: from a panel to an effect and how sure we are of it.
//!
//! Each method has the test that suits it. Where fewer than ten areas had the campaign, areas that had none stand for them: an error
//! clustered by area is far too small then (MacKinnon and Webb 2020, Journal of Econometrics 218(2)).

mod examine;
mod permuted;

pub use examine::{Examined, Question, examine};

use crate::difference::{before_after, two_way};
use crate::estimate::{Estimate, Method, Procedure, Uncertainty, UncertaintyNote};
use crate::group_time::{By, Options, group_time};
use crate::panel::Panel;
use crate::placebo::synthetic_placebos;
use crate::refusal::Refusal;
use crate::report::Event;
use crate::sdid;
use crate::series::{self, series};
use crate::synthetic::synthetic_control;
use permuted::permuted;

/// What the test is to be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How often a campaign that changes nothing may be taken for one that did.
    pub alpha: f64,
    /// The seed of whatever is drawn.
    pub seed: u64,
    /// How many sets of areas are drawn where there are more than so many.
    pub draws: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            alpha: 0.05,
            seed: 1,
            draws: 999,
        }
    }
}

/// An effect, how sure we are, and the effects by the time since the start where the method has them.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The effect.
    pub estimate: Estimate,
    /// How sure we are.
    pub uncertainty: Uncertainty,
    /// By the time since the start.
    pub events: Vec<Event>,
}

/// So many treated areas, and so many others, make an error that is clustered by area trustworthy.
const MANY: usize = 10;

/// Works out the effect by a method, without its test.
///
/// # Errors
/// What the method refuses.
pub fn estimate(panel: &Panel, method: Method) -> Result<Estimate, Refusal> {
    match method {
        Method::BeforeAfter => before_after(panel),
        Method::DifferenceInDifferences => Ok(two_way(panel, &[])?.estimate),
        Method::GroupTime => group_time(panel, &Options::default())?.estimate(panel),
        Method::SyntheticControl => synthetic_control(panel),
        Method::SyntheticDifferenceInDifferences => Ok(sdid::sdid(panel, sdid::Weights::Exact)?.estimate),
        Method::StructuralSeries => Ok(series(panel, &controlled(panel))?.estimate),
        Method::SyntheticControlPredictors | Method::AugmentedSyntheticControl => Err(NOT_RUN_HERE),
    }
}

const NOT_RUN_HERE: Refusal = Refusal::BadOption {
    name: "estimator",
    allowed: "before-after, difference-in-differences, group-time, synthetic-control, synthetic-difference-in-differences or structural-series",
};

/// Works out the effect by a method, with the test that suits it.
///
/// # Errors
/// What the method or its test refuses.
pub fn analyse(panel: &Panel, method: Method, settings: &Settings) -> Result<Analysis, Refusal> {
    let level = 1.0 - settings.alpha;
    let has_many = panel.treated().len() >= MANY && panel.never_treated().len() >= MANY;
    let by_placebos = match method {
        Method::SyntheticControl
        | Method::SyntheticControlPredictors
        | Method::AugmentedSyntheticControl
        | Method::SyntheticDifferenceInDifferences => true,
        Method::DifferenceInDifferences | Method::GroupTime => !has_many,
        Method::BeforeAfter | Method::StructuralSeries => false,
    };
    let least = least_p(panel.never_treated().len(), panel.treated().len());
    if by_placebos && least > settings.alpha {
        // Nothing that could come out would be rare enough: there is no test to run.
        return Ok(Analysis {
            estimate: estimate(panel, method)?,
            uncertainty: Uncertainty {
                procedure: Procedure::PlaceboEffect,
                least_p: Some(least),
                notes: vec![UncertaintyNote::LevelOutOfReach],
                ..untested()
            },
            events: Vec::new(),
        });
    }
    let (estimate, uncertainty) = match method {
        Method::BeforeAfter => (before_after(panel)?, untested()),
        Method::DifferenceInDifferences if has_many => {
            let found = two_way(panel, &[])?;
            let uncertainty = found.uncertainty(level)?;
            (found.estimate, uncertainty)
        }
        Method::GroupTime if has_many => {
            let found = group_time(panel, &Options::default())?;
            (found.estimate(panel)?, found.uncertainty(level)?)
        }
        Method::DifferenceInDifferences | Method::GroupTime => {
            let found = estimate(panel, method)?;
            let uncertainty = permuted(panel, &found, settings, |placebo| estimate(placebo, method))?;
            (found, uncertainty)
        }
        Method::SyntheticControl => {
            let found = synthetic_control(panel)?;
            let test = synthetic_placebos(panel, settings.draws, settings.seed, level)?;
            // By the ratio, so that an area whose past nothing follows is not taken for a large effect.
            let mut uncertainty = test.by_ratio;
            uncertainty.placebos = test.placebos;
            (found, uncertainty)
        }
        Method::SyntheticDifferenceInDifferences => {
            let found = sdid::sdid(panel, sdid::Weights::Exact)?;
            let options = sdid::PlaceboOptions {
                draws: settings.draws,
                seed: settings.seed,
                level,
                ..sdid::PlaceboOptions::default()
            };
            let uncertainty = sdid::placebo(panel, &found, &options)?;
            (found.estimate, uncertainty)
        }
        Method::StructuralSeries => {
            let found = series(panel, &controlled(panel))?;
            let uncertainty = found.uncertainty(level)?;
            (found.estimate, uncertainty)
        }
        Method::SyntheticControlPredictors | Method::AugmentedSyntheticControl => return Err(NOT_RUN_HERE),
    };
    Ok(Analysis {
        events: events(panel, method, settings),
        estimate,
        uncertainty,
    })
}

/// The least p-value of a test by all sets of so many areas.
pub(crate) fn least_p(others: usize, treated: usize) -> f64 {
    let mut sets = 1.0_f64;
    for taken in 0..treated.min(others) {
        sets = sets * (others - taken) as f64 / (taken + 1) as f64;
    }
    1.0 / (sets + 1.0)
}

/// The control series of a structural model: the areas that moved most like the treated ones before the start, one for each ten times,
/// so that the model is not made of chance. Ties go to the first area.
fn controlled(panel: &Panel) -> series::Options {
    let treated = panel.treated();
    let start = treated
        .iter()
        .filter_map(|&unit| panel.start(unit))
        .min()
        .unwrap_or(0);
    let own: Vec<f64> = (0..start)
        .map(|time| treated.iter().map(|&unit| panel.outcome.get(unit, time)).sum())
        .collect();
    let mut others: Vec<(usize, f64)> = panel
        .never_treated()
        .into_iter()
        .map(|unit| (unit, together(&own, &panel.outcome.row(unit)[..start])))
        .filter(|(_, likeness)| likeness.is_finite())
        .collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    others.truncate((start / 10).max(1));
    let mut areas: Vec<usize> = others.into_iter().map(|(unit, _)| unit).collect();
    areas.sort_unstable();
    series::Options {
        areas,
        ..series::Options::default()
    }
}

/// How nearly two rows move together: the size of their correlation, NaN where a number is missing or one of them stands still.
fn together(left: &[f64], right: &[f64]) -> f64 {
    let centred = |row: &[f64]| -> Vec<f64> {
        let mean = crate::linear::mean(row).unwrap_or(0.0);
        row.iter().map(|value| value - mean).collect()
    };
    let (left, right) = (centred(left), centred(right));
    let squares = crate::linear::square_sum(&left) * crate::linear::square_sum(&right);
    (crate::linear::dot(&left, &right) / libm::sqrt(squares)).abs()
}

/// Before and after has no test.
fn untested() -> Uncertainty {
    Uncertainty {
        procedure: Procedure::Analytic,
        p: None,
        least_p: None,
        interval: None,
        standard_error: None,
        draws: None,
        placebos: Vec::new(),
        notes: Vec::<UncertaintyNote>::new(),
    }
}

fn events(panel: &Panel, method: Method, settings: &Settings) -> Vec<Event> {
    let study = (method == Method::GroupTime)
        .then(|| group_time(panel, &Options::default()).ok()?.aggregate(By::Event))
        .flatten();
    let Some(study) = study else {
        return Vec::new();
    };
    let bands = study.bands(1.0 - settings.alpha, settings.draws, settings.seed);
    let band = |index: usize| {
        bands
            .as_ref()?
            .bands
            .get(index)?
            .as_ref()
            .map(|band| (band.low, band.high))
    };
    study
        .parts
        .iter()
        .enumerate()
        .map(|(index, part)| Event {
            at: part.at,
            effect: part.effect,
            band: band(index),
        })
        .collect()
}
