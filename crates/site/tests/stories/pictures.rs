//! Photographs, films and downloads.

use crate::{input, input_of, input_with, make, text};
use campaign::{CampaignPath, ContentHash};
use media::{EncodedPicture, Format, MediaKind, PictureFacts};
use site::{Cache, Content, MediaFile, Mode, Policy, SiteInput};
use testkit::{at, noon_of_door_seven};

fn path(text: &str) -> CampaignPath {
    CampaignPath::new(text).unwrap()
}

/// The series with a photograph on a page of its own, and a sheet to take away.
fn with_a_photograph() -> SiteInput {
    let mut source = testkit::merry_muletide();
    let page = "+++\ntitle = \"The pier\"\n+++\n\n![The pier at dusk](media/pier (1).jpg)\n\n[A sheet for schools](media/sheet.pdf)\n";
    source.insert(
        path("pages/pier.md"),
        page.replace("(media/pier (1).jpg)", "(<media/pier (1).jpg>)")
            .into_bytes(),
    );
    let mut input = input_of(source, Mode::Live);
    let encoded = [
        (480, Format::Avif),
        (480, Format::Jpeg),
        (960, Format::Avif),
        (960, Format::Jpeg),
    ];
    let encoded = encoded.map(|(width, format)| EncodedPicture {
        width,
        height: width / 2,
        format,
        bytes: vec![7; 300],
    });
    let facts = PictureFacts {
        kind: MediaKind::Jpeg,
        width: 1200,
        height: 600,
        had_metadata: true,
        has_alpha: false,
    };
    let photograph = MediaFile {
        kind: MediaKind::Jpeg,
        hash: ContentHash::of(b"pier"),
        size_bytes: 4,
        bytes: Some(b"pier".as_slice().into()),
        facts: Some(facts),
        encoded: encoded.to_vec(),
    };
    let sheet = MediaFile {
        kind: MediaKind::Pdf,
        hash: ContentHash::of(b"sheet"),
        size_bytes: 5,
        bytes: None,
        facts: None,
        encoded: Vec::new(),
    };
    crate::only(&mut input)
        .media
        .insert(path("media/pier (1).jpg"), photograph);
    crate::only(&mut input)
        .media
        .insert(path("media/sheet.pdf"), sheet);
    input
}

#[test]
fn a_photograph_is_offered_in_its_sizes_with_a_fall_back_and_is_asked_for_again_each_time() {
    let interval = make(&with_a_photograph(), at("2026-12-04T12:00:00"));
    let page = text(&interval, "/merry-muletide/pier/");
    let picture = page
        .split("<picture>")
        .nth(1)
        .and_then(|rest| rest.split("</picture>").next())
        .unwrap();
    let avif = picture.find("type=\"image/avif\"").unwrap();
    assert!(avif < picture.find("type=\"image/jpeg\"").unwrap());
    for part in [
        " 480w",
        " 960w",
        "width=\"1200\" height=\"600\"",
        "alt=\"The pier at dusk\"",
    ] {
        assert!(picture.contains(part), "{part} is not in {picture}");
    }
    let address = picture
        .split("<img src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fall_back = interval.get(address).unwrap();
    assert_eq!(
        (fall_back.content_type, fall_back.cache),
        ("image/jpeg", Cache::Revalidate)
    );
    assert!(!address.contains(['(', ' ']), "{address}");
}

#[test]
fn a_download_is_linked_and_never_whole_in_memory() {
    let interval = make(&with_a_photograph(), at("2026-12-04T12:00:00"));
    let page = text(&interval, "/merry-muletide/pier/");
    let address = page
        .split("\">A sheet for schools")
        .next()
        .unwrap()
        .rsplit('"')
        .next()
        .unwrap();
    let sheet = interval.get(address).unwrap();
    assert!(matches!(&sheet.content, Content::Stream { size_bytes: 5, .. }));
    assert_eq!(sheet.policy, Policy::Nothing);
}

#[test]
fn a_page_with_a_photograph_is_shared_with_it_in_a_form_that_networks_read() {
    let mut input = with_a_photograph();
    let pier = crate::only(&mut input)
        .campaign
        .pages
        .iter_mut()
        .find(|page| page.file == path("pages/pier.md"));
    let pier = pier.unwrap();
    let place = pier.place.clone();
    pier.picture = Some(campaign::At {
        value: path("media/pier (1).jpg"),
        place: place.clone(),
    });
    let mut described = input.campaigns[0].campaign.media[0].clone();
    described.file = path("media/pier (1).jpg");
    described.alt = "The pier at dusk".to_owned();
    crate::only(&mut input).campaign.media.push(described);
    let interval = make(&input, at("2026-12-04T12:00:00"));
    let page = text(&interval, "/merry-muletide/pier/");
    let property = |name: &str| {
        let start = format!("<meta property=\"og:{name}\" content=\"");
        let rest = page.split(start.as_str()).nth(1);
        rest.and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let shared = property("image");
    let address = shared.strip_prefix("https://example.org").unwrap();
    assert_eq!(interval.get(address).unwrap().content_type, "image/jpeg");
    assert!(address.contains(".960."), "{address} is not the largest");
    assert_eq!(
        (
            property("image:width").as_str(),
            property("image:height").as_str()
        ),
        ("960", "480")
    );
    assert_eq!(property("image:alt"), "The pier at dusk");
    assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
}

#[test]
fn a_picture_with_a_focus_says_where_it_may_be_cut_and_the_style_of_its_page_knows() {
    let source = input_with(
        "media/media.toml",
        "file = \"media/hero.svg\"\n",
        "file = \"media/hero.svg\"\nfocus = \"30% 100%\"\n",
        Mode::Live,
    );
    let interval = make(&source, noon_of_door_seven());
    for address in ["/", "/merry-muletide/"] {
        let page = text(&interval, address);
        assert!(page.contains(" class=\"f30-100\""), "{address}");
        assert!(
            page.contains(".f30-100{object-position:30% 100%!important}"),
            "{address}"
        );
    }
    let before = make(&input(Mode::Live), noon_of_door_seven());
    assert!(!text(&before, "/merry-muletide/").contains("object-position:30%"));
}
