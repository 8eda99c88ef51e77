//! No folder makes the linter panic or hang.

#![expect(clippy::unwrap_used, reason = "the paths are written here")]

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
    let entries = good.list().unwrap().entries;
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
