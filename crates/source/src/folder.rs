//! A folder on disk, opened part by part beneath its handle.

use campaign::{CampaignPath, Entry, FolderLimits, Listing, Oddity, Source, SourceError};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, fstat, openat, statat};
use rustix::io::Errno;
use std::collections::BTreeMap;
use std::ffi::{CStr, OsStr};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A folder on disk. It can be moved or renamed while it is open.
#[derive(Debug)]
pub struct FolderSource {
    root: OwnedFd,
    limits: FolderLimits,
    /// What each file was when it was last read from its beginning.
    read: Mutex<BTreeMap<CampaignPath, Stamp>>,
}

/// Which file it is, how long, and when it was last written: device, number, bytes, seconds, nanoseconds.
type Stamp = (u64, u64, u64, i64, i64);

fn stamp(file: &File) -> Result<Stamp, SourceError> {
    let facts = file
        .metadata()
        .map_err(|error| SourceError::Failed(error.to_string()))?;
    Ok((
        facts.dev(),
        facts.ino(),
        facts.len(),
        facts.mtime(),
        facts.mtime_nsec(),
    ))
}

impl FolderSource {
    /// Opens a folder. Links on the way to it are followed; inside it none is.
    ///
    /// # Errors
    /// When there is no such folder, or it may not be opened; the text says which.
    pub fn open(path: &Path, limits: FolderLimits) -> Result<FolderSource, String> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let root = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| match error {
            Errno::NOENT => "there is no such folder".to_owned(),
            Errno::NOTDIR => "it is a file, not a folder".to_owned(),
            Errno::ACCESS => "you may not open it".to_owned(),
            other => other.to_string(),
        })?;
        Ok(FolderSource {
            root,
            limits,
            read: Mutex::default(),
        })
    }

    /// Opens the folder in which a path stands, one part at a time, so that no part can be a link.
    pub(crate) fn parent(&self, parts: &[&str]) -> Result<OwnedFd, Errno> {
        let mut folder = self.root.try_clone().map_err(|_| Errno::MFILE)?;
        for part in parts {
            folder = open_folder(&folder, OsStr::new(part))?;
        }
        Ok(folder)
    }
}

fn open_folder(parent: impl AsFd, name: &OsStr) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(parent, name, flags, Mode::empty())
}

impl Source for FolderSource {
    fn list(&self) -> Result<Listing, SourceError> {
        let mut walk = Walk {
            listing: Listing::default(),
            left: self.limits.files.saturating_mul(2),
        };
        let root = self
            .root
            .try_clone()
            .map_err(|error| SourceError::Failed(error.to_string()))?;
        let mut folders = vec![(root, String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            walk.folder(folder, &prefix, &mut folders)
                .map_err(|error| SourceError::Failed(error.to_string()))?;
        }
        walk.listing.entries.sort();
        walk.listing.oddities.sort();
        Ok(walk.listing)
    }

    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError> {
        let file = self.file(path)?;
        let stamp = stamp(&file)?;
        self.stamps().insert(path.clone(), stamp);
        Ok(Box::new(file))
    }

    /// A film that somebody has changed since it was read is not given out: nobody has looked at the new one, and the edition
    /// that is up is not made of it.
    fn open_at(&self, path: &CampaignPath, from: u64) -> Result<Box<dyn Read + Send>, SourceError> {
        let mut file = self.file(path)?;
        let is_changed = match self.stamps().get(path) {
            Some(known) => *known != stamp(&file)?,
            None => false,
        };
        if is_changed {
            return Err(SourceError::Failed("it was changed after it was read".to_owned()));
        }
        file.seek(SeekFrom::Start(from))
            .map_err(|error| SourceError::Failed(error.to_string()))?;
        Ok(Box::new(file))
    }
}

impl FolderSource {
    fn stamps(&self) -> MutexGuard<'_, BTreeMap<CampaignPath, Stamp>> {
        // A holder puts one in or looks one up: a panic cannot leave it half done.
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens an ordinary file, and nothing else.
    fn file(&self, path: &CampaignPath) -> Result<File, SourceError> {
        let parts: Vec<&str> = path.parts().collect();
        let (name, folders) = parts.split_last().ok_or(SourceError::Missing)?;
        // NONBLOCK: a FIFO opens at once instead of waiting for a writer, and is then turned away.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let open = || {
            let file = openat(self.parent(folders)?, *name, flags, Mode::empty())?;
            let is_file = FileType::from_raw_mode(fstat(&file)?.st_mode).is_file();
            Ok((file, is_file))
        };
        match open() {
            Ok((file, true)) => Ok(File::from(file)),
            Ok((_, false)) => Err(SourceError::Failed("it is not an ordinary file".to_owned())),
            Err(Errno::NOENT) => Err(SourceError::Missing),
            Err(Errno::LOOP | Errno::NOTDIR) => Err(SourceError::Failed("it is a link".to_owned())),
            Err(error) => Err(SourceError::Failed(error.to_string())),
        }
    }
}

/// A walk through the folder: no recursion, so that depth costs no stack.
struct Walk {
    listing: Listing,
    left: usize,
}

impl Walk {
    fn folder(
        &mut self,
        folder: OwnedFd,
        prefix: &str,
        folders: &mut Vec<(OwnedFd, String)>,
    ) -> Result<(), Errno> {
        for entry in Dir::read_from(&folder)? {
            let entry = entry?;
            let name = entry.file_name();
            // Dot files are nobody's business, and `.git` may be large.
            if name.to_bytes().starts_with(b".") {
                continue;
            }
            if self.left == 0 {
                self.odd(
                    prefix.trim_end_matches('/').to_owned(),
                    "and those after it are too many to list",
                );
                return Ok(());
            }
            self.left -= 1;
            self.entry(&folder, name, prefix, folders);
        }
        Ok(())
    }

    fn entry(&mut self, folder: &OwnedFd, name: &CStr, prefix: &str, folders: &mut Vec<(OwnedFd, String)>) {
        let shown = format!("{prefix}{}", name.to_string_lossy());
        let Ok(stat) = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) else {
            return self.odd(shown, "went away while it was looked at");
        };
        let kind = FileType::from_raw_mode(stat.st_mode);
        let Ok(text) = name.to_str() else {
            return self.odd(shown, "has a name that is not UTF-8");
        };
        if kind.is_symlink() {
            return self.odd(shown, "is a link, which is not followed");
        }
        if !kind.is_dir() && !kind.is_file() {
            return self.odd(shown, "is no ordinary file");
        }
        let path = match CampaignPath::from_entry(&format!("{prefix}{text}")) {
            Ok(path) => path,
            Err(reason) => return self.odd(shown, &format!("has a name that cannot be used: {reason}")),
        };
        if kind.is_file() {
            let size_bytes = u64::try_from(stat.st_size).unwrap_or(0);
            self.listing.entries.push(Entry { path, size_bytes });
        } else if path.parts().count() >= CampaignPath::MAX_DEPTH {
            self.odd(shown, "is a folder too deep inside other folders");
        } else {
            match open_folder(folder, OsStr::from_bytes(name.to_bytes())) {
                Ok(inner) => folders.push((inner, format!("{path}/"))),
                Err(error) => self.odd(shown, &format!("is a folder that cannot be opened: {error}")),
            }
        }
    }

    fn odd(&mut self, name: String, reason: &str) {
        self.listing.oddities.push(Oddity {
            name,
            reason: reason.to_owned(),
        });
    }
}
