//! The manual's page of rules is made of the rules' own comments.

#![expect(clippy::disallowed_methods, reason = "a test reads the manual")]

use std::path::Path;

#[test]
fn the_manual_says_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let made = lint::manual();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == made,
        "docs/rules.md is old: run UPDATE=1 cargo test -p lint --test manual"
    );
}
