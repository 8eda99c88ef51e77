//! The doors for hostile input. Each takes any bytes at all and panics only if the program broke a promise.

use crate::{merry_muletide, noon_of_door_seven, unbundle};
use campaign::{CampaignPath, Diagnostic, FolderLimits, MemorySource, Source};
use media::MediaLimits;
use source::ZipSource;
use std::io::Write;

/// A door's name, as its folder of finds is called, and the door.
pub type Door = (&'static str, fn(&[u8]));

/// Every door.
pub const DOORS: &[Door] = &[
    ("read_campaign", read_campaign),
    ("markdown_page", markdown_page),
    ("svg_clean", picture_clean),
    ("jpeg_clean", picture_clean),
    ("zip_folder", zip_folder),
];

/// Bytes as the files of a folder (see [`unbundle`]), read and checked.
pub fn read_campaign(bytes: &[u8]) {
    read_and_check(&unbundle(bytes));
}

/// Bytes as the first page of a good campaign.
pub fn markdown_page(bytes: &[u8]) {
    let whole = merry_muletide();
    let mut source = MemorySource::new();
    for name in ["campaign.toml", "facts.toml", "help.toml", "signs.toml"] {
        let path = path(name);
        let text = whole.read(&path, u64::MAX).expect("the campaign has it");
        source.insert(path, text);
    }
    source.insert(path("pages/home.md"), bytes);
    read_and_check(&source);
}

/// Bytes as a picture: refused with a reason, or clean, and then cleaning changes nothing more.
pub fn picture_clean(bytes: &[u8]) {
    let limits = MediaLimits {
        pixels: 1_000_000,
        ..MediaLimits::default()
    };
    match media::clean(bytes, &limits) {
        Ok(cleaned) => {
            // Damage inside is found here at the latest; either answer is a good one.
            let _damaged = media::check_pixels(&cleaned);
            let again = media::clean(cleaned.bytes(), &limits).expect("what is clean can be cleaned");
            assert_eq!(
                again.bytes(),
                cleaned.bytes(),
                "cleaning what is clean changes nothing"
            );
            assert!(
                !again.facts().had_metadata,
                "what is clean says nothing about anybody"
            );
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "a refusal has a reason");
            for fault in faults {
                assert!(!fault.message().is_empty() && !fault.advice().is_empty());
            }
        }
    }
}

/// Bytes as a zip: opened, listed, every entry read, then read as a campaign.
pub fn zip_folder(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    file.write_all(bytes).expect("and written");
    let limits = FolderLimits::for_testing();
    let Ok(zip) = ZipSource::open(file.path(), limits) else {
        return;
    };
    let listing = zip.list().expect("an open zip can be listed");
    for entry in &listing.entries {
        if let Ok(read) = zip.read(&entry.path, limits.film_bytes) {
            assert!(
                read.len() as u64 <= limits.film_bytes,
                "{} is over the limit",
                entry.path
            );
        }
    }
    let loaded = source::load(zip, &limits);
    hold(&loaded.findings);
}

/// Reads and checks a folder as `hueandcry check` does; gives every finding.
///
/// # Panics
/// When a finding says nothing, stands nowhere, or stands out of order.
pub fn read_and_check(source: &dyn Source) -> Vec<Diagnostic> {
    let limits = FolderLimits::default();
    let (campaign, findings) = campaign::read(source, &limits);
    let (private, mut all) = campaign::read_private(source, &limits);
    hold(&findings);
    hold(&all);
    assert!(
        campaign.is_some() || !findings.is_empty(),
        "a campaign that cannot be read has a finding"
    );
    if let Some(campaign) = &campaign {
        let checked = lint::check(campaign, &private, noon_of_door_seven());
        hold(&checked.findings);
        all.extend(checked.findings);
    }
    all.extend(findings);
    all.sort();
    all
}

/// The promises about findings.
fn hold(findings: &[Diagnostic]) {
    assert!(findings.is_sorted(), "findings are sorted by place");
    for finding in findings {
        assert!(
            finding.place.line >= 1 && finding.place.column >= 1,
            "{finding:?}"
        );
        assert!(
            !finding.message.is_empty() && !finding.advice.is_empty(),
            "{finding:?}"
        );
        assert!(!finding.place.file.is_empty(), "{finding:?}");
    }
}

fn path(name: &str) -> CampaignPath {
    CampaignPath::new(name).expect("the program's own path")
}
