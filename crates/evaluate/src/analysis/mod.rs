//! One question, one method, one test: from a panel to an effect and how sure we are of it.
//!
//! Each method has the test that suits it. Where fewer than twenty areas had the campaign, areas that had none stand for them: an
//! error clustered by area is too small then (MacKinnon and Webb 2020, Journal of Econometrics 218(2)).

mod examine;
mod how;

pub use examine::{Examined, Question, examine};
pub use how::{How, Resemblance};

use crate::conformal::{augmented_conformal, sdid_conformal, synthetic_conformal, two_way_conformal};
use crate::difference::{before_after, two_way};
use crate::estimate::{Estimate, Inference, Method, Procedure, Uncertainty, UncertaintyNote};
use crate::group_time::{By, group_time};
use crate::panel::Panel;
use crate::placebo::{Draw, Statistic, permuted, synthetic_placebos, test_in_space};
use crate::refusal::Refusal;
use crate::report::Event;
use crate::sdid::{self, Weights, sdid};
use crate::series::{self, series};
use crate::synthetic::{
    Penalty, Setting, augmented, augmented_placebo, predictors_placebo, synthetic_control, with_predictors,
};

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

/// So many treated areas, and so many others, make an error that is clustered by area trustworthy: with ten of 120 it took chance for an
/// effect 8 times in a hundred where 5 were meant, with twenty 5 times (`bench/evaluate/truth`).
const MANY: usize = 20;

/// So many on both sides make it bearable where no sets of areas can stand for the treated ones, because there are more of these.
const BEARABLE: usize = 10;

/// How strongly the augmented method's correction is held back: found from ten times that are held out.
const PENALTY: Penalty = Penalty::HeldOut { most: 10 };

/// So many areas to compare with make a test over times worth having: with fewer, what is left over says more of one of them than of the
/// campaign.
const FEWEST: usize = 5;

/// Works out the effect, without its test.
///
/// # Errors
/// What the method refuses.
pub fn estimate(panel: &Panel, how: impl Into<How>) -> Result<Estimate, Refusal> {
    estimated(panel, &how.into(), Settings::default().seed)
}

/// The seed moves the search for the predictors' importance, and nothing else.
fn estimated(panel: &Panel, how: &How, seed: u64) -> Result<Estimate, Refusal> {
    let mut found = match how.method {
        Method::BeforeAfter => before_after(panel)?,
        Method::DifferenceInDifferences => two_way(panel, &how.moving(panel))?.estimate,
        Method::GroupTime => group_time(panel, &how.group_time(panel))?.estimate(panel)?,
        Method::SyntheticControl => synthetic_control(panel)?,
        Method::SyntheticControlPredictors => {
            let start = Setting::of(panel)?.start;
            with_predictors(panel, &how.predictors(start), &how.search(start, seed))?
        }
        Method::AugmentedSyntheticControl => augmented(panel, PENALTY)?,
        Method::SyntheticDifferenceInDifferences => sdid(panel, Weights::Exact)?.estimate,
        Method::StructuralSeries => series(panel, &controlled(panel))?.estimate,
    };
    found.notes.extend(how.told(panel));
    Ok(found)
}

/// The test that an analysis comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    /// There is none.
    Nothing,
    /// The error that the method brings: clustered by area, of the influence function, of the model.
    Error,
    /// Areas stand for areas.
    Placebo,
    /// Times stand for times.
    Conformal,
}

fn test(panel: &Panel, how: &How) -> Result<Test, Refusal> {
    let (treated, others) = (panel.treated().len(), panel.never_treated().len());
    let least = if others < treated + 2 { BEARABLE } else { MANY };
    let has_many = treated >= least && others >= least;
    let refused = |allowed| {
        Err(Refusal::BadOption {
            name: "inference",
            allowed,
        })
    };
    match (how.method, how.inference) {
        (Method::BeforeAfter, Inference::Own) => Ok(Test::Nothing),
        (Method::BeforeAfter, _) => refused("left out: what is compared with nothing has no test"),
        (_, Inference::Placebo) => Ok(Test::Placebo),
        (Method::DifferenceInDifferences, Inference::Conformal) if !how.moving(panel).is_empty() => {
            refused("placebo, where a difference in differences has covariates")
        }
        (
            Method::SyntheticControl
            | Method::AugmentedSyntheticControl
            | Method::SyntheticDifferenceInDifferences
            | Method::DifferenceInDifferences,
            Inference::Conformal,
        ) => Ok(Test::Conformal),
        (_, Inference::Conformal) => refused(
            "conformal for synthetic-control, augmented-synthetic-control, synthetic-difference-in-differences and difference-in-differences alone",
        ),
        (Method::StructuralSeries, Inference::Own) => Ok(Test::Error),
        (Method::DifferenceInDifferences | Method::GroupTime, Inference::Own) if has_many => Ok(Test::Error),
        (_, Inference::Own) => Ok(Test::Placebo),
    }
}

/// Works out the effect, with the test that was asked for or that suits the method.
///
/// # Errors
/// What the method or its test refuses.
pub fn analyse(panel: &Panel, how: impl Into<How>, settings: &Settings) -> Result<Analysis, Refusal> {
    let how = &how.into();
    let estimate = estimated(panel, how, settings.seed)?;
    let uncertainty = match test(panel, how)? {
        Test::Nothing => untested(),
        Test::Error => error(panel, how, 1.0 - settings.alpha)?,
        Test::Placebo => placebos(panel, how, &estimate, settings)?,
        Test::Conformal => over_times(panel, how, settings)?,
    };
    let is_untested = uncertainty.notes.contains(&UncertaintyNote::LevelOutOfReach);
    Ok(Analysis {
        events: if is_untested {
            Vec::new()
        } else {
            events(panel, how, settings)
        },
        estimate,
        uncertainty,
    })
}

/// The error that the method brings.
fn error(panel: &Panel, how: &How, level: f64) -> Result<Uncertainty, Refusal> {
    match how.method {
        Method::DifferenceInDifferences => two_way(panel, &how.moving(panel))?.uncertainty(level),
        Method::GroupTime => group_time(panel, &how.group_time(panel))?.uncertainty(level),
        _ => series(panel, &controlled(panel))?.uncertainty(level),
    }
}

/// Areas without the campaign take their turn.
fn placebos(panel: &Panel, how: &How, found: &Estimate, settings: &Settings) -> Result<Uncertainty, Refusal> {
    let &Settings { alpha, seed, draws } = settings;
    let level = 1.0 - alpha;
    let least = least_p(panel.never_treated().len(), panel.treated().len());
    if least > alpha {
        // Nothing that could come out would be rare enough: there is no test to run.
        return Ok(Uncertainty {
            procedure: Procedure::PlaceboEffect,
            least_p: Some(least),
            notes: vec![UncertaintyNote::LevelOutOfReach],
            ..untested()
        });
    }
    // By the effect beside what was missed before, so that a restless area is compared with what is usual for it: of all that was tried
    // on panels with a known truth (`bench/evaluate/truth`) this alone held its level in nearly all of them, and its interval holds
    // effects that grow.
    let statistic = match how.method {
        // Its effects before the start are not those of the same comparison.
        Method::GroupTime => Statistic::Effect,
        _ => Statistic::Scaled,
    };
    let test = match how.method {
        Method::SyntheticControl => synthetic_placebos(panel, draws, seed, level)?,
        Method::SyntheticControlPredictors => {
            let setting = Setting::of(panel)?;
            let (predictors, search) = (how.predictors(setting.start), how.search(setting.start, seed));
            test_in_space(&setting, draws, seed, level, |treated, donors| {
                predictors_placebo(panel, treated, donors, setting.start, &predictors, &search)
            })?
        }
        Method::AugmentedSyntheticControl => {
            let setting = Setting::of(panel)?;
            test_in_space(&setting, draws, seed, level, |treated, donors| {
                augmented_placebo(panel, treated, donors, setting.start, PENALTY)
            })?
        }
        Method::SyntheticDifferenceInDifferences => {
            let options = sdid::PlaceboOptions {
                draws,
                seed,
                level,
                statistic,
                ..sdid::PlaceboOptions::default()
            };
            return sdid::placebo(panel, &sdid(panel, Weights::Exact)?, &options);
        }
        _ => {
            let draw = Draw {
                draws,
                seed,
                level,
                statistic,
            };
            return permuted(panel, found, draw, |panel| estimated(panel, how, seed));
        }
    };
    let mut uncertainty = test.by_scale;
    uncertainty.placebos = test.placebos;
    Ok(uncertainty)
}

/// Times without the campaign take their turn.
fn over_times(panel: &Panel, how: &How, settings: &Settings) -> Result<Uncertainty, Refusal> {
    let level = 1.0 - settings.alpha;
    let (others, times) = (panel.never_treated().len(), panel.times.len());
    let needed = crate::verdict::areas_needed(settings.alpha);
    if others < FEWEST {
        return Err(Refusal::TooFewAreas {
            purpose: "conformal inference to compare with",
            found: others,
            needed: FEWEST,
        });
    }
    if times < needed {
        return Err(Refusal::TooFewTimes {
            purpose: "conformal inference at the plan\u{2019}s level",
            found: times,
            needed,
        });
    }
    match how.method {
        Method::AugmentedSyntheticControl => augmented_conformal(panel, PENALTY, level),
        Method::SyntheticDifferenceInDifferences => sdid_conformal(panel, level),
        Method::DifferenceInDifferences => two_way_conformal(panel, level),
        _ => synthetic_conformal(panel, level),
    }
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

fn events(panel: &Panel, how: &How, settings: &Settings) -> Vec<Event> {
    let study = (how.method == Method::GroupTime)
        .then(|| {
            group_time(panel, &how.group_time(panel))
                .ok()?
                .aggregate(By::Event)
        })
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
