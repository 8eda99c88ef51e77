//! Names that are nobody's: of services, places, publishers and the campaign itself.

use crate::phrase::{self, Word};
use crate::word_set::Shapes;
use campaign::Campaign;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// More words than this no name is looked for by.
const LONGEST: usize = 10;

/// Names to look for, word by word.
pub(crate) struct Known {
    /// By their first word, the words behind it.
    names: BTreeMap<String, Vec<Vec<String>>>,
    /// What a first word can look like.
    shapes: Shapes,
    /// Words of the campaign's area: whoever is there is one of many.
    area: BTreeSet<String>,
}

impl Known {
    pub(crate) fn of(campaign: &Campaign) -> Known {
        let about = &campaign.about;
        let mut known = Known {
            names: BTreeMap::new(),
            shapes: Shapes::NONE,
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
        let words = phrase::words(name);
        let mut words = words
            .iter()
            .take(LONGEST)
            .map(|word| word.lower.as_str().to_owned());
        if let Some(first) = words.next() {
            self.shapes = self.shapes.with(&first);
            self.names.entry(first).or_default().push(words.collect());
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
        let Some((first, behind)) = words.split_first() else {
            return 0;
        };
        if !self.shapes.may_be(&first.lower) {
            return 0;
        }
        let names = self.names.get(first.lower.as_str()).into_iter().flatten();
        names
            .filter(|name| {
                name.len() <= behind.len()
                    && name
                        .iter()
                        .zip(behind)
                        .all(|(name, word)| word.lower == *name.as_str())
            })
            .map(|name| name.len() + 1)
            .max()
            .unwrap_or(0)
    }

    /// Whether a word in small letters belongs to the name of the campaign's area.
    pub(crate) fn is_area(&self, word: &str) -> bool {
        self.area.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts_and_plain_words_are_none() {
        let mut known = Known {
            names: BTreeMap::new(),
            shapes: Shapes::NONE,
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
