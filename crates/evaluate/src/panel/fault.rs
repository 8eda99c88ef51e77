//! What is wrong with a file.

use std::fmt;

/// One thing that is wrong with a file, where it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; nothing when the whole file is meant.
    pub line: Option<u64>,
    /// The column's name, where one is meant.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
}

/// Everything that is wrong with a file, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Faults {
    /// The first thousand.
    pub faults: Vec<Fault>,
    /// How many more there were.
    pub more: u64,
}

/// So many faults are kept. A file in a wrong form has one on each line, and nobody reads a million.
const KEPT: usize = 1000;

impl Faults {
    pub(crate) fn push(&mut self, line: Option<u64>, field: Option<&str>, message: String, advice: &str) {
        if self.faults.len() < KEPT {
            self.faults.push(Fault {
                line,
                field: field.map(str::to_owned),
                message,
                advice: advice.to_owned(),
            });
        } else {
            self.more += 1;
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.field) {
            (Some(line), Some(field)) => write!(f, "line {line}, {field}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(field)) => write!(f, "{field}: ")?,
            (None, None) => {}
        }
        write!(f, "{} {}", self.message, self.advice)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
