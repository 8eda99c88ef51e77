//! A statement that its office has not approved
//!
//! Words that an office did not say are the quickest way to lose a partner. A statement that a page shows has the day on
//! which that office approved these very words, and that day is not still to come; a person's `name` needs the same. The
//! website leaves such a statement out: where a block asks for it, that is an error, because something is missing there;
//! elsewhere it is a warning, because it waits for its office. In a worked example nobody approves anything: there the website marks a statement that has no name as one that no office has said.
//!
//! ````failing
//! == voices.toml
//! [[voice]]
//! id = "cabinet-member"
//! office = "the council's cabinet member for children"
//! partner = "council"
//! statement = "Ask, even when you are not sure."
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! ```voice
//! id = "cabinet-member"
//! ```
//! ````
//!
//! ````corrected
//! == voices.toml
//! [[voice]]
//! id = "cabinet-member"
//! office = "the council's cabinet member for children"
//! partner = "council"
//! statement = "Ask, even when you are not sure."
//! approved = 2026-11-20
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! ```voice
//! id = "cabinet-member"
//! ```
//! ````

use crate::rule::Subject;
use crate::uses::listed;
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("voice-unapproved");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for voice in &subject.campaign.voices {
        let uses = subject.uses.of_voice(&voice.id);
        let whose = if voice.name.is_some() { " and of that person's name" } else { "" };
        match voice.approved {
            // The website marks it: an example, which no office has said.
            None if subject.campaign.about.worked_example && voice.name.is_none() => {}
            // Without a block nobody misses it: it waits for its office.
            None if uses.is_empty() => found.push(Diagnostic::warning(
                ID,
                voice.place.clone(),
                format!("the statement \"{}\" has no day of approval{whose}, and is left out until it has", voice.id),
                format!("send these very words to {}, and write approved = the day on which they said yes", voice.office),
            )),
            None => found.push(Diagnostic::error(
                ID,
                voice.place.clone(),
                format!("the statement \"{}\" has no day of approval{whose}, and is missing from {}", voice.id, listed(uses)),
                format!("send these very words to {}, and write approved = the day on which they said yes", voice.office),
            )),
            Some(approved) if approved > subject.today => found.push(Diagnostic::error(
                ID,
                subject.written.value(&approved.to_string(), &voice.place),
                format!("the statement \"{}\" says that it was approved on {approved}, which is still to come", voice.id),
                "write the day on which the office approved these very words, once it has",
            )),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{places_of, severities_of};
    use campaign::Severity::{Error, Warning};

    fn voice(more: &str, page: &str) -> Vec<String> {
        let text = format!(
            "[[voice]]\nid = \"v\"\noffice = \"the council's leader\"\npartner = \"council\"\nstatement = \"We listen.\"\n{more}\n"
        );
        places_of(ID, &[("voices.toml", &text), ("pages/voices.md", page)])
    }

    const PAGE: &str = "+++\ntitle = \"What we say\"\nhelp = [\"childline\"]\n+++\n\nText.\n";

    #[test]
    fn approval_is_a_day_that_has_come() {
        assert_eq!(voice("", PAGE), ["voices.toml:1:1"]);
        assert_eq!(voice("approved = 2026-11-25", PAGE), ["voices.toml:6:12"]);
        assert!(voice("approved = 2026-11-24", PAGE).is_empty());
    }

    #[test]
    fn in_a_worked_example_a_statement_needs_no_approval_and_a_name_does() {
        let example = |more: &str| {
            let about = include_str!("../../tests/minimal/campaign.toml");
            let about = about.replacen("line = ", "worked_example = true\nline = ", 1);
            let text = format!(
                "[[voice]]\nid = \"v\"\noffice = \"the council's leader\"\npartner = \"council\"\nstatement = \"We listen.\"\n{more}\n"
            );
            places_of(ID, &[("campaign.toml", &about), ("voices.toml", &text), ("pages/voices.md", PAGE)])
        };
        assert!(example("").is_empty());
        assert_eq!(example("name = \"A. Person\""), ["voices.toml:1:1"]);
    }

    #[test]
    fn a_statement_that_waits_is_a_warning_and_one_that_a_block_asks_for_an_error() {
        let voice = "[[voice]]\nid = \"v\"\noffice = \"the council's leader\"\npartner = \"council\"\nstatement = \"We listen.\"\n";
        let block = "+++\ntitle = \"What we say\"\nhelp = [\"childline\"]\n+++\n\n```voice\nid = \"v\"\n```\n";
        let severities = |page: &str| severities_of(ID, &[("voices.toml", voice), ("pages/voices.md", page)]);
        assert_eq!(severities(PAGE), [Warning]);
        assert_eq!(severities(block), [Error]);
    }

    #[test]
    fn a_name_needs_approval_too() {
        assert_eq!(voice("name = \"A. Person\"", PAGE), ["voices.toml:1:1"]);
    }
}
