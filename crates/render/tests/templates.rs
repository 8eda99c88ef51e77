//! Every file in the template folders is a page or a piece that something uses.
#![expect(clippy::disallowed_methods, reason = "a test looks at the source")]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What the crate includes: the paths of its templates, and the files that it embeds.
fn sources() -> String {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for path in files(&crate_folder.join("src"), "rs")
        .iter()
        .chain(&files(&crate_folder.join("templates"), "html"))
    {
        text.push_str(&fs::read_to_string(path).expect("a source file can be read"));
    }
    text
}

#[test]
fn every_template_and_style_is_used() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let templates = crate_folder.join("templates");
    let sources = sources();
    let mut count = 0;
    for path in files(&templates, "html") {
        let name = path
            .strip_prefix(&templates)
            .expect("beneath")
            .display()
            .to_string();
        assert!(sources.contains(&format!("\"{name}\"")), "nothing uses {name}");
        count += 1;
    }
    for path in files(&crate_folder.join("styles"), "css") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(
            sources.contains(&format!("../styles/{name}\"")),
            "nothing uses {name}"
        );
        count += 1;
    }
    assert!(count >= 5, "the folders were not found");
}
