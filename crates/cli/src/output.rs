//! Standard output, whose reader may go away.

use anyhow::{Context as _, Result};
use std::io::{ErrorKind, Write};

/// Writes a text to standard output. That a pager or `head` has seen enough is no failure.
pub(crate) fn show(text: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("the text cannot be written to standard output"),
    }
}
