//! Cells averaged: overall, by event time, by cohort, by time.
//!
//! The weights are the cohorts' shares, which are estimated too: where they differ between the cells of an average, the
//! influence function counts them in (Callaway and Sant'Anna 2021, section 4, and the package `did`).

use super::bands::{self, Bands};
use super::{GroupTime, standard_error};
use crate::distribution::{normal_quantile, normal_two_sided};
use crate::estimate::Interval;

/// What the cells are averaged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// All cells after the start, each cohort by its share: the mean effect over treated areas and times.
    All,
    /// Times since the start: the event study. Overall: the mean over event times from 0 on, each counting the same.
    Event,
    /// Cohorts. Overall: cohorts by their share.
    Group,
    /// Times. Overall: the mean over times, each counting the same.
    Time,
}

/// One average with its error.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The event time, the index of the cohort's first treated time, or the index of the time; 0 for an overall figure.
    pub at: i64,
    /// The mean effect, in the outcome's unit.
    pub effect: f64,
    /// The analytic standard error; `None` where the effect is 0 by definition.
    pub standard_error: Option<f64>,
    pub(super) influence: Vec<f64>,
}

impl Part {
    /// The two-sided p-value of no effect, by the normal approximation; `None` without a standard error above 0.
    pub fn p(&self) -> Option<f64> {
        let error = self.standard_error.filter(|e| *e > 0.0)?;
        Some(normal_two_sided(self.effect / error))
    }

    /// The effects that the same test does not reject at `1 - level`.
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let error = self.standard_error.filter(|e| *e > 0.0)?;
        let reach = normal_quantile(0.5 + 0.5 * level) * error;
        Some(Interval {
            low: self.effect - reach,
            high: self.effect + reach,
            level,
        })
    }
}

/// Averages of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// What was averaged over.
    pub by: By,
    /// One figure over the parts.
    pub overall: Part,
    /// The parts, ascending; empty for [`By::All`].
    pub parts: Vec<Part>,
}

impl Aggregate {
    /// Limits that hold for all parts at once.
    ///
    /// `level` is the confidence (0.95), `draws` the number of bootstrap draws, `seed` where they start. `None` without a part
    /// that has an error, or when `level` is not between 0 and 1.
    pub fn bands(&self, level: f64, draws: usize, seed: u64) -> Option<Bands> {
        let parts = self
            .parts
            .iter()
            .map(|p| (p.effect, p.standard_error, p.influence.as_slice()));
        bands::bands(&parts.collect::<Vec<_>>(), level, draws, seed)
    }
}

impl GroupTime {
    /// Averages the cells. `None` when no cell after a start could be computed.
    pub fn aggregate(&self, by: By) -> Option<Aggregate> {
        let after: Vec<usize> = (0..self.cells.len())
            .filter(|&c| self.cells[c].time >= self.cells[c].group)
            .collect();
        if after.is_empty() {
            return None;
        }
        let (parts, overall) = match by {
            By::All => (Vec::new(), self.weighted(0, &after)),
            By::Event => {
                let all: Vec<usize> = (0..self.cells.len()).collect();
                let parts = self.parts(&all, |c| self.cells[c].event_time());
                let late: Vec<&Part> = parts.iter().filter(|p| p.at >= 0).collect();
                let overall = self.equal(&late);
                (parts, overall)
            }
            By::Group => {
                // Inside one cohort the shares are equal, so that the average is a plain one.
                let parts = self.parts(&after, |c| self.cells[c].group as i64);
                let overall = self.by_share(&parts);
                (parts, overall)
            }
            By::Time => {
                let parts = self.parts(&after, |c| self.cells[c].time as i64);
                let overall = self.equal(&parts.iter().collect::<Vec<_>>());
                (parts, overall)
            }
        };
        Some(Aggregate { by, overall, parts })
    }

    /// The share of a cohort among all areas used, by weight.
    pub(super) fn share(&self, group: usize) -> f64 {
        let sum: f64 = self.member_weights(group).sum();
        sum / self.areas.len() as f64
    }

    /// Each area's weight if it belongs to the cohort, else 0.
    fn member_weights(&self, group: usize) -> impl Iterator<Item = f64> + '_ {
        self.cohort
            .iter()
            .zip(&self.weight)
            .map(move |(c, w)| if *c == Some(group) { *w } else { 0.0 })
    }

    fn parts(&self, cells: &[usize], key: impl Fn(usize) -> i64) -> Vec<Part> {
        let mut keys: Vec<i64> = cells.iter().map(|&c| key(c)).collect();
        keys.sort_unstable();
        keys.dedup();
        let of = |at| {
            cells
                .iter()
                .copied()
                .filter(|&c| key(c) == at)
                .collect::<Vec<_>>()
        };
        keys.into_iter().map(|at| self.weighted(at, &of(at))).collect()
    }

    /// Cells averaged by their cohorts' shares.
    fn weighted(&self, at: i64, cells: &[usize]) -> Part {
        let groups: Vec<usize> = cells.iter().map(|&c| self.cells[c].group).collect();
        let effects: Vec<f64> = cells.iter().map(|&c| self.cells[c].effect).collect();
        let rows: Vec<&[f64]> = cells.iter().map(|&c| self.influence[c].as_slice()).collect();
        self.average(at, &groups, &effects, &rows)
    }

    /// Cohorts averaged by their shares.
    fn by_share(&self, parts: &[Part]) -> Part {
        let groups: Vec<usize> = parts.iter().map(|p| p.at as usize).collect();
        let effects: Vec<f64> = parts.iter().map(|p| p.effect).collect();
        let rows: Vec<&[f64]> = parts.iter().map(|p| p.influence.as_slice()).collect();
        self.average(0, &groups, &effects, &rows)
    }

    fn average(&self, at: i64, groups: &[usize], effects: &[f64], rows: &[&[f64]]) -> Part {
        let shares: Vec<f64> = groups.iter().map(|&g| self.share(g)).collect();
        let total: f64 = shares.iter().sum();
        let weights: Vec<f64> = shares.iter().map(|s| s / total).collect();
        let effect: f64 = weights.iter().zip(effects).map(|(w, e)| w * e).sum();
        let mut influence = vec![0.0; self.areas.len()];
        for (weight, row) in weights.iter().zip(rows) {
            for (to, from) in influence.iter_mut().zip(*row) {
                *to += weight * from;
            }
        }
        // How each area moves the shares: d(share_k / total) times the effects, which sums to (effect_k − effect) / total.
        for ((group, cell), share) in groups.iter().zip(effects).zip(&shares) {
            let pull = (cell - effect) / total;
            for (to, member) in influence.iter_mut().zip(self.member_weights(*group)) {
                *to += pull * (member - share);
            }
        }
        self.part(at, effect, influence, rows)
    }

    /// Parts averaged, each counting the same.
    fn equal(&self, parts: &[&Part]) -> Part {
        let many = parts.len() as f64;
        let effect = parts.iter().map(|p| p.effect).sum::<f64>() / many;
        let mut influence = vec![0.0; self.areas.len()];
        for part in parts {
            for (to, from) in influence.iter_mut().zip(&part.influence) {
                *to += from / many;
            }
        }
        let rows: Vec<&[f64]> = parts.iter().map(|p| p.influence.as_slice()).collect();
        self.part(0, effect, influence, &rows)
    }

    fn part(&self, at: i64, effect: f64, influence: Vec<f64>, rows: &[&[f64]]) -> Part {
        // Cells of the base period have no influence function: their effect is 0 by definition.
        if rows.iter().all(|row| row.is_empty()) {
            return Part {
                at,
                effect,
                standard_error: None,
                influence: Vec::new(),
            };
        }
        let error = standard_error(&influence);
        Part {
            at,
            effect,
            standard_error: Some(error),
            influence,
        }
    }
}
