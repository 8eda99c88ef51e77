//! What visitors see.

mod codes;
mod doors;
mod embargo;
mod films;
mod hostile;
mod oembed;
mod pages;
