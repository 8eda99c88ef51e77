//! A date, time, opening hour or time zone that is none
//!
//! Embargoes, doors and expiry dates are kept to the second, so a date that can be read in two ways is not read at all.
//! Days are written year first, without quotation marks (RFC 3339, as TOML has it).
//!
//! ````failing
//! == posts.toml
//! [[post]]
//! id = "launch"
//! channel = "The partners' own accounts"
//! at = "1st of December"
//! copy = "You ask where the coffee came from."
//! audience = "parents"
//! ````
//!
//! ````corrected
//! == posts.toml
//! [[post]]
//! id = "launch"
//! channel = "The partners' own accounts"
//! at = 2026-12-01T09:00:00
//! copy = "You ask where the coffee came from."
//! audience = "parents"
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_DATE;
