//! A table inside Markdown
//!
//! A table is wider than a phone, and a screen reader tells it cell by cell. Pages have none: a list says the same, and
//! its lines can be read one at a time.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Somebody answers, by day and by night.
//!
//! | When | Who answers |
//! |---|---|
//! | At night | Childline |
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Somebody answers, by day and by night.
//!
//! - **At night:** Childline answers.
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::RAW_TABLE;

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::lines_of;

    #[test]
    fn a_stroke_in_a_sentence_is_no_table() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\nYes | no.\n\n- a | b\n";
        assert!(lines_of(ID, &[("pages/x.md", page)]).is_empty());
    }

    #[test]
    fn a_table_in_a_list_is_found_too() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n- At night:\n\n  a | b\n  --|--\n  c | d\n";
        assert_eq!(lines_of(ID, &[("pages/x.md", page)]), [8]);
    }
}
