//! A picture or film without words for those who cannot see it
//!
//! WCAG 2.2, 1.1.1, which the Public Sector Bodies Accessibility Regulations 2018 make law for
//! councils and police. The words say what somebody who cannot see the picture needs to know; a picture that says
//! nothing more than the text is `decorative = true`. Words that only say
//! "picture" are a warning, and so is a picture inside a line of text, which is shown as its words alone.
//!
//! ````failing
//! == media/media.toml
//! [[picture]]
//! file = "media/tag.svg"
//! alt = ""
//! ````
//!
//! ````corrected
//! == media/media.toml
//! [[picture]]
//! file = "media/tag.svg"
//! alt = "A gift tag. Where it should say from whom, it is blank."
//! ````

use crate::flat::{pictures, pictures_in_lines};
use crate::phrase::{self, Phrases};
use crate::rule::Subject;
use crate::uses::{is_film, is_picture};
use crate::text::Written;
use campaign::{Campaign, CampaignPath, Diagnostic, Fix, Media, Place, RuleId};
use std::collections::BTreeMap;

pub(crate) const ID: RuleId = RuleId("alt-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let campaign = subject.campaign;
    for media in &campaign.media {
        check_entry(&subject.written, media, found);
    }
    let used = used(campaign);
    for file in campaign.files.keys().filter(|file| is_picture(file) || is_film(file)) {
        let in_media = file.parts().next() == Some("media");
        if !in_media || campaign.media(file).is_some() {
            continue;
        }
        // What nothing shows is the business of unused-item.
        if let Some(Some(place)) = used.get(file) {
            found.push(Diagnostic::error(
                ID,
                (*place).clone(),
                format!("{file} is shown without words for those who cannot see it"),
                "describe it in media/media.toml: [[picture]] with file and alt",
            ));
        }
    }
    for page in &campaign.pages {
        for (_, place) in pictures_in_lines(&page.blocks) {
            found.push(Diagnostic::warning(
                ID,
                place.clone(),
                "a picture inside a line of text is shown as its words alone",
                "put it on a line of its own, with an empty line above and below",
            ));
        }
    }
}

fn check_entry(written: &Written<'_>, media: &Media, found: &mut Vec<Diagnostic>) {
    let mut add = |make: fn(RuleId, Place, String, String) -> Diagnostic, message: String, advice: &str| {
        found.push(make(ID, media.place.clone(), message, advice.to_owned()));
    };
    let file = &media.file;
    match (media.alt.trim().is_empty(), media.decorative) {
        (true, false) => add(
            Diagnostic::error,
            format!("{file} has no words for those who cannot see it"),
            "write alt = \"…\": what it shows, in a sentence; or decorative = true if the text says it all",
        ),
        (false, true) => add(
            Diagnostic::warning,
            format!("{file} is decorative and has words all the same"),
            "take out decorative = true, or the words: a screen reader will not say them",
        ),
        (false, false) if is_empty_talk(&media.alt, file) => found.push(
            Diagnostic::warning(
                ID,
                media.place.clone(),
                format!("the words of {file} do not say what it shows"),
                "say who or what is in it and what that means here, as you would on the phone",
            )
            .with_fix(without_opening(written, media)),
        ),
        _ => {}
    }
}

/// "Image of a door" without "Image of": "A door".
fn without_opening(written: &Written<'_>, media: &Media) -> Option<Fix> {
    let words = phrase::words(&media.alt);
    let opening = Phrases::of(["image|picture|photo|photograph|graphic of"]);
    let (_, run) = opening.find(&words).into_iter().find(|(_, run)| run.start == 0)?;
    let first = words.get(run.end).filter(|_| words.len() > run.end + 1)?;
    let letter = media.alt.get(first.range.start..)?.chars().next()?;
    let from = first.range.start + letter.len_utf8();
    let capital: String = letter.to_uppercase().collect();
    // Whatever else stands between, such as a quotation mark, would be lost.
    let between = media.alt.get(words.first()?.range.start..first.range.start)?;
    let is_plain = between.chars().all(|character| character.is_alphabetic() || character == ' ');
    written
        .fix_start_of("alt", &media.alt, &media.place, from, &capital)
        .filter(|_| is_plain && words.first().is_some_and(|word| word.range.start == 0))
}

/// "Picture", "image of …", a file name: words about there being words.
pub(super) fn is_empty_talk(alt: &str, file: &CampaignPath) -> bool {
    let words = phrase::words(alt);
    let opens = Phrases::of([
        "image|picture|photo|photograph|graphic|drawing|illustration of",
        "alt text?",
        "placeholder",
    ])
    .find(&words)
    .iter()
    .any(|(_, run)| run.start == 0);
    let only = Phrases::of([
        "a|the? image|picture|photo|photograph|graphic|drawing|illustration|logo|banner|film|video",
    ])
    .are_all_of(alt);
    let name = alt.trim().to_lowercase();
    opens || only || name == file.name().to_lowercase() || name == file.stem().to_lowercase()
}

/// Which files something shows, each with where it is first shown without words of its own; nothing there when it
/// always has some.
fn used(campaign: &Campaign) -> BTreeMap<&CampaignPath, Option<&Place>> {
    let mut used: BTreeMap<&CampaignPath, Option<&Place>> = BTreeMap::new();
    let mut note = |file, place| {
        let first = used.entry(file).or_insert(None);
        *first = first.or(place);
    };
    for page in &campaign.pages {
        for picture in [&page.picture, &page.picture_tall].into_iter().flatten() {
            note(&picture.value, Some(&picture.place));
        }
        for (picture, place) in pictures(&page.blocks).chain(pictures_in_lines(&page.blocks)) {
            note(&picture.file, picture.alt.is_none().then_some(place));
        }
    }
    for poster in &campaign.posters {
        if let Some(file) = &poster.picture {
            note(file, Some(&poster.place));
        }
    }
    for post in &campaign.posts {
        if let Some(file) = &post.picture {
            note(file, Some(&post.place));
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::{files_of, severities_of};
    use campaign::Severity::Warning;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>";

    fn entry(lines: &str) -> Vec<campaign::Severity> {
        severities_of(ID, &[("media/x.svg", SVG), ("media/media.toml +", &format!("[[picture]]\nfile = \"media/x.svg\"\n{lines}\n"))])
    }

    #[test]
    fn words_must_say_something() {
        assert_eq!(entry("decorative = true"), []);
        assert_eq!(entry("alt = \"A door ajar.\""), []);
        assert_eq!(entry("alt = \"A door ajar.\"\ndecorative = true"), [Warning]);
        for alt in ["x.svg", "X", "Image of a door", "The picture", "alt text"] {
            assert_eq!(entry(&format!("alt = \"{alt}\"")), [Warning], "{alt}");
        }
    }

    #[test]
    fn words_about_there_being_words_are_taken_off() {
        let fixed = |alt: &str| {
            let entry = format!("[[picture]]\nfile = \"media/x.svg\"\ncredit = \"{alt}\"\n{alt_line}\n", alt_line = format_args!("alt  =  '{alt}'"));
            crate::testing::fixes_of(ID, &[("media/x.svg", SVG), ("media/media.toml +", &entry)])
        };
        // The first place with these words is the credit: what cannot be told apart is left to its author.
        assert!(fixed("Image of a door ajar").is_empty());
        let entry = |alt: &str| {
            let entry = format!("[[picture]]\nfile = \"media/x.svg\"\nalt = \"{alt}\"\n");
            crate::testing::fixes_of(ID, &[("media/x.svg", SVG), ("media/media.toml +", &entry)])
        };
        assert_eq!(entry("Image of a door ajar"), ["Image of a→A"]);
        assert_eq!(entry("photo of Southend pier"), ["photo of S→S"]);
        for alt in ["Image of doors", "Image of “a door”", "Image", "Alt text for a door"] {
            assert!(entry(alt).is_empty(), "{alt}");
        }
    }

    #[test]
    fn a_picture_that_is_shown_needs_words_once() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\npicture = \"media/x.svg\"\n+++\n\n![](media/x.svg)\n";
        assert_eq!(files_of(ID, &[("media/x.svg", SVG), ("pages/x.md", page)]), ["pages/x.md"]);
        let worded = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n![A door.](media/x.svg)\n";
        assert_eq!(severities_of(ID, &[("media/x.svg", SVG), ("pages/x.md", worded)]), []);
        assert_eq!(severities_of(ID, &[("media/x.svg", SVG)]), []);
    }

    #[test]
    fn a_picture_in_a_line_is_a_warning() {
        let page = "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\nA ![door](media/tag.svg) ajar.\n";
        assert_eq!(severities_of(ID, &[("pages/x.md", page)]), [Warning]);
    }
}
