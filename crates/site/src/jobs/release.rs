//! The press release as a file.

use super::{Job, ReleaseKind, Workshop, there_is_none};
use bytes::Bytes;
use campaign::Diagnostic;
use render::Context;

/// The forms that may be asked for now. There are none yet.
pub(super) fn due(_context: &Context<'_>) -> Vec<Job> {
    Vec::new()
}

pub(super) fn make(_workshop: &Workshop, _kind: ReleaseKind) -> Result<Bytes, Vec<Diagnostic>> {
    Err(there_is_none("campaign.toml", "press release"))
}
