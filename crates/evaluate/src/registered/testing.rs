//! A plan for tests.

use super::{Better, Chosen, Outcome, Plan, Start};
use crate::estimate::{Inference, Method};
use crate::panel::Time;

pub(crate) fn day(text: &str) -> Time {
    Time::parse(text).unwrap()
}

/// "Here" from 20 November 2026 on, compared with "There" and "Yonder".
pub(crate) fn plan() -> Plan {
    Plan {
        outcomes: vec![outcome()],
        areas: vec![Start {
            area: "Here".to_owned(),
            launch: day("2026-11-20"),
        }],
        comparison: vec!["There".to_owned(), "Yonder".to_owned()],
        excluded: Vec::new(),
        from: day("2026-11-02"),
        to: day("2026-12-04"),
        chosen: Chosen::Partners,
        method: Method::SyntheticControl,
        inference: Inference::Own,
        predictors: Vec::new(),
        method_in_words: None,
        alpha: 0.05,
        seed: 1,
        decision_rule: "As the interval lies.".to_owned(),
        area_column: "area".to_owned(),
        time_column: "week".to_owned(),
        covariates: Vec::new(),
        weight_column: None,
        cost_per_area_week: None,
    }
}

pub(crate) fn outcome() -> Outcome {
    Outcome {
        name: "People who asked for help".to_owned(),
        unit: "people a week".to_owned(),
        definition: None,
        primary: true,
        better: Better::Higher,
        smallest_that_matters: 2.0,
        moves_by_itself: false,
        column: "calls".to_owned(),
        denominator: None,
        per: 1.0,
    }
}
