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
    let platypus = count("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.");
    assert_eq!((platypus.words, platypus.syllables), (13, 24));
    assert!((platypus.age() - 5.0 - 11.27).abs() < 0.01, "{}", platypus.age());
    // Two sentences, 18 words, 23 syllables, counted by hand: 0.39 × 9 + 11.8 × 23/18 − 15.59.
    let by_hand =
        count("If you are worried about a child, ring somebody today. You do not have to be sure first.");
    assert_eq!((by_hand.sentences, by_hand.words, by_hand.syllables), (2, 18, 23));
    assert!((by_hand.age() - 5.0 - 3.00).abs() < 0.01, "{}", by_hand.age());
}

const HARD: &str =
    "Organisations systematically exploit vulnerable individuals, establishing dependency progressively. ";
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
    let words = "Ring Childline or read “Identification Of Exploitation”, 15,500 times, in Southend-on-Sea.";
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

#[test]
fn the_figures_of_a_page_are_those_of_its_finding() {
    let hard = page("", &HARD.repeat(13));
    let easy = page("", &EASY.repeat(30));
    let files = [("pages/x.md", hard.as_str()), ("pages/y.md", easy.as_str()), ("pages/z.md", &page("", EASY))];
    let figures = crate::reading_ages(&crate::testing::campaign(&files));
    let of = |name: &str| figures.iter().find(|figure| figure.page == name).unwrap();
    let age = of("pages/x.md").age.unwrap();
    let found = findings(&files).into_iter().find(|finding| finding.rule == ID).unwrap();
    assert!(found.message.contains(&format!("at the age of {age:.1};")), "{found:?}");
    assert_eq!((of("pages/y.md").words, of("pages/y.md").sentences), (210, 30));
    assert!(of("pages/y.md").age.unwrap() < age);
    assert_eq!((of("pages/z.md").words, of("pages/z.md").age), (7, None));
}

#[test]
fn posters_are_read_as_one_text_and_those_for_young_people_apart() {
    let poster = |audience: &str, act: &str| {
        format!(
            "headline = \"Look.\"\nact = \"{act}\"\nlayout = \"type\"\nhelp = [\"childline\"]\naudience = \"{audience}\"\n"
        )
    };
    let (hard, easy) = (HARD.repeat(7), EASY.repeat(20));
    let (one, two) = (poster("parents", hard.trim()), poster("parents", hard.trim()));
    // By itself neither has the words that tell something.
    assert_eq!(files_of(ID, &[("posters/a.toml", &one)]), [""; 0]);
    let files = [("posters/a.toml", one.as_str()), ("posters/b.toml", two.as_str())];
    let found: Vec<_> = findings(&files).into_iter().filter(|one| one.rule == ID).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].place.file.as_str(), found[0].place.line), ("posters/a.toml", 2));
    assert!(found[0].message.starts_with("these posters, taken together, read at the age of "));
    let young = poster("young-people", &(easy.clone() + &easy));
    let figures = crate::reading_ages(&crate::testing::campaign(&[files[0], ("posters/c.toml", &young)]));
    let words: Vec<usize> = figures
        .iter()
        .filter(|one| one.page == "posters/")
        .map(|one| one.words)
        .collect();
    assert_eq!(words, [56, 280]);
}

#[test]
fn what_partners_are_given_to_say_is_read_as_one_text_and_a_myth_is_not_theirs() {
    let toolkit = |text: &str, myth: &str| {
        format!(
            "[[message]]\nid = \"a\"\ntext = \"{text}\"\n[[copy]]\nid = \"b\"\nchannel = \"Radio\"\ntext = \"{text}\"\n\
             [[myth]]\nid = \"c\"\nmyth = \"{myth}\"\ninstead = \"It is not so.\"\n"
        )
    };
    let (hard, easy) = (HARD.repeat(6), EASY.repeat(8));
    assert_eq!(lines_of(ID, &[("toolkit.toml", &toolkit(hard.trim(), "It is."))]), [3]);
    assert_eq!(
        lines_of(ID, &[("toolkit.toml", &toolkit(easy.trim(), hard.repeat(3).trim()))]),
        [0; 0]
    );
}
