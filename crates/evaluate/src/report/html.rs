//! The report as one page.

use super::method::{method_text, procedure_text};
use super::pieces::{definitions, figure, heading, list, page, paragraph, table};
use super::plot::plots;
use super::{Report, escape, notes};
use crate::estimate::{Estimate, Uncertainty, UncertaintyNote};
use crate::panel::Time;
use crate::registered::{Better, Chosen, Plan, Standing};
use crate::verdict::Answer;
use crate::words;

/// The report as one HTML file. It holds no script and asks no other address for anything.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut main = String::new();
    main.push_str(&format!("<h1>{}</h1>\n", escape::html(&report.title)));
    if let Some(simulated) = &report.simulated {
        main.push_str(&format!(
            "<div class=\"note\"><p><strong>These numbers are made up.</strong> {}</p></div>\n",
            escape::html(&simulated.how)
        ));
    }
    main.push_str(&format!(
        "<p class=\"answer\">{}</p>\n",
        escape::html(&report.verdict.sentence)
    ));
    main.push_str(&standing(report));
    if let Ok((estimate, uncertainty)) = &report.found {
        main.push_str(&meaning(report, estimate, uncertainty));
    }
    main.push_str(&warnings(report));
    let plots = plots(report);
    if !plots.is_empty() {
        main.push_str(&heading("The pictures"));
        plots.iter().for_each(|plot| main.push_str(&figure(plot)));
        main.push_str(&time_weights(report));
    }
    if let Some(simulated) = &report.simulated {
        main.push_str(&heading("What is true here"));
        main.push_str(&paragraph("With real numbers nobody knows. These were made up, so somebody does. Make up your own mind first."));
        main.push_str(&format!(
            "<details>\n<summary>Show the true effect</summary>\n{}</details>\n",
            paragraph(&simulated.truth)
        ));
    }
    main.push_str(&secondary(report));
    main.push_str(&method(report));
    main.push_str(&checks(report));
    main.push_str(&again(report));
    page(&report.title, &main)
}

fn standing(report: &Report) -> String {
    let origin = &report.origin;
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    let mut text = String::new();
    match report.verdict.standing {
        Standing::Registered => {
            let edition = origin.edition.as_deref().map_or_else(String::new, |edition| {
                format!(", in the edition {}", short(edition))
            });
            text.push_str(&paragraph(&format!(
                "This follows the plan {}{edition}, in everything. Compare that with what was signed before the first day: if it is the same, nobody chose this way of looking afterwards.",
                short(&origin.plan_hash)
            )));
        }
        Standing::Exploratory => {
            text.push_str("<div class=\"note\">\n");
            text.push_str(&paragraph(&format!(
                "This is not the analysis that was registered (the plan {}). It may suggest something to look into; it decides nothing. What differs:",
                short(&origin.plan_hash)
            )));
            let differs: Vec<String> = report
                .differences
                .iter()
                .map(|difference| difference.sentence(&report.plan))
                .collect();
            text.push_str(&list(&differs));
            text.push_str("</div>\n");
        }
    }
    if !report.unplanned.is_empty() {
        text.push_str(&paragraph(&format!(
            "The data have areas that the plan does not name. They were left out: {}.",
            words::list(&report.unplanned, 8)
        )));
    }
    text
}

/// What p and the interval mean, with this report's own numbers.
fn meaning(report: &Report, estimate: &Estimate, uncertainty: &Uncertainty) -> String {
    if matches!(report.verdict.answer, Answer::CannotTell(_)) && uncertainty.p.is_none() {
        return String::new();
    }
    let mut texts = Vec::new();
    let is_told = !matches!(
        report.verdict.answer,
        Answer::CannotTell(crate::verdict::Reason::LevelOutOfReach { .. })
    );
    if let Some(p) = uncertainty.p.filter(|_| is_told) {
        let often = if p < 0.001 {
            "less than once in 1,000 times".to_owned()
        } else {
            format!("about {} times in 1,000", libm::round(p * 1000.0).max(1.0))
        };
        texts.push(format!(
            "{} says: if the campaign had changed nothing, a difference this large or larger would still turn up {often}.",
            words::p_is(p)
        ));
    }
    if is_told && uncertainty.notes.contains(&UncertaintyNote::Empty) {
        texts.push(
            "There is no interval: the test rejects every change that is the same in all periods. The effect seems to grow or to fade; look at the picture of the gap.".to_owned(),
        );
    }
    if let Some(interval) = uncertainty.interval.filter(|_| is_told) {
        let width = interval.high - interval.low;
        let scale = if width.is_finite() { width } else { estimate.effect };
        texts.push(format!(
            "The interval from {} to {} holds every change that the numbers do not rule out. A test that works this way leaves the truth out about {} times in 100.",
            words::number(interval.low, scale),
            words::number(interval.high, scale),
            words::number((1.0 - interval.level) * 100.0, 10.0)
        ));
    }
    let outcome = &report.outcome;
    texts.push(format!(
        "Beforehand the plan said: {} is better, and less than {} {} would not matter.{}",
        match outcome.better {
            Better::Higher => "more",
            Better::Lower => "less",
        },
        words::number(outcome.smallest_that_matters, outcome.smallest_that_matters),
        outcome.unit,
        if outcome.moves_by_itself {
            " Looking harder moves this number by itself, so that it can show neither success nor harm."
        } else {
            ""
        }
    ));
    texts.iter().map(|text| paragraph(text)).collect()
}

/// What earlier times count in the comparison, where they do not count alike.
fn time_weights(report: &Report) -> String {
    let Ok((estimate, _)) = &report.found else {
        return String::new();
    };
    if estimate.time_weights.is_empty() {
        return String::new();
    }
    let mut rows = vec![vec!["Period".to_owned(), "Weight".to_owned()]];
    rows.extend(estimate.time_weights.iter().filter_map(|(time, weight)| {
        let time = report.panel.times.get(*time)?;
        Some(vec![words::day(time), words::number(*weight, 0.001)])
    }));
    format!(
        "<details>\n<summary>The earlier periods that count in the comparison</summary>\n{}</details>\n",
        table("Weights of earlier periods", &rows)
    )
}

fn warnings(report: &Report) -> String {
    let warnings: Vec<String> = report
        .verdict
        .warnings
        .iter()
        .map(crate::verdict::Warning::sentence)
        .collect();
    if warnings.is_empty() {
        return String::new();
    }
    format!(
        "{}{}",
        heading("Read this before you believe it"),
        list(&warnings)
    )
}

fn secondary(report: &Report) -> String {
    if report.secondary.is_empty() {
        return String::new();
    }
    let texts: Vec<String> = report
        .secondary
        .iter()
        .map(|other| match other.corrected_p {
            Some(p) => format!(
                "{} Corrected for how many outcomes were looked at: p = {}.",
                other.sentence,
                words::p_value(p)
            ),
            None => other.sentence.clone(),
        })
        .collect();
    format!(
        "{}{}{}",
        heading("The other outcomes"),
        paragraph(
            "One outcome decides, and it stands at the top. Whoever looks at many will find something by chance, so these only add to it."
        ),
        list(&texts)
    )
}

fn method(report: &Report) -> String {
    let method = report
        .found
        .as_ref()
        .map_or(report.plan.method, |(estimate, _)| estimate.method);
    let text = method_text(method);
    let mut pairs = vec![
        ("Method", text.name.to_owned()),
        ("What it does", text.does.to_owned()),
        ("What it takes for granted", text.assumes.to_owned()),
        ("When it fails", text.fails.to_owned()),
        ("Published in", text.source.to_owned()),
    ];
    if let Ok((_, uncertainty)) = &report.found {
        pairs.push(("How sure", procedure_text(uncertainty.procedure).to_owned()));
    }
    if let Some(covariates) = notes::helped_by(report) {
        pairs.push(("Compared with the help of", covariates));
    }
    if let Some(words) = &report.plan.method_in_words {
        pairs.push(("In the plan\u{2019}s words", words.clone()));
    }
    pairs.push(("The rule that was agreed", report.plan.decision_rule.clone()));
    pairs.push((
        "How the areas were chosen",
        match report.plan.chosen {
            Chosen::Lot => "by lot",
            Chosen::Partners => "because the campaign\u{2019}s partners are there",
            Chosen::Worst => "because it was worst there",
            Chosen::Unknown => "nobody wrote it down",
        }
        .to_owned(),
    ));
    pairs.push((
        "What is counted",
        report.outcome.definition.clone().unwrap_or_default(),
    ));
    let predictors = notes::predictors(report).map_or_else(String::new, |rows| {
        table("What the mixture was made to resemble", &rows)
    });
    format!(
        "{}{}{predictors}",
        heading("How it was worked out"),
        definitions(&pairs)
    )
}

fn checks(report: &Report) -> String {
    let Ok((estimate, _)) = &report.found else {
        return String::new();
    };
    let mut text = String::new();
    if !report.others.is_empty() {
        text.push_str(&paragraph(
            "The same question by other methods. The plan\u{2019}s one decides; if they disagree, believe less.",
        ));
        let mut rows = vec![vec![
            "Method".to_owned(),
            "Effect".to_owned(),
            "p".to_owned(),
            "Interval".to_owned(),
        ]];
        let mut refused = Vec::new();
        for other in &report.others {
            let name = method_text(other.method).name.to_owned();
            rows.push(match &other.found {
                Ok((effect, sure)) => {
                    let interval = sure.as_ref().and_then(|sure| sure.interval);
                    let scale = interval.map_or(*effect, |interval| interval.high - interval.low);
                    let scale = if scale.is_finite() { scale } else { *effect };
                    vec![
                        name,
                        words::number(*effect, scale),
                        sure.as_ref()
                            .and_then(|sure| sure.p)
                            .map_or_else(|| "\u{2013}".to_owned(), words::p_value),
                        interval.map_or_else(
                            || "\u{2013}".to_owned(),
                            |interval| {
                                format!(
                                    "{} to {}",
                                    words::number(interval.low, scale),
                                    words::number(interval.high, scale)
                                )
                            },
                        ),
                    ]
                }
                Err(refusal) => {
                    refused.push(format!("{name} gives no number: {refusal}"));
                    let none = || "\u{2013}".to_owned();
                    vec![name, none(), none(), none()]
                }
            });
        }
        text.push_str(&table("Other methods", &rows));
        text.push_str(&list(&refused));
    }
    if !report.left_out.is_empty() {
        text.push_str(&paragraph(
            "Each area that counts in the comparison is left out in turn. An effect that hangs on one area is not to be trusted.",
        ));
        let mut rows = vec![vec!["Without".to_owned(), "Effect".to_owned()]];
        rows.extend(
            report
                .left_out
                .iter()
                .map(|out| vec![out.area.clone(), words::number(out.effect, estimate.effect)]),
        );
        text.push_str(&table("Without one area", &rows));
    }
    if text.is_empty() {
        return text;
    }
    format!("{}{text}", heading("Does it hold?"))
}

/// Each launch with its areas, in the plan's order.
fn launches(plan: &Plan) -> Vec<(Time, Vec<String>)> {
    let mut launches: Vec<(Time, Vec<String>)> = Vec::new();
    for start in &plan.areas {
        match launches.iter_mut().find(|(launch, _)| *launch == start.launch) {
            Some((_, areas)) => areas.push(start.area.clone()),
            None => launches.push((start.launch, vec![start.area.clone()])),
        }
    }
    launches
}

/// Everything that somebody needs to do it again.
fn again(report: &Report) -> String {
    let origin = &report.origin;
    let plan = &report.plan;
    let mut pairs = vec![
        ("Typed", origin.command.clone()),
        ("Program", origin.program.clone()),
        ("Plan", origin.plan_hash.clone()),
        ("Edition", origin.edition.clone().unwrap_or_default()),
        (
            "Data",
            format!(
                "{}, {} rows, {}",
                origin.data_name, origin.data_rows, origin.data_hash
            ),
        ),
        (
            "Panel",
            format!(
                "{} over {}, {} with the campaign",
                words::count(report.panel.units.len(), "area", "areas"),
                words::count(report.panel.times.len(), "period", "periods"),
                report.panel.treated().len()
            ),
        ),
        (
            "Level",
            format!(
                "{} (a campaign that changes nothing passes for one that did so often)",
                plan.alpha
            ),
        ),
    ];
    pairs.push(("Seed", report.seed.to_string()));
    for (launch, areas) in launches(plan) {
        let areas = words::list(&areas, 60);
        pairs.push((
            "With the campaign",
            format!("{areas}, from {}", words::day(&launch)),
        ));
    }
    pairs.push(("Compared with", words::list(&report.comparison(), 60)));
    for out in &plan.excluded {
        let area = out.area.clone().unwrap_or_else(|| "every area".to_owned());
        let days = match (&out.from, &out.to) {
            (Some(from), Some(to)) => format!(", {} to {}", words::day(from), words::day(to)),
            (Some(from), None) => format!(", from {}", words::day(from)),
            (None, Some(to)) => format!(", until {}", words::day(to)),
            (None, None) => String::new(),
        };
        pairs.push(("Left out", format!("{area}{days}: {}", out.why)));
    }
    if let Ok((estimate, uncertainty)) = &report.found {
        pairs.push(("Effect", format!("{:?}", estimate.effect)));
        if let Some(rmspe) = estimate.pre_rmspe {
            pairs.push(("Root of the mean squared gap before", format!("{rmspe:?}")));
        }
        if let Some(certificate) = &estimate.certificate {
            pairs.push((
                "Certificate",
                format!(
                    "objective {:?}, at most {:.1e} above the least there can be; largest miss of the conditions of an optimum {:.1e}",
                    certificate.objective, certificate.gap_bound, certificate.kkt_residual
                ),
            ));
        }
        if let Some(searched) = notes::searched(report) {
            pairs.push(("Search for the importance", searched));
        }
        if let Some(refused) = notes::refused(report) {
            pairs.push(("Left out of the test", refused));
        }
        if let Some(p) = uncertainty.p {
            pairs.push(("p", format!("{p:?}")));
        }
        if let Some(least) = uncertainty.least_p {
            pairs.push(("Least p that this design can give", format!("{least:?}")));
        }
        if let Some(error) = uncertainty.standard_error {
            pairs.push(("Standard error", format!("{error:?}")));
        }
        match &uncertainty.draws {
            Some(draws) => pairs.push((
                "Drawn",
                format!(
                    "{} times from the seed {}; drawing alone moves p by about {}",
                    draws.count,
                    draws.seed,
                    words::number(draws.monte_carlo_error, draws.monte_carlo_error)
                ),
            )),
            None => pairs.push((
                "Drawn",
                "nothing for the test: every case was worked out".to_owned(),
            )),
        }
    }
    format!(
        "{}{}{}",
        heading("To do it again"),
        paragraph("The same data, plan and version give the same bytes of this report on every machine."),
        definitions(&pairs)
    )
}
