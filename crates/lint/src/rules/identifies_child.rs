//! Details that together tell people who a child is
//!
//! Each detail is harmless; together they find one child. An order under s.45 of the Youth Justice and Criminal
//! Evidence Act 1999 forbids whatever is likely to identify: name, address, school, workplace and picture; youth
//! courts have the same by law (s.49, Children and Young Persons Act 1933), and clauses 6 and 9 of the Editors'
//! Code go further. The people who hurt a child read local campaigns too. This rule reads a section of a page, a
//! post, a statement, a poster or the words of a picture as one story, and looks for an age, a school, a street, a
//! building or estate, whose child it is, a photograph, an exact day, and a place smaller than the campaign's area.
//! Two of them with an age, or a child of somebody with an address, are a warning; three or more are an error. It
//! speaks of stories made up from many children too: they can hit a real one. What is said of children in general
//! is left alone. It knows nothing of what readers know already, so a story that it passes still wants a second
//! pair of eyes.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "One family"
//! help = ["nspcc"]
//! +++
//!
//! In spring a mother wrote to us. Her 14-year-old son had been made to sell drugs from the stairs of the Saltmarsh
//! estate.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "One family"
//! help = ["nspcc"]
//! +++
//!
//! In spring a mother wrote to us. Her son had been made to sell drugs near their home.
//! ````

use crate::known::Known;
use crate::people::{self, Spot};
use crate::prose::Prose;
use crate::rule::Subject;
use crate::story::{Story, stories};
use crate::text::{Kind, MOST, Piece};
use campaign::{Diagnostic, Media, Page, RuleId, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("identifies-child");

/// A kind of detail. The first are the ones to take out first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    School,
    Street,
    Building,
    Picture,
    Day,
    Place,
    Age,
    Relation,
}

impl Detail {
    /// What to write in its place.
    fn advice(self) -> &'static str {
        match self {
            Detail::School => "take out the school",
            Detail::Street => "take out the street",
            Detail::Building => "take out the building or estate",
            Detail::Picture => "show no photograph of a child",
            Detail::Day => "say the season in place of the day",
            Detail::Place => "name the whole area, or no place",
            Detail::Age => "say \"a teenager\" or \"a child\" in place of the age",
            Detail::Relation => "say \"a family\" in place of whose child it is",
        }
    }
}

/// How many sentences before and after one about a child are still about it.
const BEFORE: usize = 2;
const AFTER: usize = 2;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let known = &subject.known;
    let media = subject.campaign.media.iter();
    let media: BTreeMap<&str, &Media> = media.map(|media| (media.file.as_str(), media)).collect();
    let pages = subject.campaign.pages.iter();
    let photographs: BTreeMap<&str, &str> = pages
        .filter_map(|page| Some((page.file.as_str(), photograph(page, &media)?)))
        .collect();
    for story in stories(subject) {
        let photograph = story
            .page
            .and_then(|page| photographs.get(page.file.as_str()))
            .copied();
        let told = told(known, &story);
        for cluster in clusters(&told).into_iter().take(MOST) {
            found.extend(judge(subject, &told[cluster], photograph));
        }
    }
}

/// A sentence, and what of a child stands in it.
struct Told<'s, 'c> {
    piece: &'s Piece<'c>,
    details: Vec<(Detail, Range<usize>)>,
    /// Whether it tells of one child.
    of_a_child: bool,
}

impl Told<'_, '_> {
    fn has(&self, detail: Detail) -> bool {
        self.details.iter().any(|(kind, _)| *kind == detail)
    }
}

fn told<'s, 'c>(known: &Known, story: &Story<'s, 'c>) -> Vec<Told<'s, 'c>> {
    let is_read = |piece: &&&Piece<'_>| piece.kind.speaks() || piece.kind == Kind::Alt;
    let mut all = Vec::new();
    for piece in story.pieces.iter().filter(is_read) {
        let prose = &piece.prose;
        let mut details: Vec<(Detail, Range<usize>)> = Vec::new();
        details.extend(people::ages(prose).into_iter().map(|run| (Detail::Age, run)));
        details.extend(
            people::relations(prose)
                .into_iter()
                .map(|run| (Detail::Relation, run)),
        );
        details.extend(people::days(prose).into_iter().map(|run| (Detail::Day, run)));
        details.extend(people::spots(known, prose).into_iter().map(|(spot, run)| {
            let detail = match spot {
                Spot::School => Detail::School,
                Spot::Street => Detail::Street,
                Spot::Building => Detail::Building,
                Spot::Neighbourhood => Detail::Place,
            };
            (detail, run)
        }));
        details.sort_by_key(|(_, run)| run.start);
        let asks = piece.kind == Kind::Heading && piece.words.contains('?');
        let mut next = 0;
        for sentence in &prose.sentences {
            let first = next;
            while details.get(next).is_some_and(|(_, run)| run.start < sentence.end) {
                next += 1;
            }
            let tells = !asks && people::tells(prose, sentence);
            let here = details[first..next].iter().filter(|_| tells);
            let here: Vec<_> = here.map(|(kind, run)| (*kind, prose.bytes(run))).collect();
            let names_child = people::has_a_child(prose, sentence)
                || here
                    .iter()
                    .any(|(kind, _)| matches!(kind, Detail::Age | Detail::Relation));
            // "She lived there": the child of the sentence before.
            let goes_on = all.last().is_some_and(|before: &Told<'_, '_>| before.of_a_child)
                && sentence
                    .clone()
                    .any(|at| matches!(prose.lower(at), "he" | "she" | "him" | "his" | "her"));
            let of_a_child = tells && (names_child || goes_on);
            all.push(Told {
                piece,
                details: here,
                of_a_child,
            });
        }
    }
    all
}

/// Runs of sentences around those that tell of one child.
fn clusters(told: &[Told<'_, '_>]) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for at in (0..told.len()).filter(|at| told[*at].of_a_child) {
        let run = at.saturating_sub(BEFORE)..(at + AFTER + 1).min(told.len());
        match clusters.last_mut() {
            Some(last) if run.start <= last.end => last.end = run.end,
            _ => clusters.push(run),
        }
    }
    clusters
}

fn judge(subject: &Subject<'_>, told: &[Told<'_, '_>], photograph: Option<&str>) -> Option<Diagnostic> {
    let has_person = told
        .iter()
        .any(|sentence| sentence.has(Detail::Age) || sentence.has(Detail::Relation));
    let near: BTreeSet<*const Piece<'_>> = told
        .iter()
        .filter(|sentence| sentence.of_a_child)
        .map(|sentence| std::ptr::from_ref(sentence.piece))
        .collect();
    let mut first: BTreeMap<Detail, (&Piece<'_>, &Range<usize>)> = BTreeMap::new();
    let mut order: Vec<Detail> = Vec::new();
    for sentence in told {
        // The school of the next paragraph is another story.
        let is_near =
            sentence.of_a_child || (has_person && near.contains(&std::ptr::from_ref(sentence.piece)));
        for (detail, bytes) in &sentence.details {
            let is_loose = matches!(detail, Detail::Day | Detail::Place);
            if (sentence.of_a_child || (is_near && !is_loose)) && !first.contains_key(detail) {
                first.insert(*detail, (sentence.piece, bytes));
                order.push(*detail);
            }
        }
    }
    let (piece, bytes) = *first.get(order.first()?)?;
    let mut kinds: Vec<Detail> = first.keys().copied().collect();
    if photograph.is_some() && has_person {
        kinds.push(Detail::Picture);
        kinds.sort_unstable();
    }
    let severity = severity(&kinds)?;
    let mut quoted: Vec<String> = order
        .iter()
        .filter_map(|detail| first.get(detail))
        .filter(|(piece, bytes)| {
            // "Her 13-year-old son" has the age in it.
            let mut others = first
                .values()
                .filter(|(other, range)| std::ptr::eq(*other, *piece) && range != bytes);
            !others.any(|(_, range)| range.start <= bytes.start && bytes.end <= range.end)
        })
        .map(|(piece, bytes)| format!("\"{}\"", subject.shown(&piece.words, bytes)))
        .collect();
    quoted.extend(
        photograph
            .filter(|_| has_person)
            .map(|file| format!("the picture {file}")),
    );
    let most = kinds.len() - usize::from(kinds.contains(&Detail::Relation));
    let advice: Vec<&str> = kinds.iter().take(most).map(|detail| detail.advice()).collect();
    Some(Diagnostic {
        severity,
        ..Diagnostic::error(
            ID,
            subject.written.place(piece, bytes),
            message(&quoted),
            format!("{}: the fewer of them, the safer the child", advice.join("; ")),
        )
    })
}

fn message(quoted: &[String]) -> String {
    match quoted {
        // "Her 13-year-old son" is two details in one.
        [one] => format!("{one} tells the age of a child and whose it is, which can tell people who it is"),
        _ => format!(
            "together these can tell people who a child is: {}",
            quoted.join(", ")
        ),
    }
}

/// How grave some kinds of detail are together.
fn severity(kinds: &[Detail]) -> Option<Severity> {
    let has = |detail| kinds.contains(&detail);
    let address = has(Detail::School) || has(Detail::Street) || has(Detail::Building);
    match kinds.len() {
        0 | 1 => None,
        2 => (has(Detail::Age) || (has(Detail::Relation) && address)).then_some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

/// The file of a photograph of a child on a page: one that somebody had to agree to, or whose words speak of a child.
fn photograph<'c>(page: &'c Page, media: &BTreeMap<&str, &'c Media>) -> Option<&'c str> {
    let shown = page.pictures();
    let mut photographs = shown.iter().filter_map(|file| media.get(file.as_str()));
    photographs
        .find(|media| {
            let prose = Prose::of(&media.alt);
            let is_drawn = media.file.extension() == Some("svg")
                || prose
                    .words
                    .iter()
                    .any(|word| NO_FACE.contains(&word.lower.as_str()));
            let shows_child = prose
                .sentences
                .iter()
                .any(|sentence| people::has_a_child(&prose, sentence));
            media.consent.is_some() || (!is_drawn && shows_child)
        })
        .map(|media| media.file.as_str())
}

/// Words of a picture that shows nobody who could be known.
const NO_FACE: &[&str] = &[
    "behind",
    "silhouette",
    "shadow",
    "back",
    "blurred",
    "drawing",
    "drawn",
    "illustration",
    "cartoon",
    "painting",
    "paper",
    "posed",
    "model",
    "actor",
    "actors",
    "puppet",
];

#[cfg(test)]
mod tests;
