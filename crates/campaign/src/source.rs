//! The one window through which a campaign's files are seen.

use crate::path::CampaignPath;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

/// A file that a source holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Where it is.
    pub path: CampaignPath,
    /// How many bytes it says that it has. A reader holds to its own limit all the same.
    pub size_bytes: u64,
}

/// Something in the folder that cannot be an entry: a link, a device, a name that is no [`CampaignPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oddity {
    /// Its name, with whatever cannot be shown replaced.
    pub name: String,
    /// What is wrong with it, as the end of "this file …".
    pub reason: String,
}

/// What a folder holds: its files, sorted by path, and what was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files.
    pub entries: Vec<Entry>,
    /// What was passed over, for findings.
    pub oddities: Vec<Oddity>,
}

/// Why a file could not be read.
#[derive(Debug)]
pub enum SourceError {
    /// There is no such file.
    Missing,
    /// It is over the limit, in bytes.
    TooLarge(u64),
    /// The system said no; the text is the system's.
    Failed(String),
}

impl fmt::Display for SourceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceError::Missing => formatter.write_str("there is no such file"),
            SourceError::TooLarge(limit) => write!(formatter, "it is larger than {limit} bytes"),
            SourceError::Failed(reason) => formatter.write_str(reason),
        }
    }
}

impl std::error::Error for SourceError {}

/// A folder, a zip, a map in a test, later a database.
///
/// A source is a snapshot as far as its medium allows: it need not notice changes, and two reads of one path may
/// differ only if somebody changed the file between them.
pub trait Source: Send + Sync {
    /// Every file, sorted by path.
    fn list(&self) -> Result<Listing, SourceError>;

    /// A whole file of at most `limit` bytes.
    fn read(&self, path: &CampaignPath, limit: u64) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        let stream = self.open(path)?;
        stream
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| SourceError::Failed(error.to_string()))?;
        if bytes.len() as u64 > limit {
            Err(SourceError::TooLarge(limit))
        } else {
            Ok(bytes)
        }
    }

    /// A file in pieces: for films, which are never whole in memory.
    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError>;

    /// A file from a byte on: a visitor who jumps into a film. What comes before is read and thrown away, unless the
    /// source can do better.
    fn open_at(&self, path: &CampaignPath, from: u64) -> Result<Box<dyn Read + Send>, SourceError> {
        let mut stream = self.open(path)?;
        io::copy(&mut stream.by_ref().take(from), &mut io::sink())
            .map_err(|error| SourceError::Failed(error.to_string()))?;
        Ok(stream)
    }
}

/// Files held in memory: for tests, and for what is embedded in the program.
#[derive(Clone, Debug, Default)]
pub struct MemorySource {
    files: BTreeMap<CampaignPath, Arc<[u8]>>,
}

impl MemorySource {
    /// A source without a file.
    pub fn new() -> MemorySource {
        MemorySource::default()
    }

    /// Adds a file, or puts another in its place.
    pub fn insert(&mut self, path: CampaignPath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &CampaignPath) {
        self.files.remove(path);
    }

    /// A source of these files.
    ///
    /// # Panics
    /// When a path is none: the paths are the program's own.
    #[expect(clippy::panic, reason = "only for paths written in the program itself")]
    pub fn of(files: &[(&str, &str)]) -> MemorySource {
        let mut source = MemorySource::new();
        for (path, text) in files {
            match CampaignPath::new(path) {
                Ok(path) => source.insert(path, text.as_bytes()),
                Err(reason) => panic!("{path:?}: {reason}"),
            }
        }
        source
    }
}

impl Source for MemorySource {
    fn list(&self) -> Result<Listing, SourceError> {
        let entries = self
            .files
            .iter()
            .map(|(path, bytes)| Entry {
                path: path.clone(),
                size_bytes: bytes.len() as u64,
            })
            .collect();
        Ok(Listing {
            entries,
            oddities: Vec::new(),
        })
    }

    fn open(&self, path: &CampaignPath) -> Result<Box<dyn Read + Send>, SourceError> {
        let bytes = self.files.get(path).ok_or(SourceError::Missing)?;
        Ok(Box::new(Cursor::new(Arc::clone(bytes))))
    }

    fn open_at(&self, path: &CampaignPath, from: u64) -> Result<Box<dyn Read + Send>, SourceError> {
        let bytes = self.files.get(path).ok_or(SourceError::Missing)?;
        let mut cursor = Cursor::new(Arc::clone(bytes));
        cursor.set_position(from);
        Ok(Box::new(cursor))
    }
}
