//! A campaign that arrives as a zip.
//!
//! What the archive says about itself is not believed: entries are unpacked against the limits and their checksums, and
//! the sizes in its headers only serve to refuse early.

use campaign::{CampaignPath, Entry, FolderLimits, Listing, Oddity, Source, SourceError};
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// A zip on disk, of which an index is held in memory.
#[derive(Debug)]
pub struct ZipSource {
    file: Arc<File>,
    entries: BTreeMap<CampaignPath, Packed>,
    oddities: Vec<Oddity>,
    limits: FolderLimits,
}

#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u64,
    packed_bytes: u64,
    size_bytes: u64,
    crc32: u32,
    deflated: bool,
}

impl ZipSource {
    /// Opens a zip and reads its index. When everything in it stands in one folder, that folder is the campaign's.
    ///
    /// # Errors
    /// When it cannot be opened, is no zip, or has more entries than the limit; the text says which.
    pub fn open(path: &Path, limits: FolderLimits) -> Result<ZipSource, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let size = file.metadata().map_err(|error| error.to_string())?.len();
        if size > limits.total_bytes {
            return Err(format!(
                "it has {size} bytes; at most {} can be read",
                limits.total_bytes
            ));
        }
        let copy = file.try_clone().map_err(|error| error.to_string())?;
        let mut archive =
            ZipArchive::new(copy).map_err(|error| format!("it is no zip that can be read: {error}"))?;
        if archive.len() > limits.zip_entries {
            return Err(format!(
                "it has {} entries; at most {} can be read",
                archive.len(),
                limits.zip_entries
            ));
        }
        let mut source = ZipSource {
            file: Arc::new(file),
            entries: BTreeMap::new(),
            oddities: Vec::new(),
            limits,
        };
        let strip = common_folder(&archive);
        for index in 0..archive.len() {
            source.add(&mut archive, index, &strip);
        }
        Ok(source)
    }

    fn add(&mut self, archive: &mut ZipArchive<File>, index: usize, strip: &str) {
        let entry = match archive.by_index_raw(index) {
            Ok(entry) => entry,
            Err(error) => return self.odd(format!("entry {index}"), format!("cannot be read: {error}")),
        };
        if entry.is_dir() {
            return;
        }
        let name = match entry.name() {
            Ok(name) => name.strip_prefix(strip).unwrap_or(&name).to_owned(),
            Err(_) => {
                return self.odd(
                    format!("entry {index}"),
                    "has a name that is not UTF-8".to_owned(),
                );
            }
        };
        if name
            .split('/')
            .any(|part| part.starts_with('.') && part != ".." && part != ".")
        {
            return;
        }
        let path = match CampaignPath::from_entry(&name) {
            Ok(path) => path,
            Err(reason) => return self.odd(name, format!("has a name that cannot be used: {reason}")),
        };
        if entry.encrypted() {
            return self.odd(name, "is locked with a password".to_owned());
        }
        if entry.is_symlink() || !entry.is_file() {
            return self.odd(name, "is no ordinary file".to_owned());
        }
        let deflated = match entry.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            _ => return self.odd(name, "is packed in a way that cannot be read".to_owned()),
        };
        let Some(start) = entry.data_start() else {
            return self.odd(name, "does not say where it begins".to_owned());
        };
        let packed = Packed {
            start,
            packed_bytes: entry.compressed_size(),
            size_bytes: entry.size(),
            crc32: entry.crc32(),
            deflated,
        };
        if self.entries.insert(path, packed).is_some() {
            self.odd(name, "stands in the zip twice".to_owned());
        }
    }

    fn odd(&mut self, name: String, reason: String) {
        self.oddities.push(Oddity { name, reason });
    }
}

/// The folder, with its slash, in which every entry stands; empty when there is none, or when `campaign.toml` stands
/// at the top.
fn common_folder(archive: &ZipArchive<File>) -> String {
    let names: Vec<_> = archive
        .file_names()
        .flatten()
        .filter(|name| !name.starts_with("__MACOSX/"))
        .collect();
    let Some((folder, _)) = names.first().and_then(|name| name.split_once('/')) else {
        return String::new();
    };
    if folder.starts_with('.') {
        return String::new();
    }
    let folder = format!("{folder}/");
    if names.iter().all(|name| name.starts_with(&folder)) {
        folder
    } else {
        String::new()
    }
}

impl Source for ZipSource {
    fn list(&self) -> Result<Listing, SourceError> {
        let entries = self
            .entries
            .iter()
            .map(|(path, packed)| Entry {
                path: path.clone(),
                size_bytes: packed.size_bytes,
            })
            .collect();
        Ok(Listing {
            entries,
            oddities: self.oddities.clone(),
        })
    }

    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError> {
        let packed = *self.entries.get(path).ok_or(SourceError::Missing)?;
        let raw = Section {
            file: Arc::clone(&self.file),
            at: packed.start,
            left: packed.packed_bytes,
        };
        // Small files may pack well without being an attack.
        let most = packed
            .packed_bytes
            .saturating_mul(self.limits.zip_ratio)
            .max(64 << 10);
        let inner: Box<dyn Read + Send> = if packed.deflated {
            Box::new(DeflateDecoder::new(raw))
        } else {
            Box::new(raw)
        };
        Ok(Box::new(Checked {
            inner,
            left: most.min(self.limits.film_bytes),
            crc: Crc::new(),
            expected: packed.crc32,
        }))
    }
}

/// A stretch of the archive.
struct Section {
    file: Arc<File>,
    at: u64,
    left: u64,
}

impl Read for Section {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self
            .file
            .read_at(buffer.get_mut(..most).unwrap_or_default(), self.at)?;
        self.at += count as u64;
        self.left -= count as u64;
        Ok(count)
    }
}

/// Unpacked bytes, held against what may come and against the checksum.
struct Checked {
    inner: Box<dyn Read + Send>,
    left: u64,
    crc: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let count = self.inner.read(buffer)?;
        if count == 0 {
            let is_whole = self.crc.sum() == self.expected;
            return if is_whole {
                Ok(0)
            } else {
                Err(io::Error::other("it is damaged: its checksum differs"))
            };
        }
        if count as u64 > self.left {
            return Err(io::Error::other(
                "it unpacks to far more than it takes in the zip",
            ));
        }
        self.left -= count as u64;
        self.crc.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}
