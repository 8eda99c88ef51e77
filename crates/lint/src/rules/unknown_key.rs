//! A key that no table of this kind has
//!
//! A misspelt key is silently no key at all: `expires` written `expire` leaves a fact that never goes stale. The finding
//! names the nearest key that can stand there.
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
//! checked = 2026-11-20
//! expire = 2027-06-30
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
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::UNKNOWN_KEY;

#[cfg(test)]
mod tests {
    use crate::testing::{advice_of, fixes_of};

    #[test]
    fn a_slip_has_one_right_answer_unless_the_key_is_there_or_two_slips_mean_it() {
        let question = |lines: &str| {
            let text = format!("[[question]]\nid = \"q\"\ntext = \"Which?\"\n{lines}\n");
            fixes_of(super::ID, &[("survey.toml", &text)])
        };
        assert_eq!(question("answrs = [\"A\", \"B\"]"), ["answrs→answers"]);
        for lines in [
            "answers = [\"A\"]\nanswrs = [\"B\"]",
            "answrs = [\"A\"]\nanswer = [\"B\"]",
            "\"answrs\" = [\"A\", \"B\"]",
            "colour = [\"A\", \"B\"]",
        ] {
            assert!(question(lines).is_empty(), "{lines}");
        }
    }

    #[test]
    fn the_nearest_key_is_suggested() {
        let files = [("survey.toml", "[[question]]\nid = \"q\"\ntext = \"Which?\"\nanswer = [\"A\", \"B\"]\n")];
        assert_eq!(advice_of(super::ID, &files), ["did you mean \"answers\"?"]);
    }
}
