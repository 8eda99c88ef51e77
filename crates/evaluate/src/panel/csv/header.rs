//! The first line: which column stands where.

use super::{Columns, Outcome, Treatment};
use crate::panel::Faults;

/// What each line brings, in this order: the outcome or the count, the denominator, treatment, weight, covariates.
pub(super) struct Shape {
    pub(super) area: usize,
    pub(super) time: usize,
    pub(super) value: usize,
    pub(super) denominator: Option<usize>,
    pub(super) treatment: Option<usize>,
    pub(super) weight: Option<usize>,
    pub(super) covariates: Vec<usize>,
    pub(super) fields: usize,
}

/// The separator that stands most often in the first line outside quotation marks.
pub(super) fn guess(first: &[u8]) -> u8 {
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
pub(super) fn shape(header: &[String], line: u64, columns: &Columns, faults: &mut Faults) -> Option<Shape> {
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
pub(super) fn list(names: &[String]) -> String {
    let mut text = names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > 20 {
        text.push_str(", …");
    }
    text
}
