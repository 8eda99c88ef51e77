//! Sets of words that most words are not in, and say so at once.

/// By the first byte of a word: a bit for each length that it may have. It spares nearly every word of a text the search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shapes([u32; 256]);

impl Shapes {
    pub(crate) const NONE: Shapes = Shapes([0; 256]);

    /// The place and the bit of a word.
    const fn of(word: &str) -> (usize, u32) {
        let bytes = word.as_bytes();
        let first = if bytes.is_empty() { 0 } else { bytes[0] };
        let length = if bytes.len() < 31 { bytes.len() } else { 31 };
        (first as usize, 1 << length)
    }

    /// These and one more.
    pub(crate) const fn with(mut self, word: &str) -> Shapes {
        let (first, bit) = Shapes::of(word);
        self.0[first] |= bit;
        self
    }

    /// Whether a word could be one of them.
    pub(crate) const fn may_be(&self, word: &str) -> bool {
        let (first, bit) = Shapes::of(word);
        self.0[first] & bit != 0
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
