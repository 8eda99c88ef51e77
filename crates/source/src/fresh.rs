//! Writes a folder that was not there before, whole or not at all.

use crate::output::OutputError;
use campaign::CampaignPath;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes files into `out`, which must be absent or empty. They are written beside it and then take its place, so that a
/// fault on the way leaves nothing.
///
/// # Errors
/// See [`OutputError`].
pub fn write_fresh<'f>(
    out: &Path,
    files: impl IntoIterator<Item = (&'f CampaignPath, &'f [u8])>,
) -> Result<(), OutputError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| OutputError::Failed(path, error)
    };
    match fs::read_dir(out).map(|mut entries| entries.next().is_none()) {
        Ok(true) => {}
        Ok(false) => return Err(OutputError::NotEmpty(out.to_owned())),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound => {}
            io::ErrorKind::NotADirectory => return Err(OutputError::NotEmpty(out.to_owned())),
            _ => return Err(OutputError::Failed(out.to_owned(), error)),
        },
    }
    // `.` and `..` have no name beside which anything could be written.
    let Some(name) = out.file_name() else {
        return Err(OutputError::NoName(out.to_owned()));
    };
    let draft = Draft(out.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id())));
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).map_err(failed(parent))?;
    }
    // Not `create_dir_all`: a folder of this name is not ours.
    fs::create_dir(&draft.0).map_err(failed(&draft.0))?;
    for (path, bytes) in files {
        let target = draft.0.join(path.as_str());
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        fs::write(&target, bytes).map_err(failed(&target))?;
    }
    // An empty folder gives way; one that somebody has filled meanwhile does not.
    fs::rename(&draft.0, out).map_err(failed(out))
}

/// A folder that goes away unless it has been moved.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // After the move there is nothing of this name, and that is well.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(out: &Path) -> Result<(), OutputError> {
        let paths = ["campaign.toml", "pages/home.md"].map(|path| CampaignPath::new(path).unwrap());
        write_fresh(out, paths.iter().map(|path| (path, b"x".as_slice())))
    }

    #[test]
    fn a_folder_is_written_where_there_is_none_or_an_empty_one() {
        let place = tempfile::tempdir().unwrap();
        for name in ["new", "deep/er/new"] {
            let out = place.path().join(name);
            write(&out).unwrap();
            assert_eq!(fs::read(out.join("pages/home.md")).unwrap(), b"x");
        }
        let empty = place.path().join("empty");
        fs::create_dir(&empty).unwrap();
        write(&empty).unwrap();
        assert!(empty.join("campaign.toml").exists());
        let names = fs::read_dir(place.path()).unwrap();
        assert!(
            names
                .flatten()
                .all(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        );
    }

    #[test]
    fn what_is_there_is_left_as_it_is_and_nothing_is_left_behind() {
        let place = tempfile::tempdir().unwrap();
        let (mine, file) = (place.path().join("mine"), place.path().join("file"));
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("thesis.odt"), "years").unwrap();
        fs::write(&file, "notes").unwrap();
        for out in [&mine, &file] {
            assert!(matches!(write(out), Err(OutputError::NotEmpty(_))));
        }
        assert!(matches!(
            write(Path::new("..")),
            Err(OutputError::NotEmpty(_) | OutputError::NoName(_))
        ));
        assert_eq!(fs::read_dir(&mine).unwrap().count(), 1);
        assert_eq!(fs::read(&file).unwrap(), b"notes");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_fault_on_the_way_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("new");
        let paths = ["a", "a/b"].map(|path| CampaignPath::new(path).unwrap());
        let fault = write_fresh(&out, paths.iter().map(|path| (path, b"x".as_slice())));
        assert!(matches!(fault, Err(OutputError::Failed(..))));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }
}
