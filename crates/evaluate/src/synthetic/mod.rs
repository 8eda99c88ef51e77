//! Synthetic control: what would have been, as a mixture of areas without the campaign.
//!
//! ```
//! use evaluate::{Matrix, Panel, synthetic::synthetic_control};
//! let outcome = Matrix::from_rows(&[
//!     [10.0, 12.0, 11.0, 13.0, 20.0],
//!     [8.0, 10.0, 9.0, 11.0, 12.0],
//!     [12.0, 14.0, 13.0, 15.0, 16.0],
//!     [30.0, 2.0, 19.0, 4.0, 7.0],
//! ]).unwrap();
//! let names = ["Alder", "Beech", "Cedar", "Durmast"].map(String::from).to_vec();
//! let panel = Panel::of(names, outcome, vec![Some(4), None, None, None]).unwrap();
//! let estimate = synthetic_control(&panel)?;
//! // Half Beech and half Cedar is Alder to the last digit, until the campaign: 14 were expected, 20 came.
//! assert!((estimate.effect - 6.0).abs() < 1e-9);
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod augmented;
mod descent;
mod gaps;
mod importance;
mod outcomes;
mod predictors;
mod setting;

pub(crate) use augmented::penalty_of;
pub use augmented::{Penalty, augmented, augmented_placebo, held_out_penalty};
pub use gaps::Gaps;
pub use outcomes::{Fit, Fits, synthetic_control};
pub use predictors::{
    Predictor, PredictorFit, Search, Source, fit_predictors, predictors_placebo, with_predictors,
};
pub use setting::Setting;
