//! Some areas and some times of a panel.

use std::ops::Range;

use super::{Covariate, Panel};

impl Panel {
    /// The panel of some areas (ascending) over a range of times. An area that started before the range is treated from its first
    /// time on. Panics outside the panel, as a slice does.
    #[must_use]
    pub fn part(&self, units: &[usize], times: Range<usize>) -> Self {
        let covariates = self.covariates.iter().map(|covariate| {
            let cols = if covariate.values.cols() == self.times.len() {
                times.clone()
            } else {
                0..1
            };
            Covariate {
                name: covariate.name.clone(),
                values: covariate.values.part(units, cols),
            }
        });
        let place = |unit: usize| units.binary_search(&unit).ok();
        let inside = |&(unit, time): &(usize, usize)| {
            times
                .contains(&time)
                .then(|| Some((place(unit)?, time - times.start)))
                .flatten()
        };
        let start = |&unit: &usize| {
            let start = self.start(unit).filter(|start| *start < times.end)?;
            Some(start.saturating_sub(times.start))
        };
        Self {
            units: units.iter().map(|&unit| self.units[unit].clone()).collect(),
            times: self.times[times.clone()].to_vec(),
            outcome: self.outcome.part(units, times.clone()),
            counts: self
                .counts
                .as_ref()
                .map(|(count, of)| (count.part(units, times.clone()), of.part(units, times.clone()))),
            starts: units.iter().map(start).collect(),
            covariates: covariates.collect(),
            weights: self
                .weights
                .as_ref()
                .map(|weights| units.iter().map(|&unit| weights[unit]).collect()),
            gaps: self.gaps.iter().filter_map(inside).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::Matrix;

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
    }
}
