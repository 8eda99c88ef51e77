//! Headings that do not nest
//!
//! People who use a screen reader walk a page by its headings (WCAG 2.2, 1.3.1 and 2.4.6). The page's title is the only
//! heading of the first level: a `#` in the text is an error, and so is a heading without words. A level that is left
//! out, from `##` to `####`, is a warning.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! # What is known
//!
//! A child can ask without giving a name.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! ## What is known
//!
//! A child can ask without giving a name.
//! ````

use crate::flat::all_blocks;
use crate::rule::Subject;
use campaign::markdown::{BlockKind, plain_text};
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("heading-order");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for page in &subject.campaign.pages {
        let mut before = 1;
        let headings: Vec<_> = all_blocks(&page.blocks)
            .into_iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Heading { level, text, .. } => Some((block, level, text)),
                _ => None,
            })
            .collect();
        for (number, (block, level, text)) in headings.iter().enumerate() {
            let place = block.place.clone();
            if **level == 1 {
                // One more # is the only answer where no second level follows, which would stand beneath it no longer.
                let is_clear = headings.get(number + 1).is_none_or(|(_, next, _)| **next != 2);
                let finding = Diagnostic::error(
                    ID,
                    place.clone(),
                    "this heading is of the first level, which is the page's title alone",
                    "write ## before it",
                );
                let fix = subject.written.fix_at(&place, "# ", "## ").filter(|_| is_clear);
                found.push(finding.with_fix(fix));
            } else if **level > before + 1 {
                found.push(Diagnostic::warning(
                    ID,
                    place.clone(),
                    format!("this heading is of level {level} and the one before it of level {before}"),
                    format!("write {} before it", "#".repeat(usize::from(before) + 1)),
                ));
            }
            if plain_text(text).trim().is_empty() {
                found.push(Diagnostic::error(ID, place, "this heading has no words", "give it some, or take it out"));
            }
            // A heading at a wrong level stands where its author meant it: those after it are judged by what they follow.
            before = (**level).max(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{lines_of, severities_of};
    use campaign::Severity::{Error, Warning};

    fn page(text: &str) -> String {
        format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n{text}\n")
    }

    #[test]
    fn levels_may_rise_by_one_and_fall_by_any() {
        let good = page("## a\n\n### b\n\n#### c\n\n## d\n\n### e");
        assert!(lines_of(ID, &[("pages/x.md", &good)]).is_empty());
    }

    #[test]
    fn a_level_left_out_is_one_warning() {
        let text = page("## a\n\n#### b\n\n#### c");
        assert_eq!(severities_of(ID, &[("pages/x.md", &text)]), [Warning]);
        let first = page("### a");
        assert_eq!(severities_of(ID, &[("pages/x.md", &first)]), [Warning]);
    }

    #[test]
    fn one_more_sign_is_written_where_nothing_stood_beneath_it() {
        let fixed = |text: &str| crate::testing::fixes_of(ID, &[("pages/x.md", &page(text))]);
        assert_eq!(fixed("# a\n\nText.\n\n# b"), ["# →## ", "# →## "]);
        assert_eq!(fixed("# a\n\n### b"), ["# →## "]);
        assert!(fixed("# a\n\n## b").is_empty());
        assert!(fixed("a\n=").is_empty());
    }

    #[test]
    fn a_heading_without_words_is_found() {
        let text = page("## \n\nText.");
        assert_eq!(severities_of(ID, &[("pages/x.md", &text)]), [Error]);
    }
}
