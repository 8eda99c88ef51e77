//! The press release as a file.

use super::{Job, ReleaseKind, Workshop, there_is_none};
use bytes::Bytes;
use campaign::diagnostic::rules;
use campaign::{Diagnostic, Place};
use render::{Context, DocxPart};
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Where its text comes from.
const FILE: &str = "pages/press/release.md";

/// The forms that may be asked for now: both, or none. They need no press.
pub(super) fn due(context: &Context<'_>) -> Vec<Job> {
    let kinds = [ReleaseKind::Docx, ReleaseKind::Text];
    let is_there = render::release(context).is_some();
    kinds
        .into_iter()
        .filter(|_| is_there)
        .map(|kind| Job::Release { kind })
        .collect()
}

pub(super) fn make(workshop: &Workshop, kind: ReleaseKind) -> Result<Bytes, Vec<Diagnostic>> {
    let release = workshop.with_context(render::release);
    let release = release.ok_or_else(|| there_is_none(FILE, "press release now"))?;
    match kind {
        ReleaseKind::Text => Ok(release.plain_text().into()),
        ReleaseKind::Docx => zipped(&release.docx()).map(Bytes::from).map_err(|error| {
            // Writing into memory does not fail; if it ever did, this would say so.
            vec![Diagnostic::error(
                rules::TOO_LARGE,
                Place::start_of(FILE),
                format!("the press release could not be packed: {error}"),
                "take it as plain text, and report this",
            )]
        }),
    }
}

/// The parts as a file, with the time of the zip format's first day, so that the same parts give the same bytes.
fn zipped(parts: &[DocxPart]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(part.name, options)?;
        zip.write_all(part.xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
