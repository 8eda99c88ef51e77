//! A press that prints nothing: what it was asked for, as text, so that a test can read it.

use campaign::diagnostic::rules;
use campaign::press::{Card, Press, Printed, Sheet};
use campaign::{Diagnostic, Place};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// Counts what it is asked for and can be held up. A poster whose headline has `cannot be printed` in it is refused with a finding;
/// one with `breaks the press` panics.
#[derive(Debug, Default)]
pub struct FakePress {
    asked: AtomicUsize,
    is_held: Mutex<bool>,
    let_go: Condvar,
}

impl FakePress {
    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// From now on it keeps whoever asks waiting.
    pub fn hold(&self) {
        *self.is_held.lock().expect("no test broke it") = true;
    }

    /// Nobody waits any more.
    pub fn let_go(&self) {
        *self.is_held.lock().expect("no test broke it") = false;
        self.let_go.notify_all();
    }

    fn ask(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let held = self.is_held.lock().expect("no test broke it");
        drop(
            self.let_go
                .wait_while(held, |held| *held)
                .expect("no test broke it"),
        );
    }
}

impl Press for FakePress {
    fn poster(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.ask();
        let headline = &sheet.poster.headline;
        assert!(!headline.contains("breaks the press"), "the press broke");
        if headline.contains("cannot be printed") {
            let place = Place::clone(&headline.place);
            let finding = Diagnostic::error(
                rules::BAD_VALUE,
                place,
                "it cannot be printed",
                "write another headline",
            );
            return Err(vec![finding]);
        }
        let picture = sheet
            .picture
            .map(|picture| picture.path.as_str())
            .unwrap_or("none");
        let marks: Vec<&str> = sheet.marks.iter().map(|(partner, _)| partner.as_str()).collect();
        let text = format!(
            "%PDF poster {} format {} headline {} picture {picture} marks {} link {} twin {} printer {}\n",
            sheet.poster.id,
            sheet.format,
            headline.value,
            marks.join("+"),
            sheet.link,
            sheet.twin,
            sheet.for_printer
        );
        Ok(text.into_bytes())
    }

    fn screen(&self, sheet: &Sheet<'_>) -> Result<Printed, Vec<Diagnostic>> {
        self.poster(sheet).map(Printed::Png)
    }

    fn card(&self, card: &Card<'_>) -> Result<Printed, Vec<Diagnostic>> {
        self.ask();
        let text = format!(
            "card {}x{} {}",
            card.size.width, card.size.height, card.text.headline
        );
        let bytes = text.into_bytes();
        Ok(if card.has_photograph() {
            Printed::Jpeg(bytes)
        } else {
            Printed::Png(bytes)
        })
    }
}
