//! Differences: before and after, and difference-in-differences by two-way fixed effects.
//!
//! - [`before_after`](crate::difference::before_after): what people ask for. It gives the campaign everything else that happened, and its answer says so.
//! - [`two_way`](crate::difference::two_way): the change of treated areas less the change of the others, with errors clustered by area.
//! - [`placebo`](fn@crate::difference::placebo): its test, interval and error from areas that had no campaign; the one to use with one treated area.
//!
//! ```
//! use evaluate::{Matrix, Panel, difference};
//! let outcome = Matrix::from_rows(&[[5.0, 5.0, 3.0], [4.0, 4.0, 4.5], [6.0, 6.0, 6.5]]).unwrap();
//! let panel = Panel::of(vec!["a".into(), "b".into(), "c".into()], outcome, vec![Some(2), None, None]).unwrap();
//! // The area lost 2, but it would have won ½ like the others.
//! assert!((difference::before_after(&panel)?.effect + 2.0).abs() < 1e-12);
//! assert!((difference::two_way(&panel, &[])?.estimate.effect + 2.5).abs() < 1e-12);
//! // With one treated area there is no error to be had from clusters.
//! assert!(difference::two_way(&panel, &[])?.uncertainty(0.95).is_err());
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod before_after;
mod fixed_effects;
mod placebo;
mod two_way;

pub use before_after::before_after;
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
