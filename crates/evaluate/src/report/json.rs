//! The report as JSON. `docs/evaluation-report.md` says what each key holds; a test compares the two.

use super::Report;
use super::escape::{json as text, json_number as number};
use crate::estimate::{Inference, Method, Procedure, Uncertainty};
use crate::registered::{Better, Chosen, Standing};

/// The version of the form. It goes up when a key goes away or means something else; a new key does not change it.
pub const SCHEMA_VERSION: u32 = 1;

/// An object in the making.
pub(crate) struct Object {
    text: String,
}

impl Object {
    pub(crate) fn new() -> Object {
        Object {
            text: String::from("{"),
        }
    }

    pub(crate) fn raw(mut self, key: &str, value: &str) -> Object {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.push_str(&text(key));
        self.text.push(':');
        self.text.push_str(value);
        self
    }

    pub(crate) fn text(self, key: &str, value: &str) -> Object {
        self.raw(key, &text(value))
    }

    pub(crate) fn number(self, key: &str, value: f64) -> Object {
        self.raw(key, &number(value))
    }

    pub(crate) fn maybe(self, key: &str, value: Option<f64>) -> Object {
        self.raw(key, &value.map_or_else(|| "null".to_owned(), number))
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// A list in the making, an item to a line.
pub(crate) fn array(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n{}\n]", items.join(",\n"))
    }
}

fn texts(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| text(item)).collect();
    format!("[{}]", items.join(","))
}

/// A method's name, as a plan writes it.
pub(crate) fn method_name(method: Method) -> &'static str {
    match method {
        Method::BeforeAfter => "before-after",
        Method::DifferenceInDifferences => "difference-in-differences",
        Method::GroupTime => "group-time",
        Method::SyntheticControl => "synthetic-control",
        Method::SyntheticControlPredictors => "synthetic-control-predictors",
        Method::AugmentedSyntheticControl => "augmented-synthetic-control",
        Method::SyntheticDifferenceInDifferences => "synthetic-difference-in-differences",
        Method::StructuralSeries => "structural-series",
    }
}

fn inference_name(inference: Inference) -> &'static str {
    match inference {
        Inference::Own => "own",
        Inference::Placebo => "placebo",
        Inference::Conformal => "conformal",
    }
}

fn procedure_name(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::PlaceboEffect => "placebo-effect",
        Procedure::PlaceboRatio => "placebo-ratio",
        Procedure::PlaceboScaled => "placebo-scaled",
        Procedure::PlaceboSets => "placebo-sets",
        Procedure::PlaceboInTime => "placebo-in-time",
        Procedure::Conformal => "conformal",
        Procedure::Jackknife => "jackknife",
        Procedure::Bootstrap => "bootstrap",
        Procedure::ClusterRobust => "cluster-robust",
        Procedure::Analytic => "analytic",
        Procedure::Model => "model",
    }
}

/// The report as JSON: one object, keys always in the same order.
#[must_use]
pub fn json(report: &Report) -> String {
    let verdict = &report.verdict;
    let warnings: Vec<String> = verdict
        .warnings
        .iter()
        .map(super::super::verdict::Warning::sentence)
        .collect();
    let differences: Vec<String> = report
        .differences
        .iter()
        .map(|difference| difference.sentence(&report.plan))
        .collect();
    let mut object = Object::new()
        .text("schema", "hueandcry evaluation report")
        .raw("schema_version", &SCHEMA_VERSION.to_string())
        .text("title", &report.title)
        .text("answer", verdict.answer.name())
        .text("sentence", &verdict.sentence)
        .text(
            "standing",
            match verdict.standing {
                Standing::Registered => "registered",
                Standing::Exploratory => "exploratory",
            },
        )
        .raw("differences", &texts(&differences))
        .raw("warnings", &texts(&warnings))
        .raw(
            "simulated",
            if report.simulated.is_some() {
                "true"
            } else {
                "false"
            },
        )
        .raw("outcome", &outcome(report))
        .raw("plan", &plan(report))
        .raw("origin", &origin(report));
    object = match &report.found {
        Ok((estimate, uncertainty)) => {
            let unit = |index: usize| report.panel.units.get(index).cloned().unwrap_or_default();
            let weights = estimate.weights.iter().map(|(index, weight)| {
                Object::new()
                    .text("area", &unit(*index))
                    .number("weight", *weight)
                    .finish()
            });
            let time_weights = estimate.time_weights.iter().map(|(index, weight)| {
                let time = report.panel.times.get(*index).map(ToString::to_string);
                Object::new()
                    .text("time", &time.unwrap_or_default())
                    .number("weight", *weight)
                    .finish()
            });
            let by_time = estimate.by_time.iter().map(|time| {
                Object::new()
                    .text("time", &time.time.to_string())
                    .number("counted", time.actual)
                    .number("without", time.without)
                    .number("gap", time.gap)
                    .finish()
            });
            object = object
                .text("method", method_name(estimate.method))
                .number("effect", estimate.effect)
                .maybe("pre_rmspe", estimate.pre_rmspe)
                .raw(
                    "certificate",
                    &estimate.certificate.as_ref().map_or_else(
                        || "null".to_owned(),
                        |certificate| {
                            Object::new()
                                .number("objective", certificate.objective)
                                .number("gap_bound", certificate.gap_bound)
                                .number("kkt_residual", certificate.kkt_residual)
                                .finish()
                        },
                    ),
                )
                .raw("uncertainty", &sure(uncertainty))
                .raw("weights", &array(weights))
                .raw("time_weights", &array(time_weights))
                .raw("by_time", &array(by_time))
                .raw("placebos", &placebos(report, uncertainty));
            super::notes::json(report, object)
        }
        Err(refusal) => object
            .text("refused", &refusal.to_string())
            .text("advice", &refusal.advice()),
    };
    let events = report.events.iter().map(|event| {
        Object::new()
            .raw("periods_since_start", &event.at.to_string())
            .number("effect", event.effect)
            .maybe("from", event.band.map(|band| band.0))
            .maybe("to", event.band.map(|band| band.1))
            .finish()
    });
    let others = report.others.iter().map(|other| {
        let object = Object::new().text("method", method_name(other.method));
        match &other.found {
            Ok((effect, uncertainty)) => object
                .number("effect", *effect)
                .raw(
                    "uncertainty",
                    &uncertainty.as_ref().map_or_else(|| "null".to_owned(), sure),
                )
                .finish(),
            Err(refusal) => object.text("refused", &refusal.to_string()).finish(),
        }
    });
    let secondary = report.secondary.iter().map(|other| {
        Object::new()
            .text("outcome", &other.outcome.name)
            .text("sentence", &other.sentence)
            .maybe("corrected_p", other.corrected_p)
            .finish()
    });
    let left_out = report.left_out.iter().map(|out| {
        Object::new()
            .text("area", &out.area)
            .number("effect", out.effect)
            .finish()
    });
    let covariates = report.how.used(&report.panel);
    let mut text = object
        .raw("seed", &report.seed.to_string())
        .raw("helped_by", &texts(&covariates))
        .raw("events", &array(events))
        .raw("other_methods", &array(others))
        .raw("secondary", &array(secondary))
        .raw("left_out", &array(left_out))
        .finish();
    text.push('\n');
    text
}

fn outcome(report: &Report) -> String {
    let outcome = &report.outcome;
    Object::new()
        .text("name", &outcome.name)
        .text("unit", &outcome.unit)
        .raw("primary", if outcome.primary { "true" } else { "false" })
        .text(
            "better",
            match outcome.better {
                Better::Higher => "higher",
                Better::Lower => "lower",
            },
        )
        .number("smallest_that_matters", outcome.smallest_that_matters)
        .raw(
            "moves_by_itself",
            if outcome.moves_by_itself { "true" } else { "false" },
        )
        .finish()
}

fn plan(report: &Report) -> String {
    let plan = &report.plan;
    let areas = plan.areas.iter().map(|start| {
        Object::new()
            .text("area", &start.area)
            .text("launch", &start.launch.to_string())
            .finish()
    });
    Object::new()
        .text("method", method_name(plan.method))
        .raw("areas", &array(areas))
        .raw("comparison", &texts(&plan.comparison))
        .text("from", &plan.from.to_string())
        .text("to", &plan.to.to_string())
        .text(
            "chosen",
            match plan.chosen {
                Chosen::Lot => "lot",
                Chosen::Partners => "partners",
                Chosen::Worst => "worst",
                Chosen::Unknown => "unknown",
            },
        )
        .number("alpha", plan.alpha)
        .raw("seed", &plan.seed.to_string())
        .text("decision_rule", &plan.decision_rule)
        .text("inference", inference_name(plan.inference))
        .raw("covariates", &texts(&plan.covariates))
        .finish()
}

fn origin(report: &Report) -> String {
    let origin = &report.origin;
    Object::new()
        .text("program", &origin.program)
        .text("command", &origin.command)
        .text("plan_hash", &origin.plan_hash)
        .raw(
            "edition",
            &origin.edition.as_deref().map_or_else(|| "null".to_owned(), text),
        )
        .text("data_name", &origin.data_name)
        .text("data_hash", &origin.data_hash)
        .raw("data_rows", &origin.data_rows.to_string())
        .finish()
}

fn sure(uncertainty: &Uncertainty) -> String {
    let object = Object::new()
        .text("procedure", procedure_name(uncertainty.procedure))
        .maybe("p", uncertainty.p)
        .maybe("least_p", uncertainty.least_p)
        .maybe("low", uncertainty.interval.map(|interval| interval.low))
        .maybe("high", uncertainty.interval.map(|interval| interval.high))
        .maybe("level", uncertainty.interval.map(|interval| interval.level))
        .maybe("standard_error", uncertainty.standard_error);
    match &uncertainty.draws {
        Some(draws) => object
            .raw("seed", &draws.seed.to_string())
            .raw("draws", &draws.count.to_string())
            .number("monte_carlo_error", draws.monte_carlo_error)
            .finish(),
        None => object.finish(),
    }
}

fn placebos(report: &Report, uncertainty: &Uncertainty) -> String {
    array(uncertainty.placebos.iter().map(|placebo| {
        let units: Vec<String> = placebo
            .units
            .iter()
            .filter_map(|&unit| report.panel.units.get(unit).cloned())
            .collect();
        let start = report.panel.times.get(placebo.start).map(ToString::to_string);
        Object::new()
            .raw("areas", &texts(&units))
            .text("start", &start.unwrap_or_default())
            .number("effect", placebo.effect)
            .number("pre_rmspe", placebo.pre_rmspe)
            .number("post_rmspe", placebo.post_rmspe)
            .finish()
    }))
}
