//! A film without a transcript
//!
//! WCAG 2.2, 1.2.3: whoever cannot see or hear a film, or has no data left to play it, reads it instead. A transcript says
//! what is said, by whom, and what can be seen and heard. It is a text file with words in it.
//!
//! ````failing
//! == media/media.toml +
//! [[film]]
//! file = "media/train.mp4"
//! alt = "A film: a train at night."
//! captions = "media/train.vtt"
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
use campaign::{CampaignPath, Diagnostic, Media, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("transcript-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for film in subject.campaign.media.iter().filter(|media| is_film(&media.file)) {
        match &film.transcript {
            None => found.push(Diagnostic::error(
                ID,
                film.place.clone(),
                format!("the film {} has no transcript", film.file),
                "add transcript = \"media/….txt\", with what is said and what is seen",
            )),
            Some(transcript) => found.extend(fault(subject, film, transcript)),
        }
    }
}

/// What is wrong with a transcript. A file that is not there is broken-link's.
fn fault(subject: &Subject<'_>, film: &Media, transcript: &CampaignPath) -> Option<Diagnostic> {
    if !has_extension(transcript, &["txt"]) {
        return Some(Diagnostic::error(
            ID,
            subject.written.value(transcript.as_str(), &film.place),
            format!("the transcript {transcript} is no plain text, which is what the page for the film shows"),
            "save it as plain text, with a name that ends in .txt",
        ));
    }
    let has_words = match subject.campaign.texts.get(transcript) {
        Some(text) => text.chars().any(char::is_alphabetic),
        // One that was not kept as text is judged by whether it has anything in it.
        None => subject.campaign.files.get(transcript).is_none_or(|size| *size > 0),
    };
    (!has_words).then(|| {
        Diagnostic::error(
            ID,
            Place::start_of(transcript.as_str()),
            "this transcript has no words",
            "write down what is said, by whom, and what can be seen and heard",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::ID;
    use crate::testing::places_of;

    fn transcript(name: &str, text: &str) -> Vec<String> {
        let film = format!("[[film]]\nfile = \"media/f.mp4\"\nalt = \"A train.\"\ntranscript = \"media/{name}\"\n");
        places_of(ID, &[("media/f.mp4", "x"), (&format!("media/{name}"), text), ("media/media.toml +", &film)])
    }

    #[test]
    fn a_transcript_has_words() {
        assert!(transcript("f.txt", "A train.").is_empty());
        assert_eq!(transcript("f.txt", " \n"), ["media/f.txt:1:1"]);
    }

    #[test]
    fn a_transcript_is_a_text() {
        for name in ["f.pdf", "f.docx", "f.html"] {
            assert_eq!(transcript(name, "A train."), ["media/media.toml:8:15"], "{name}");
        }
    }
}
