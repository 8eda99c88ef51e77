//! Runs every rule.

use crate::allow::{self, Excused};
use crate::known::Known;
use crate::rule::Subject;
use crate::rules::{self, RULES, ReadingAge};
use crate::secret::{redact, redact_reasons};
use crate::text::{self, Piece, Raw};
use crate::uses::Uses;
use campaign::{Campaign, Diagnostic, Private};
use jiff::Timestamp;
use jiff::civil::Date;

/// What the rules found, sorted by place, each once.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What stands.
    pub findings: Vec<Diagnostic>,
    /// What the campaign's allowances set apart.
    pub allowed: Vec<Excused>,
}

/// Every finding about a campaign as it is at `now`. The findings of reading are not among them: join the two lists. No
/// finding, and no reason of an allowance, contains a word of `private`.
pub fn check(campaign: &Campaign, private: &Private, now: Timestamp) -> Checked {
    let raw = text::pieces(campaign);
    let subject = subject(campaign, private, campaign.about.day(now), &raw);
    let mut found = Vec::new();
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(&subject, &mut found);
    }
    found.sort();
    found.dedup();
    let (stands, allowed) = allow::part(campaign, found);
    let mut findings = redact(stands, private);
    findings.sort();
    findings.dedup();
    let mut allowed = redact_reasons(allowed, private);
    allowed.sort();
    Checked { findings, allowed }
}

/// What every rule looks at.
fn subject<'c>(campaign: &'c Campaign, private: &'c Private, today: Date, raw: &'c [Raw<'c>]) -> Subject<'c> {
    Subject {
        campaign,
        private,
        today,
        pieces: raw.iter().map(Piece::of).collect(),
        known: Known::of(campaign),
        written: text::Written::of(campaign),
        uses: Uses::of(campaign),
    }
}

/// How old a reader of each page has to be, as the rule `reading-age` measures it: the figures behind its findings, for
/// a table. Pages come in the campaign's order; links of the chain stand with their page.
pub fn reading_ages(campaign: &Campaign) -> Vec<ReadingAge> {
    let raw = text::pieces(campaign);
    let private = Private::default();
    rules::reading_ages(&subject(campaign, &private, campaign.about.starts, &raw))
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    #[test]
    fn nine_faults_give_nine_findings() {
        let found = findings(&[
            (
                "facts.toml +",
                "[[fact]]\nid = \"f\"\nvalue = \"v\"\nunit = \"u\"\ndefinition = \"d\"\nperiod = \"p\"\n\
              publisher = \"p\"\nurl = \"gov.uk\"\nchecked = 2026-13-01\nexpire = 2027-01-01\n",
            ),
            (
                "help.toml +",
                "[[help]]\nid = \"h\"\nname = \"H\"\nwhat = \"w\"\nphone = \"12\"\nsource = \"https://a.example/\"\n\
              checked = 2026-01-01\nexpires = 2027-02-01\nowner = \"o\"\n",
            ),
            (
                "pages/x.md",
                "+++\ntitle = \"A page\"\nhelp = [\"childlin\"]\n+++\n\nOne in five is an addict. \
              [Ask](page:hlep), and we promise anonymity.\n",
            ),
        ]);
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule.0).collect();
        assert_eq!(
            rules,
            [
                "bad-url",
                "bad-date",
                "unknown-key",
                "bad-phone",
                "unknown-reference",
                "figure-without-fact",
                "language",
                "broken-link",
                "over-promise"
            ],
            "{found:#?}"
        );
    }
}
