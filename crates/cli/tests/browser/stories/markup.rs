//! Checks the HTML of a static build.

use crate::server::campaigns;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What html-validate says of a folder, and whether it found nothing.
pub(super) fn validate(folder: &Path) -> (bool, String) {
    let output = Command::new("node")
        .arg(root().join("node_modules/html-validate/bin/html-validate.mjs"))
        .arg("--config")
        .arg(root().join(".htmlvalidate.json"))
        .args(["--formatter", "text", "--ext", "html"])
        .arg(folder)
        .output()
        .unwrap_or_else(|error| panic!("node does not start ({error}): ./test installs it"));
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

#[test]
fn every_page_of_a_static_build_is_valid_html() {
    let out = tempfile::tempdir().expect("a folder can be made");
    let built = Command::new(env!("CARGO_BIN_EXE_hueandcry"))
        .args(["build", "--no-print"])
        .arg(campaigns())
        .args([
            "--today",
            "2026-12-07",
            "--base-url",
            "https://example.org",
            "--out",
        ])
        .arg(out.path().join("site"))
        .output()
        .expect("the dev binary starts");
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    for folder in std::fs::read_dir(campaigns()).expect("a folder").flatten() {
        if folder.path().is_dir() {
            let home = out
                .path()
                .join("site")
                .join(folder.file_name())
                .join("index.html");
            assert!(home.is_file(), "a home page was written: {}", home.display());
        }
    }
    let (is_valid, said) = validate(&out.path().join("site"));
    assert!(is_valid, "{said}");
}

#[test]
fn html_that_is_wrong_would_be_noticed() {
    let out = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(
        out.path().join("index.html"),
        "<!DOCTYPE html><html lang=en><title>x</title><p><div></p>",
    )
    .expect("it is written");
    let (is_valid, said) = validate(out.path());
    assert!(!is_valid, "{said}");
}
