//! Writes a site to disk, whole or not at all.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be written, with the file or folder.
#[derive(Debug)]
pub enum OutputError {
    /// The folder is there and was not written by this program: it is left as it is.
    NotOurs(PathBuf),
    /// The system said no.
    Failed(PathBuf, io::Error),
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputError::NotOurs(path) => write!(
                formatter,
                "{} has files that this program did not write; name a new or empty folder, or delete it yourself",
                path.display()
            ),
            OutputError::Failed(path, error) => write!(
                formatter,
                "{} cannot be written: {error}; check that there is room and that you may write there",
                path.display()
            ),
        }
    }
}

impl std::error::Error for OutputError {}

/// Marks a folder that may be replaced by the next build. It is empty, so that the same site is the same bytes.
const MARK: &str = ".hueandcry-build";

/// Writes files into `out`, which must be absent, empty, or an earlier build. The new site is written beside it and then
/// takes its place, so that a fault on the way leaves the old one as it was.
///
/// `files` are relative paths with `/`; they come from the program, which never makes `..`.
///
/// # Errors
/// See [`OutputError`].
pub fn write_tree<'f>(
    out: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> Result<(), OutputError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| OutputError::Failed(path, error)
    };
    if !may_replace(out) {
        return Err(OutputError::NotOurs(out.to_owned()));
    }
    let name = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let draft = out.with_file_name(format!(".{name}.new"));
    let old = out.with_file_name(format!(".{name}.old"));
    for leftover in [&draft, &old] {
        if leftover.join(MARK).exists() {
            fs::remove_dir_all(leftover).map_err(failed(leftover))?;
        }
    }
    fs::create_dir_all(&draft).map_err(failed(&draft))?;
    fs::write(draft.join(MARK), b"").map_err(failed(&draft))?;
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let target = draft.join(path);
        if let Some(folder) = target.parent()
            && folders.insert(folder.to_owned())
        {
            fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        fs::write(&target, bytes).map_err(failed(&target))?;
    }
    if out.exists() {
        fs::rename(out, &old).map_err(failed(out))?;
    }
    fs::rename(&draft, out).map_err(failed(out))?;
    if old.exists() {
        fs::remove_dir_all(&old).map_err(failed(&old))?;
    }
    Ok(())
}

fn may_replace(out: &Path) -> bool {
    if out.join(MARK).exists() {
        return true;
    }
    match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_replaces_the_build_before_it_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        write_tree(&out, [("a/index.html", b"1".as_slice()), ("old.html", b"1")]).unwrap();
        write_tree(&out, [("a/index.html", b"2".as_slice())]).unwrap();
        assert_eq!(fs::read(out.join("a/index.html")).unwrap(), b"2");
        assert!(!out.join("old.html").exists());

        let mine = folder.path().join("mine");
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("thesis.odt"), b"years of work").unwrap();
        assert!(matches!(
            write_tree(&mine, [("x", b"".as_slice())]),
            Err(OutputError::NotOurs(_))
        ));
        assert!(mine.join("thesis.odt").exists());
    }
}
