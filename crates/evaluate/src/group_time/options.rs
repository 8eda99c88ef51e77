//! What to compare with what.

/// Whom the areas of a cohort are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Controls {
    /// Areas that never start within the panel.
    #[default]
    NeverTreated,
    /// Those, and areas that start later than both times of the comparison.
    NotYetTreated,
}

/// Which earlier time the effects *before* a start are measured from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// The time just before: each effect before the start is one step's change (the default of the package `did`).
    #[default]
    Varying,
    /// The last time before the start, for all: the effect there is 0 by definition.
    Universal,
}

/// How covariates are used. Without covariates all three give the same numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Adjustment {
    /// Right when the changes of comparison areas are linear in the covariates.
    Regression,
    /// Right when the chance of starting is logistic in the covariates.
    InverseWeighting,
    /// Right when either of the two is.
    #[default]
    DoublyRobust,
}

/// What to compare with what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Whom the cohorts are compared with.
    pub controls: Controls,
    /// Where the effects before a start are measured from.
    pub base: Base,
    /// How covariates are used.
    pub adjustment: Adjustment,
    /// Which of the panel's covariates to adjust for, by their place; taken at the base period.
    pub covariates: Vec<usize>,
    /// How many times before its start a cohort may already have reacted.
    pub anticipation: usize,
}
