//! Posters as people and machines meet them.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test asks other programs what they see"
)]

/// A campaign with its pictures, as the site hands it to the press.
mod folder;
/// What other people's programs see.
mod tools;

/// Cards.
mod cards;
/// Codes, read by a reader of codes.
mod codes;
/// What is not meant well, or not thought through.
mod hostile;
/// Every layout in every format.
mod looks;
/// Photographs.
mod photographs;
/// The same bytes, and no more memory.
mod same_bytes;
/// What a screen reader, an archive and a printer look for.
mod structure;
