//! Films of the folders that are served, read in pieces.

use crate::open::AnySource;
use crate::prepare::Prepared;
use campaign::{Source, SourceError};
use server::Films;
use source::Cleaned;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::sync::{Arc, PoisonError, RwLock};

/// The folders by their campaign's id; replaced when a folder is read again.
#[derive(Default)]
pub(crate) struct FolderFilms {
    folders: RwLock<BTreeMap<Box<str>, Arc<Cleaned<AnySource>>>>,
}

impl FolderFilms {
    pub(crate) fn replace(&self, prepared: &[Prepared]) {
        let folders = prepared
            .iter()
            .map(|one| {
                (
                    one.input.campaign.about.id.as_str().into(),
                    Arc::clone(&one.films),
                )
            })
            .collect();
        *self.folders.write().unwrap_or_else(PoisonError::into_inner) = folders;
    }
}

impl fmt::Debug for FolderFilms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FolderFilms")
    }
}

impl Films for FolderFilms {
    fn open(&self, file: &public::File, from: u64) -> io::Result<Box<dyn Read + Send>> {
        let folder = {
            let folders = self.folders.read().unwrap_or_else(PoisonError::into_inner);
            folders
                .get(&file.campaign)
                .cloned()
                .ok_or(io::ErrorKind::NotFound)?
        };
        folder.open_at(&file.path, from).map_err(|error| match error {
            SourceError::Missing => io::ErrorKind::NotFound.into(),
            other => io::Error::other(other.to_string()),
        })
    }
}
