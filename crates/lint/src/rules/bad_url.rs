//! A web address that is none
//!
//! A fact is worth as much as its source can be opened, and a help service's page must open at the first touch. An
//! address begins with `https://` and has a host name; a user name in it would be somebody's secret.
//!
//! ````failing
//! == coverage.toml
//! [[coverage]]
//! headline = "A campaign for parents begins"
//! publication = "The newspaper"
//! date = 2026-11-20
//! url = "www.newspaper.example/campaign"
//! ````
//!
//! ````corrected
//! == coverage.toml
//! [[coverage]]
//! headline = "A campaign for parents begins"
//! publication = "The newspaper"
//! date = 2026-11-20
//! url = "https://www.newspaper.example/campaign"
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_URL;
