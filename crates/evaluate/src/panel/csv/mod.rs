//! A panel from a CSV file in long form: one line for each area and time.

mod build;
mod fields;
mod header;
mod numbers;
mod records;
mod rows;
mod units;

use std::io::BufRead;

use super::{Faults, Panel, Time};

/// Which columns of the file mean what.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The column with the area's name.
    pub area: String,
    /// The column with the time: a number, a day (`2024-01-31`) or a month (`2024-01`).
    pub time: String,
    /// Where the outcome stands.
    pub outcome: Outcome,
    /// How it is known which areas are treated, and from when.
    pub treatment: Treatment,
    /// Columns with whatever else is known of the areas.
    pub covariates: Vec<String>,
    /// The column that says how much an area counts: one number above 0 for each area.
    pub weight: Option<String>,
    /// What stands between two fields. Nothing: a comma, a semicolon or a tab, whichever the first line has most of.
    pub separator: Option<u8>,
}

/// Where the outcome stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// In a column of its own.
    Value(String),
    /// A count in one column, and in another what it is counted among. The outcome is `per × count / denominator`.
    Rate {
        /// The column with the count, 0 or more.
        count: String,
        /// The column with the denominator, above 0.
        denominator: String,
        /// As in "per 100,000".
        per: f64,
    },
}

/// How it is known which areas are treated, and from when.
#[derive(Debug, Clone, PartialEq)]
pub enum Treatment {
    /// A column that is 1 in a treated time and 0 in another. Once treated, an area stays treated.
    Treated(String),
    /// A column with the first treated time; empty, 0, `never` or `inf` for an area that is never treated. A time after the
    /// panel's last one counts as never.
    Start(String),
    /// From outside the file: areas and their first treated times. The others are never treated.
    Given(Vec<(String, Time)>),
}

/// A panel, and what the file was like.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The panel.
    pub panel: Panel,
    /// How many lines with data there were.
    pub rows: u64,
}

/// Reads a panel. The memory that it takes grows with the panel and not with the length of a line.
///
/// ```
/// use evaluate::panel::{Columns, Outcome, Treatment, read_csv};
/// let columns = Columns {
///     area: "area".into(),
///     time: "year".into(),
///     outcome: Outcome::Value("calls".into()),
///     treatment: Treatment::Treated("campaign".into()),
///     covariates: vec![],
///     weight: None,
///     separator: None,
/// };
/// let file = "area,year,calls,campaign\nAlder,2023,10,0\nAlder,2024,12,1\nBeech,2023,9,0\nBeech,2024,9,0\n";
/// let read = read_csv(&mut file.as_bytes(), &columns)?;
/// assert_eq!(read.panel.units, ["Alder", "Beech"]);
/// assert_eq!(read.panel.starts, [Some(1), None]);
/// # Ok::<(), evaluate::Faults>(())
/// ```
///
/// # Errors
/// Everything that is wrong with the file, each with its line.
pub fn read_csv(input: &mut dyn BufRead, columns: &Columns) -> Result<Read, Faults> {
    build::read(input, columns)
}
