//! Sets of words that most words are not in, and say so at once.

/// Which of 2,048 places a word falls on. Nearly every word of a text falls on one where no word of a set is, and is spared
/// the search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shapes([u64; 32]);

impl Shapes {
    pub(crate) const NONE: Shapes = Shapes([0; 32]);

    /// A word's place, by its ends and its length.
    const fn of(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let length = bytes.len();
        if length == 0 {
            return (0, 1);
        }
        let second = if length > 1 { bytes[1] } else { 0 };
        let ends = bytes[0] as usize * 31 + second as usize * 7 + bytes[length - 1] as usize * 131;
        let place = (ends + length * 61) % 2048;
        (place / 64, 1 << (place % 64))
    }

    /// These and one more.
    pub(crate) const fn with(mut self, word: &str) -> Shapes {
        let (at, bit) = Shapes::of(word);
        self.0[at] |= bit;
        self
    }

    /// Whether a word could be one of them.
    pub(crate) const fn may_be(&self, word: &str) -> bool {
        let (at, bit) = Shapes::of(word);
        self.0[at] & bit != 0
    }
}

/// Words in small letters.
pub(crate) struct WordSet {
    shapes: Shapes,
    words: &'static [&'static str],
}

impl WordSet {
    pub(crate) const fn of(words: &'static [&'static str]) -> WordSet {
        let mut shapes = Shapes::NONE;
        let mut at = 0;
        while at < words.len() {
            shapes = shapes.with(words[at]);
            at += 1;
        }
        WordSet { shapes, words }
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.shapes.may_be(word) && self.words.contains(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_own_words_and_no_others() {
        const SET: WordSet = WordSet::of(&["boy", "a-word-of-more-than-thirty-one-letters", "élève"]);
        for word in ["boy", "a-word-of-more-than-thirty-one-letters", "élève"] {
            assert!(SET.contains(word), "{word}");
        }
        for word in ["", "boys", "bay", "a-word-of-more-than-thirty-two-letters", "è"] {
            assert!(!SET.contains(word), "{word}");
        }
    }
}
