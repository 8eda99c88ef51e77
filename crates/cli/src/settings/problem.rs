//! What is wrong with the settings, where, and what to do.

use campaign::{Place, closest};
use std::fmt;

/// Where a value came from. Sorted as they win over each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// Nowhere: it is what holds otherwise.
    Default,
    /// The file, and the line.
    File(Place, String),
    /// The environment, and the name in it.
    Environment(String),
    /// What was typed, without the hyphens.
    Flag(&'static str),
}

impl Origin {
    /// The line in the file.
    pub(crate) fn line(&self) -> Option<u32> {
        match self {
            Origin::File(place, _) => Some(place.line),
            Origin::Default | Origin::Environment(_) | Origin::Flag(_) => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => formatter.write_str("default"),
            Origin::File(place, _) => write!(formatter, "{place}"),
            Origin::Environment(name) => formatter.write_str(name),
            Origin::Flag(flag) => write!(formatter, "--{flag}"),
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) origin: Origin,
    pub(crate) message: String,
    pub(crate) advice: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}: {}", self.origin, self.message)?;
        if let Origin::File(place, line) = &self.origin
            && !line.is_empty()
        {
            let caret = " ".repeat(place.column as usize - 1);
            writeln!(formatter, "    {line}\n    {caret}^")?;
        }
        writeln!(formatter, "  hint: {}", self.advice)
    }
}

/// What to do about a name that nobody knows.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    match closest(typed, names.clone()) {
        Some(name) => format!("did you mean {name}?"),
        None => format!("use one of {}", names.collect::<Vec<_>>().join(", ")),
    }
}
