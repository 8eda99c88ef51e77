use campaign::Format;
use campaign::press::{Press, Sheet};
use print::Typesetter;

use crate::folder::Folder;

/// Writes every poster of the series where `PRINT_OUT` says, to be looked at.
#[test]
fn every_poster_of_the_series_is_printed() {
    for folder in Folder::series() {
        for poster in &folder.campaign.posters {
            for (_, format) in Format::ALL {
                let sheet = folder.sheet(poster, format);
                let pdf = Typesetter::new().poster(&sheet).unwrap();
                keep(&sheet, "pdf", &pdf);
            }
        }
    }
}

fn keep(sheet: &Sheet<'_>, ending: &str, bytes: &[u8]) {
    if let Ok(out) = std::env::var("PRINT_OUT") {
        let (campaign, poster, format) = (&sheet.campaign.about.id, &sheet.poster.id, sheet.format);
        std::fs::write(format!("{out}/{campaign}-{poster}-{format}.{ending}"), bytes)
            .expect("the folder is there");
    }
}
