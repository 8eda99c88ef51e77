//! `hueandcry licences`: shows the licences of everything that is inside the program.

use crate::{Outcome, notices, output};
use anyhow::{Context as _, Result};
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::{Command, Stdio};

pub(crate) fn run() -> Result<Outcome> {
    let text = notices::text()?;
    if std::io::stdout().is_terminal() && paged(&text)? {
        return Ok(Outcome::Done);
    }
    output::show(&text)?;
    Ok(Outcome::Done)
}

/// Shows a text in the pager that `PAGER` names, else in `less`. Says no when there is no such program.
fn paged(text: &[u8]) -> Result<bool> {
    let pager = std::env::var("PAGER").unwrap_or_default();
    let mut words = pager.split_whitespace();
    let program = words.next().unwrap_or("less");
    let mut child = match Command::new(program).args(words).stdin(Stdio::piped()).spawn() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        other => other.with_context(|| format!("the pager {program} cannot be started; unset PAGER"))?,
    };
    if let Some(mut stdin) = child.stdin.take() {
        match stdin.write_all(text) {
            // It was closed before the end.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            other => other.with_context(|| format!("the pager {program} cannot be written to"))?,
        }
    }
    child
        .wait()
        .with_context(|| format!("the pager {program} cannot be waited for"))?;
    Ok(true)
}
