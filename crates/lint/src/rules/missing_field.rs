//! A key that a table must have
//!
//! A fact without its publisher, a help service without the day on which it was checked, or a campaign without partners
//! cannot be checked by anybody else. What every table needs is in the manual of the campaign folder.
//!
//! ````failing
//! == survey.toml
//! [[question]]
//! id = "knows-whom-to-ask"
//! answers = ["Yes", "No"]
//! ````
//!
//! ````corrected
//! == survey.toml
//! [[question]]
//! id = "knows-whom-to-ask"
//! text = "Do you know whom to ask if you are worried about a child?"
//! answers = ["Yes", "No"]
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::MISSING_FIELD;
