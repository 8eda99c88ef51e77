use crate::folder::Folder;
use campaign::Format;
use campaign::press::Press;
use print::Typesetter;

#[test]
fn the_same_asking_gives_the_same_bytes_whatever_was_printed_before() {
    let folder = Folder::merry_muletide();
    let press = Typesetter::new();
    let posters = &folder.campaign.posters;
    let sheet = folder.sheet(&posters[0], Format::A4);
    let first = press.poster(&sheet).unwrap();
    for poster in &posters[1..] {
        press.poster(&folder.sheet(poster, Format::Screen)).unwrap();
    }
    assert!(press.poster(&sheet).unwrap() == first);
    let elsewhere = std::thread::scope(|scope| scope.spawn(|| press.poster(&sheet).unwrap()).join());
    assert!(elsewhere.unwrap() == first);
}

#[test]
fn another_placement_is_another_file() {
    let folder = Folder::merry_muletide();
    let mut sheet = folder.sheet(&folder.campaign.posters[0], Format::A4);
    let first = Typesetter::new().poster(&sheet).unwrap();
    sheet.link = "https://example.org/q/PUB8";
    assert!(Typesetter::new().poster(&sheet).unwrap() != first);
}

/// Pages of memory that this process holds, in bytes.
#[cfg(target_os = "linux")]
fn resident_bytes() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("Linux has it");
    let pages: usize = statm
        .split_whitespace()
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .expect("the second is the resident set");
    pages * 4096
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_over_a_run_of_posters_and_of_refusals() {
    let folder = Folder::merry_muletide();
    let mut too_long = folder.campaign.posters[0].clone();
    too_long.headline.value = "a word ".repeat(100);
    let press = Typesetter::new();
    let print = |from: usize, to: usize| {
        for number in from..to {
            let link = format!("https://example.org/q/P{number}");
            let mut sheet = folder.sheet(&folder.campaign.posters[number % 3], Format::A4);
            sheet.link = &link;
            press.poster(&sheet).unwrap();
            let mut sheet = folder.sheet(&too_long, Format::A4);
            sheet.link = &link;
            press.poster(&sheet).unwrap_err();
        }
    };
    print(0, 11);
    let before = resident_bytes();
    print(11, 23);
    let grown = resident_bytes().saturating_sub(before);
    // Kept whole, each of these sheets would leave some 700 KB behind.
    assert!(grown < 6 << 20, "{grown} bytes more after 24 sheets");
}
