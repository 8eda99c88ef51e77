//! A film without a described version
//!
//! WCAG 2.2, 1.2.5 (level AA): somebody who hears a film and does not see it is told what is to be seen, by a voice in the
//! pauses. `description` names that version, or its sound alone. A film in which everything that matters is spoken
//! needs none: then allow it, and say so in the reason.
//!
//! ````failing
//! == media/media.toml +
//! [[film]]
//! file = "media/train.mp4"
//! alt = "A film: a train at night."
//! captions = "media/train.vtt"
//! transcript = "media/train.txt"
//! == media/train.mp4
//! film
//! == media/train.vtt
//! WEBVTT
//!
//! 00:00:02.000 --> 00:00:05.000
//! (A train.) Nobody asked.
//! == media/train.txt
//! A train. A voice: nobody asked.
//! == pages/film.md
//! +++
//! title = "The film"
//! help = ["childline"]
//! +++
//!
//! It lasts a minute.
//! ````
//!
//! ````corrected
//! == media/media.toml +
//! [[film]]
//! file = "media/train.mp4"
//! alt = "A film: a train at night."
//! captions = "media/train.vtt"
//! transcript = "media/train.txt"
//! description = "media/train-described.mp4"
//! == media/train.mp4
//! film
//! == media/train-described.mp4
//! film
//! == media/train.vtt
//! WEBVTT
//!
//! 00:00:02.000 --> 00:00:05.000
//! (A train.) Nobody asked.
//! == media/train.txt
//! A train. A voice: nobody asked.
//! == pages/film.md
//! +++
//! title = "The film"
//! help = ["childline"]
//! +++
//!
//! It lasts a minute.
//! ````

use crate::rule::Subject;
use crate::uses::{has_extension, is_film};
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("description-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for film in subject.campaign.media.iter().filter(|media| is_film(&media.file)) {
        match &film.description {
            None => found.push(Diagnostic::warning(
                ID,
                film.place.clone(),
                format!("the film {} has no described version", film.file),
                "add description = \"media/….mp4\" or .mp3, with a voice that says what is to be seen; if the film's own \
                 words say it all, allow it with that reason",
            )),
            Some(file) if *file == film.file || !(is_film(file) || has_extension(file, &["mp3"])) => {
                found.push(Diagnostic::warning(
                    ID,
                    subject.written.value(file.as_str(), &film.place),
                    format!("{file} is no described version of {}", film.file),
                    "name another film, or a recording (.mp3), with a voice that says what is to be seen",
                ));
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::lines_of;

    #[test]
    fn the_film_itself_and_a_text_are_no_described_version() {
        for file in ["f.mp4", "f.txt"] {
            let film = format!("[[film]]\nfile = \"media/f.mp4\"\nalt = \"A train.\"\ndescription = \"media/{file}\"\n");
            let found = lines_of(ID, &[("media/f.mp4", "x"), ("media/f.txt", "x"), ("media/media.toml +", &film)]);
            assert_eq!(found.len(), 1, "{file}");
        }
        let sound = "[[film]]\nfile = \"media/f.mp4\"\nalt = \"A train.\"\ndescription = \"media/f.mp3\"\n";
        assert!(lines_of(ID, &[("media/f.mp4", "x"), ("media/f.mp3", "x"), ("media/media.toml +", sound)]).is_empty());
    }
}
