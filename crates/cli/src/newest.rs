//! The latest time that was served, kept in the data folder: after a restart with a clock that is behind, nothing opens and
//! nothing is taken back. It is kept coarsely, once a minute, which is also how a full disk is noticed.

use crate::commands::serve::say;
use anyhow::{Result, bail};
use jiff::Timestamp;
use server::Live;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The file in the data folder.
const FILE: &str = "newest-instant";
/// How often it is written. A clock that was set back by less than this before a restart is not noticed.
const EVERY: Duration = Duration::from_secs(60);

/// What was kept, if anything was.
pub(crate) fn read(data: &Path) -> Result<Option<Timestamp>> {
    let path = data.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => match text.trim().parse() {
            Ok(newest) => Ok(Some(newest)),
            Err(_) => bail!(
                "{} holds no time, so that it cannot be known what was public before; delete it if the clock is right",
                path.display()
            ),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => bail!(
            "{} cannot be read: {error}; let the program's user read it",
            path.display()
        ),
    }
}

/// Keeps it from now on, on a thread of its own.
pub(crate) fn keep(data: &Path, live: &Arc<Live>) -> io::Result<()> {
    write(data, live);
    let (data, live) = (data.to_owned(), Arc::clone(live));
    std::thread::Builder::new()
        .name("newest".to_owned())
        .spawn(move || {
            loop {
                std::thread::sleep(EVERY);
                write(&data, &live);
            }
        })?;
    Ok(())
}

/// Writes it once, and tells `/readyz` whether that could be done.
pub(crate) fn write(data: &Path, live: &Live) {
    let written = put(data, live.newest());
    if let Err(error) = &written
        && live.can_write(false)
    {
        say(&format!(
            "{} cannot be written: {error}. The site is served all the same; /readyz says no.\n  hint: free space, or let the \
             program's user write there\n",
            data.display()
        ));
    }
    if written.is_ok() {
        live.can_write(true);
    }
}

/// Whole or not at all: a server that is switched off must not leave half a time behind.
fn put(data: &Path, newest: Timestamp) -> io::Result<()> {
    std::fs::create_dir_all(data)?;
    let fresh = data.join(format!("{FILE}.new"));
    std::fs::write(&fresh, format!("{newest:.0}\n"))?;
    std::fs::rename(fresh, data.join(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_read_again() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(read(data.path()).unwrap(), None);
        let newest: Timestamp = "2026-12-06T12:00:00Z".parse().unwrap();
        put(data.path(), newest).unwrap();
        assert_eq!(read(data.path()).unwrap(), Some(newest));
        let names: Vec<_> = std::fs::read_dir(data.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, [FILE]);
    }

    #[test]
    fn what_holds_no_time_is_told_and_not_passed_over() {
        let data = tempfile::tempdir().unwrap();
        std::fs::write(data.path().join(FILE), "half a ti").unwrap();
        let told = read(data.path()).unwrap_err().to_string();
        assert!(
            told.contains("holds no time") && told.contains("delete it"),
            "{told}"
        );
    }
}
