//! What campaigns of one site may not share.

use campaign::{Campaign, Diagnostic, RuleId};
use std::collections::{BTreeMap, BTreeSet};

/// The ids and codes that the campaigns of a site have used up. An address leads to one place alone: `/{campaign}/` to one
/// campaign, and a code that was printed to one page.
#[derive(Clone, Debug, Default)]
pub struct Together {
    ids: BTreeSet<String>,
    /// By code: the campaign that prints it.
    codes: BTreeMap<String, String>,
}

impl Together {
    /// Adds a campaign and gives a finding for each id and code that one before it has.
    pub fn add(&mut self, campaign: &Campaign) -> Vec<Diagnostic> {
        const RULE: RuleId = campaign::diagnostic::rules::DUPLICATE_ID;
        let mut found = Vec::new();
        let id = campaign.about.id.as_str();
        if !self.ids.insert(id.to_owned()) {
            found.push(Diagnostic::error(
                RULE,
                campaign.about.place.clone(),
                format!(
                    "another campaign of this site has the id \"{id}\", so both would have the same addresses"
                ),
                "give one of them another id",
            ));
        }
        for placement in &campaign.placements {
            let code = placement.code.as_str();
            // A code twice in one campaign is found where it is read.
            match self.codes.get(code) {
                Some(other) if other != id => found.push(Diagnostic::error(
                    RULE,
                    placement.place.clone(),
                    format!("the campaign \"{other}\" of this site prints the code {code} too, and /q/{code} leads to one place"),
                    "give the placement that is not printed yet another code",
                )),
                _ => _ = self.codes.insert(code.to_owned(), id.to_owned()),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::campaign;

    #[test]
    fn two_campaigns_of_a_site_share_neither_id_nor_code() {
        let codes = ("placements.csv", "code,kind,name,page\nPUB7,venue,The Anchor,\n");
        let one = campaign(&[codes]);
        let mut together = Together::default();
        assert_eq!(together.add(&one), []);
        let mut other = campaign(&[codes]);
        other.about.id = ::campaign::CampaignId::new("other").unwrap();
        let found = together.add(&other);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].place.to_string().starts_with("placements.csv:2"),
            "{found:?}"
        );
        assert_eq!(together.add(&campaign(&[])).len(), 1);
    }
}
