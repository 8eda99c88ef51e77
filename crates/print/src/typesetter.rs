//! The press.

use crate::fault::Fault;
use crate::setting::{at_the_press, pdf, typeset};
use crate::{code, poster};
use campaign::diagnostic::RuleId;
use campaign::press::{Card, Press, Printed, Sheet};
use campaign::{Diagnostic, Place};
use typst::foundations::Bytes;

/// What cannot be printed.
const POSTER_PRINT: RuleId = RuleId("poster-print");

/// The press of a program that was built with one. It holds nothing of what it printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typesetter;

impl Typesetter {
    /// A press. The fonts are parsed when the first sheet is printed, or by [`Typesetter::warm_up`].
    pub fn new() -> Typesetter {
        Typesetter
    }
}

impl Press for Typesetter {
    fn poster(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let made = at_the_press(|| {
            let mut files = vec![("/code.svg", Bytes::from_string(code::drawing(sheet.link)?))];
            if let Some(picture) = sheet.picture {
                files.push(("/picture.svg", Bytes::new(picture.bytes.to_vec())));
            }
            let document = typeset("/poster.typ", &poster::data(sheet), files)?;
            pdf(&document, format!("{} {}", sheet.twin, sheet.format))
        });
        made.map_err(|faults| faults.into_iter().map(|fault| found(sheet, fault)).collect())
    }

    fn card(&self, _card: &Card<'_>) -> Result<Printed, Vec<Diagnostic>> {
        Err(Vec::new())
    }
}

fn found(sheet: &Sheet<'_>, fault: Fault) -> Diagnostic {
    let place: Place = sheet.poster.headline.place.clone();
    Diagnostic::error(POSTER_PRINT, place, format!("{fault:?}"), "")
}
