//! A figure that cites no fact
//!
//! Official sources contradict each other and themselves, and a number without its year and definition is how campaigns
//! come to overstate. A figure in the copy is a link to its fact, `[about 15,500](fact:at-risk)`; where no link can stand
//! (a heading, a poster, a post, a statement) the same figure must stand in the value of some fact. Percentages, money,
//! "one in five", thousands and numbers of people are errors; any other number from ten on that is no date, time, age,
//! phone number, label or count of things on the page is a warning.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! In one year about 15,500 children were found to be at risk, one in three of them a girl.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! In one year [about 15,500 children](fact:at-risk) were found to be at risk. Girls are found less often.
//! ````

use crate::figures::{Figure, figures, stated};
use crate::rule::Subject;
use crate::text::{Kind, MOST, Piece};
use campaign::{Diagnostic, RuleId, Severity};
use std::collections::BTreeSet;

pub(crate) const ID: RuleId = RuleId("figure-without-fact");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let values = subject.campaign.facts.iter().map(|fact| fact.value.as_str());
    let known: BTreeSet<String> = values.flat_map(stated).collect();
    for piece in subject.pieces.iter().filter(|piece| piece.kind.speaks()) {
        let uncited = figures(&piece.words).into_iter().filter(|figure| {
            let words = piece.words.get(figure.range.clone()).unwrap_or("");
            // Where no link can stand, some fact must state the same figure.
            let is_known = !takes_a_link(piece) && known.contains(&words.to_lowercase());
            !is_known
                && !Piece::touches(&piece.cited, &figure.range)
                && !Piece::touches(&piece.exempt, &figure.range)
        });
        found.extend(uncited.take(MOST).map(|figure| finding(subject, piece, &figure)));
    }
}

pub(super) fn takes_a_link(piece: &Piece<'_>) -> bool {
    piece.can_cite && piece.kind != Kind::Heading
}

fn finding(subject: &Subject<'_>, piece: &Piece<'_>, figure: &Figure) -> Diagnostic {
    let words = piece.words.get(figure.range.clone()).unwrap_or("");
    let advice = if takes_a_link(piece) {
        format!("put it into facts.toml with its source and write [{words}](fact:its-id), or say it without a figure")
    } else {
        "put it into facts.toml with its source and the same figure in its value, or say it without a figure".to_owned()
    };
    Diagnostic {
        severity: if figure.certain { Severity::Error } else { Severity::Warning },
        ..Diagnostic::error(
            ID,
            subject.written.place(piece, &figure.range),
            format!("the figure \"{words}\" cites no fact"),
            advice,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{lines_of, severities_of};
    use campaign::Severity::{Error, Warning};

    fn page(text: &str) -> String {
        format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n")
    }

    #[test]
    fn the_finding_stands_on_the_line_of_the_figure() {
        let text = page("In one year\n*many* children,\nsome say 9,000,\nwere found, or 40%\nof them.");
        assert_eq!(lines_of(ID, &[("pages/x.md", &text)]), [8, 9]);
    }

    #[test]
    fn a_link_to_its_fact_is_enough_and_a_link_elsewhere_is_not() {
        let cited = page("We know of [about 15,500 children](fact:at-risk), and of [](fact:at-risk).");
        assert!(lines_of(ID, &[("pages/x.md", &cited)]).is_empty());
        let linked = page("We know of [15,500 children](https://www.gov.uk/).");
        assert_eq!(severities_of(ID, &[("pages/x.md", &linked)]), [Error]);
    }

    #[test]
    fn where_no_link_can_stand_some_fact_must_state_it() {
        let post = |copy: &str| {
            let text = format!(
                "[[post]]\nid = \"p\"\nchannel = \"Ours\"\nat = 2026-12-01T09:00:00\ncopy = \"{copy}\"\naudience = \"parents\"\n"
            );
            severities_of(ID, &[("posts.toml", &text)])
        };
        assert_eq!(post("About 15,500 children, in one year."), []);
        assert_eq!(post("About 5,500 children, in one year."), [Error]);
        assert_eq!(post("About 155 rounds."), [Warning]);
    }

    #[test]
    fn figures_of_measures_and_notices_are_their_own() {
        let survey = "[[question]]\nid = \"q\"\ntext = \"How many of 20 people would you tell?\"\nanswers = [\"Fewer than 10\", \"50%\"]\n";
        assert!(lines_of(ID, &[("survey.toml", survey)]).is_empty());
    }
}
