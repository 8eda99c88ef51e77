//! Each setting, once: from here come the parser of all three places, `--help`, `docs/settings.md` and every message.

use super::problem::Origin;
use super::value;
use super::{PREFIX, Settings};
use clap::error::Error;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use std::collections::BTreeMap;

/// An address of nobody, wherever one is shown or needed before anybody has said where a site will be.
pub(crate) const EXAMPLE_URL: &str = "https://campaigns.example.org";

/// How a value is written in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    Number,
    Table,
}

/// A setting.
pub(crate) struct Setting {
    /// As the file has it.
    pub(crate) name: &'static str,
    /// As a flag, without its hyphens.
    pub(crate) flag: &'static str,
    /// What the value is, in capitals, for `--help`.
    pub(crate) value_name: &'static str,
    pub(crate) shape: Shape,
    /// Whether the file may have it.
    pub(crate) is_in_file: bool,
    pub(crate) default: Option<&'static str>,
    /// What holds when it is not set; nothing where there is a default.
    pub(crate) unset: &'static str,
    /// One line for `--help`.
    pub(crate) help: &'static str,
    /// Why it is there, and why the default is what it is.
    pub(crate) reason: &'static str,
    /// What a value looks like, in words.
    pub(crate) form: &'static str,
    /// A value, as a flag would have it.
    pub(crate) example: &'static str,
    /// Reads a value and puts it in its place.
    pub(crate) put: fn(&mut Settings, &str) -> Result<(), String>,
}

/// All of them, in the order of the manual.
pub(crate) const SETTINGS: &[Setting] = &[
    Setting {
        name: "data",
        flag: "data",
        value_name: "FOLDER",
        shape: Shape::Text,
        is_in_file: false,
        default: Some("data"),
        unset: "",
        help: "The folder for what the server keeps, and for hueandcry.toml",
        reason: "Encodings of pictures, so that a restart does not make them again, and the latest time that was served. It is \
                 a cache: the campaigns' folders are what has to be backed up.",
        form: "a folder",
        example: "/var/lib/hueandcry",
        put: |settings, text| {
            settings.data = text.into();
            Ok(())
        },
    },
    Setting {
        name: "listen",
        flag: "listen",
        value_name: "ADDRESS",
        shape: Shape::Text,
        is_in_file: true,
        default: Some("127.0.0.1:8080"),
        unset: "",
        help: "The address and port on which visitors are served",
        reason: "This machine alone, because the program speaks no HTTPS: a proxy such as Caddy or nginx stands before it. In a \
                 container it is 0.0.0.0:8080.",
        form: "an address and a port",
        example: "127.0.0.1:8080",
        put: |settings, text| {
            settings.listen = value::address(text)?;
            Ok(())
        },
    },
    Setting {
        name: "public_url",
        flag: "public-url",
        value_name: "URL",
        shape: Shape::Text,
        is_in_file: true,
        default: None,
        unset: "http://localhost and the port of listen; only localhost, 127.0.0.1 and [::1] are answered",
        help: "The address under which visitors find the site",
        reason: "Every link that leaves the site is made of it, and it is the only name that is answered: what a request says of \
                 itself is never believed. It has no path: a site beneath somebody's path is what `hueandcry build --base-url` is \
                 for.",
        form: "an address with https:// or http://, a host name and no path",
        example: EXAMPLE_URL,
        put: |settings, text| {
            settings.public_url = Some(value::PublicUrl::parse(text)?);
            Ok(())
        },
    },
    Setting {
        name: "hosts",
        flag: "hosts",
        value_name: "NAME=CAMPAIGN,…",
        shape: Shape::Table,
        is_in_file: true,
        default: None,
        unset: "every campaign is found under public_url alone",
        help: "Host names that belong to one campaign each",
        reason: "Under its own name a campaign's home is at `/`, its links bear that name, and other campaigns are sent to theirs. \
                 Scheme and port are those of public_url.",
        form: "host names, each with the id of its campaign",
        example: "merry.example.org=merry-muletide",
        put: |settings, text| {
            let (name, campaign) = value::host(text)?;
            match settings.hosts.insert(name.clone(), campaign) {
                Some(_) => Err(format!("{name} stands there twice")),
                None => Ok(()),
            }
        },
    },
    Setting {
        name: "security_contact",
        flag: "security-contact",
        value_name: "CONTACT",
        shape: Shape::Text,
        is_in_file: true,
        default: None,
        unset: "there is no security.txt",
        help: "Whom to tell of a fault of the site's safety",
        reason: "It is published in /.well-known/security.txt (RFC 9116). Use an address that is read by somebody who can act.",
        form: "an e-mail address, or one that begins with https://, mailto: or tel:",
        example: "security@council.example",
        put: |settings, text| {
            settings.security_contact = Some(value::contact(text)?);
            Ok(())
        },
    },
    Setting {
        name: "admin_listen",
        flag: "admin-listen",
        value_name: "ADDRESS",
        shape: Shape::Text,
        is_in_file: true,
        default: None,
        unset: "nobody is answered",
        help: "The address and port on which the operator reads /metrics and /readyz",
        reason: "Numbers about the server are nobody's business but the operator's. They hold no address of a page and nothing of a \
                 visitor. Keep it on this machine or on a network of your own: it asks nobody who they are.",
        form: "an address and a port",
        example: "127.0.0.1:9090",
        put: |settings, text| {
            settings.admin_listen = Some(value::address(text)?);
            Ok(())
        },
    },
    Setting {
        name: "threads",
        flag: "threads",
        value_name: "NUMBER",
        shape: Shape::Number,
        is_in_file: true,
        default: None,
        unset: "one for each processor",
        help: "Threads that serve visitors",
        reason: "One for each processor is the most that helps. Fewer leave room for other programs.",
        form: "a whole number from 1 to 1024",
        example: "2",
        put: |settings, text| {
            settings.threads = value::number(text, 1, 1024)?;
            Ok(())
        },
    },
    Setting {
        name: "max_connections",
        flag: "max-connections",
        value_name: "NUMBER",
        shape: Shape::Number,
        is_in_file: true,
        default: Some("8192"),
        unset: "",
        help: "Connections that may be open at the same time",
        reason: "Each costs one file descriptor and some 10 to 20 KiB; those beyond wait to be let in. The program raises its own \
                 limit of open files as far as the system lets it, and says in the log when that is too few.",
        form: "a whole number from 1 to 1000000",
        example: "20000",
        put: |settings, text| {
            settings.max_connections = value::number(text, 1, 1_000_000)?;
            Ok(())
        },
    },
    Setting {
        name: "idle_seconds",
        flag: "idle-seconds",
        value_name: "SECONDS",
        shape: Shape::Number,
        is_in_file: true,
        default: Some("30"),
        unset: "",
        help: "How long a connection may say nothing before it is closed",
        reason: "Long enough to read a page and go on over the same connection, short enough that gone phones hold no room. A proxy \
                 that keeps connections open must let go of them sooner than this; Caddy and nginx try again when it did not.",
        form: "a whole number from 1 to 3600",
        example: "75",
        put: |settings, text| {
            settings.idle_seconds = value::number(text, 1, 3600)?;
            Ok(())
        },
    },
    Setting {
        name: "log_level",
        flag: "log-level",
        value_name: "LEVEL",
        shape: Shape::Text,
        is_in_file: true,
        default: Some("info"),
        unset: "",
        help: "Which lines the log has: error, warn or info",
        reason: "Starts, stops, alarms and faults of ours. No level writes anything about a visitor: such lines are not in the \
                 program.",
        form: "error, warn or info",
        example: "warn",
        put: |settings, text| {
            settings.log_level = value::level(text)?;
            Ok(())
        },
    },
];

impl Setting {
    /// Its name in the environment.
    pub(crate) fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase())
    }

    /// As it stands in the file.
    pub(crate) fn in_file(&self, value: &str) -> String {
        match self.shape {
            Shape::Number => format!("{} = {value}", self.name),
            Shape::Text => format!("{} = {value:?}", self.name),
            Shape::Table => {
                let lines = value.split(',').filter_map(|line| line.split_once('='));
                let lines: Vec<String> = lines
                    .map(|(name, campaign)| format!("{:?} = {:?}", name.trim(), campaign.trim()))
                    .collect();
                format!("[{}]\n{}", self.name, lines.join("\n"))
            }
        }
    }

    /// What to write in a place, with an example in the form of that place.
    pub(crate) fn wanted(&self, origin: &Origin) -> String {
        let example = match origin {
            Origin::Default | Origin::File(..) => self.in_file(self.example).replace('\n', " "),
            Origin::Environment(_) => format!("{}={}", self.variable(), self.example),
            Origin::Flag(_) => format!("--{} {}", self.flag, self.example),
        };
        format!("write {}, such as {example}", self.form)
    }
}

/// What was typed, by setting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given(BTreeMap<&'static str, String>);

impl Given {
    pub(crate) fn with_origins(&self) -> Vec<(&'static Setting, Origin, String)> {
        SETTINGS
            .iter()
            .filter_map(|setting| {
                let text = self.0.get(setting.name)?;
                Some((setting, Origin::Flag(setting.flag), text.clone()))
            })
            .collect()
    }

    #[cfg(test)]
    pub(crate) fn of(given: &[(&'static str, &str)]) -> Given {
        Given(
            given
                .iter()
                .map(|(name, text)| (*name, (*text).to_owned()))
                .collect(),
        )
    }
}

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Given, Error> {
        let typed = SETTINGS
            .iter()
            .filter_map(|setting| Some((setting.name, matches.get_one::<String>(setting.name)?.clone())));
        Ok(Given(typed.collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Given::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Given {
    fn augment_args(command: Command) -> Command {
        let flags = SETTINGS.iter().map(|setting| {
            let holds = match setting.default {
                Some(default) => format!("[default: {default}]"),
                None => format!("[without it: {}]", setting.unset),
            };
            Arg::new(setting.name)
                .long(setting.flag)
                .value_name(setting.value_name)
                .help(format!("{} {holds}", setting.help))
                .long_help(format!("{}\n\n{} {holds}", setting.help, setting.reason))
        });
        command.args(flags)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Given::augment_args(command)
    }
}
