//! What changed because of the campaign, and how sure we are.
//!
//! A pure library: it opens no file, reads no clock and draws nothing without a seed. The same panel gives the same bits with
//! one thread and with many, on every machine. Where no honest number exists there is a [`Refusal`] that says what to do instead.
//!
//! ```
//! use evaluate::analysis::{Settings, analyse};
//! use evaluate::{Matrix, Method, Panel};
//! // Twenty-four areas over 30 weeks; the first one has 5 more from week 24 on.
//! let outcome = Matrix::from_fn(24, 30, |area, week| {
//!     let effect = if area == 0 && week >= 24 { 5.0 } else { 0.0 };
//!     20.0 + (area % 4) as f64 + (week % 6) as f64 + ((area * 7 + week * 5) % 11) as f64 / 10.0 + effect
//! });
//! let starts = (0..24).map(|area| (area == 0).then_some(24)).collect();
//! let panel = Panel::of((0..24).map(|area| format!("Area {area:02}")).collect(), outcome, starts).unwrap();
//! let found = analyse(&panel, Method::DifferenceInDifferences, &Settings::default())?;
//! assert!((found.estimate.effect - 5.0).abs() < 0.5);
//! // Every other area took its turn, and none comes near: 1 in 24.
//! assert_eq!(found.uncertainty.p, Some(1.0 / 24.0));
//! # Ok::<(), evaluate::Refusal>(())
//! ```
//!
//! [`panel`] reads data, [`analysis`] answers one question with the test that suits it or a whole registered study, [`design`] says
//! beforehand what can be found out, and [`report`] writes it down. Below them are the estimators, each usable alone. The folder
//! `examples` has a fit in memory, a CSV, and a design before launch.

/// One question, one method, one test, and a whole study.
pub mod analysis;
/// Which effects would make the time of the campaign look like any other time.
pub mod conformal;
/// Before launch: has this design a chance of an answer?
pub mod design;
/// Before and after, and difference-in-differences.
pub mod difference;
/// Normal, Student's t and chi-squared.
pub mod distribution;
/// What an estimator gives.
pub mod estimate;
/// Group-time effects, for areas that start at different times.
pub mod group_time;
/// Tables of numbers, and sums in an order that never changes.
pub mod linear;
/// Several outcomes at once.
pub mod multiple;
/// The data: areas over times, read from a CSV or made in memory.
pub mod panel;
/// What the method finds where there was no campaign, and the tests made of it.
pub mod placebo;
/// Random numbers from a seed.
pub mod random;
/// When there is no honest number.
pub mod refusal;
/// The registered plan, and what differs from it.
pub mod registered;
/// Small weighted regressions.
pub mod regression;
/// The report: a page, JSON and pictures.
pub mod report;
/// Synthetic difference-in-differences.
pub mod sdid;
/// Whether the answer hangs on one area, or on how far back the data go.
pub mod sensitivity;
/// One series with its level, its season and series that the campaign did not touch.
pub mod series;
/// Weights that mix some rows into another one as nearly as can be, exactly and with a certificate.
pub mod simplex;
/// Made-up panels whose truth is known.
pub mod simulated;
/// What would have been, as a mixture of areas without the campaign.
pub mod synthetic;
/// The answer in words.
pub mod verdict;
mod words;

pub use estimate::{
    Certificate, Draws, Estimate, Inference, Interval, Method, Note, Placebo, Procedure, SearchNote,
    TimeEffect, Uncertainty, UncertaintyNote,
};
pub use linear::Matrix;
pub use panel::{Covariate, Fault, Faults, Panel, Time};
pub use random::Random;
pub use refusal::Refusal;
