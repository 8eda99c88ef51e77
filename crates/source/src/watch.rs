//! Notices when a folder changes, and waits until the change is over.

use notify::{RecursiveMode, Watcher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long nothing must happen before a change counts as over: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// Watches folders for as long as it lives.
pub struct Watch {
    watcher: notify::RecommendedWatcher,
    /// The folders, each by the name that it has in the folder around it.
    folders: Vec<PathBuf>,
    events: Receiver<()>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Watch")
    }
}

/// Begins to watch these folders and everything in them.
///
/// A folder that is taken away and put back, or a link that is turned to another folder, is a change too: what copies a
/// campaign to its server often does just that.
///
/// # Errors
/// When the system cannot watch them; the text is the system's.
pub fn watch<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Result<Watch, String> {
    let folders: Vec<PathBuf> = folders
        .into_iter()
        .map(by_name)
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    let (sender, events) = channel();
    let watched = folders.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a folder is an event too; answering it would never end. And what else is done in the folder around
        // them is none of ours.
        let is_change = event.map_or(true, |event| {
            let is_ours = |path: &PathBuf| watched.iter().any(|folder| path.starts_with(folder));
            !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(is_ours))
        });
        if is_change {
            let _ = sender.send(());
        }
    })
    .map_err(|error| error.to_string())?;
    let mut watch = Watch {
        watcher,
        folders,
        events,
    };
    watch.begin().map_err(|error| error.to_string())?;
    Ok(watch)
}

/// The folder by its name in the folder around it, which is where it comes back when it was taken away.
fn by_name(folder: &Path) -> io::Result<PathBuf> {
    match (folder.parent(), folder.file_name()) {
        (Some(around), Some(name)) => {
            let around = if around.as_os_str().is_empty() {
                Path::new(".")
            } else {
                around
            };
            Ok(around.canonicalize()?.join(name))
        }
        _ => folder.canonicalize(),
    }
}

impl Watch {
    fn begin(&mut self) -> notify::Result<()> {
        for folder in &self.folders {
            self.watcher.watch(folder, RecursiveMode::Recursive)?;
            if let Some(around) = folder.parent() {
                self.watcher.watch(around, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }

    /// Watches what stands there now. A folder that is gone is watched again when it is back.
    fn begin_again(&mut self) {
        for folder in &self.folders {
            let _ = self.watcher.unwatch(folder);
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }

    /// Waits for a change and until it is over. Gives false when there will be none any more.
    pub fn wait(&mut self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        self.begin_again();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What was noticed within a while: as many changes as were told apart.
    fn noticed(watch: Watch) -> Receiver<()> {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut watch = watch;
            while watch.wait() {
                if sender.send(()).is_err() {
                    break;
                }
            }
        });
        receiver
    }

    fn is_noticed(changes: &Receiver<()>) -> bool {
        let is_noticed = changes.recv_timeout(Duration::from_secs(10)).is_ok();
        // What belongs to the same change.
        while changes.recv_timeout(QUIET * 5).is_ok() {}
        is_noticed
    }

    #[test]
    fn a_folder_that_was_taken_away_and_put_back_is_still_watched() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("campaign");
        fs::create_dir_all(folder.join("pages")).unwrap();
        let changes = noticed(watch([folder.as_path()]).unwrap());
        fs::write(folder.join("pages/home.md"), "one").unwrap();
        assert!(is_noticed(&changes), "an edit");
        fs::remove_dir_all(&folder).unwrap();
        assert!(is_noticed(&changes), "the folder is gone");
        fs::create_dir_all(folder.join("pages")).unwrap();
        assert!(is_noticed(&changes), "the folder is back");
        fs::write(folder.join("pages/home.md"), "two").unwrap();
        assert!(is_noticed(&changes), "an edit in the new folder");
    }

    #[test]
    fn what_else_is_done_around_a_folder_is_no_change() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("campaign");
        fs::create_dir(&folder).unwrap();
        let changes = noticed(watch([folder.as_path()]).unwrap());
        fs::write(around.path().join("notes.txt"), "x").unwrap();
        assert!(changes.recv_timeout(QUIET * 10).is_err());
    }
}
