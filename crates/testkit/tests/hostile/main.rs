//! Folders and zips that somebody made to hurt: each is read to its end, with a finding, quickly and in little memory.

// What disks can hold.
mod folders;
// Texts and drawings that go on for ever.
mod nesting;
// Zips.
mod zips;

use campaign::{Diagnostic, FolderLimits, Source};
use lint::check;
use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Far more than a reading takes on a busy machine in the dev profile.
const LONGEST: Duration = Duration::from_secs(30);

/// Reads and checks as `hueandcry check` does, pictures too, on a thread with the stack that a server's thread has.
/// Panics when that takes too long: a reader that waits for ever is caught, not waited for.
fn findings(source: impl Source + 'static) -> Vec<Diagnostic> {
    let (send, receive) = mpsc::channel();
    let read = move || {
        let loaded = source::load(source, &FolderLimits::default());
        let mut findings = loaded.findings;
        if let Some(campaign) = &loaded.campaign {
            findings.extend(check(campaign, &loaded.private, testkit::noon_of_door_seven()).findings);
        }
        let _nobody_waits_any_more = send.send(findings);
    };
    thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(read)
        .expect("a thread can be started");
    receive.recv_timeout(LONGEST).expect("reading ends, and soon")
}

/// Whether a finding about a file says something.
fn says(findings: &[Diagnostic], file: &str, words: &str) -> bool {
    findings
        .iter()
        .any(|finding| finding.place.file.contains(file) && finding.message.contains(words))
}

/// Writes the good campaign into a folder, so that whatever is found has one cause.
fn good_campaign(folder: &Path) {
    let source = testkit::merry_muletide();
    for entry in source.list().expect("memory can be listed").entries {
        let path = folder.join(entry.path.as_str());
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("a folder can be made");
        fs::write(
            path,
            source.read(&entry.path, u64::MAX).expect("memory can be read"),
        )
        .expect("a file can be written");
    }
}
