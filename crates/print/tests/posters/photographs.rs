use crate::folder::merry_poster;
use campaign::press::{Art, Press};
use campaign::{CampaignPath, Format};
use print::Typesetter;

/// A photograph of 2400 × 1600 that packs badly: smooth ground with grain on it.
fn photograph() -> Vec<u8> {
    let (width, height) = (2400_u16, 1600_u16);
    let mut seed = 7_u32;
    let mut data = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 27) as u8;
            data.push((x / 12) as u8 / 2 + grain);
            data.push((y / 8) as u8 / 2 + grain);
            data.push(((x + y) / 20) as u8 / 2 + grain);
        }
    }
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 92);
    encoder
        .encode(&data, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("it is a picture");
    jpeg
}

#[test]
fn a_photograph_is_carried_in_the_pixels_that_paper_shows() {
    let (folder, poster) = merry_poster();
    let path = CampaignPath::new("media/photo.jpg").unwrap();
    let bytes = photograph();
    assert!(bytes.len() > 800_000, "{} bytes", bytes.len());
    let mut sheet = folder.sheet(&poster, Format::A4);
    sheet.picture = Some(Art {
        path: &path,
        bytes: &bytes,
        alt: "A photograph.",
        width: 2400,
        height: 1600,
    });
    let pdf = Typesetter::new().poster(&sheet).unwrap();
    crate::folder::keep(&sheet, "photo.pdf", &pdf);
    assert!(pdf.len() <= 300_000, "{} bytes", pdf.len());
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/DCTDecode").count(), 1, "it is embedded once");
    assert!(text.contains("/Width 1654"));
}
