//! How much room words take, without asking the typesetter: lines are chosen here, so that a card is laid out in
//! microseconds and an overflow is known before anything is drawn.

use crate::fonts::FONTS;
use std::sync::LazyLock;
use typst::layout::Abs;
use typst::text::{FontInstance, FontVariant, FontVariations};

/// What a line is set in. The number is the font's place in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Heavy and narrow, for the sentence.
    Shout = 0,
    /// For reading.
    Read = 1,
    /// The same, bold.
    Strong = 2,
}

/// Letters are drawn together or apart by a little (kerning), which is not counted here.
const SLACK: f64 = 1.012;

struct Metrics {
    font: FontInstance,
    /// Height of a capital, of a size of 1.
    cap: f64,
}

static METRICS: LazyLock<Vec<Metrics>> = LazyLock::new(|| {
    (0..3)
        .filter_map(|index| FONTS.get(index))
        .map(|font| {
            let font = font.instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
            Metrics {
                cap: font.metrics().cap_height.get(),
                font,
            }
        })
        .collect()
});

impl Face {
    fn metrics(self) -> Option<&'static Metrics> {
        METRICS.get(self as usize)
    }

    /// Height of a capital at a size of 1.
    pub(crate) fn cap(self) -> f64 {
        self.metrics().map_or(0.7, |metrics| metrics.cap)
    }

    /// From one line to the next at a size of 1.
    pub(crate) fn pitch(self) -> f64 {
        match self {
            Face::Shout => self.cap() * 1.3,
            Face::Read | Face::Strong => 1.24,
        }
    }

    /// What hangs below the last line at a size of 1.
    fn depth(self) -> f64 {
        0.2
    }

    /// The width of a text at a size of 1.
    pub(crate) fn width(self, text: &str) -> f64 {
        text.chars().map(|character| self.advance(character)).sum::<f64>() * SLACK
    }

    fn advance(self, character: char) -> f64 {
        let advance = |metrics: &Metrics| {
            let glyph = metrics.font.ttf().glyph_index(character)?;
            Some(metrics.font.x_advance(glyph.0)?.get())
        };
        let own = self.metrics().and_then(advance);
        // The typesetter takes what this font lacks from another one.
        let other = || METRICS.iter().find_map(advance);
        own.or_else(other).unwrap_or(1.0)
    }

    /// The first character that no font has.
    pub(crate) fn unknown(text: &str) -> Option<char> {
        text.chars()
            .filter(|character| !character.is_whitespace())
            .find(|character| {
                METRICS
                    .iter()
                    .all(|metrics| metrics.font.ttf().glyph_index(*character).is_none())
            })
    }
}

/// Lines of one size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines {
    pub(crate) face: Face,
    pub(crate) size: f64,
    pub(crate) lines: Vec<String>,
    /// The longest of them.
    pub(crate) width: f64,
    /// From the top of the first line's capitals to what hangs below the last line.
    pub(crate) height: f64,
}

/// A text as words with their widths, so that a size can be tried by multiplication.
pub(crate) struct Words<'t> {
    face: Face,
    words: Vec<(&'t str, f64)>,
    space: f64,
}

impl<'t> Words<'t> {
    pub(crate) fn of(face: Face, text: &'t str) -> Words<'t> {
        Words {
            face,
            words: text
                .split_whitespace()
                .map(|word| (word, face.width(word)))
                .collect(),
            space: face.width(" "),
        }
    }

    /// The lines at a size, none wider than `width`, each about as long as the others. Nothing when a word is wider.
    pub(crate) fn at(&self, size: f64, width: f64) -> Option<Lines> {
        let room = width / size;
        let count = self.count(room)?;
        // The narrowest room in which there are as many lines: no word stands alone at the end.
        let (mut narrow, mut wide) = (room / 3.0, room);
        for _ in 0..12 {
            let middle = (narrow + wide) / 2.0;
            if self.count(middle).is_some_and(|lines| lines <= count) {
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        let lines = self.break_at(wide);
        let widest = lines.iter().map(|(_, width)| *width).fold(0.0, f64::max);
        Some(Lines {
            face: self.face,
            size,
            width: widest * size,
            height: self.height_of(lines.len(), size),
            lines: lines.into_iter().map(|(line, _)| line).collect(),
        })
    }

    /// How many lines there are in a room, which is a width by a size; nothing when a word is wider.
    fn count(&self, room: f64) -> Option<usize> {
        let (mut lines, mut length) = (0, f64::INFINITY);
        for (_, width) in &self.words {
            if *width > room {
                return None;
            }
            length += self.space + width;
            if length > room {
                lines += 1;
                length = *width;
            }
        }
        Some(lines)
    }

    /// How high the lines are at a size; nothing when a word is wider.
    pub(crate) fn height(&self, size: f64, width: f64) -> Option<f64> {
        self.count(width / size).map(|lines| self.height_of(lines, size))
    }

    fn height_of(&self, lines: usize, size: f64) -> f64 {
        let pitches = self.face.pitch() * lines.saturating_sub(1) as f64;
        (self.face.cap() + pitches + self.face.depth()) * size
    }

    fn break_at(&self, room: f64) -> Vec<(String, f64)> {
        let mut lines: Vec<(String, f64)> = Vec::new();
        for (word, width) in &self.words {
            match lines.last_mut() {
                Some((line, length)) if *length + self.space + width <= room => {
                    line.push(' ');
                    line.push_str(word);
                    *length += self.space + width;
                }
                _ => lines.push(((*word).to_owned(), *width)),
            }
        }
        lines
    }

    /// The lines at the largest size from `most` down to `least` at which they fit a box.
    pub(crate) fn fit(&self, width: f64, height: f64, least: f64, most: f64) -> Option<Lines> {
        const STEP: f64 = 0.96;
        let mut size = most;
        loop {
            let at = size.max(least);
            if self.height(at, width).is_some_and(|needed| needed <= height) {
                return self.at(at, width);
            }
            if at <= least {
                return None;
            }
            size *= STEP;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_each_other_and_none_is_wider_than_its_room() {
        let words = Words::of(Face::Shout, "Nobody asked if she was all right, and it was late.");
        for width in [300.0, 500.0, 900.0] {
            let lines = words.at(80.0, width).unwrap();
            assert!(lines.width <= width);
            assert_eq!(words.height(80.0, width), Some(lines.height));
            let shortest = lines
                .lines
                .iter()
                .map(|line| Face::Shout.width(line) * 80.0)
                .fold(f64::INFINITY, f64::min);
            assert!(shortest > 0.4 * lines.width, "{:?}", lines.lines);
        }
    }

    #[test]
    fn what_does_not_fit_at_the_smallest_size_is_refused() {
        let words = Words::of(Face::Read, "A sentence of some words");
        assert!(words.fit(300.0, 60.0, 12.0, 40.0).is_some());
        assert_eq!(words.fit(300.0, 8.0, 12.0, 40.0), None);
        assert_eq!(
            Words::of(Face::Read, "Unbreakable").fit(20.0, 900.0, 12.0, 40.0),
            None
        );
    }

    #[test]
    fn a_character_that_no_font_has_is_found() {
        assert_eq!(Face::unknown("Who’s “there”? – é"), None);
        assert_eq!(Face::unknown("Run \u{1f3c3} now"), Some('\u{1f3c3}'));
    }
}
