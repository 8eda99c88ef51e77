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

use crate::figures::{Figure, figures};
use crate::rule::Subject;
use crate::text::{Kind, Piece};
use campaign::{Campaign, Diagnostic, RuleId, Severity};

pub(crate) const ID: RuleId = RuleId("figure-without-fact");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for piece in subject.pieces.iter().filter(|piece| piece.kind.speaks()) {
        for figure in figures(&piece.words) {
            let cited = Piece::touches(&piece.cited, &figure.range) || Piece::touches(&piece.exempt, &figure.range);
            if !cited && !is_known(subject.campaign, piece, &figure) {
                found.push(finding(subject.campaign, piece, &figure));
            }
        }
    }
}

/// Whether no link can stand here and some fact states this figure.
fn is_known(campaign: &Campaign, piece: &Piece<'_>, figure: &Figure) -> bool {
    let cannot_cite = !piece.can_cite || piece.kind == Kind::Heading;
    let stated = piece.words.get(figure.range.clone()).unwrap_or("").to_lowercase();
    cannot_cite
        && campaign.facts.iter().any(|fact| {
            let value = fact.value.to_lowercase();
            value.match_indices(stated.as_str()).any(|(at, _)| {
                let is_part = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
                let before = value.get(..at).and_then(|before| before.chars().next_back());
                let after = value.get(at + stated.len()..).and_then(|after| after.chars().next());
                !is_part(before) && !is_part(after)
            })
        })
}

fn finding(campaign: &Campaign, piece: &Piece<'_>, figure: &Figure) -> Diagnostic {
    let words = piece.words.get(figure.range.clone()).unwrap_or("");
    let advice = if piece.can_cite && piece.kind != Kind::Heading {
        format!("put it into facts.toml with its source and write [{words}](fact:its-id), or say it without a figure")
    } else {
        "put it into facts.toml with its source and the same figure in its value, or say it without a figure".to_owned()
    };
    Diagnostic {
        severity: if figure.certain { Severity::Error } else { Severity::Warning },
        ..Diagnostic::error(
            ID,
            piece.place(campaign, &figure.range),
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
