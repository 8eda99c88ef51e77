use crate::folder::{Folder, keep};
use crate::structure::assert_is_tagged;
use crate::tools;
use campaign::press::{Press, Printed};
use campaign::{Format, Layout};
use print::Typesetter;

/// Writes every poster of the series where `PRINT_OUT` says, to be looked at.
#[test]
fn every_poster_of_the_series_is_printed() {
    for folder in Folder::series() {
        for poster in &folder.campaign.posters {
            // All formats when somebody wants to look at them.
            let looks = std::env::var("PRINT_OUT").is_ok();
            for format in &poster.formats {
                if !looks && *format != Format::A4 {
                    continue;
                }
                let sheet = folder.sheet(poster, *format);
                let pdf = Typesetter::new().poster(&sheet).unwrap();
                keep(&sheet, "pdf", &pdf);
            }
        }
    }
}

/// Print is looked at closely; a phone held at arm's length sees about 50 pixels for each inch of an A4 sheet.
const PIXELS_ACROSS: [u32; 2] = [1650, 420];

#[test]
fn every_layout_fits_every_format_is_tagged_and_has_a_code_that_a_phone_reads() {
    let folder = Folder::with_the_longest_names();
    let poster = folder.poster("one-of-them");
    for (_, layout) in Layout::ALL {
        for (_, format) in Format::ALL {
            let mut poster = poster.clone();
            poster.layout = layout;
            let sheet = folder.sheet(&poster, format);
            let printed = Typesetter::new().poster(&sheet);
            let pdf = printed.unwrap_or_else(|found| panic!("{layout:?} {format} {found:#?}"));
            keep(&sheet, &format!("{}.pdf", layout.name()), &pdf);
            assert_is_tagged(&pdf, &format!("{layout:?} {format}"));
            for across in PIXELS_ACROSS {
                let read = tools::codes(&pdf, across);
                assert_eq!(read, [sheet.link], "{layout:?} {format} at {across}");
            }
        }
    }
}

#[test]
fn a_site_with_a_long_name_has_room_beneath_every_code() {
    let folder = Folder::with_the_longest_names();
    let long = "https://merrymuletide.bournemouthchristchurchpoole.gov.example/q/AB12CD";
    for (_, layout) in Layout::ALL {
        for format in [Format::A4, Format::Leaflet] {
            let mut poster = folder.poster("one-of-them").clone();
            poster.layout = layout;
            let mut sheet = folder.sheet(&poster, format);
            sheet.link = long;
            let pdf = Typesetter::new().poster(&sheet);
            let pdf = pdf.unwrap_or_else(|found| panic!("{layout:?} {format} {found:#?}"));
            keep(&sheet, &format!("{}.long.pdf", layout.name()), &pdf);
            assert_eq!(tools::codes(&pdf, 1650), [long], "{layout:?} {format}");
        }
    }
}

#[test]
fn a_screen_gets_a_picture_of_its_own_size() {
    let folder = Folder::merry_muletide();
    let sheet = folder.sheet(&folder.campaign.posters[0], Format::Screen);
    let Printed::Png(png) = Typesetter::new().screen(&sheet).unwrap() else {
        panic!("a drawing is a PNG");
    };
    keep(&sheet, "png", &png);
    let side = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1080, 1920));
}
