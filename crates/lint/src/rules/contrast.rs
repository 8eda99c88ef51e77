//! Colours that cannot be told apart
//!
//! WCAG 2.2 AA, 1.4.3 (words, 4.5 to 1) and 1.4.11 (the ring around what has the keyboard, 3 to 1), on the pairs that pages,
//! posters and cards really use, in light and in dark; paper has the light ones. Contrast is that of the standard's
//! "relative luminance". The advice names the nearest shade that would do.
//!
//! ````failing
//! == theme/theme.toml
//! name = "Pale"
//! [light]
//! paper = "#ffffff"
//! ink = "#8a8a8a"
//! quiet = "#55504a"
//! link = "#0b4a6f"
//! line = "#d8d0c2"
//! panel = "#f4efe4"
//! stage = "#10231c"
//! stage_ink = "#fbf7ef"
//! stage_accent = "#e8b04b"
//! button = "#9b1c31"
//! button_ink = "#ffffff"
//! alarm = "#5a0f1c"
//! alarm_ink = "#ffffff"
//! focus = "#b35c00"
//! [dark]
//! paper = "#121614"
//! ink = "#f1ece2"
//! quiet = "#b9b2a6"
//! link = "#8fc7e8"
//! line = "#3a403d"
//! panel = "#1c2220"
//! stage = "#0a1511"
//! stage_ink = "#fbf7ef"
//! stage_accent = "#e8b04b"
//! button = "#e58a97"
//! button_ink = "#1c0508"
//! alarm = "#f7c9d0"
//! alarm_ink = "#2c0409"
//! focus = "#ffb454"
//! ````
//!
//! ````corrected
//! == theme/theme.toml
//! name = "Plain"
//! [light]
//! paper = "#ffffff"
//! ink = "#1c1a17"
//! quiet = "#55504a"
//! link = "#0b4a6f"
//! line = "#d8d0c2"
//! panel = "#f4efe4"
//! stage = "#10231c"
//! stage_ink = "#fbf7ef"
//! stage_accent = "#e8b04b"
//! button = "#9b1c31"
//! button_ink = "#ffffff"
//! alarm = "#5a0f1c"
//! alarm_ink = "#ffffff"
//! focus = "#b35c00"
//! [dark]
//! paper = "#121614"
//! ink = "#f1ece2"
//! quiet = "#b9b2a6"
//! link = "#8fc7e8"
//! line = "#3a403d"
//! panel = "#1c2220"
//! stage = "#0a1511"
//! stage_ink = "#fbf7ef"
//! stage_accent = "#e8b04b"
//! button = "#e58a97"
//! button_ink = "#1c0508"
//! alarm = "#f7c9d0"
//! alarm_ink = "#2c0409"
//! focus = "#ffb454"
//! ````

use crate::rule::Subject;
use campaign::{At, Colour, Diagnostic, Palette, RuleId};

pub(crate) const ID: RuleId = RuleId("contrast");

/// What words need at least, times ten.
const TEXT: u32 = 45;
/// What the ring around what has the keyboard needs at least, times ten.
const RING: u32 = 30;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let theme = &subject.campaign.theme;
    for (mode, palette) in [("light", &theme.light), ("dark", &theme.dark)] {
        for (upper, lower, needed) in pairs(palette) {
            found.extend(too_little(mode, upper, lower, needed));
        }
    }
}

type Named<'c> = (&'static str, &'c At<Colour>);

/// What stands on what, and how far it must stand out.
fn pairs(palette: &Palette) -> Vec<(Named<'_>, Named<'_>, u32)> {
    let paper = ("paper", &palette.paper);
    let panel = ("panel", &palette.panel);
    let stage = ("stage", &palette.stage);
    let mut pairs = Vec::new();
    for ground in [paper, panel] {
        pairs.push((("ink", &palette.ink), ground, TEXT));
        pairs.push((("quiet", &palette.quiet), ground, TEXT));
        pairs.push((("link", &palette.link), ground, TEXT));
    }
    pairs.push((("stage_ink", &palette.stage_ink), stage, TEXT));
    // Its headings are large, but links in its text have the same colour.
    pairs.push((("stage_accent", &palette.stage_accent), stage, TEXT));
    pairs.push((("button_ink", &palette.button_ink), ("button", &palette.button), TEXT));
    // Everything around 999 takes `alarm_ink`, its heading and its links too, also on the stage: `alarm` may be the accent.
    pairs.push((("alarm_ink", &palette.alarm_ink), ("alarm", &palette.alarm), TEXT));
    for ground in [paper, panel, stage] {
        pairs.push((("focus", &palette.focus), ground, RING));
    }
    pairs
}

fn too_little(mode: &str, upper: Named<'_>, lower: Named<'_>, needed: u32) -> Option<Diagnostic> {
    let (name, colour) = upper;
    let (ground_name, ground) = lower;
    let contrast = contrast(colour.value, ground.value);
    let least = f64::from(needed) / 10.0;
    if contrast >= least {
        return None;
    }
    let advice = match nearest(colour.value, ground.value, least) {
        Some(better) => format!("{better} would do, or change {ground_name}"),
        None => format!("no shade of it will do on this ground: change {ground_name}"),
    };
    // Rounded down, so that 4.49 does not read as enough.
    let shown = (contrast * 10.0).floor() / 10.0;
    Some(Diagnostic::error(
        ID,
        colour.place.clone(),
        format!(
            "in {mode}, {name} {} on {ground_name} {} has a contrast of {shown:.1} to 1; it needs {least:.1}",
            colour.value, ground.value
        ),
        advice,
    ))
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance(colour: Colour) -> f64 {
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        let base = (share + 0.055) / 1.055;
        let fifth = fifth_root(base);
        base * base * fifth * fifth
    }
}

/// Newton's method with nothing but sums, products and quotients, so that a colour passes on every machine or on none.
/// For a number between 0.04 and 1 this many steps reach the last bits.
fn fifth_root(number: f64) -> f64 {
    let mut root = 1.0;
    for _ in 0..30 {
        let fourth = root * root * root * root;
        root = (4.0 * root + number / fourth) / 5.0;
    }
    root
}

/// The nearest shade of a colour, towards black or white, that stands out enough.
fn nearest(colour: Colour, ground: Colour, least: f64) -> Option<Colour> {
    let shade = |step: u32, end: u8| {
        let mix = |channel: u8| {
            let mixed = (u32::from(channel) * (100 - step) + u32::from(end) * step) / 100;
            u8::try_from(mixed).unwrap_or(end)
        };
        Colour {
            red: mix(colour.red),
            green: mix(colour.green),
            blue: mix(colour.blue),
        }
    };
    (1..=100)
        .flat_map(|step| [shade(step, 0), shade(step, 255)])
        .find(|better| contrast(*better, ground) >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let close = |a: &str, b: &str, expected: f64| (contrast(colour(a), colour(b)) - expected).abs() < 0.005;
        assert!(close("#000000", "#ffffff", 21.0));
        assert!(close("#777777", "#ffffff", 4.48));
        assert!(close("#767676", "#ffffff", 4.54));
        assert!(close("#ff0000", "#ffffff", 4.0));
        assert!(close("#0000ff", "#ffffff", 8.59));
    }

    #[test]
    fn the_fifth_root_is_one() {
        for number in [0.04_f64, 0.1, 0.5, 0.999, 1.0] {
            let root = fifth_root(number);
            assert!((root.powi(5) - number).abs() < 1e-14, "{number}");
        }
    }

    #[test]
    fn the_advice_would_pass() {
        let better = nearest(colour("#8a8a8a"), colour("#ffffff"), 4.5).unwrap();
        assert!(contrast(better, colour("#ffffff")) >= 4.5);
    }
}
