//! Facts, and what the newspaper reported: everything that a page may state as true.

use crate::WebAddress;
use crate::diagnostic::Place;
use crate::id::FactId;
use jiff::civil::Date;

/// `[[fact]]`: a figure or finding that copy cites by id, `[about 15,500](fact:cce-2025)`.
#[derive(Clone, Debug)]
pub struct Fact {
    /// `id`.
    pub id: FactId,
    /// `value`, as it is printed: "about 15,500".
    pub value: String,
    /// `unit`: of what, "children".
    pub unit: String,
    /// `definition`: what exactly was counted.
    pub definition: String,
    /// `period`: when it was true.
    pub period: String,
    /// `publisher`.
    pub publisher: String,
    /// `url`.
    pub url: WebAddress,
    /// `checked`: the day on which somebody read it at its source.
    pub checked: Date,
    /// `expires`: the day from which no new release may cite it; nothing for history, which does not change.
    pub expires: Option<Date>,
    /// `care`: what the figure does not say.
    pub care: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// `[[coverage]]`: a newspaper's own report; its headline and link, never its text.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// `headline`.
    pub headline: String,
    /// `publication`.
    pub publication: String,
    /// `date`.
    pub date: Date,
    /// `url`.
    pub url: WebAddress,
    /// Where it begins.
    pub place: Place,
}
