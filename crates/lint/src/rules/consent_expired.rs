//! An agreement that has run out
//!
//! Somebody agreed to be seen until a day. From that day on the story or picture is used without an agreement: on the
//! pages, and wherever else it went (Healthwatch, "Consent, case studies and photography"). The finding names every place
//! of the campaign that shows it; the form's own places are what you look through besides. Thirty days before it is a
//! warning, so that there is time to ask again. A server that starts again with an old folder still serves it, because
//! the help numbers stand there too; `check` holds up the next release.
//!
//! ````failing
//! == consents.toml
//! [[consent]]
//! id = "speaker"
//! reference = "form 12 in the council's consent file"
//! scope = "her words, as she approved them"
//! places = ["this website"]
//! expires = 2026-10-31
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
//! == consents.toml
//! [[consent]]
//! id = "speaker"
//! reference = "form 31 in the council's consent file"
//! scope = "her words, as she approved them"
//! places = ["this website"]
//! expires = 2027-10-31
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! consent = "speaker"
//! +++
//!
//! “I thought that they were friends.”
//! ````

use crate::rule::Subject;
use crate::uses::listed;
use campaign::{Consent, Diagnostic, RuleId};
use jiff::ToSpan;

pub(crate) const ID: RuleId = RuleId("consent-expired");

/// How many days before its last day the team is warned: people have to be found and asked.
const WARNED_DAYS: i64 = 30;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // What was taken back has a finding of its own, whatever its day.
    for consent in subject.campaign.consents.iter().filter(|consent| consent.withdrawn.is_none()) {
        let uses = subject.uses.of_consent(&consent.id);
        if uses.is_empty() {
            continue;
        }
        let place = subject.written.value(&consent.expires.to_string(), &consent.place);
        if subject.today >= consent.expires {
            found.push(Diagnostic::error(
                ID,
                place,
                format!("consent \"{}\" ran out on {} and is used in {}", consent.id, consent.expires, listed(uses)),
                format!("take down what it is for ({}){}, or ask again and write the new day", consent.scope, elsewhere(consent)),
            ));
        } else if subject.today.saturating_add(WARNED_DAYS.days()) >= consent.expires {
            found.push(Diagnostic::warning(
                ID,
                place,
                format!("consent \"{}\" runs out on {} and is used in {}", consent.id, consent.expires, listed(uses)),
                "ask the person now whether it may stay, so that it need not come down in a hurry",
            ));
        }
    }
}

/// Where else something has to be looked for.
pub(super) fn elsewhere(consent: &Consent) -> String {
    if consent.places.is_empty() {
        " here and wherever else it went".to_owned()
    } else {
        format!(" there and in the places of the form: {}", consent.places.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{findings, severities_of};
    use campaign::Severity::{Error, Warning};

    fn consent(expires: &str) -> String {
        format!(
            "[[consent]]\nid = \"c\"\nreference = \"form 12\"\nscope = \"her picture\"\nplaces = [\"this website\", \"posters\"]\n\
             expires = {expires}\n"
        )
    }

    const PAGE: &str = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\nconsent = \"c\"\n+++\n\nText.\n";

    #[test]
    fn an_agreement_runs_out_at_the_start_of_its_day() {
        let used = |expires: &str| severities_of(ID, &[("consents.toml", &consent(expires)), ("pages/x.md", PAGE)]);
        assert_eq!(used("2026-11-24"), [Error]);
        assert_eq!(used("2026-11-25"), [Warning]);
        assert_eq!(used("2026-12-24"), [Warning]);
        assert_eq!(used("2026-12-25"), []);
        assert_eq!(severities_of(ID, &[("consents.toml", &consent("2026-01-01"))]), []);
    }

    #[test]
    fn every_place_is_named_where_the_picture_is_shown() {
        let media = "[[picture]]\nfile = \"media/x.jpg\"\nalt = \"A woman at a window.\"\nconsent = \"c\"\n";
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\nText.\n\n![](media/x.jpg)\n";
        let poster = "headline = \"Somebody knows.\"\npicture = \"media/x.jpg\"\nact = \"Ring and ask\"\nhelp = [\"nspcc\"]\n\
                      layout = \"picture\"\naudience = \"parents\"\n";
        let found = findings(&[
            ("consents.toml", &consent("2026-10-31")),
            ("media/x.jpg", "x"),
            ("media/media.toml +", media),
            ("pages/x.md", page),
            ("posters/p.toml", poster),
        ]);
        let finding = found.iter().find(|finding| finding.rule == ID).unwrap();
        assert!(finding.message.ends_with("is used in pages/x.md:8, posters/p.toml:1"), "{finding:?}");
        assert!(finding.advice.contains("her picture") && finding.advice.contains("posters"), "{finding:?}");
    }
}
