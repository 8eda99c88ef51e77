//! A partner that does not say what it does with people's data
//!
//! A council, a police force, a newspaper and the health service each decide for themselves what they do with what readers
//! tell them: each is a controller, with its own part of the privacy notice (UK GDPR, Articles 13 and 14; for the police
//! also Part 3 of the Data Protection Act 2018). What stands in such a part is told by missing-field. A part that does not
//! name the Information Commissioner is a warning: Article 13(2)(d) wants the right to complain there.
//!
//! ````failing
//! == campaign.toml +
//! [[partner]]
//! id = "police"
//! name = "the police"
//! kind = "police"
//! ````
//!
//! ````corrected
//! == campaign.toml +
//! [[partner]]
//! id = "police"
//! name = "the police"
//! kind = "police"
//!
//! [partner.privacy]
//! controller = "The police"
//! contact = "The data protection officer answers at the force's own address."
//! does = "Nothing: this campaign sends the police nothing about its readers."
//! lawful_basis = "None is needed, because nothing is held."
//! retention = "Nothing is kept."
//! rights = "You can ask what the police hold about you."
//! complain = "Complain to the police first, then to the Information Commissioner's Office."
//! ````

use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use campaign::{Campaign, Diagnostic, Partner, PartnerKind, RuleId};

pub(crate) const ID: RuleId = RuleId("privacy-incomplete");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let regulator = Phrases::of(["information commissioner|commissioner's|commissioners", "ico|ico's"]);
    for partner in &subject.campaign.about.partners {
        match &partner.privacy {
            None if is_controller(partner.kind) && !has_part(subject.campaign, partner) => found.push(Diagnostic::error(
                ID,
                partner.place.clone(),
                format!("{} has no part in the privacy notice", partner.name),
                "add [partner.privacy] beneath it: controller, contact, does, lawful_basis, retention, rights, complain",
            )),
            Some(privacy) if regulator.find(&phrase::words(&privacy.complain)).is_empty() => {
                found.push(Diagnostic::warning(
                    ID,
                    subject.written.value(&privacy.complain, &partner.place),
                    format!("how to complain about {} does not name the Information Commissioner's Office", partner.name),
                    "say that readers can complain to the Information Commissioner's Office, and how",
                ));
            }
            _ => {}
        }
    }
}

/// Whether a body of this kind decides for itself what it does with data.
fn is_controller(kind: PartnerKind) -> bool {
    matches!(
        kind,
        PartnerKind::Council | PartnerKind::Police | PartnerKind::Newspaper | PartnerKind::Health
    )
}

/// Whether a partner's table has a part that could not be read, of which reading has said what is missing.
fn has_part(campaign: &Campaign, partner: &Partner) -> bool {
    let Some((_, text)) = campaign.texts.iter().find(|(path, _)| path.as_str() == "campaign.toml") else {
        return true;
    };
    let after = usize::try_from(partner.place.line).unwrap_or(usize::MAX);
    text.lines()
        .skip(after)
        .take_while(|line| !line.trim_start().starts_with("[["))
        .any(|line| {
            let line = line.trim_start();
            line.starts_with("[partner.privacy") || line.starts_with("privacy")
        })
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn partner(kind: &str, more: &str) -> Vec<campaign::Severity> {
        let text = format!("[[partner]]\nid = \"p\"\nname = \"the partner\"\nkind = \"{kind}\"\n{more}");
        severities_of(ID, &[("campaign.toml +", &text)])
    }

    #[test]
    fn who_decides_about_data_says_so() {
        for kind in ["council", "police", "newspaper", "health"] {
            assert_eq!(partner(kind, ""), [Error], "{kind}");
        }
        assert_eq!(partner("charity", ""), []);
    }

    #[test]
    fn a_part_with_a_line_missing_has_its_finding_already() {
        assert_eq!(partner("police", "[partner.privacy]\ncontroller = \"The police\"\n"), []);
    }

    #[test]
    fn a_part_names_the_regulator() {
        let part = |complain: &str| {
            partner(
                "charity",
                &format!(
                    "[partner.privacy]\ncontroller = \"c\"\ncontact = \"c\"\ndoes = \"d\"\nlawful_basis = \"l\"\nretention = \"r\"\n\
                     rights = \"r\"\ncomplain = \"{complain}\"\n"
                ),
            )
        };
        assert_eq!(part("Complain to us."), [Warning]);
        assert_eq!(part("Complain to us, then to the ICO."), []);
    }
}
