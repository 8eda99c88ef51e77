//! Designs with a chance, and without one.

use super::*;
use crate::analysis::analyse;
use crate::linear::Matrix;
use crate::panel::Time;
use crate::random::Random;
use crate::registered::Start as PlannedStart;
use crate::registered::testing::plan;

fn history(areas: usize, noise: f64, seed: u64) -> Panel {
    let mut random = Random::new(seed);
    let season: Vec<f64> = (0..60).map(|_| random.normal()).collect();
    let outcome = Matrix::from_fn(areas, 60, |area, time| {
        20.0 + (area % 7) as f64 + season[time] + noise * random.normal()
    });
    let names = (0..areas).map(|area| format!("Area {area:02}")).collect();
    Panel::of(names, outcome, vec![None; areas]).unwrap()
}

fn planned(areas: usize, treated: usize) -> Plan {
    let mut plan = plan();
    let name = |area: usize| format!("Area {area:02}");
    plan.areas = (0..treated)
        .map(|area| PlannedStart {
            area: name(area),
            launch: Time::Number(60.0),
        })
        .collect();
    plan.comparison = (treated..areas).map(name).collect();
    plan.from = Time::Number(0.0);
    plan.to = Time::Number(69.0);
    plan.method = Method::DifferenceInDifferences;
    plan.cost_per_area_week = Some(100.0);
    plan
}

fn designed(plan: &Plan, data: &Panel) -> Design {
    let effort = Effort {
        windows: 6,
        sets: 20,
        draws: 59,
    };
    design(plan, &plan.outcomes[0], data, effort, 7, &mut |_| {}).unwrap()
}

#[test]
fn where_nothing_was_done_the_test_rejects_as_often_as_it_may() {
    let design = designed(&planned(40, 1), &history(40, 1.0, 3));
    let (size, error) = design.size;
    assert_eq!(design.trials, 240);
    assert!(size <= 0.05 + 3.0 * error, "{size} {error}");
    assert_eq!(
        design.curve[0],
        (0.0, size),
        "power at no effect is the test's size"
    );
    assert!(design.curve.windows(2).all(|pair| pair[1].0 > pair[0].0));
    let last = design.curve.last().unwrap();
    assert!(last.1 > 0.9, "{last:?}");
}

#[test]
fn a_trial_tells_what_the_analysis_says_when_an_effect_is_really_added() {
    let data = history(24, 1.0, 5);
    let settings = Settings::default();
    for method in [
        Method::DifferenceInDifferences,
        Method::SyntheticControl,
        Method::SyntheticDifferenceInDifferences,
    ] {
        let effort = Effort {
            windows: 1,
            sets: 1,
            draws: 99,
        };
        let found = trials(&data, method, 1, 8, effort, &settings).unwrap();
        for trial in found.iter().take(6) {
            for added in [-1.5, 0.0, 0.4, 1.0, 3.0] {
                let mut panel = data.clone();
                let unit = trial.units[0];
                for time in trial.start..60 {
                    panel
                        .outcome
                        .set(unit, time, panel.outcome.get(unit, time) + added);
                }
                panel.starts[unit] = Some(trial.start);
                let p = analyse(&panel, method, &settings).unwrap().uncertainty.p.unwrap();
                assert_eq!(p <= 0.05, trial.rejects(added), "{method:?} {unit} {added} {p}");
            }
        }
    }
}

#[test]
fn less_noise_and_a_longer_run_see_a_smaller_change() {
    let quiet = designed(&planned(30, 1), &history(30, 0.3, 3)).smallest.unwrap();
    let loud = designed(&planned(30, 1), &history(30, 2.0, 3));
    assert!(quiet < loud.smallest.unwrap());
    let lengths: Vec<f64> = loud.lengths.iter().filter_map(|length| length.smallest).collect();
    assert!(
        lengths.len() >= 3 && lengths[0] > lengths[lengths.len() - 1],
        "{lengths:?}"
    );
    assert_eq!(loud.lengths[0].cost, Some(300.0));
}

#[test]
fn three_areas_have_no_chance_and_the_design_says_how_many_it_takes() {
    let design = designed(&planned(3, 1), &history(3, 1.0, 3));
    assert_eq!((design.out_of_reach, design.smallest), (Some(20), None));
    let text = said(&design);
    assert!(
        text.starts_with("This design cannot give an answer, whatever happens: with 3 areas "),
        "{text}"
    );
}

#[test]
fn several_areas_are_chosen_by_lot_or_because_the_others_follow_them() {
    let data = history(30, 1.0, 9);
    let design = designed(&planned(30, 4), &data);
    let ways: Vec<&str> = design.choices.iter().map(|choice| choice.way).collect();
    assert_eq!(ways, ["stratified", "matched", "optimised"]);
    for choice in &design.choices {
        assert_eq!(choice.areas.len(), 4);
        let mut different = choice.areas.clone();
        different.dedup();
        assert_eq!(different.len(), 4);
    }
    let spread = |way: usize| design.choices[way].spread.unwrap();
    assert!(spread(2) <= spread(0) && spread(2) <= spread(1));
    // Everybody starts once, in three waves of ten.
    assert_eq!(design.order.len(), 30);
    for wave in 1..=3 {
        assert_eq!(design.order.iter().filter(|start| start.wave == wave).count(), 10);
    }
}

#[test]
fn a_history_that_is_too_short_is_refused_with_how_much_it_takes() {
    let mut data = history(30, 1.0, 3);
    data.times.truncate(12);
    data.outcome = data.outcome.part(&(0..30).collect::<Vec<_>>(), 0..12);
    let plan = planned(30, 1);
    let refused = design(&plan, &plan.outcomes[0], &data, Effort::default(), 1, &mut |_| {});
    assert!(
        matches!(
            refused,
            Err(Refusal::TooFewTimes {
                found: 12,
                needed: 20,
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn the_page_and_the_json_say_the_same_and_nothing_runs_in_them() {
    let design = designed(&planned(30, 1), &history(30, 1.0, 3));
    let page = html(&design, "Has it a chance? <script>");
    assert!(!page.contains("<script") && page.contains("<svg class=\"plot\""));
    let value: serde_json::Value = serde_json::from_str(&json(&design)).unwrap();
    assert_eq!(value["size"].as_f64(), Some(design.size.0));
    assert!(page.contains(value["sentence"].as_str().unwrap()));
    assert_eq!(said(&design), said(&design));
}

#[test]
fn power_at_no_effect_is_the_size_that_panels_with_a_known_truth_show() {
    let world = crate::simulated::FactorWorld {
        areas: 24,
        treated: 1,
        before: 20,
        after: 4,
        waves: 1,
        paths: crate::simulated::Paths::Factors,
        echo: 0.5,
        unequal: true,
        choosing: crate::simulated::Choosing::Lot,
        effect: 0.0,
    };
    let (method, settings) = (Method::DifferenceInDifferences, Settings::default());
    let effort = Effort {
        windows: 2,
        sets: 1,
        draws: 59,
    };
    let mut planned = Vec::new();
    for number in 0..8 {
        let mut history = world.made(3, number).panel;
        history.starts.fill(None);
        planned.extend(trials(&history, method, 1, 4, effort, &settings).unwrap());
    }
    let count = 300;
    let really = (0..count)
        .filter(|&number| {
            let panel = world.made(4, number).panel;
            analyse(&panel, method, &settings).unwrap().uncertainty.p.unwrap() <= 0.05
        })
        .count();
    let (size, found) = (rejected(&planned, 0.0), really as f64 / count as f64);
    let error = (0.05_f64 * 0.95 / count as f64).sqrt();
    assert!((size - found).abs() < 3.0 * error, "{size} {found}");
    assert!(size < 0.05 + 2.0 * error);
}
