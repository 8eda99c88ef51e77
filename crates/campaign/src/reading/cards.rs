//! Reads `theme/cards.toml`, and the table that the program has when a campaign brings none.

use super::context::Context;
use super::load::toml_part;
use super::table::{Table, Text};
use crate::diagnostic::{Place, rules};
use crate::id::CardSizeId;
use crate::limits::FolderLimits;
use crate::model::{CardSize, CardSizes};
use crate::position::LineIndex;

const BUILT_IN: &str = include_str!("cards.toml");
const FILE: &str = "theme/cards.toml";

/// The shortest side: below it no word can be read.
const LEAST_SIDE: i64 = 40;
/// The longest side: a screen of 4K standing upright. A card is drawn in memory, four bytes a pixel.
const MOST_SIDE: i64 = 4096;
/// Pixels of one card: such a screen has fewer.
const MOST_PIXELS: u32 = 9_000_000;
/// Sizes of one campaign: each page, poster and post has a card in each.
const MOST_SIZES: usize = 40;

/// The campaign's own table.
pub(super) fn read(table: &Table<'_>) -> CardSizes {
    let mut sizes = sizes(table);
    if sizes.is_empty() {
        // Nothing of it can be used, and it has its findings, or says nothing at all.
        return built_in();
    }
    if let Some(first) = sizes.get(MOST_SIZES) {
        table.context().error(
            rules::TOO_LARGE,
            first.place.clone(),
            format!(
                "there are {} sizes; at most {MOST_SIZES} can be made",
                sizes.len()
            ),
            "take out those that nobody asks for",
        );
        sizes.truncate(MOST_SIZES);
    }
    if !sizes.iter().any(|size| size.name.as_str() == CardSizes::SHARE) {
        table.context().error(
            rules::MISSING_FIELD,
            Place::start_of(FILE),
            "no size is called \"share\", so a shared link has no picture",
            "add [[card]] with name = \"share\", width = 1200 and height = 630",
        );
        sizes.extend(built_in().share().cloned());
    }
    CardSizes { own: true, sizes }
}

/// The table of the program. A test holds it to be without a finding.
pub(crate) fn built_in() -> CardSizes {
    let context = Context::new(FolderLimits::default());
    let index = LineIndex::new(BUILT_IN);
    let text = Text {
        context: &context,
        file: FILE,
        text: BUILT_IN,
        index: &index,
    };
    let mut sizes = toml_part(&text, 0, BUILT_IN, "the sizes of cards", sizes).unwrap_or_default();
    for size in &mut sizes {
        size.place = Place::start_of(FILE);
    }
    CardSizes { own: false, sizes }
}

fn sizes(table: &Table<'_>) -> Vec<CardSize> {
    table
        .tables("card", "a size of cards")
        .iter()
        .filter_map(size)
        .collect()
}

fn size(table: &Table<'_>) -> Option<CardSize> {
    let name = name(table);
    let width = side(table, "width");
    let height = side(table, "height");
    let max_kb = whole(table.number("max_kb", 5, 20_000));
    let clear_top = whole(table.number("clear_top", 0, MOST_SIDE)).unwrap_or(0);
    let clear_bottom = whole(table.number("clear_bottom", 0, MOST_SIDE)).unwrap_or(0);
    table.finish();
    let size = CardSize {
        name: name?,
        width: width?,
        height: height?,
        max_kb,
        clear_top,
        clear_bottom,
        place: table.place(),
    };
    is_possible(table, &size).then_some(size)
}

fn name(table: &Table<'_>) -> Option<CardSizeId> {
    let text = table.required_text_at("name")?;
    let name = CardSizeId::new(&text);
    match &name {
        Some(name) => table.context().define::<CardSizeId>(name.as_str(), &text.place),
        None => table.context().error(
            rules::BAD_VALUE,
            text.place.clone(),
            format!("\"{}\" cannot be the name of a size", text.value),
            "use small letters, digits and single hyphens: half-page",
        ),
    }
    name
}

fn side(table: &Table<'_>, key: &'static str) -> Option<u32> {
    if !table.has(key) {
        table.context().error(
            rules::MISSING_FIELD,
            table.place(),
            format!("a size of cards has no \"{key}\""),
            format!("add {key} = 1080, in pixels"),
        );
    }
    whole(table.number(key, LEAST_SIDE, MOST_SIDE))
}

fn whole(number: Option<i64>) -> Option<u32> {
    number.and_then(|number| u32::try_from(number).ok())
}

fn is_possible(table: &Table<'_>, size: &CardSize) -> bool {
    let (width, height) = (size.width, size.height);
    if width * height > MOST_PIXELS {
        table.context().error(
            rules::TOO_LARGE,
            size.place.clone(),
            format!("{width} × {height} are more pixels than can be drawn ({MOST_PIXELS})"),
            "make one side shorter",
        );
        return false;
    }
    if size.clear_top + size.clear_bottom > height / 2 {
        table.context().error(
            rules::BAD_VALUE,
            size.place.clone(),
            "more than half of this card is to be kept clear, which leaves no room for words",
            "make clear_top and clear_bottom smaller: they are pixels",
        );
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_has_no_fault_and_the_size_of_a_shared_link() {
        let context = Context::new(FolderLimits::default());
        let index = LineIndex::new(BUILT_IN);
        let text = Text {
            context: &context,
            file: FILE,
            text: BUILT_IN,
            index: &index,
        };
        toml_part(&text, 0, BUILT_IN, "the sizes of cards", sizes).unwrap();
        assert_eq!(context.finish(), []);
        let share = built_in().share().cloned().unwrap();
        assert_eq!((share.width, share.height), (1200, 630));
        assert_eq!(built_in().sizes.len(), 10);
    }
}
