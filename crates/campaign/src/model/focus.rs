//! What of a picture has to stay in sight where it is cut to its place.

use std::fmt;

/// A point of a picture, in per cent of its width from the left and of its height from the top. Where the picture is cut, this
/// point keeps its place: so much of what goes is taken at its left or above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Focus {
    /// Per cent from the left, 0 to 100.
    pub x: u8,
    /// Per cent from the top, 0 to 100.
    pub y: u8,
}

impl Focus {
    /// The middle: as much goes on one side as on the other.
    pub const MIDDLE: Focus = Focus { x: 50, y: 50 };

    /// The words for points that are used most, as `media.toml` has them.
    pub const WORDS: [(&'static str, Focus); 5] = [
        ("top", Focus { x: 50, y: 0 }),
        ("middle", Focus::MIDDLE),
        ("bottom", Focus { x: 50, y: 100 }),
        ("left", Focus { x: 0, y: 50 }),
        ("right", Focus { x: 100, y: 50 }),
    ];

    /// Reads a word (`top`) or two numbers (`30% 70%`).
    pub fn parse(text: &str) -> Option<Focus> {
        if let Some((_, focus)) = Focus::WORDS.iter().find(|(word, _)| *word == text) {
            return Some(*focus);
        }
        let per_cent = |text: &str| {
            let digits = text.strip_suffix('%')?;
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let number: u8 = is_number.then(|| digits.parse().ok()).flatten()?;
            (number <= 100).then_some(number)
        };
        let (x, y) = text.split_once(' ')?;
        Some(Focus {
            x: per_cent(x)?,
            y: per_cent(y.trim_start())?,
        })
    }
}

/// As a style sheet has it: `30% 70%`.
impl fmt::Display for Focus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}% {}%", self.x, self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_point_and_a_point_reads_as_it_is_written() {
        assert_eq!(Focus::parse("top"), Some(Focus { x: 50, y: 0 }));
        let point = Focus { x: 30, y: 100 };
        assert_eq!(Focus::parse("30% 100%"), Some(point));
        assert_eq!(point.to_string(), "30% 100%");
        for (_, focus) in Focus::WORDS {
            assert_eq!(Focus::parse(&focus.to_string()), Some(focus));
        }
    }

    #[test]
    fn what_is_no_point_of_a_picture_is_none() {
        for text in [
            "",
            "Top",
            "30%",
            "30 70",
            "101% 0%",
            "-1% 5%",
            "+3% 5%",
            "% %",
            "300% 0%",
            "30% 70% 1%",
            "\u{0663}% 5%",
        ] {
            assert_eq!(Focus::parse(text), None, "{text}");
        }
    }
}
