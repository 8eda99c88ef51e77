//! Films and downloads, in pieces: never whole in memory, never read on a thread that serves.

use bytes::Bytes;
use public::File;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::task::{JoinHandle, spawn_blocking};

/// Where films come from.
pub trait Films: Send + Sync {
    /// Opens a file from a byte on. Called on a thread that may wait.
    fn open(&self, file: &File, from: u64) -> io::Result<Box<dyn Read + Send>>;
}

/// For a site without films.
#[derive(Clone, Copy, Debug)]
pub struct NoFilms;

impl Films for NoFilms {
    fn open(&self, _file: &File, _from: u64) -> io::Result<Box<dyn Read + Send>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

type Reader = Box<dyn Read + Send>;
type Piece = (Reader, io::Result<Bytes>);

/// What is left of a film. While a slow visitor takes a piece, no thread is held.
pub(crate) struct FilmBody {
    left: u64,
    piece_bytes: usize,
    reader: Option<Reader>,
    reading: Option<JoinHandle<Piece>>,
}

/// Opens the range's first byte.
pub(crate) async fn open(
    films: Arc<dyn Films>,
    file: Arc<File>,
    range: std::ops::Range<u64>,
    piece_bytes: usize,
) -> io::Result<FilmBody> {
    let from = range.start;
    let reader = spawn_blocking(move || films.open(&file, from))
        .await
        .map_err(io::Error::other)??;
    Ok(FilmBody {
        left: range.end - range.start,
        piece_bytes,
        reader: Some(reader),
        reading: None,
    })
}

impl FilmBody {
    /// Bytes that are still to be sent.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// The next piece. A file that has become shorter ends the connection: the visitor sees that it broke off.
    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        if self.reading.is_none() {
            let Some(reader) = self.reader.take() else {
                return Poll::Ready(None);
            };
            let size = usize::try_from(self.left)
                .unwrap_or(usize::MAX)
                .min(self.piece_bytes);
            self.reading = Some(spawn_blocking(move || read_piece(reader, size)));
        }
        let Some(reading) = &mut self.reading else {
            return Poll::Ready(None);
        };
        let read = ready!(Pin::new(reading).poll(context));
        self.reading = None;
        Poll::Ready(Some(match read {
            Ok((reader, Ok(bytes))) => {
                self.left -= bytes.len() as u64;
                self.reader = Some(reader);
                Ok(bytes)
            }
            Ok((_, Err(error))) => Err(error),
            Err(broken) => Err(io::Error::other(broken)),
        }))
    }
}

fn read_piece(mut reader: Reader, size: usize) -> Piece {
    let mut piece = vec![0; size];
    let read = reader.read_exact(&mut piece).map(|()| Bytes::from(piece));
    (reader, read)
}
