//! Words of a link that do not say where it leads
//!
//! People who use a screen reader list a page's links and hear "here, here, more" (WCAG 2.2, 2.4.4; GOV.UK content
//! design, "Links"). A link without words is an error. "Click here", a bare address, and the same words for two places
//! on one page are warnings.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! To see the signs, [click here](page:signs).
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Look at [the signs](page:signs).
//! ````

use crate::flat::links;
use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use campaign::markdown::{Link, Target, plain_text};
use campaign::{Diagnostic, RuleId};
use std::collections::BTreeMap;

pub(crate) const ID: RuleId = RuleId("link-text");

/// Words that say nothing out of their sentence.
const EMPTY: &[&str] = &[
    "click|tap|press|see|go|look? here",
    "click|tap|press on? this|the? link|page|button",
    "click|tap|continue|next|info|information|details",
    "read|find|see|learn? out? more here?",
    "more info|information|details here?",
    "this|that|the? link|page|website|site|article|document",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let empty = Phrases::of(EMPTY.iter().copied());
    for page in &subject.campaign.pages {
        let mut seen: BTreeMap<String, &Target> = BTreeMap::new();
        for link in links(&page.blocks) {
            let text = plain_text(&link.text);
            if let Some(finding) = fault(link, &text, &empty) {
                found.push(finding);
                continue;
            }
            let key = key(&text);
            if key.is_empty() || matches!(link.target, Target::Fact(_)) {
                continue;
            }
            let first = *seen.entry(key).or_insert(&link.target);
            if *first != link.target {
                found.push(Diagnostic::warning(
                    ID,
                    link.place.clone(),
                    format!("\"{}\" leads to two different places on this page", text.trim()),
                    "give each link words of its own",
                ));
            }
        }
    }
}

fn fault(link: &Link, text: &str, empty: &Phrases) -> Option<Diagnostic> {
    let place = link.place.clone();
    if text.trim().is_empty() {
        // These two print the fact's value, or the number.
        let prints = matches!(link.target, Target::Fact(_) | Target::Help(_) | Target::Text(_));
        return (!prints).then(|| {
            Diagnostic::error(
                ID,
                place,
                "this link has no words",
                "write where it leads between the square brackets",
            )
        });
    }
    let lower = text.trim().to_lowercase();
    let is_address = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
    if is_address {
        return Some(Diagnostic::warning(
            ID,
            place,
            "the words of this link are a web address",
            "write whose page it is and what is there",
        ));
    }
    empty.are_all_of(text).then(|| {
        Diagnostic::warning(
            ID,
            place,
            format!("\"{}\" does not say where this link leads", text.trim()),
            "make the link of the words that name what is there, such as \"the signs\"",
        )
    })
}

/// Words that sound the same are the same.
fn key(text: &str) -> String {
    let words = phrase::words(text);
    words.iter().map(|word| word.lower.as_str()).collect::<Vec<_>>().join(" ")
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
    fn words_that_say_nothing_are_found() {
        for words in [
            "click here", "Here", "HERE", "read more", "Find out more", "more", "this page", "More information", "here.",
            "Learn more here", "tap here", "https://example.org/a", "www.example.org",
        ] {
            let text = page(&format!("See [{words}](page:signs)."));
            assert_eq!(severities_of(ID, &[("pages/x.md", &text)]), [Warning], "{words}");
        }
    }

    #[test]
    fn words_that_say_where_are_good() {
        for words in [
            "the signs", "here is where to take it", "see the signs at home", "find somebody to talk to", "more signs",
            "the council's page about help", "Home", "Ask for help",
        ] {
            let text = page(&format!("See [{words}](page:signs)."));
            assert!(lines_of(ID, &[("pages/x.md", &text)]).is_empty(), "{words}");
        }
    }

    #[test]
    fn a_link_without_words_is_an_error_unless_it_prints_something() {
        assert_eq!(severities_of(ID, &[("pages/x.md", &page("[](page:signs)"))]), [Error]);
        assert_eq!(severities_of(ID, &[("pages/x.md", &page("[](help:childline), [](fact:at-risk)"))]), []);
    }

    #[test]
    fn the_same_words_for_two_places_are_found_at_the_second() {
        let text = page("[Get help](page:help)\n\n[get help!](help:childline)\n\n[Get help](page:help)");
        assert_eq!(lines_of(ID, &[("pages/x.md", &text)]), [7]);
    }
}
