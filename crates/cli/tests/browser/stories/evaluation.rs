//! Reads whether it worked, and whether it has a chance: the pages that `evaluate` and `plan` write, on a phone, at a desk, in the dark, in
//! large letters and on paper.

use super::accessible::RUN;
use super::markup::validate;
use super::reflow::{SPACED, TOO_WIDE};
use crate::browser::{Browser, DESK, PHONE, Window, npm};
use evaluate::Random;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A phone of 320 px.
const SMALL: Window = Window {
    width: 320,
    height: 568,
    scale: 2,
    phone: true,
};

/// A study: how many areas have the campaign, how many there are, and the keys that its plan has besides.
struct Study {
    name: &'static str,
    treated: usize,
    areas: usize,
    keys: &'static str,
    tables: &'static str,
}

/// One for each sort of report.
const STUDIES: [Study; 6] = [
    Study {
        name: "worked, with a search for predictors",
        treated: 1,
        areas: 22,
        keys: "estimator = \"synthetic-control-predictors\"\n",
        tables: "[[predictor]]\nfrom = 2023-01-01\nto = 2024-12-31\n[[predictor]]\ncolumn = \"income\"\nfrom = 2023-01-01\nto = 2025-11-30\n",
    },
    Study {
        name: "an event study with many areas",
        treated: 12,
        areas: 30,
        keys: "estimator = \"group-time\"\n",
        tables: "[[wave]]\nareas = [\"A place with a long name 00\", \"A place with a long name 01\"]\nlaunch = 2026-02-01\n",
    },
    Study {
        name: "sets of placebos",
        treated: 3,
        areas: 24,
        keys: "estimator = \"synthetic-difference-in-differences\"\n",
        tables: "",
    },
    Study {
        name: "judged over time",
        treated: 1,
        areas: 8,
        keys: "estimator = \"augmented-synthetic-control\"\ninference = \"conformal\"\n",
        tables: "",
    },
    Study {
        name: "cannot tell",
        treated: 1,
        areas: 3,
        keys: "estimator = \"synthetic-control\"\nchosen = \"worst\"\n",
        tables: "",
    },
    Study {
        name: "refused",
        treated: 1,
        areas: 2,
        keys: "estimator = \"synthetic-control\"\n",
        tables: "",
    },
];

fn names(areas: impl Iterator<Item = usize>) -> String {
    let names: Vec<String> = areas
        .map(|area| format!("\"A place with a long name {area:02}\""))
        .collect();
    names.join(", ")
}

impl Study {
    /// Which areas the study's waves name, the first ones.
    fn waved(&self) -> usize {
        if self.tables.contains("[[wave]]") { 2 } else { 0 }
    }

    fn write(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let Study {
            treated,
            areas,
            keys,
            tables,
            ..
        } = self;
        let plan = format!(
            "areas = [{}]\ncomparison = [{}]\nfrom = 2023-01-01\nlaunch = 2025-12-01\nto = 2026-04-30\ndecision_rule = \"As the interval lies.\"\n{keys}\
             [[outcome]]\nname = \"Calls to the service\"\nunit = \"calls a month in 100,000 adults\"\nprimary = true\nbetter = \"higher\"\nsmallest_that_matters = 1\ncolumn = \"calls\"\n\
             [[outcome]]\nname = \"Letters\"\nunit = \"letters\"\nbetter = \"higher\"\nsmallest_that_matters = 1\ncolumn = \"letters\"\n\
             {tables}[data]\ntime = \"month\"\ncovariates = [\"income\"]\n",
            names(self.waved()..*treated),
            names(*treated..*areas),
        );
        let mut random = Random::new(4);
        let mut rows = String::from("area,month,calls,letters,income\n");
        for area in 0..*areas {
            for month in 0..40 {
                let effect = if area < *treated && month >= 35 { 30 } else { 0 };
                let calls = 50 + area % 6 + (month * 7) % 12 + effect + random.below(10);
                let letters = (month * month + area * 3) % 7;
                let income = 20 + area * area % 11;
                let (year, month) = (2023 + month / 12, month % 12 + 1);
                writeln!(
                    rows,
                    "A place with a long name {area:02},{year}-{month:02},{calls},{letters},{income}"
                )
                .expect("a text can be written to");
            }
        }
        let (at, data) = (folder.join("study.toml"), folder.join("calls.csv"));
        std::fs::write(&at, plan).expect("a file can be written");
        std::fs::write(&data, rows).expect("a file can be written");
        (at, data)
    }
}

/// Every page in a folder of its own: its name and where it lies.
fn pages() -> (TempDir, Vec<(String, PathBuf)>) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut pages = Vec::new();
    for (number, study) in STUDIES.iter().enumerate() {
        let here = folder.path().join(number.to_string());
        std::fs::create_dir(&here).expect("a folder can be made");
        let (plan, data) = study.write(&here);
        let mut commands = vec![("evaluate", "report.html")];
        // Trials take long; one design is as good as another to look at.
        if study.name == "sets of placebos" {
            commands.push(("plan", "plan.html"));
        }
        for (command, page) in commands {
            let output = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
                .arg(command)
                .arg(&plan)
                .arg("--data")
                .arg(&data)
                .arg("--out")
                .arg(&here)
                .args(if command == "plan" {
                    &["--windows", "1"] as &[&str]
                } else {
                    &[]
                })
                .output()
                .expect("the program starts");
            assert!(
                output.status.success(),
                "{}: {}{}",
                study.name,
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            pages.push((format!("{} ({page})", study.name), here.join(page)));
        }
    }
    (folder, pages)
}

fn visit(browser: &Browser, page: &Path) {
    browser.visit(&format!("file://{}", page.display()));
    // What lies behind a line that opens is looked at as well.
    browser.run("document.querySelectorAll('details').forEach(part => part.open = true)");
}

#[test]
fn axe_and_the_validator_find_nothing_in_any_report_and_none_scrolls_sideways() {
    let (folder, pages) = pages();
    let browser = Browser::start();
    let axe = npm("axe-core/axe.min.js");
    let mut faults = Vec::new();
    for (name, page) in &pages {
        for scheme in ["light", "dark"] {
            browser.prefer("screen", &[("prefers-color-scheme", scheme)]);
            for window in [PHONE, DESK] {
                browser.resize(window);
                visit(&browser, page);
                browser.run(&axe);
                let found = browser.run(RUN);
                if found != Value::Array(Vec::new()) {
                    faults.push(format!("{name}, {scheme}, {} px: {found}", window.width));
                }
            }
        }
        browser.resize(SMALL);
        visit(&browser, page);
        for spaced in [false, true] {
            if spaced {
                browser.run(SPACED);
            }
            let found = browser.run(TOO_WIDE);
            if found["wide"] == true || found["screen"] != SMALL.width {
                faults.push(format!("{name} at 320 px, spaced: {spaced}: {found}"));
            }
        }
        let complaints = browser.complaints();
        if !complaints.is_empty() {
            faults.push(format!("{name}: {complaints:?}"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    let (is_valid, said) = validate(folder.path());
    assert!(is_valid, "{said}");
}

#[test]
fn a_report_has_the_pictures_that_its_method_has_something_to_show_in() {
    let (_folder, pages) = pages();
    let browser = Browser::start();
    let pictures = |page: &Path| {
        visit(&browser, page);
        browser.run("return [...document.querySelectorAll('svg.plot title')].map(title => title.id.replace(/-t$/, '')).join(' ')")
    };
    let found: Vec<Value> = pages.iter().map(|(_, page)| pictures(page)).collect();
    assert_eq!(
        found,
        [
            "series gap placebos weights",
            "series gap placebos events",
            "series gap placebos weights",
            "power",
            "series gap weights",
            "series gap weights",
            "",
        ]
    );
}

#[test]
fn a_printed_report_is_black_on_white_and_no_heading_stands_alone() {
    let (_folder, pages) = pages();
    let browser = Browser::start();
    browser.prefer("print", &[("prefers-color-scheme", "dark")]);
    for (name, page) in &pages {
        browser.visit(&format!("file://{}", page.display()));
        let paper = browser.run(
            "const style = (element, of) => getComputedStyle(element)[of];
            return { back: style(document.body, 'backgroundColor'), ink: style(document.body, 'color'),
                closed: [...document.querySelectorAll('details:not([open]) > summary')].filter(line => line.checkVisibility()).length,
                broken: [...document.querySelectorAll('figure')].filter(figure => style(figure, 'breakInside') !== 'avoid').length,
                alone: [...document.querySelectorAll('h2, h3')].filter(heading => style(heading, 'breakAfter') !== 'avoid').length }",
        );
        let expected = serde_json::json!({ "back": "rgb(255, 255, 255)", "ink": "rgb(0, 0, 0)", "closed": 0, "broken": 0, "alone": 0 });
        assert_eq!(paper, expected, "{name}");
    }
}
