//! Edition and instant in, every artefact by its address out.
//!
//! Opens no file, reads no clock, knows no socket: the static build and the server both call it. Start with [`make`].

/// What an address answers with.
mod artefact;
/// Bodies in their encodings.
mod bodies;
/// What other people's pages and programs are given.
mod for_others;
/// What a site is made of.
mod input;
/// What is made when somebody asks for it.
mod jobs;
/// Addresses that lead on.
mod leads;
/// Everything that is answered between two scheduled changes.
mod make;
/// Pictures and films by their addresses.
mod media_files;
/// Campaigns under host names of their own.
mod own_names;
/// A draft, shown to the people who write it.
pub mod preview;
/// How to report a fault of the site's safety.
mod security;
/// What partners are given, as a campaign's pack.
mod toolkit;
/// The same as files.
mod tree;

pub use artefact::{Artefact, Bodies, Body, Cache, Content, Interval, Policy, Shared};
pub use input::{CampaignInput, Folder, Licences, MediaFile, Packing, SiteInput};
pub use jobs::posters::all_posters;
pub use jobs::{CardKind, Job, Order, ReleaseKind, Workshop};
pub use make::make;
pub use render::{EMBED_HEIGHT, EMBED_WIDTH, Mode};
pub use toolkit::{OpenFilm, ToolkitError};
pub use tree::{Tree, TreeFile, TreeFiles};
