//! Something hard-hitting that does not say whom it might hurt
//!
//! A picture that stops one reader opens a wound in another: a parent whose child is missing tonight, somebody who was made
//! to carry. The Government Communication Service's principles of behaviour change give unintended consequences a
//! chapter. Every page and poster marked `hard_hitting` says in `might_hurt` whom it might hurt, and what is done about it.
//! "Nobody" is no answer.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "He is twelve"
//! hard_hitting = true
//! composite = true
//! act = "Tell somebody what you saw: you need no proof"
//! help = ["childline"]
//! tried_with = "Eight parents at the library, October 2026"
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

use crate::phrase::Phrases;
use crate::rule::Subject;
use campaign::{Diagnostic, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("harms-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let nobody = Phrases::of([
        "nobody|no-one|none|unlikely|unknown|nothing|tbc|tba|todo",
        "no one",
        "not known",
        "nobody|none we? know|think|expect of?",
    ]);
    for item in subject.hard_hitting() {
        match item.might_hurt {
            None => found.push(finding(
                item.place.clone(),
                format!("this {} is hard-hitting and does not say whom it might hurt", item.what),
            )),
            Some(harm) if nobody.are_all_of(harm) => found.push(finding(
                subject.written.value(harm, item.behind),
                format!("this {} is hard-hitting and says that it can hurt nobody", item.what),
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
        "ask who has lived through what it shows, and write might_hurt = \"…\": who, and what is done about it",
    )
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{places_of, severities_of};
    use campaign::Severity::Warning;

    #[test]
    fn nobody_is_no_answer() {
        let page = |harm: &str| {
            let text = format!(
                "+++\ntitle = \"A page\"\nhard_hitting = true\nact = \"Ring somebody\"\nhelp = [\"childline\"]\n{harm}\n+++\n\nText.\n"
            );
            severities_of(ID, &[("pages/x.md", &text)])
        };
        for harm in ["", "might_hurt = \"Nobody\"", "might_hurt = \"No one.\"", "might_hurt = \"None that we know of\""] {
            let expected: &[campaign::Severity] = if harm.contains("that") { &[] } else { &[Warning] };
            assert_eq!(page(harm), expected, "{harm}");
        }
        assert_eq!(page("might_hurt = \"Nobody who reads the note first; a parent whose child is missing\""), []);
    }

    #[test]
    fn a_poster_can_hurt_too() {
        let poster = "headline = \"Somebody knows.\"\nact = \"Ring and ask\"\nhelp = [\"nspcc\"]\nlayout = \"picture\"\n\
                      audience = \"parents\"\nhard_hitting = true\n";
        assert_eq!(places_of(ID, &[("posters/p.toml", poster)]), ["posters/p.toml:1:1"]);
    }
}
