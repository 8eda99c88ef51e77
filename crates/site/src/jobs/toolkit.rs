//! The partner toolkit.

use super::{Job, Workshop, there_is_none};
use bytes::Bytes;
use campaign::Diagnostic;
use render::Context;

/// The versions that may be asked for now. There are none yet.
pub(super) fn due(_context: &Context<'_>) -> Vec<Job> {
    Vec::new()
}

pub(super) fn make(_workshop: &Workshop, _sector: Option<&str>) -> Result<Bytes, Vec<Diagnostic>> {
    Err(there_is_none("campaign.toml", "toolkit"))
}
