//! The visitors' door: a request in, an answer out.
//!
//! It has no store, no session, no cookie, no socket and no clock; it cannot know who asks. Everything that an answer
//! needs is laid out beforehand in a [`Ready`], so that a request looks up, compares and copies handles.

/// Addresses as they arrive, and what they may look like.
mod address;
/// Answering.
mod answer;
/// What is asked and what is answered.
mod ask;
/// Placements' codes: `/q/CODE`.
mod code;
/// Whether a browser has it already.
mod conditional;
/// Which encoding a browser takes.
mod encoding;
/// One address, laid out for answering.
mod entry;
/// The headers that every answer carries.
mod headers;
/// A piece of a film.
mod range;
/// A whole interval, laid out for answering.
mod ready;

#[cfg(test)]
mod stories;
#[cfg(test)]
mod testing;

pub use answer::{answer, being_mended, refuse_body};
pub use ask::{Answer, Ask, File, Payload, Route};
pub use ready::Ready;
