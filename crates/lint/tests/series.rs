//! The page about the series says what the series is: its figures are made, and nothing in its tables is forgotten.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read their own files"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

const BEGINS: &str = "<!-- Made by a test: UPDATE=1 cargo test -p lint --test series -->\n";
const ENDS: &str = "<!-- The end of what is made. -->\n";

/// The campaigns in the order in which they are read.
const SERIES: [&str; 3] = ["see-the-signs", "merry-muletide", "whos-controlling-your-friends"];

fn document() -> String {
    std::fs::read_to_string(common::folder("../../docs/series.md")).unwrap_or_default()
}

fn campaign(name: &str) -> (campaign::Campaign, Vec<campaign::Diagnostic>) {
    let source = common::files(&common::folder(&format!("../../campaigns/{name}")));
    let (campaign, _) = campaign::read(&source, &campaign::FolderLimits::default());
    (campaign.unwrap(), common::findings_of(&source))
}

/// The tables of figures.
fn figures() -> String {
    let mut made = String::new();
    for name in SERIES {
        let (campaign, findings) = campaign(name);
        let about_language: Vec<_> = findings.iter().filter(|one| one.rule.0 == "language").collect();
        _ = write!(
            made,
            "\n### `{name}`\n\n| page | words | words in a sentence | reading age | target | findings about language |\n\
             |---|---:|---:|---:|---:|---:|\n"
        );
        for figure in lint::reading_ages(&campaign) {
            let page = figure.page.trim_start_matches("pages/").trim_end_matches(".md");
            #[expect(clippy::cast_precision_loss, reason = "a page has few words")]
            let sentence = figure.words as f64 / figure.sentences.max(1) as f64;
            let age = figure
                .age
                .map_or_else(|| "too short".to_owned(), |age| format!("{age:.1}"));
            let language = about_language
                .iter()
                .filter(|one| one.place.file == figure.page)
                .count();
            _ = writeln!(
                made,
                "| `{page}` | {} | {sentence:.1} | {age} | {} | {language} |",
                figure.words, figure.target
            );
        }
    }
    made.push('\n');
    made
}

#[test]
fn the_page_shows_the_figures_that_the_rules_measure() {
    let written = document();
    let made = figures();
    let (before, rest) = written
        .split_once(BEGINS)
        .expect("docs/series.md has the mark before the figures");
    let (_, after) = rest
        .split_once(ENDS)
        .expect("docs/series.md has the mark behind the figures");
    let right = format!("{before}{BEGINS}{made}{ENDS}{after}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(common::folder("../../docs/series.md"), &right).unwrap();
    }
    assert!(
        document() == right,
        "docs/series.md is old: run UPDATE=1 cargo test -p lint --test series"
    );
}

#[test]
fn every_fact_and_every_service_says_what_it_was_compared_with() {
    let text = document();
    for name in SERIES {
        let heading = format!("What `{name}` was compared with\n");
        let section = text
            .split("\n## ")
            .find_map(|section| section.strip_prefix(&heading))
            .unwrap_or_else(|| panic!("docs/series.md has no section \"{}\"", heading.trim()));
        let rows: BTreeSet<String> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split_once("` |"))
            .map(|(row, _)| row.replace(" | `", " "))
            .collect();
        let (campaign, _) = campaign(name);
        let facts = campaign.facts.iter().map(|fact| format!("fact {}", fact.id));
        let services = campaign
            .help
            .iter()
            .map(|service| format!("service {}", service.id));
        let known: BTreeSet<String> = facts.chain(services).collect();
        assert_eq!(
            rows, known,
            "{name}: the rows of docs/series.md, and the facts and services there are"
        );
    }
}

#[test]
fn every_campaign_of_the_series_is_on_the_page() {
    for entry in Path::new("../../campaigns").read_dir().unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            assert!(
                SERIES.contains(&name.as_str()),
                "{name} has no figures in docs/series.md"
            );
        }
    }
}
