//! Paid reach that the public cannot understand, or that aims at somebody
//!
//! Adverts that the state aims at people can shame them, and spread what they mean to counter: researchers of police
//! advertising ask for a public record of who was aimed at, why, and for how much (Scottish Centre for Crime and Justice
//! Research, 2021). So each `[[paid]]` says so in words that mean something. Aiming at children, or at people because
//! somebody thinks that they use drugs or break the law, is an error: aim at an area and at adults. "Adults, nobody under 18"
//! and "parents of teenagers" are aims at adults.
//!
//! ````failing
//! == posts.toml
//! [[paid]]
//! channel = "A social network"
//! who = "People aged 13 to 17 in Southend"
//! why = "So that they know whom to tell before Christmas"
//! spend = "£400 of the council's money"
//! ````
//!
//! ````corrected
//! == posts.toml
//! [[paid]]
//! channel = "A social network"
//! who = "Adults in Southend, nobody under 18"
//! why = "So that they know whom to tell before Christmas"
//! spend = "£400 of the council's money"
//! ````

use crate::phrase::{self, Phrases, Word};
use crate::rule::Subject;
use campaign::{Diagnostic, Paid, RuleId};
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("paid-unexplained");

const CHILDREN: &[&str] = &[
    "child|children|kid|kids|teen|teens|teenager|teenagers|pupil|pupils|schoolchildren|minors|under-18s|adolescents",
    "young people|persons",
    "under 18|18s|16|16s|17",
    "school students|leavers|classes",
];

const SUSPECTED: &[&str] = &[
    "people|adults|anybody|anyone|those who use|take|buy|took|used|bought drugs|cocaine|cannabis|ecstasy|heroin|substances",
    "drug|drugs|cocaine|cannabis|heroin|recreational user|users|buyers|takers",
    "suspect|suspects|suspected|offenders|offender|dealers|criminals|gang",
    "interested|interest|interests in drugs|cannabis|cocaine|weed|rave|raves|clubbing|dealing",
    "custom|lookalike|lookalikes|matched|uploaded|retargeted audience|audiences|list|lists",
    "lookalike|lookalikes|retargeting|remarketing",
];

/// Words that turn an aim away: "nobody under 18", "not at children".
const NOT: &[&str] = &["not", "no", "nobody", "never", "without", "except", "excluding", "excludes", "exclude", "neither", "nor"];

/// Adults who have to do with those who are named next: "parents of teenagers", "staff who work with children".
const ADULTS: &[&str] = &[
    "parents", "parent", "carers", "carer", "mothers", "fathers", "families", "grandparents", "teachers", "staff", "adults", "guardians",
    "professionals",
];
const BETWEEN: &[&str] = &["of", "with", "to", "for", "about", "who", "work", "live", "worried"];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let children = Phrases::of(CHILDREN.iter().copied());
    let suspected = Phrases::of(SUSPECTED.iter().copied());
    for paid in &subject.campaign.paid {
        let words = phrase::words(&paid.who);
        let aims = |phrases: &Phrases| {
            phrases
                .find(&words)
                .into_iter()
                .map(|(_, run)| run)
                .find(|run| !is_turned_away(&words, run))
        };
        let at_children = aims(&children).or_else(|| ages(&words));
        let (at, whom) = match (at_children, aims(&suspected)) {
            (Some(run), _) => (Some(run), "at children"),
            (None, Some(run)) => (Some(run), "at people because of what somebody thinks they do"),
            (None, None) => (None, ""),
        };
        if let Some(run) = at {
            let aimed = paid.who.get(phrase::bytes(&words, &run)).unwrap_or("");
            found.push(Diagnostic::error(
                ID,
                subject.written.value(&paid.who, &paid.place),
                format!("\"{aimed}\" aims paid reach {whom}"),
                "aim at an area and at adults, and say so: \"adults in Southend\"",
            ));
        }
        explain(subject, paid, found);
    }
}

/// Whether the words before a run turn it into an aim at somebody else.
fn is_turned_away(words: &[Word<'_>], run: &Range<usize>) -> bool {
    let before = words.get(run.start.saturating_sub(4)..run.start).unwrap_or(&[]);
    if before.iter().any(|word| NOT.contains(&word.lower.as_str())) {
        return true;
    }
    let mut linked = before.iter().rev().skip_while(|word| BETWEEN.contains(&word.lower.as_str()));
    let has_link = before.last().is_some_and(|word| BETWEEN.contains(&word.lower.as_str()));
    has_link && linked.next().is_some_and(|word| ADULTS.contains(&word.lower.as_str()))
}

/// Ages of children: "aged 13 to 17", "13-17", "ages 16+".
fn ages(words: &[Word<'_>]) -> Option<Range<usize>> {
    let number = |at: usize| words.get(at)?.lower.parse::<u32>().ok().filter(|age| (5..=99).contains(age));
    (0..words.len()).find_map(|at| {
        let word = words.get(at)?.lower.as_str();
        let is_age = matches!(word, "age" | "aged" | "ages" | "year" | "years");
        let from = if is_age { number(at + 1) } else { None };
        let run = match from {
            Some(age) if age < 18 => at..at + 2,
            _ => {
                let low = number(at)?;
                let joined = matches!(words.get(at + 1)?.lower.as_str(), "to" | "and");
                let high = if joined { number(at + 2) } else { number(at + 1) }?;
                if low >= 18 || high <= low {
                    return None;
                }
                at..at + if joined { 3 } else { 2 }
            }
        };
        (!is_turned_away(words, &run)).then_some(run)
    })
}

/// What is said too shortly to mean anything.
fn explain(subject: &Subject<'_>, paid: &Paid, found: &mut Vec<Diagnostic>) {
    let everyone = Phrases::of(["everybody|everyone|anybody|anyone|all|public|people", "the public", "all|general audiences|audience"]);
    let mut thin = |text: &str, message: &str, advice: &str| {
        found.push(Diagnostic::warning(ID, subject.written.value(text, &paid.place), message, advice));
    };
    if everyone.are_all_of(&paid.who) {
        thin(
            &paid.who,
            "this does not say whom the paid post is shown to",
            "say it as it is set in the advert: the area, the ages, the times and the places",
        );
    }
    if phrase::words(&paid.why).len() < 4 {
        thin(
            &paid.why,
            "this does not say why the paid post is needed",
            "say in a sentence whom it reaches that nothing else does, and to what end",
        );
    }
    let spend = paid.spend.to_lowercase();
    let has_amount = spend.chars().any(|character| character.is_ascii_digit())
        && ["£", "gbp", "pound", "€", "$"].iter().any(|sign| spend.contains(sign));
    if !has_amount && !["nothing", "free", "donated", "given"].iter().any(|word| spend.contains(word)) {
        thin(
            &paid.spend,
            "this does not say what the paid post costs",
            "write the amount with its currency and whose money it is: \"£400 of the council's money\"",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::severities_of;
    use campaign::Severity::{Error, Warning};

    fn paid(who: &str, why: &str, spend: &str) -> Vec<campaign::Severity> {
        let text = format!("[[paid]]\nchannel = \"A network\"\nwho = \"{who}\"\nwhy = \"{why}\"\nspend = \"{spend}\"\n");
        severities_of(ID, &[("posts.toml", &text)])
    }

    fn who(who: &str) -> Vec<campaign::Severity> {
        paid(who, "So that they know whom to tell", "£400")
    }

    #[test]
    fn nobody_aims_at_children_or_at_suspects() {
        for aim in [
            "Children in Southend",
            "Adults and children in Southend",
            "People aged 13 to 17",
            "Ages 16+ in Essex",
            "13-17 year olds",
            "Young people at college",
            "People who use drugs",
            "Recreational drug users in town",
            "Anyone interested in raves",
            "A custom audience of people known to the police",
            "Suspected buyers",
        ] {
            assert_eq!(who(aim), [Error], "{aim}");
        }
    }

    #[test]
    fn adults_of_an_area_may_be_aimed_at() {
        for aim in [
            "Adults in Southend",
            "Adults in Southend, nobody under 18",
            "Adults aged 18 to 65, not children",
            "Parents of teenagers in Essex",
            "Staff who work with children",
            "People within 10 miles of the station, aged 25 to 40",
        ] {
            assert_eq!(who(aim), [], "{aim}");
        }
    }

    #[test]
    fn who_why_and_spend_mean_something() {
        assert_eq!(paid("Everyone", "Awareness", "tbc"), [Warning, Warning, Warning]);
        assert_eq!(paid("Adults in Southend", "Nothing else reaches those who do not read the paper", "Donated by the station"), []);
    }
}
