//! No folder makes the reader panic, hang or lose its way.

use crate::folder::good;
use campaign::{CampaignPath, FolderLimits, MemorySource, Source};
use proptest::prelude::*;

/// A change to a file's bytes.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Cut(usize),
    Insert(usize, Vec<u8>),
    Double(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = prop::sample::select(vec![
        "+++",
        "```",
        "```help\n",
        "[[",
        "]]",
        "\"",
        "= ",
        "{",
        "[](fact:",
        "](page:#)",
        "![](media/",
        "\u{202e}",
        "\0",
        "é",
        "> ",
        "2026-02-30",
        "\r\n",
        "<b>",
        "\u{feff}",
        "#",
        "****",
        "[[fact]]\n",
        "'''",
        "\\u0000",
    ]);
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        any::<usize>().prop_map(Change::Cut),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Change::Insert(at, piece.as_bytes().to_vec())),
        (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Change::Double(from, to)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let at = |position: usize| position % (bytes.len() + 1);
    match change {
        Change::Flip(position, byte) if !bytes.is_empty() => {
            let position = position % bytes.len();
            bytes[position] ^= byte;
        }
        Change::Flip(..) => {}
        Change::Cut(position) => bytes.truncate(at(*position)),
        Change::Insert(position, piece) => {
            let position = at(*position);
            bytes.splice(position..position, piece.iter().copied());
        }
        Change::Double(from, to) => {
            let (from, to) = (at(*from).min(at(*to)), at(*from).max(at(*to)));
            let piece = bytes[from..to].to_vec();
            bytes.splice(to..to, piece);
        }
    }
}

fn mutate(changes: &[(usize, Change)]) -> MemorySource {
    let mut source = good();
    let paths: Vec<CampaignPath> = source
        .list()
        .unwrap()
        .entries
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    for (file, change) in changes {
        let path = &paths[file % paths.len()];
        let mut bytes = source.read(path, 1 << 20).unwrap();
        apply(&mut bytes, change);
        source.insert(path.clone(), bytes);
    }
    source
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_mutated_folder_is_read_and_every_finding_has_a_place(changes in prop::collection::vec((any::<usize>(), change()), 1..8)) {
        let source = mutate(&changes);
        let (campaign, findings) = campaign::read(&source, &FolderLimits::default());
        for finding in &findings {
            prop_assert!(finding.place.line >= 1 && finding.place.column >= 1);
            prop_assert!(!finding.message.is_empty() && !finding.advice.is_empty());
            prop_assert!(!finding.message.contains('\n') && !finding.advice.contains('\n'), "{finding:?}");
        }
        prop_assert!(campaign.is_some() || !findings.is_empty());
        let mut sorted = findings.clone();
        sorted.sort();
        prop_assert_eq!(sorted, findings);
    }

    #[test]
    fn any_bytes_at_all_can_stand_in_any_file(bytes in prop::collection::vec(any::<u8>(), 0..400), file in any::<usize>()) {
        let mut source = good();
        let paths: Vec<CampaignPath> = source.list().unwrap().entries.into_iter().map(|entry| entry.path).collect();
        source.insert(paths[file % paths.len()].clone(), bytes);
        campaign::read(&source, &FolderLimits::default());
        campaign::read_private(&source, &FolderLimits::default());
    }
}
