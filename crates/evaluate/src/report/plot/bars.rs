//! What the comparison is made of.

use super::Plot;
use super::canvas::{Canvas, RIGHT, shorten};
use super::scale::Scale;
use crate::estimate::Estimate;
use crate::report::Report;
use crate::words;

/// So many areas have a bar; the table has them all.
const MOST: usize = 12;
const ROW: f64 = 20.0;
const NAMES: f64 = 140.0;

pub(super) fn plot(report: &Report, estimate: &Estimate) -> Option<Plot> {
    let mut weights: Vec<(String, f64)> = estimate
        .weights
        .iter()
        .filter_map(|(unit, weight)| Some((report.panel.units.get(*unit)?.clone(), *weight)))
        .collect();
    if weights.is_empty() {
        return None;
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let shown = &weights[..weights.len().min(MOST)];
    let x = Scale::of(
        shown.iter().map(|(_, weight)| *weight).chain([0.0]),
        NAMES,
        RIGHT - 46.0,
    );
    let mut canvas = Canvas::new();
    for (row, (name, weight)) in shown.iter().enumerate() {
        let top = 8.0 + ROW * row as f64;
        canvas.text("", (NAMES - 6.0, top + 12.0), "end", &shorten(name, 20));
        let (from, to) = (x.at(0.0), x.at(*weight));
        canvas.bar((from.min(to), top + 2.0), (to - from).abs(), ROW - 6.0);
        canvas.text(
            "q",
            (from.max(to) + 5.0, top + 12.0),
            "start",
            &words::per_cent(*weight),
        );
    }
    let names: Vec<String> = weights.iter().map(|(name, _)| name.clone()).collect();
    let head = vec!["Area".to_owned(), "Weight".to_owned()];
    let rows = weights
        .iter()
        .map(|(name, weight)| vec![name.clone(), words::number(*weight, 0.001)]);
    Some(Plot {
        name: "weights",
        title: "What the comparison is made of".to_owned(),
        description: format!(
            "A bar for each area by how much it counts in the comparison. {} count; the most: {}.",
            words::count(names.len(), "area", "areas"),
            words::list(&names, 3)
        ),
        caption: "Ask somebody who knows these areas: is it sensible to compare with them, and did anything happen there meanwhile?".to_owned(),
        body: canvas.body,
        height: 16 + (ROW as u32) * shown.len() as u32,
        table: std::iter::once(head).chain(rows).collect(),
    })
}
