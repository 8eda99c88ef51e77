//! When there is no honest number, and what to do instead.

use std::fmt;

/// Why an estimator gave no number. Estimators return this and never NaN.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// The parts of the panel do not fit together.
    Malformed,
    /// A number is infinite, or NaN and not told as a gap.
    NotFinite {
        /// The area.
        unit: String,
        /// The time.
        time: String,
    },
    /// No area is treated.
    NoTreatedUnit,
    /// The procedure needs several treated areas and there is one.
    OneTreatedUnit {
        /// What was asked for, as in "the jackknife".
        procedure: &'static str,
        /// What to ask for instead, as in "placebos in space".
        instead: &'static str,
    },
    /// The method knows one first treated time and the areas have several.
    SeveralStarts,
    /// An area is treated from its first time on.
    NoPrePeriod {
        /// The area.
        unit: String,
    },
    /// There are too few times before the start.
    TooFewTimes {
        /// What they are needed for.
        purpose: &'static str,
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// There are too few areas to compare with.
    TooFewAreas {
        /// What they are needed for.
        purpose: &'static str,
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Every outcome that the method would use is the same number.
    ConstantOutcome,
    /// An outcome that the method cannot do without is missing.
    Gap {
        /// The area.
        unit: String,
        /// The time.
        time: String,
    },
    /// The numbers are so large or so small that they cannot be reckoned with.
    OutOfRange,
    /// A covariate says the same of every area, or nothing of one.
    UselessCovariate {
        /// Its name.
        name: String,
    },
    /// Two or more columns say the same, so that no number belongs to either.
    Collinear {
        /// What they are columns of.
        what: &'static str,
    },
    /// The optimum was not reached to the precision that a certificate promises.
    NotConverged {
        /// What was sought.
        what: &'static str,
    },
    /// An option has a value that means nothing.
    BadOption {
        /// Its name.
        name: &'static str,
        /// What it may be.
        allowed: &'static str,
    },
}

impl Refusal {
    /// What to do instead.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            Self::Malformed => {
                "Give one start for each area and one outcome for each area and time.".to_owned()
            }
            Self::NotFinite { .. } => "Correct the number, or leave it out and report the gap.".to_owned(),
            Self::NoTreatedUnit => "Say which areas had the campaign, and from when.".to_owned(),
            Self::OneTreatedUnit { instead, .. } => format!("Use {instead}."),
            Self::SeveralStarts => {
                "Use group-time effects, or synthetic difference-in-differences by cohort.".to_owned()
            }
            Self::NoPrePeriod { .. } => "Bring data from before the start, or leave the area out.".to_owned(),
            Self::TooFewTimes { .. } => {
                "Bring data from further back, or count in shorter periods.".to_owned()
            }
            Self::TooFewAreas { .. } => "Bring more areas that did not have the campaign.".to_owned(),
            Self::ConstantOutcome => {
                "Check that the right column was read; if it was, this outcome cannot tell.".to_owned()
            }
            Self::Gap { .. } => "Fill the gap from the source, or leave the area or the time out.".to_owned(),
            Self::OutOfRange => "Give the outcome in a unit in which it is neither huge nor tiny.".to_owned(),
            Self::UselessCovariate { .. } => "Leave it out.".to_owned(),
            Self::Collinear { .. } => "Leave one of them out.".to_owned(),
            Self::NotConverged { .. } => "Look for outcomes in another unit than the rest: numbers too many powers of ten apart do this.".to_owned(),
            Self::BadOption { allowed, .. } => format!("It may be {allowed}."),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("The parts of the panel do not fit together."),
            Self::NotFinite { unit, time } => {
                write!(f, "The outcome of {unit} at {time} is not a finite number.")
            }
            Self::NoTreatedUnit => f.write_str("No area is treated at any time of the panel."),
            Self::OneTreatedUnit { procedure, .. } => {
                write!(f, "With one treated area {procedure} is not defined.")
            }
            Self::SeveralStarts => {
                f.write_str("The treated areas start at different times, and this method knows one start.")
            }
            Self::NoPrePeriod { unit } => write!(f, "{unit} is treated from its first time on."),
            Self::TooFewTimes {
                purpose,
                found,
                needed,
            } => {
                write!(
                    f,
                    "There {} for {purpose}, and {needed} are needed.",
                    there(*found, "time", "times")
                )
            }
            Self::TooFewAreas {
                purpose,
                found,
                needed,
            } => {
                write!(
                    f,
                    "There {} for {purpose}, and {needed} are needed.",
                    there(*found, "area", "areas")
                )
            }
            Self::ConstantOutcome => f.write_str("Every outcome is the same number."),
            Self::Gap { unit, time } => write!(f, "The outcome of {unit} at {time} is missing."),
            Self::OutOfRange => f.write_str("The numbers are too large or too small to reckon with."),
            Self::UselessCovariate { name } => {
                write!(
                    f,
                    "The covariate {name} does not tell the areas apart, or is not known of all of them."
                )
            }
            Self::Collinear { what } => write!(f, "Some {what} say the same as others."),
            Self::NotConverged { what } => write!(f, "The search for {what} did not reach its optimum."),
            Self::BadOption { name, .. } => write!(f, "The option {name} has a value that means nothing."),
        }
    }
}

/// "is 1 area", "are 2 areas".
fn there(count: usize, one: &str, many: &str) -> String {
    let be = if count == 1 { "is" } else { "are" };
    format!("{be} {}", crate::words::count(count, one, many))
}

impl std::error::Error for Refusal {}
