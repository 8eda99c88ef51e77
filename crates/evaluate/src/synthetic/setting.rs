//! Who is compared with whom, from when.

use crate::estimate::{Note, WEIGHTS_NOT_USED};
use crate::panel::Panel;
use crate::refusal::Refusal;

/// The areas of a comparison: some treated from one time on, and the donors.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The treated areas, ascending.
    pub treated: Vec<usize>,
    /// Areas that are never treated and have no gap, ascending.
    pub donors: Vec<usize>,
    /// The index of the first treated time.
    pub start: usize,
    /// What a reader must know of it.
    pub notes: Vec<Note>,
}

/// With fewer times before the start, an area that was chosen for an extreme value goes back to its mean, and that passes for an effect
/// (Illenberger, Small and Shaw 2020).
const SHORT: usize = 10;

impl Setting {
    /// The setting of a panel whose treated areas all start at one time. Areas with a gap cannot be donors and are left out.
    ///
    /// # Errors
    /// What [`Panel::checked`] refuses; [`Refusal::NoTreatedUnit`], [`Refusal::SeveralStarts`], [`Refusal::NoPrePeriod`], [`Refusal::Gap`]
    /// in a treated area, [`Refusal::TooFewTimes`] with fewer than two before the start, [`Refusal::TooFewAreas`] with fewer than two
    /// donors, [`Refusal::ConstantOutcome`].
    pub fn of(panel: &Panel) -> Result<Self, Refusal> {
        panel.checked()?;
        let treated = panel.treated();
        let Some(start) = treated.first().and_then(|&unit| panel.start(unit)) else {
            return Err(Refusal::NoTreatedUnit);
        };
        if treated.iter().any(|&unit| panel.start(unit) != Some(start)) {
            return Err(Refusal::SeveralStarts);
        }
        if start == 0 {
            return Err(Refusal::NoPrePeriod {
                unit: panel.units[treated[0]].clone(),
            });
        }
        if start < 2 {
            return Err(Refusal::TooFewTimes {
                purpose: "the time before the start",
                found: start,
                needed: 2,
            });
        }
        for &unit in &treated {
            if let Some(time) = panel.outcome.row(unit).iter().position(|value| value.is_nan()) {
                return Err(Refusal::Gap {
                    unit: panel.units[unit].clone(),
                    time: panel.times[time].to_string(),
                });
            }
        }
        let whole = |unit: &usize| panel.outcome.row(*unit).iter().all(|value| value.is_finite());
        let (donors, left_out): (Vec<usize>, Vec<usize>) = panel.never_treated().into_iter().partition(whole);
        if donors.len() < 2 {
            return Err(Refusal::TooFewAreas {
                purpose: "a comparison",
                found: donors.len(),
                needed: 2,
            });
        }
        let first = panel.outcome.get(treated[0], 0);
        let constant = |unit: &usize| panel.outcome.row(*unit).iter().all(|&value| value == first);
        if treated.iter().all(constant) && donors.iter().all(constant) {
            return Err(Refusal::ConstantOutcome);
        }
        let mut notes = Vec::new();
        if !left_out.is_empty() {
            notes.push(Note::LeftOutForGaps { units: left_out });
        }
        if start < SHORT {
            notes.push(Note::ShortPrePeriod { times: start });
        }
        if panel.weights.is_some() {
            notes.push(Note::Remark(WEIGHTS_NOT_USED.to_owned()));
        }
        Ok(Self {
            treated,
            donors,
            start,
            notes,
        })
    }

    /// All areas of the comparison, ascending.
    #[must_use]
    pub fn units(&self) -> Vec<usize> {
        let mut units = [self.treated.as_slice(), self.donors.as_slice()].concat();
        units.sort_unstable();
        units
    }
}
