//! Putting another text in the place of one.

use campaign::{CampaignPath, FolderLimits};
use source::{FolderSource, ReplaceError};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.toml"), "cheked\r\n").unwrap();
    fs::create_dir(folder.path().join("private")).unwrap();
    fs::write(folder.path().join("private/words.toml"), "cheked").unwrap();
    folder
}

fn replace(folder: &Path, path: &str, old: &str, new: &str) -> Result<(), ReplaceError> {
    let source = FolderSource::open(folder, FolderLimits::default()).unwrap();
    source.replace(&CampaignPath::new(path).unwrap(), old.as_bytes(), new.as_bytes())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_text_is_replaced_whole_and_keeps_its_rights() {
    let folder = folder();
    let file = folder.path().join("facts.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    replace(folder.path(), "facts.toml", "cheked\r\n", "checked\r\n").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "checked\r\n");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o640);
    assert_eq!(names(folder.path()), ["facts.toml", "private"]);
}

#[test]
fn a_text_that_changed_meanwhile_is_left_as_it_is() {
    let folder = folder();
    for old in ["cheked", "cheked\r\n\n", ""] {
        let refused = replace(folder.path(), "facts.toml", old, "checked");
        assert!(
            matches!(refused, Err(ReplaceError::Changed)),
            "{old:?}: {refused:?}"
        );
    }
    let gone = replace(folder.path(), "help.toml", "", "x");
    assert!(matches!(gone, Err(ReplaceError::Changed)), "{gone:?}");
    assert_eq!(
        fs::read_to_string(folder.path().join("facts.toml")).unwrap(),
        "cheked\r\n"
    );
    assert_eq!(names(folder.path()), ["facts.toml", "private"]);
}

#[test]
fn what_is_private_or_a_link_or_no_text_is_never_written() {
    let folder = folder();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("help.toml"), "x").unwrap();
    symlink(outside.path().join("help.toml"), folder.path().join("help.toml")).unwrap();
    symlink(outside.path(), folder.path().join("posters")).unwrap();
    fs::write(outside.path().join("p.toml"), "x").unwrap();
    for (path, old) in [
        ("private/words.toml", "cheked"),
        ("help.toml", "x"),
        ("posters/p.toml", "x"),
        ("media/x.svg", ""),
        ("README.md", ""),
    ] {
        assert!(replace(folder.path(), path, old, "written").is_err(), "{path}");
    }
    for kept in ["help.toml", "p.toml"] {
        assert_eq!(fs::read_to_string(outside.path().join(kept)).unwrap(), "x");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("private/words.toml")).unwrap(),
        "cheked"
    );
}
