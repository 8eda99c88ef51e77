//! Published answers, reproduced. Each test names its source; the panels are read where they lie.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says what it skips, and stops at what it cannot read"
)]

mod basque;
mod causal_impact;
mod mpdta;
mod panels;
mod prop99_predictors;
mod prop99_sdid;
mod prop99_synthetic;
mod shapes;
