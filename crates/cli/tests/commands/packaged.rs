//! The tree of the Debian package, as `packaging/deb.sh` lays it out. `packaging/test.sh` installs a real one.

use crate::{err, hueandcry, out};
use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A moment that no commit has.
const EPOCH: &str = "1764547200";

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging")
}

/// Calls `deb.sh` with a program that is a line of shell around the real one: small, so that copying it takes no time.
fn deb(folder: &Path, arguments: &[&str]) -> Output {
    let program = folder.join("hueandcry");
    let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_hueandcry"));
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    Command::new(packaging().join("deb.sh"))
        .args(["--binary", program.to_str().unwrap()])
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("DEBFULLNAME", "Ada Example")
        .env("DEBEMAIL", "ada@example.org")
        .output()
        .unwrap()
}

/// A laid out tree, gone when it is dropped.
struct Tree {
    folder: TempDir,
}

impl Tree {
    fn new() -> Tree {
        let folder = tempfile::tempdir().unwrap();
        let tree = folder.path().join("tree");
        let output = deb(folder.path(), &["--tree", tree.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        Tree { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("tree").join(name)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Everything in it by its path: its mode, its time, and a file's bytes.
    fn all(&self) -> BTreeMap<String, (u32, i64, Vec<u8>)> {
        let root = self.folder.path().join("tree");
        let mut all = BTreeMap::new();
        let mut open = vec![root.clone()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                let about = path.symlink_metadata().unwrap();
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                let bytes = if about.is_dir() {
                    open.push(path);
                    Vec::new()
                } else {
                    // The program is a line of shell with the path of this very test in it.
                    let is_program = name == "usr/bin/hueandcry";
                    if is_program {
                        Vec::new()
                    } else {
                        std::fs::read(&path).unwrap()
                    }
                };
                all.insert(name, (about.mode() & 0o7777, about.mtime(), bytes));
            }
        }
        all
    }
}

fn unpacked(path: &Path) -> String {
    let output = Command::new("gzip")
        .args(["-dc", path.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", err(&output));
    out(&output)
}

#[test]
fn the_package_has_the_program_its_service_its_manual_and_its_licences() {
    let tree = Tree::new();
    let all = tree.all();
    for (name, mode) in [
        ("usr/bin/hueandcry", 0o755),
        ("lib/systemd/system/hueandcry.service", 0o644),
        ("etc/default/hueandcry", 0o644),
        ("usr/share/bash-completion/completions/hueandcry", 0o644),
        ("usr/share/zsh/vendor-completions/_hueandcry", 0o644),
        ("usr/share/fish/vendor_completions.d/hueandcry.fish", 0o644),
        ("usr/share/doc/hueandcry/commands.md", 0o644),
        ("DEBIAN/postinst", 0o755),
        ("DEBIAN/prerm", 0o755),
        ("DEBIAN/postrm", 0o755),
    ] {
        let (found, time, _) = all.get(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!((*found, time.to_string().as_str()), (mode, EPOCH), "{name}");
    }
    for command in ["", "-serve", "-check", "-build", "-licences"] {
        let page = unpacked(&tree.path(&format!("usr/share/man/man1/hueandcry{command}.1.gz")));
        assert!(page.starts_with(".TH \"HUEANDCRY"), "{page}");
    }
    let copyright = tree.text("usr/share/doc/hueandcry/copyright");
    for part in [
        "GNU AFFERO GENERAL PUBLIC LICENSE",
        "Creative Commons Attribution-ShareAlike 4.0",
        "Independent JPEG Group",
        "\nrav1e ",
    ] {
        assert!(copyright.contains(part), "{part}");
    }
    // Nothing for those who change the program, and nothing private.
    let strays: Vec<_> = all
        .keys()
        .filter(|name| name.ends_with("testing.md") || name.contains("private") || name.contains("/."))
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn the_same_program_gives_the_same_tree() {
    let (one, other) = (Tree::new().all(), Tree::new().all());
    let names = |all: &BTreeMap<String, _>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&other));
    for (name, found) in &one {
        // The line of shell has another path each time, and its sum with it.
        if name != "DEBIAN/md5sums" {
            assert!(*found == other[name], "{name}");
        }
    }
}

#[test]
fn the_control_file_says_what_it_is_and_what_it_needs() {
    let tree = Tree::new();
    let control = tree.text("DEBIAN/control");
    let version = out(&hueandcry(&["--version"])).trim().replace("hueandcry ", "");
    for line in [
        "Package: hueandcry".to_owned(),
        format!("Version: {version}"),
        "Architecture: amd64".to_owned(),
        "Maintainer: Ada Example <ada@example.org>".to_owned(),
        "Depends: libc6, adduser, init-system-helpers (>= 1.54)".to_owned(),
        "Recommends: systemd-timesyncd | time-daemon".to_owned(),
    ] {
        assert!(control.lines().any(|known| known == line), "{line}\n{control}");
    }
    assert!(control.lines().all(|line| line.len() <= 80), "{control}");
    assert_eq!(tree.text("DEBIAN/conffiles"), "/etc/default/hueandcry\n");
    let sums = tree.text("DEBIAN/md5sums");
    let summed: Vec<&str> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
    let all = tree.all();
    let files: Vec<&str> = all
        .iter()
        .filter(|(name, _)| tree.path(name).is_file())
        .map(|(name, _)| name.as_str())
        .filter(|name| !name.starts_with("DEBIAN/") && !name.starts_with("etc/"))
        .collect();
    assert_eq!(summed, files, "left: in md5sums; right: in the tree");
}

#[test]
fn the_service_may_do_nothing_but_its_work() {
    let tree = Tree::new();
    let unit = tree.text("lib/systemd/system/hueandcry.service");
    for line in [
        "User=hueandcry",
        "StateDirectory=hueandcry",
        "StateDirectoryMode=0750",
        "EnvironmentFile=-/etc/default/hueandcry",
        "Restart=on-failure",
        "LimitNOFILE=65536",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "RestrictAddressFamilies=AF_INET AF_INET6",
        "MemoryDenyWriteExecute=yes",
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged",
        "WantedBy=multi-user.target",
    ] {
        assert!(unit.lines().any(|known| known == line), "{line}");
    }
    let start = unit
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart=/usr/bin/hueandcry serve "))
        .unwrap();
    let help = out(&hueandcry(&["serve", "--help"]));
    for flag in start.split(' ').filter(|word| word.starts_with("--")) {
        assert!(help.contains(flag), "serve has no {flag}");
    }
    // What the service is started with is what the file of settings says.
    assert!(start.ends_with("$CAMPAIGNS"));
    let settings = tree.text("etc/default/hueandcry");
    assert!(settings.lines().any(|line| line == "CAMPAIGNS="), "{settings}");
}

#[test]
fn the_maintainer_s_scripts_are_shell_and_purging_deletes_the_data_alone() {
    let tree = Tree::new();
    for script in ["postinst", "prerm", "postrm"] {
        let checked = Command::new("sh")
            .args(["-n", tree.path(&format!("DEBIAN/{script}")).to_str().unwrap()])
            .output()
            .unwrap();
        assert!(checked.status.success(), "{script}: {}", err(&checked));
    }
    let deleted: Vec<String> = ["postinst", "prerm", "postrm"]
        .iter()
        .flat_map(|script| {
            tree.text(&format!("DEBIAN/{script}"))
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|line| line.trim_start().starts_with("rm "))
        .collect();
    assert_eq!(deleted, ["    rm -rf /var/lib/hueandcry"]);
}

#[test]
fn what_cannot_be_packed_is_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, reason) in [
        (
            vec!["--binary", "/no/such/program"],
            "cargo build --release makes it",
        ),
        (vec!["--version", "one two"], "is no version of a Debian package"),
        (vec!["--colour", "red"], "--colour is not known"),
        (vec!["--out"], "--out needs a value"),
        (
            vec!["--tree", folder.path().to_str().unwrap()],
            "is there already",
        ),
    ] {
        let output = deb(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(reason), "{}", err(&output));
    }
}
