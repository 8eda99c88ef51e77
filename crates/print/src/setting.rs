//! One template with one sheet's data, typeset.

use crate::fault::Fault;
use crate::picture::File;
use crate::world::{Sheets, file_id};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use typst::diag::Warned;
use typst::foundations::{Dict, NativeElement, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// After so many sheets the typesetter looks through all that it keeps: after each one, that would be a twelfth of the work.
const LOOK_AFTER: usize = 4;

/// What was not used since so many such looks is forgotten. A run of posters that differ in their codes alone keeps what they share,
/// and memory stays flat.
const FORGET_AFTER: usize = 1;

/// How many sheets were made, or failed.
static SHEETS: AtomicUsize = AtomicUsize::new(0);

/// Runs the typesetter, whatever comes of it: a panic of it is a fault, and what it need not keep is forgotten before long.
pub(crate) fn at_the_press<Made>(
    work: impl FnOnce() -> Result<Made, Vec<Fault>>,
) -> Result<Made, Vec<Fault>> {
    let made = catch_unwind(AssertUnwindSafe(work));
    if SHEETS.fetch_add(1, Ordering::Relaxed) % LOOK_AFTER == LOOK_AFTER - 1 {
        comemo::evict(FORGET_AFTER);
    }
    made.unwrap_or_else(|_| Err(Fault::of("the typesetter gave up")))
}

/// Typesets `main` (a template's name, `/copy.typ`), which may read these files by their names.
///
/// A template says that something does not fit by a `metadata` of the form `(too-long: "headline", times: 1.4)`.
pub(crate) fn typeset(main: &str, files: Vec<File>) -> Result<PagedDocument, Vec<Fault>> {
    let unknown = |name: &str| Fault::of(format!("{name} cannot be the name of a file"));
    let mut known = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        known.push((file_id(&name).ok_or_else(|| unknown(&name))?, bytes));
    }
    let world = Sheets::new(file_id(main).ok_or_else(|| unknown(main))?, known);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| Fault::refused(&errors))?;
    let faults = too_long(&document);
    if faults.is_empty() {
        Ok(document)
    } else {
        Err(faults)
    }
}

/// What a template says beside what it shows.
fn said(document: &PagedDocument) -> Vec<Dict> {
    let all = Selector::Elem(MetadataElem::ELEM, None);
    let said = document.introspector().query(&all);
    said.iter()
        .filter_map(|content| content.to_packed::<MetadataElem>())
        .filter_map(|metadata| match &metadata.value {
            Value::Dict(dict) => Some(dict.clone()),
            _ => None,
        })
        .collect()
}

fn too_long(document: &PagedDocument) -> Vec<Fault> {
    said(document)
        .into_iter()
        .filter_map(|said| {
            let text = said.get("too-long").ok()?.clone().cast::<String>().ok()?;
            let times = said.get("times").ok()?.clone().cast::<f64>().ok()?;
            Some(Fault::TooLong { text, times })
        })
        .collect()
}

/// What the template `plan.typ` decided of a sheet with this data, as JSON.
pub(crate) fn plan(files: Vec<File>) -> Result<String, Vec<Fault>> {
    let document = typeset("/plan.typ", files)?;
    let plan = said(&document)
        .into_iter()
        .find_map(|said| said.get("plan").ok().cloned())
        .ok_or_else(|| Fault::of("nothing was decided"))?;
    serde_json::to_string(&plan).map_err(|error| Fault::of(error.to_string()))
}

/// A typeset document as PDF that is PDF/UA-1 and PDF/A-2a at once. `ident` names the document; only its hash is written.
pub(crate) fn pdf(document: &PagedDocument, ident: String) -> Result<Vec<u8>, Vec<Fault>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| Fault::of(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Hue and Cry".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(document, &options).map_err(|errors| Fault::refused(&errors))
}
