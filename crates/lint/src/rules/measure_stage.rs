//! A measure at a stage where it does not belong
//!
//! Views are something the campaign put out, not something that anybody did. The stages are those of the Government
//! Communication Service's Evaluation Cycle: input, output, outtake, outcome, impact. What a measure `counts` belongs to
//! one stage, and objectives and the evaluation are told by outcomes or impacts alone. An outcome whose name or unit
//! speaks of views, reach, likes or followers is one of them in disguise; in its definition such a word is a warning,
//! because a definition may say that they are left out.
//!
//! ````failing
//! == campaign.toml +
//! [[measure]]
//! id = "film-views"
//! stage = "outcome"
//! counts = "views"
//! name = "People who saw the film"
//! definition = "Three seconds or more of the film."
//! unit = "people"
//! source = "The partners' accounts"
//! ````
//!
//! ````corrected
//! == campaign.toml +
//! [[measure]]
//! id = "film-views"
//! stage = "output"
//! counts = "views"
//! name = "Times the film was played"
//! definition = "Three seconds or more of the film."
//! unit = "plays"
//! source = "The partners' accounts"
//! ````

use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use crate::text::{Kind, Raw};
use campaign::{Diagnostic, Measure, Place, RuleId, Severity};

/// Found by reading, but for the disguise.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::MEASURE_STAGE;

/// What is put out, by the names it goes by.
const OUTPUTS: &[&str] = &[
    "views|pageviews",
    "impression|impressions",
    "people|accounts|households|audience reached",
    "total|social|organic|paid|potential|media|campaign reach",
    "reach of|on|in|figure|figures",
    "like|likes and|or|on|per",
    "number|numbers|count of likes|followers|shares|clicks|hits|retweets|downloads",
    "follower|followers|retweet|retweets|hits|clicks|plays|downloads|opportunities-to-see",
    "opportunities to see",
    "click|clicks through|throughs|rate",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for measure in &subject.campaign.about.measures {
        let (Measure::Outcome(_, text) | Measure::Impact(_, text)) = measure else {
            continue;
        };
        for (words, severity) in [
            (&text.name, Severity::Error),
            (&text.unit, Severity::Error),
            (&text.definition, Severity::Warning),
        ] {
            if let Some(finding) = disguise(subject, words, severity, &text.place) {
                found.push(finding);
                break;
            }
        }
    }
}

fn disguise(subject: &Subject<'_>, text: &str, severity: Severity, place: &Place) -> Option<Diagnostic> {
    let words = phrase::words(text);
    let alone = |word: &str| words.len() == 1 && words.iter().any(|only| only.lower == word);
    let range = Phrases::of(OUTPUTS.iter().copied())
        .find(&words)
        .into_iter()
        .map(|(_, run)| run)
        .next()
        .or_else(|| (alone("reach") || alone("likes") || alone("shares")).then_some(0..1))
        .map(|run| phrase::bytes(&words, &run))?;
    let piece = Raw::new(Kind::Internal, text, place);
    Some(Diagnostic {
        severity,
        ..Diagnostic::error(
            ID,
            subject.written.place(&piece, &range),
            format!(
                "\"{}\" is what was put out, and this measure stands as what it changed",
                text.get(range.clone()).unwrap_or("")
            ),
            "write stage = \"output\", or count what people did: who asked for help, who wrote, who was answered in time",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn outcome(name: &str, definition: &str) -> Vec<campaign::Severity> {
        let text = format!(
            "[[measure]]\nid = \"m\"\nstage = \"outcome\"\ncounts = \"acts\"\nname = \"{name}\"\ndefinition = \"{definition}\"\n\
             unit = \"people\"\nsource = \"s\"\n"
        );
        severities_of(ID, &[("campaign.toml +", &text)])
    }

    #[test]
    fn an_output_in_disguise_is_found() {
        for name in ["Film views", "Page views", "Impressions", "Reach", "Total reach", "Likes", "Number of likes", "Followers", "People reached"] {
            assert_eq!(outcome(name, "Counted."), [Error], "{name}");
        }
        assert_eq!(outcome("People who acted", "Clicks on the button."), [Warning]);
    }

    #[test]
    fn what_people_did_is_an_outcome() {
        for name in ["People who asked for help", "Parents who reach out", "People who share a worry"] {
            assert_eq!(outcome(name, "People who ring; people who like to write are counted too."), [], "{name}");
        }
    }

    #[test]
    fn an_objective_is_not_told_by_an_output() {
        let text = "[[measure]]\nid = \"m\"\nstage = \"output\"\ncounts = \"views\"\nname = \"Views\"\ndefinition = \"d\"\nunit = \"views\"\nsource = \"s\"\n\
                    [[objective]]\nid = \"o\"\ntext = \"t\"\naudience = \"parents\"\ntold_by = [\"m\"]\n";
        assert_eq!(severities_of(ID, &[("campaign.toml +", text)]), [Error]);
    }
}
