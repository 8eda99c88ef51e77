//! The registered plan: what was fixed before the first day, and what differs from it afterwards.

mod differs;
mod plan;
mod study;
#[cfg(test)]
pub(crate) mod testing;

pub use differs::{Difference, Standing, standing};
pub use plan::{Better, Chosen, Excluded, Outcome, Plan, Predictor, Start};
pub use study::{Study, columns, select};
pub(crate) use study::{between, day_of, days};
