//! What belongs to a unit and not to one of its times.

use super::fields::quoted;
use super::header::list;
use crate::linear::Matrix;
use crate::panel::{Covariate, Faults, Time};

/// The first time at which each unit is treated. One that is treated and later is not is a fault.
pub(super) fn switched(
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
pub(super) fn constant(
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
pub(super) fn starts(
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
pub(super) fn covariate(name: &str, values: Matrix) -> Covariate {
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
