//! Two placements that cannot be told apart
//!
//! A code on a poster is how a campaign learns which place worked. Two rows for the same place share what it did between
//! them, and nobody can say afterwards which was which. Two codes that differ only where people mistake one sign for
//! another (0 and O; 1, I and L) send a reader who types them to the wrong row.
//!
//! ````failing
//! == placements.csv
//! code,kind,name,page
//! PUB10,poster,The Ship: back of the door,signs
//! PUBI0,poster,The Crown: back of the door,signs
//! ````
//!
//! ````corrected
//! == placements.csv
//! code,kind,name,page
//! PUB10,poster,The Ship: back of the door,signs
//! PUB11,poster,The Crown: back of the door,signs
//! ````

use crate::rule::Subject;
use campaign::{Diagnostic, Placement, RuleId};
use std::collections::BTreeMap;

pub(crate) const ID: RuleId = RuleId("placement-duplicate");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_place: BTreeMap<[String; 3], &Placement> = BTreeMap::new();
    let mut by_code: BTreeMap<String, &Placement> = BTreeMap::new();
    for placement in &subject.campaign.placements {
        let place = [&placement.kind, &placement.name, &placement.page].map(|text| plain(text));
        if let Some(first) = by_place.get(&place) {
            found.push(Diagnostic::warning(
                ID,
                placement.place.clone(),
                format!("this is the same place as {} in line {}", first.code, first.place.line),
                "say in the names what makes them two (first set, second set), or take one row out",
            ));
        } else {
            by_place.insert(place, placement);
        }
        let code = as_mistaken(placement.code.as_str());
        match by_code.get(&code) {
            // The very same code twice is reading's finding.
            Some(first) if first.code != placement.code => found.push(Diagnostic::warning(
                ID,
                placement.place.clone(),
                format!(
                    "{} and {} in line {} differ only in signs that people mistake for each other",
                    placement.code, first.code, first.place.line
                ),
                "choose another code before it is printed, without 0, O, 1, I and L where they can be confused",
            )),
            Some(_) => {}
            None => {
                by_code.insert(code, placement);
            }
        }
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().trim_end_matches('/').to_owned()
}

/// A code as somebody may read it from a wall.
fn as_mistaken(code: &str) -> String {
    code.chars()
        .map(|character| match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::lines_of;

    fn rows(rows: &str) -> Vec<u32> {
        lines_of(ID, &[("placements.csv", &format!("code,kind,name,page\n{rows}"))])
    }

    #[test]
    fn the_same_place_twice_is_found_at_the_second() {
        assert_eq!(rows("AAA2,poster,The Ship,signs\nBBB2,Poster,the  ship,signs/\n"), [3]);
        assert!(rows("AAA2,poster,The Ship,signs\nBBB2,screen,The Ship,signs\n").is_empty());
    }

    #[test]
    fn codes_that_are_read_alike_are_found() {
        assert_eq!(rows("BAR0,poster,A,signs\nBARO,poster,B,signs\n"), [3]);
        assert_eq!(rows("BAL2,poster,A,signs\nBA12,poster,B,signs\nBAI2,poster,C,signs\n"), [3, 4]);
        assert!(rows("BAR5,poster,A,signs\nBAR6,poster,B,signs\n").is_empty());
    }
}
