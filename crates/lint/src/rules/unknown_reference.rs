//! An id that names nothing in this campaign
//!
//! Facts, help services, audiences, measures, statements and consents are cited by id, so that each stands in one
//! place with its day of checking. An id without its table prints nothing.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childlin"]
//! +++
//!
//! Children ring at night.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! Children ring at night.
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::UNKNOWN_REFERENCE;
