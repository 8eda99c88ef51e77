//! Lines become cells.

use std::collections::HashMap;
use std::io::BufRead;

use super::fields::{quoted, treatment};
use super::header::{Shape, guess, shape};
use super::numbers::{self, Field};
use super::records::{Next, Records};
use super::{Columns, Treatment};
use crate::panel::{Faults, Time};

/// One line, with its place in `values`.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) unit: u32,
    pub(super) time: u32,
}

/// Names in the order in which they came.
#[derive(Default)]
pub(super) struct Names {
    index: HashMap<String, u32>,
    pub(super) names: Vec<String>,
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
pub(super) struct Cells {
    pub(super) rows: Vec<Row>,
    /// For each row its values, `width` of them.
    pub(super) values: Vec<f64>,
    pub(super) width: usize,
    pub(super) units: Names,
    pub(super) times: Vec<Time>,
    pub(super) has_denominator: bool,
    pub(super) has_weight: bool,
    /// The first line whose start is a number, and the first whose start is a day.
    pub(super) first_starts: [Option<u64>; 2],
}

pub(super) fn cells(
    input: &mut dyn BufRead,
    columns: &Columns,
    faults: &mut Faults,
) -> std::io::Result<Option<Cells>> {
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
        first_starts: [None; 2],
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
        if matches!(columns.treatment, Treatment::Start(_)) && !values[place].is_nan() {
            let day = matches!(Time::parse(records.field(index)), Some(Time::Date { .. }));
            cells.first_starts[usize::from(day)].get_or_insert(records.line);
        }
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
