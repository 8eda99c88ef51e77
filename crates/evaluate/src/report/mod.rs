//! The report: one HTML file that needs no script, the same as JSON, and its pictures as SVG.
//!
//! First the answer, then the pictures, then how it was worked out and by whom that was published, then all that somebody needs to
//! do it again. Same report, same bytes.

mod escape;
mod html;
mod json;
mod method;
mod notes;
pub(crate) mod pieces;
mod plot;
mod style;
#[cfg(test)]
mod tests;

pub(crate) use escape::{html as escaped, json as quoted};
pub use html::html;
pub(crate) use json::{Object, array, method_name};
pub use json::{SCHEMA_VERSION, json};
pub use method::{MethodText, method_text};
pub(crate) use plot::power;
pub use plot::{Plot, plots};

use crate::analysis::How;
use crate::estimate::{Estimate, Method, Uncertainty};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::registered::{Difference, Outcome, Plan};
use crate::verdict::Verdict;

/// Everything that a report says.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was evaluated, as a heading.
    pub title: String,
    /// The plan that was followed, or not.
    pub plan: Plan,
    /// The outcome that this is about.
    pub outcome: Outcome,
    /// How the number was worked out and tested.
    pub how: How,
    /// The seed of whatever was drawn.
    pub seed: u64,
    /// The areas and times of the plan.
    pub panel: Panel,
    /// What the estimator and its test gave, or why they gave nothing.
    pub found: Result<(Estimate, Uncertainty), Refusal>,
    /// The answer.
    pub verdict: Verdict,
    /// What differs from the plan.
    pub differences: Vec<Difference>,
    /// Areas of the file that the plan does not name.
    pub unplanned: Vec<String>,
    /// Effects by the time since each area's start, with what they may be; empty where the method has none.
    pub events: Vec<Event>,
    /// The same question by other methods. They decide nothing.
    pub others: Vec<Other>,
    /// The plan's other outcomes.
    pub secondary: Vec<Secondary>,
    /// The effect with each area of the comparison left out in turn.
    pub left_out: Vec<LeftOut>,
    /// Where everything came from.
    pub origin: Origin,
    /// That the data are made up, where they are.
    pub simulated: Option<Simulated>,
}

impl Report {
    /// The areas that ours are compared with.
    fn comparison(&self) -> Vec<String> {
        let never = self.panel.never_treated().into_iter();
        never
            .filter_map(|unit| self.panel.units.get(unit).cloned())
            .collect()
    }
}

/// The effect so many periods after the start, or before it where that is below 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// Periods since the start.
    pub at: i64,
    /// The effect, in the outcome's unit.
    pub effect: f64,
    /// What it may be, for all periods at once: from, to.
    pub band: Option<(f64, f64)>,
}

/// The same question by another method.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The method.
    pub method: Method,
    /// The effect with its test where it has one, or why there is none.
    pub found: Result<(f64, Option<Uncertainty>), Refusal>,
}

/// Another outcome of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Secondary {
    /// Its name.
    pub outcome: Outcome,
    /// The first sentence about it, or what kept it from being worked out.
    pub sentence: String,
    /// Its p-value, corrected for how many outcomes were looked at.
    pub corrected_p: Option<f64>,
}

/// The effect without one area of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The area that was left out.
    pub area: String,
    /// The effect then.
    pub effect: f64,
}

/// Where everything came from. Whoever runs the analysis fills it in: this crate opens no file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The program and its version.
    pub program: String,
    /// What was typed.
    pub command: String,
    /// The data file's name.
    pub data_name: String,
    /// The hash of its bytes, and how it was taken: `blake3 …`.
    pub data_hash: String,
    /// How many lines of data it had.
    pub data_rows: u64,
    /// The plan's hash.
    pub plan_hash: String,
    /// The hash of the edition that the plan stands in, where it stands in one that somebody signed.
    pub edition: Option<String>,
}

/// That the data are made up, and what is true of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulated {
    /// How they were made, as a paragraph.
    pub how: String,
    /// The true effect, which the reader can reveal.
    pub truth: String,
}
