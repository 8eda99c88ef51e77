//! The cells as one estimate with its uncertainty, in the form that all methods share.

use super::{Base, By, GroupTime};
use crate::estimate::{Estimate, Method, Note, Procedure, TimeEffect, Uncertainty};
use crate::panel::Panel;
use crate::refusal::Refusal;

/// Below so many areas in a cohort its error is called doubtful.
const FEW: usize = 5;

impl GroupTime {
    /// The mean effect over treated areas and times after their start ([`By::All`]), and the mean effect at each time.
    ///
    /// `panel` is the one that the cells were computed from. Times before the first start are shown where effects before a start
    /// have one base ([`Base::Universal`]).
    ///
    /// # Errors
    ///
    /// When no cell after a start could be computed.
    pub fn estimate(&self, panel: &Panel) -> Result<Estimate, Refusal> {
        let nothing = Refusal::TooFewAreas {
            purpose: "a comparison after the start",
            found: 0,
            needed: 1,
        };
        let overall = self.aggregate(By::All).ok_or(nothing)?.overall;
        let mut by_time = Vec::new();
        let (mut squares, mut many) = (0.0, 0.0);
        for (t, time) in panel.times.iter().enumerate() {
            let before = self.options.base == Base::Universal && self.cells.iter().all(|c| c.group > t);
            let Some((actual, gap)) = self.at_time(panel, t, before) else {
                continue;
            };
            if before {
                squares += gap * gap;
                many += 1.0;
            }
            by_time.push(TimeEffect {
                time: *time,
                actual,
                without: actual - gap,
                gap,
            });
        }
        let mut notes = Vec::new();
        if !self.left_out.is_empty() {
            let cells = self.left_out.len();
            notes.push(Note::Remark(format!(
                "{cells} of the comparisons of a cohort at a time could not be made; the averages are without them."
            )));
        }
        if !self.always_treated.is_empty() {
            notes.push(Note::Remark(format!(
                "{} of the areas are treated from the first time on. They have no before and were left out.",
                self.always_treated.len()
            )));
        }
        if self.cells.iter().any(|c| c.treated < FEW) {
            notes.push(Note::Remark(format!(
                "A cohort has fewer than {FEW} areas. Its standard error is too small more often than not: trust placebos instead."
            )));
        }
        Ok(Estimate {
            method: Method::GroupTime,
            effect: overall.effect,
            by_time,
            weights: Vec::new(),
            time_weights: Vec::new(),
            pre_rmspe: (many > 0.0).then(|| libm::sqrt(squares / many)),
            certificate: None,
            notes,
        })
    }

    /// What the cohorts that have a cell at this time counted, and their gap; each cohort by its share.
    fn at_time(&self, panel: &Panel, time: usize, before: bool) -> Option<(f64, f64)> {
        let (mut actual, mut gap, mut total) = (0.0, 0.0, 0.0);
        for cell in self
            .cells
            .iter()
            .filter(|c| c.time == time && (before || c.group <= time))
        {
            let (mut sum, mut weight) = (0.0, 0.0);
            for (place, &area) in self.areas.iter().enumerate() {
                let value = panel.outcome.get(area, time);
                if self.cohort[place] == Some(cell.group) && !value.is_nan() {
                    sum += self.weight[place] * value;
                    weight += self.weight[place];
                }
            }
            if weight > 0.0 {
                let share = self.share(cell.group);
                actual += share * sum / weight;
                gap += share * cell.effect;
                total += share;
            }
        }
        (total > 0.0).then(|| (actual / total, gap / total))
    }

    /// The test and the interval of the overall effect ([`By::All`]), from the influence function.
    ///
    /// # Errors
    ///
    /// When fewer than two areas are treated or to compare with, or no area differs from another: the error says nothing then.
    pub fn uncertainty(&self, level: f64) -> Result<Uncertainty, Refusal> {
        if !(level > 0.0 && level < 1.0) {
            return Err(Refusal::BadOption {
                name: "level",
                allowed: "a confidence between 0 and 1, as in 0.95",
            });
        }
        if self.cohort.iter().filter(|c| c.is_some()).count() < 2 {
            return Err(Refusal::OneTreatedUnit {
                procedure: "an error from influence functions",
                instead: "placebos in space",
            });
        }
        let compared = self
            .cells
            .iter()
            .filter(|c| c.standard_error.is_some())
            .map(|c| c.controls)
            .min();
        if let Some(found) = compared.filter(|&c| c < 2) {
            let purpose = "an error from influence functions";
            return Err(Refusal::TooFewAreas {
                purpose,
                found,
                needed: 2,
            });
        }
        let nothing = Refusal::TooFewAreas {
            purpose: "a comparison after the start",
            found: 0,
            needed: 1,
        };
        let overall = self.aggregate(By::All).ok_or(nothing)?.overall;
        let (Some(p), Some(interval)) = (overall.p(), overall.interval(level)) else {
            return Err(Refusal::ConstantOutcome);
        };
        Ok(Uncertainty {
            procedure: Procedure::Analytic,
            p: Some(p),
            least_p: None,
            interval: Some(interval),
            standard_error: overall.standard_error,
            draws: None,
            placebos: Vec::new(),
            notes: Vec::new(),
        })
    }
}
