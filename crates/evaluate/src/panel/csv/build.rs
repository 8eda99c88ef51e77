//! Cells become a panel.

use std::io::BufRead;

use super::fields::{Start, quoted};
use super::rows::{Cells, cells};
use super::units::{constant, covariate, starts, switched};
use super::{Columns, Outcome, Read, Treatment};
use crate::linear::Matrix;
use crate::panel::{Faults, Panel, Time};

/// A panel may have so many cells: 400 MB of outcomes. A file that names as many areas and times as it has lines would need far more
/// than it brings.
const MOST_CELLS: usize = 50_000_000;

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
                let days = matches!(times.first(), Some(Time::Date { .. }));
                if let Some(line) = self.first_starts[usize::from(!days)] {
                    let message = "The start is written in another way than the times.".to_owned();
                    faults.push(
                        Some(line),
                        Some(name),
                        message,
                        "Write it as the file writes its times.",
                    );
                }
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
