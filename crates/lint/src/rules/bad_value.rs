//! A value of the wrong kind, or outside its list
//!
//! `hard_hitting = "yes"` is a text, not true: taken as false it would let an alarming page through without its act.
//!
//! ````failing
//! == posters/shelter.toml
//! headline = "Nobody asked if she was all right."
//! act = "Ask, and then tell somebody."
//! help = ["nspcc"]
//! layout = "a3-portrait"
//! audience = "parents"
//! hard_hitting = "yes"
//! tried_with = "Six drivers at the rank, October 2026"
//! might_hurt = "A parent whose child is missing tonight"
//! ````
//!
//! ````corrected
//! == posters/shelter.toml
//! headline = "Nobody asked if she was all right."
//! act = "Ask, and then tell somebody."
//! help = ["nspcc"]
//! layout = "a3-portrait"
//! audience = "parents"
//! hard_hitting = true
//! tried_with = "Six drivers at the rank, October 2026"
//! might_hurt = "A parent whose child is missing tonight"
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_VALUE;
