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
    /// Two files of this site have the same name.
    Twice(CampaignPath),
    /// Something is there, and a new folder must not touch it.
    NotEmpty(PathBuf),
    /// The path ends in no name, as `..` does.
    NoName(PathBuf),
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
            OutputError::Twice(path) => write!(
                formatter,
                "two campaigns would both write {path}; give one of them another id or code"
            ),
            OutputError::NotEmpty(path) => write!(
                formatter,
                "{} is there already and is left as it is; name a folder that is not there yet, or an empty one",
                path.display()
            ),
            OutputError::NoName(path) => write!(
                formatter,
                "{} has no name of its own; name the folder, such as my-campaign",
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

/// Writes files into a folder, which must be absent, empty, or an earlier build. The new site is written beside it and takes its
/// place at the end, so that a fault on the way leaves the old one as it was.
#[derive(Debug)]
pub struct TreeWriter {
    out: PathBuf,
    draft: PathBuf,
    old: PathBuf,
    /// Folders that are there already.
    folders: BTreeSet<PathBuf>,
    /// Files that are written already: a second one of the same name would replace the first without a word.
    files: BTreeSet<CampaignPath>,
}

impl TreeWriter {
    /// Begins.
    ///
    /// # Errors
    /// See [`OutputError`].
    pub fn new(out: &Path) -> Result<TreeWriter, OutputError> {
        if !may_replace(out) {
            return Err(OutputError::NotOurs(out.to_owned()));
        }
        let name = out
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let writer = TreeWriter {
            out: out.to_owned(),
            draft: out.with_file_name(format!(".{name}.new")),
            old: out.with_file_name(format!(".{name}.old")),
            folders: BTreeSet::new(),
            files: BTreeSet::new(),
        };
        for leftover in [&writer.draft, &writer.old] {
            if leftover.join(MARK).exists() {
                fs::remove_dir_all(leftover).map_err(failed(leftover))?;
            }
        }
        if let Some(parent) = writer.draft.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        // A build that was ended at once leaves an empty one. Anything else is found by the next line.
        let _ = fs::remove_dir(&writer.draft);
        // Not `create_dir_all`: what stands in a folder of this name, or where a link of it leads, would be part of the site.
        if let Err(error) = fs::create_dir(&writer.draft) {
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => OutputError::NotOurs(writer.draft.clone()),
                _ => OutputError::Failed(writer.draft.clone(), error),
            });
        }
        fs::write(writer.draft.join(MARK), b"").map_err(failed(&writer.draft))?;
        Ok(writer)
    }

    /// Writes a file; what stands in it is copied in pieces.
    ///
    /// # Errors
    /// See [`OutputError`]. The folder is then as it was; give up, or begin again.
    pub fn write(&mut self, path: &CampaignPath, mut content: impl Read) -> Result<(), OutputError> {
        let mut file = self.create(path)?;
        let target = self.draft.join(path.as_str());
        io::copy(&mut content, &mut file).map_err(failed(&target))?;
        Ok(())
    }

    /// Begins a file that the caller fills.
    ///
    /// # Errors
    /// As for [`TreeWriter::write`].
    pub fn create(&mut self, path: &CampaignPath) -> Result<fs::File, OutputError> {
        if !self.files.insert(path.clone()) {
            return Err(OutputError::Twice(path.clone()));
        }
        let target = self.draft.join(path.as_str());
        if let Some(folder) = target.parent()
            && !self.folders.contains(folder)
        {
            fs::create_dir_all(folder).map_err(failed(folder))?;
            self.folders.insert(folder.to_owned());
        }
        fs::File::create(&target).map_err(failed(&target))
    }

    /// Puts the new site in the place of the old one and says how many files it has.
    ///
    /// # Errors
    /// See [`OutputError`].
    pub fn finish(self) -> Result<usize, OutputError> {
        let TreeWriter {
            out,
            draft,
            old,
            files,
            ..
        } = &self;
        if out.exists() {
            fs::rename(out, old).map_err(failed(out))?;
        }
        fs::rename(draft, out).map_err(failed(out))?;
        if old.exists() {
            fs::remove_dir_all(old).map_err(failed(old))?;
        }
        Ok(files.len())
    }
}

/// A draft that was given up is taken away again.
impl Drop for TreeWriter {
    fn drop(&mut self) {
        if self.draft.join(MARK).exists() {
            // What cannot be taken away now is taken away when the next build begins.
            let _ = fs::remove_dir_all(&self.draft);
        }
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |error| OutputError::Failed(path, error)
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

    fn write(out: &Path, files: &[(&str, &str)]) -> Result<usize, OutputError> {
        let mut writer = TreeWriter::new(out)?;
        for (path, text) in files {
            writer.write(&CampaignPath::new(path).unwrap(), text.as_bytes())?;
        }
        writer.finish()
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
        let mut writer = TreeWriter::new(&out).unwrap();
        let path = |text: &str| CampaignPath::new(text).unwrap();
        writer.write(&path("index.html"), b"new".as_slice()).unwrap();
        assert!(matches!(
            writer.write(&path("film.mp4"), Broken),
            Err(OutputError::Failed(..))
        ));
        drop(writer);
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "the draft is still there"
        );
        assert_eq!(fs::read(out.join("index.html")).unwrap(), b"old");
        write(&out, &[("index.html", "new")]).unwrap();
        assert_eq!(fs::read(out.join("index.html")).unwrap(), b"new");
    }

    #[test]
    fn what_stands_where_the_draft_would_is_neither_published_nor_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let (out, draft) = (folder.path().join("out"), folder.path().join(".out.new"));
        fs::create_dir(&draft).unwrap();
        write(&out, &[("index.html", "1")]).unwrap();
        fs::create_dir(&draft).unwrap();
        fs::write(draft.join("letter.txt"), b"not for the public").unwrap();
        assert!(matches!(write(&out, &[("index.html", "2")]), Err(OutputError::NotOurs(at)) if at == draft));
        assert!(draft.join("letter.txt").exists());
        assert!(!out.join("letter.txt").exists());
        fs::remove_dir_all(&draft).unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &draft).unwrap();
        assert!(matches!(
            write(&out, &[("index.html", "2")]),
            Err(OutputError::NotOurs(_))
        ));
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
        assert_eq!(fs::read(out.join("index.html")).unwrap(), b"1");
    }

    #[test]
    fn two_files_of_one_name_are_a_fault_and_not_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let twice = write(&folder.path().join("out"), &[("q/PUB1", "1"), ("q/PUB1", "2")]);
        assert!(matches!(twice, Err(OutputError::Twice(_))));
    }
}
