//! No folder makes the linter panic or hang.

#![expect(clippy::unwrap_used, reason = "the paths are written here")]
#![expect(clippy::disallowed_methods, reason = "a test may look at the clock")]

mod common;

use campaign::{CampaignPath, MemorySource, Source};

/// A small generator (Marsaglia's xorshift): the same changes in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap_or(0) % bound.max(1)
    }
}

const SPLINTERS: [&str; 16] = [
    "\"",
    "'",
    "“",
    "\u{301}",
    "\u{200b}",
    "1",
    "%",
    "£",
    "é",
    "½",
    "\n",
    "```help\n",
    "](",
    "+++\n",
    "\\u0041",
    "𝟙",
];

#[test]
fn no_mutated_folder_makes_it_panic() {
    let good = common::files(&common::folder("tests/fixtures/broken"));
    // A photograph is mutated where pictures are read.
    let mut entries = good.list().unwrap().entries;
    entries.retain(|entry| entry.path.extension() != Some("png"));
    let mut random = Random(20_261_124);
    for _ in 0..150 {
        let entry = &entries[random.below(entries.len())];
        let bytes = good.read(&entry.path, 1 << 20).unwrap();
        let mut text: Vec<char> = String::from_utf8(bytes).unwrap().chars().collect();
        for _ in 0..3 {
            let at = random.below(text.len());
            match random.below(3) {
                0 => drop(text.splice(at..(at + random.below(9)).min(text.len()), std::iter::empty())),
                1 => drop(text.splice(at..at, SPLINTERS[random.below(SPLINTERS.len())].chars())),
                _ => text.rotate_left(at),
            }
        }
        let mut source = good.clone();
        source.insert(
            entry.path.clone(),
            text.into_iter().collect::<String>().into_bytes(),
        );
        common::findings_of(&source);
    }
}

/// A page of 50 kilobytes.
fn long(unit: &str) -> MemorySource {
    let mut source = common::files(&common::folder("tests/minimal"));
    let text = format!(
        "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{}",
        unit.repeat(50_000 / unit.len())
    );
    source.insert(CampaignPath::new("pages/long.md").unwrap(), text.into_bytes());
    let words = "[[words]]\nrestriction = \"x\"\nwords = [\"junkie\", \"aaaa\"]\n";
    source.insert(CampaignPath::new("private/words.toml").unwrap(), words.as_bytes());
    source
}

#[test]
fn a_page_of_nothing_but_faults_is_read_to_its_end() {
    for unit in [
        "junkie ",
        "- junkies\n",
        "completely anonymous, 100% secure. ",
        "99% of 100 ",
        "1 in ",
        "- 12 children\n",
        "“",
        "aaaa",
        "- [x](page:nowhere)\n",
        "- [x](#nowhere)\n",
        "## a\n\n",
        "never completely anonymous ",
        "to 12 ",
    ] {
        let found = common::findings_of(&long(unit));
        assert!(!found.is_empty(), "{unit:?}");
    }
}

#[test]
fn thousands_of_old_addresses_that_lead_to_one_another_are_followed_in_no_time() {
    let mut source = common::files(&common::folder("tests/minimal"));
    let about = CampaignPath::new("campaign.toml").unwrap();
    let mut toml = String::from_utf8(source.read(&about, 1 << 20).unwrap()).unwrap();
    for number in 0..3_000 {
        toml += &format!("\n[[moved]]\nfrom = \"a{number}/\"\nto = \"a{}\"\n", number + 1);
    }
    source.insert(about, toml.into_bytes());
    let began = std::time::Instant::now();
    assert!(common::findings_of(&source).len() >= 3_000);
    assert!(
        began.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}

/// Words that the rules about text look at, and what stands between them.
const SPLINTERS_OF_COPY: [&str; 48] = [
    "her",
    "son",
    "Tom",
    "15",
    "year",
    "old",
    "-",
    "13-year-old",
    "Bellwood",
    "Academy",
    "Street",
    "tower",
    "block",
    "of",
    "999",
    "101",
    "55",
    "press",
    "danger",
    "emergency",
    "is",
    "not",
    "if",
    "or",
    "from",
    "December",
    "1",
    "31",
    "2026",
    "will",
    "tomorrow",
    "next",
    "week",
    "[",
    "]",
    "{",
    "}",
    "<",
    "TBC",
    "0000 000 000",
    "A",
    "’s",
    "é",
    "…",
    "“",
    ".",
    ",",
    "?",
];

#[test]
fn no_copy_makes_it_panic() {
    let mut random = Random(20_261_127);
    for _ in 0..60 {
        let mut text = String::from("+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n");
        for _ in 0..400 {
            text.push_str(SPLINTERS_OF_COPY[random.below(SPLINTERS_OF_COPY.len())]);
            text.push_str(["", " ", " ", " ", "\n\n", "\u{a0}"][random.below(6)]);
        }
        let mut source = common::files(&common::folder("tests/minimal"));
        source.insert(CampaignPath::new("pages/copy.md").unwrap(), text.into_bytes());
        common::findings_of(&source);
    }
}

/// The shorter of two times that a page of so many bytes takes.
fn seconds(unit: &str, bytes: usize) -> f64 {
    let mut source = common::files(&common::folder("tests/minimal"));
    let text = format!(
        "+++\ntitle = \"A page\"\nhelp = [\"childline\"]\n+++\n\n{}",
        unit.repeat(bytes / unit.len())
    );
    source.insert(CampaignPath::new("pages/long.md").unwrap(), text.into_bytes());
    let time = || {
        let before = std::time::Instant::now();
        common::findings_of(&source);
        before.elapsed().as_secs_f64()
    };
    time().min(time())
}

#[test]
fn sixteen_times_the_text_takes_no_square_of_the_time() {
    for unit in [
        "her son ",
        "Her 13-year-old son was at Bellwood Academy. ",
        "High High High ",
        "tower tower block ",
        "Tom, 15, ",
        "Tom Tom ",
        "pupil Anna Hill ",
        "If in danger, ring 101, or 999 and ",
        "and ring 999 ",
        "press 55 ",
        "silent call. ",
        "text 999 ",
        "from 1 November ",
        "next week ",
        "A.B.C. ",
        "[name ",
        "{a} ",
        "0 0 0 ",
        "“",
        "LOUD LOUD ",
        "Organisationally ",
        "Is it? ",
        "x\n\n",
        "## a\n\n",
    ] {
        let (short, long) = (seconds(unit, 2_000), seconds(unit, 32_000));
        // In a straight line it takes 16 times as long, as a square 256 times. The machine may be busy.
        assert!(
            long < short.max(0.005) * 100.0,
            "{unit:?}: {short:.3} s, then {long:.3} s"
        );
    }
}
