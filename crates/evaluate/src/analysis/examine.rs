//! A whole study: the plan's question, the same question by other methods, the other outcomes.

use super::{How, Settings, analyse, estimated};
use crate::estimate::{Estimate, Inference, Method};
use crate::multiple::holm;
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::registered::{Difference, Outcome, Plan, Study, select};
use crate::report::{LeftOut, Origin, Other, Report, Secondary, Simulated};
use crate::verdict::judge;

/// What is asked, beyond the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The report's heading.
    pub title: String,
    /// Which of the plan's outcomes.
    pub outcome: Outcome,
    /// By which method; the plan's, unless somebody asked for another one.
    pub method: Method,
    /// By which test; the plan's, unless somebody asked for another one.
    pub inference: Inference,
    /// From which seed; the plan's, unless somebody asked for another one.
    pub seed: u64,
    /// How many sets of areas are drawn at most.
    pub draws: usize,
    /// What differs already, before the data are looked at: the plan is not the one that was signed.
    pub differences: Vec<Difference>,
    /// Where everything came from.
    pub origin: Origin,
    /// That the data are made up, where they are.
    pub simulated: Option<Simulated>,
}

/// Another outcome of the plan, and its panel, or why it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// The outcome.
    pub outcome: Outcome,
    /// All of the data, or what is wrong, as a sentence.
    pub data: Result<Panel, String>,
}

/// More area-times than this, and the other methods are worked out without their tests: a report should not take an hour.
const LARGE: usize = 200_000;

/// Answers the plan's question from the data, and everything beside it. `progress` is told what is being done.
#[must_use]
pub fn examine(
    plan: &Plan,
    question: &Question,
    data: &Panel,
    others: &[Examined],
    progress: &mut dyn FnMut(&str),
) -> Report {
    let settings = Settings {
        alpha: plan.alpha,
        seed: question.seed,
        draws: question.draws,
    };
    progress("taking the plan's areas and days");
    let Study {
        panel,
        differences: from_data,
        unplanned,
    } = select(plan, data);
    let mut differences = question.differences.clone();
    differences.extend(asked(plan, question));
    differences.extend(from_data);
    progress("working out the effect and its test");
    let how = asked_how(plan, question, &panel);
    let found = how.clone().and_then(|how| analyse(&panel, &how, &settings));
    let verdict = judge(
        plan,
        &question.outcome,
        &panel,
        found.as_ref().map(|found| (&found.estimate, &found.uncertainty)),
        &differences,
    );
    progress("asking other methods");
    let is_reached = !matches!(
        verdict.answer,
        crate::verdict::Answer::CannotTell(crate::verdict::Reason::LevelOutOfReach { .. })
    );
    let (by_others, left_out) = match (&how, &found) {
        (Ok(how), Ok(found)) if is_reached => (
            other_methods(&panel, how, &settings),
            without_one(&panel, how, &found.estimate, question.seed),
        ),
        _ => (Vec::new(), Vec::new()),
    };
    progress("looking at the other outcomes");
    let secondary = secondary(plan, question, others, &settings, &differences);
    let (found, events) = match found {
        Ok(found) => (Ok((found.estimate, found.uncertainty)), found.events),
        Err(refusal) => (Err(refusal), Vec::new()),
    };
    Report {
        title: question.title.clone(),
        plan: plan.clone(),
        outcome: question.outcome.clone(),
        how: how.unwrap_or_else(|_| question.method.into()),
        seed: question.seed,
        panel,
        found,
        verdict,
        differences,
        unplanned,
        events,
        others: by_others,
        secondary,
        left_out,
        origin: question.origin.clone(),
        simulated: question.simulated.clone(),
    }
}

/// How the plan works it out, but for what was asked for otherwise.
fn asked_how(plan: &Plan, question: &Question, panel: &Panel) -> Result<How, Refusal> {
    Ok(How {
        method: question.method,
        inference: question.inference,
        ..How::of(plan, panel)?
    })
}

/// What was asked for otherwise than planned.
fn asked(plan: &Plan, question: &Question) -> Vec<Difference> {
    let mut differences = Vec::new();
    if question.method != plan.method {
        differences.push(Difference::OtherMethod {
            planned: plan.method,
            used: question.method,
        });
    }
    if question.inference != plan.inference {
        differences.push(Difference::OtherInference {
            planned: plan.inference,
            used: question.inference,
        });
    }
    if let Some(primary) = plan.primary().filter(|primary| **primary != question.outcome) {
        differences.push(Difference::OtherOutcome {
            planned: primary.name.clone(),
            used: question.outcome.name.clone(),
        });
    }
    if question.seed != plan.seed {
        differences.push(Difference::OtherSeed {
            planned: plan.seed,
            used: question.seed,
        });
    }
    differences
}

fn other_methods(panel: &Panel, how: &How, settings: &Settings) -> Vec<Other> {
    let is_large = panel.units.len() * panel.times.len() > LARGE;
    [
        Method::SyntheticControl,
        Method::SyntheticDifferenceInDifferences,
        Method::DifferenceInDifferences,
        Method::GroupTime,
        Method::BeforeAfter,
    ]
    .into_iter()
    .filter(|method| *method != how.method)
    // With one start for all, group-time effects and difference in differences are the same comparison.
    .filter(|method| *method != Method::GroupTime || starts(panel) > 1)
    .map(|method| {
        let how = how.by(method);
        Other {
            method,
            found: if is_large || method == Method::BeforeAfter {
                estimated(panel, &how, settings.seed).map(|found| (found.effect, None))
            } else {
                analyse(panel, &how, settings).map(|found| (found.estimate.effect, Some(found.uncertainty)))
            },
        }
    })
    .collect()
}

fn starts(panel: &Panel) -> usize {
    let mut starts: Vec<usize> = panel
        .treated()
        .iter()
        .filter_map(|&unit| panel.start(unit))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts.len()
}

/// So many areas are left out in turn, those that count most.
const MOST_LEFT_OUT: usize = 12;

fn without_one(panel: &Panel, how: &How, found: &Estimate, seed: u64) -> Vec<LeftOut> {
    let mut weights = found.weights.clone();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    weights
        .iter()
        .take(MOST_LEFT_OUT)
        .filter_map(|(unit, _)| {
            let units: Vec<usize> = (0..panel.units.len()).filter(|other| other != unit).collect();
            let without = panel.part(&units, 0..panel.times.len());
            let effect = estimated(&without, how, seed).ok()?.effect;
            Some(LeftOut {
                area: panel.units[*unit].clone(),
                effect,
            })
        })
        .collect()
}

fn secondary(
    plan: &Plan,
    question: &Question,
    others: &[Examined],
    settings: &Settings,
    differences: &[Difference],
) -> Vec<Secondary> {
    let mut found: Vec<(Secondary, Option<f64>)> = Vec::new();
    for other in others {
        let (sentence, p) = match &other.data {
            Err(reason) => (
                format!(
                    "\u{201c}{}\u{201d} could not be looked at: {reason}",
                    other.outcome.name
                ),
                None,
            ),
            Ok(data) => {
                let study = select(plan, data);
                let how = asked_how(plan, question, &study.panel);
                let analysed = how.and_then(|how| analyse(&study.panel, &how, settings));
                let verdict = judge(
                    plan,
                    &other.outcome,
                    &study.panel,
                    analysed
                        .as_ref()
                        .map(|found| (&found.estimate, &found.uncertainty))
                        .map_err(|refusal: &Refusal| refusal),
                    differences,
                );
                let p = analysed.ok().and_then(|found| found.uncertainty.p);
                (verdict.sentence, p)
            }
        };
        found.push((
            Secondary {
                outcome: other.outcome.clone(),
                sentence,
                corrected_p: None,
            },
            p,
        ));
    }
    let known: Vec<f64> = found.iter().filter_map(|(_, p)| *p).collect();
    let mut corrected = holm(&known).unwrap_or_default().into_iter();
    found
        .into_iter()
        .map(|(other, p)| Secondary {
            corrected_p: p.and_then(|_| corrected.next()),
            ..other
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::Matrix;
    use crate::panel::Time;
    use crate::random::Random;
    use crate::registered::testing::plan;
    use crate::registered::{Chosen, Standing, Start};
    use crate::verdict::{Answer, Reason};

    /// A plan of `areas` areas over weeks 0 to 79, the first treated from week 70 on.
    fn numbered(areas: usize) -> Plan {
        let mut plan = plan();
        plan.areas = vec![Start {
            area: "Area 00".to_owned(),
            launch: Time::Number(70.0),
        }];
        plan.comparison = (1..areas).map(|area| format!("Area {area:02}")).collect();
        plan.from = Time::Number(0.0);
        plan.to = Time::Number(79.0);
        plan.chosen = Chosen::Lot;
        plan
    }

    fn data(areas: usize, effect: f64, seed: u64) -> Panel {
        let mut random = Random::new(seed);
        let season: Vec<f64> = (0..80).map(|_| random.normal()).collect();
        let outcome = Matrix::from_fn(areas, 80, |area, time| {
            let own = if area == 0 && time >= 70 { effect } else { 0.0 };
            20.0 + (area % 5) as f64 + 2.0 * season[time] + 0.5 * random.normal() + own
        });
        let names = (0..areas).map(|area| format!("Area {area:02}")).collect();
        Panel::of(names, outcome, vec![None; areas]).unwrap()
    }

    fn question(plan: &Plan) -> Question {
        Question {
            title: "Did it work?".to_owned(),
            outcome: plan.outcomes[0].clone(),
            method: plan.method,
            inference: plan.inference,
            seed: plan.seed,
            draws: 199,
            differences: Vec::new(),
            origin: Origin::default(),
            simulated: None,
        }
    }

    fn examined(plan: &Plan, data: &Panel) -> Report {
        examine(plan, &question(plan), data, &[], &mut |_| {})
    }

    #[test]
    fn a_large_effect_is_seen_by_every_method_and_its_size_is_right() {
        for method in [
            Method::SyntheticControl,
            Method::SyntheticDifferenceInDifferences,
            Method::DifferenceInDifferences,
            Method::GroupTime,
        ] {
            let mut plan = numbered(30);
            plan.method = method;
            let report = examined(&plan, &data(30, 4.0, 11));
            assert_eq!(
                report.verdict.answer,
                Answer::Worked,
                "{method:?}: {}",
                report.verdict.sentence
            );
            assert_eq!(report.verdict.standing, Standing::Registered);
            let (estimate, uncertainty) = report.found.unwrap();
            assert!(
                (estimate.effect - 4.0).abs() < 0.6,
                "{method:?} {}",
                estimate.effect
            );
            assert_eq!(uncertainty.placebos.len(), 29, "{method:?}");
        }
    }

    #[test]
    fn no_effect_is_told_with_the_size_that_would_have_been_seen() {
        let report = examined(&numbered(30), &data(30, 0.0, 5));
        let Answer::NoEffectSeen { would_have_seen } = report.verdict.answer else {
            panic!("{}", report.verdict.sentence);
        };
        assert!(would_have_seen > 0.0 && would_have_seen <= 2.0);
    }

    #[test]
    fn three_areas_give_no_p_value_and_no_number() {
        for method in [
            Method::SyntheticControl,
            Method::SyntheticDifferenceInDifferences,
            Method::DifferenceInDifferences,
        ] {
            let mut plan = numbered(3);
            plan.method = method;
            let report = examined(&plan, &data(3, 40.0, 5));
            assert!(
                matches!(
                    report.verdict.answer,
                    Answer::CannotTell(Reason::LevelOutOfReach {
                        areas: 3,
                        needed: 20,
                        ..
                    })
                ),
                "{method:?}: {}",
                report.verdict.sentence
            );
            assert!(report.others.is_empty());
        }
    }

    #[test]
    fn another_method_outcome_or_seed_makes_it_exploratory() {
        let plan = numbered(30);
        let data = data(30, 4.0, 11);
        let mut asked = question(&plan);
        asked.method = Method::DifferenceInDifferences;
        asked.seed = 9;
        asked.outcome.name = "Something else".to_owned();
        let report = examine(&plan, &asked, &data, &[], &mut |_| {});
        assert_eq!(report.verdict.standing, Standing::Exploratory);
        assert_eq!(report.differences.len(), 3);
        assert!(report.verdict.sentence.starts_with("Exploratory, "));
    }

    #[test]
    fn many_outcomes_are_corrected_for_and_one_that_cannot_be_read_says_why() {
        let plan = numbered(30);
        let others = [
            Examined {
                outcome: plan.outcomes[0].clone(),
                data: Ok(data(30, 4.0, 3)),
            },
            Examined {
                outcome: plan.outcomes[0].clone(),
                data: Err("there is no column \"calls\".".to_owned()),
            },
            Examined {
                outcome: plan.outcomes[0].clone(),
                data: Ok(data(30, 0.0, 4)),
            },
        ];
        let report = examine(&plan, &question(&plan), &data(30, 0.0, 5), &others, &mut |_| {});
        assert_eq!(report.secondary[0].corrected_p, Some(2.0 / 30.0));
        assert_eq!(report.secondary[1].corrected_p, None);
        assert!(report.secondary[1].sentence.contains("no column"));
    }

    #[test]
    fn one_thread_and_many_give_the_same_bytes() {
        let run = |threads: usize| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| crate::report::json(&examined(&numbered(30), &data(30, 1.0, 8))))
        };
        assert_eq!(run(1), run(4));
    }

    #[test]
    fn hostile_panels_give_a_report_and_never_a_panic() {
        let plan = numbered(4);
        for bad in [f64::INFINITY, 1e300, f64::NAN, -1e-300, 0.0] {
            for method in Method::ALL {
                let mut plan = plan.clone();
                plan.method = method;
                let mut data = data(4, 1.0, 2);
                data.outcome.data_mut().fill(bad);
                let report = examined(&plan, &data);
                assert!(
                    matches!(report.verdict.answer, Answer::CannotTell(_)),
                    "{bad} {method:?}"
                );
                let page = crate::report::html(&report);
                assert!(!page.contains("NaN"), "{bad} {method:?}");
            }
        }
        for data in [Panel::default(), data(1, 0.0, 1)] {
            assert!(matches!(
                examined(&plan, &data).verdict.answer,
                Answer::CannotTell(_)
            ));
        }
    }
}
