//! Lines become cells, cells become a panel.

use std::collections::HashMap;
use std::io::BufRead;

use super::numbers::{self, Field};
use super::records::{Next, Records};
use super::{Columns, Outcome, Read, Treatment};
use crate::linear::Matrix;
use crate::panel::{Covariate, Faults, Panel, Time};

/// A panel may have so many cells: 400 MB of outcomes. A file that names as many areas and times as it has lines would need far more
/// than it brings.
const MOST_CELLS: usize = 50_000_000;

/// What each line brings, in this order: the outcome or the count, the denominator, treatment, weight, covariates.
struct Shape {
    area: usize,
    time: usize,
    value: usize,
    denominator: Option<usize>,
    treatment: Option<usize>,
    weight: Option<usize>,
    covariates: Vec<usize>,
    fields: usize,
}

/// One line, with its place in `values`.
struct Row {
    line: u64,
    unit: u32,
    time: u32,
}

/// Names in the order in which they came.
#[derive(Default)]
struct Names {
    index: HashMap<String, u32>,
    names: Vec<String>,
    last: u32,
}

impl Names {
    fn of(&mut self, name: &str) -> u32 {
        // Files are mostly sorted by area, so that the last one comes again.
        if self
            .names
            .get(self.last as usize)
            .is_some_and(|last| last == name)
        {
            return self.last;
        }
        let next = self.names.len() as u32;
        self.last = match self.index.get(name) {
            Some(&index) => index,
            None => {
                self.index.insert(name.to_owned(), next);
                self.names.push(name.to_owned());
                next
            }
        };
        self.last
    }
}

pub(super) fn read(input: &mut dyn BufRead, columns: &Columns) -> Result<Read, Faults> {
    let mut faults = Faults::default();
    let cells = match cells(input, columns, &mut faults) {
        Ok(cells) => cells,
        Err(error) => {
            faults.push(
                None,
                None,
                format!("The file cannot be read: {error}."),
                "Check that it is a file you may read.",
            );
            None
        }
    };
    let panel = cells.and_then(|cells| cells.panel(columns, &mut faults));
    faults.faults.sort_by_key(|fault| fault.line);
    match panel {
        Some(read) if faults.is_empty() => Ok(read),
        _ => Err(faults),
    }
}

struct Cells {
    rows: Vec<Row>,
    /// For each row its values, `width` of them.
    values: Vec<f64>,
    width: usize,
    units: Names,
    times: Vec<Time>,
    has_denominator: bool,
    has_weight: bool,
}

fn cells(input: &mut dyn BufRead, columns: &Columns, faults: &mut Faults) -> std::io::Result<Option<Cells>> {
    let mut records = Records::new(input);
    let separator = match columns.separator {
        Some(separator) => separator,
        None => guess(&records.peek_first()?),
    };
    match records.next(separator)? {
        Next::Record => {}
        Next::End => {
            faults.push(
                None,
                None,
                "The file is empty.".to_owned(),
                "Check that it is the right file.",
            );
            return Ok(None);
        }
        Next::Broken(why, advice) | Next::Lost(why, advice) => {
            faults.push(Some(records.line), None, why.to_owned(), advice);
            return Ok(None);
        }
    }
    let header: Vec<String> = (0..records.len())
        .map(|index| records.field(index).to_owned())
        .collect();
    let Some(shape) = shape(&header, records.line, columns, faults) else {
        return Ok(None);
    };
    let width = 1
        + usize::from(shape.denominator.is_some())
        + usize::from(shape.treatment.is_some())
        + usize::from(shape.weight.is_some())
        + shape.covariates.len();
    let mut cells = Cells {
        rows: Vec::new(),
        values: Vec::new(),
        width,
        units: Names::default(),
        times: Vec::new(),
        has_denominator: shape.denominator.is_some(),
        has_weight: shape.weight.is_some(),
    };
    let mut time_names = Names::default();
    let mut known: Vec<Option<Time>> = Vec::new();
    loop {
        match records.next(separator)? {
            Next::End => break,
            Next::Broken(why, advice) => faults.push(Some(records.line), None, why.to_owned(), advice),
            Next::Lost(why, advice) => {
                faults.push(Some(records.line), None, why.to_owned(), advice);
                break;
            }
            Next::Record => line(
                &records,
                &shape,
                &header,
                columns,
                &mut cells,
                &mut time_names,
                &mut known,
                faults,
            ),
        }
    }
    if cells.rows.is_empty() && faults.is_empty() {
        faults.push(
            None,
            None,
            "The file has a first line and no others.".to_owned(),
            "Check that it is the right file.",
        );
    }
    let kinds = |date: bool| {
        known
            .iter()
            .flatten()
            .any(|time| matches!(time, Time::Date { .. }) == date)
    };
    if kinds(true) && kinds(false) {
        let message = "Some times are days and others are numbers.".to_owned();
        faults.push(
            None,
            Some(&columns.time),
            message,
            "Write all of them in one way.",
        );
    }
    // One time may be written in two ways (1955 and 1955.0): times are sorted and joined by value.
    let mut sorted: Vec<Time> = known.iter().flatten().copied().collect();
    sorted.sort_by(Time::order);
    sorted.dedup_by(|a, b| a.order(b).is_eq());
    let place = |time: &Time| sorted.binary_search_by(|other| other.order(time)).unwrap_or(0) as u32;
    let places: Vec<u32> = known.iter().map(|time| time.as_ref().map_or(0, place)).collect();
    for row in &mut cells.rows {
        row.time = places[row.time as usize];
    }
    cells.times = sorted;
    Ok(Some(cells))
}

/// The separator that stands most often in the first line outside quotation marks.
fn guess(first: &[u8]) -> u8 {
    let (mut quoted, mut counts) = (false, [0_u32; 3]);
    for byte in first {
        quoted ^= *byte == b'"';
        if let Some(index) = b",;\t".iter().position(|separator| separator == byte && !quoted) {
            counts[index] += 1;
        }
    }
    let best = (0..3).rev().max_by_key(|&index| counts[index]).unwrap_or(0);
    b",;\t"[best]
}

/// Where the columns stand; a fault for each that does not.
fn shape(header: &[String], line: u64, columns: &Columns, faults: &mut Faults) -> Option<Shape> {
    let before = faults.faults.len();
    let mut find = |name: &str| {
        let mut places = header
            .iter()
            .enumerate()
            .filter(|(_, column)| *column == name)
            .map(|(index, _)| index);
        match (places.next(), places.next()) {
            (Some(index), None) => index,
            (Some(_), Some(_)) => {
                faults.push(
                    Some(line),
                    Some(name),
                    "Two columns have this name.".to_owned(),
                    "Rename one of them.",
                );
                0
            }
            (None, _) => {
                let near = header
                    .iter()
                    .find(|column| column.trim().eq_ignore_ascii_case(name));
                let advice = match near {
                    Some(near) => format!("Did you mean {near}?"),
                    None => format!("The columns are: {}.", list(header)),
                };
                faults.push(
                    Some(line),
                    Some(name),
                    "There is no column of this name.".to_owned(),
                    &advice,
                );
                0
            }
        }
    };
    let (area, time) = (find(&columns.area), find(&columns.time));
    let (value, denominator) = match &columns.outcome {
        Outcome::Value(value) => (find(value), None),
        Outcome::Rate {
            count, denominator, ..
        } => (find(count), Some(find(denominator))),
    };
    let treatment = match &columns.treatment {
        Treatment::Treated(column) | Treatment::Start(column) => Some(find(column)),
        Treatment::Given(_) => None,
    };
    let weight = columns.weight.as_deref().map(&mut find);
    let covariates = columns.covariates.iter().map(|column| find(column)).collect();
    let shape = Shape {
        area,
        time,
        value,
        denominator,
        treatment,
        weight,
        covariates,
        fields: header.len(),
    };
    (faults.faults.len() == before).then_some(shape)
}

/// At most twenty names in one line.
fn list(names: &[String]) -> String {
    let mut text = names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 20 {
        text.push_str(", …");
    }
    text
}

#[allow(clippy::too_many_arguments)]
fn line(
    records: &Records<'_>,
    shape: &Shape,
    header: &[String],
    columns: &Columns,
    cells: &mut Cells,
    time_names: &mut Names,
    known: &mut Vec<Option<Time>>,
    faults: &mut Faults,
) {
    let at = Some(records.line);
    if records.len() != shape.fields {
        let message = format!(
            "The line has {} fields and the first line has {}.",
            records.len(),
            shape.fields
        );
        faults.push(at, None, message, "Check its separators and quotation marks.");
        return;
    }
    let area = records.field(shape.area);
    if area.is_empty() {
        faults.push(
            at,
            Some(&columns.area),
            "The area has no name.".to_owned(),
            "Name it.",
        );
    }
    let unit = cells.units.of(area);
    let text = records.field(shape.time);
    let time = time_names.of(text);
    if time as usize == known.len() {
        known.push(Time::parse(text));
    }
    if known[time as usize].is_none() {
        let message = format!("{} is not a time.", quoted(text));
        faults.push(
            at,
            Some(&columns.time),
            message,
            "Write a number, a day (2024-01-31) or a month (2024-01).",
        );
    }
    let mut number = |index: usize| match numbers::read(records.field(index)) {
        Field::Number(number) => number,
        Field::Gap => f64::NAN,
        Field::Bad(advice) => {
            let message = format!("{} is not a number.", quoted(records.field(index)));
            faults.push(at, header.get(index).map(String::as_str), message, advice);
            f64::NAN
        }
    };
    cells.values.push(number(shape.value));
    cells.values.extend(shape.denominator.map(&mut number));
    if let Some(index) = shape.treatment {
        let value = match &columns.treatment {
            Treatment::Start(_) => 0.0,
            _ => number(index),
        };
        cells.values.push(value);
    }
    cells.values.extend(shape.weight.map(&mut number));
    cells
        .values
        .extend(shape.covariates.iter().map(|&index| number(index)));
    let width = cells.width;
    let start = cells.values.len() - width;
    let values = &mut cells.values[start..];
    if shape.denominator.is_some() {
        let per = Some(columns.outcome.count_column());
        if values[0] < 0.0 {
            faults.push(
                at,
                per,
                "A count cannot be negative.".to_owned(),
                "Check the column.",
            );
        }
        if values[1] <= 0.0 {
            let message = "The denominator must be above 0.".to_owned();
            faults.push(
                at,
                header.get(shape.denominator.unwrap_or(0)).map(String::as_str),
                message,
                "Check the column.",
            );
        }
    }
    if let Some(index) = shape.treatment {
        let place = 1 + usize::from(shape.denominator.is_some());
        values[place] = treatment(
            records.field(index),
            values[place],
            columns,
            at,
            header.get(index),
            faults,
        );
    }
    if area.is_empty() || known[time as usize].is_none() {
        // Told already, and it must not pass for a second line of another area or time.
        cells.values.truncate(start);
        return;
    }
    cells.rows.push(Row {
        line: records.line,
        unit,
        time,
    });
}

/// 0 or 1 of a treated column; of a start's column its text is kept as a number in `starts_of`.
fn treatment(
    text: &str,
    number: f64,
    columns: &Columns,
    at: Option<u64>,
    name: Option<&String>,
    faults: &mut Faults,
) -> f64 {
    let name = name.map(String::as_str);
    if let Treatment::Start(_) = columns.treatment {
        return match Start::parse(text) {
            Some(start) => start.0,
            None => {
                let message = format!("{} is not a time.", quoted(text));
                faults.push(
                    at,
                    name,
                    message,
                    "Write the first treated time, or leave it empty for never.",
                );
                f64::NAN
            }
        };
    }
    if number.is_nan() {
        // Words are not numbers and were told already; an empty field was not.
        if text.parse::<f64>().is_err() && numbers::read(text) == Field::Gap {
            faults.push(
                at,
                name,
                "It is not said whether the area is treated.".to_owned(),
                "Write 0 or 1.",
            );
        }
        return 0.0;
    }
    if number != 0.0 && number != 1.0 {
        faults.push(
            at,
            name,
            format!("{} is neither 0 nor 1.", quoted(text)),
            "Write 0 or 1.",
        );
    }
    number
}

/// A start as one number: NaN for never, days as year × 10,000 + month × 100 + day, which no panel of numbers holds by chance
/// because days and numbers are compared only among themselves.
struct Start(f64);

impl Start {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "" | "0" | "0.0" | "never" | "Never" | "NA" | "NaN" | "nan" | "inf" | "Inf" => {
                Some(Self(f64::NAN))
            }
            _ => Time::parse(text).map(|time| Self(Self::number(&time))),
        }
    }

    fn number(time: &Time) -> f64 {
        match *time {
            Time::Number(number) => number,
            Time::Date { year, month, day } => {
                f64::from(year) * 10_000.0 + f64::from(month) * 100.0 + f64::from(day)
            }
        }
    }
}

/// A field's text for a message: not more than forty letters, and no line ends.
fn quoted(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(40)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().nth(40).is_some() {
        short.push('…');
    }
    format!("\u{201c}{short}\u{201d}")
}

impl Outcome {
    fn count_column(&self) -> &str {
        match self {
            Self::Value(column) | Self::Rate { count: column, .. } => column,
        }
    }
}

impl Cells {
    fn panel(self, columns: &Columns, faults: &mut Faults) -> Option<Read> {
        let (rows, times) = (&self.rows, &self.times);
        if rows.is_empty() || times.is_empty() {
            return None;
        }
        let count = self.units.names.len();
        let size = count.saturating_mul(times.len());
        if size > MOST_CELLS || (size > 1_000_000 && size / 50 > rows.len()) {
            let message = format!(
                "{count} areas at {} times make {size} cells, and the file has {} lines.",
                times.len(),
                rows.len()
            );
            faults.push(
                None,
                None,
                message,
                "Check that the columns of area and time are the right ones.",
            );
            return None;
        }
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&a, &b| self.units.names[a].cmp(&self.units.names[b]));
        let mut place = vec![0; count];
        for (to, &from) in order.iter().enumerate() {
            place[from] = to;
        }
        let units: Vec<String> = order.iter().map(|&unit| self.units.names[unit].clone()).collect();

        // Which row fills each cell; a second one is a fault.
        let mut filled = vec![u32::MAX; size];
        for (number, row) in rows.iter().enumerate() {
            let cell = place[row.unit as usize] * times.len() + row.time as usize;
            if filled[cell] == u32::MAX {
                filled[cell] = number as u32;
            } else {
                let (unit, time) = (&self.units.names[row.unit as usize], &times[row.time as usize]);
                let first = rows[filled[cell] as usize].line;
                let message = format!("{} at {time} stands here and in line {first}.", quoted(unit));
                faults.push(
                    Some(row.line),
                    None,
                    message,
                    "Keep one of the two, or add them up.",
                );
            }
        }
        let table = |column: usize| {
            Matrix::from_fn(count, times.len(), |unit, time| {
                match filled[unit * times.len() + time] {
                    u32::MAX => f64::NAN,
                    row => self.values[row as usize * self.width + column],
                }
            })
        };
        let mut column = 0;
        let mut next = || {
            column += 1;
            column - 1
        };
        let value = table(next());
        let (outcome, counts) = match (&columns.outcome, self.has_denominator) {
            (Outcome::Rate { per, .. }, true) => {
                let denominator = table(next());
                let rate = Matrix::from_fn(count, times.len(), |unit, time| {
                    per * value.get(unit, time) / denominator.get(unit, time)
                });
                (rate, Some((value, denominator)))
            }
            _ => (value, None),
        };
        let mut gaps = Vec::new();
        for (unit, name) in units.iter().enumerate() {
            for (time, value) in outcome.row(unit).iter().enumerate() {
                if value.is_nan() {
                    gaps.push((unit, time));
                } else if value.is_infinite() && faults.is_empty() {
                    let message = format!("The rate of {} at {} is not finite.", quoted(name), times[time]);
                    faults.push(
                        None,
                        None,
                        message,
                        "Check count, denominator and what the rate is per.",
                    );
                }
            }
        }
        let line_of = |unit: usize, time: usize| match filled[unit * times.len() + time] {
            u32::MAX => None,
            row => Some(rows[row as usize].line),
        };
        let starts = match &columns.treatment {
            Treatment::Treated(name) => switched(&table(next()), &units, times, name, line_of, faults),
            Treatment::Start(name) => {
                let first = constant(&table(next()), &units, name, line_of, faults);
                let index = |number: f64| times.iter().position(|time| Start::number(time) >= number);
                first
                    .into_iter()
                    .map(|number| if number.is_nan() { None } else { index(number) })
                    .collect()
            }
            Treatment::Given(given) => starts(given, &units, times, faults),
        };
        let weights = self.has_weight.then(|| {
            let name = columns.weight.as_deref().unwrap_or_default();
            let weights = constant(&table(next()), &units, name, line_of, faults);
            for (weight, unit) in weights.iter().zip(&units) {
                if weight.is_nan() || *weight <= 0.0 {
                    let message = format!("{} has no weight above 0.", quoted(unit));
                    faults.push(None, Some(name), message, "Give it one.");
                }
            }
            weights
        });
        let covariates = columns
            .covariates
            .iter()
            .map(|name| covariate(name, table(next())))
            .collect();
        let panel = Panel {
            units,
            times: self.times.clone(),
            outcome,
            counts,
            starts,
            covariates,
            weights,
            gaps,
        };
        Some(Read {
            panel,
            rows: rows.len() as u64,
        })
    }
}

/// The first time at which each unit is treated. One that is treated and later is not is a fault.
fn switched(
    treated: &Matrix,
    units: &[String],
    times: &[Time],
    name: &str,
    line_of: impl Fn(usize, usize) -> Option<u64>,
    faults: &mut Faults,
) -> Vec<Option<usize>> {
    (0..treated.rows())
        .map(|unit| {
            let row = treated.row(unit);
            let start = row.iter().position(|&value| value == 1.0)?;
            if let Some(off) = row.iter().skip(start).position(|&value| value == 0.0) {
                let (off, from) = (start + off, times[start]);
                let message = format!(
                    "{} is treated from {from} on and here it is not.",
                    quoted(&units[unit])
                );
                let advice =
                    "This crate knows campaigns that start and go on. End the panel before it stops.";
                faults.push(line_of(unit, off), Some(name), message, advice);
            }
            Some(start)
        })
        .collect()
}

/// One number for each unit, NaN where nothing is said. A unit with two is a fault.
fn constant(
    values: &Matrix,
    units: &[String],
    name: &str,
    line_of: impl Fn(usize, usize) -> Option<u64>,
    faults: &mut Faults,
) -> Vec<f64> {
    (0..values.rows())
        .map(|unit| {
            let mut known = (0..values.cols()).filter(|&time| !values.get(unit, time).is_nan());
            let Some(first) = known.next() else {
                return f64::NAN;
            };
            let value = values.get(unit, first);
            if let Some(time) = known.find(|&time| values.get(unit, time) != value) {
                let message = format!("{} has two values in this column.", quoted(&units[unit]));
                faults.push(
                    line_of(unit, time),
                    Some(name),
                    message,
                    "Write the same on each line of an area.",
                );
            }
            value
        })
        .collect()
}

/// Starts that came from outside the file.
fn starts(
    given: &[(String, Time)],
    units: &[String],
    times: &[Time],
    faults: &mut Faults,
) -> Vec<Option<usize>> {
    let mut starts = vec![None; units.len()];
    let days = matches!(times.first(), Some(Time::Date { .. }));
    for (area, time) in given {
        if matches!(time, Time::Date { .. }) != days {
            let message = format!(
                "{} starts at {time}, and the file's times are written in another way.",
                quoted(area)
            );
            faults.push(
                None,
                None,
                message,
                "Write the start as the file writes its times.",
            );
        }
        match units.iter().position(|unit| unit == area) {
            Some(unit) => starts[unit] = times.iter().position(|other| other.order(time).is_ge()),
            None => {
                let message = format!("The treated area {} is not in the file.", quoted(area));
                let near = units
                    .iter()
                    .find(|unit| unit.to_lowercase() == area.to_lowercase());
                let advice = match near {
                    Some(near) => format!("Did you mean {}?", quoted(near)),
                    None => format!("The areas are: {}.", list(units)),
                };
                faults.push(None, None, message, &advice);
            }
        }
    }
    starts
}

/// A covariate, in one column when it never changes within a unit.
fn covariate(name: &str, values: Matrix) -> Covariate {
    let fixed: Option<Vec<f64>> = (0..values.rows())
        .map(|unit| {
            let mut known = values.row(unit).iter().copied().filter(|value| !value.is_nan());
            let first = known.next().unwrap_or(f64::NAN);
            known.all(|value| value == first).then_some(first)
        })
        .collect();
    let rows = values.rows();
    let values = fixed
        .and_then(|fixed| Matrix::new(rows, 1, fixed))
        .unwrap_or(values);
    Covariate {
        name: name.to_owned(),
        values,
    }
}
