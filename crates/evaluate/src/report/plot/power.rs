//! How often a design would see an effect, by how large the effect is.

use super::Plot;
use super::canvas::{Canvas, LEFT, RIGHT, TOP};
use super::scale::Scale;
use super::series::BOTTOM;
use crate::words;

/// `points` are effects and the share of trials that saw them; `wanted` is how often it should be seen.
pub(crate) fn power(points: &[(f64, f64)], wanted: f64, alpha: f64, unit: &str) -> Option<Plot> {
    if points.len() < 2 {
        return None;
    }
    let x = Scale::of(points.iter().map(|point| point.0), LEFT, RIGHT);
    let y = Scale::of([0.0, 1.0].into_iter(), BOTTOM, TOP + 10.0);
    let mut canvas = Canvas::new();
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        canvas.line("g", (LEFT, y.at(share)), (RIGHT, y.at(share)));
        canvas.text(
            "q",
            (LEFT - 5.0, y.at(share) + 4.0),
            "end",
            &words::per_cent(share),
        );
    }
    canvas.text("q", (4.0, 14.0), "start", "How often it would be seen");
    canvas.line("start", (LEFT, y.at(wanted)), (RIGHT, y.at(wanted)));
    let (ticks, step) = x.ticks();
    for tick in ticks {
        canvas.text(
            "q",
            (x.at(tick), BOTTOM + 17.0),
            "middle",
            &words::number(tick, step * 10.0),
        );
    }
    canvas.text(
        "q",
        ((LEFT + RIGHT) / 2.0, BOTTOM + 34.0),
        "middle",
        &super::canvas::shorten(unit, 50),
    );
    let line: Vec<(f64, f64)> = points
        .iter()
        .map(|(effect, share)| (x.at(*effect), y.at(*share)))
        .collect();
    canvas.path("one", &line);
    for at in line {
        canvas.dot(at);
    }
    let head = vec!["Effect".to_owned(), "Seen".to_owned()];
    let rows = points
        .iter()
        .map(|(effect, share)| vec![words::number(*effect, x.high - x.low), words::per_cent(*share)]);
    let seen = points.iter().find(|(_, share)| *share >= wanted);
    Some(Plot {
        name: "power",
        title: "How large an effect has to be to be seen".to_owned(),
        description: format!(
            "A line that says how often the design would see an effect of each size. With no effect at all it says \u{201c}seen\u{201d} about {} of the time. {}",
            words::per_cent(alpha),
            match seen {
                Some((effect, _)) => format!("From {} {unit} on it sees it {} of the time or more.", words::number(*effect, *effect), words::per_cent(wanted)),
                None => format!("None of the sizes drawn is seen {} of the time.", words::per_cent(wanted)),
            }
        ),
        caption: "Worked out on the real numbers from before, by putting an effect in and running the very test of the plan.".to_owned(),
        body: canvas.body,
        height: 264,
        table: std::iter::once(head).chain(rows).collect(),
    })
}
