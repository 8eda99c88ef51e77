//! Words of a picture that say again what stands beside it
//!
//! A screen reader says "image" by itself, so "Picture of …" is heard as "image, picture of". Words that repeat the
//! heading or the page's title are heard twice and tell nothing that is to be seen (WCAG 2.2, 1.1.1; GOV.UK content
//! design, "Images"). A file's name is no description. What stands in `media/media.toml` is looked at by
//! `alt-missing` too; this rule reads the words beside the text, where a picture meets its heading.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! ## A blank tag
//!
//! ![A blank tag](media/tag.svg)
//!
//! Where it should say from whom, it is blank.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! ## A blank tag
//!
//! ![A gift tag on a red ribbon. Nothing is written on it.](media/tag.svg)
//!
//! Where it should say from whom, it is blank.
//! ````

use crate::flat::{all_blocks, pictures_in_lines};
use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use crate::rules::alt_missing::is_empty_talk;
use campaign::markdown::{BlockKind, plain_text};
use campaign::{Diagnostic, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("alt-wording");

const OPENINGS: &[&str] = &[
    "an|a|the? image|picture|photo|photograph|graphic|screenshot|logo|drawing|illustration of|showing|shows",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let openings = Phrases::of(OPENINGS.iter().copied());
    for media in &subject.campaign.media {
        // Its own name is the business of alt-missing.
        if names_a_file(&media.alt) && !is_empty_talk(&media.alt, &media.file) {
            found.push(name_of_file(media.place.clone()));
        }
    }
    for page in &subject.campaign.pages {
        if let Some(media) = page
            .picture
            .as_ref()
            .and_then(|file| subject.campaign.media(file))
            && same(&media.alt, &page.title.value)
        {
            found.push(said_twice(page.title.place.clone(), "the page's title"));
        }
        let mut heading = String::new();
        for block in all_blocks(&page.blocks) {
            match &block.kind {
                BlockKind::Heading { text, .. } => heading = plain_text(text),
                BlockKind::Picture(picture) => {
                    let words = picture.alt.as_deref();
                    let own = words.map(|alt| opens_or_names(&openings, alt, &block.place));
                    found.extend(own.flatten());
                    let alt = words.or_else(|| {
                        subject
                            .campaign
                            .media(&picture.file)
                            .map(|media| media.alt.as_str())
                    });
                    if alt.is_some_and(|alt| same(alt, &heading)) {
                        found.push(said_twice(block.place.clone(), "the heading above it"));
                    }
                }
                // Only what stands directly above is heard again.
                BlockKind::Paragraph(_) => heading.clear(),
                _ => {}
            }
        }
        for (picture, place) in pictures_in_lines(&page.blocks) {
            found.extend(
                picture
                    .alt
                    .as_deref()
                    .and_then(|alt| opens_or_names(&openings, alt, place)),
            );
        }
    }
}

fn opens_or_names(openings: &Phrases, alt: &str, place: &Place) -> Option<Diagnostic> {
    if names_a_file(alt) {
        return Some(name_of_file(place.clone()));
    }
    let words = phrase::words(alt);
    let opens = openings.find(&words).into_iter().any(|(_, run)| run.start == 0);
    opens.then(|| {
        Diagnostic::warning(
            ID,
            place.clone(),
            "a screen reader says by itself that this is a picture",
            "begin with what it shows: \"A door ajar\", not \"Picture of a door ajar\"",
        )
    })
}

fn name_of_file(place: Place) -> Diagnostic {
    Diagnostic::warning(
        ID,
        place,
        "these words are the name of a file",
        "say who or what is in it and what that means here, as you would on the phone",
    )
}

fn said_twice(place: Place, what: &str) -> Diagnostic {
    Diagnostic::warning(
        ID,
        place,
        format!("the words of this picture say {what} again"),
        "say what is to be seen that the heading does not say; or decorative = true in media.toml",
    )
}

/// "IMG_1234.jpg", alone or in a sentence.
fn names_a_file(alt: &str) -> bool {
    let mut words = alt
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', ',', ')']).to_lowercase());
    words.any(|word| {
        let stem = word
            .rsplit_once('.')
            .filter(|(_, ending)| ENDINGS.contains(ending))
            .map(|(stem, _)| stem.to_owned());
        stem.is_some_and(|stem| !stem.is_empty())
            || word.starts_with("img_")
            || word.starts_with("dsc_")
            || word.starts_with("media/")
    })
}

const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "svg", "webp", "avif", "gif", "mp4", "webm"];

/// Whether two texts sound the same.
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (phrase::words(one), phrase::words(other));
    let same = |(one, other): (&phrase::Word<'_>, &phrase::Word<'_>)| one.lower == other.lower;
    !one.is_empty() && one.len() == other.len() && one.iter().zip(&other).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines_of, severities_of};
    use campaign::Severity::{self, Warning};

    fn page(text: &str) -> Vec<Severity> {
        let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{text}\n");
        severities_of(ID, &[("pages/x.md", &text)])
    }

    #[test]
    fn words_about_there_being_a_picture_are_found() {
        for alt in [
            "Picture of a door",
            "An image showing a door",
            "A photo of a door.",
            "door.png",
            "See IMG_2041",
            "A door, door.jpg",
        ] {
            assert_eq!(page(&format!("![{alt}](media/tag.svg)")), [Warning], "{alt}");
        }
        for alt in [
            "A door ajar.",
            "A hand holds a photo of a boy's school.",
            "A child draws a picture of home.",
        ] {
            assert_eq!(page(&format!("![{alt}](media/tag.svg)")), [], "{alt}");
        }
    }

    #[test]
    fn the_name_of_another_file_is_no_description() {
        let media = |alt: &str| format!("[[picture]]\nfile = \"media/tag.svg\"\nalt = \"{alt}\"\n");
        for (alt, found) in [("IMG_2034.jpg", vec![Warning]), ("tag.svg", vec![]), ("A tag.", vec![])] {
            assert_eq!(severities_of(ID, &[("media/media.toml", &media(alt))]), found, "{alt}");
        }
    }

    #[test]
    fn a_heading_is_not_said_again() {
        assert_eq!(
            page("## The door\n\n![The door.](media/tag.svg)\n\nText."),
            [Warning]
        );
        assert_eq!(
            page("## The door\n\nText.\n\n![The door.](media/tag.svg)\n\nText."),
            []
        );
        assert_eq!(
            page("## The door\n\n![It stands ajar.](media/tag.svg)\n\nText."),
            []
        );
    }

    #[test]
    fn the_page_s_own_picture_does_not_say_its_title() {
        let text =
            "+++\ntitle = \"The door\"\nhelp = [\"childline\"]\npicture = \"media/tag.svg\"\n+++\n\nText.\n";
        let media = "[[picture]]\nfile = \"media/tag.svg\"\nalt = \"The door\"\n";
        assert_eq!(
            lines_of(ID, &[("pages/x.md", text), ("media/media.toml", media)]),
            [2]
        );
    }
}
