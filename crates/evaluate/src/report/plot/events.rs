//! Effects by the time since the start.

use super::Plot;
use super::canvas::{Canvas, LEFT, RIGHT, TOP};
use super::scale::Scale;
use super::series::BOTTOM;
use crate::report::Report;
use crate::words;

pub(super) fn plot(report: &Report) -> Option<Plot> {
    let events = &report.events;
    if events.len() < 2 {
        return None;
    }
    let x = Scale::of(events.iter().map(|event| event.at as f64), LEFT, RIGHT).roomy();
    let numbers = events.iter().flat_map(|event| {
        let (low, high) = event.band.unwrap_or((event.effect, event.effect));
        [event.effect, low, high]
    });
    let y = Scale::of(numbers.chain([0.0]), BOTTOM, TOP + 10.0).roomy();
    let mut canvas = Canvas::new();
    canvas.side(&y, &report.outcome.unit);
    canvas.line("nought", (LEFT, y.at(0.0)), (RIGHT, y.at(0.0)));
    canvas.start(x.at(-0.5), BOTTOM);
    let step = (events.len() / 8).max(1);
    for (index, event) in events.iter().enumerate() {
        let at = x.at(event.at as f64);
        if let Some((low, high)) = event.band {
            canvas.line("one", (at, y.at(low)), (at, y.at(high)));
        }
        canvas.dot((at, y.at(event.effect)));
        if index % step == 0 {
            canvas.text(
                "q",
                (at, BOTTOM + 17.0),
                "middle",
                &event.at.to_string().replace('-', "\u{2212}"),
            );
        }
    }
    let width = y.high - y.low;
    let head = ["Periods since the start", "Effect", "From", "To"]
        .map(str::to_owned)
        .to_vec();
    let rows = events.iter().map(|event| {
        let (low, high) = event.band.map_or_else(
            || ("\u{2013}".to_owned(), "\u{2013}".to_owned()),
            |(low, high)| (words::number(low, width), words::number(high, width)),
        );
        vec![
            event.at.to_string(),
            words::number(event.effect, width),
            low,
            high,
        ]
    });
    Some(Plot {
        name: "events",
        title: "The effect by the time since the start".to_owned(),
        description: format!(
            "A dot for each of {} periods around the start, with what it may be. Before the start the dots should lie near nought.",
            events.len()
        ),
        caption: "Dots before the start show how alike the areas were. If they are far from nought, the comparison is no good.".to_owned(),
        body: canvas.body,
        height: 250,
        table: std::iter::once(head).chain(rows).collect(),
    })
}
