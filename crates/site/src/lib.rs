//! Edition and instant in, every artefact by its address out.
//!
//! Opens no file, reads no clock, knows no socket: the static build and the server both call it.

/// What an address answers with.
mod artefact;

pub use artefact::{Artefact, Bodies, Body, Cache, Content, Interval, Policy};
