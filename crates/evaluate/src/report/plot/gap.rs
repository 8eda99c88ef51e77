//! How far what was counted lies from what would have been, with what chance does to it.

use super::Plot;
use super::canvas::{Canvas, LEFT, RIGHT, TOP};
use super::scale::Scale;
use super::series::{BOTTOM, first_with};
use crate::estimate::{Estimate, Uncertainty};
use crate::report::Report;
use crate::words;

pub(super) fn plot(report: &Report, estimate: &Estimate, uncertainty: &Uncertainty) -> Option<Plot> {
    let times = &estimate.by_time;
    if times.len() < 2 {
        return None;
    }
    let level = uncertainty.interval.map_or(0.95, |interval| interval.level);
    let band = band(estimate, uncertainty, level);
    let x = Scale::of([0.0, (times.len() - 1) as f64].into_iter(), LEFT, RIGHT);
    let numbers = times
        .iter()
        .map(|time| time.gap)
        .chain(band.iter().flatten().flat_map(|(low, high)| [*low, *high]))
        .chain([0.0]);
    let y = Scale::of(numbers, BOTTOM, TOP + 10.0).roomy();
    let mut canvas = Canvas::new();
    canvas.side(&y, &report.outcome.unit);
    let all: Vec<_> = times.iter().map(|time| time.time).collect();
    canvas.times(&all, &x, BOTTOM);
    if let Some(band) = &band {
        let xs: Vec<f64> = (0..band.len()).map(|index| x.at(index as f64)).collect();
        let low: Vec<f64> = band.iter().map(|(low, _)| y.at(*low)).collect();
        let high: Vec<f64> = band.iter().map(|(_, high)| y.at(*high)).collect();
        canvas.band(&xs, &low, &high);
    }
    canvas.line("nought", (LEFT, y.at(0.0)), (RIGHT, y.at(0.0)));
    if let Some(start) = first_with(report, estimate) {
        canvas.start(x.at(start as f64), BOTTOM);
    }
    let points: Vec<(f64, f64)> = times
        .iter()
        .enumerate()
        .map(|(index, time)| (x.at(index as f64), y.at(time.gap)))
        .collect();
    canvas.path("one", &points);
    let width = y.high - y.low;
    let mut head = vec!["Period".to_owned(), "Gap".to_owned()];
    if band.is_some() {
        head.extend(["Others from".to_owned(), "to".to_owned()]);
    }
    let exact = width / 10.0;
    let rows = times.iter().enumerate().map(|(index, time)| {
        let mut row = vec![words::day(&time.time), words::number(time.gap, exact)];
        if let Some((low, high)) = band.as_ref().and_then(|band| band.get(index)) {
            row.extend([words::number(*low, exact), words::number(*high, exact)]);
        }
        row
    });
    let inside = if band.is_some() {
        format!(
            " The band holds the gaps of {} of the other areas.",
            words::per_cent(level)
        )
    } else {
        String::new()
    };
    Some(Plot {
        name: "gap",
        title: "The gap".to_owned(),
        description: format!(
            "One line over time: what was counted less what would have been. The mean after the start is {} {}.{inside}",
            words::number(estimate.effect, width),
            report.outcome.unit
        ),
        caption: if band.is_some() {
            "The shaded band is what the other areas, which had no campaign, do by chance. A gap within it is nothing unusual.".to_owned()
        } else if first_with(report, estimate) == Some(0) {
            "Every period is compared with the last one before its start, which is why none lies before it here.".to_owned()
        } else {
            "What lies before the start shows how large gaps are without any campaign.".to_owned()
        },
        body: canvas.body,
        height: 250,
        table: std::iter::once(head).chain(rows).collect(),
    })
}

/// At each time, from where to where the middle `level` of the placebos' gaps go. Only with 10 placebos or more that have a gap for each time.
fn band(estimate: &Estimate, uncertainty: &Uncertainty, level: f64) -> Option<Vec<(f64, f64)>> {
    let times = estimate.by_time.len();
    let gaps: Vec<&Vec<f64>> = uncertainty
        .placebos
        .iter()
        .map(|placebo| &placebo.gaps)
        .filter(|gaps| gaps.len() == times)
        .collect();
    if gaps.len() < 10 {
        return None;
    }
    let at = |time: usize| {
        let mut values: Vec<f64> = gaps
            .iter()
            .map(|gaps| gaps[time])
            .filter(|gap| gap.is_finite())
            .collect();
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1) as f64;
        let place = |share: f64| {
            values
                .get(libm::round(share * last) as usize)
                .copied()
                .unwrap_or(0.0)
        };
        (place((1.0 - level) / 2.0), place((1.0 + level) / 2.0))
    };
    Some((0..times).map(at).collect())
}
