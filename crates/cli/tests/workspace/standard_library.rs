//! Rust's standard library is inside every program; what it consists of, the toolchain says itself.

use crate::notices::{Part, tidy};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The marks of the toolchain's list: a work by others, and one of its texts.
const WORK: &str = "<h3>\u{1f4e6} ";
const TEXT: &str = "<summary><code>";

/// Works of the list that only other systems' programs have inside them, by how their names begin.
const OTHER_SYSTEMS: [&str; 8] = [
    "fortanix-sgx",
    "hermit-abi",
    "moto-rt",
    "r-efi",
    "vex-sdk",
    "wasi",
    "windows",
    "wit-bindgen",
];

/// The standard library, and each work by others that the toolchain lists for it.
pub(crate) fn parts() -> Vec<Part> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .expect("rustc runs");
    let sysroot = PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim());
    let folder = sysroot.join("share/doc/rust");
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; a toolchain from rustup has it, and rust-toolchain.toml names it",
                folder.join(name).display()
            )
        })
    };
    let list = read("COPYRIGHT-library.html");
    let (own, _) = list.split_once(WORK).expect("it lists works by others");
    let mut texts = vec![("COPYRIGHT".to_owned(), plain(own))];
    for licence in ["Apache-2.0", "MIT", "Unicode-3.0"] {
        texts.push((
            licence.to_owned(),
            tidy(&read(&format!("licenses/{licence}.txt"))),
        ));
    }
    let version = Command::new("rustc")
        .arg("--version")
        .output()
        .expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("a text");
    let mut parts = vec![Part {
        name: "rust-standard-library".to_owned(),
        version: version.split(' ').nth(1).unwrap_or_default().to_owned(),
        licence: "(MIT OR Apache-2.0) AND Unicode-3.0".to_owned(),
        repository: "https://github.com/rust-lang/rust".to_owned(),
        texts,
    }];
    parts.extend(works(&list).into_iter().filter(|work| {
        let name = work.name.trim_start_matches("rust-standard-library/");
        !OTHER_SYSTEMS.iter().any(|start| name.starts_with(start))
    }));
    parts
}

/// The works by others of the toolchain's list.
fn works(list: &str) -> Vec<Part> {
    list.split(WORK).skip(1).map(work).collect()
}

fn work(html: &str) -> Part {
    let (title, rest) = html.split_once("</h3>").expect("a heading ends");
    // `wasi-0.14.4+wasi-0.2.4`: the version begins at the first number.
    let at = title
        .match_indices('-')
        .map(|(at, _)| at)
        .find(|at| title[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
        .expect("a version follows the name");
    let licence = rest
        .split_once("<b>License:</b>")
        .and_then(|(_, rest)| rest.split_once("</p>"))
        .map(|(licence, _)| plain(licence))
        .expect("it has a licence");
    let texts = rest
        .split(TEXT)
        .skip(1)
        .map(|text| {
            let (name, rest) = text.split_once("</code>").expect("a name ends");
            let (_, text) = rest.split_once("<pre>").expect("a text begins");
            let (text, _) = text.split_once("</pre>").expect("a text ends");
            (name.to_owned(), plain(text))
        })
        .collect();
    Part {
        name: format!("rust-standard-library/{}", &title[..at]),
        version: title[at + 1..].to_owned(),
        licence,
        repository: String::new(),
        texts,
    }
}

/// HTML as text: without its tags, its lines without their indentation where they are empty.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for (at, piece) in html.split('<').enumerate() {
        text.push_str(match piece.split_once('>') {
            Some((_, words)) if at > 0 => words,
            _ => piece,
        });
    }
    for (written, meant) in [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        // Last, and the toolchain's way after the other: what it says of an ampersand stays.
        ("&amp;", "&"),
        ("&#38;", "&"),
    ] {
        text = text.replace(written, meant);
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    tidy(&lines.join("\n")).trim().to_owned()
}

#[test]
fn the_toolchain_s_list_is_read_with_names_licences_and_texts() {
    let works = works(
        "before<h3>\u{1f4e6} wasi-0.14.4+wasi-0.2.4</h3>\n<p><b>License:</b> MIT</p><details>\
         <summary><code>LICENSE-MIT</code></summary>\n<pre>\nBy &#60;me&#62; &#38;amp; you\n</pre></details>\
         <h3>\u{1f4e6} cfg-if-1.0.4</h3><p><b>License:</b> MIT OR Apache-2.0</p>",
    );
    assert_eq!(works.len(), 2);
    assert_eq!(
        (
            works[0].name.as_str(),
            works[0].version.as_str(),
            works[0].licence.as_str()
        ),
        ("rust-standard-library/wasi", "0.14.4+wasi-0.2.4", "MIT")
    );
    assert_eq!(works[0].texts[0].0, "LICENSE-MIT");
    assert_eq!(works[0].texts[0].1, "By <me> &amp; you");
    assert_eq!(works[1].name, "rust-standard-library/cfg-if");
}
