use crate::folder::merry_poster;
use campaign::Format;
use campaign::press::Press;
use print::Typesetter;

/// What a screen reader and an archive look for. veraPDF looks at everything; this looks at once.
pub(crate) fn assert_is_tagged(pdf: &[u8], what: &str) {
    let text = String::from_utf8_lossy(pdf);
    for wanted in [
        "/Marked true",
        "/StructTreeRoot",
        "/Lang(en-GB)",
        "/DisplayDocTitle true",
        "<pdfuaid:part>1<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>A<",
        "/S/H1",
        "/S/Figure",
        "/S/Link",
        "(https://example.org/merry-muletide/posters/one-of-them/)",
    ] {
        assert!(text.contains(wanted), "{what}: no {wanted}");
    }
    assert_eq!(text.matches("/S/H1").count(), 1, "{what}: one headline");
    let figures = text.matches("/S/Figure").count();
    let described = text.split("/S/Figure").skip(1).filter(|figure| {
        let end = figure.find("endobj").unwrap_or(figure.len());
        figure[..end].contains("/Alt")
    });
    assert_eq!(described.count(), figures, "{what}: a text for each picture");
}

#[test]
fn a_leaflet_has_two_sides_and_the_second_has_the_hours() {
    let (folder, poster) = merry_poster();
    let pdf = Typesetter::new()
        .poster(&folder.sheet(&poster, Format::Leaflet))
        .unwrap();
    let sides = crate::tools::text(&pdf);
    let sides: Vec<&str> = sides.split('\x0c').collect();
    assert!(sides[1].contains("Any time, day or night."), "{sides:?}");
    assert!(sides[1].contains("0300 123 6600"), "{sides:?}");
}

#[test]
fn what_is_read_comes_in_the_order_in_which_it_is_meant() {
    let (folder, poster) = merry_poster();
    let pdf = Typesetter::new()
        .poster(&folder.sheet(&poster, Format::A4))
        .unwrap();
    let text = crate::tools::text(&pdf)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let order = [
        "One of them",
        "Tell the person",
        "FRANK",
        "0300 123 6600",
        "example.org",
        "#MerryMuletide",
        "A worked example",
    ];
    let places: Vec<_> = order.iter().map(|words| text.find(words)).collect();
    assert!(places.iter().all(Option::is_some), "{text}");
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn a_printer_gets_bleed_and_a_trim_box_of_the_very_format() {
    let (folder, poster) = merry_poster();
    let mut sheet = folder.sheet(&poster, Format::A4);
    sheet.for_printer = true;
    let pdf = Typesetter::new().poster(&sheet).unwrap();
    let boxes = crate::tools::boxes(&pdf);
    // 10 mm around, of which 3 are bleed and the rest is for the marks.
    assert!(
        boxes.contains("MediaBox:            0.00     0.00   651.97   898.58"),
        "{boxes}"
    );
    assert!(
        boxes.contains("TrimBox:            28.35    28.35   623.62   870.24"),
        "{boxes}"
    );
    assert!(
        boxes.contains("BleedBox:           19.84    19.84   632.13   878.74"),
        "{boxes}"
    );
}
