//! A word that a court or somebody's safety forbids
//!
//! Youth court: automatic anonymity (s.49 Children and Young Persons Act 1933); orders of a court (s.45 Youth Justice and
//! Criminal Evidence Act 1999) bar a name, address, school, workplace and picture, also in posts. A newspaper was fined
//! for a name in spite of a public body's press release that did not say so. `restrictions.toml` says in general what
//! is forbidden; the very words stand in `private/words.toml`, which git ignores and no edition contains. They are looked
//! for in every file of the campaign, comments, drawings, captions and file names included, without regard to case,
//! accents, spaces, hyphens and punctuation. A finding names the file, the line and the restriction, never the words. A
//! restriction counts until the end of its `until`.
//!
//! Words inside photographs, films and PDF files are not found.
//!
//! ````failing
//! == restrictions.toml
//! [[restriction]]
//! id = "school"
//! kind = "court-order"
//! forbids = "Anything that names the school."
//! until = 2027-06-30
//! == private/words.toml
//! [[words]]
//! restriction = "school"
//! words = ["Zanzibar Academy"]
//! == posts.toml
//! [[post]]
//! id = "launch"
//! channel = "The partners' own accounts"
//! at = 2026-12-01T09:00:00
//! copy = "It happened outside #ZanzibarAcademy."
//! audience = "parents"
//! ````
//!
//! ````corrected
//! == restrictions.toml
//! [[restriction]]
//! id = "school"
//! kind = "court-order"
//! forbids = "Anything that names the school."
//! until = 2027-06-30
//! == private/words.toml
//! [[words]]
//! restriction = "school"
//! words = ["Zanzibar Academy"]
//! == posts.toml
//! [[post]]
//! id = "launch"
//! channel = "The partners' own accounts"
//! at = 2026-12-01T09:00:00
//! copy = "It happened outside a school."
//! audience = "parents"
//! ````

use crate::rule::Subject;
use crate::secret::Bare;
use crate::text::MOST;
use campaign::diagnostic::rules::UNKNOWN_REFERENCE;
use campaign::{Diagnostic, LineIndex, Place, Private, RestrictionId, RuleId};
use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) const ID: RuleId = RuleId("restriction");

const PRIVATE: &str = "private/words.toml";

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let forbidden = forbidden(subject, found);
    if forbidden.is_empty() {
        return;
    }
    let mut places: BTreeSet<(Place, &RestrictionId)> = BTreeSet::new();
    for (path, text) in &subject.campaign.texts {
        let bare = Bare::of(text);
        let index = LineIndex::new(text);
        for (restriction, word) in &forbidden {
            for at in lines(text, &bare.find(text, word)) {
                places.insert((index.place(path.as_str(), text, at), restriction));
            }
        }
    }
    // What is written with an escape, or taken apart by a link, is a word only once it is read.
    for piece in &subject.pieces {
        let bare = Bare::of(&piece.words);
        for (restriction, word) in &forbidden {
            for range in bare.find(&piece.words, word).into_iter().take(MOST) {
                if subject.written.exact(piece, &range).is_none() {
                    places.insert((subject.written.place(piece, &range), restriction));
                }
            }
        }
    }
    found.extend(places.into_iter().map(|(place, restriction)| finding(place, restriction, "this line has words")));
    for path in subject.campaign.files.keys() {
        let bare = Bare::of(path.as_str());
        for (restriction, word) in &forbidden {
            if !bare.find(path.as_str(), word).is_empty() {
                found.push(finding(Place::start_of(path.as_str()), restriction, "the name of this file has words"));
            }
        }
    }
}

/// The same for a text of a folder whose campaign cannot be read, so that no rule looks at it. Nobody knows there whether a
/// restriction has ended.
pub(super) fn in_text(file: &str, text: &str, private: &Private) -> Vec<Diagnostic> {
    let bare = Bare::of(text);
    let index = LineIndex::new(text);
    let mut places: BTreeSet<(Place, &RestrictionId)> = BTreeSet::new();
    for restricted in private.restricted() {
        for word in restricted.expose_words() {
            for at in lines(text, &bare.find(text, &Bare::of(word))) {
                places.insert((index.place(file, text, at), restricted.restriction()));
            }
        }
    }
    let places = places.into_iter();
    places.map(|(place, restriction)| finding(place, restriction, "this line has words")).collect()
}

/// Where a stretch begins on its line, once for each line that one touches: whoever shows lines must know them all.
fn lines(text: &str, found: &[Range<usize>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut line_end = None;
    for range in found {
        if line_end.is_none_or(|end| range.start > end) {
            starts.push(range.start);
        }
        let words = text.get(range.clone()).unwrap_or("");
        starts.extend(words.match_indices('\n').map(|(at, _)| range.start + at + 1));
        if line_end.is_none_or(|end| range.end > end) {
            let rest = text.get(range.end..).unwrap_or("");
            line_end = Some(rest.find('\n').map_or(text.len(), |at| range.end + at));
        }
    }
    starts
}

/// The words that may not appear today. Words whose restriction is not there are looked for all the same: it is safer.
fn forbidden<'c>(subject: &Subject<'c>, found: &mut Vec<Diagnostic>) -> Vec<(&'c RestrictionId, Bare)> {
    let mut forbidden = Vec::new();
    for restricted in subject.private.restricted() {
        let id = restricted.restriction();
        let restriction = subject.campaign.restrictions.iter().find(|one| one.id == *id);
        if restriction.is_none() {
            found.push(Diagnostic::error(
                UNKNOWN_REFERENCE,
                Place::start_of(PRIVATE),
                format!("restrictions.toml has no restriction \"{id}\""),
                "write there what it forbids in general and until when; its words are looked for until then",
            ));
        }
        let has_ended = restriction
            .and_then(|restriction| restriction.until)
            .is_some_and(|until| until < subject.today);
        if !has_ended {
            forbidden.extend(restricted.expose_words().iter().map(|word| (id, Bare::of(word))));
        }
    }
    forbidden
}

fn finding(place: Place, restriction: &RestrictionId, what: &str) -> Diagnostic {
    Diagnostic::error(
        ID,
        place,
        format!("{what} that restriction \"{restriction}\" forbids"),
        format!("take them out before anybody else sees this file; {PRIVATE} has them beneath \"{restriction}\""),
    )
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{findings, places_of};

    const RESTRICTION: (&str, &str) = (
        "restrictions.toml",
        "[[restriction]]\nid = \"school\"\nkind = \"court-order\"\nforbids = \"The school.\"\nuntil = 2026-11-24\n",
    );
    const WORDS: (&str, &str) = (
        "private/words.toml",
        "[[words]]\nrestriction = \"school\"\nwords = [\"Zanzibar Academy\", \"Zoë Z\"]\n",
    );

    fn places(path: &str, text: &str) -> Vec<String> {
        places_of(ID, &[RESTRICTION, WORDS, (path, text)])
    }

    fn page(text: &str) -> String {
        format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n")
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let x = "pages/x.md";
        assert_eq!(places(x, &page("At\nZanzi**bar** academy's gate")), ["pages/x.md:7:1"]);
        assert_eq!(places(x, &page("[Zanzibar](page:signs) Academy")), ["pages/x.md:6:2"]);
        assert_eq!(places(x, &page("Her name is zoe-z.")), ["pages/x.md:6:13"]);
        assert_eq!(places(x, &page("```message\ntext = \"ZANZIBAR ACADEMY\"\n```")), ["pages/x.md:7:9"]);
        assert_eq!(places(x, &page("Zanz&#105;bar Academy")), ["pages/x.md:6:1"]);
        assert_eq!(places("survey.toml", "# zanzibar_academy\n"), ["survey.toml:1:3"]);
        assert_eq!(
            places("placements.csv", "code,kind,name,page\nPUB1,poster,Zanzibar-Academy,signs\n"),
            ["placements.csv:2:13"]
        );
        let alt = "[[picture]]\nfile = \"media/tag.svg\"\nalt = \"Z\\u0061nzibar Academy.\"\n";
        assert_eq!(places("media/media.toml +", alt).len(), 1);
    }

    #[test]
    fn every_line_that_a_word_touches_is_named_once() {
        let text = page("Zanzibar Academy, Zanzibar Academy and Zanzibar\nAcademy\n\nZanzibar Academy");
        assert_eq!(
            places("pages/x.md", &text),
            ["pages/x.md:6:1", "pages/x.md:7:1", "pages/x.md:9:1"]
        );
        let long = page(&"Zanzibar Academy\n".repeat(50));
        assert_eq!(places("pages/x.md", &long).len(), 50);
    }

    #[test]
    fn a_drawing_and_a_file_name_are_texts_too() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n<title>Zanzibar Academy</title>\n</svg>";
        assert_eq!(places("media/x.svg", svg), ["media/x.svg:2:8"]);
        assert_eq!(places("media/zanzibar-academy.svg", "<svg/>"), ["media/****.svg:1:1"]);
    }

    #[test]
    fn a_restriction_counts_to_the_end_of_its_last_day() {
        let ended = ("restrictions.toml", "[[restriction]]\nid = \"school\"\nkind = \"court-order\"\nforbids = \"It.\"\nuntil = 2026-11-23\n");
        let text = page("Zanzibar Academy");
        assert_eq!(places_of(ID, &[RESTRICTION, WORDS, ("pages/x.md", &text)]).len(), 1);
        assert!(places_of(ID, &[ended, WORDS, ("pages/x.md", &text)]).is_empty());
    }

    #[test]
    fn words_without_their_restriction_are_looked_for_all_the_same() {
        let text = page("Zanzibar Academy");
        let files = [WORDS, ("pages/x.md", text.as_str())];
        assert_eq!(places_of(ID, &files).len(), 1);
        assert_eq!(places_of(campaign::diagnostic::rules::UNKNOWN_REFERENCE, &files), ["private/words.toml:1:1"]);
    }

    #[test]
    fn no_finding_of_any_rule_repeats_a_word() {
        let text = page("[Zanzibar Academy](page:zanzibar-academy) [Zoë Z](media/zoë-z.pdf)\n\n```zanzibaracademy\n```");
        let facts = "[[fact]]\nid = \"zoez\"\nZanzibarAcademy = 1\n";
        let files = [
            RESTRICTION,
            WORDS,
            ("pages/x.md", text.as_str()),
            ("pages/zanzibar-academy-2.md", "no front matter"),
            ("facts.toml +", facts),
            ("media/zoe-z.svg", "<svg/>"),
        ];
        let all = findings(&files);
        assert!(all.len() >= 8, "{all:#?}");
        let shown = format!("{all:?}").to_lowercase();
        for word in ["zanzibar", "zoë", "zoe"] {
            assert!(!shown.contains(word), "{shown}");
        }
    }
}
