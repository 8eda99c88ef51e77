//! From a plan as the folder has it to a plan as the engine has it.

use campaign::{EstimatorName, Evaluation, InferenceName};
use evaluate::registered::{Better, Chosen, Excluded, Outcome, Plan, Predictor, Start};
use evaluate::report::Simulated;
use evaluate::{Inference, Method, Time};
use jiff::civil::Date;

pub(super) fn plan(evaluation: &Evaluation) -> Plan {
    let first = evaluation.areas.iter().map(|area| (area, evaluation.launch));
    let later = evaluation
        .waves
        .iter()
        .flat_map(|wave| wave.areas.iter().map(|area| (area, wave.launch)));
    Plan {
        outcomes: evaluation.outcomes.iter().map(outcome).collect(),
        areas: first
            .chain(later)
            .map(|(area, launch)| Start {
                area: area.clone(),
                launch: time(launch),
            })
            .collect(),
        comparison: evaluation.comparison.clone(),
        excluded: evaluation
            .excluded
            .iter()
            .map(|out| Excluded {
                area: out.area.clone(),
                from: out.from.map(time),
                to: out.to.map(time),
                why: out.why.clone(),
            })
            .collect(),
        from: time(evaluation.from),
        to: time(evaluation.to),
        chosen: match evaluation.chosen {
            campaign::Chosen::Lot => Chosen::Lot,
            campaign::Chosen::Partners => Chosen::Partners,
            campaign::Chosen::Worst => Chosen::Worst,
            campaign::Chosen::Unknown => Chosen::Unknown,
        },
        method: method(evaluation.estimator.value),
        inference: evaluation.inference.map_or(Inference::Own, inference),
        predictors: evaluation
            .predictors
            .iter()
            .map(|predictor| Predictor {
                column: predictor.column.clone(),
                from: time(predictor.from),
                to: time(predictor.to),
            })
            .collect(),
        method_in_words: evaluation.method.clone(),
        alpha: evaluation.alpha,
        seed: evaluation.seed,
        decision_rule: evaluation.decision_rule.clone(),
        area_column: evaluation.columns.area.clone(),
        time_column: evaluation.columns.time.clone(),
        covariates: evaluation.columns.covariates.clone(),
        weight_column: evaluation.columns.weight.clone(),
        cost_per_area_week: evaluation.cost_per_area_week,
    }
}

pub(super) fn simulated(evaluation: &Evaluation) -> Option<Simulated> {
    evaluation.simulated.as_ref().map(|made_up| Simulated {
        how: made_up.how.clone(),
        truth: made_up.truth.clone(),
    })
}

fn outcome(outcome: &campaign::Outcome) -> Outcome {
    Outcome {
        name: outcome.name.clone(),
        unit: outcome.unit.clone(),
        definition: outcome.definition.clone(),
        primary: outcome.primary,
        better: match outcome.better {
            campaign::Better::Higher => Better::Higher,
            campaign::Better::Lower => Better::Lower,
        },
        smallest_that_matters: outcome.smallest_that_matters,
        moves_by_itself: outcome.moves_by_itself,
        column: outcome.column.clone(),
        denominator: outcome.denominator.clone(),
        per: outcome.per,
    }
}

pub(super) fn method(name: EstimatorName) -> Method {
    match name {
        EstimatorName::BeforeAfter => Method::BeforeAfter,
        EstimatorName::DifferenceInDifferences => Method::DifferenceInDifferences,
        EstimatorName::GroupTime => Method::GroupTime,
        EstimatorName::SyntheticControl => Method::SyntheticControl,
        EstimatorName::SyntheticControlPredictors => Method::SyntheticControlPredictors,
        EstimatorName::AugmentedSyntheticControl => Method::AugmentedSyntheticControl,
        EstimatorName::SyntheticDifferenceInDifferences => Method::SyntheticDifferenceInDifferences,
        EstimatorName::StructuralSeries => Method::StructuralSeries,
    }
}

pub(super) fn inference(name: InferenceName) -> Inference {
    match name {
        InferenceName::Placebo => Inference::Placebo,
        InferenceName::Conformal => Inference::Conformal,
    }
}

fn time(day: Date) -> Time {
    // A day of the folder lies between the years 0 and 9999, as jiff has them; year 0 is none of the engine's, and no campaign's.
    Time::Date {
        year: u16::try_from(day.year()).unwrap_or(1).max(1),
        month: day.month().unsigned_abs(),
        day: day.day().unsigned_abs(),
    }
}
