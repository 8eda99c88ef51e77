//! Names that are nobody's: of services, places, publishers and the campaign itself.

use crate::phrase::{self, Word};
use campaign::Campaign;
use std::collections::BTreeSet;
use std::ops::Range;

/// More words than this no name is looked for by.
const LONGEST: usize = 10;

/// Names to look for, word by word.
pub(crate) struct Known {
    names: BTreeSet<String>,
    first_words: BTreeSet<String>,
    /// Words of the campaign's area: whoever is there is one of many.
    area: BTreeSet<String>,
}

impl Known {
    pub(crate) fn of(campaign: &Campaign) -> Known {
        let about = &campaign.about;
        let mut known = Known {
            names: BTreeSet::new(),
            first_words: BTreeSet::new(),
            area: BTreeSet::new(),
        };
        let services = campaign.help.iter();
        let areas = services.clone().filter_map(|service| service.area.as_ref());
        for area in areas.chain([&about.area.name]) {
            let words = phrase::words(area)
                .into_iter()
                .map(|word| word.lower.as_str().to_owned());
            known.area.extend(words.filter(|word| word.len() > 3));
            known.add(area);
        }
        let names = services.map(|service| &service.name);
        let partners = about.partners.iter().map(|partner| &partner.name);
        let publishers = campaign.facts.iter().map(|fact| &fact.publisher);
        let papers = campaign.coverage.iter().map(|report| &report.publication);
        for name in names
            .chain(partners)
            .chain(publishers)
            .chain(papers)
            .chain([&about.name])
        {
            known.add(name);
        }
        known
    }

    /// A name has a capital: "the council" is no name.
    fn add(&mut self, name: &str) {
        if !name.chars().any(char::is_uppercase) {
            return;
        }
        let mut words = phrase::words(name);
        words.truncate(LONGEST);
        if let Some(first) = words.first() {
            self.first_words.insert(first.lower.as_str().to_owned());
            self.names.insert(joined(&words));
        }
    }

    /// Which words of a text belong to a name, as runs.
    pub(crate) fn find(&self, words: &[Word<'_>]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let length = self.length_at(&words[at..]);
            if length > 0 {
                found.push(at..at + length);
            }
            at += length.max(1);
        }
        found
    }

    /// How many words from the first on are a name: the longest counts.
    fn length_at(&self, words: &[Word<'_>]) -> usize {
        let is_first = words
            .first()
            .is_some_and(|word| self.first_words.contains(word.lower.as_str()));
        let longest = words.len().min(LONGEST);
        let mut lengths = (1..=longest).rev().filter(|_| is_first);
        lengths
            .find(|length| {
                words
                    .get(..*length)
                    .is_some_and(|run| self.names.contains(&joined(run)))
            })
            .unwrap_or(0)
    }

    /// Whether a word in small letters belongs to the name of the campaign's area.
    pub(crate) fn is_area(&self, word: &str) -> bool {
        self.area.contains(word)
    }
}

fn joined(words: &[Word<'_>]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts_and_plain_words_are_none() {
        let mut known = Known {
            names: BTreeSet::new(),
            first_words: BTreeSet::new(),
            area: BTreeSet::new(),
        };
        for name in [
            "Children's services",
            "Children's services, Southend",
            "the council",
            "FRANK",
        ] {
            known.add(name);
        }
        let words = phrase::words("Ring children’s services, Southend, or Frank: the council.");
        assert_eq!(known.find(&words), [1..4, 5..6]);
    }
}
