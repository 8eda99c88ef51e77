//! Where encodings are kept. The shell keeps them in a folder; here are the two that need none.

use super::PictureKey;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Keeps encodings by their key. Called from several threads at once.
///
/// A cache may forget, but must never give anything but the bytes that were put under the very key.
pub trait PictureCache: Sync {
    /// The bytes kept under `key`.
    fn get(&self, key: &PictureKey) -> Option<Vec<u8>>;
    /// Keeps `bytes` under `key`. A fault on the way is the cache's own affair: the picture is made already.
    fn put(&self, key: &PictureKey, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCache;

impl PictureCache for NoCache {
    fn get(&self, _: &PictureKey) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: &PictureKey, _: &[u8]) {}
}

/// Keeps everything in memory.
#[derive(Debug, Default)]
pub struct MemoryCache {
    kept: Mutex<BTreeMap<PictureKey, Vec<u8>>>,
}

impl PictureCache for MemoryCache {
    fn get(&self, key: &PictureKey) -> Option<Vec<u8>> {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    fn put(&self, key: &PictureKey, bytes: &[u8]) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.clone(), bytes.to_vec());
    }
}
