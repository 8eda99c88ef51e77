//! `docs/third-party-notices.txt`: what is inside the program by others, under which licence, with the texts that must go
//! with it. Made from what each crate and the toolchain carry; `UPDATE=1 cargo test -p hueandcry --test workspace` writes
//! it anew.

use crate::metadata::{Package, Workspace, root, text};
use crate::standard_library;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Crates that carry no text of their licence, and where that text is: another crate's file, which says the same. A crate may
/// stand here more than once.
const BORROWED: &[(&str, &str, &str, &str)] = &[
    (
        "alloc-stdlib",
        "alloc-no-stdlib",
        "LICENSE",
        "same authors, same repository",
    ),
    (
        "profiling",
        "anyhow",
        "LICENSE-APACHE",
        "under Apache-2.0, whose text names no author",
    ),
    (
        "profiling-procmacros",
        "anyhow",
        "LICENSE-APACHE",
        "under Apache-2.0, whose text names no author",
    ),
    (
        "simd_helpers",
        "arg_enum_proc_macro",
        "LICENSE",
        "same author, same licence",
    ),
    (
        "comemo-macros",
        "comemo",
        "LICENSE-APACHE",
        "same authors, same repository",
    ),
    ("glidesort", "anyhow", "LICENSE-APACHE", UNNAMED),
    ("krilla-svg", "anyhow", "LICENSE-APACHE", UNNAMED),
    (
        "roman-numerals-rs",
        "blake3",
        "LICENSE_CC0",
        "under CC0-1.0, whose text names no author",
    ),
    ("wasmi", "anyhow", "LICENSE-APACHE", UNNAMED),
    ("wasmi_collections", "anyhow", "LICENSE-APACHE", UNNAMED),
    ("wasmi_core", "anyhow", "LICENSE-APACHE", UNNAMED),
    ("wasmi_ir", "anyhow", "LICENSE-APACHE", UNNAMED),
    ("wasmparser", "anyhow", "LICENSE-APACHE", UNNAMED),
];

/// Why any copy of that licence will do.
const UNNAMED: &str = "under Apache-2.0, whose text names no author";

/// Typst's crates carry no texts, but the one with its assets has the licence and the notice of all of them.
const TYPST: (&str, [&str; 2]) = ("typst-assets", ["LICENSE", "NOTICE"]);

/// Crates whose licence stands at the head of a source file alone.
const AT_THE_HEAD: &[(&str, &str)] = &[("qrcodegen", "src/lib.rs")];

const HEAD: &str = "\
Third-party notices

These works by others are inside the program hueandcry. Each stands here with its version, its licence as its
authors wrote it (where a choice is given, any of them), and the texts that they carry. The texts follow the
list, each once. This file is made by a test, from the dependencies of Cargo.lock and from the toolchain.

This software is based in part on the work of the Independent JPEG Group.
";

/// A work inside the program.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    pub(crate) repository: String,
    /// Names of files, and what is in them.
    pub(crate) texts: Vec<(String, String)>,
}

/// Whether a file of a crate is about its licence: by its name, wherever it lies.
fn is_about_licence(name: &str) -> bool {
    let upper = name.to_uppercase();
    let is_code = [".RS", ".TOML", ".HTML", ".PY", ".SH"]
        .iter()
        .any(|ending| upper.ends_with(ending));
    !is_code
        && [
            "LICENSE",
            "LICENCE",
            "COPYING",
            "COPYRIGHT",
            "NOTICE",
            "UNLICENSE",
            "PATENTS",
        ]
        .iter()
        .any(|start| upper.starts_with(start))
}

/// The texts of a folder and of those beneath it, by path.
fn texts_in(folder: &Path, beneath: &str, texts: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("it can be listed"))
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().expect("it can be asked");
        if kind.is_dir() {
            texts_in(&entry.path(), &format!("{beneath}{name}/"), texts);
        } else if is_about_licence(&name) {
            let bytes = fs::read(entry.path()).expect("it can be read");
            texts.push((format!("{beneath}{name}"), tidy(&String::from_utf8_lossy(&bytes))));
        }
    }
}

/// The same words with plain line ends, without spaces at the ends and empty lines around.
pub(crate) fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.trim_end_matches(|c: char| c.is_whitespace() || c.is_control()))
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The texts that stand for those that a crate does not carry.
fn borrowed(package: &Package, all: &[Package]) -> Vec<(String, String)> {
    let of_typst = package.name == "typst" || package.name.starts_with("typst-");
    let files: Vec<(&str, &str)> = if of_typst {
        TYPST.1.map(|file| (TYPST.0, file)).to_vec()
    } else {
        let rows = BORROWED.iter().filter(|(name, ..)| *name == package.name);
        rows.map(|(_, lender, file, _)| (*lender, *file)).collect()
    };
    assert!(
        !files.is_empty(),
        "{} {} carries no text of its licence ({}): look for it and put it into BORROWED",
        package.name,
        package.version,
        package.licence
    );
    let text = |(lender, file): (&str, &str)| {
        let folder = all
            .iter()
            .find(|other| other.name == lender)
            .map(|other| &other.folder);
        let folder = folder
            .unwrap_or_else(|| panic!("there is no {lender} any more, of which {} borrows", package.name));
        let mut texts = Vec::new();
        texts_in(folder, "", &mut texts);
        texts.retain(|(name, _)| name == file);
        assert_eq!(texts.len(), 1, "{lender} has no {file}");
        texts.remove(0)
    };
    files.into_iter().map(text).collect()
}

/// A crate with its texts, or with those that stand for them.
fn part(package: &Package, all: &[Package]) -> Part {
    let mut texts = Vec::new();
    texts_in(&package.folder, "", &mut texts);
    if let Some((_, file)) = AT_THE_HEAD.iter().find(|(name, _)| *name == package.name) {
        let source = fs::read_to_string(package.folder.join(file)).expect("it can be read");
        let head = source.strip_prefix("/*").and_then(|rest| rest.split_once("*/"));
        let (head, _) = head.unwrap_or_else(|| panic!("{file} of {} begins with no comment", package.name));
        texts.push(((*file).to_owned(), tidy(&head.replace("\n *", "\n"))));
    }
    if texts.is_empty() {
        texts = borrowed(package, all);
    }
    Part {
        name: package.name.clone(),
        version: package.version.clone(),
        licence: package.licence.replace('/', " OR "),
        repository: package.repository.clone(),
        texts,
    }
}

/// The notices of these parts: the list, then each text once, under the name of the first part that has it.
fn notices(parts: &[Part]) -> String {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut texts = Vec::new();
    let mut list = String::new();
    for part in parts {
        let mut mine = Vec::new();
        for (file, text) in &part.texts {
            // The same words on other lines are the same text.
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = named.entry(words).or_insert_with(|| {
                let name = format!("{}/{file}", part.name);
                texts.push((name.clone(), text));
                name
            });
            if !mine.contains(name) {
                mine.push(name.clone());
            }
        }
        let Part {
            name,
            version,
            licence,
            repository,
            ..
        } = part;
        _ = write!(list, "\n{name} {version}\n    Licence: {licence}\n");
        if !repository.is_empty() {
            _ = writeln!(list, "    From: {repository}");
        }
        _ = writeln!(list, "    Texts: {}", mine.join(", "));
    }
    let rule = "=".repeat(78);
    let mut whole = format!("{HEAD}{list}");
    for (name, text) in texts {
        _ = write!(whole, "\n{rule}\n{name}\n{rule}\n\n{text}\n");
    }
    whole
}

/// The fonts inside the program: a family's name, version, where it comes from, and the stem of its files in
/// `crates/print/fonts/`, where its licence lies beside it.
const FONTS: [(&str, &str, &str, &str); 2] = [
    (
        "Anton",
        "2.116",
        "https://github.com/googlefonts/AntonFont",
        "Anton",
    ),
    (
        "Atkinson Hyperlegible Next",
        "2.001",
        "https://github.com/googlefonts/atkinson-hyperlegible-next",
        "AtkinsonHyperlegibleNext",
    ),
];

fn fonts() -> Vec<Part> {
    let folder = root().join("crates/print/fonts");
    let font = |(name, version, repository, stem): &(&str, &str, &str, &str)| {
        let file = format!("{stem}-OFL.txt");
        let licence = fs::read_to_string(folder.join(&file)).expect("a font's licence lies beside it");
        Part {
            name: (*name).to_owned(),
            version: (*version).to_owned(),
            licence: "OFL-1.1".to_owned(),
            repository: (*repository).to_owned(),
            texts: vec![(file, tidy(&licence))],
        }
    };
    FONTS.iter().map(font).collect()
}

#[test]
fn every_font_is_told_with_its_licence() {
    let files = fs::read_dir(root().join("crates/print/fonts")).expect("the folder is there");
    for file in files {
        let name = file.expect("it can be listed").file_name();
        let name = name.to_string_lossy();
        if let Some(stem) = name.strip_suffix(".ttf") {
            let family = stem.split('-').next().unwrap_or_default();
            assert!(FONTS.iter().any(|(.., stem)| *stem == family), "{name}");
        }
    }
}

fn current() -> String {
    let workspace = Workspace::read();
    let mut parts: Vec<Part> = workspace
        .linked_with("hueandcry")
        .filter(|package| package.registry.is_some())
        .map(|package| part(package, &workspace.packages))
        .collect();
    parts.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    parts.extend(fonts());
    parts.extend(standard_library::parts());
    for part in &parts {
        assert!(
            !part.texts.is_empty(),
            "{} {} has no text",
            part.name,
            part.version
        );
    }
    notices(&parts)
}

#[test]
fn the_notices_have_everything_that_is_inside_the_program() {
    let path = root().join("docs/third-party-notices.txt");
    let current = current();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, current).expect("it can be written");
        return;
    }
    let committed = text("docs/third-party-notices.txt");
    let heads = |text: &str| -> Vec<String> {
        text.split("\n    Licence: ")
            .filter_map(|before| before.lines().last())
            .map(str::to_owned)
            .collect()
    };
    let (known, needed) = (heads(&committed), heads(&current));
    let missing: Vec<_> = needed.iter().filter(|one| !known.contains(one)).collect();
    let gone: Vec<_> = known.iter().filter(|one| !needed.contains(one)).collect();
    assert!(
        committed == current,
        "docs/third-party-notices.txt is not current (missing: {missing:?}; no longer there: {gone:?}): run \
         UPDATE=1 cargo test -p hueandcry --test workspace notices"
    );
}

#[test]
fn a_text_that_two_parts_carry_stands_there_once() {
    let part = |name: &str, text: &str| Part {
        name: name.to_owned(),
        version: "1.0.0".to_owned(),
        licence: "MIT".to_owned(),
        repository: String::new(),
        texts: vec![("LICENSE".to_owned(), text.to_owned())],
    };
    let text = notices(&[
        part("one", "You may."),
        part("two", "You\nmay."),
        part("three", "You may not."),
    ]);
    assert_eq!(text.matches("You may.").count(), 1);
    assert!(
        text.contains("two 1.0.0\n    Licence: MIT\n    Texts: one/LICENSE\n"),
        "{text}"
    );
    assert!(
        text.contains("three 1.0.0\n    Licence: MIT\n    Texts: three/LICENSE\n"),
        "{text}"
    );
}

#[test]
fn a_licence_is_known_by_its_name_and_code_is_none() {
    for name in [
        "LICENSE",
        "LICENCE.md",
        "license-mit",
        "COPYING",
        "NOTICE.txt",
        "PATENTS",
    ] {
        assert!(is_about_licence(name), "{name}");
    }
    for name in ["license.rs", "README.md", "Cargo.toml", "copyright.py"] {
        assert!(!is_about_licence(name), "{name}");
    }
}
