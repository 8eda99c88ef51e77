//! A sheet's first side as a picture, for screens that show no PDF.

use crate::fault::Fault;
use campaign::press::Printed;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

/// How many pixels a screen that stands upright has across.
const WIDTH: f64 = 1080.0;

/// The first side as PNG.
pub(crate) fn png(document: &PagedDocument) -> Result<Printed, Vec<Fault>> {
    let page = document
        .pages()
        .first()
        .ok_or_else(|| Fault::of("it has no side"))?;
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(WIDTH / page.frame.width().to_pt()),
        render_bleed: false,
    };
    let pixels = render(page, &options);
    let written = pixels.encode_png();
    written
        .map(Printed::Png)
        .map_err(|error| Fault::of(format!("its picture cannot be written: {error}")))
}
