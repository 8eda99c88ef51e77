//! What an analyst must know of a search, of covariates and of placebos that could not be made.

use super::Report;
use super::json::{Object, array};
use crate::estimate::{Note, SearchNote, UncertaintyNote};
use crate::synthetic::{Predictor, Source};
use crate::words;

/// The covariates that the method took into account, as a list in words.
pub(super) fn helped_by(report: &Report) -> Option<String> {
    let names = report.how.used(&report.panel);
    (!names.is_empty()).then(|| words::list(&names, 20))
}

/// The search for the predictors' importance, where there was one, with the predictors.
fn search(report: &Report) -> Option<(&SearchNote, Vec<Predictor>)> {
    let (estimate, _) = report.found.as_ref().ok()?;
    let search = estimate.notes.iter().find_map(|note| match note {
        Note::Search(search) => Some(search),
        _ => None,
    })?;
    let start = report
        .panel
        .treated()
        .iter()
        .filter_map(|&unit| report.panel.start(unit))
        .min()?;
    Some((search, report.how.predictors(start)))
}

fn name(report: &Report, predictor: &Predictor) -> String {
    match predictor.of {
        Source::Outcome => report.outcome.name.clone(),
        Source::Covariate(place) => {
            let covariate = report.panel.covariates.get(place);
            covariate.map_or_else(String::new, |covariate| covariate.name.clone())
        }
    }
}

/// The first and the last period of a predictor.
fn ends<T>(report: &Report, predictor: &Predictor, say: impl Fn(&crate::panel::Time) -> T) -> Option<(T, T)> {
    let times = report.panel.times.get(predictor.times.clone())?;
    Some((say(times.first()?), say(times.last()?)))
}

/// What the mixture was made to resemble, as a table: its head first.
pub(super) fn predictors(report: &Report) -> Option<Vec<Vec<String>>> {
    let (search, predictors) = search(report)?;
    let head = ["Mean of", "First period", "Last period", "Importance"]
        .map(str::to_owned)
        .to_vec();
    let rows = predictors
        .iter()
        .zip(&search.importance)
        .map(|(predictor, importance)| {
            let (first, last) = ends(report, predictor, words::day).unwrap_or_default();
            vec![name(report, predictor), first, last, words::per_cent(*importance)]
        });
    Some(std::iter::once(head).chain(rows).collect())
}

/// How the search went, as a sentence.
pub(super) fn searched(report: &Report) -> Option<String> {
    let (search, _) = search(report)?;
    let runner_up = search.runner_up.map_or_else(
        || "; no start ended anywhere else".to_owned(),
        |(objective, effect)| format!("; the next best place has {objective:?}, and an effect of {effect:?}"),
    );
    Some(format!(
        "mean squared gap before the start {:?}, reached from {} of {} starts{runner_up}",
        search.objective, search.hits, search.starts
    ))
}

/// The placebos that could not be made, as a sentence.
pub(super) fn refused(report: &Report) -> Option<String> {
    let (_, uncertainty) = report.found.as_ref().ok()?;
    let mut reasons = uncertainty.notes.iter().filter_map(|note| match note {
        UncertaintyNote::PlaceboRefused { reason, .. } => Some(reason),
        _ => None,
    });
    let first = reasons.next()?;
    Some(format!(
        "{} could not be made, which leaves so many fewer to compare ours with; the first because: {first}",
        words::count(1 + reasons.count(), "placebo", "placebos")
    ))
}

/// All of it for programs.
pub(super) fn json(report: &Report, object: Object) -> Object {
    let mut object = object;
    if let Some((search, predictors)) = search(report) {
        let each = predictors
            .iter()
            .zip(&search.importance)
            .map(|(predictor, importance)| {
                let (from, to) = ends(report, predictor, ToString::to_string).unwrap_or_default();
                Object::new()
                    .text("of", &name(report, predictor))
                    .text("from", &from)
                    .text("to", &to)
                    .number("importance", *importance)
                    .finish()
            });
        let search = Object::new()
            .number("objective", search.objective)
            .raw("starts", &search.starts.to_string())
            .raw("hits", &search.hits.to_string())
            .maybe("runner_up_objective", search.runner_up.map(|other| other.0))
            .maybe("runner_up_effect", search.runner_up.map(|other| other.1))
            .raw("predictors", &array(each))
            .finish();
        object = object.raw("search", &search);
    }
    let refused = report.found.as_ref().map_or(0, |(_, uncertainty)| {
        let is_refused = |note: &&UncertaintyNote| matches!(note, UncertaintyNote::PlaceboRefused { .. });
        uncertainty.notes.iter().filter(is_refused).count()
    });
    object.raw("placebos_refused", &refused.to_string())
}
