//! The pictures. Each says in words what it shows, and each has its numbers in a table beside it.

mod bars;
mod canvas;
mod events;
mod gap;
mod placebos;
mod power;
mod scale;
mod series;

pub(crate) use power::power;

use super::Report;
use super::escape::html;
use super::style;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// Its name, which is its file's too: `series`, `gap`, `placebos`, `weights`, `events`, `power`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: String,
    /// What can be seen in it, in words.
    pub description: String,
    /// What a reader should look at.
    pub caption: String,
    /// Its inside, between the tags of `svg`.
    body: String,
    height: u32,
    /// Its numbers: the head of the table, then the rows.
    pub table: Vec<Vec<String>>,
}

/// How wide every picture is, in its own units. Small, so that its words stay readable on a phone.
const WIDTH: u32 = 400;

impl Plot {
    /// As it stands inside a page.
    #[must_use]
    pub fn inline(&self) -> String {
        self.svg("", "")
    }

    /// As a file of its own.
    #[must_use]
    pub fn file(&self) -> String {
        let ground = format!(
            "<rect class=\"ground\" width=\"{WIDTH}\" height=\"{}\"/>",
            self.height
        );
        let inside = format!("<style>{}</style>{ground}", style::PLOT);
        let mut svg = self.svg(" xmlns=\"http://www.w3.org/2000/svg\"", &inside);
        svg.push('\n');
        svg
    }

    fn svg(&self, attributes: &str, before: &str) -> String {
        let name = self.name;
        format!(
            "<svg class=\"plot\"{attributes} viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-labelledby=\"{name}-t {name}-d\">\
             <title id=\"{name}-t\">{}</title><desc id=\"{name}-d\">{}</desc>{before}{}</svg>",
            self.height,
            html(&self.title),
            html(&self.description),
            self.body
        )
    }
}

/// Every picture that the report has something to show for.
#[must_use]
pub fn plots(report: &Report) -> Vec<Plot> {
    let Ok((estimate, uncertainty)) = &report.found else {
        return Vec::new();
    };
    [
        series::plot(report, estimate),
        gap::plot(report, estimate, uncertainty),
        placebos::plot(report, estimate, uncertainty),
        bars::plot(report, estimate),
        events::plot(report),
    ]
    .into_iter()
    .flatten()
    .collect()
}
