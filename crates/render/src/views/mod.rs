//! What a page shows beside its text.

pub(crate) mod about;
pub(crate) mod cards;
pub(crate) mod film;
pub(crate) mod posters;
pub(crate) mod press;
pub mod preview;
pub(crate) mod privacy;
pub(crate) mod series;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod voices;

use crate::text::escape;
use std::fmt::Write as _;

/// A heading with an anchor, and a paragraph beneath it.
pub(crate) fn section(html: &mut String, level: u8, heading: &str, text: &str) {
    _ = write!(
        html,
        "<h{level}>{}</h{level}>\n<p>{}</p>\n",
        escape(heading),
        escape(text)
    );
}
