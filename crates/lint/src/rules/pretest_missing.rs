//! Something hard-hitting that was tried with nobody
//!
//! Whoever made a poster knows what it means; its readers do not. Know About CSE in Staffordshire tried its words with the
//! public before they went out, and the Government Communication Service asks for the same. Every page and poster marked
//! `hard_hitting` says in `tried_with` with whom of its own audience it was tried, and when. "Not yet tried" is honest,
//! and it is a warning as well: a worked example may allow it.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "He is twelve"
//! hard_hitting = true
//! composite = true
//! act = "Tell somebody what you saw: you need no proof"
//! help = ["childline"]
//! might_hurt = "Parents of a child who is missing: the page opens with whom to ring"
//! +++
//!
//! He has not slept at home this week.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "He is twelve"
//! hard_hitting = true
//! composite = true
//! act = "Tell somebody what you saw: you need no proof"
//! help = ["childline"]
//! tried_with = "Eight parents at the library, October 2026"
//! might_hurt = "Parents of a child who is missing: the page opens with whom to ring"
//! +++
//!
//! He has not slept at home this week.
//! ````

use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use campaign::{Diagnostic, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("pretest-missing");

/// Words by which an entry says that nothing was tried.
const NOT_TRIED: &[&str] = &[
    "not yet? tried|tested",
    "untested|untried",
    "nobody|no-one|none|tbc|tba|todo|pending",
    "no one",
    "to|will be tried|tested|confirmed",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let not_tried = Phrases::of(NOT_TRIED.iter().copied());
    for item in subject.hard_hitting() {
        match item.tried_with {
            None => found.push(finding(
                item.place.clone(),
                format!("this {} is hard-hitting and does not say with whom it was tried", item.what),
            )),
            Some(tried) if is_empty(&not_tried, tried) => found.push(finding(
                subject.written.value(tried, item.behind),
                format!("this {} is hard-hitting and was tried with nobody", item.what),
            )),
            Some(_) => {}
        }
    }
}

fn finding(place: Place, message: String) -> Diagnostic {
    Diagnostic::warning(
        ID,
        place,
        message,
        "show it to five to eight people whom it is for, and write tried_with = \"…\": who, where and when",
    )
}

/// Whether an entry opens with saying that it was not tried: "Eight parents; not yet tried with teachers" is an entry.
fn is_empty(not_tried: &Phrases, text: &str) -> bool {
    not_tried
        .find(&phrase::words(text))
        .iter()
        .any(|(_, run)| run.start <= 1)
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{places_of, severities_of};
    use campaign::Severity::Warning;

    fn page(tried: &str) -> Vec<campaign::Severity> {
        let text = format!(
            "+++\ntitle = \"A page\"\nhard_hitting = true\nact = \"Ring somebody\"\nhelp = [\"childline\"]\n{tried}\n+++\n\nText.\n"
        );
        severities_of(ID, &[("pages/x.md", &text)])
    }

    #[test]
    fn saying_that_it_was_not_tried_is_honest_and_a_warning() {
        for tried in ["", "tried_with = \"Not yet tried with anybody.\"", "tried_with = \"Nobody\"", "tried_with = \"It will be tested\""] {
            assert_eq!(page(tried), [Warning], "{tried}");
        }
        for tried in ["Eight parents, October 2026", "Parents at the library; not yet tried with teachers"] {
            assert_eq!(page(&format!("tried_with = \"{tried}\"")), [], "{tried}");
        }
    }

    #[test]
    fn a_poster_is_tried_too() {
        let poster = |tried: &str| {
            let text = format!(
                "headline = \"Somebody knows.\"\nact = \"Ring and ask\"\nhelp = [\"nspcc\"]\nlayout = \"picture\"\n\
                 audience = \"parents\"\nhard_hitting = true\n{tried}\n"
            );
            places_of(ID, &[("posters/p.toml", &text)])
        };
        assert_eq!(poster(""), ["posters/p.toml:1:1"]);
        assert_eq!(poster("tried_with = \"Nobody yet\""), ["posters/p.toml:7:15"]);
        assert!(poster("tried_with = \"Six drivers at the rank, October 2026\"").is_empty());
    }
}
