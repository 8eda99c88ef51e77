//! A file that no campaign has, or whose name cannot travel
//!
//! An edition holds what the manual names and nothing else: a spreadsheet with names that somebody left in the folder
//! stays out, with a warning. A link, a device, a name that differs from another in capitals alone, or a page whose name
//! cannot be an address is an error.
//!
//! ````failing
//! == pages/Why It Matters.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! You can ask before you are sure.
//! ````
//!
//! ````corrected
//! == pages/why-it-matters.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! You can ask before you are sure.
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::UNEXPECTED_FILE;
