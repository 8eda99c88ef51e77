//! A design in words: on the screen, as a page and as JSON.

use super::{Design, WANTED};
use crate::estimate::Method;
use crate::report::pieces::{figure, heading, list, page, paragraph, table};
use crate::report::{Object, Plot, array, method_name, method_text, power};
use crate::words;

/// The first sentence: whether this design has a chance of an answer.
fn answer(design: &Design) -> String {
    let outcome = &design.outcome;
    let matters = words::number(outcome.smallest_that_matters, outcome.smallest_that_matters);
    if let Some(needed) = design.out_of_reach {
        return format!(
            "This design cannot give an answer, whatever happens: with {} the rarest outcome is not rare enough for the level of {}, which takes {needed} or more",
            words::count(design.areas.0, "area", "areas"),
            words::per_cent(design.alpha)
        );
    }
    let often = words::per_cent(design.seen_if_it_matters);
    let smallest = design.smallest.map_or_else(
        || "no change, however large, is".to_owned(),
        |smallest| {
            format!(
                "a change of {} {} or more is",
                words::number(smallest, smallest),
                outcome.unit
            )
        },
    );
    let start = if design.seen_if_it_matters >= WANTED {
        "This design has a good chance of an answer"
    } else if design.seen_if_it_matters >= 0.5 {
        "This design may give an answer or may not"
    } else {
        "This design will most likely end in \u{201c}cannot tell\u{201d}"
    };
    format!(
        "{start}: a change that just matters ({matters} {}) would be seen {often} of the time, and {smallest} seen {} of the time",
        outcome.unit,
        words::per_cent(WANTED)
    )
}

/// That the test holds its level where nothing was done, or does not.
fn size(design: &Design) -> String {
    let (size, error) = design.size;
    let verdict = if size > design.alpha + 2.0 * error {
        " That is too often: with these data the test says \u{201c}it worked\u{201d} too easily, and another method would be better."
    } else {
        ""
    };
    let search = if design.method == Method::SyntheticControlPredictors {
        " Each fit here searched for the importance of the predictors from one start, where the evaluation searches from many."
    } else {
        ""
    };
    format!(
        "Where nothing was done, the test said that something was {} of the time ({} trials, give or take {}); it is meant to do so at most {} of the time.{verdict}{search}",
        words::per_cent(size),
        design.trials,
        words::per_cent(2.0 * error),
        words::per_cent(design.alpha)
    )
}

fn lengths(design: &Design) -> Vec<Vec<String>> {
    let has_cost = design.lengths.iter().any(|length| length.cost.is_some());
    let mut head = vec![
        "Periods with the campaign".to_owned(),
        format!("Smallest change seen {} of the time", words::per_cent(WANTED)),
        "A change that just matters is seen".to_owned(),
    ];
    if has_cost {
        head.push("Cost in pounds".to_owned());
    }
    let rows = design.lengths.iter().map(|length| {
        let mut row = vec![
            length.periods.to_string(),
            length
                .smallest
                .map_or_else(|| "none".to_owned(), |smallest| words::number(smallest, smallest)),
            words::per_cent(length.seen_if_it_matters),
        ];
        if has_cost {
            row.push(
                length
                    .cost
                    .map_or_else(String::new, |cost| words::number(cost, 100.0)),
            );
        }
        row
    });
    std::iter::once(head).chain(rows).collect()
}

fn choices(design: &Design) -> Vec<String> {
    design
        .choices
        .iter()
        .map(|choice| {
            let how = match choice.way {
                "stratified" => "By lot, one from each stratum of like level",
                "matched" => "By lot, one from each of the pairs that are most alike",
                _ => "Those that the others follow best (chosen, and not drawn: say so)",
            };
            let spread = choice.spread.map_or_else(String::new, |spread| {
                format!(
                    "; where nothing was done, effects of about {}",
                    words::number(spread, spread)
                )
            });
            format!("{how}: {}{spread}.", words::list(&choice.areas, 12))
        })
        .collect()
}

fn waves(design: &Design) -> Vec<String> {
    let last = design.order.iter().map(|start| start.wave).max().unwrap_or(0);
    (1..=last)
        .map(|wave| {
            let areas: Vec<String> = design
                .order
                .iter()
                .filter(|start| start.wave == wave)
                .map(|start| start.area.clone())
                .collect();
            format!("Wave {wave}: {}.", words::list(&areas, 40))
        })
        .collect()
}

/// What was found, for a screen.
#[must_use]
pub fn said(design: &Design) -> String {
    let mut text = format!(
        "{}.\n\n{}\n{}\n",
        answer(design),
        size(design),
        design.recommendation.sentence(design.method)
    );
    text.push_str(&format!(
        "{} over {} of history; {} with the campaign for {}; by {}.\n\nHow long to run:\n",
        words::count(design.areas.0, "area", "areas"),
        words::count(design.periods.0, "period", "periods"),
        words::count(design.areas.1, "area", "areas"),
        words::count(design.periods.1, "period", "periods"),
        words::method(design.method)
    ));
    for row in lengths(design) {
        text.push_str(&format!("  {}\n", row.join(" | ")));
    }
    for (title, items) in [
        ("Where to start:", choices(design)),
        (
            "If all areas get it in turn, so that the late ones are the comparison:",
            waves(design),
        ),
    ] {
        if !items.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            items
                .iter()
                .for_each(|item| text.push_str(&format!("- {item}\n")));
        }
    }
    text
}

/// The power curve as a picture.
#[must_use]
pub fn picture(design: &Design) -> Option<Plot> {
    power(&design.curve, WANTED, design.alpha, &design.outcome.unit)
}

/// What was found, as one page without a script.
#[must_use]
pub fn html(design: &Design, title: &str) -> String {
    let safe = crate::report::escaped;
    let mut main = format!(
        "<h1>{}</h1>\n<p class=\"answer\">{}.</p>\n{}",
        safe(title),
        safe(&answer(design)),
        paragraph(&size(design))
    );
    if let Some(plot) = picture(design) {
        main.push_str(&heading("The picture"));
        main.push_str(&figure(&plot));
    }
    main.push_str(&heading("Which method suits such a study"));
    main.push_str(&paragraph(&design.recommendation.sentence(design.method)));
    main.push_str(&heading("How long to run"));
    main.push_str(&table("How long to run", &lengths(design)));
    if !design.choices.is_empty() {
        main.push_str(&heading("Where to start"));
        main.push_str(&paragraph("A lot that is drawn in the open is the best argument afterwards: nobody picked the areas where it would have got better anyway."));
        main.push_str(&list(&choices(design)));
        main.push_str(&heading("If all areas get it in turn"));
        main.push_str(&paragraph("Areas that start late are the comparison until they do. Register them as [[wave]] and use group-time effects."));
        main.push_str(&list(&waves(design)));
    }
    if !design.followed.is_empty() {
        let mut rows = vec![vec![
            "Area".to_owned(),
            "Effects found where nothing was done".to_owned(),
        ]];
        rows.extend(
            design
                .followed
                .iter()
                .map(|(area, spread)| vec![area.clone(), words::number(*spread, *spread)]),
        );
        main.push_str(&heading("Which areas the others follow"));
        main.push_str(&table("Which areas the others follow", &rows));
    }
    let text = method_text(design.method);
    main.push_str(&heading("How this was worked out"));
    main.push_str(&paragraph(&format!(
        "The test of the plan ({}; {}) was run {} times on the history: areas that had no campaign were taken as if they had had it, at earlier dates. The seed is {}. {}",
        text.name,
        text.source,
        design.trials,
        design.seed,
        "Trials at neighbouring dates share numbers, so that they tell a little less than their count."
    )));
    page(title, &main)
}

/// What was found, as JSON; `docs/evaluation-report.md` has its keys.
#[must_use]
pub fn json(design: &Design) -> String {
    let curve = design.curve.iter().map(|(effect, seen)| {
        Object::new()
            .number("effect", *effect)
            .number("seen", *seen)
            .finish()
    });
    let lengths = design.lengths.iter().map(|length| {
        Object::new()
            .raw("periods", &length.periods.to_string())
            .maybe("smallest", length.smallest)
            .number("seen_if_it_matters", length.seen_if_it_matters)
            .maybe("cost", length.cost)
            .finish()
    });
    let choices = design.choices.iter().map(|choice| {
        let areas: Vec<String> = choice
            .areas
            .iter()
            .map(|area| crate::report::quoted(area))
            .collect();
        Object::new()
            .text("way", choice.way)
            .raw("areas", &format!("[{}]", areas.join(",")))
            .maybe("spread", choice.spread)
            .finish()
    });
    let order = design.order.iter().map(|start| {
        Object::new()
            .raw("wave", &start.wave.to_string())
            .text("area", &start.area)
            .finish()
    });
    let followed = design.followed.iter().map(|(area, spread)| {
        Object::new()
            .text("area", area)
            .number("spread", *spread)
            .finish()
    });
    let suits = &design.recommendation;
    let suits = Object::new()
        .raw(
            "method",
            &suits.method.map_or_else(
                || "null".to_owned(),
                |method| crate::report::quoted(method_name(method)),
            ),
        )
        .text("sentence", &suits.sentence(design.method))
        .finish();
    let mut text = Object::new()
        .text("schema", "hueandcry design")
        .raw("schema_version", "1")
        .text("sentence", &answer(design))
        .text("outcome", &design.outcome.name)
        .text("method", method_name(design.method))
        .number("alpha", design.alpha)
        .raw("seed", &design.seed.to_string())
        .raw("areas", &design.areas.0.to_string())
        .raw("treated", &design.areas.1.to_string())
        .raw("history", &design.periods.0.to_string())
        .raw("after", &design.periods.1.to_string())
        .raw("trials", &design.trials.to_string())
        .number("size", design.size.0)
        .number("size_error", design.size.1)
        .maybe("smallest", design.smallest)
        .number("seen_if_it_matters", design.seen_if_it_matters)
        .raw(
            "areas_needed",
            &design
                .out_of_reach
                .map_or_else(|| "null".to_owned(), |needed| needed.to_string()),
        )
        .raw("suits", &suits)
        .raw("curve", &array(curve))
        .raw("lengths", &array(lengths))
        .raw("choices", &array(choices))
        .raw("order", &array(order))
        .raw("followed", &array(followed))
        .finish();
    text.push('\n');
    text
}
