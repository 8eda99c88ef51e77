//! HTML inside Markdown
//!
//! Pages are checked as text, headings, links and pictures. HTML would go past every check (a picture without words, a
//! script from elsewhere), so it is not published.
//!
//! ````failing
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! You can <b>ask</b> before you are sure.
//! ````
//!
//! ````corrected
//! == pages/why.md
//! +++
//! title = "Why it matters"
//! help = ["childline"]
//! +++
//!
//! You can **ask** before you are sure.
//! ````

use campaign::RuleId;

/// Found by reading.
pub(crate) const ID: RuleId = campaign::diagnostic::rules::RAW_HTML;
