//! A campaign on paper and on screens: posters and leaflets as PDF, cards as pictures.
//!
//! [`Typesetter`] is the program's press. It asks Typst, a typesetting system that is linked in, to lay out the templates
//! of `templates/`; every word goes there as data, never as source. It opens no file and reads no clock, and the same
//! asking gives the same bytes on every machine.

#![forbid(unsafe_code)]

// The fonts that the program carries.
mod fonts;
// What a template may see: itself, the data of one sheet, its pictures.
mod world;
// One template with one sheet's data, typeset.
mod setting;
// What the typesetter says.
mod fault;
// The same as findings, each with its line.
mod findings;
// The last look at a sheet.
mod edges;
// The texts of a sheet.
mod texts;
// Drawings and photographs for paper.
mod picture;
// The short link as a code.
mod code;
// A poster's or leaflet's data.
mod poster;
// How it is laid out, kept for its copies.
mod plans;
// How far a sheet for a printer runs over its edge.
mod bleed;
// A side as a picture.
mod screen;
// Cards for networks and advertisements.
mod cards;
// The press.
mod typesetter;

pub use typesetter::Typesetter;
