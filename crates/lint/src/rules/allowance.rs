//! An allowance that names nothing, hides too much, or is no longer needed
//!
//! `[[allow]]` in campaign.toml sets findings apart that a campaign knows better than the rule. They are counted and shown
//! with their reason, and partners sign that reason with everything else; so it must say something. It names rules of
//! this page that may be allowed, and files that are there, or folders with their slash; without files it holds
//! everywhere. One that finds nothing any more is a warning, because it would hide the next finding without a word.
//!
//! ````failing
//! == campaign.toml +
//! [[allow]]
//! rules = ["link-txt"]
//! files = ["pages/home.md"]
//! reason = "The words were chosen with the readers' group."
//! == pages/home.md
//! +++
//! title = "Do you know what to look for?"
//! picture = "media/tag.svg"
//! help = ["childline", "nspcc"]
//! +++
//!
//! Look at [the signs](page:signs). In one year [about 15,500](fact:at-risk) children were found to be at risk.
//! ````
//!
//! ````corrected
//! == campaign.toml +
//! [[allow]]
//! rules = ["heading-order"]
//! files = ["pages/home.md"]
//! reason = "The small heading is read out as the picture's caption, and stays small."
//! == pages/home.md
//! +++
//! title = "Do you know what to look for?"
//! picture = "media/tag.svg"
//! help = ["childline", "nspcc"]
//! +++
//!
//! #### What it shows
//!
//! Look at [the signs](page:signs). In one year [about 15,500](fact:at-risk) children were found to be at risk.
//! ````

use campaign::RuleId;

/// Found when everything else has been: see `allow.rs`.
pub(crate) const ID: RuleId = crate::allow::ID;

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{checked, lines_of, severities_of};
    use campaign::Severity::{Error, Warning};

    const PAGE: &str = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n#### Deep\n\nText.\n";

    fn allow(lines: &str) -> String {
        format!("[[allow]]\n{lines}\nreason = \"It is meant like this.\"\n")
    }

    #[test]
    fn what_is_allowed_is_set_apart_with_its_reason() {
        let text = allow("rules = [\"heading-order\"]\nfiles = [\"pages/x.md\"]");
        let checked = checked(&[("campaign.toml +", &text), ("pages/x.md", PAGE), ("pages/y.md", PAGE)]);
        let stands: Vec<&str> = checked.findings.iter().map(|finding| finding.place.file.as_str()).collect();
        assert!(stands.contains(&"pages/y.md") && !stands.contains(&"pages/x.md"), "{stands:?}");
        let [excused] = checked.allowed.as_slice() else { panic!("{:?}", checked.allowed) };
        assert_eq!(excused.finding.place.file, "pages/x.md");
        assert_eq!(excused.reason, "It is meant like this.");
    }

    #[test]
    fn a_reason_shows_no_private_word() {
        let restriction = "[[restriction]]\nid = \"school\"\nkind = \"court-order\"\nforbids = \"The school.\"\n";
        let words = "[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar Academy\"]\n";
        let text = allow("rules = [\"heading-order\"]").replace("It is meant", "Zanzibar Academy wants it");
        let checked = checked(&[
            ("restrictions.toml", restriction),
            ("private/words.toml", words),
            ("campaign.toml +", &text),
            ("pages/x.md", PAGE),
        ]);
        assert_eq!(checked.allowed[0].reason, "**** wants it like this.");
        assert!(checked.findings.iter().any(|finding| finding.rule.0 == "restriction"), "{:?}", checked.findings);
    }

    #[test]
    fn a_folder_and_no_file_at_all_cover_what_is_in_them() {
        for files in ["files = [\"pages/\"]", ""] {
            let text = allow(&format!("rules = [\"heading-order\"]\n{files}"));
            let checked = checked(&[("campaign.toml +", &text), ("pages/x.md", PAGE), ("pages/y.md", PAGE)]);
            assert_eq!(checked.allowed.len(), 2, "{files}");
            assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        }
    }

    #[test]
    fn nobody_can_allow_a_restricted_word_or_a_dead_link() {
        for rule in ["restriction", "broken-link", "syntax", "unknown-key", "allowance", "help-stale"] {
            let text = allow(&format!("rules = [\"{rule}\"]"));
            assert_eq!(severities_of(ID, &[("campaign.toml +", &text)]), [Error], "{rule}");
        }
    }

    #[test]
    fn an_allowance_that_is_not_needed_any_more_is_a_warning_at_its_rule_and_file() {
        let text = allow("rules = [\"heading-order\", \"link-text\"]\nfiles = [\"pages/x.md\", \"pages/signs.md\"]");
        let found = lines_of(ID, &[("campaign.toml +", &text), ("pages/x.md", PAGE)]);
        assert_eq!(found.len(), 2);
        let unused = allow("rules = [\"heading-order\"]");
        assert_eq!(severities_of(ID, &[("campaign.toml +", &unused)]), [Warning]);
    }

    #[test]
    fn a_reason_is_a_sentence_and_a_file_is_there() {
        let short = "[[allow]]\nrules = [\"heading-order\"]\nreason = \"It's fine\"\n";
        let files = [("campaign.toml +", short), ("pages/x.md", PAGE)];
        assert_eq!(severities_of(ID, &files), [Error]);
        let none = "[[allow]]\nrules = []\nreason = \"Nothing in particular, really.\"\n";
        assert_eq!(severities_of(ID, &[("campaign.toml +", none)]), [Error]);
        let absent = allow("rules = [\"heading-order\"]\nfiles = [\"pages/x.md\", \"pages/xx.md\"]");
        assert_eq!(severities_of(ID, &[("campaign.toml +", &absent), ("pages/x.md", PAGE)]), [Error]);
    }
}
