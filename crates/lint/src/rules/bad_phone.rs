//! A number that no phone in the United Kingdom can ring
//!
//! Somebody frightened dials it once. Numbers are held to the lengths of Ofcom's National Telephone Numbering Plan, and
//! compared by their digits: 08000 121 700 and 0800 0121 700 are one number.
//!
//! ````failing
//! == help.toml +
//! [[help]]
//! id = "hub"
//! name = "Children and families hub"
//! what = "Advice about a child, from people whose job it is."
//! phone = "0345 603 76"
//! source = "https://www.council.example/hub"
//! checked = 2026-11-20
//! expires = 2027-05-31
//! owner = "the council's front door"
//! ````
//!
//! ````corrected
//! == help.toml +
//! [[help]]
//! id = "hub"
//! name = "Children and families hub"
//! what = "Advice about a child, from people whose job it is."
//! phone = "0345 603 7627"
//! source = "https://www.council.example/hub"
//! checked = 2026-11-20
//! expires = 2027-05-31
//! owner = "the council's front door"
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::BAD_PHONE;
