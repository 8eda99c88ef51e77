//! The fonts that the program carries, each with its licence (SIL Open Font License 1.1) beside it in `fonts/`.
//!
//! Anton for the one sentence: a heavy, narrow grotesque in the manner of wood type. Atkinson Hyperlegible Next for all the
//! rest: drawn by the Braille Institute so that no letter or digit is taken for another, which is what a phone number
//! needs.
//!
//! Anton stands here without its hinting (`pyftsubset --no-hinting`, every glyph and feature kept): it is for screens of few pixels,
//! nobody who draws our sheets reads it, and it was half of what each poster carried of the font.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The files. Their order is the order of the book.
const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/Anton-Regular.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
];

/// Fonts and the book in which the typesetter looks them up.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// The font at this place of the book.
    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
}

/// Parsed once in the life of the program.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES
        .iter()
        .flat_map(|file| Font::iter(Bytes::new(*file)))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// Whether the reading face has this sign: whatever it has not, no sheet can show. Space is never shown.
pub(crate) fn can_set(sign: char) -> bool {
    let reading = FONTS.fonts.iter().skip(1);
    sign.is_whitespace()
        || reading
            .into_iter()
            .all(|font| font.info().coverage.contains(u32::from(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_file_is_a_font() {
        let families: Vec<&str> = FONTS.book.families().map(|(name, _)| name).collect();
        assert_eq!(families, ["Anton", "Atkinson Hyperlegible Next"]);
        assert_eq!(FONTS.fonts.len(), FILES.len());
    }

    #[test]
    fn the_fonts_have_what_the_languages_of_these_islands_need() {
        for sign in "ŵŷŴŶáéíóúàèìòùâêîôûäëïöüç£€‘’“”–—…#@".chars() {
            assert!(can_set(sign), "{sign}");
        }
        assert!(!can_set('\u{1f384}'), "a Christmas tree");
    }
}
