//! The press.

use crate::bleed::with_bleed_boxes;
use crate::fault::Fault;
use crate::plans::Plans;
use crate::setting::{at_the_press, pdf, typeset};
use crate::{cards, edges, findings, poster, screen};
use campaign::Diagnostic;
use campaign::press::{Card, Press, Printed, Sheet};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

/// The press of a program that was built with one. It keeps nothing of what it printed but what the next sheets can use.
#[derive(Debug, Default)]
pub struct Typesetter {
    plans: Plans,
}

impl Typesetter {
    /// A press. The fonts are parsed when the first sheet is printed.
    pub fn new() -> Typesetter {
        Typesetter::default()
    }

    fn lay_out<Made>(
        &self,
        sheet: &Sheet<'_>,
        make: impl FnOnce(&PagedDocument) -> Result<Made, Vec<Fault>>,
    ) -> Result<Made, Vec<Diagnostic>> {
        let found = findings::beforehand(sheet);
        if !found.is_empty() {
            return Err(found);
        }
        let made = at_the_press(|| {
            let data = poster::data(sheet)?;
            let plan = self.plans.of(&data)?;
            let mut files = data.files;
            for (name, json) in [
                ("/sheet.json", data.sheet),
                ("/link.json", data.link),
                ("/plan.json", plan),
            ] {
                files.push((name.to_owned(), Bytes::from_string(json)));
            }
            let document = typeset("/copy.typ", files)?;
            match edges::cut_off(&document) {
                Some(words) => Err(Fault::of(format!("\"{words}\" would run over its edge"))),
                None => make(&document),
            }
        });
        made.map_err(|faults| faults.iter().map(|fault| findings::of(sheet, fault)).collect())
    }
}

impl Press for Typesetter {
    fn poster(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.lay_out(sheet, |document| {
            let made = pdf(document, format!("{} {}", sheet.twin, sheet.format))?;
            Ok(if sheet.for_printer {
                with_bleed_boxes(made)
            } else {
                made
            })
        })
    }

    fn screen(&self, sheet: &Sheet<'_>) -> Result<Printed, Vec<Diagnostic>> {
        self.lay_out(sheet, screen::png)
    }

    fn card(&self, card: &Card<'_>) -> Result<Printed, Vec<Diagnostic>> {
        cards::card(card)
    }
}
