//! A page that is harder to read than the campaign set out to be
//!
//! `reading_age` in `campaign.toml` is the age at which a reader can follow the public pages without help; pages
//! for an audience that is `young` should be two years easier. The age is the Flesch-Kincaid grade (Kincaid and
//! others, 1975: 0.39 × words in a sentence + 11.8 × syllables in a word − 15.59) and five, because a child in the
//! first grade is six. It is the number that word processors show, so anybody can check it. It cannot tell whether
//! a text makes sense: short words in a bad order score well. Headings, names of services, partners, publishers and
//! places, titles between quotation marks and figures are left out. The chain is read with its links, the signs
//! with their page. On fewer than 100 words the number means nothing, so nothing is said.
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
use crate::phrase;
use crate::prose::{Prose, syllables};
use crate::rule::Subject;
use crate::story::{Story, whole_pages};
use crate::text::{Kind, Piece};
use campaign::markdown::{Block, BlockKind, Insert};
use campaign::{Campaign, Diagnostic, Page, PageKind, RuleId};
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

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let known = Known::of(subject.campaign);
    let mut by_file: BTreeMap<&str, Vec<Story<'_, '_>>> = BTreeMap::new();
    for story in whole_pages(subject) {
        if let Some(piece) = story.pieces.first() {
            by_file.entry(&piece.place().file).or_default().push(story);
        }
    }
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
            sentences.extend(measured(&known, piece));
        }
        let all = Count::sum(&sentences);
        let target = target(subject.campaign, page);
        if all.words < FEWEST_WORDS || all.age() < f64::from(target) + 1.0 {
            continue;
        }
        found.push(Diagnostic::warning(
            ID,
            page.title.place.clone(),
            format!(
                "this page reads at the age of {:.1}; the target is {target}",
                all.age()
            ),
            format!(
                "say the hardest sentences shorter, with shorter words: {}",
                hardest(subject, &sentences, all)
            ),
        ));
    }
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

fn target(campaign: &Campaign, page: &Page) -> u8 {
    let is_young = page
        .audience
        .iter()
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
    phrase::quoted(prose.text).into_iter().filter(is_title).collect()
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
mod tests {
    use super::*;
    use crate::testing::{advice_of, files_of, findings, lines_of};

    fn count(text: &str) -> Count {
        let prose = Prose::of(text);
        Count {
            sentences: prose.sentences.len(),
            words: prose.words.len(),
            syllables: prose.words.iter().map(|word| syllables(&word.lower)).sum(),
        }
    }

    /// The scores are those that articles on the formula print, or were counted by hand.
    #[test]
    fn the_formula_gives_published_scores() {
        // Six words of one syllable, one sentence: grade −1.45.
        let cat = count("The cat sat on the mat.");
        assert_eq!((cat.sentences, cat.words, cat.syllables), (1, 6, 6));
        assert!((cat.age() - 5.0 + 1.45).abs() < 0.01, "{}", cat.age());
        // 13 words with 24 syllables.
        let platypus =
            count("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.");
        assert_eq!((platypus.words, platypus.syllables), (13, 24));
        assert!((platypus.age() - 5.0 - 11.27).abs() < 0.01, "{}", platypus.age());
        // Two sentences, 18 words, 23 syllables, counted by hand: 0.39 × 9 + 11.8 × 23/18 − 15.59.
        let by_hand =
            count("If you are worried about a child, ring somebody today. You do not have to be sure first.");
        assert_eq!((by_hand.sentences, by_hand.words, by_hand.syllables), (2, 18, 23));
        assert!((by_hand.age() - 5.0 - 3.00).abs() < 0.01, "{}", by_hand.age());
    }

    const HARD: &str = "Organisations systematically exploit vulnerable individuals, establishing dependency progressively. ";
    const EASY: &str = "Ring us and say what you saw. ";

    fn page(front: &str, text: &str) -> String {
        format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n{front}+++\n\n{text}\n")
    }

    #[test]
    fn a_short_text_says_nothing_and_a_long_easy_one_is_left_alone() {
        assert_eq!(
            files_of(ID, &[("pages/x.md", &page("", &HARD.repeat(8)))]),
            [""; 0]
        );
        assert_eq!(
            files_of(ID, &[("pages/x.md", &page("", &EASY.repeat(30)))]),
            [""; 0]
        );
        assert_eq!(
            files_of(ID, &[("pages/x.md", &page("", &HARD.repeat(13)))]),
            ["pages/x.md"]
        );
    }

    #[test]
    fn a_page_for_young_people_should_be_two_years_easier() {
        // About age 10.5: under 11, over 9.
        let text =
            "When somebody gives you things and will not say why, that can be the start of something else. "
                .repeat(8);
        let age = count(&text).age();
        assert!((10.0..12.0).contains(&age), "{age}");
        assert_eq!(lines_of(ID, &[("pages/x.md", &page("", &text))]), [0; 0]);
        let young = page("audience = [\"young-people\"]\n", &text);
        assert_eq!(lines_of(ID, &[("pages/x.md", &young)]), [2]);
    }

    #[test]
    fn the_hardest_sentences_are_quoted_with_their_lines() {
        let text = format!("{}\n\n{}\n{HARD}", EASY.repeat(4), HARD.repeat(12));
        let advice = advice_of(ID, &[("pages/x.md", &page("", &text))]);
        let advice = advice.first().unwrap();
        assert!(
            advice.contains("line 8 of pages/x.md \"Organisations systematically"),
            "{advice}"
        );
        assert!(!advice.contains("Ring us"), "{advice}");
    }

    #[test]
    fn names_titles_and_figures_are_left_out() {
        let campaign = crate::testing::campaign(&[]);
        let known = Known::of(&campaign);
        let place = campaign::Place::start_of("pages/x.md");
        let words =
            "Ring Childline or read “Identification Of Exploitation”, 15,500 times, in Southend-on-Sea.";
        let raw = crate::text::Raw::new(Kind::Copy, words, &place);
        let piece = Piece::of(&raw);
        let count = Count::sum(&measured(&known, &piece));
        // Ring, or, read, times, in.
        assert_eq!((count.words, count.syllables), (5, 5));
    }

    #[test]
    fn the_chain_is_read_with_its_links() {
        let link = page("", &HARD.repeat(13));
        let chain = page("", "Look.");
        let found = findings(&[("pages/chain.md", &chain), ("pages/chain/1-a.md", &link)]);
        let at: Vec<&str> = found
            .iter()
            .filter(|f| f.rule == ID)
            .map(|f| f.place.file.as_str())
            .collect();
        assert_eq!(at, ["pages/chain.md"]);
    }
}
