//! What visitors see.

mod codes;
mod embargo;
mod films;
mod hostile;
mod oembed;
mod pages;
