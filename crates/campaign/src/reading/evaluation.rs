//! Reads `evaluation.toml`, and a plan of the same form that stands alone.

use super::context::Context;
use super::measure::effects;
use super::table::{Table, Text};
use crate::diagnostic::{Diagnostic, Place, rules};
use crate::limits::FolderLimits;
use crate::model::{
    About, Better, Chosen, Columns, EstimatorName, Evaluation, Excluded, InferenceName, MadeUp, Measure,
    Outcome, Predictor, Wave,
};
use crate::position::LineIndex;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Reads a plan that stands alone, from the text of its file. `file` is its name in findings. Nothing is given when it has
/// no days or no outcome; every fault has its finding.
pub fn read_plan(file: &str, text: &str) -> (Option<Evaluation>, Vec<Diagnostic>) {
    let context = Context::new(FolderLimits::default());
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    let index = LineIndex::new(content);
    let at = Text {
        context: &context,
        file,
        text: content,
        index: &index,
    };
    let evaluation = super::toml_part(&at, 0, content, "the plan", |table| read(table, None)).flatten();
    (evaluation, context.finish())
}

/// Reads the evaluation. Its outcomes are the campaign's measures; without a campaign they name themselves.
pub(super) fn read(table: &Table<'_>, about: Option<&About>) -> Option<Evaluation> {
    older_keys(table);
    let outcomes = outcomes(table, about);
    let areas = table.plain_texts("areas");
    let waves = waves(table);
    let comparison = table.plain_texts("comparison");
    let excluded = excluded(table);
    let from = table.required_date("from");
    let launch = match about {
        Some(about) => table.date("launch").or(Some(about.starts)),
        None => table.required_date("launch"),
    };
    let to = table.required_date("to");
    let chosen = if table.has("chosen") {
        table.choice("chosen", &Chosen::ALL)
    } else {
        Some(Chosen::Unknown)
    };
    let written = table.text_at("estimator").map(|text| text.place);
    let estimator = table.choice("estimator", &EstimatorName::ALL);
    let inference = table
        .has("inference")
        .then(|| table.choice("inference", &InferenceName::ALL))
        .flatten();
    let predictors = predictors(table);
    let method = table.text("method");
    let alpha = table.decimal("alpha", 0.001, 0.2).unwrap_or(0.05);
    let seed = table.number("seed", 0, i64::MAX).unwrap_or(1).unsigned_abs();
    let decision_rule = table.required_text("decision_rule");
    let cost_per_area_week = table.decimal("cost_per_area_week", 0.0, 1e9);
    let columns = columns(table);
    let simulated = simulated(table);
    let (from, launch, to) = (from?, launch?, to?);
    order(table, from, launch, to, &waves);
    twice(table, &areas, &waves, &comparison);
    before(table, launch, &predictors);
    if let Some(estimator) = estimator {
        suits(table, estimator, inference, &predictors);
    }
    Some(Evaluation {
        outcomes,
        areas,
        waves,
        comparison,
        excluded,
        from,
        launch,
        to,
        chosen: chosen.unwrap_or(Chosen::Unknown),
        estimator: crate::model::At {
            value: estimator?,
            place: written.unwrap_or_else(|| table.place()),
        },
        inference,
        predictors,
        method,
        alpha,
        seed,
        decision_rule: decision_rule?,
        cost_per_area_week,
        columns,
        simulated,
        place: table.place(),
    })
}

fn simulated(table: &Table<'_>) -> Option<MadeUp> {
    let table = table.table("simulated", "what is made up")?;
    let how = table.required_text("how");
    let truth = table.required_text("truth");
    table.finish();
    Some(MadeUp {
        how: how?,
        truth: truth?,
    })
}

/// What the file said before outcomes had a table each.
fn older_keys(table: &Table<'_>) {
    for key in ["primary", "secondary"] {
        if table.has(key) {
            table.context().error(
                rules::BAD_VALUE,
                table.texts(key).into_iter().next().map_or_else(|| table.place(), |text| text.place),
                format!("\"{key}\" is how outcomes were named once"),
                "write a table for each outcome: [[outcome]], measure = \"…\", primary = true for the one that decides, better = \"higher\" or \"lower\", smallest_that_matters = 1",
            );
        }
    }
}

fn outcomes(table: &Table<'_>, about: Option<&About>) -> Vec<Outcome> {
    let tables = table.tables("outcome", "an outcome");
    let mut outcomes: Vec<Outcome> = tables.iter().filter_map(|table| outcome(table, about)).collect();
    let primaries: Vec<Place> = tables
        .iter()
        .filter(|table| table.flag("primary"))
        .map(Table::place)
        .collect();
    match primaries.as_slice() {
        [_] => {}
        [] => table.context().error(
            rules::MISSING_FIELD,
            table.place(),
            "the evaluation has no primary outcome",
            "add [[outcome]] with primary = true: the one outcome that decides whether it worked",
        ),
        [_, second, ..] => table.context().error(
            rules::BAD_VALUE,
            second.clone(),
            format!(
                "{} outcomes are primary, and only one can decide",
                primaries.len()
            ),
            "leave primary = true with the one outcome that decides, and take it out of the others",
        ),
    }
    outcomes.sort_by_key(|outcome| !outcome.primary);
    outcomes
}

fn outcome(table: &Table<'_>, about: Option<&About>) -> Option<Outcome> {
    let cited = about.and_then(|about| {
        if !table.has("measure") {
            let context = table.context();
            let advice = "add measure = \"…\", the id of an outcome or impact of campaign.toml";
            context.error(
                rules::MISSING_FIELD,
                table.place(),
                "an outcome has no \"measure\"",
                advice,
            );
        }
        let mut cited = effects(table, "measure", &about.measures);
        if cited.len() > 1 {
            let advice = "write a table [[outcome]] for each of them";
            let message = format!("an outcome has {} measures", cited.len());
            table
                .context()
                .error(rules::BAD_VALUE, table.place(), message, advice);
        }
        cited.drain(..).next()
    });
    let measured = about.zip(cited.as_ref()).and_then(|(about, cited)| {
        let texts = about.measures.iter().map(Measure::text);
        texts.into_iter().find(|text| text.id == *cited.id())
    });
    let (name, unit) = match about {
        Some(_) => (table.text("name"), table.text("unit")),
        None => (table.required_text("name"), table.required_text("unit")),
    };
    let primary = table.flag("primary");
    let better = table.choice("better", &Better::ALL);
    let smallest = table.required_decimal("smallest_that_matters", 0.0, 1e15, "1.5, in the outcome's unit");
    let moves_by_itself = table.flag("moves_by_itself");
    let column = table.text("column");
    let denominator = table.text("denominator");
    let per = table.decimal("per", 1e-9, 1e12);
    if per.is_some() && denominator.is_none() {
        table.context().error(
            rules::MISSING_FIELD,
            table.place(),
            "an outcome has \"per\" and no \"denominator\"",
            "add denominator = \"…\", the column with the people that the count is out of, or take per out",
        );
    }
    table.finish();
    let column = column.or_else(|| cited.as_ref().map(|cited| cited.id().as_str().to_owned()));
    Some(Outcome {
        name: name.or_else(|| measured.map(|text| text.name.clone()))?,
        unit: unit.or_else(|| measured.map(|text| text.unit.clone()))?,
        definition: measured.map(|text| text.definition.clone()),
        measure: cited,
        primary,
        better: better?,
        smallest_that_matters: smallest?,
        moves_by_itself,
        column: column.unwrap_or_else(|| "outcome".to_owned()),
        denominator,
        per: per.unwrap_or(1.0),
        place: table.place(),
    })
}

fn waves(table: &Table<'_>) -> Vec<Wave> {
    let tables = table.tables("wave", "a wave");
    let read = |table: &Table<'_>| {
        let areas = table.plain_texts("areas");
        let launch = table.required_date("launch");
        table.finish();
        Some(Wave {
            areas,
            launch: launch?,
            place: table.place(),
        })
    };
    tables.iter().filter_map(read).collect()
}

fn excluded(table: &Table<'_>) -> Vec<Excluded> {
    let tables = table.tables("exclude", "what is left out");
    let read = |table: &Table<'_>| {
        let area = table.text("area");
        let from = table.date("from");
        let to = table.date("to");
        let why = table.required_text("why");
        table.finish();
        if area.is_none() && from.is_none() && to.is_none() {
            table.context().error(
                rules::MISSING_FIELD,
                table.place(),
                "nothing says what is left out",
                "add area = \"…\", or from and to, or both",
            );
            return None;
        }
        Some(Excluded {
            area,
            from,
            to,
            why: why?,
            place: table.place(),
        })
    };
    tables.iter().filter_map(read).collect()
}

fn predictors(table: &Table<'_>) -> Vec<Predictor> {
    let tables = table.tables("predictor", "a predictor");
    let read = |table: &Table<'_>| {
        let column = table.text("column");
        let from = table.required_date("from");
        let to = table.required_date("to");
        table.finish();
        Some(Predictor {
            column,
            from: from?,
            to: to?,
            place: table.place(),
        })
    };
    tables.iter().filter_map(read).collect()
}

/// A predictor that looks at days with the campaign would hide what the campaign did.
fn before(table: &Table<'_>, launch: Date, predictors: &[Predictor]) {
    for predictor in predictors {
        let (from, to) = (predictor.from, predictor.to);
        let message = if from > to {
            format!("a predictor begins on {from} and ends on {to}, before it begins")
        } else if to >= launch {
            format!("a predictor goes on until {to}, and the campaign begins on {launch}")
        } else {
            continue;
        };
        let advice = "let from and to of a predictor be days before the launch, in their order";
        table
            .context()
            .error(rules::BAD_DATE, predictor.place.clone(), message, advice);
    }
}

/// What the estimator has no use for.
fn suits(
    table: &Table<'_>,
    estimator: EstimatorName,
    inference: Option<InferenceName>,
    predictors: &[Predictor],
) {
    let error = |place: Place, message: String, advice: &str| {
        table.context().error(rules::BAD_VALUE, place, message, advice);
    };
    let name = estimator.name();
    if let (Some(predictor), true) = (
        predictors.first(),
        estimator != EstimatorName::SyntheticControlPredictors,
    ) {
        let message = format!("the plan has predictors, and the estimator {name} has no use for them");
        let advice = "let estimator be \"synthetic-control-predictors\", or take every [[predictor]] out";
        error(predictor.place.clone(), message, advice);
    }
    let is_defined = match inference {
        None => true,
        Some(InferenceName::Placebo) => estimator != EstimatorName::BeforeAfter,
        Some(InferenceName::Conformal) => matches!(
            estimator,
            EstimatorName::SyntheticControl
                | EstimatorName::AugmentedSyntheticControl
                | EstimatorName::SyntheticDifferenceInDifferences
                | EstimatorName::DifferenceInDifferences
        ),
    };
    if let (false, Some(inference)) = (is_defined, inference) {
        let place = table
            .text_at("inference")
            .map_or_else(|| table.place(), |text| text.place);
        let message = format!(
            "{} inference is not defined for the estimator {name}",
            inference.name()
        );
        let advice = "take inference out: the estimator then has the test that suits it; conformal inference goes with synthetic-control, augmented-synthetic-control, synthetic-difference-in-differences and difference-in-differences";
        error(place, message, advice);
    }
}

fn columns(table: &Table<'_>) -> Columns {
    let Some(table) = table.table("data", "the data") else {
        return Columns::default();
    };
    let area = table.text("area");
    let time = table.text("time");
    let covariates = table.plain_texts("covariates");
    let weight = table.text("weight");
    table.finish();
    let plain = Columns::default();
    Columns {
        area: area.unwrap_or(plain.area),
        time: time.unwrap_or(plain.time),
        covariates,
        weight,
    }
}

/// The days in their order.
fn order(table: &Table<'_>, from: Date, launch: Date, to: Date, waves: &[Wave]) {
    let mut launches = vec![(launch, table.place())];
    launches.extend(waves.iter().map(|wave| (wave.launch, wave.place.clone())));
    for (launch, place) in launches {
        if from >= launch {
            table.context().error(
                rules::BAD_DATE,
                place,
                format!("the data begin on {from} and the campaign on {launch}: nothing shows what it was like before"),
                "let from be well before the launch, two years if you can, so that the season is seen without the campaign",
            );
        } else if to < launch {
            table.context().error(
                rules::BAD_DATE,
                place,
                format!("the data end on {to}, before the campaign begins on {launch}"),
                "let to be the last day on which the effect is looked for",
            );
        }
    }
}

/// An area that is on both sides, or named twice.
fn twice(table: &Table<'_>, areas: &[String], waves: &[Wave], comparison: &[String]) {
    let all = areas
        .iter()
        .chain(waves.iter().flat_map(|wave| &wave.areas))
        .chain(comparison);
    let mut seen = BTreeSet::new();
    for area in all {
        if !seen.insert(area.as_str()) {
            table.context().error(
                rules::DUPLICATE_ID,
                table.place(),
                format!("the area \"{area}\" is named twice in this evaluation"),
                "an area either has the campaign, from one day on, or is compared with",
            );
        }
    }
}
