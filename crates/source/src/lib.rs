//! The only opener of folders, zips and the series that the program carries.
//!
//! Everything here holds to the limits: regular files only, beneath a directory handle, no links, never blocking.
//! It knows no rule of the linter and no page.

/// Encodings of pictures, kept in a folder.
mod cache;
/// Pictures and films as they may be published.
mod cleaned;
/// A folder on disk.
mod folder;
/// Writing a folder that was not there.
mod fresh;
/// Everything that linter and site need of a folder, in one reading.
mod load;
/// Writing a site to disk.
mod output;
/// A zip.
mod packed;
/// Writing a text of a folder.
mod replace;
/// The series inside the program.
mod series;
/// Notices when a folder changes.
mod watch;

pub use cache::FolderCache;
pub use cleaned::{Cleaned, MediaFile};
pub use folder::FolderSource;
pub use fresh::write_fresh;
pub use load::{Loaded, load};
pub use output::{OutputError, TreeWriter};
pub use packed::ZipSource;
pub use replace::ReplaceError;
pub use series::{Series, series};
pub use watch::{Watch, watch};
