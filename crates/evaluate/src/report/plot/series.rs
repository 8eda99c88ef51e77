//! What was counted, and what would have been without the campaign.

use super::Plot;
use super::canvas::{Canvas, LEFT, RIGHT, TOP};
use super::scale::Scale;
use crate::estimate::Estimate;
use crate::report::Report;
use crate::words;

const HEIGHT: u32 = 250;
pub(super) const BOTTOM: f64 = 226.0;

pub(super) fn plot(report: &Report, estimate: &Estimate) -> Option<Plot> {
    let times = &estimate.by_time;
    if times.len() < 2 {
        return None;
    }
    let x = Scale::of([0.0, (times.len() - 1) as f64].into_iter(), LEFT, RIGHT);
    let numbers = times.iter().flat_map(|time| [time.actual, time.without]);
    let y = Scale::of(numbers, BOTTOM, TOP + 10.0).roomy();
    let mut canvas = Canvas::new();
    canvas.side(&y, &report.outcome.unit);
    let all: Vec<_> = times.iter().map(|time| time.time).collect();
    canvas.times(&all, &x, BOTTOM);
    if let Some(start) = first_with(report, estimate) {
        canvas.start(x.at(start as f64), BOTTOM);
    }
    let points = |value: fn(&crate::estimate::TimeEffect) -> f64| -> Vec<(f64, f64)> {
        let place =
            |(index, time): (usize, &crate::estimate::TimeEffect)| (x.at(index as f64), y.at(value(time)));
        times.iter().enumerate().map(place).collect()
    };
    canvas.path("two", &points(|time| time.without));
    canvas.path("one", &points(|time| time.actual));
    canvas.text("t1", (RIGHT, 14.0), "end", "\u{2014} counted");
    canvas.text("t2", (RIGHT - 72.0, 14.0), "end", "- - without");
    let areas: Vec<String> = report.plan.areas.iter().map(|start| start.area.clone()).collect();
    // One place more than can be seen in the picture.
    let exact = (y.high - y.low) / 10.0;
    let rows = times.iter().map(|time| {
        vec![
            words::day(&time.time),
            words::number(time.actual, exact),
            words::number(time.without, exact),
        ]
    });
    let head = vec![
        "Period".to_owned(),
        "Counted".to_owned(),
        "Without the campaign".to_owned(),
    ];
    Some(Plot {
        name: "series",
        title: "What was counted, and what would have been".to_owned(),
        description: format!(
            "Two lines over time for {}: what was counted, and what this method says would have been without the campaign. {}",
            words::list(&areas, 4),
            after(report, estimate)
        ),
        caption: if first_with(report, estimate) == Some(0) {
            "The distance between the lines is the effect. Whether areas were alike before shows the picture by the time since the start."
        } else {
            "Before the start the two lines should lie on each other: the better they do, the more the distance after the start means."
        }
        .to_owned(),
        body: canvas.body,
        height: HEIGHT,
        table: std::iter::once(head).chain(rows).collect(),
    })
}

/// The first time of the estimate at which an area has the campaign.
pub(super) fn first_with(report: &Report, estimate: &Estimate) -> Option<usize> {
    let panel = &report.panel;
    let start = panel
        .treated()
        .iter()
        .filter_map(|&unit| panel.start(unit))
        .min()?;
    let time = panel.times.get(start)?;
    estimate.by_time.iter().position(|at| at.time.order(time).is_ge())
}

fn after(report: &Report, estimate: &Estimate) -> String {
    let Some(start) = first_with(report, estimate) else {
        return String::new();
    };
    let later = estimate.by_time.get(start..).unwrap_or_default();
    let above = later.iter().filter(|time| time.gap > 0.0).count();
    format!(
        "After the start, the count lies above in {above} of {} periods.",
        later.len()
    )
}
