//! The folder of published panels, and how a test says that one is absent.

use std::fs;
use std::path::PathBuf;

/// The bytes of a published panel. Without the folder that `HUEANDCRY_PANELS` names, or without the file, it says in one line that the
/// test was skipped, and gives nothing.
pub(crate) fn published(file: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("HUEANDCRY_PANELS") else {
        println!("skipped: {file} (HUEANDCRY_PANELS is not set)");
        return None;
    };
    let path = PathBuf::from(folder).join(file);
    match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            println!("skipped: {file} (not in the folder that HUEANDCRY_PANELS names)");
            None
        }
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// Asserts that two numbers are so near to each other.
#[track_caller]
pub(crate) fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected} ± {tolerance}"
    );
}
