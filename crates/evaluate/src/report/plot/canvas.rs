//! Axes, lines and words on a picture.

use super::WIDTH;
use super::scale::Scale;
use crate::panel::Time;
use crate::report::escape::html;
use crate::words;

/// Where the drawing's own space begins and ends, in the picture's units.
pub(super) const LEFT: f64 = 52.0;
pub(super) const RIGHT: f64 = WIDTH as f64 - 12.0;
pub(super) const TOP: f64 = 26.0;

/// A picture in the making.
pub(super) struct Canvas {
    pub(super) body: String,
}

/// A coordinate: a tenth of a unit is finer than any eye, and keeps the file small.
fn place(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

impl Canvas {
    pub(super) fn new() -> Canvas {
        Canvas { body: String::new() }
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.body.push_str(&format!(
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
            place(from.0),
            place(from.1),
            place(to.0),
            place(to.1)
        ));
    }

    /// A line through points; it breaks where a point is no number.
    pub(super) fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let mut path = String::new();
        let mut pen = 'M';
        for (x, y) in points {
            if x.is_finite() && y.is_finite() {
                path.push_str(&format!("{pen}{} {}", place(*x), place(*y)));
                pen = 'L';
            } else {
                pen = 'M';
            }
        }
        if !path.is_empty() {
            self.body
                .push_str(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
        }
    }

    /// The ground between two lines that have a point at each of `xs`.
    pub(super) fn band(&mut self, xs: &[f64], low: &[f64], high: &[f64]) {
        let there = xs.iter().zip(high).map(|(x, y)| (*x, *y));
        let back = xs.iter().zip(low).map(|(x, y)| (*x, *y)).rev();
        let points: Vec<String> = there
            .chain(back)
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .map(|(x, y)| format!("{},{}", place(x), place(y)))
            .collect();
        if !points.is_empty() {
            self.body.push_str(&format!(
                "<polygon class=\"band\" points=\"{}\"/>",
                points.join(" ")
            ));
        }
    }

    pub(super) fn bar(&mut self, from: (f64, f64), width: f64, height: f64) {
        self.body.push_str(&format!(
            "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            place(from.0),
            place(from.1),
            place(width.max(0.5)),
            place(height)
        ));
    }

    pub(super) fn dot(&mut self, at: (f64, f64)) {
        self.body.push_str(&format!(
            "<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"3\"/>",
            place(at.0),
            place(at.1)
        ));
    }

    /// Words; `anchor` is `start`, `middle` or `end`.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: &str, words: &str) {
        self.body.push_str(&format!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            place(at.0),
            place(at.1),
            html(words)
        ));
    }

    /// Numbers up the side, with a line across at each, and the unit above.
    pub(super) fn side(&mut self, scale: &Scale, unit: &str) {
        let (ticks, step) = scale.ticks();
        for tick in ticks {
            let y = scale.at(tick);
            self.line("g", (LEFT, y), (RIGHT, y));
            // One digit of the step is enough to tell two of them apart.
            let label = words::number(tick, step * 10.0);
            self.text("q", (LEFT - 5.0, y + 4.0), "end", &label);
        }
        self.text("q", (4.0, 14.0), "start", &shorten(unit, 60));
    }

    /// Up to four times along the bottom.
    pub(super) fn times(&mut self, times: &[Time], scale: &Scale, bottom: f64) {
        let last = times.len().saturating_sub(1);
        // Four: more would touch each other.
        let step = last.div_ceil(3).max(1);
        let mut shown: Vec<usize> = (0..=last).step_by(step).collect();
        // The last label stands at the edge; one that would touch it goes.
        if shown
            .last()
            .is_some_and(|&index| index != last && (last - index) * 5 < step * 3)
        {
            shown.pop();
        }
        if shown.last() != Some(&last) {
            shown.push(last);
        }
        for index in shown {
            let anchor = match index {
                0 => "start",
                index if index == last => "end",
                _ => "middle",
            };
            if let Some(time) = times.get(index) {
                let x = scale.at(index as f64);
                self.line("g", (x, bottom), (x, bottom + 4.0));
                self.text("q", (x, bottom + 17.0), anchor, &short(time));
            }
        }
    }

    /// A line up where the campaign began.
    pub(super) fn start(&mut self, x: f64, bottom: f64) {
        self.line("start", (x, TOP - 4.0), (x, bottom));
        let (anchor, x) = if x > RIGHT - 60.0 {
            ("end", x - 3.0)
        } else {
            ("start", x + 3.0)
        };
        self.text("q", (x, TOP + 4.0), anchor, "start");
    }
}

/// A time in few letters.
fn short(time: &Time) -> String {
    match time {
        Time::Number(number) => format!("{number}"),
        Time::Date { year, month, .. } => {
            let months = [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ];
            format!(
                "{} {year}",
                months.get(usize::from(*month).wrapping_sub(1)).unwrap_or(&"?")
            )
        }
    }
}

/// A text of at most so many characters. What goes is in the middle: names that begin alike mostly differ at their end.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let end = most / 3;
    let first = text.chars().take(most - 1 - end);
    first.chain(['…']).chain(text.chars().skip(count - end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_alike_stay_apart() {
        assert_eq!(shorten("A place with a long name 01", 20), "A place with …ame 01");
        assert_eq!(shorten("Südöstliche Ämter", 17), "Südöstliche Ämter");
        assert_eq!(shorten("Südöstliche Ämter", 12).chars().count(), 12);
    }
}
