//! Pictures for networks and advertisements.

use super::{CardKind, Job, Workshop, there_is_none};
use bytes::Bytes;
use campaign::Diagnostic;
use render::Context;

/// The cards that may be asked for now. There are none yet.
pub(super) fn due(_context: &Context<'_>) -> Vec<Job> {
    Vec::new()
}

pub(super) fn make(
    _workshop: &Workshop,
    subject: &str,
    size: &str,
    _kind: CardKind,
) -> Result<Bytes, Vec<Diagnostic>> {
    Err(there_is_none(
        "campaign.toml",
        &format!("card of {subject} in the size {size}"),
    ))
}
