//! Made-up panels, for worked examples, for tests and for the table of what each test is worth: the truth is known, because it was put in.

mod example;
mod factors;

pub use example::{Week, World, csv, merry_muletide, weeks};
pub use factors::{Choosing, FactorWorld, Made, Paths};
