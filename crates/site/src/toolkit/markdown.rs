//! Takes links, blocks and pictures out of a page's text, by where reading found them.

use super::toml::{self, Cut, Lines, apply};
use campaign::Place;
use std::ops::Range;

/// Something of a page that has no place in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// A link, of which the words stay.
    Link(Place),
    /// A block, or a picture that stands alone: everything to its end.
    Block(Place),
    /// A picture in a line of text, of which the words stay.
    Picture(Place),
    /// A key of the front matter.
    Key(&'static str),
}

/// The page's text without what is lost, and its front matter without comments.
pub(crate) fn cut(file: &str, text: &str, losses: &[Loss]) -> String {
    let Some((front, body)) = parts(text) else {
        return text.to_owned();
    };
    let keys: Vec<Cut> = losses
        .iter()
        .filter_map(|loss| match loss {
            Loss::Key(key) => Some(Cut::Key(Place::start_of(file), key)),
            _ => None,
        })
        .collect();
    let lines = Lines::of(text);
    let edits = losses
        .iter()
        .flat_map(|loss| match loss {
            Loss::Link(place) => without_address(text, lines.offset(place), 0),
            Loss::Picture(place) => without_address(text, lines.offset(place), 1),
            Loss::Block(place) => vec![(block(text, lines.offset(place)), String::new())],
            Loss::Key(_) => Vec::new(),
        })
        .map(|(range, words)| {
            (
                range.start.saturating_sub(body)..range.end.saturating_sub(body),
                words,
            )
        })
        .collect();
    let front = toml::cut(file, text.get(front).unwrap_or(""), &keys);
    let body = apply(text.get(body..).unwrap_or(""), edits);
    format!("+++\n{front}{body}")
}

/// The front matter without its first line of `+++`, and where the line of `+++` behind it begins.
fn parts(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.find('\n')? + 1;
    if text.get(..first)?.trim_end() != "+++" {
        return None;
    }
    let mut at = first;
    for line in text.get(first..)?.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((first..at, at));
        }
        at += line.len();
    }
    None
}

/// What goes of `[words](address)` or `![words](address)` so that the words stay: `mark` bytes and the bracket before them, and
/// everything behind them.
fn without_address(text: &str, at: usize, mark: usize) -> Vec<(Range<usize>, String)> {
    let opening = at + mark;
    let bytes = text.as_bytes();
    if bytes.get(opening) != Some(&b'[') {
        return Vec::new();
    }
    let Some(closing) = closing(bytes, opening, b'[', b']') else {
        return Vec::new();
    };
    let Some(end) = closing_address(bytes, closing + 1) else {
        return Vec::new();
    };
    vec![
        (at..opening + 1, String::new()),
        (closing..end + 1, String::new()),
    ]
}

/// The bracket that closes the one at `at`.
fn closing(bytes: &[u8], at: usize, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    let mut here = at;
    while let Some(byte) = bytes.get(here) {
        if *byte == b'\\' {
            here += 1;
        } else if *byte == open {
            depth += 1;
        } else if *byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(here);
            }
        }
        here += 1;
    }
    None
}

fn closing_address(bytes: &[u8], at: usize) -> Option<usize> {
    (bytes.get(at) == Some(&b'('))
        .then(|| closing(bytes, at, b'(', b')'))
        .flatten()
}

/// A fenced block to its closing fence, or one line.
fn block(text: &str, at: usize) -> Range<usize> {
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let mut lines = text.get(start..).unwrap_or("").split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    let mut end = start + first.len();
    let fence = first
        .trim_start()
        .bytes()
        .take_while(|byte| matches!(byte, b'`' | b'~'))
        .count();
    if fence >= 3 {
        for line in lines {
            end += line.len();
            let line = line.trim();
            if line.len() >= fence && line.bytes().all(|byte| matches!(byte, b'`' | b'~')) {
                break;
            }
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(line: u32, column: u32) -> Place {
        Place {
            file: "x.md".to_owned(),
            line,
            column,
        }
    }

    fn cut_of(body: &str, losses: &[Loss]) -> String {
        let text = format!("+++\ntitle = \"T\" # why\npicture = \"p\"\n+++\n{body}");
        let cut = cut("x.md", &text, losses);
        cut.strip_prefix("+++\ntitle = \"T\"\n").unwrap().to_owned()
    }

    #[test]
    fn a_link_leaves_its_words() {
        let lost = [Loss::Link(place(5, 6))];
        assert_eq!(
            cut_of("Open [the *[7th]* door](page:doors/7), [now](page:act).\n", &lost),
            "picture = \"p\"\n+++\nOpen the *[7th]* door, [now](page:act).\n"
        );
    }

    #[test]
    fn a_block_goes_to_its_closing_fence() {
        let lost = [Loss::Block(place(7, 1)), Loss::Key("picture")];
        let cut = cut_of("a\n\n```act\nlabel = \"x\"\n```\n\nb\n", &lost);
        assert_eq!(cut.trim_start(), "+++\na\n\n\nb\n");
    }

    #[test]
    fn a_picture_in_a_line_leaves_its_words() {
        assert!(cut_of("a ![b](media/c.svg) d\n", &[Loss::Picture(place(5, 3))]).ends_with("a b d\n"));
    }

    proptest! {
        #[test]
        fn whatever_is_lost_nothing_breaks_and_nothing_is_added(
            body in "([a-z \\n\\[\\]()!`\\\\é]|```act\n|\\]\\(page:x\\)){0,40}",
            places in prop::collection::vec((0_u32..20, 0_u32..20), 0..6),
        ) {
            let text = format!("+++\ntitle = \"T\"\n+++\n{body}");
            let losses: Vec<Loss> = places
                .into_iter()
                .enumerate()
                .map(|(at, (line, column))| match at % 3 {
                    0 => Loss::Link(place(line, column)),
                    1 => Loss::Block(place(line, column)),
                    _ => Loss::Picture(place(line, column)),
                })
                .collect();
            let cut = cut("x.md", &text, &losses);
            let mut letters = text.chars();
            for letter in cut.chars() {
                prop_assert!(letters.any(|other| other == letter), "{text:?} became {cut:?}");
            }
        }
    }
}
