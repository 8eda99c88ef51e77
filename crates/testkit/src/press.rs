//! A press that prints nothing: what it was asked for, as text, so that a test can read it.

use campaign::diagnostic::rules;
use campaign::press::{Card, Press, Printed, Sheet};
use campaign::{Diagnostic, Place};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

/// Counts what it is asked for and can be held up. A poster whose headline has `cannot be printed` in it is refused with a finding;
/// one with `breaks the press` panics.
#[derive(Debug)]
pub struct FakePress {
    asked: AtomicUsize,
    /// How many more may go on; without a number, all.
    let_through: Mutex<Option<usize>>,
    let_go: Condvar,
    made: Mutex<Vec<String>>,
}

impl Default for FakePress {
    fn default() -> FakePress {
        FakePress {
            asked: AtomicUsize::new(0),
            let_through: Mutex::new(None),
            let_go: Condvar::new(),
            made: Mutex::default(),
        }
    }
}

impl FakePress {
    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// From now on it keeps whoever asks waiting.
    pub fn hold(&self) {
        *self.let_through.lock().expect("no test broke it") = Some(0);
    }

    /// So many more go on, those who wait first.
    pub fn let_go_of(&self, count: usize) {
        *self.let_through.lock().expect("no test broke it") = Some(count);
        self.let_go.notify_all();
    }

    /// Nobody waits any more.
    pub fn let_go(&self) {
        *self.let_through.lock().expect("no test broke it") = None;
        self.let_go.notify_all();
    }

    /// What it has made, each as its whole text.
    pub fn made(&self) -> Vec<String> {
        self.made.lock().expect("no test broke it").clone()
    }

    fn ask(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let through = self.let_through.lock().expect("no test broke it");
        let mut through = self
            .let_go
            .wait_while(through, |through| *through == Some(0))
            .expect("no test broke it");
        if let Some(count) = through.as_mut() {
            *count -= 1;
        }
    }

    fn note(&self, text: &str) {
        self.made.lock().expect("no test broke it").push(text.to_owned());
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
        self.note(&text);
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
        self.note(&text);
        let bytes = text.into_bytes();
        Ok(if card.has_photograph() {
            Printed::Jpeg(bytes)
        } else {
            Printed::Png(bytes)
        })
    }
}
