//! The answer in words. Its first sentence names outcome, area and period, and how sure we are.
//!
//! The rule: a design that cannot reach the level says "cannot tell" whatever came out. If the test rejects "no effect", the answer
//! is "worked" or "made it worse", as the plan says which way is good; where looking harder moves the outcome, it is neither. If the
//! test does not reject, the interval decides: when it leaves out every change that the plan calls large enough to matter, the answer
//! is "no effect we could see", else "cannot tell".

mod judge;
mod recommended;
mod sentence;
#[cfg(test)]
mod tests;
mod warnings;

pub(crate) use judge::areas_needed;
pub use judge::judge;
pub use recommended::{Recommendation, Situation, Why, recommended};
pub use warnings::{Warning, warnings};

use crate::refusal::Refusal;
use crate::registered::Standing;

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The outcome moved the good way, and more than chance explains.
    Worked,
    /// It moved the bad way, and more than chance explains.
    MadeItWorse,
    /// It moved more than chance explains; looking harder moves it too, so that this is neither good nor bad.
    Moved,
    /// Nothing that chance does not explain, and a change larger than this would have been seen.
    NoEffectSeen {
        /// The largest change, up or down, that the interval holds.
        would_have_seen: f64,
    },
    /// No answer, because of this.
    CannotTell(Reason),
}

impl Answer {
    /// The answer in one word, for programs: `worked`, `made-it-worse`, `moved`, `no-effect-seen`, `cannot-tell`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Worked => "worked",
            Self::MadeItWorse => "made-it-worse",
            Self::Moved => "moved",
            Self::NoEffectSeen { .. } => "no-effect-seen",
            Self::CannotTell(_) => "cannot-tell",
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// There is no honest number.
    Refused(Refusal),
    /// No outcome of this design could have been surprising enough.
    LevelOutOfReach {
        /// The least p-value that it could have given.
        least_p: f64,
        /// How many areas there are.
        areas: usize,
        /// How many it would take, with one treated.
        needed: usize,
    },
    /// Nothing says what would have happened anyway.
    NoComparison,
    /// A change that would matter, up or down, is not ruled out.
    TooWide {
        /// The interval's lower end.
        low: f64,
        /// Its upper end.
        high: f64,
    },
    /// The procedure gave neither a p-value nor an interval.
    NoUncertainty,
}

/// The answer, and what has to be said with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What came out.
    pub answer: Answer,
    /// Whether the plan was followed.
    pub standing: Standing,
    /// The first sentence of the report.
    pub sentence: String,
    /// What a reader has to know before believing it.
    pub warnings: Vec<Warning>,
}
