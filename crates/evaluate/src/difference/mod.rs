//! Differences: before and after, and difference-in-differences by two-way fixed effects.
//!
//! - [`before_after`]: what people ask for. It gives the campaign everything else that happened, and its answer says so.
//! - [`two_way`]: the change of treated areas less the change of the others, with errors clustered by area.
//! - [`placebo()`]: its test, interval and error from areas that had no campaign; the one to use with one treated area.

mod before_after;
mod fixed_effects;
mod placebo;
mod two_way;

pub use before_after::before_after;
pub(crate) use placebo::as_placebo;
pub use placebo::placebo;
pub use two_way::{TwoWay, two_way};

use crate::panel::Panel;
use crate::refusal::Refusal;

/// An outcome beyond this has a square that is no number.
const LARGEST: f64 = 1e140;

/// Refuses a panel whose parts do not fit, or with a number that errors cannot be reckoned with.
pub(crate) fn reckonable(panel: &Panel) -> Result<(), Refusal> {
    panel.checked()?;
    if panel.outcome.data().iter().any(|v| v.abs() > LARGEST) {
        return Err(Refusal::OutOfRange);
    }
    Ok(())
}
