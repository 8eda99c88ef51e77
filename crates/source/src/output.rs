//! Writes a site to disk, whole or not at all.

use campaign::CampaignPath;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Read};
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
/// What stands in a file is copied in pieces.
///
/// # Errors
/// See [`OutputError`].
pub fn write_tree<'f>(
    out: &Path,
    files: impl IntoIterator<Item = (&'f CampaignPath, Box<dyn Read + 'f>)>,
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
    for (path, mut content) in files {
        let target = draft.join(path.as_str());
        if let Some(folder) = target.parent()
            && folders.insert(folder.to_owned())
        {
            fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        let mut file = fs::File::create(&target).map_err(failed(&target))?;
        io::copy(&mut content, &mut file).map_err(failed(&target))?;
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

    fn write(out: &Path, files: &[(&str, &str)]) -> Result<(), OutputError> {
        let paths: Vec<CampaignPath> = files
            .iter()
            .map(|(path, _)| CampaignPath::new(path).unwrap())
            .collect();
        let texts = files
            .iter()
            .map(|(_, text)| Box::new(text.as_bytes()) as Box<dyn Read>);
        write_tree(out, paths.iter().zip(texts))
    }

    #[test]
    fn a_build_replaces_the_build_before_it_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        write(&out, &[("a/index.html", "1"), ("old.html", "1")]).unwrap();
        write(&out, &[("a/index.html", "2")]).unwrap();
        assert_eq!(fs::read(out.join("a/index.html")).unwrap(), b"2");
        assert!(!out.join("old.html").exists());

        let mine = folder.path().join("mine");
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("thesis.odt"), b"years of work").unwrap();
        assert!(matches!(write(&mine, &[("x", "")]), Err(OutputError::NotOurs(_))));
        assert!(mine.join("thesis.odt").exists());
    }

    #[test]
    fn a_fault_on_the_way_leaves_the_old_site_as_it_was() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the disk went away"))
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        write(&out, &[("index.html", "old")]).unwrap();
        let (page, film) = (
            CampaignPath::new("index.html").unwrap(),
            CampaignPath::new("film.mp4").unwrap(),
        );
        let files: [(&CampaignPath, Box<dyn Read>); 2] =
            [(&page, Box::new(b"new".as_slice())), (&film, Box::new(Broken))];
        assert!(matches!(write_tree(&out, files), Err(OutputError::Failed(..))));
        assert_eq!(fs::read(out.join("index.html")).unwrap(), b"old");
        write(&out, &[("index.html", "new")]).unwrap();
        assert_eq!(fs::read(out.join("index.html")).unwrap(), b"new");
    }
}
