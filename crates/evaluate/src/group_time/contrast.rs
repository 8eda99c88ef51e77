//! One comparison of changes: what treated areas changed by, less what like areas changed by, with its influence function.
//!
//! Three adjustments for covariates, as in Sant'Anna and Zhao, "Doubly robust difference-in-differences estimators", *Journal of
//! Econometrics* 219(1), 2020, 101-122 (panel data; outcome regression, normalised inverse weighting, the traditional doubly
//! robust estimator with its influence function).

use super::logit::{self, NoLogit};
use super::{Adjustment, NoCell};
use crate::regression::{self, NoFit};

/// The areas of one comparison: changes, who is treated, weights and the columns of the regression.
pub(super) struct Contrast<'a> {
    /// Later outcome less earlier, one for each area.
    pub(super) change: &'a [f64],
    pub(super) treated: &'a [bool],
    pub(super) weight: &'a [f64],
    /// The columns, the first of them all ones.
    pub(super) columns: &'a [&'a [f64]],
}

/// The effect on the treated and each area's influence on it.
pub(super) struct Answer {
    pub(super) effect: f64,
    pub(super) influence: Vec<f64>,
}

impl Contrast<'_> {
    pub(super) fn solve(&self, adjustment: Adjustment) -> Result<Answer, NoCell> {
        match adjustment {
            // Without covariates the three are the same number, and this one is the least work.
            _ if self.columns.len() == 1 => self.by_regression(),
            Adjustment::Regression => self.by_regression(),
            Adjustment::InverseWeighting => self.by_weighting(),
            Adjustment::DoublyRobust => self.doubly_robust(),
        }
    }

    fn len(&self) -> usize {
        self.change.len()
    }

    /// Mean over all areas, in their order.
    fn mean(&self, f: impl Fn(usize) -> f64) -> f64 {
        (0..self.len()).map(f).sum::<f64>() / self.len() as f64
    }

    fn means(&self, f: impl Fn(usize) -> f64) -> Vec<f64> {
        self.columns
            .iter()
            .map(|column| self.mean(|i| f(i) * column[i]))
            .collect()
    }

    fn treated_weight(&self, i: usize) -> f64 {
        if self.treated[i] { self.weight[i] } else { 0.0 }
    }

    fn control_weight(&self, i: usize) -> f64 {
        if self.treated[i] { 0.0 } else { self.weight[i] }
    }

    /// What the change would have been, from a regression among the comparison areas; and that regression's inverse.
    fn expected(&self) -> Result<(Vec<f64>, Vec<f64>), NoCell> {
        let weights: Vec<f64> = (0..self.len()).map(|i| self.control_weight(i)).collect();
        let fit = regression::fit(self.columns, self.change, Some(&weights)).map_err(no_fit)?;
        Ok((fit.fitted(self.columns, self.len()), fit.inverse))
    }

    /// How area i moves the regression, seen along `direction`: the sum over columns of its linear representation.
    fn regression_pull(&self, i: usize, expected: &[f64], turned: &[f64]) -> f64 {
        self.control_weight(i) * (self.change[i] - expected[i]) * self.along(i, turned)
    }

    /// The same for the regression of being treated.
    fn logit_pull(&self, i: usize, chances: &[f64], turned: &[f64]) -> f64 {
        let miss = f64::from(u8::from(self.treated[i])) - chances[i];
        self.weight[i] * miss * self.along(i, turned)
    }

    /// inverse · direction, by the number of areas: the inverse belongs to sums, the influence function to means.
    fn turn(&self, inverse: &[f64], direction: &[f64]) -> Vec<f64> {
        let rows = inverse.chunks_exact(direction.len());
        let dot = |row: &[f64]| row.iter().zip(direction).map(|(a, b)| a * b).sum::<f64>();
        rows.map(|row| dot(row) * self.len() as f64).collect()
    }

    fn along(&self, i: usize, turned: &[f64]) -> f64 {
        self.columns
            .iter()
            .zip(turned)
            .map(|(column, t)| column[i] * t)
            .sum()
    }

    fn by_regression(&self) -> Result<Answer, NoCell> {
        let (expected, inverse) = self.expected()?;
        let share = self.mean(|i| self.treated_weight(i));
        let treated = self.mean(|i| self.treated_weight(i) * self.change[i]) / share;
        let control = self.mean(|i| self.treated_weight(i) * expected[i]) / share;
        let turned = self.turn(&inverse, &self.means(|i| self.treated_weight(i)));
        let influence = (0..self.len())
            .map(|i| {
                let w = self.treated_weight(i);
                let of_treated = w * (self.change[i] - treated);
                let of_control = w * (expected[i] - control);
                (of_treated - of_control - self.regression_pull(i, &expected, &turned)) / share
            })
            .collect();
        Ok(Answer {
            effect: treated - control,
            influence,
        })
    }

    /// The weights that make comparison areas look like the treated ones, and the logit behind them.
    fn odds(&self) -> Result<(Vec<f64>, logit::Logit), NoCell> {
        let fit = logit::fit(self.columns, self.treated, self.weight).map_err(|why| match why {
            NoLogit::NoFit(why) => no_fit(why),
            NoLogit::Separated => NoCell::NoOverlap,
        })?;
        let odds = (0..self.len())
            .map(|i| self.control_weight(i) * fit.chances[i] / (1.0 - fit.chances[i]))
            .collect();
        Ok((odds, fit))
    }

    fn by_weighting(&self) -> Result<Answer, NoCell> {
        let (odds, fit) = self.odds()?;
        let share = self.mean(|i| self.treated_weight(i));
        let odds_share = self.mean(|i| odds[i]);
        let treated = self.mean(|i| self.treated_weight(i) * self.change[i]) / share;
        let control = self.mean(|i| odds[i] * self.change[i]) / odds_share;
        let turned = self.turn(
            &fit.inverse,
            &self.means(|i| odds[i] * (self.change[i] - control)),
        );
        let influence = (0..self.len())
            .map(|i| {
                let of_treated = self.treated_weight(i) * (self.change[i] - treated) / share;
                let of_control =
                    odds[i] * (self.change[i] - control) + self.logit_pull(i, &fit.chances, &turned);
                of_treated - of_control / odds_share
            })
            .collect();
        Ok(Answer {
            effect: treated - control,
            influence,
        })
    }

    fn doubly_robust(&self) -> Result<Answer, NoCell> {
        let (expected, inverse) = self.expected()?;
        let (odds, fit) = self.odds()?;
        let rest: Vec<f64> = self.change.iter().zip(&expected).map(|(c, e)| c - e).collect();
        let share = self.mean(|i| self.treated_weight(i));
        let odds_share = self.mean(|i| odds[i]);
        let treated = self.mean(|i| self.treated_weight(i) * rest[i]) / share;
        let control = self.mean(|i| odds[i] * rest[i]) / odds_share;
        let along_treated = self.turn(&inverse, &self.means(|i| self.treated_weight(i)));
        let along_odds = self.turn(&fit.inverse, &self.means(|i| odds[i] * (rest[i] - control)));
        let along_control = self.turn(&inverse, &self.means(|i| odds[i]));
        let influence = (0..self.len())
            .map(|i| {
                let of_treated = self.treated_weight(i) * (rest[i] - treated)
                    - self.regression_pull(i, &expected, &along_treated);
                let of_control = odds[i] * (rest[i] - control)
                    + self.logit_pull(i, &fit.chances, &along_odds)
                    - self.regression_pull(i, &expected, &along_control);
                of_treated / share - of_control / odds_share
            })
            .collect();
        Ok(Answer {
            effect: treated - control,
            influence,
        })
    }
}

fn no_fit(why: NoFit) -> NoCell {
    match why {
        NoFit::Dependent(column) => NoCell::DependentCovariate { column },
        NoFit::TooFewRows => NoCell::TooFewControls,
        NoFit::NotFinite => NoCell::NotFinite,
    }
}
