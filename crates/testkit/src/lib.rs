//! What tests share: a clock that stands still, campaigns to begin from, and the doors through which hostile input comes.
//! Only tests use this crate. Its functions panic where a promise is broken, as a test does.

/// Several files in one piece of bytes.
mod bundle;
/// The clock that stands still.
mod clock;
/// The doors for hostile input: what `fuzz/` calls, and what the replay of its finds calls.
pub mod door;
/// Zips as folders.
mod pack;

/// A press that prints nothing.
mod press;

pub use bundle::unbundle;
pub use clock::noon_of_door_seven;
pub use pack::{found_at, unzip};
pub use press::FakePress;

use campaign::{CampaignPath, MemorySource, Source as _};

/// The campaign that the program carries and every test may begin from.
pub fn merry_muletide() -> MemorySource {
    source::series()
        .remove("merry-muletide")
        .expect("the program carries it")
}

/// The same, but for one poster, `are-you-all-right`: it borrows the picture of door 11, and so waits for that door's day.
pub fn with_a_waiting_poster() -> MemorySource {
    let mut source = merry_muletide();
    let path = CampaignPath::new("posters/are-you-all-right.toml").expect("it is a path");
    let bytes = source.read(&path, 1 << 20).expect("the campaign has it");
    let text = String::from_utf8(bytes).expect("it is text");
    let own = "picture = \"media/bench.svg\"";
    assert!(text.contains(own), "the poster has another picture than here");
    let borrowed = text.replace(own, "picture = \"media/door-11.svg\"");
    source.insert(path, borrowed.into_bytes());
    source
}

/// Every campaign that the program carries, by the name of its folder.
pub fn series() -> source::Series {
    source::series()
}

/// Reads a folder that a test made, as the program does.
pub fn load(source: MemorySource) -> source::Loaded<MemorySource> {
    source::load(source, &campaign::FolderLimits::default())
}

/// An instant of the campaign's zone: `at("2026-12-07T00:00:00")`.
pub fn at(local: &str) -> jiff::Timestamp {
    let zone = jiff::tz::TimeZone::get("Europe/London").expect("the zones are bundled");
    let local: jiff::civil::DateTime = local.parse().expect("a date and time");
    local
        .to_zoned_datetime(zone)
        .expect("a time of that day")
        .timestamp()
}
