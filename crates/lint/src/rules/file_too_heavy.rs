//! A download that is too heavy to begin without being told
//!
//! Somebody on a phone, at night, with little data left, taps a link and waits. A file of more than 5 megabytes takes a
//! minute or more on a bad connection (0.7 megabits a second), so its link says how heavy it is: "Poster to print (PDF, 12
//! MB)". What it says must be true to within a quarter.
//!
//! ````failing
//! == media/poster.pdf
//! %PDF-1.7 and a picture that was never made smaller
//! … 5,200,000 bytes of it
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Print [the poster for a door](media/poster.pdf).
//! ````
//!
//! ````corrected
//! == media/poster.pdf
//! %PDF-1.7 and a picture that was never made smaller
//! … 5,200,000 bytes of it
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Print [the poster for a door (PDF, 5 MB)](media/poster.pdf).
//! ````

use crate::flat::links;
use crate::rule::Subject;
use campaign::markdown::{Target, plain_text};
use campaign::{Diagnostic, RuleId};

pub(crate) const ID: RuleId = RuleId("file-too-heavy");

/// A minute at 0.7 megabits a second, which is what is left of a phone's connection at the edge of its net.
const HEAVY_BYTES: u64 = 5_000_000;

const MEGABYTE: f64 = 1_000_000.0;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for page in &subject.campaign.pages {
        for link in links(&page.blocks) {
            let Target::File(file) = &link.target else {
                continue;
            };
            let Some(size) = subject.campaign.files.get(file).filter(|size| **size > HEAVY_BYTES) else {
                continue;
            };
            let size = megabytes(*size);
            let message = match said(&plain_text(&link.text)) {
                Some(said) if (said - size).abs() <= size / 4.0 => continue,
                Some(said) => format!("this link says {} MB, and {file} is {size:.0}", shortest(said)),
                None => format!("{file} is {size:.0} MB, and its link does not say so"),
            };
            found.push(Diagnostic::warning(
                ID,
                link.place.clone(),
                message,
                format!("make the file lighter than 5 MB, or say what it is and weighs: (PDF, {size:.0} MB)"),
            ));
        }
    }
}

fn megabytes(size: u64) -> f64 {
    // A file is smaller than 2^52 bytes, so nothing is lost.
    f64::from(u32::try_from(size / 1000).unwrap_or(u32::MAX)) * 1000.0 / MEGABYTE
}

fn shortest(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// The size that a link's words give: the number before "MB", "megabytes" or "GB".
fn said(words: &str) -> Option<f64> {
    let lower = words.to_lowercase();
    let units = [("mb", 1.0), ("megabyte", 1.0), ("gb", 1000.0), ("gigabyte", 1000.0)];
    units.into_iter().find_map(|(unit, times)| {
        lower.match_indices(unit).find_map(|(at, _)| {
            let before = lower.get(..at)?.trim_end();
            let start = before
                .rfind(|character: char| !character.is_ascii_digit() && character != '.')
                .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
            let number: f64 = before.get(start..)?.parse().ok()?;
            Some(number * times)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{ID, said};
    use crate::testing::lines_of;

    #[test]
    fn a_size_is_read_however_it_is_written() {
        for (words, size) in [
            ("Poster (PDF, 12 MB)", Some(12.0)),
            ("Poster, 5.5MB", Some(5.5)),
            ("Film, 1.2 GB", Some(1200.0)),
            ("7 megabytes", Some(7.0)),
            ("Poster (PDF)", None),
            ("Mbeki, 3 posters", None),
            ("€MB", None),
        ] {
            assert_eq!(said(words), size, "{words}");
        }
    }

    #[test]
    fn a_size_must_be_true() {
        let heavy = "x".repeat(8_000_000);
        let page = |words: &str| {
            let text = format!("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n[{words}](media/x.pdf)\n");
            lines_of(ID, &[("media/x.pdf", &heavy), ("pages/x.md", &text)]).len()
        };
        assert_eq!(page("The sheet (PDF, 8 MB)"), 0);
        assert_eq!(page("The sheet (PDF, 2 MB)"), 1);
        assert_eq!(page("The sheet"), 1);
    }
}
