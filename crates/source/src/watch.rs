//! Notices when a folder changes, and waits until the change is over.

use notify::{RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long nothing must happen before a change counts as over: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// Watches folders for as long as it lives.
pub struct Watch {
    _watcher: notify::RecommendedWatcher,
    events: Receiver<()>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Watch")
    }
}

/// Begins to watch these folders and everything in them.
///
/// # Errors
/// When the system cannot watch them; the text is the system's.
pub fn watch<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Result<Watch, String> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a folder is an event too; answering it would never end.
        let is_change = event.map_or(true, |event| !event.kind.is_access());
        if is_change {
            let _ = sender.send(());
        }
    })
    .map_err(|error| error.to_string())?;
    for folder in folders {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(|error| error.to_string())?;
    }
    Ok(Watch {
        _watcher: watcher,
        events,
    })
}

impl Watch {
    /// Waits for a change and until it is over. Gives false when there will be none any more.
    pub fn wait(&self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}
