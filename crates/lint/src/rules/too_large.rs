//! More than a campaign needs
//!
//! Files, bytes, pixels and nesting are bounded, so that no folder can stop the program that reads it. The bounds are
//! generous: people stop at five levels, the limit is 32.
//!
//! ````failing
//! == survey.toml
//! [[question]]
//! id = "knows-whom-to-ask"
//! text = "Do you know whom to ask?"
//! answers = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["Yes"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
//! ````
//!
//! ````corrected
//! == survey.toml
//! [[question]]
//! id = "knows-whom-to-ask"
//! text = "Do you know whom to ask?"
//! answers = ["Yes", "No"]
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::TOO_LARGE;
