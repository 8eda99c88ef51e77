//! Runs every rule.

use crate::rule::Subject;
use crate::rules::RULES;
use crate::secret::redact;
use crate::text;
use campaign::{Campaign, Diagnostic, Private};
use jiff::Timestamp;

/// Every finding about a campaign as it is at `now`, sorted by place, each once. The findings of reading are not
/// among them: join the two lists. No finding contains a word of `private`.
pub fn check(campaign: &Campaign, private: &Private, now: Timestamp) -> Vec<Diagnostic> {
    let subject = Subject {
        campaign,
        private,
        today: campaign.about.day(now),
        pieces: text::pieces(campaign),
    };
    let mut found = Vec::new();
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(&subject, &mut found);
    }
    let mut found = redact(found, private);
    found.sort();
    found.dedup();
    found
}
