//! Writes a zip in which nothing depends on the machine or the hour, and notes what is in it.

use campaign::ContentHash;
use std::io::{self, Read, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// Files that are packed already: packing them again costs time and saves nothing.
const PACKED: [&str; 9] = ["png", "jpg", "jpeg", "webp", "avif", "mp4", "webm", "pdf", "docx"];

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) path: String,
    pub(super) size_bytes: u64,
    pub(super) hash: ContentHash,
}

/// A zip that is being written.
pub(super) struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    written: Vec<Written>,
}

impl<W: Write + Seek> Archive<W> {
    pub(super) fn new(out: W) -> Archive<W> {
        Archive {
            zip: ZipWriter::new(out),
            written: Vec::new(),
        }
    }

    /// Copies a file in pieces: a film is never whole in memory.
    pub(super) fn stream(&mut self, path: &str, content: &mut dyn Read) -> io::Result<&Written> {
        self.zip
            .start_file(path, options(path))
            .map_err(io::Error::other)?;
        let mut copied = Copied {
            content,
            zip: &mut self.zip,
            fault: None,
        };
        let (hash, size_bytes) = ContentHash::of_stream(&mut copied)?;
        if let Some(fault) = copied.fault {
            return Err(fault);
        }
        self.written.push(Written {
            path: path.to_owned(),
            size_bytes,
            hash,
        });
        self.written
            .last()
            .ok_or_else(|| io::Error::other("nothing was written"))
    }

    pub(super) fn bytes(&mut self, path: &str, mut bytes: &[u8]) -> io::Result<&Written> {
        self.stream(path, &mut bytes)
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.zip.finish().map_err(io::Error::other)
    }
}

/// The first moment that a zip can name: the time of making would make every toolkit differ from the one before.
fn options(path: &str) -> SimpleFileOptions {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_packed = PACKED.contains(&extension.to_ascii_lowercase().as_str());
    let method = if is_packed {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
}

/// Hands on what is read and puts it into the zip on its way.
struct Copied<'c, W: Write + Seek> {
    content: &'c mut dyn Read,
    zip: &'c mut ZipWriter<W>,
    fault: Option<io::Error>,
}

impl<W: Write + Seek> Read for Copied<'_, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        if let Err(fault) = self.zip.write_all(buffer.get(..count).unwrap_or_default()) {
            self.fault = Some(fault);
            return Ok(0);
        }
        Ok(count)
    }
}
