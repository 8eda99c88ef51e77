//! Puts another text in the place of one of a campaign's, whole or not at all.

use crate::FolderSource;
use campaign::{CampaignPath, FileClass, classify};
use rustix::fs::{AtFlags, FileType, Mode, OFlags, fstat, fsync, openat, renameat, unlinkat};
use rustix::io::Errno;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

/// Why a text was left as it was.
#[derive(Debug)]
pub enum ReplaceError {
    /// Somebody else changed it meanwhile.
    Changed,
    /// Anything else, in words.
    Failed(String),
}

impl fmt::Display for ReplaceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplaceError::Changed => formatter.write_str("it was changed by somebody else meanwhile"),
            ReplaceError::Failed(reason) => formatter.write_str(reason),
        }
    }
}

impl std::error::Error for ReplaceError {}

impl From<Errno> for ReplaceError {
    fn from(error: Errno) -> ReplaceError {
        match error {
            Errno::NOENT => ReplaceError::Changed,
            Errno::LOOP | Errno::NOTDIR => ReplaceError::Failed("it is a link".to_owned()),
            Errno::ACCESS | Errno::PERM | Errno::ROFS => {
                ReplaceError::Failed("you may not write there".to_owned())
            }
            other => ReplaceError::Failed(other.to_string()),
        }
    }
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> ReplaceError {
        ReplaceError::Failed(error.to_string())
    }
}

impl FolderSource {
    /// Writes a text of the edition that had these bytes and shall have others. It is written beside the old one and takes
    /// its place with its owner and its rights; whoever reads meanwhile sees the one or the other.
    ///
    /// # Errors
    /// When it has not these bytes any more, is no text of the edition (`private/` is none), or cannot be written. It is
    /// then as it was.
    pub fn replace(&self, path: &CampaignPath, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
        if classify(path) != FileClass::Text {
            return Err(ReplaceError::Failed("it is no text of the campaign".to_owned()));
        }
        let parts: Vec<&str> = path.parts().collect();
        let (name, folders) = parts.split_last().ok_or(ReplaceError::Changed)?;
        let folder = self.parent(folders)?;
        let original = unchanged(&folder, name, old)?;
        let draft = format!(".{name}.{}.new", std::process::id());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = File::from(openat(&folder, &draft, flags, Mode::RUSR | Mode::WUSR)?);
        let written = write_like(&original, file, new)
            .and_then(|()| unchanged(&folder, name, old).map(drop))
            .and_then(|()| Ok(renameat(&folder, &draft, &folder, *name)?));
        if let Err(error) = written {
            unlinkat(&folder, &draft, AtFlags::empty())?;
            return Err(error);
        }
        Ok(fsync(&folder)?)
    }
}

/// Opens a file that still has these bytes.
fn unchanged(folder: &OwnedFd, name: &str, old: &[u8]) -> Result<File, ReplaceError> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = openat(folder.as_fd(), name, flags, Mode::empty())?;
    if !FileType::from_raw_mode(fstat(&file)?.st_mode).is_file() {
        return Err(ReplaceError::Failed("it is not an ordinary file".to_owned()));
    }
    let file = File::from(file);
    let mut bytes = Vec::new();
    (&file).take(old.len() as u64 + 1).read_to_end(&mut bytes)?;
    if bytes == old {
        Ok(file)
    } else {
        Err(ReplaceError::Changed)
    }
}

/// Writes the new bytes with the old file's owner and rights, down to the disk.
fn write_like(original: &File, mut file: File, new: &[u8]) -> Result<(), ReplaceError> {
    let (theirs, ours) = (original.metadata()?, file.metadata()?);
    if (theirs.uid(), theirs.gid()) != (ours.uid(), ours.gid()) {
        fchown(&file, Some(theirs.uid()), Some(theirs.gid()))
            .map_err(|error| ReplaceError::Failed(format!("its owner could not be kept: {error}")))?;
    }
    file.set_permissions(std::fs::Permissions::from_mode(theirs.mode() & 0o7777))?;
    file.write_all(new)?;
    Ok(file.sync_all()?)
}
