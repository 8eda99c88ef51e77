//! Reads `theme/theme.toml`. A colour that is missing is taken from the built-in theme, with a finding.

use super::table::Table;
use crate::diagnostic::{Place, rules};
use crate::model::{At, Colour, Palette, Theme};

const LIGHT: [&str; 14] = [
    "#fbf7ef", "#1c1a17", "#55504a", "#0b4a6f", "#d8d0c2", "#ffffff", "#10231c", "#fbf7ef", "#e8b04b",
    "#9b1c31", "#ffffff", "#5a0f1c", "#ffffff", "#b35c00",
];
const DARK: [&str; 14] = [
    "#121614", "#f1ece2", "#b9b2a6", "#8fc7e8", "#3a403d", "#1c2220", "#0a1511", "#fbf7ef", "#e8b04b",
    "#e58a97", "#1c0508", "#f7c9d0", "#2c0409", "#ffb454",
];

pub(super) fn read(table: &Table<'_>) -> Theme {
    let name = table
        .required_text("name")
        .unwrap_or_else(|| "built-in".to_owned());
    let light = table
        .required_table("light", "the light palette")
        .map(|table| palette(&table, &LIGHT));
    let dark = table
        .required_table("dark", "the dark palette")
        .map(|table| palette(&table, &DARK));
    let built_in = built_in();
    Theme {
        name,
        light: light.unwrap_or(built_in.light),
        dark: dark.unwrap_or(built_in.dark),
    }
}

/// The theme of a campaign that brings none.
pub(crate) fn built_in() -> Theme {
    let make = |colours: &[&str; 14]| from_fourteen(|at| fallback(colours, at));
    Theme {
        name: "built-in".to_owned(),
        light: make(&LIGHT),
        dark: make(&DARK),
    }
}

const KEYS: [&str; 14] = [
    "paper",
    "ink",
    "quiet",
    "link",
    "line",
    "panel",
    "stage",
    "stage_ink",
    "stage_accent",
    "button",
    "button_ink",
    "alarm",
    "alarm_ink",
    "focus",
];

fn palette(table: &Table<'_>, colours: &[&str; 14]) -> Palette {
    let palette = from_fourteen(|at| colour(table, KEYS[at]).unwrap_or_else(|| fallback(colours, at)));
    table.finish();
    palette
}

fn from_fourteen(mut take: impl FnMut(usize) -> At<Colour>) -> Palette {
    Palette {
        paper: take(0),
        ink: take(1),
        quiet: take(2),
        link: take(3),
        line: take(4),
        panel: take(5),
        stage: take(6),
        stage_ink: take(7),
        stage_accent: take(8),
        button: take(9),
        button_ink: take(10),
        alarm: take(11),
        alarm_ink: take(12),
        focus: take(13),
    }
}

fn fallback(colours: &[&str; 14], at: usize) -> At<Colour> {
    let black = Colour {
        red: 0,
        green: 0,
        blue: 0,
    };
    At {
        value: Colour::parse(colours[at]).unwrap_or(black),
        place: Place::start_of("theme/theme.toml"),
    }
}

fn colour(table: &Table<'_>, key: &'static str) -> Option<At<Colour>> {
    let text = table.required_text_at(key)?;
    let colour = Colour::parse(&text);
    if colour.is_none() {
        table.context().error(
            rules::BAD_VALUE,
            text.place.clone(),
            format!("\"{}\" is no colour", text.value),
            "write it as # and six hexadecimal digits: #9b1c31",
        );
    }
    Some(At {
        value: colour?,
        place: text.place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_colour_is_one() {
        for text in LIGHT.iter().chain(&DARK) {
            assert!(Colour::parse(text).is_some(), "{text}");
        }
    }
}
