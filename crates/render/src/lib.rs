//! A campaign as HTML.
//!
//! No file is opened and no clock is read: the same campaign at the same instant gives the same bytes. Start with
//! [`pages`], which gives every page that is due.

// What a page may use.
mod context;
// Markdown's blocks and lines as HTML.
mod text;
// Pictures in their sizes.
mod picture;
// The pieces that the campaign's data fills in.
mod inserts;
// The frame around every page, its style and its policy.
mod frame;
// One file for each kind of page that is more than its text.
mod views;
// Texts as JSON.
mod json;
// Since when a page can be read, and what is said of it elsewhere.
mod published;
// What machines read in a page's head.
mod head;
// Feeds of what is new.
mod feed;
// Files that only pages of another day show, and posters that show them.
mod hidden;
// Cards: which may be had now.
mod cards;
// The block for other people's pages.
mod embed;
// The press release in its forms.
mod release;
// Which pages there are.
mod pages;

pub use cards::{DueCard, due_cards};
pub use context::{Context, Mode, Picture, PictureSource, Site};
pub use embed::{Embed, HEIGHT as EMBED_HEIGHT, WIDTH as EMBED_WIDTH, embed};
pub use feed::{Feed, feeds};
pub use frame::{EXIT_SCRIPT, EXIT_TO, StyleHashes};
pub use hidden::{due_posters, hidden_files};
pub use pages::{RenderedPage, is_public, pages};
pub use release::{DocxPart, Leads, Note, Part, Release, Run, Section, release};
pub use text::escape;
/// Where a served site has the licences of everything inside the program.
pub use views::about::LICENCES_ADDRESS;
/// What a colleague sees of a draft beside its pages.
pub use views::preview;
pub use views::series::series;
pub use views::status::{being_made, maintenance, not_found};
