//! The series that the program carries, so that it runs anywhere.

use campaign::{CampaignPath, MemorySource};
use std::collections::BTreeMap;

/// Campaign, path and bytes of every embedded file; made by the build script.
const FILES: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/series.rs"));

/// The embedded campaigns, by the name of their folder.
pub type Series = BTreeMap<&'static str, MemorySource>;

/// Opens the embedded campaigns.
pub fn series() -> Series {
    let mut series = Series::new();
    for (campaign, path, bytes) in FILES {
        if let Ok(path) = CampaignPath::from_entry(path) {
            series.entry(campaign).or_default().insert(path, *bytes);
        }
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use campaign::Source;

    #[test]
    fn the_program_carries_the_series_and_nothing_private() {
        let series = series();
        assert!(series.contains_key("merry-muletide"));
        for source in series.values() {
            for entry in source.list().unwrap().entries {
                assert!(
                    entry
                        .path
                        .parts()
                        .all(|part| part != "private" && !part.starts_with('.'))
                );
            }
        }
    }
}
