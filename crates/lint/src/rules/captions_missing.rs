//! A film without captions
//!
//! WCAG 2.2, 1.2.2, which the Public Sector Bodies Accessibility Regulations 2018 make law for councils and police. Most
//! people who see a film on a phone see it without sound, too. Captions are a WebVTT file: it begins with the word
//! WEBVTT and has a time and words for each line that is spoken, who speaks, and what can be heard. A film without sound
//! may be allowed, with that as the reason.
//!
//! ````failing
//! == media/media.toml +
//! [[film]]
//! file = "media/train.mp4"
//! alt = "A film: a train at night."
//! transcript = "media/train.txt"
//! description = "media/train-described.mp4"
//! == media/train.mp4
//! film
//! == media/train-described.mp4
//! film
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
use campaign::{CampaignPath, Diagnostic, Media, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("captions-missing");

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for film in subject.campaign.media.iter().filter(|media| is_film(&media.file)) {
        match &film.captions {
            None => found.push(Diagnostic::error(
                ID,
                film.place.clone(),
                format!("the film {} has no captions", film.file),
                "add captions = \"media/….vtt\", with who speaks and what can be heard",
            )),
            Some(captions) => found.extend(fault(subject, film, captions)),
        }
    }
}

/// What is wrong with captions. A file that is not there is broken-link's.
fn fault(subject: &Subject<'_>, film: &Media, captions: &CampaignPath) -> Option<Diagnostic> {
    if !has_extension(captions, &["vtt"]) {
        return Some(Diagnostic::error(
            ID,
            subject.written.value(captions.as_str(), &film.place),
            format!("{captions} is no WebVTT file, which is the kind of captions that a browser shows"),
            "save the captions as WebVTT, with a name that ends in .vtt",
        ));
    }
    let text = subject.campaign.texts.get(captions)?;
    let (line, message) = faulty_line(text)?;
    Some(Diagnostic::error(
        ID,
        Place {
            line,
            ..Place::start_of(captions.as_str())
        },
        message,
        "begin with a line WEBVTT and an empty line, then for each caption 00:00:02.000 --> 00:00:05.000 and its words",
    ))
}

/// The first line of a WebVTT file that a browser would stumble over (W3C, WebVTT, 4.1): the signature, the times, the
/// words beneath them.
fn faulty_line(text: &str) -> Option<(u32, &'static str)> {
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.first().copied().unwrap_or("");
    let is_signed = first
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !is_signed {
        return Some((1, "these captions do not begin with the word WEBVTT, so no browser shows them"));
    }
    let mut has_words = false;
    for (index, line) in lines.iter().enumerate() {
        let Some((from, to)) = line.split_once("-->") else {
            continue;
        };
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let to = to.split_whitespace().next().unwrap_or("");
        match (milliseconds(from.trim()), milliseconds(to)) {
            (Some(from), Some(to)) if from < to => {}
            (Some(_), Some(_)) => return Some((number, "this caption ends before it begins")),
            _ => return Some((number, "these are no times of a caption")),
        }
        has_words |= lines.get(index + 1).is_some_and(|words| !words.trim().is_empty());
    }
    (!has_words).then_some((1, "these captions have no words"))
}

/// `00:02.000` or `00:00:02.000`.
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, fraction) = time.split_once('.')?;
    let digits = |text: &str, count: usize| {
        (text.len() >= count && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u64>().ok())
            .flatten()
    };
    let thousandths = digits(fraction, 3).filter(|_| fraction.len() == 3)?;
    let parts: Option<Vec<u64>> = clock.split(':').map(|part| digits(part, 2)).collect();
    let (hours, minutes, seconds) = match *parts?.as_slice() {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::{ID, faulty_line};
    use crate::testing::places_of;

    #[test]
    fn captions_that_a_browser_shows_are_clean() {
        for text in [
            "WEBVTT\n\n00:02.000 --> 00:05.000\nNobody asked.\n",
            "WEBVTT - the film\r\n\r\n1\r\n00:00:02.000 --> 00:00:05.000 align:start\r\nNobody asked.\r\n",
            "WEBVTT\n\nNOTE made by hand\n\n100:00:02.000 --> 100:00:05.000\nNobody asked.\n",
        ] {
            assert_eq!(faulty_line(text), None, "{text}");
        }
    }

    #[test]
    fn captions_that_no_browser_shows_are_found_at_their_line() {
        for (text, line) in [
            ("", 1),
            ("WEBVTTX\n\n00:02.000 --> 00:05.000\nx\n", 1),
            ("1\n00:00:02,000 --> 00:00:05,000\nAn SRT file.\n", 1),
            ("WEBVTT\n\n00:00:02,000 --> 00:00:05,000\nx\n", 3),
            ("WEBVTT\n\n00:05.000 --> 00:02.000\nx\n", 3),
            ("WEBVTT\n\n00:61.000 --> 00:62.000\nx\n", 3),
            ("WEBVTT\n\n00:02.000 --> 00:05.000\n\n", 1),
            ("WEBVTT\n", 1),
        ] {
            assert_eq!(faulty_line(text).map(|(line, _)| line), Some(line), "{text}");
        }
    }

    #[test]
    fn captions_of_another_kind_are_found_where_they_are_named() {
        let film = "[[film]]\nfile = \"media/f.mp4\"\nalt = \"A train.\"\ncaptions = \"media/f.srt\"\n";
        let files = [("media/f.mp4", "x"), ("media/f.srt", "1\n"), ("media/media.toml +", film)];
        assert_eq!(places_of(ID, &files), ["media/media.toml:8:13"]);
        let broken = film.replace("f.srt", "f.vtt");
        let files = [("media/f.mp4", "x"), ("media/f.vtt", "1\n"), ("media/media.toml +", &broken)];
        assert_eq!(places_of(ID, &files), ["media/f.vtt:1:1"]);
    }
}
