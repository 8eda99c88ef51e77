//! The short link as a code that a phone reads (QR, ISO/IEC 18004).

use crate::fault::Fault;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Light modules that the standard asks for around a code.
const QUIET: i32 = 4;

/// A code as a drawing: dark on light whatever stands around it, with its quiet zone, the dark modules in one path.
/// Level M or better: a seventh of it may be lost to a scratch or a drawing pin.
pub(crate) fn drawing(link: &str) -> Result<String, Vec<Fault>> {
    let code = QrCode::encode_text(link, QrCodeEcc::Medium).map_err(|_| {
        Fault::of(format!(
            "its short link has {} bytes and no code holds as many",
            link.len()
        ))
    })?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let (left, top, wide) = (from + QUIET, y + QUIET, x - from);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left} {top}h{wide}v1h-{wide}z");
            }
            x += 1;
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_dark_path_within_four_light_modules() {
        let drawing = drawing("https://example.org/q/AB12").unwrap();
        assert_eq!(drawing.matches("#000").count(), 1);
        // 26 bytes at level M need version 2: 25 modules, and 4 on each side.
        assert!(drawing.contains("viewBox=\"0 0 33 33\""));
        assert!(
            drawing.contains("M4 4h7v1h-7z"),
            "the first finder begins after the quiet zone"
        );
    }

    #[test]
    fn a_link_that_no_code_holds_is_a_fault() {
        assert!(drawing(&"a".repeat(5000)).is_err());
    }
}
