//! The answers, as sentences.

use super::*;
use crate::estimate::{Estimate, Interval, Method, Procedure, Uncertainty};
use crate::linear::Matrix;
use crate::panel::Panel;
use crate::registered::testing::{day, plan};
use crate::registered::{Better, Chosen, Difference};

fn panel(areas: usize) -> Panel {
    let outcome = Matrix::from_fn(areas, 60, |row, col| ((row * 7 + col * 3) % 11) as f64);
    let names = (0..areas).map(|area| format!("Area {area:02}")).collect();
    let mut starts = vec![None; areas];
    starts[0] = Some(50);
    Panel::of(names, outcome, starts).unwrap()
}

fn estimate(effect: f64) -> Estimate {
    Estimate {
        method: Method::SyntheticControl,
        effect,
        by_time: Vec::new(),
        weights: Vec::new(),
        time_weights: Vec::new(),
        pre_rmspe: Some(1.0),
        certificate: None,
        notes: Vec::new(),
    }
}

fn uncertainty(p: f64, low: f64, high: f64) -> Uncertainty {
    Uncertainty {
        procedure: Procedure::PlaceboEffect,
        p: Some(p),
        least_p: Some(1.0 / 30.0),
        interval: Some(Interval {
            low,
            high,
            level: 0.95,
        }),
        standard_error: None,
        draws: None,
        placebos: Vec::new(),
        notes: Vec::new(),
    }
}

/// The verdict of a plan on 30 areas.
fn verdict(plan: &crate::registered::Plan, effect: f64, p: f64, low: f64, high: f64) -> Verdict {
    let (estimate, uncertainty) = (estimate(effect), uncertainty(p, low, high));
    judge(
        plan,
        &plan.outcomes[0],
        &panel(30),
        Ok((&estimate, &uncertainty)),
        &[],
    )
}

#[test]
fn it_worked_names_outcome_area_period_and_how_sure_we_are() {
    let verdict = verdict(&plan(), 2.06, 1.0 / 30.0, 0.9, 3.3);
    assert_eq!(verdict.answer, Answer::Worked);
    assert_eq!(
        verdict.sentence,
        "It worked: in Here, from 20 November 2026 to 4 December 2026, “People who asked for help” was 2.1 people a week higher than \
         it would have been without the campaign (95\u{a0}% interval 0.9 to 3.3; p = 0.033)."
    );
}

#[test]
fn which_way_is_good_is_the_plan_s_and_not_ours() {
    let mut plan = plan();
    assert_eq!(verdict(&plan, -2.0, 0.02, -3.0, -1.0).answer, Answer::MadeItWorse);
    plan.outcomes[0].better = Better::Lower;
    assert_eq!(verdict(&plan, -2.0, 0.02, -3.0, -1.0).answer, Answer::Worked);
    assert!(
        verdict(&plan, 2.0, 0.02, 1.0, 3.0)
            .sentence
            .starts_with("It made it worse: ")
    );
}

#[test]
fn what_looking_harder_moves_is_neither_good_nor_bad() {
    let mut plan = plan();
    plan.outcomes[0].moves_by_itself = true;
    for effect in [2.0, -2.0] {
        let verdict = verdict(&plan, effect, 0.02, effect - 1.0, effect + 1.0);
        assert_eq!(verdict.answer, Answer::Moved);
        assert!(!verdict.sentence.contains("worked") && !verdict.sentence.contains("made it worse"));
    }
}

#[test]
fn no_effect_is_said_only_where_one_that_matters_would_have_been_seen() {
    let mut plan = plan();
    let narrow = verdict(&plan, 0.2, 0.6, -0.8, 1.2);
    assert_eq!(narrow.answer, Answer::NoEffectSeen { would_have_seen: 1.2 });
    assert!(
        narrow
            .sentence
            .contains("(we would have seen a change larger than 1.2 people a week; our best guess is 0.2, "),
        "{}",
        narrow.sentence
    );
    plan.outcomes[0].smallest_that_matters = 1.0;
    let wide = verdict(&plan, 0.2, 0.6, -0.8, 1.2);
    assert_eq!(
        wide.answer,
        Answer::CannotTell(Reason::TooWide { low: -0.8, high: 1.2 })
    );
    assert_eq!(
        wide.sentence,
        "Cannot tell whether in Here, from 20 November 2026 to 4 December 2026 the campaign changed “People who asked for help”, \
         because the change may be anything from \u{2212}0.8 to 1.2 people a week, and 1.0 would matter; our best guess is 0.2, p = 0.60."
    );
}

#[test]
fn three_areas_cannot_tell_whatever_came_out() {
    let plan = plan();
    let (estimate, mut sure) = (estimate(50.0), uncertainty(1.0 / 3.0, 10.0, 90.0));
    sure.least_p = Some(1.0 / 3.0);
    let verdict = judge(&plan, &plan.outcomes[0], &panel(3), Ok((&estimate, &sure)), &[]);
    assert!(matches!(
        verdict.answer,
        Answer::CannotTell(Reason::LevelOutOfReach {
            needed: 20,
            areas: 3,
            ..
        })
    ));
    assert!(verdict.sentence.ends_with(
        "because with 3 areas the rarest outcome there can be comes by chance one time in 3 (p = 0.33), and the plan asks for one in 20: \
         that takes 20 areas or more."
    ));
    assert!(
        !verdict.sentence.contains("50"),
        "no number is printed: {}",
        verdict.sentence
    );
}

#[test]
fn before_and_after_decides_nothing() {
    let plan = plan();
    let (mut estimate, sure) = (estimate(4.0), uncertainty(0.001, 2.0, 6.0));
    estimate.method = Method::BeforeAfter;
    let verdict = judge(&plan, &plan.outcomes[0], &panel(30), Ok((&estimate, &sure)), &[]);
    assert_eq!(verdict.answer, Answer::CannotTell(Reason::NoComparison));
    assert!(verdict.warnings.contains(&Warning::BeforeAfter));
}

#[test]
fn a_refusal_is_an_answer_in_words() {
    let plan = plan();
    let verdict = judge(
        &plan,
        &plan.outcomes[0],
        &panel(2),
        Err(&Refusal::ConstantOutcome),
        &[],
    );
    assert!(
        verdict.sentence.starts_with("Cannot tell whether "),
        "{}",
        verdict.sentence
    );
    assert_eq!(verdict.warnings, []);
}

#[test]
fn an_analysis_that_differs_is_called_exploratory_in_its_first_words() {
    let plan = plan();
    let (estimate, sure) = (estimate(2.0), uncertainty(0.02, 1.0, 3.0));
    let differs = [Difference::OtherSeed { planned: 1, used: 2 }];
    let verdict = judge(
        &plan,
        &plan.outcomes[0],
        &panel(30),
        Ok((&estimate, &sure)),
        &differs,
    );
    assert!(
        verdict
            .sentence
            .starts_with("Exploratory, and not the registered result: it worked: "),
        "{}",
        verdict.sentence
    );
}

#[test]
fn where_regression_to_the_mean_looks_like_an_effect_the_report_warns() {
    let mut plan = plan();
    plan.chosen = Chosen::Worst;
    let mut short = panel(30);
    short.starts[0] = Some(8);
    let (estimate, sure) = (estimate(2.0), uncertainty(0.02, 1.0, 3.0));
    let found = judge(&plan, &plan.outcomes[0], &short, Ok((&estimate, &sure)), &[]).warnings;
    assert_eq!(
        found[..2],
        [
            Warning::ChosenForTheWorst,
            Warning::ShortBefore {
                periods: 8,
                by_lot: false
            }
        ]
    );
}

#[test]
fn an_area_above_all_others_is_told() {
    let plan = plan();
    let mut far = panel(30);
    for time in 0..60 {
        far.outcome.set(0, time, 500.0 + time as f64);
    }
    let (estimate, sure) = (estimate(2.0), uncertainty(0.02, 1.0, 3.0));
    let warns = |panel: &Panel| {
        judge(&plan, &plan.outcomes[0], panel, Ok((&estimate, &sure)), &[])
            .warnings
            .contains(&Warning::OutsideTheOthers)
    };
    assert!(warns(&far));
    assert!(!warns(&panel(30)));
    assert_eq!(day("2026-11-20"), plan.areas[0].launch);
}

#[test]
fn the_report_says_when_the_method_did_not_hold_its_level_in_such_studies() {
    let mut plan = plan();
    plan.chosen = Chosen::Lot;
    let warned = |method: Method, procedure: Procedure, panel: &Panel| {
        let (mut estimate, mut sure) = (estimate(2.0), uncertainty(0.02, 1.0, 3.0));
        estimate.method = method;
        sure.procedure = procedure;
        judge(&plan, &plan.outcomes[0], panel, Ok((&estimate, &sure)), &[]).warnings
    };
    let suits = |warnings: &[Warning]| {
        warnings
            .iter()
            .any(|warning| matches!(warning, Warning::Suits { .. }))
    };
    let one = panel(30);
    for method in [
        Method::SyntheticDifferenceInDifferences,
        Method::SyntheticControl,
        Method::DifferenceInDifferences,
    ] {
        assert!(
            !suits(&warned(method, Procedure::PlaceboScaled, &one)),
            "{method:?}"
        );
    }
    let series = warned(Method::StructuralSeries, Procedure::Model, &one);
    assert!(suits(&series) && series.contains(&Warning::ModelAlone));
    // Several areas: effects from one period before alone were not seen to hold, and errors of few areas are too small.
    let mut several = panel(40);
    for unit in 0..12 {
        several.starts[unit] = Some(50);
    }
    assert!(suits(&warned(
        Method::GroupTime,
        Procedure::PlaceboSets,
        &several
    )));
    let clustered = warned(
        Method::DifferenceInDifferences,
        Procedure::ClusterRobust,
        &several,
    );
    assert!(
        clustered.contains(&Warning::FewClusters { areas: 12 }),
        "{clustered:?}"
    );
}

/// A study of one area among fifty, drawn by lot.
const USUAL: Situation = Situation {
    treated: 1,
    others: 49,
    before: 30,
    chosen: Chosen::Lot,
    alpha: 0.05,
    noise: Some(1.0),
};

#[test]
fn what_no_test_bears_has_no_method_and_says_what_to_do() {
    for (situation, says) in [
        (Situation { others: 9, ..USUAL }, "It takes 20 areas or more"),
        (
            Situation {
                treated: 5,
                others: 12,
                ..USUAL
            },
            "Compare with 15 areas or more",
        ),
        (
            Situation { before: 2, ..USUAL },
            "Have 4 periods before the start",
        ),
        (
            Situation {
                treated: 5,
                before: 4,
                chosen: Chosen::Worst,
                ..USUAL
            },
            "Draw the areas by lot, or have 10 periods",
        ),
        (
            Situation {
                treated: 5,
                noise: Some(1.6),
                chosen: Chosen::Partners,
                ..USUAL
            },
            "compare with areas of their size",
        ),
    ] {
        let found = recommended(&situation);
        assert_eq!(found.method, None, "{situation:?}");
        let sentence = found.sentence(Method::DifferenceInDifferences);
        assert!(sentence.contains(says), "{sentence}");
        assert!(sentence.starts_with("No method here suits such a study"));
    }
}

#[test]
fn what_suits_is_said_beside_what_is_used() {
    let found = recommended(&USUAL);
    let same = found.sentence(Method::SyntheticDifferenceInDifferences);
    assert!(
        same.starts_with("The method used here suits such a study: "),
        "{same}"
    );
    let wider = found.sentence(Method::SyntheticControl);
    assert!(
        wider.starts_with("What suits such a study is synthetic difference in differences: ")
            && wider.ends_with("So did synthetic control, which is used here, with wider intervals."),
        "{wider}"
    );
    let not = found.sentence(Method::StructuralSeries);
    assert!(not.contains("which did not, or was not tried"), "{not}");
}

#[test]
fn areas_that_jump_more_than_the_others_are_seen() {
    let mut noisy = panel(30);
    assert!(Situation::in_panel(&noisy, Chosen::Partners, 0.05).noise.unwrap() < 1.3);
    for time in 0..50 {
        let jump = if time % 2 == 0 { 40.0 } else { 0.0 };
        noisy.outcome.set(0, time, jump);
    }
    let situation = Situation::in_panel(&noisy, Chosen::Partners, 0.05);
    assert!(situation.noise.unwrap() > 2.0);
    assert_eq!(
        (situation.treated, situation.others, situation.before),
        (1, 29, 50)
    );
}
