//! Our effect among those of areas that had no campaign.

use super::Plot;
use super::canvas::{Canvas, LEFT, RIGHT, TOP};
use super::scale::Scale;
use crate::estimate::{Estimate, Placebo, Procedure, Uncertainty};
use crate::report::Report;
use crate::words;

const BOTTOM: f64 = 196.0;
/// So many columns the effects are gathered in.
const COLUMNS: usize = 24;

pub(super) fn plot(report: &Report, estimate: &Estimate, uncertainty: &Uncertainty) -> Option<Plot> {
    let placebos = &uncertainty.placebos;
    if placebos.len() < 2 || uncertainty.procedure == Procedure::PlaceboInTime {
        return None;
    }
    let values: Vec<f64> = placebos.iter().map(|placebo| placebo.effect).collect();
    let all = || values.iter().copied().chain([estimate.effect, 0.0]);
    let x = Scale::of(all(), LEFT, RIGHT).roomy();
    let column = |value: f64| {
        let share = (value - x.low) / (x.high - x.low);
        ((share * COLUMNS as f64) as usize).min(COLUMNS - 1)
    };
    let mut counts = [0_usize; COLUMNS];
    for value in values.iter().filter(|value| value.is_finite()) {
        counts[column(*value)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let y = Scale::of([0.0, most as f64].into_iter(), BOTTOM, TOP + 22.0);
    let mut canvas = Canvas::new();
    let width = (RIGHT - LEFT) / COLUMNS as f64;
    for (index, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let top = y.at(*count as f64);
        canvas.bar(
            (LEFT + width * index as f64 + 1.0, top),
            width - 2.0,
            BOTTOM - top,
        );
    }
    canvas.line("nought", (LEFT, BOTTOM), (RIGHT, BOTTOM));
    let (ticks, step) = x.ticks();
    for tick in ticks {
        canvas.line("g", (x.at(tick), BOTTOM), (x.at(tick), BOTTOM + 4.0));
        canvas.text(
            "q",
            (x.at(tick), BOTTOM + 17.0),
            "middle",
            &words::number(tick, step * 10.0),
        );
    }
    canvas.text(
        "q",
        (4.0, 14.0),
        "start",
        "Areas without a campaign, by the effect found there",
    );
    let ours = x.at(estimate.effect);
    canvas.line("two", (ours, TOP + 14.0), (ours, BOTTOM));
    let anchor = if ours > (LEFT + RIGHT) / 2.0 {
        "end"
    } else {
        "start"
    };
    canvas.text("t2", (ours, TOP + 8.0), anchor, "ours");
    canvas.text(
        "q",
        ((LEFT + RIGHT) / 2.0, BOTTOM + 34.0),
        "middle",
        &super::canvas::shorten(&report.outcome.unit, 50),
    );
    let larger = values
        .iter()
        .filter(|value| value.abs() >= estimate.effect.abs())
        .count();
    let scale = x.high - x.low;
    let mut sorted: Vec<&Placebo> = placebos.iter().collect();
    sorted.sort_by(|a, b| {
        b.effect
            .abs()
            .total_cmp(&a.effect.abs())
            .then(a.units.cmp(&b.units))
    });
    let head = vec![
        "Areas as if they had it".to_owned(),
        "Effect found".to_owned(),
        "After beside before".to_owned(),
    ];
    let own = vec![
        "Ours".to_owned(),
        words::number(estimate.effect, scale),
        own_ratio(report, estimate)
            .map_or_else(|| "\u{2013}".to_owned(), |ratio| words::number(ratio, ratio)),
    ];
    let rows = sorted.iter().take(MOST_ROWS).map(|placebo| {
        let names: Vec<String> = placebo
            .units
            .iter()
            .filter_map(|&unit| report.panel.units.get(unit).cloned())
            .collect();
        vec![
            words::list(&names, 3),
            words::number(placebo.effect, scale),
            words::number(placebo.ratio(), placebo.ratio()),
        ]
    });
    Some(Plot {
        name: "placebos",
        title: "Ours among the others".to_owned(),
        description: format!(
            "Columns count {} placebos by the effect that the same method finds there, where there was no campaign. A dashed line marks ours, {}. {larger} of them are at least as large.",
            placebos.len(),
            words::number(estimate.effect, scale)
        ),
        caption: "The same method, where nothing was done. If many of these are as large as ours, ours means little.".to_owned(),
        body: canvas.body,
        height: 240,
        table: std::iter::once(head).chain([own]).chain(rows).collect(),
    })
}

/// So many placebos have a row; nobody reads three thousand, and the JSON has them all.
const MOST_ROWS: usize = 60;

fn own_ratio(report: &Report, estimate: &Estimate) -> Option<f64> {
    let before = estimate.pre_rmspe.filter(|before| *before > 0.0)?;
    let start = super::series::first_with(report, estimate)?;
    let later: Vec<f64> = estimate
        .by_time
        .get(start..)?
        .iter()
        .map(|time| time.gap)
        .collect();
    let squares = crate::linear::square_sum(&later) / later.len().max(1) as f64;
    Some(libm::sqrt(squares) / before)
}
