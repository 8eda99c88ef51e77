//! The registered study, in a campaign and alone.

use campaign::{Better, Chosen, EstimatorName, InferenceName, read_plan};

const PLAN: &str = r#"areas = ["Here"]
comparison = ["There", "Elsewhere"]
from = 2024-11-04
launch = 2026-11-20
to = 2027-01-31
chosen = "worst"
estimator = "synthetic-control"
decision_rule = "It helped if the whole interval lies above zero."

[[outcome]]
name = "second calls"
unit = "calls"
better = "lower"
smallest_that_matters = 0.5
moves_by_itself = true

[[outcome]]
name = "people who asked for help"
unit = "people a week"
primary = true
better = "higher"
smallest_that_matters = 2
column = "calls"
denominator = "people"
per = 100_000

[[wave]]
areas = ["Later"]
launch = 2026-12-07

[[exclude]]
area = "There"
from = 2025-03-03
to = 2025-03-09
why = "Nobody counted that week."

[data]
time = "week"
covariates = ["income"]
"#;

/// "rule line: message", one for each finding.
fn found(text: &str) -> Vec<String> {
    let (_, findings) = read_plan("plan.toml", text);
    findings
        .iter()
        .map(|finding| format!("{} {}: {}", finding.rule, finding.place.line, finding.message))
        .collect()
}

fn found_with(from: &str, to: &str) -> Vec<String> {
    assert!(PLAN.contains(from), "{from}");
    found(&PLAN.replacen(from, to, 1))
}

#[test]
fn a_plan_that_stands_alone_is_read_and_its_primary_outcome_comes_first() {
    let (plan, findings) = read_plan("plan.toml", PLAN);
    assert!(findings.is_empty(), "{findings:?}");
    let plan = plan.unwrap();
    let primary = plan.primary().unwrap();
    assert_eq!(plan.outcomes[0].name, primary.name);
    assert_eq!((primary.column.as_str(), primary.per), ("calls", 100_000.0));
    assert_eq!(
        (primary.better, plan.outcomes[1].better),
        (Better::Higher, Better::Lower)
    );
    assert!(plan.outcomes[1].moves_by_itself);
    assert_eq!(plan.estimator.value, EstimatorName::SyntheticControl);
    assert_eq!((plan.alpha, plan.seed, plan.chosen), (0.05, 1, Chosen::Worst));
    assert_eq!(
        (plan.columns.area.as_str(), plan.columns.time.as_str()),
        ("area", "week")
    );
    assert_eq!(plan.waves[0].areas, ["Later"]);
    assert_eq!(plan.excluded[0].why, "Nobody counted that week.");
}

#[test]
fn a_plan_may_name_predictors_a_test_and_weights() {
    let more = "inference = \"placebo\"\nestimator = \"synthetic-control-predictors\"";
    let text = PLAN.replacen("estimator = \"synthetic-control\"", more, 1)
        + "weight = \"people\"\n\n[[predictor]]\nfrom = 2025-01-01\nto = 2025-12-31\n\n[[predictor]]\ncolumn = \"income\"\nfrom = 2026-01-01\nto = 2026-11-19\n";
    let (plan, findings) = read_plan("plan.toml", &text);
    assert!(findings.is_empty(), "{findings:?}");
    let plan = plan.unwrap();
    assert_eq!(plan.inference, Some(InferenceName::Placebo));
    assert_eq!(plan.columns.weight.as_deref(), Some("people"));
    assert_eq!(
        (&plan.predictors[0].column, &plan.predictors[1].column),
        (&None, &Some("income".to_owned()))
    );
    let late = found(&text.replacen("2026-11-19", "2026-11-20", 1));
    assert_eq!(
        late,
        ["bad-date 47: a predictor goes on until 2026-11-20, and the campaign begins on 2026-11-20"]
    );
    let turned = found(&text.replacen("from = 2025-01-01", "from = 2026-01-01", 1));
    assert!(turned[0].ends_with("a predictor begins on 2026-01-01 and ends on 2025-12-31, before it begins"));
}

#[test]
fn what_an_estimator_has_no_use_for_is_a_finding() {
    let predictor = format!("{PLAN}\n[[predictor]]\nfrom = 2025-01-01\nto = 2025-12-31\n");
    assert!(
        found(&predictor)[0]
            .ends_with("the plan has predictors, and the estimator synthetic-control has no use for them")
    );
    let group = "inference = \"conformal\"\nestimator = \"group-time\"";
    assert_eq!(
        found_with("estimator = \"synthetic-control\"", group),
        ["bad-value 7: conformal inference is not defined for the estimator group-time"]
    );
    let fitting = "inference = \"conformal\"\nestimator = \"synthetic-control\"";
    assert_eq!(
        found_with("estimator = \"synthetic-control\"", fitting),
        Vec::<String>::new()
    );
}

#[test]
fn a_study_has_one_outcome_that_decides() {
    assert_eq!(
        found_with("primary = true\n", ""),
        ["missing-field 1: the evaluation has no primary outcome"]
    );
    assert_eq!(
        found_with(
            "smallest_that_matters = 0.5",
            "smallest_that_matters = 0.5\nprimary = true"
        ),
        ["bad-value 18: 2 outcomes are primary, and only one can decide"]
    );
}

#[test]
fn every_fault_of_a_plan_is_found_at_once_with_its_line() {
    let text = PLAN
        .replacen("\"synthetic-control\"", "\"synthetic-contrl\"", 1)
        .replacen("better = \"lower\"", "better = \"down\"", 1)
        .replacen("per = 100_000", "per = \"many\"", 1)
        .replacen("why =", "wy =", 1);
    let found = found(&text);
    for part in [
        "bad-value 7: \"estimator\" of the plan cannot be \"synthetic-contrl\"",
        "bad-value 13: \"better\" of an outcome cannot be \"down\"",
        "bad-value 25: \"per\" of an outcome is the text \"many\"",
        "unknown-key 35: what is left out has no key \"wy\"",
    ] {
        assert!(
            found.iter().any(|found| found == part),
            "{part} is not in {found:#?}"
        );
    }
}

#[test]
fn days_stand_in_their_order_and_no_area_on_both_sides() {
    assert!(
        found_with("from = 2024-11-04", "from = 2026-11-20")[0]
            .contains("nothing shows what it was like before")
    );
    assert!(
        found_with("to = 2027-01-31", "to = 2026-11-30")[0]
            .contains("before the campaign begins on 2026-12-07")
    );
    assert!(found_with("\"Elsewhere\"", "\"Here\"")[0].contains("\"Here\" is named twice"));
}

#[test]
fn the_keys_of_an_older_plan_are_told_apart_from_a_slip() {
    let found = found(&format!("primary = \"help-contacts\"\n{PLAN}"));
    assert_eq!(
        found,
        ["bad-value 1: \"primary\" is how outcomes were named once"]
    );
}

#[test]
fn hostile_numbers_are_findings() {
    for number in ["nan", "inf", "-1", "1e400", "[1]", "{}"] {
        let found = found_with(
            "smallest_that_matters = 2",
            &format!("smallest_that_matters = {number}"),
        );
        assert!(!found.is_empty(), "{number}");
    }
}
