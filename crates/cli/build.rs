//! Packs the program's own source, so that the running program can offer it (AGPL-3.0, section 13): the same files in the
//! same order with the same times give the same bytes. Nothing of `private/` and no dot file is taken.
//!
//! Packs the licences too, ours and those of everything inside the program: `hueandcry licences` shows them.

use flate2::{Compression, GzBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What the source is, beside the folders below.
const FILES: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "clippy.toml",
    "deny.toml",
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "test",
];
const FOLDERS: [&str; 6] = ["bench", "campaigns", "crates", "docs", "fuzz", "packaging"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let mut files: Vec<PathBuf> = FILES
        .iter()
        .map(|name| root.join(name))
        .filter(|file| file.is_file())
        .collect();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("source.tar.gz");
    let mut archive = GzBuilder::new()
        .mtime(0)
        .write(fs::File::create(out)?, Compression::best());
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let path = file
            .strip_prefix(&root)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        // An editor's file may go away between being listed and being read.
        let bytes = match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        archive.write_all(&header(&format!("hueandcry/{path}"), bytes.len())?)?;
        archive.write_all(&bytes)?;
        archive.write_all(&vec![0; bytes.len().next_multiple_of(512) - bytes.len()])?;
    }
    archive.write_all(&[0; 1024])?;
    archive.finish()?;
    pack_licences(&root)
}

/// The program's licence, then the notices of its parts, in one text.
fn pack_licences(root: &Path) -> io::Result<()> {
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("licences.txt.gz");
    let mut packed = GzBuilder::new()
        .mtime(0)
        .write(fs::File::create(out)?, Compression::best());
    packed.write_all(
        b"Hue and Cry is free software under the GNU Affero General Public License, version 3 or later.\n\n",
    )?;
    packed.write_all(&fs::read(root.join("LICENSE"))?)?;
    packed.write_all(b"\n\n")?;
    packed.write_all(&fs::read(root.join("docs/third-party-notices.txt"))?)?;
    packed.finish()?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || ["private", "target", "node_modules"].contains(&name.as_str()) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// A header of a POSIX.1-1988 (ustar) archive: the name in two fields, octal numbers, and the sum of its bytes.
fn header(name: &str, size: usize) -> io::Result<[u8; 512]> {
    let mut header = [0_u8; 512];
    let is_split = |(at, c): &(usize, char)| *c == '/' && *at <= 155;
    let split = (name.len() > 100)
        .then(|| name.char_indices().rfind(is_split))
        .flatten();
    let (prefix, rest) = split.map_or(("", name), |(at, _)| (&name[..at], &name[at + 1..]));
    if rest.len() > 100 {
        return Err(io::Error::other(format!(
            "{name} is too long for the source archive"
        )));
    }
    let mut put = |at: usize, text: &str| header[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, rest);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{size:011o}\0"));
    put(136, "00000000000\0");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    put(345, prefix);
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Ok(header)
}
