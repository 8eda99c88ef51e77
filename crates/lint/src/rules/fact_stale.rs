//! A fact that nobody has checked since it expired
//!
//! Figures age within a year: one source of this series' own subject printed 14,000 and, a year later, 15,500. A fact
//! says on which day it was read at its source and from which day a new release may not use it unread. Stale is not
//! gone: a page that is public keeps the figure, with the day on which it was checked; only a new release waits. A fact
//! that expires within two weeks is a warning; one that no page cites is the business of unused-item. History has no
//! `expires`.
//!
//! ````failing
//! == facts.toml +
//! [[fact]]
//! id = "lines-closed"
//! value = "2,300"
//! unit = "lines"
//! definition = "Lines closed by the police's taskforces."
//! period = "the year to June 2025"
//! publisher = "Home Office"
//! url = "https://www.gov.uk/lines"
//! checked = 2025-11-20
//! expires = 2026-10-31
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! In one year the police closed [2,300 lines](fact:lines-closed).
//! ````
//!
//! ````corrected
//! == facts.toml +
//! [[fact]]
//! id = "lines-closed"
//! value = "2,300"
//! unit = "lines"
//! definition = "Lines closed by the police's taskforces."
//! period = "the year to June 2025"
//! publisher = "Home Office"
//! url = "https://www.gov.uk/lines"
//! checked = 2026-11-20
//! expires = 2027-06-30
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! In one year the police closed [2,300 lines](fact:lines-closed).
//! ````

use crate::rule::Subject;
use campaign::{Diagnostic, RuleId};
use jiff::ToSpan;
use std::collections::BTreeSet;

pub(crate) const ID: RuleId = RuleId("fact-stale");

/// How many days before its last day the team is warned.
pub(super) const WARNED_DAYS: i64 = 14;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for fact in &subject.campaign.facts {
        let place = || subject.written.value(&fact.checked.to_string(), &fact.place);
        if fact.checked > subject.today {
            found.push(Diagnostic::error(
                ID,
                place(),
                format!("fact \"{}\" says that it was checked on {}, which is still to come", fact.id, fact.checked),
                "write the day on which somebody read it at its source",
            ));
        }
        let Some(expires) = fact.expires else { continue };
        let place = || subject.written.value(&expires.to_string(), &fact.place);
        let uses = subject.uses.of_fact(&fact.id);
        let soon = subject.today.saturating_add(WARNED_DAYS.days());
        if subject.today >= expires {
            found.push(Diagnostic::error(
                ID,
                place(),
                format!("fact \"{}\" expired on {expires} and is {}", fact.id, shown_in(&uses)),
                "read it at its source before the next release and write the new checked and expires; pages that are \
                 public keep it until then",
            ));
        } else if soon >= expires && !uses.is_empty() {
            found.push(Diagnostic::warning(
                ID,
                place(),
                format!("fact \"{}\" expires on {expires}", fact.id),
                "read it at its source now, so that the next release is not held up",
            ));
        }
    }
}

fn shown_in(files: &BTreeSet<&str>) -> String {
    if files.is_empty() {
        "listed in the press room, though no page cites it".to_owned()
    } else {
        format!("cited in {}", listed(files))
    }
}

fn listed(files: &BTreeSet<&str>) -> String {
    let files: Vec<&str> = files.iter().copied().collect();
    match files.as_slice() {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        files => files.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{ID, RuleId};
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn fact(checked: &str, expires: &str) -> String {
        format!(
            "[[fact]]\nid = \"f\"\nvalue = \"2,300\"\nunit = \"lines\"\ndefinition = \"d\"\nperiod = \"2025\"\n\
             publisher = \"p\"\nurl = \"https://a.example/\"\nchecked = {checked}\n{expires}\n"
        )
    }

    const PAGE: &str = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\nThey closed [2,300](fact:f).\n";

    #[test]
    fn a_fact_expires_at_the_start_of_its_day() {
        let cited = |expires: &str| {
            let facts = fact("2026-01-01", expires);
            severities_of(ID, &[("facts.toml +", &facts), ("pages/x.md", PAGE)])
        };
        assert_eq!(cited("expires = 2026-11-24"), [Error]);
        assert_eq!(cited("expires = 2026-11-25"), [Warning]);
        assert_eq!(cited("expires = 2026-12-25"), []);
        assert_eq!(cited(""), []);
    }

    #[test]
    fn a_stale_fact_that_nobody_cites_is_still_told_to_the_press() {
        let facts = fact("2026-01-01", "expires = 2026-06-01");
        let about = "+++\ntitle = \"About\"\n+++\n\nText.\n";
        assert_eq!(severities_of(ID, &[("facts.toml +", &facts), ("pages/about.md", about)]), [Error]);
        let unused = severities_of(RuleId("unused-item"), &[("facts.toml +", &facts), ("pages/about.md", about)]);
        assert_eq!(unused, []);
    }

    #[test]
    fn a_list_of_all_facts_publishes_them() {
        let facts = fact("2026-01-01", "expires = 2026-06-01");
        let about = "+++\ntitle = \"About\"\n+++\n\n```facts\n```\n";
        assert_eq!(severities_of(ID, &[("facts.toml +", &facts), ("pages/about.md", about)]), [Error]);
    }

    #[test]
    fn nobody_can_have_checked_it_tomorrow() {
        let facts = fact("2026-11-25", "expires = 2027-06-01");
        assert_eq!(severities_of(ID, &[("facts.toml +", &facts)]), [Error]);
    }
}
