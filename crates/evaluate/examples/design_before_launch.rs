//! Before launch: has a design a chance of an answer?
//!
//! `cargo run -p evaluate --example design_before_launch`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use evaluate::design::{Effort, design, said};
use evaluate::registered::{Better, Chosen, Outcome, Plan, Start};
use evaluate::{Inference, Matrix, Method, Panel, Random, Refusal, Time};

fn main() -> Result<(), Refusal> {
    let name = |area: usize| format!("Area {area:02}");
    // The past: forty areas over sixty weeks.
    let mut random = Random::new(1);
    let course: Vec<f64> = (0..60).map(|_| random.normal()).collect();
    let outcome = Matrix::from_fn(40, 60, |area, week| {
        20.0 + (area % 5) as f64 + 2.0 * course[week] + random.normal()
    });
    let history =
        Panel::of((0..40).map(name).collect(), outcome, vec![None; 40]).ok_or(Refusal::Malformed)?;

    let calls = Outcome {
        name: "Calls to the service".to_owned(),
        unit: "calls a week".to_owned(),
        definition: None,
        primary: true,
        better: Better::Higher,
        smallest_that_matters: 1.0,
        moves_by_itself: false,
        column: "calls".to_owned(),
        denominator: None,
        per: 1.0,
    };
    let plan = Plan {
        outcomes: vec![calls.clone()],
        areas: vec![Start {
            area: name(0),
            launch: Time::Number(60.0),
        }],
        comparison: (1..40).map(name).collect(),
        excluded: Vec::new(),
        from: Time::Number(0.0),
        to: Time::Number(69.0),
        chosen: Chosen::Lot,
        method: Method::SyntheticDifferenceInDifferences,
        inference: Inference::Own,
        predictors: Vec::new(),
        method_in_words: None,
        alpha: 0.05,
        seed: 1,
        decision_rule: "It helped if the whole interval lies above zero.".to_owned(),
        area_column: "area".to_owned(),
        time_column: "week".to_owned(),
        covariates: Vec::new(),
        weight_column: None,
        cost_per_area_week: Some(120.0),
    };
    let effort = Effort {
        windows: 4,
        ..Effort::default()
    };
    let found = design(&plan, &calls, &history, effort, plan.seed, &mut |doing| {
        println!("{doing} …")
    })?;
    println!("\n{}", said(&found));
    Ok(())
}
