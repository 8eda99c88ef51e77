//! A page that is harder to read than the campaign set out to be
//!
//! `reading_age` in `campaign.toml` is the age at which a reader can follow the public pages without help; pages
//! for an audience that is `young` should be two years easier. The age is the Flesch-Kincaid grade (Kincaid and
//! others, 1975: 0.39 × words in a sentence + 11.8 × syllables in a word − 15.59) and five, because a child in the
//! first grade is six. It is the number that word processors show, so anybody can check it. It cannot tell whether
//! a text makes sense: short words in a bad order score well. Headings, names of services, partners, publishers and
//! places, titles between quotation marks and figures are left out. The chain is read with its links, the signs
//! with their page. The posters are read as one text, and so is what `toolkit.toml` gives partners to say to the public
//! (messages, copy, what to say instead of a myth); what is for an audience that is `young` is read apart. On fewer
//! than 100 words the number means nothing, so nothing is said.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Criminal organisations systematically exploit vulnerable young individuals, establishing dependency through
//! apparently generous friendship before introducing obligations which subsequently become impossible to discharge.
//! Professionals consistently emphasise that responsibility for exploitation belongs exclusively to the perpetrators,
//! irrespective of whether the young person initially appeared to participate voluntarily in the activities concerned.
//!
//! Parents frequently experience considerable embarrassment when considering whether to communicate their anxieties to
//! the appropriate authorities, particularly where previous interactions with professionals have been unsatisfactory.
//! Specialist practitioners nevertheless recommend communicating concerns at the earliest available opportunity, because
//! early intervention substantially improves the probability that exploitation can be successfully interrupted and
//! that appropriate support can subsequently be provided.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Gangs pick on children. First they are kind. They give presents, a meal, a lift home. Then they say that the child
//! owes them for it, and the debt can never be paid. It is not the child's fault, even if it looked like a choice. The
//! people to blame are the ones who did it.
//!
//! It is hard for a parent to ring somebody. You may feel ashamed. You may have been let down before. Ring all the same,
//! and ring soon. You do not have to be sure, and nobody will tell you off. The sooner somebody knows, the more can be
//! done. You can ask what they would do, and then think about it for a day or two.
//! ````

use crate::known::Known;
use crate::prose::{Prose, syllables};
use crate::rule::Subject;
use crate::story::{Story, whole_pages};
use crate::text::{Kind, Piece};
use campaign::markdown::{Block, BlockKind, Insert};
use campaign::{AudienceId, Campaign, Diagnostic, Page, PageKind, Place, RuleId};
use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("reading-age");

/// Fewer words than this tell nothing: the formula was made on passages of about that length.
const FEWEST_WORDS: usize = 100;

/// How much easier a page for young people should be, in years.
const YOUNGER: u8 = 2;

/// How many sentences a finding quotes, and how many words of each.
const QUOTED_SENTENCES: usize = 3;
const QUOTED_WORDS: usize = 7;

/// How old a reader of a page has to be, or of what is read as one.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingAge {
    /// The page's file: `pages/home.md`. `posters/` and `toolkit.toml` are one text each, and another for young people.
    pub page: String,
    /// How many of its words count.
    pub words: usize,
    /// In how many sentences.
    pub sentences: usize,
    /// The age; nothing on fewer words than tell anything.
    pub age: Option<f64>,
    /// The age that the campaign set out to write for.
    pub target: u8,
}

/// What is read as one.
struct Text<'s, 'c> {
    file: &'c str,
    /// As a finding begins: "this page reads".
    reads: &'static str,
    place: &'c Place,
    target: u8,
    sentences: Vec<Sentence<'s, 'c>>,
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for text in read(subject) {
        let all = Count::sum(&text.sentences);
        let target = text.target;
        if all.words < FEWEST_WORDS || all.age() < f64::from(target) + 1.0 {
            continue;
        }
        found.push(Diagnostic::warning(
            ID,
            text.place.clone(),
            format!(
                "{} at the age of {:.1}; the target is {target}",
                text.reads,
                all.age()
            ),
            format!(
                "say the hardest sentences shorter, with shorter words: {}",
                hardest(subject, &text.sentences, all)
            ),
        ));
    }
}

/// The figures of every text, whether there is something to say about it or not.
pub(crate) fn measure(subject: &Subject<'_>) -> Vec<ReadingAge> {
    let texts = read(subject).into_iter().map(|text| {
        let all = Count::sum(&text.sentences);
        ReadingAge {
            page: text.file.to_owned(),
            words: all.words,
            sentences: all.sentences,
            age: (all.words >= FEWEST_WORDS).then(|| all.age()),
            target: text.target,
        }
    });
    texts.collect()
}

fn read<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Text<'s, 'c>> {
    let mut texts = pages(subject);
    texts.extend(posters(subject));
    texts.extend(toolkit(subject));
    texts
}

/// The sentences of each page.
fn pages<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Text<'s, 'c>> {
    let known = &subject.known;
    let mut by_file: BTreeMap<&str, Vec<Story<'_, '_>>> = BTreeMap::new();
    for story in whole_pages(subject) {
        if let Some(piece) = story.pieces.first() {
            by_file.entry(&piece.place().file).or_default().push(story);
        }
    }
    let mut pages = Vec::new();
    for page in &subject.campaign.pages {
        if matches!(page.kind, PageKind::Link(_)) {
            continue;
        }
        let files = shown_on(subject.campaign, page);
        let pieces = files
            .into_iter()
            .filter_map(|file| by_file.get(file))
            .flatten()
            .flat_map(|story| &story.pieces);
        let mut sentences = Vec::new();
        for piece in pieces.filter(|piece| matches!(piece.kind, Kind::Copy | Kind::Statement)) {
            sentences.extend(measured(known, piece));
        }
        pages.push(Text {
            file: page.file.as_str(),
            reads: "this page reads",
            place: &page.title.place,
            target: target(subject.campaign, page.audience.iter().map(|id| &id.value)),
            sentences,
        });
    }
    pages
}

/// What stands on the posters, those for young people apart.
fn posters<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Text<'s, 'c>> {
    let campaign = subject.campaign;
    let texts = campaign.posters.iter().flat_map(|poster| {
        let back = poster.back.iter().flat_map(|back| &back.points);
        let places = std::iter::once(&poster.act).chain(&poster.points).chain(back);
        let target = target(campaign, [&poster.audience]);
        places.map(move |text| (target, &text.place))
    });
    together(subject, "posters/", "these posters, taken together, read", texts)
}

/// What partners are given to say to the public, what is for young people apart.
fn toolkit<'s, 'c>(subject: &'s Subject<'c>) -> Vec<Text<'s, 'c>> {
    let campaign = subject.campaign;
    let toolkit = &campaign.toolkit;
    let target = |audience: &'c Option<AudienceId>| target(campaign, audience);
    let messages = toolkit
        .messages
        .iter()
        .map(|one| (target(&one.audience), &one.text.place));
    let copies = toolkit
        .copies
        .iter()
        .map(|one| (target(&one.audience), &one.text.place));
    let myths = toolkit.myths.iter().map(|one| (target(&None), &one.instead.place));
    let texts = messages.chain(copies).chain(myths);
    together(subject, "toolkit.toml", "what partners are given to say reads", texts)
}

/// The texts at these places as one for each age to write for, by the first of its places.
fn together<'s, 'c>(
    subject: &'s Subject<'c>,
    file: &'static str,
    reads: &'static str,
    places: impl Iterator<Item = (u8, &'c Place)>,
) -> Vec<Text<'s, 'c>> {
    let mut texts: Vec<Text<'s, 'c>> = Vec::new();
    for (target, place) in places {
        let pieces = subject.pieces.iter().filter(|piece| piece.place() == place);
        let sentences = pieces.flat_map(|piece| measured(&subject.known, piece));
        match texts.iter_mut().find(|text| text.target == target) {
            Some(text) => text.sentences.extend(sentences),
            None => texts.push(Text {
                file,
                reads,
                place,
                target,
                sentences: sentences.collect(),
            }),
        }
    }
    texts
}

/// The files whose texts a page shows: its own, a chain's links, the signs of their page.
fn shown_on<'c>(campaign: &'c Campaign, page: &'c Page) -> Vec<&'c str> {
    let mut files = vec![page.file.as_str()];
    if page.kind == PageKind::Chain {
        files.extend(campaign.chain().into_iter().map(|link| link.file.as_str()));
    }
    let shows_signs = |block: &Block| matches!(block.kind, BlockKind::Insert(Insert::Signs(_)));
    if page.kind == PageKind::Signs && page.blocks.iter().any(shows_signs) {
        files.push("signs.toml");
    }
    files
}

/// The age to write for, for these audiences.
fn target<'a>(campaign: &Campaign, audiences: impl IntoIterator<Item = &'a AudienceId>) -> u8 {
    let is_young = audiences
        .into_iter()
        .filter_map(|id| campaign.audience(id))
        .any(|audience| audience.young);
    let age = campaign.about.reading_age;
    if is_young {
        age.saturating_sub(YOUNGER)
    } else {
        age
    }
}

/// A sentence, or many.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Count {
    fn sum(sentences: &[Sentence<'_, '_>]) -> Count {
        sentences.iter().fold(Count::default(), |sum, sentence| Count {
            sentences: sum.sentences + 1,
            words: sum.words + sentence.count.words,
            syllables: sum.syllables + sentence.count.syllables,
        })
    }

    /// The Flesch-Kincaid grade, and five.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a campaign has fewer words than a float has whole numbers"
    )]
    fn age(self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let words = self.words as f64;
        0.39 * (words / self.sentences.max(1) as f64) + 11.8 * (self.syllables as f64 / words) - 15.59 + 5.0
    }

    fn without(self, other: Count) -> Count {
        Count {
            sentences: self.sentences.saturating_sub(1),
            words: self.words.saturating_sub(other.words),
            syllables: self.syllables.saturating_sub(other.syllables),
        }
    }
}

struct Sentence<'p, 'c> {
    piece: &'p Piece<'c>,
    bytes: Range<usize>,
    count: Count,
}

fn measured<'p, 'c>(known: &Known, piece: &'p Piece<'c>) -> Vec<Sentence<'p, 'c>> {
    let prose = &piece.prose;
    let names = known.find(&prose.words);
    let titles = titles(prose);
    let counts = |at: &usize| {
        let Some(word) = prose.words.get(*at) else {
            return false;
        };
        let is_number =
            word.lower.chars().any(|c| c.is_ascii_digit()) || !word.lower.starts_with(char::is_alphabetic);
        !is_number && !Piece::touches(&names, &(*at..*at + 1)) && !Piece::touches(&titles, &word.range)
    };
    let sentences = prose.sentences.iter().filter_map(|run| {
        let words: Vec<usize> = run.clone().filter(counts).collect();
        let count = Count {
            sentences: 1,
            words: words.len(),
            syllables: words.iter().map(|at| syllables(prose.lower(*at))).sum(),
        };
        (count.words > 0).then(|| Sentence {
            piece,
            bytes: prose.bytes(run),
            count,
        })
    });
    sentences.collect()
}

/// The bytes of titles: what stands between quotation marks and begins most of its longer words with capitals.
fn titles(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let is_title = |range: &Range<usize>| {
        let first = prose.words.partition_point(|word| word.range.start < range.start);
        let last = prose.words.partition_point(|word| word.range.start < range.end);
        let longer = (first..last).filter(|at| prose.lower(*at).len() > 3);
        let (capitals, all) = longer.fold((0, 0), |(capitals, all), at| {
            (capitals + usize::from(prose.is_capitalised(at)), all + 1)
        });
        last > first + 1 && capitals * 2 > all
    };
    prose.quoted().iter().filter(|range| is_title(range)).cloned().collect()
}

/// The sentences without which the page would be easiest, each with its place.
fn hardest(subject: &Subject<'_>, sentences: &[Sentence<'_, '_>], all: Count) -> String {
    let mut costs: Vec<(f64, &Sentence<'_, '_>)> = sentences
        .iter()
        .map(|sentence| (all.age() - all.without(sentence.count).age(), sentence))
        .collect();
    costs.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut quoted: Vec<String> = Vec::new();
    for (_, sentence) in costs.into_iter().take(QUOTED_SENTENCES) {
        let place = subject.written.start(sentence.piece, &sentence.bytes);
        let words = subject.shown(&sentence.piece.words, &sentence.bytes);
        let short: Vec<&str> = words.split_whitespace().take(QUOTED_WORDS).collect();
        quoted.push(format!(
            "line {} of {} \"{} …\"",
            place.line,
            place.file,
            short.join(" ")
        ));
    }
    quoted.join("; ")
}

#[cfg(test)]
mod tests;
