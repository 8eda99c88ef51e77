//! A help service that nobody has checked since it expired
//!
//! Wrong numbers are printed for years: a newspaper still prints a drug helpline with two digits swapped, and an old
//! article a number that was given up. A service says on which day its number was read at its source and from which day
//! a new release may not print it unread. Stale is not gone: the number stays on public pages with "checked on …", and
//! only a new release waits. 999 and 101 do not expire.
//!
//! ````failing
//! == help.toml +
//! [[help]]
//! id = "hub"
//! name = "Children and families hub"
//! what = "Advice about a child, from people whose job it is."
//! phone = "0345 603 7627"
//! source = "https://www.council.example/hub"
//! checked = 2025-11-20
//! expires = 2026-05-31
//! owner = "the council's front door"
//! ````
//!
//! ````corrected
//! == help.toml +
//! [[help]]
//! id = "hub"
//! name = "Children and families hub"
//! what = "Advice about a child, from people whose job it is."
//! phone = "0345 603 7627"
//! source = "https://www.council.example/hub"
//! checked = 2026-11-20
//! expires = 2027-05-31
//! owner = "the council's front door"
//! ````

use super::fact_stale::WARNED_DAYS;
use crate::rule::Subject;
use campaign::{Diagnostic, RuleId};
use jiff::ToSpan;

pub(crate) const ID: RuleId = RuleId("help-stale");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let today = subject.today;
    for service in &subject.campaign.help {
        let place = || subject.written.value(&service.checked.to_string(), &service.place);
        if service.checked > today {
            found.push(Diagnostic::error(
                ID,
                place(),
                format!("{} says that it was checked on {}, which is still to come", service.name, service.checked),
                "write the day on which somebody compared it with the service's own page",
            ));
        }
        let Some(expires) = service.expires.filter(|_| !service.emergency) else {
            continue;
        };
        let place = || subject.written.value(&expires.to_string(), &service.place);
        if !service.is_fresh(today) {
            found.push(Diagnostic::error(
                ID,
                place(),
                format!("{} was last checked on {} and expired on {expires}", service.name, service.checked),
                format!(
                    "{} rings it or reads its page before the next release and writes the new checked and expires; \
                     pages that are public keep the number until then",
                    service.owner
                ),
            ));
        } else if today.saturating_add(WARNED_DAYS.days()) >= expires {
            found.push(Diagnostic::warning(
                ID,
                place(),
                format!("{} expires on {expires}", service.name),
                format!("{} checks it now, so that the next release is not held up", service.owner),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn service(more: &str) -> Vec<campaign::Severity> {
        let text = format!(
            "[[help]]\nid = \"x\"\nname = \"X\"\nwhat = \"Answers.\"\nphone = \"101\"\nsource = \"https://a.example/\"\n\
             owner = \"the council\"\n{more}\n"
        );
        severities_of(ID, &[("help.toml +", &text)])
    }

    #[test]
    fn a_number_expires_at_the_start_of_its_day() {
        assert_eq!(service("checked = 2026-01-01\nexpires = 2026-11-24"), [Error]);
        assert_eq!(service("checked = 2026-01-01\nexpires = 2026-11-25"), [Warning]);
        assert_eq!(service("checked = 2026-01-01\nexpires = 2027-11-25"), []);
    }

    #[test]
    fn an_emergency_number_does_not_expire() {
        assert_eq!(service("emergency = true\nchecked = 2019-01-01\nexpires = 2020-01-01"), []);
    }

    #[test]
    fn nobody_can_have_checked_it_tomorrow() {
        assert_eq!(service("checked = 2026-11-25\nexpires = 2027-11-25"), [Error]);
    }
}
