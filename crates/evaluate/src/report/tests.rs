//! What the report must hold, and what must never be in it.

use super::*;
use crate::analysis::Resemblance;
use crate::estimate::{
    Certificate, Interval, Note, Placebo, Procedure, SearchNote, TimeEffect, UncertaintyNote,
};
use crate::linear::Matrix;
use crate::panel::{Covariate, Time};
use crate::registered::testing::{day, plan};
use crate::synthetic::Source;
use crate::verdict::judge;
use serde_json::Value;

/// Thirty areas over 60 weeks, ours with an effect of 2 from the 50th on.
pub(crate) fn report() -> Report {
    let mut plan = plan();
    plan.areas[0].area = "<b>Here & there</b>".to_owned();
    let mut panel = Panel::of(
        (0..30).map(|area| format!("Area \"{area:02}\"")).collect(),
        Matrix::from_fn(30, 60, |row, col| ((row * 7 + col * 3) % 11) as f64),
        (0..30).map(|area| (area == 0).then_some(50)).collect(),
    )
    .unwrap();
    panel.times = (0..60).map(week_of).collect();
    let by_time = panel.times.iter().enumerate().map(|(index, time)| {
        let gap = if index >= 50 {
            2.0
        } else {
            0.1 * ((index % 3) as f64 - 1.0)
        };
        TimeEffect {
            time: *time,
            actual: 10.0 + gap,
            without: 10.0,
            gap,
        }
    });
    let estimate = Estimate {
        method: Method::SyntheticControl,
        effect: 2.0,
        by_time: by_time.collect(),
        weights: vec![(3, 0.75), (5, 0.25)],
        time_weights: Vec::new(),
        pre_rmspe: Some(0.08),
        certificate: Some(Certificate {
            objective: 1.5,
            gap_bound: 1e-14,
            kkt_residual: 1e-15,
        }),
        notes: Vec::new(),
    };
    let placebos = (1..30).map(|unit| Placebo {
        units: vec![unit],
        start: 50,
        effect: (unit as f64 - 15.0) / 10.0,
        pre_rmspe: 0.1,
        post_rmspe: 0.2,
        gaps: (0..60)
            .map(|time| ((unit * 5 + time) % 7) as f64 / 10.0 - 0.3)
            .collect(),
        certificate: None,
    });
    let uncertainty = Uncertainty {
        procedure: Procedure::PlaceboEffect,
        p: Some(1.0 / 30.0),
        least_p: Some(1.0 / 30.0),
        interval: Some(Interval {
            low: 0.6,
            high: 3.4,
            level: 0.95,
        }),
        standard_error: None,
        draws: None,
        placebos: placebos.collect(),
        notes: Vec::new(),
    };
    let outcome = plan.outcomes[0].clone();
    let verdict = judge(&plan, &outcome, &panel, Ok((&estimate, &uncertainty)), &[]);
    Report {
        title: "Did it work? A \"campaign\" </title><script>alert(1)</script>".to_owned(),
        outcome,
        how: plan.method.into(),
        seed: plan.seed,
        plan,
        panel,
        found: Ok((estimate, uncertainty)),
        verdict,
        differences: Vec::new(),
        unplanned: vec!["Elsewhere".to_owned()],
        events: vec![
            Event {
                at: -1,
                effect: 0.0,
                band: None,
            },
            Event {
                at: 0,
                effect: 2.0,
                band: Some((1.0, f64::INFINITY)),
            },
        ],
        others: vec![Other {
            method: Method::BeforeAfter,
            found: Ok((2.5, None)),
        }],
        secondary: Vec::new(),
        left_out: vec![LeftOut {
            area: "Area 03".to_owned(),
            effect: 1.7,
        }],
        origin: Origin {
            data_hash: "blake3 abc".to_owned(),
            plan_hash: "0123456789abcdef".to_owned(),
            ..Origin::default()
        },
        simulated: None,
    }
}

fn week_of(week: usize) -> Time {
    let days = ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06"];
    let Time::Date { month, .. } = day(days[week % 4]) else {
        panic!("a day");
    };
    Time::Date {
        year: 2020 + (week / 12) as u16,
        month: (week % 12) as u8 + 1,
        day: month,
    }
}

#[test]
fn the_answer_comes_first_and_everything_to_do_it_again_comes_last() {
    let page = html(&report());
    let at = |part: &str| {
        page.find(part)
            .unwrap_or_else(|| panic!("{part} is not in the page"))
    };
    assert!(at("<p class=\"answer\">It worked: in ") < at("The pictures"));
    assert!(at("The pictures") < at("How it was worked out"));
    assert!(at("How it was worked out") < at("To do it again"));
    for part in [
        "Abadie, Diamond and Hainmueller 2010",
        "blake3 abc",
        "0123456789abcdef",
        "p = 0.033",
        "Elsewhere",
    ] {
        at(part);
    }
}

#[test]
fn nothing_in_a_plan_or_a_file_becomes_markup() {
    let page = html(&report());
    for harm in [
        "<script",
        "<b>",
        "</title><script",
        "onload",
        "javascript:",
        " style=",
        "<img",
        "<link",
        "http-equiv=\"refresh\"",
    ] {
        assert!(!page.contains(harm), "{harm}");
    }
    assert_eq!(
        page.matches("http").count(),
        page.matches("http-equiv").count(),
        "no address of others"
    );
}

#[test]
fn every_picture_says_in_words_what_it_shows_and_has_its_numbers_beside_it() {
    let report = report();
    let plots = plots(&report);
    let names: Vec<&str> = plots.iter().map(|plot| plot.name).collect();
    assert_eq!(names, ["series", "gap", "placebos", "weights", "events"]);
    for plot in &plots {
        for text in [&plot.title, &plot.description, &plot.caption] {
            assert!(text.len() > 5, "{}", plot.name);
        }
        assert!(plot.table.len() > 2 && plot.table.iter().all(|row| row.len() == plot.table[0].len()));
        for svg in [plot.inline(), plot.file()] {
            assert!(svg.contains("role=\"img\" aria-labelledby=\"") && svg.contains("<title id="));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
        assert!(
            plot.file()
                .starts_with("<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=")
        );
    }
    assert!(
        plots[1]
            .description
            .contains("The band holds the gaps of 95\u{a0}%")
    );
}

#[test]
fn the_json_reads_back_and_holds_every_placebo() {
    let json = json(&report());
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["answer"], "worked");
    assert_eq!(value["standing"], "registered");
    assert_eq!(value["placebos"].as_array().unwrap().len(), 29);
    assert_eq!(value["by_time"].as_array().unwrap().len(), 60);
    assert_eq!(value["events"][1]["to"], Value::Null);
    assert_eq!(value["uncertainty"]["p"].as_f64(), Some(1.0 / 30.0));
}

#[test]
fn the_manual_names_every_key_of_the_json() {
    const MANUAL: &str = include_str!("../../../../docs/evaluation-report.md");
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    found.push(key.clone());
                    keys(value, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let mut report = report();
    report.secondary = vec![Secondary {
        outcome: report.outcome.clone(),
        sentence: "Cannot tell.".to_owned(),
        corrected_p: Some(0.4),
    }];
    report.found.as_mut().unwrap().0.notes = vec![searched()];
    let mut found = Vec::new();
    keys(&serde_json::from_str(&json(&report)).unwrap(), &mut found);
    report.found = Err(Refusal::ConstantOutcome);
    keys(&serde_json::from_str(&json(&report)).unwrap(), &mut found);
    found.sort();
    found.dedup();
    let missing: Vec<&String> = found
        .iter()
        .filter(|key| !MANUAL.contains(&format!("`{key}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/evaluation-report.md does not name {missing:?}"
    );
    assert!(MANUAL.contains(&format!("`schema_version` is {SCHEMA_VERSION}")));
}

fn searched() -> Note {
    Note::Search(SearchNote {
        objective: 0.25,
        starts: 24,
        hits: 3,
        runner_up: Some((0.5, 1.5)),
        importance: vec![0.75, 0.25],
    })
}

#[test]
fn predictors_their_search_and_placebos_that_were_refused_are_told() {
    let mut report = report();
    report.panel.covariates = vec![Covariate {
        name: "income".to_owned(),
        values: Matrix::from_fn(30, 1, |row, _| row as f64),
    }];
    report.how = How {
        resembles: vec![
            Resemblance {
                of: Source::Covariate(0),
                back: 1..51,
            },
            Resemblance {
                of: Source::Outcome,
                back: 1..3,
            },
        ],
        ..How::from(Method::SyntheticControlPredictors)
    };
    let (estimate, uncertainty) = report.found.as_mut().unwrap();
    estimate.notes = vec![searched()];
    uncertainty.notes = vec![UncertaintyNote::PlaceboRefused {
        unit: 4,
        reason: Refusal::ConstantOutcome,
    }];
    let page = html(&report);
    for part in [
        "<dt>Compared with the help of</dt>\n<dd>income</dd>",
        "<th scope=\"row\">income</th><td class=\"n\">1 January 2020</td>",
        "75\u{a0}%",
        "reached from 3 of 24 starts; the next best place has 0.5, and an effect of 1.5",
        "1 placebo could not be made, which leaves so many fewer to compare ours with; the first because: Every outcome is the same number.",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let value: Value = serde_json::from_str(&json(&report)).unwrap();
    assert_eq!(value["search"]["predictors"][1]["importance"], 0.25);
    assert_eq!(
        (&value["placebos_refused"], &value["helped_by"][0]),
        (&1.into(), &"income".into())
    );
}

#[test]
fn a_refusal_has_a_report_too() {
    let mut report = report();
    report.found = Err(Refusal::ConstantOutcome);
    report.verdict = judge(
        &report.plan,
        &report.outcome,
        &report.panel,
        Err(&Refusal::ConstantOutcome),
        &[],
    );
    let page = html(&report);
    assert!(page.contains("<p class=\"answer\">Cannot tell whether "));
    assert!(!page.contains("The pictures"));
    assert_eq!(plots(&report), []);
}

#[test]
fn the_same_report_has_the_same_bytes() {
    assert_eq!(html(&report()), html(&report()));
    assert_eq!(json(&report()), json(&report()));
}
