//! Encodings of pictures, kept in a folder from one start to the next.

use media::{PictureCache, PictureKey};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of encodings, one file each, named by what they are. It can be deleted at any time.
#[derive(Debug)]
pub struct FolderCache {
    folder: PathBuf,
    next: AtomicU64,
}

impl FolderCache {
    /// Uses this folder, which is made when the first encoding is kept.
    pub fn new(folder: PathBuf) -> FolderCache {
        FolderCache {
            folder,
            next: AtomicU64::new(0),
        }
    }
}

impl PictureCache for FolderCache {
    fn get(&self, key: &PictureKey) -> Option<Vec<u8>> {
        fs::read(self.folder.join(key.to_string()))
            .ok()
            .filter(|bytes| !bytes.is_empty())
    }

    fn put(&self, key: &PictureKey, bytes: &[u8]) {
        // Written beside and renamed, so that nobody ever reads half a picture. What fails here is only slower next time.
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let draft = self
            .folder
            .join(format!(".{key}.{}.{number}", std::process::id()));
        let is_kept = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&draft, bytes))
            .and_then(|()| fs::rename(&draft, self.folder.join(key.to_string())));
        if is_kept.is_err() {
            let _ = fs::remove_file(&draft);
        }
    }
}
