//! How a question is put to a panel: by which method, helped by what, and with which test.

use super::BEARABLE;
use crate::estimate::{Inference, Method, Note};
use crate::group_time;
use crate::panel::{Covariate, Panel};
use crate::refusal::Refusal;
use crate::registered::Plan;
use crate::synthetic::{self, Search, Source};
use crate::words;
use std::cmp::Ordering;
use std::ops::Range;

/// How an effect is worked out and tested. A [`Method`] alone is one too: without covariates, and with the method's own test.
#[derive(Debug, Clone, PartialEq)]
pub struct How {
    /// The method.
    pub method: Method,
    /// Which of the panel's covariates help to compare, by their place.
    pub covariates: Vec<usize>,
    /// What synthetic control on predictors makes the mixture resemble; without any, see [`How::predictors`].
    pub resembles: Vec<Resemblance>,
    /// How many local searches for the predictors' importance each fit has; without a number, 24 and more than there are predictors.
    pub searches: Option<usize>,
    /// By which test.
    pub inference: Inference,
}

/// A mean over some periods before the start, in which the mixture shall be like the area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resemblance {
    /// Of what.
    pub of: Source,
    /// Which periods, counted back from the start: 1 is the last one before it. So the same means can be taken before another start,
    /// which trials on the past need.
    pub back: Range<usize>,
}

impl From<Method> for How {
    fn from(method: Method) -> Self {
        Self {
            method,
            covariates: Vec::new(),
            resembles: Vec::new(),
            searches: None,
            inference: Inference::Own,
        }
    }
}

impl From<&How> for How {
    fn from(how: &How) -> Self {
        how.clone()
    }
}

/// Where a plan names no predictors: the mean outcome in so many stretches of the time before the start. With few of them some mixture
/// is nearly always exactly like the area, and then many are.
const STRETCHES: usize = 12;

impl How {
    /// As a plan has it. `panel` is the plan's part of the data.
    ///
    /// # Errors
    /// [`Refusal::UselessCovariate`] for a column that the panel does not have; [`Refusal::BadOption`] for a predictor without a time
    /// before the start.
    pub fn of(plan: &Plan, panel: &Panel) -> Result<Self, Refusal> {
        let place = |name: &String| {
            let found = panel
                .covariates
                .iter()
                .position(|covariate| covariate.name == *name);
            found.ok_or_else(|| Refusal::UselessCovariate { name: name.clone() })
        };
        let start = first_start(panel);
        let resembles = plan.predictors.iter().map(|predictor| {
            let inside: Vec<usize> = (0..start)
                .filter(|&time| {
                    let time = &panel.times[time];
                    time.order(&predictor.from) != Ordering::Less
                        && time.order(&predictor.to) != Ordering::Greater
                })
                .collect();
            let Some((first, last)) = inside.first().zip(inside.last()) else {
                return Err(Refusal::BadOption {
                    name: "a predictor's days",
                    allowed: "days before the start, of which the data have at least one period",
                });
            };
            Ok(Resemblance {
                of: match &predictor.column {
                    Some(name) => Source::Covariate(place(name)?),
                    None => Source::Outcome,
                },
                back: start - last..start - first + 1,
            })
        });
        Ok(Self {
            method: plan.method,
            resembles: resembles.collect::<Result<_, _>>()?,
            covariates: plan.covariates.iter().map(place).collect::<Result<_, _>>()?,
            searches: None,
            inference: plan.inference,
        })
    }

    /// The same by another method, with that method's own test.
    #[must_use]
    pub fn by(&self, method: Method) -> Self {
        Self {
            method,
            inference: Inference::Own,
            ..self.clone()
        }
    }

    /// What the mixture shall resemble, with a start at this time. Where none was named: the mean outcome in twelve stretches of the time
    /// before (fewer where there are fewer times), and the mean of each covariate over all of it.
    #[must_use]
    pub fn predictors(&self, start: usize) -> Vec<synthetic::Predictor> {
        let predictor = |of, times| synthetic::Predictor {
            of,
            times,
            training: None,
        };
        if !self.resembles.is_empty() {
            // A trial on the past has less of it: what lies before the data is cut off.
            return self
                .resembles
                .iter()
                .map(|each| {
                    let first = start.saturating_sub(each.back.end.saturating_sub(1));
                    predictor(
                        each.of,
                        first..start.saturating_sub(each.back.start.saturating_sub(1)),
                    )
                })
                .collect();
        }
        let stretches = STRETCHES.min(start);
        let outcomes = (0..stretches).map(|stretch| {
            let times = stretch * start / stretches..(stretch + 1) * start / stretches;
            predictor(Source::Outcome, times)
        });
        let covariates = self
            .covariates
            .iter()
            .map(|&place| predictor(Source::Covariate(place), 0..start));
        outcomes.chain(covariates).collect()
    }

    /// The search for the predictors' importance: over all times before the start, from 24 starts at least, and from more than there are
    /// predictors, because the first ones stand at each predictor in turn.
    pub(super) fn search(&self, start: usize, seed: u64) -> Search {
        let plain = Search::over(0..start);
        Search {
            starts: self
                .searches
                .unwrap_or_else(|| plain.starts.max(self.predictors(start).len() + 9)),
            seed,
            ..plain
        }
    }

    /// What group-time effects are helped by. The chance of a start cannot be learnt from few areas: there, regression alone.
    pub(super) fn group_time(&self, panel: &Panel) -> group_time::Options {
        group_time::Options {
            adjustment: if panel.treated().len() < BEARABLE {
                group_time::Adjustment::Regression
            } else {
                group_time::Adjustment::DoublyRobust
            },
            covariates: self.covariates.clone(),
            ..group_time::Options::default()
        }
    }

    /// The covariates that a difference in differences can use: those that change over time.
    pub(super) fn moving(&self, panel: &Panel) -> Vec<usize> {
        let moves = |place: &usize| panel.covariates.get(*place).is_none_or(moves);
        self.covariates.iter().copied().filter(moves).collect()
    }

    /// The names of the covariates that the method takes into account.
    #[must_use]
    pub fn used(&self, panel: &Panel) -> Vec<String> {
        let places = match self.method {
            Method::GroupTime => self.covariates.clone(),
            Method::DifferenceInDifferences => self.moving(panel),
            Method::SyntheticControlPredictors => {
                let places = self.predictors(first_start(panel)).into_iter();
                places
                    .filter_map(|predictor| match predictor.of {
                        Source::Covariate(place) => Some(place),
                        Source::Outcome => None,
                    })
                    .collect()
            }
            _ => Vec::new(),
        };
        let mut names: Vec<String> = Vec::new();
        for name in places
            .iter()
            .filter_map(|&place| panel.covariates.get(place))
            .map(|covariate| &covariate.name)
        {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// What was named and is not used, so that nobody takes it for used.
    pub(super) fn told(&self, panel: &Panel) -> Vec<Note> {
        let used = self.used(panel);
        let ignored: Vec<String> = self
            .covariates
            .iter()
            .filter_map(|&place| panel.covariates.get(place))
            .map(|covariate| covariate.name.clone())
            .filter(|name| !used.contains(name))
            .collect();
        let mut notes = Vec::new();
        if !ignored.is_empty() {
            let why = match self.method {
                Method::DifferenceInDifferences => {
                    "What never changes is in each area\u{2019}s own level already".to_owned()
                }
                Method::SyntheticControlPredictors => "The plan\u{2019}s predictors are others".to_owned(),
                method => format!(
                    "This method ({}) has no use for covariates",
                    words::method(method)
                ),
            };
            let names = words::list(&ignored, 8);
            notes.push(Note::Remark(format!(
                "Named in the plan to help to compare, and not used: {names}. {why}."
            )));
        }
        if panel.weights.is_some() && self.method == Method::StructuralSeries {
            notes.push(Note::Remark(crate::estimate::WEIGHTS_NOT_USED.to_owned()));
        }
        notes
    }
}

fn moves(covariate: &Covariate) -> bool {
    let values = &covariate.values;
    values.cols() > 1
        && (0..values.rows()).any(|unit| {
            let row = values.row(unit);
            let mut known = row.iter().filter(|value| value.is_finite());
            let first = known.next();
            known.any(|value| Some(value) != first)
        })
}

/// The first start of all; the number of times where nobody starts.
pub(super) fn first_start(panel: &Panel) -> usize {
    let starts = panel.treated().into_iter().filter_map(|unit| panel.start(unit));
    starts.min().unwrap_or(panel.times.len())
}
