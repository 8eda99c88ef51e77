//! The settings of `hueandcry serve`: `hueandcry.toml` in the data folder, then the environment, then flags; what comes later
//! wins. Every fault of all three is told at once, and none is passed over.

// Each setting, once.
mod definition;
// What a text means: an address, a number, a name.
mod value;
// The file.
mod file;
// What is wrong, where, and what to do.
mod problem;
// Which value holds and where it came from.
mod show;

#[cfg(test)]
mod manual;
#[cfg(test)]
mod tests;

pub(crate) use definition::{EXAMPLE_URL, Given};
pub(crate) use problem::{Problem, nearest};
pub(crate) use show::show;
pub(crate) use value::{PublicUrl, contact};

use definition::{SETTINGS, Setting, Shape};
use problem::Origin;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The file's name in the data folder.
const FILE: &str = "hueandcry.toml";
/// What the names of the environment begin with.
const PREFIX: &str = "HUEANDCRY_";

/// Names that begin as settings do and are none: where the tests find the published panels. A machine that runs the tests
/// has it set for everything they start.
const NOT_SETTINGS: [&str; 1] = ["HUEANDCRY_PANELS"];

/// What `hueandcry serve` is to do.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) data: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) admin_listen: Option<SocketAddr>,
    pub(crate) public_url: Option<PublicUrl>,
    /// Campaigns by the host name of their own.
    pub(crate) hosts: BTreeMap<String, String>,
    pub(crate) security_contact: Option<String>,
    pub(crate) threads: usize,
    pub(crate) max_connections: usize,
    pub(crate) idle_seconds: u64,
    pub(crate) log_level: tracing::Level,
    /// Where each value came from, by its name.
    pub(crate) origins: BTreeMap<&'static str, (String, Origin)>,
}

impl Settings {
    /// Reads all three places.
    pub(crate) fn read(flags: &Given) -> Result<Settings, Vec<Problem>> {
        let environment: Vec<(OsString, OsString)> = std::env::vars_os().collect();
        Settings::from_places(flags, &environment, |path| match std::fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        })
    }

    fn from_places(
        flags: &Given,
        environment: &[(OsString, OsString)],
        read: impl FnOnce(&Path) -> Result<Option<Vec<u8>>, String>,
    ) -> Result<Settings, Vec<Problem>> {
        let mut reading = Reading::new();
        let environment = reading.environment(environment);
        // The file stands in the data folder, so that the folder is known before it.
        for (setting, origin, text) in environment.iter().chain(&flags.with_origins()) {
            if setting.name == "data" {
                reading.take(setting, text, origin);
            }
        }
        reading.file(&reading.settings.data.join(FILE), read);
        for (setting, origin, text) in environment.iter().chain(&flags.with_origins()) {
            if setting.name != "data" {
                reading.take(setting, text, origin);
            }
        }
        reading.finish()
    }

    /// Where a value came from.
    pub(crate) fn origin(&self, name: &str) -> Origin {
        self.origins
            .get(name)
            .map_or(Origin::Default, |(_, origin)| origin.clone())
    }
}

/// Settings while they are read.
struct Reading {
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reading {
    fn new() -> Reading {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        let mut reading = Reading {
            settings: Settings {
                data: PathBuf::new(),
                listen,
                admin_listen: None,
                public_url: None,
                hosts: BTreeMap::new(),
                security_contact: None,
                threads: 0,
                max_connections: 0,
                idle_seconds: 0,
                log_level: tracing::Level::INFO,
                origins: BTreeMap::new(),
            },
            problems: Vec::new(),
        };
        for setting in SETTINGS {
            if let Some(default) = setting.default {
                reading.take(setting, default, &Origin::Default);
            }
        }
        reading
    }

    /// Takes a value in the place of an earlier one.
    fn take(&mut self, setting: &'static Setting, text: &str, origin: &Origin) {
        if setting.shape == Shape::Table {
            self.settings.hosts.clear();
        }
        let text = text.trim();
        let parts: Vec<&str> = match setting.shape {
            Shape::Table => text.split(',').collect(),
            _ => vec![text],
        };
        for part in parts {
            self.put(setting, part, origin);
        }
        self.settings
            .origins
            .insert(setting.name, (text.to_owned(), origin.clone()));
    }

    fn put(&mut self, setting: &'static Setting, text: &str, origin: &Origin) {
        let text = text.trim();
        let put = if text.is_empty() {
            Err("it is empty".to_owned())
        } else {
            (setting.put)(&mut self.settings, text)
        };
        if let Err(reason) = put {
            self.problems.push(Problem {
                origin: origin.clone(),
                message: format!("{text:?} cannot be {}: {reason}", setting.name),
                advice: setting.wanted(origin),
            });
        }
    }

    /// The settings that the environment has.
    fn environment(
        &mut self,
        environment: &[(OsString, OsString)],
    ) -> Vec<(&'static Setting, Origin, String)> {
        let mut found = Vec::new();
        for (name, value) in environment {
            let Some(name) = name
                .to_str()
                .filter(|name| name.starts_with(PREFIX) && !NOT_SETTINGS.contains(name))
            else {
                continue;
            };
            let origin = Origin::Environment(name.to_owned());
            let setting = SETTINGS.iter().find(|setting| setting.variable() == name);
            match (setting, value.to_str()) {
                (Some(setting), Some(value)) => found.push((setting, origin, value.to_owned())),
                (Some(_), None) => self.problems.push(Problem {
                    origin,
                    message: "it is not UTF-8".to_owned(),
                    advice: "write it in UTF-8".to_owned(),
                }),
                (None, _) => {
                    let names: Vec<String> = SETTINGS.iter().map(Setting::variable).collect();
                    self.problems.push(Problem {
                        origin,
                        message: format!("{name} is no setting"),
                        advice: problem::nearest(name, names.iter().map(String::as_str)),
                    });
                }
            }
        }
        // The environment has no order of its own.
        found.sort_by_key(|(setting, ..)| setting.name);
        found
    }

    /// What only all settings together can show.
    fn finish(mut self) -> Result<Settings, Vec<Problem>> {
        let settings = &self.settings;
        let mut wrong = Vec::new();
        match &settings.public_url {
            None if !settings.hosts.is_empty() => wrong.push((
                "hosts",
                "campaigns have names of their own, and the site has none".to_owned(),
                "set public_url to the address of the whole site: links to it must lead somewhere",
            )),
            Some(url) if settings.hosts.contains_key(url.host()) => wrong.push((
                "hosts",
                format!("{} is the site's own name", url.host()),
                "give the campaign a name that is not in public_url, or take its line out",
            )),
            _ => {}
        }
        if settings
            .admin_listen
            .is_some_and(|admin| admin == settings.listen && admin.port() != 0)
        {
            wrong.push((
                "admin_listen",
                format!("{} is where visitors are served", settings.listen),
                "choose another port for the operator, such as 127.0.0.1:9090",
            ));
        }
        let wrong = wrong.into_iter().map(|(name, message, advice)| Problem {
            origin: settings.origin(name),
            message,
            advice: advice.to_owned(),
        });
        self.problems.extend(wrong);
        if self.problems.is_empty() {
            Ok(self.settings)
        } else {
            self.problems.sort_by(|a, b| a.origin.cmp(&b.origin));
            Err(self.problems)
        }
    }
}
