//! `hueandcry serve --show-settings`: which value holds and where it came from, as a file that could be used.

use super::definition::Shape;
use super::problem::Origin;
use super::{SETTINGS, Settings};
use std::fmt::Write as _;

/// Every setting. What is not set, and what the file cannot have, stands in a comment.
pub(crate) fn show(settings: &Settings) -> String {
    let mut text = String::new();
    // In TOML a table takes everything that follows.
    let (tables, plain): (Vec<_>, Vec<_>) =
        SETTINGS.iter().partition(|setting| setting.shape == Shape::Table);
    for setting in plain.into_iter().chain(tables) {
        let found = settings.origins.get(setting.name);
        // Writing to a `String` cannot fail.
        _ = match found {
            None => writeln!(text, "# {} is not set: {}", setting.name, setting.unset),
            Some((value, origin)) => {
                let from = match origin {
                    Origin::Default => "the default".to_owned(),
                    origin => format!("from {origin}"),
                };
                let mark = if setting.is_in_file { "" } else { "# " };
                writeln!(text, "# {from}\n{mark}{}", setting.in_file(value))
            }
        };
    }
    text
}
