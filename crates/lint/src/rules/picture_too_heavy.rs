//! A drawing that is too heavy for a phone
//!
//! Photographs are made smaller by the program: a phone is sent one of 480 pixels, whatever the original weighs. Drawings
//! are sent as they are, and a drawing that was exported from an illustrator's program carries all its points. Packed it
//! has about a third of its bytes, so one over 180,000 takes more than 60,000 on the wire: seven times what the page
//! around it takes.
//!
//! ````failing
//! == media/tag.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
//! <path d="M2.0001 1.0001h5.9999v7.9999H2.0001z"/>
//! … 181,000 bytes of it
//! </svg>
//! ````
//!
//! ````corrected
//! == media/tag.svg
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
//! <path d="M2 1h6v8H2z"/>
//! </svg>
//! ````

use crate::rule::Subject;
use crate::uses::is_drawing;
use campaign::{Diagnostic, Place, RuleId};

pub(crate) const ID: RuleId = RuleId("picture-too-heavy");

/// What packs to about 60,000 bytes.
const HEAVY_BYTES: u64 = 180_000;

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (file, size) in &subject.campaign.files {
        let is_shown = is_drawing(file) && !subject.uses.of_file(file).is_empty();
        if is_shown && *size > HEAVY_BYTES {
            found.push(Diagnostic::warning(
                ID,
                Place::start_of(file.as_str()),
                format!("this drawing is {} kilobytes, and a phone is sent all of it", size / 1000),
                "simplify its paths and round them to one decimal place (SVGOMG does), or save it as a photograph: PNG or WebP",
            ));
        }
    }
}
