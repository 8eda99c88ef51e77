//! A file that cannot be read as what it is
//!
//! TOML, Markdown with its front matter, or a table of placements. Reading goes on after the fault, so that one missing
//! quotation mark does not hide the next ten findings.
//!
//! ````failing
//! == placements.csv
//! code,kind,name,page
//! PUB12,poster,"The Ship,signs
//! ````
//!
//! ````corrected
//! == placements.csv
//! code,kind,name,page
//! PUB12,poster,"The Ship, High Street",signs
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::SYNTAX;
