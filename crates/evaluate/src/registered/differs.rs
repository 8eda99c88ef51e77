//! What differs from the plan. An analysis that differs is exploratory: it may suggest, and it decides nothing.

use super::plan::Plan;
use crate::estimate::{Inference, Method};
use crate::panel::Time;
use crate::words;

/// Something that is not as it was registered.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Difference {
    /// An area of the plan is not in the data.
    AreaMissing {
        /// Its name.
        area: String,
        /// Whether the campaign ran there.
        had_campaign: bool,
    },
    /// The data begin later than planned.
    BeginsLate {
        /// The plan's first day.
        planned: Time,
        /// The first time in the data.
        found: Time,
    },
    /// The data end earlier than planned.
    EndsEarly {
        /// The plan's last day.
        planned: Time,
        /// The last time in the data.
        found: Time,
    },
    /// The number was worked out in another way.
    OtherMethod {
        /// The registered way.
        planned: Method,
        /// The way that was taken.
        used: Method,
    },
    /// The test is another one.
    OtherInference {
        /// The registered one.
        planned: Inference,
        /// The one that was taken.
        used: Inference,
    },
    /// Another outcome decides.
    OtherOutcome {
        /// The registered one.
        planned: String,
        /// The one that was taken.
        used: String,
    },
    /// Whatever is drawn was drawn from another seed.
    OtherSeed {
        /// The registered one.
        planned: u64,
        /// The one that was taken.
        used: u64,
    },
    /// The plan is not the one that was signed.
    OtherPlan {
        /// The hash that was signed.
        signed: String,
        /// The hash of what lies here.
        found: String,
    },
}

/// Whether an analysis is the registered one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It follows the plan in everything.
    Registered,
    /// It does not, and may not be called the result.
    Exploratory,
}

/// An analysis that differs in anything is exploratory.
#[must_use]
pub fn standing(differences: &[Difference]) -> Standing {
    if differences.is_empty() {
        Standing::Registered
    } else {
        Standing::Exploratory
    }
}

impl Difference {
    /// What differs, as a sentence.
    #[must_use]
    pub fn sentence(&self, plan: &Plan) -> String {
        match self {
            Self::AreaMissing { area, had_campaign } => format!(
                "The plan names {} \u{201c}{area}\u{201d} {}, and the data have no such area.",
                "the area",
                if *had_campaign {
                    "as one with the campaign"
                } else {
                    "as one to compare with"
                }
            ),
            Self::BeginsLate { planned, found } => format!(
                "The plan has data from {}, and they begin on {}.",
                words::day(planned),
                words::day(found)
            ),
            Self::EndsEarly { planned, found } => format!(
                "The plan has data until {}, and the last period begins on {}.",
                words::day(planned),
                words::day(found)
            ),
            Self::OtherMethod { planned, used } => format!(
                "The plan says {}, and this is {}.",
                words::method(*planned),
                words::method(*used)
            ),
            Self::OtherInference { planned, used } => format!(
                "The plan tests by {}, and this was tested by {}.",
                words::inference(*planned),
                words::inference(*used)
            ),
            Self::OtherOutcome { planned, used } => format!(
                "The plan decides by \u{201c}{planned}\u{201d}, and this is about \u{201c}{used}\u{201d}."
            ),
            Self::OtherSeed { planned, used } => {
                format!("The plan draws from the seed {planned}, and this drew from {used}.")
            }
            Self::OtherPlan { signed, found } => format!(
                "What was signed has the hash {signed}, and what lies here has {found}; the plan of {} outcomes and {} areas is another one.",
                plan.outcomes.len(),
                plan.areas.len() + plan.comparison.len()
            ),
        }
    }
}
