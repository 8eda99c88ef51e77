//! What may be wrong with a campaign, one file per rule.
//!
//! This crate opens no file, reads no clock and knows no output format: a campaign, the private words and the time go
//! in, findings come out.

/// Findings that a campaign allows, with the reason.
mod allow;
mod check;
/// Figures in a sentence, told from dates, times and phone numbers.
mod figures;
/// The blocks, links and pictures of a page, whatever they stand in.
mod flat;
/// The names of services, places and publishers that a campaign knows.
mod known;
/// The manual's page of rules.
mod manual;
/// The one right answers, written into a text.
mod mend;
/// How a text speaks of a person: age, family, name, and where to find them.
mod people;
/// Phrases, matched word by word.
mod phones;
mod phrase;
/// Sentences, syllables, capitals and numbers.
mod prose;
/// Which addresses a campaign has, and which help a page offers.
mod routes;
/// What a rule is.
mod rule;
/// One file per rule.
mod rules;
/// The words that may not appear, and keeping them out of findings.
mod secret;
/// Texts that are read together.
mod story;
/// Every text of a campaign.
mod text;
/// What campaigns of one site may not share.
mod together;
/// Where a campaign uses what it keeps.
mod uses;
/// Sets of words.
mod word_set;

#[cfg(test)]
mod testing;

pub use allow::Excused;
pub use check::{Checked, check, reading_ages};
pub use manual::manual;
pub use mend::mend;
pub use rule::{Example, Rule, Severities};
pub use rules::{RULES, ReadingAge, check_unread};
pub use secret::{has_private_word, redact};
pub use together::Together;
