//! Some areas and some times of a panel.

use std::ops::Range;

use super::{Covariate, Panel};
use crate::linear::Matrix;

impl Panel {
    /// The panel of some areas over a range of times. An area that started before the range is treated from its first time on. Panics
    /// outside the panel, as a slice does.
    #[must_use]
    pub fn part(&self, units: &[usize], times: Range<usize>) -> Self {
        self.pick(units, &times.collect::<Vec<_>>())
    }

    /// The panel of some areas over some times, which ascend. An area is treated from the first of them on that lies at its start or
    /// after. Panics outside the panel, as a slice does.
    #[must_use]
    pub fn pick(&self, units: &[usize], times: &[usize]) -> Self {
        let cut = |matrix: &Matrix| {
            if matrix.cols() == self.times.len() {
                Matrix::from_fn(units.len(), times.len(), |row, col| {
                    matrix.get(units[row], times[col])
                })
            } else {
                matrix.part(units, 0..matrix.cols())
            }
        };
        let outcome = cut(&self.outcome);
        let covariate = |covariate: &Covariate| Covariate {
            name: covariate.name.clone(),
            values: cut(&covariate.values),
        };
        let start = |&unit: &usize| {
            let start = self.start(unit)?;
            times.iter().position(|&time| time >= start)
        };
        Self {
            units: units.iter().map(|&unit| self.units[unit].clone()).collect(),
            times: times.iter().map(|&time| self.times[time]).collect(),
            gaps: gaps(&outcome),
            outcome,
            counts: self.counts.as_ref().map(|(count, of)| (cut(count), cut(of))),
            starts: units.iter().map(start).collect(),
            covariates: self.covariates.iter().map(covariate).collect(),
            weights: self
                .weights
                .as_ref()
                .map(|weights| units.iter().map(|&unit| weights[unit]).collect()),
        }
    }
}

/// Unit and time of each outcome that is missing, ascending.
pub(crate) fn gaps(outcome: &Matrix) -> Vec<(usize, usize)> {
    let missing = |&(unit, time): &(usize, usize)| outcome.get(unit, time).is_nan();
    (0..outcome.rows())
        .flat_map(|unit| (0..outcome.cols()).map(move |time| (unit, time)))
        .filter(missing)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_its_own_starts_gaps_and_covariates() {
        let mut outcome = Matrix::from_fn(3, 4, |unit, time| (unit * 4 + time) as f64);
        outcome.set(2, 3, f64::NAN);
        outcome.set(0, 0, f64::NAN);
        let names = ["a", "b", "c"].map(str::to_owned).to_vec();
        let mut panel = Panel::of(names, outcome.clone(), vec![Some(1), Some(3), None]).unwrap();
        panel.covariates.push(Covariate {
            name: "moving".into(),
            values: outcome,
        });
        panel.covariates.push(Covariate {
            name: "still".into(),
            values: Matrix::from_fn(3, 1, |u, _| u as f64),
        });
        panel.weights = Some(vec![1.0, 2.0, 3.0]);
        let part = panel.part(&[0, 2], 2..4);
        assert_eq!(part.units, ["a", "c"]);
        assert_eq!(part.starts, [Some(0), None]);
        assert_eq!(part.gaps, [(1, 1)]);
        assert_eq!(part.outcome.row(0), [2.0, 3.0]);
        assert_eq!(part.covariates[0].values.get(1, 0), 10.0);
        assert_eq!(part.covariates[1].values.data(), [0.0, 2.0]);
        assert_eq!(part.weights, Some(vec![1.0, 3.0]));
        assert!(part.checked().is_ok());
        assert_eq!(panel.part(&[1], 0..3).starts, [None]);
        assert_eq!(panel.pick(&[0, 1], &[0, 2, 3]).starts, [Some(1), Some(2)]);
    }
}
