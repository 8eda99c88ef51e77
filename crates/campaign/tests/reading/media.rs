//! `media/media.toml`.

use crate::folder::{good, read};
use campaign::{CampaignPath, Focus, FolderLimits, ItemId, MemorySource};
use std::collections::BTreeMap;

/// The campaign with a picture on its home, and this beside its alt text.
fn with(focus: &str) -> MemorySource {
    let mut source = good();
    for (path, text) in [
        (
            "pages/home.md",
            "+++\ntitle = \"Just a bit of fun?\"\npicture = \"media/tag.svg\"\n+++\n\nA page.\n".to_owned(),
        ),
        (
            "media/tag.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned(),
        ),
        (
            "media/media.toml",
            format!("[[picture]]\nfile = \"media/tag.svg\"\nalt = \"A tag.\"\n{focus}"),
        ),
    ] {
        source.insert(CampaignPath::new(path).unwrap(), text.into_bytes());
    }
    source
}

#[test]
fn a_focus_is_a_word_or_a_point() {
    for (text, focus) in [
        ("", None),
        ("focus = \"top\"\n", Some(Focus { x: 50, y: 0 })),
        ("focus = \"30% 70%\"\n", Some(Focus { x: 30, y: 70 })),
    ] {
        assert_eq!(read(&with(text)).media[0].focus, focus, "{text}");
    }
}

#[test]
fn a_focus_that_is_none_is_found_with_what_may_stand_there() {
    let (campaign, findings) = campaign::read(&with("focus = \"upper\"\n"), &FolderLimits::default());
    assert_eq!(campaign.unwrap().media[0].focus, None);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(
        (findings[0].rule.0, findings[0].place.to_string()),
        ("bad-value", "media/media.toml:4:9".to_owned())
    );
    assert!(findings[0].advice.contains("\"top\"") && findings[0].advice.contains("\"30% 70%\""));
}

#[test]
fn what_shows_a_picture_is_another_item_when_its_focus_changes() {
    let hash = |focus: &str| {
        let hashes = campaign::edition::item_hashes(&read(&with(focus)), &BTreeMap::new());
        hashes[&ItemId::Page(CampaignPath::new("pages/home.md").unwrap())]
    };
    assert_ne!(hash(""), hash("focus = \"top\"\n"));
    assert_ne!(hash("focus = \"top\"\n"), hash("focus = \"bottom\"\n"));
    assert_eq!(hash("focus = \"top\"\n"), hash("focus = \"50% 0%\"\n"));
}
