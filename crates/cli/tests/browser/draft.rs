//! A draft under `hueandcry preview`, and the folder in which somebody writes.

use crate::server::{NOW, campaign, faketime};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The dev binary showing a copy of the built-in campaign; it ends when this is dropped.
pub(crate) struct Draft {
    process: Child,
    address: String,
    folder: TempDir,
}

impl Draft {
    pub(crate) fn open() -> Draft {
        let folder = tempfile::tempdir().expect("a folder can be made");
        copy(&campaign(), folder.path());
        Draft::of(folder)
    }

    /// What `hueandcry new` begins with.
    pub(crate) fn begun() -> Draft {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let begun = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("new")
            .arg(folder.path())
            .args(["--name", "Look twice", "--today", "2026-12-07"])
            .stderr(Stdio::null())
            .status();
        assert!(begun.is_ok_and(|status| status.success()), "a campaign is begun");
        Draft::of(folder)
    }

    fn of(folder: TempDir) -> Draft {
        let mut process = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
            .arg("preview")
            .arg(folder.path())
            .args(["--listen", "127.0.0.1:0"])
            .env("LD_PRELOAD", faketime())
            .env("FAKETIME", NOW)
            .env("TZ", "UTC")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the dev binary starts");
        let mut said = BufReader::new(process.stderr.take().expect("it was asked for"))
            .lines()
            .map_while(Result::ok);
        let address = said
            .find_map(|line| {
                Some(
                    line.split_once("Open ")?
                        .1
                        .split_once("/ in a browser")?
                        .0
                        .to_owned(),
                )
            })
            .expect("it says its address");
        // What it says at each save has to go somewhere.
        std::thread::spawn(move || said.for_each(drop));
        Draft {
            process,
            address,
            folder,
        }
    }

    /// A path as an address.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Saves a file in which the first `from` is `to`.
    pub(crate) fn save(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path).expect("a file of the campaign");
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(path, text.replacen(from, to, 1)).expect("it can be saved");
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _may_be_gone = self.process.kill();
        let _may_be_gone = self.process.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
