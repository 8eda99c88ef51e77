//! `hueandcry evaluate` and `hueandcry plan`, and the worked example that they make.

use crate::{copy, err, hueandcry, muletide, out, spoil};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

/// The numbers of the worked example, in a folder that goes away.
struct Numbers(tempfile::TempDir);

impl Numbers {
    fn path(&self) -> PathBuf {
        self.0.path().join("panel.csv")
    }
}

fn panel() -> Numbers {
    let folder = tempfile::tempdir().unwrap();
    let made = evaluate::simulated::csv(&evaluate::simulated::merry_muletide());
    std::fs::write(folder.path().join("panel.csv"), made).unwrap();
    Numbers(folder)
}

fn evaluate(plan: &Path, data: &Path, into: &Path, more: &[&str]) -> Output {
    let mut arguments = vec![
        "evaluate",
        plan.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "--out",
        into.to_str().unwrap(),
    ];
    arguments.extend(more);
    hueandcry(&arguments)
}

/// `UPDATE=1` makes the numbers and the report anew.
#[test]
fn the_worked_example_is_what_the_program_makes_of_its_plan_and_its_numbers() {
    let made = evaluate::simulated::csv(&evaluate::simulated::merry_muletide());
    let folder = tempfile::tempdir().unwrap();
    let (csv, into) = (folder.path().join("panel.csv"), folder.path().join("report"));
    std::fs::write(&csv, &made).unwrap();
    let output = evaluate(&muletide(), &csv, &into, &[]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let report = std::fs::read_to_string(into.join("report.html")).unwrap();
    let kept = muletide().join("worked");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(&kept).unwrap();
        std::fs::write(kept.join("panel.csv"), &made).unwrap();
        std::fs::write(kept.join("report.html"), &report).unwrap();
        return;
    }
    assert!(
        std::fs::read_to_string(kept.join("panel.csv")).unwrap() == made,
        "worked/panel.csv: run again with UPDATE=1"
    );
    assert!(
        std::fs::read_to_string(kept.join("report.html")).unwrap() == report,
        "worked/report.html: run again with UPDATE=1"
    );
    for part in [
        "These numbers are made up.",
        "<summary>Show the true effect</summary>",
        "2 people a week in 100,000 adults in Southend-on-Sea",
        "People who asked for help with drugs",
        "This follows the plan",
    ] {
        assert!(report.contains(part), "{part}");
    }
    let (before, _) = report.split_once("<details>").unwrap();
    assert!(
        !before.contains("added 2 people"),
        "the truth is not told before it is asked for"
    );
}

#[test]
fn an_answer_is_one_sentence_and_the_report_is_files_for_people_and_programs() {
    let folder = tempfile::tempdir().unwrap();
    let output = evaluate(&muletide(), &panel().path(), folder.path(), &[]);
    let said = out(&output);
    assert!(
        said.starts_with("It worked: in Southend-on-Sea, from 20 November 2026 to 31 January 2027, "),
        "{said}"
    );
    for part in [
        "This follows the plan in everything.",
        "Plan:    ",
        "Data:    blake3 ",
        "report.html, report.json, series.svg",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let json: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(json["answer"], "worked");
    assert_eq!(json["simulated"], true);
    let shown = evaluate(&muletide(), &panel().path(), folder.path(), &["--format", "json"]);
    assert_eq!(
        serde_json::from_slice::<Value>(&shown.stdout).unwrap()["answer"],
        "worked"
    );
}

#[test]
fn what_was_not_registered_is_exploratory_and_old_pictures_go() {
    let folder = tempfile::tempdir().unwrap();
    evaluate(&muletide(), &panel().path(), folder.path(), &[]);
    assert!(folder.path().join("placebos.svg").is_file());
    let output = evaluate(
        &muletide(),
        &panel().path(),
        folder.path(),
        &["--estimator", "before-after", "--signed", "0123456789abcdef"],
    );
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said.starts_with("Exploratory, and not the registered result: cannot tell "),
        "{said}"
    );
    assert!(
        said.contains("- What was signed has the hash 0123456789abcdef"),
        "{said}"
    );
    assert!(
        said.contains("- The plan says synthetic difference in differences, and this is before and after."),
        "{said}"
    );
    assert!(!folder.path().join("placebos.svg").exists());
}

#[test]
fn the_hash_that_was_signed_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let said = out(&evaluate(&muletide(), &panel().path(), folder.path(), &[]));
    let plan = said.split("Plan:    ").nth(1).unwrap().lines().next().unwrap();
    let again = out(&evaluate(
        &muletide(),
        &panel().path(),
        folder.path(),
        &["--signed", plan],
    ));
    assert!(again.starts_with("It worked: "), "{again}");
}

#[test]
fn faults_of_plan_and_numbers_are_shown_at_once_and_no_report_is_written() {
    let folder = copy();
    spoil(folder.path(), "evaluation.toml", "alpha = 0.05", "alpha = 5");
    spoil(
        folder.path(),
        "worked/panel.csv",
        "Southend-on-Sea,2024-11-04,7,",
        "Southend-on-Sea,2024-11-04,seven,",
    );
    spoil(folder.path(), "worked/panel.csv", "2024-11-11", "2024-11-31");
    let into = folder.path().join("report");
    let data = folder.path().join("worked/panel.csv");
    let output = evaluate(folder.path(), &data, &into, &[]);
    let said = out(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in [
        "error[bad-value]",
        "evaluation.toml:",
        "alpha = 5",
        "error[data]",
        "panel.csv:2",
        "panel.csv:3",
        "3 findings: nothing was worked out.",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!into.exists());
    let json: Value =
        serde_json::from_slice(&evaluate(folder.path(), &data, &into, &["--format", "json"]).stdout).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 3);
}

#[test]
fn what_cannot_be_read_gives_two_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = evaluate(&muletide(), Path::new("no/such.csv"), folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("--data names a CSV file"),
        "{}",
        err(&output)
    );
    let output = evaluate(&muletide(), folder.path(), folder.path(), &[]);
    assert!(err(&output).contains("is no ordinary file"), "{}", err(&output));
    let output = evaluate(
        &muletide(),
        &panel().path(),
        folder.path(),
        &["--estimator", "synthetic-contrl"],
    );
    assert!(
        err(&output).contains("did you mean synthetic-control?"),
        "{}",
        err(&output)
    );
    let empty = copy();
    std::fs::remove_file(empty.path().join("evaluation.toml")).unwrap();
    let output = evaluate(empty.path(), &panel().path(), folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("has no evaluation.toml"),
        "{}",
        err(&output)
    );
}

const ALONE: &str = "areas = [\"A\"]\ncomparison = [\"B\", \"C\"]\nfrom = 2026-01-01\nlaunch = 2026-03-01\nto = 2026-04-30\nchosen = \"lot\"\n\
                     estimator = \"difference-in-differences\"\ndecision_rule = \"As the interval lies.\"\n\
                     [[outcome]]\nname = \"Calls\"\nunit = \"calls a month\"\nprimary = true\nbetter = \"higher\"\nsmallest_that_matters = 1\ncolumn = \"calls\"\n\
                     [data]\narea = \"area\"\ntime = \"month\"\n";

#[test]
fn a_study_on_three_areas_says_cannot_tell_and_gives_no_p_value() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, data) = (folder.path().join("study.toml"), folder.path().join("calls.csv"));
    std::fs::write(&plan, ALONE).unwrap();
    let rows = ["A", "B", "C"].iter().flat_map(|area| {
        (1..=4).map(move |month| {
            format!(
                "{area},2026-0{month},{}\n",
                month * 3 + if *area == "A" && month > 2 { 90 } else { 0 }
            )
        })
    });
    std::fs::write(&data, format!("area,month,calls\n{}", rows.collect::<String>())).unwrap();
    let output = evaluate(&plan, &data, &folder.path().join("report"), &[]);
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0), "{said}{}", err(&output));
    assert!(said.starts_with("Cannot tell whether in A, from 1 March 2026 to 30 April 2026 the campaign changed “Calls”, because with 3 areas "), "{said}");
    assert!(!said.contains("90"), "no number is printed: {said}");
}

/// A plan on its own for so many areas, and months of calls with an effect of 40 in the first of them.
fn alone(folder: &Path, areas: usize, keys: &str, tables: &str) -> (PathBuf, PathBuf) {
    let names: Vec<String> = (0..areas).map(|area| format!("Area {area:02}")).collect();
    let others: Vec<String> = names[1..].iter().map(|name| format!("{name:?}")).collect();
    let plan = ALONE
        .replace("areas = [\"A\"]", "areas = [\"Area 00\"]")
        .replace("[\"B\", \"C\"]", &format!("[{}]", others.join(", ")))
        .replace("from = 2026-01-01", "from = 2023-01-01")
        .replace("estimator = \"difference-in-differences\"", keys)
        + tables;
    let mut rows = String::from("area,month,calls,income,rain\n");
    for (area, name) in names.iter().enumerate() {
        for month in 0..40 {
            let effect = if area == 0 && month >= 38 { 40 } else { 0 };
            let season = (month * 7) % 12;
            // No two areas take the same course: an area that another one repeats has no error to be measured by.
            let own = (month * month * (area + 1) + month * (area * area + 7) + 13 * area) % 23 / 4;
            let rain = (month * month + area * 3) % 7;
            rows.push_str(&format!(
                "{name},{}-{:02},{},{},{rain}\n",
                2023 + month / 12,
                month % 12 + 1,
                50 + (area + 3) % 6 + season + own + effect,
                20 + area * area % 11
            ));
        }
    }
    let (at, data) = (folder.join("study.toml"), folder.join("calls.csv"));
    std::fs::write(&at, plan).unwrap();
    std::fs::write(&data, rows).unwrap();
    (at, data)
}

fn evaluated(plan: &Path, data: &Path, into: &Path, more: &[&str]) -> (String, Value) {
    let output = evaluate(plan, data, into, more);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    let json = std::fs::read_to_string(into.join("report.json")).unwrap();
    (out(&output), serde_json::from_str(&json).unwrap())
}

#[test]
fn predictors_of_a_plan_and_their_importance_stand_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, data) = alone(
        folder.path(),
        22,
        "estimator = \"synthetic-control-predictors\"",
        "[[predictor]]\ncolumn = \"income\"\nfrom = 2023-01-01\nto = 2026-02-28\n[[predictor]]\nfrom = 2023-01-01\nto = 2024-06-30\n[[predictor]]\nfrom = 2024-07-01\nto = 2026-02-28\n",
    );
    let (said, json) = evaluated(&plan, &data, &folder.path().join("report"), &[]);
    assert!(said.starts_with("It worked: "), "{said}");
    assert_eq!(json["method"], "synthetic-control-predictors");
    assert_eq!(json["helped_by"][0], "income");
    let predictors = json["search"]["predictors"].as_array().unwrap();
    assert_eq!(predictors.len(), 3);
    assert_eq!(
        (&predictors[2]["from"], &predictors[2]["to"]),
        (&"2024-07-01".into(), &"2026-02-01".into())
    );
    assert_eq!(json["placebos"].as_array().unwrap().len(), 21);
    let page = std::fs::read_to_string(folder.path().join("report/report.html")).unwrap();
    assert!(page.contains("What the mixture was made to resemble"));
}

#[test]
fn the_augmented_method_runs_from_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, data) = alone(
        folder.path(),
        22,
        "estimator = \"augmented-synthetic-control\"",
        "",
    );
    let (said, json) = evaluated(&plan, &data, &folder.path().join("report"), &[]);
    assert!(said.starts_with("It worked: "), "{said}");
    assert!(
        json["warnings"]
            .to_string()
            .contains("The correction has the penalty")
    );
}

#[test]
fn eight_areas_and_forty_months_are_judged_over_time_where_that_was_registered() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("report");
    let (plan, data) = alone(
        folder.path(),
        8,
        "estimator = \"synthetic-difference-in-differences\"",
        "",
    );
    let (said, _) = evaluated(&plan, &data, &into, &[]);
    assert!(said.starts_with("Cannot tell "), "{said}");
    // Who asks for it afterwards may look, and it is not the result.
    let (said, json) = evaluated(&plan, &data, &into, &["--inference", "conformal"]);
    assert!(
        said.starts_with("Exploratory, and not the registered result: it worked: "),
        "{said}"
    );
    assert!(
        said.contains(
            "The plan tests by the test that suits the method, and this was tested by conformal inference."
        ),
        "{said}"
    );
    assert!(
        json["origin"]["command"]
            .as_str()
            .unwrap()
            .ends_with(" --inference conformal")
    );
    let keys = "estimator = \"synthetic-difference-in-differences\"\ninference = \"conformal\"";
    let (plan, data) = alone(folder.path(), 8, keys, "");
    let (said, json) = evaluated(&plan, &data, &into, &[]);
    assert!(said.starts_with("It worked: "), "{said}");
    assert_eq!(json["uncertainty"]["procedure"], "conformal");
    assert_eq!(json["uncertainty"]["least_p"], 1.0 / 40.0);
    let output = evaluate(&plan, &data, &into, &["--inference", "conformall"]);
    assert!(
        err(&output).contains("did you mean conformal?"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_covariate_that_is_named_is_used_or_told() {
    let folder = tempfile::tempdir().unwrap();
    let named = "covariates = [\"income\", \"rain\"]\n";
    let (plan, data) = alone(
        folder.path(),
        22,
        "estimator = \"difference-in-differences\"",
        named,
    );
    let (_, json) = evaluated(&plan, &data, &folder.path().join("report"), &[]);
    assert_eq!(json["helped_by"].to_string(), "[\"rain\"]");
    assert!(
        json["warnings"]
            .to_string()
            .contains("and not used: income. What never changes")
    );
    let (plan, data) = alone(folder.path(), 22, "estimator = \"synthetic-control\"", named);
    let (_, json) = evaluated(&plan, &data, &folder.path().join("report"), &[]);
    assert_eq!(json["helped_by"].to_string(), "[]");
    assert!(json["warnings"].to_string().contains(
        "and not used: income and rain. This method (synthetic control) has no use for covariates."
    ));
}

#[test]
fn a_plan_says_before_launch_what_it_can_find_out_and_a_hopeless_one_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (into, panel) = (folder.path().join("plan"), panel());
    let output = hueandcry(&[
        "plan",
        muletide().to_str().unwrap(),
        "--data",
        panel.path().to_str().unwrap(),
        "--out",
        into.to_str().unwrap(),
        "--windows",
        "3",
    ]);
    let said = out(&output);
    assert_eq!(output.status.code(), Some(0), "{said}{}", err(&output));
    for part in [
        "a change that just matters (1.0 people a week in 100,000 adults) would be seen ",
        "Where nothing was done, the test said ",
        "How long to run:",
        "Wave 3: ",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    for file in ["plan.html", "plan.json", "power.svg"] {
        assert!(into.join(file).is_file(), "{file}");
    }
    let plan = folder.path().join("study.toml");
    std::fs::write(&plan, ALONE.replace("2026-01-01", "2024-01-01")).unwrap();
    let rows = ["A", "B", "C"].iter().flat_map(|area| {
        (0..26).map(move |month| {
            format!(
                "{area},{}-{:02},{}\n",
                2024 + month / 12,
                month % 12 + 1,
                (month * 7 + usize::from(area.as_bytes()[0]) * 3) % 11 + month % 3
            )
        })
    });
    let data = folder.path().join("calls.csv");
    std::fs::write(&data, format!("area,month,calls\n{}", rows.collect::<String>())).unwrap();
    let output = hueandcry(&["plan", plan.to_str().unwrap(), "--data", data.to_str().unwrap()]);
    let said = out(&output);
    assert!(
        said.starts_with("This design cannot give an answer, whatever happens: with 3 areas "),
        "{said}{}",
        err(&output)
    );
}
