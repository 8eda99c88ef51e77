//! What cargo says of the workspace.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace and everything that it is built of on Linux.
pub(crate) struct Workspace {
    /// Our own crates by name.
    pub(crate) members: BTreeSet<String>,
    /// Every package that a build or a test on Linux uses, ours too.
    pub(crate) packages: Vec<Package>,
    /// From package id to the ids it is linked with: not those that only its tests use.
    linked: BTreeMap<String, Vec<String>>,
}

/// One version of one package.
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// As its author wrote it; empty where nothing is said.
    pub(crate) licence: String,
    /// Missing for our own.
    pub(crate) registry: Option<String>,
    /// Where its authors keep it; empty where nothing is said.
    pub(crate) repository: String,
    /// Where its files lie on this machine.
    pub(crate) folder: PathBuf,
    /// What it asks for by name, and whether only its tests do.
    pub(crate) asks_for: Vec<(String, bool)>,
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the repository.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

impl Workspace {
    pub(crate) fn read() -> Workspace {
        let output = Command::new(env!("CARGO"))
            .args([
                "metadata",
                "--format-version",
                "1",
                "--locked",
                "--filter-platform",
                "x86_64-unknown-linux-gnu",
            ])
            .current_dir(root())
            .output()
            .expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");

        let linked: BTreeMap<String, Vec<String>> = items(&metadata["resolve"]["nodes"])
            .map(|node| (string(&node["id"]), links_of(node)))
            .collect();
        let member_ids: BTreeSet<String> = items(&metadata["workspace_members"]).map(string).collect();
        let packages: Vec<Package> = items(&metadata["packages"])
            .filter(|package| linked.contains_key(&string(&package["id"])))
            .map(package)
            .collect();
        let members = packages
            .iter()
            .filter(|package| member_ids.contains(&package.id))
            .map(|package| package.name.clone())
            .collect();
        Workspace {
            members,
            packages,
            linked,
        }
    }

    /// One of our own crates.
    pub(crate) fn member(&self, name: &str) -> &Package {
        self.packages
            .iter()
            .find(|package| package.name == name && self.members.contains(name))
            .unwrap_or_else(|| panic!("there is no crate {name}"))
    }

    /// The names of everything that ends up linked with a crate, by whatever way.
    pub(crate) fn beneath(&self, name: &str) -> BTreeSet<String> {
        self.linked_with(name)
            .map(|package| package.name.clone())
            .collect()
    }

    /// Everything that ends up linked with a crate, by whatever way: of a package that is there twice, the right version.
    pub(crate) fn linked_with(&self, name: &str) -> impl Iterator<Item = &Package> {
        let mut seen = BTreeSet::new();
        let mut open = vec![self.member(name).id.clone()];
        while let Some(id) = open.pop() {
            for below in self.linked.get(&id).into_iter().flatten() {
                if seen.insert(below.clone()) {
                    open.push(below.clone());
                }
            }
        }
        self.packages
            .iter()
            .filter(move |package| seen.contains(&package.id))
    }
}

fn package(value: &Value) -> Package {
    Package {
        id: string(&value["id"]),
        name: string(&value["name"]),
        version: string(&value["version"]),
        licence: value["license"].as_str().unwrap_or_default().to_owned(),
        registry: value["source"].as_str().map(str::to_owned),
        repository: value["repository"].as_str().unwrap_or_default().to_owned(),
        folder: Path::new(&string(&value["manifest_path"]))
            .parent()
            .expect("a manifest lies in a folder")
            .to_owned(),
        asks_for: items(&value["dependencies"])
            .map(|dependency| (string(&dependency["name"]), dependency["kind"] == "dev"))
            .collect(),
    }
}

fn links_of(node: &Value) -> Vec<String> {
    items(&node["deps"])
        .filter(|link| items(&link["dep_kinds"]).any(|kind| kind["kind"].is_null()))
        .map(|link| string(&link["pkg"]))
        .collect()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list").iter()
}

fn string(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
