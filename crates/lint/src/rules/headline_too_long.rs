//! A headline that nobody reads in passing
//!
//! A poster has the time that it takes to walk past it. One sentence of at most nine words is read from across a room; a second
//! one is not, and then the picture is to be changed. Whether the words fit the sheet at all is another question: it is
//! answered by what prints them, to the line.
//!
//! ````failing
//! == posters/shelter.toml
//! headline = "Do you know where your child was last night and whom your child was with?"
//! act = "Ring and ask"
//! help = ["nspcc"]
//! layout = "type"
//! audience = "parents"
//! ````
//!
//! ````corrected
//! == posters/shelter.toml
//! headline = "Who was your child with last night?"
//! act = "Ring and ask"
//! help = ["nspcc"]
//! layout = "type"
//! audience = "parents"
//! ````

use crate::rule::Subject;
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("headline-too-long");

/// How many words are read in passing.
const MOST_WORDS: usize = 9;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for poster in &subject.campaign.posters {
        let is_word = |part: &&str| part.chars().any(char::is_alphanumeric);
        let words = poster.headline.split_whitespace().filter(is_word).count();
        if words > MOST_WORDS {
            found.push(Diagnostic::warning(
                ID,
                poster.headline.place.clone(),
                format!("the headline has {words} words; in passing people read {MOST_WORDS}"),
                "say one thing, and leave the rest to the picture or to `act`",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lines_of;

    #[test]
    fn nine_words_and_a_dash_are_few_enough() {
        let poster = |headline: &str| {
            format!(
                "headline = \"{headline}\"\nact = \"Ring and ask\"\nhelp = [\"nspcc\"]\nlayout = \"type\"\naudience = \"parents\"\n"
            )
        };
        let nine = poster("One two three four five – six seven eight nine");
        assert!(lines_of(ID, &[("posters/p.toml", &nine)]).is_empty());
        let ten = poster("One two three four five six seven eight nine ten");
        assert_eq!(lines_of(ID, &[("posters/p.toml", &ten)]), [1]);
    }
}
