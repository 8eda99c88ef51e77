//! The visitors' door: a request in, an answer out.
//!
//! It has no store, no session, no cookie, no socket and no clock; it cannot know who asks. Everything that an answer
//! needs is laid out beforehand in a [`Ready`], so that a request looks up, compares and copies handles.

/// What is asked and what is answered.
mod ask;

/// Which names the site has, and which one was asked for.
mod hosts;

/// Answering.
mod answer;

/// A whole interval, laid out for answering.
mod ready;

/// One address, laid out for answering.
mod entry;

/// The headers that every answer carries.
mod headers;

/// Addresses as they arrive, and what they may look like.
mod address;

/// Placements' codes: `/q/CODE`.
mod code;

/// `/oembed`: what other sites' programs ask about a page.
mod oembed;

/// Which encoding a browser takes.
mod encoding;

/// Whether a browser has it already.
mod conditional;

/// A piece of a film.
mod range;

#[cfg(test)]
mod stories;
#[cfg(test)]
mod testing;

pub use answer::{READINESS, answer, being_made, being_mended, readiness, refuse_body, turn_away};
pub use ask::{Answer, Ask, File, Payload, Route};
pub use hosts::{Door, Hosts, Turned};
pub use ready::Ready;
