use crate::folder::{Folder, keep};
use crate::structure::assert_is_tagged;
use crate::tools;
use campaign::press::{Art, Press, Printed};
use campaign::{Focus, Format, Layout};
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

/// A picture far taller than its place: red, then green, then blue.
const STRIPES: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 900\" width=\"100\" height=\"900\">\
    <path fill=\"#ff0000\" d=\"M0 0H100V300H0Z\"/><path fill=\"#00ff00\" d=\"M0 300H100V600H0Z\"/>\
    <path fill=\"#0000ff\" d=\"M0 600H100V900H0Z\"/></svg>";

#[test]
fn where_a_picture_is_cut_its_focus_stays_in_sight() {
    let mut folder = Folder::merry_muletide();
    let path = folder.poster("one-of-them").picture.clone().unwrap().value;
    for (layout, y) in [(Layout::Picture, 0.5), (Layout::Argument, 0.5)] {
        for (focus, colour) in [
            (None, [0, 255, 0]),
            (Focus::parse("top"), [255, 0, 0]),
            (Focus::parse("bottom"), [0, 0, 255]),
        ] {
            let mut media = folder.campaign.media.iter_mut();
            media.find(|media| media.file == path).unwrap().focus = focus;
            let mut poster = folder.poster("one-of-them").clone();
            poster.layout = layout;
            let mut sheet = folder.sheet(&poster, Format::A4);
            sheet.picture = Some(Art {
                path: &path,
                bytes: STRIPES,
                alt: "Stripes.",
                width: 100,
                height: 900,
            });
            let pdf = Typesetter::new().poster(&sheet).unwrap();
            assert_is_tagged(&pdf, &format!("{layout:?} {focus:?}"));
            assert_eq!(tools::colour(&pdf, (0.5, y)), colour, "{layout:?} {focus:?}");
        }
    }
}

/// The campaign's newspaper has a mark, made up as the newspaper is.
#[test]
fn a_partners_mark_stands_on_both_sides_in_the_place_of_its_name() {
    let folder = Folder::merry_muletide();
    let poster = folder.poster("let-go");
    let sheet = folder.sheet(poster, Format::Leaflet);
    assert_eq!(sheet.marks.len(), 1);
    let pdf = Typesetter::new().poster(&sheet).unwrap();
    assert_is_tagged(&pdf, "a leaflet with a mark");
    let text = tools::text(&pdf);
    assert_eq!(
        text.matches("From the council and the police").count(),
        2,
        "{text}"
    );
    assert!(!text.contains("newspaper"), "{text}");
    let alt = sheet.marks[0].1.alt;
    assert!(alt.starts_with("The newspaper"), "{alt}");
    let mut without = poster.clone();
    without.marks = vec![campaign::At {
        value: campaign::PartnerId::new("council").unwrap(),
        place: poster.act.place.clone(),
    }];
    assert_eq!(folder.sheet(&without, Format::Leaflet).marks.len(), 0);
}
