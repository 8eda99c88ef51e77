//! A partner's mark that nobody allowed
//!
//! A mark says that a body stands behind what is around it, and its owner decides where it may stand. A partner with a `mark`
//! has a `mark_permission` that says who allowed it, when and for what, so that whoever prints a thousand posters can look it up.
//!
//! ````failing
//! == media/media.toml +
//! [[picture]]
//! file = "media/mark.svg"
//! alt = "The charity's mark: a lamp."
//! == media/mark.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M2 1h6v8H2z"/></svg>
//! == campaign.toml +
//! [[partner]]
//! id = "lamp"
//! name = "the charity"
//! kind = "charity"
//! mark = "media/mark.svg"
//! ````
//!
//! ````corrected
//! == media/media.toml +
//! [[picture]]
//! file = "media/mark.svg"
//! alt = "The charity's mark: a lamp."
//! == media/mark.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M2 1h6v8H2z"/></svg>
//! == campaign.toml +
//! [[partner]]
//! id = "lamp"
//! name = "the charity"
//! kind = "charity"
//! mark = "media/mark.svg"
//! mark_permission = "The head of communications, by e-mail on 3 November 2026, for posters and leaflets of this campaign."
//! ````

use crate::rule::Subject;
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("mark-permission");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for partner in &subject.campaign.about.partners {
        let (Some(mark), None) = (&partner.mark, &partner.mark_permission) else {
            continue;
        };
        found.push(Diagnostic::error(
            ID,
            mark.place.clone(),
            format!("nothing says that {} allowed the use of its mark", partner.name),
            "add mark_permission = \"who allowed it, when and for what\", or take the mark out",
        ));
    }
}
