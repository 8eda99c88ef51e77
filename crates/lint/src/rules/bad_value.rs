//! A value of the wrong kind, or outside its list
//!
//! `hard_hitting = "yes"` is a text, not true: taken as false it would let an alarming page through without its act.
//!
//! ````failing
//! == posters/shelter.toml
//! headline = "Nobody asked if she was all right."
//! act = "Ask, and then tell somebody."
//! help = ["nspcc"]
//! layout = "picture"
//! audience = "parents"
//! hard_hitting = "yes"
//! tried_with = "Six drivers at the rank, October 2026"
//! might_hurt = "A parent whose child is missing tonight"
//! ````
//!
//! ````corrected
//! == posters/shelter.toml
//! headline = "Nobody asked if she was all right."
//! act = "Ask, and then tell somebody."
//! help = ["nspcc"]
//! layout = "picture"
//! audience = "parents"
//! hard_hitting = true
//! tried_with = "Six drivers at the rank, October 2026"
//! might_hurt = "A parent whose child is missing tonight"
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_VALUE;

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{findings, fixes_of};

    #[test]
    fn a_slip_of_a_flag_or_a_list_has_one_right_answer() {
        let page = |line: &str| {
            let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n{line}\n+++\n\nText.\n");
            fixes_of(ID, &[("pages/x.md", &text)])
        };
        assert_eq!(page("composite = \"yes\""), ["\"yes\"→true"]);
        assert_eq!(page("composite = \"false\""), ["\"false\"→false"]);
        assert!(page("composite = \"maybe\"").is_empty() && page("composite = 1").is_empty());
        let partner = |kind: &str| {
            let text = format!("[[partner]]\nid = \"p\"\nname = \"the partner\"\nkind = {kind}\n");
            fixes_of(ID, &[("campaign.toml +", &text)])
        };
        assert_eq!(partner("\"polise\""), ["\"polise\"→\"police\""]);
        assert_eq!(partner("'chartiy'"), ["'chartiy'→\"charity\""]);
        assert!(partner("\"church\"").is_empty());
    }

    #[test]
    fn a_hashtag_is_one_that_networks_read() {
        let tag = |tag: &str| {
            let about = include_str!("../../tests/minimal/campaign.toml");
            let about = format!("hashtag = \"{tag}\"\n{about}");
            let found = findings(&[("campaign.toml", &about)]);
            let fixes = fixes_of(ID, &[("campaign.toml", &about)]);
            (found.iter().filter(|finding| finding.rule == ID).count(), fixes)
        };
        assert_eq!(tag("#SeeTheSigns"), (0, vec![]));
        assert_eq!(tag("SeeTheSigns"), (1, vec!["\"SeeTheSigns\"→\"#SeeTheSigns\"".to_owned()]));
        for odd in ["#See the signs", "See the signs", "#", "#2026", "##See"] {
            assert_eq!(tag(odd), (1, vec![]), "{odd}");
        }
    }
}
