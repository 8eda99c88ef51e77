//! What reading a folder gives, whatever is in it.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod cards;
mod documented;
mod folder;
mod hostile;
mod media;
mod study;
mod toolkit;
mod whole;
