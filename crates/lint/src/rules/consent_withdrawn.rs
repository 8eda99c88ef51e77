//! An agreement that was taken back
//!
//! Whoever agreed to be seen can change their mind at any time, without a reason, and it must be as easy as it was to agree
//! (UK GDPR, Article 7(3)). From the day on which `withdrawn` is written, whatever day it names, nothing may show the
//! story or picture: the finding names every place of the campaign that does, and no server takes such a folder.
//! Once nothing uses it, keep the entry: it says why it must not come back.
//!
//! ````failing
//! == consents.toml
//! [[consent]]
//! id = "speaker"
//! reference = "form 12 in the council's consent file"
//! scope = "her words, as she approved them"
//! places = ["this website"]
//! expires = 2027-10-31
//! withdrawn = 2026-11-20
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! consent = "speaker"
//! +++
//!
//! “I thought that they were friends.”
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Children who were used say that it began with somebody who was kind.
//! ````

use super::consent_expired::elsewhere;
use crate::rule::Subject;
use crate::uses::listed;
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("consent-withdrawn");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for consent in &subject.campaign.consents {
        let uses = subject.uses.of_consent(&consent.id);
        let Some(withdrawn) = consent.withdrawn.filter(|_| !uses.is_empty()) else {
            continue;
        };
        found.push(Diagnostic::error(
            ID,
            subject.written.value(&withdrawn.to_string(), &consent.place),
            format!("consent \"{}\" was taken back on {withdrawn} and is still used in {}", consent.id, listed(uses)),
            format!("take down what it was for ({}) today,{}", consent.scope, elsewhere(consent)),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{places_of, severities_of};
    use campaign::Severity::Error;

    const CONSENT: &str = "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her picture\"\nplaces = [\"this website\"]\n\
                           expires = 2026-01-01\nwithdrawn = 2027-03-01\n";

    #[test]
    fn what_was_taken_back_may_not_be_shown_whatever_the_day() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\nconsent = \"c\"\n+++\n\nText.\n";
        let files = [("consents.toml", CONSENT), ("pages/x.md", page)];
        assert_eq!(severities_of(ID, &files), [Error]);
        assert_eq!(places_of(ID, &files), ["consents.toml:7:13"]);
        assert!(places_of(super::super::consent_expired::ID, &files).is_empty());
    }

    #[test]
    fn a_picture_that_is_shown_nowhere_any_more_is_in_order() {
        let media = "[[picture]]\nfile = \"media/x.jpg\"\nalt = \"A woman at a window.\"\nconsent = \"c\"\n";
        let files = [("consents.toml", CONSENT), ("media/x.jpg", "x"), ("media/media.toml +", media)];
        assert_eq!(severities_of(ID, &files), []);
    }
}
