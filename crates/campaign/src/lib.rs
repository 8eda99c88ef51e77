//! What a campaign is: its types, its reading from a folder, its editions and its findings.
//!
//! This crate opens no file and reads no clock: files come through a [`Source`], and whoever needs to know the time
//! is told it. It imports nothing of ours.

/// Bank holidays of England and Wales.
pub mod bank_holidays;
/// What has cards, and what each says.
pub mod cards;
/// A finding: what is wrong, where, and what to do.
pub mod diagnostic;
/// Editions and item hashes.
pub mod edition;
mod hours;
mod id;
mod limits;
/// Markdown as blocks.
pub mod markdown;
/// What a campaign is: its typed parts, file by file.
pub mod model;
mod old_address;
mod path;
mod phone;
mod position;
/// What makes files for paper and screens of a campaign.
pub mod press;
mod reading;
/// When something of the campaign changes by itself.
pub mod schedule;
mod small_pictures;
mod source;
mod suggest;
mod web_address;

pub use diagnostic::{Diagnostic, Fix, Place, RuleId, Severity};
pub use edition::{ContentHash, Edition, EditionHash, ItemHash, ItemId, plan_hash};
pub use hours::{OpeningHours, Stretch};
pub use id::*;
pub use limits::FolderLimits;
pub use model::*;
pub use old_address::OldAddresses;
pub use path::{BadPath, CampaignPath};
pub use phone::PhoneNumber;
pub use position::{LineIndex, Span};
pub use reading::{FileClass, Private, RestrictedWords, classify, page_kind, read, read_plan, read_private};
pub use small_pictures::small_pictures;
pub use source::{Entry, Listing, MemorySource, Oddity, Source, SourceError};
pub use suggest::{closest, only_closest};
pub use web_address::WebAddress;
