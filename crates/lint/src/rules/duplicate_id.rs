//! The same id, code or number twice
//!
//! Whatever cites it could mean either. Two pages with one address, or two posters with one code, cannot be told apart
//! once they hang.
//!
//! ````failing
//! == placements.csv
//! code,kind,name,page
//! PUB12,poster,The Ship,signs
//! PUB12,poster,The Crown,signs
//! ````
//!
//! ````corrected
//! == placements.csv
//! code,kind,name,page
//! PUB12,poster,The Ship,signs
//! PUB13,poster,The Crown,signs
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::DUPLICATE_ID;
