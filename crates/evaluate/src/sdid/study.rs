//! Who is treated from when, and who is there to compare with.

use crate::difference::reckonable;
use crate::panel::Panel;
use crate::refusal::Refusal;

pub(super) struct Study {
    /// Areas that never start and have no gap.
    pub(super) controls: Vec<usize>,
    /// Start and treated areas, by start.
    pub(super) cohorts: Vec<(usize, Vec<usize>)>,
    /// Areas that never start and were left out for a gap.
    pub(super) left_out: Vec<usize>,
}

impl Study {
    pub(super) fn new(panel: &Panel) -> Result<Self, Refusal> {
        reckonable(panel)?;
        let treated = panel.treated();
        if treated.is_empty() {
            return Err(Refusal::NoTreatedUnit);
        }
        let mut cohorts: Vec<(usize, Vec<usize>)> = Vec::new();
        for &area in &treated {
            let start = panel.start(area).unwrap_or(0);
            if let Some(t) = panel.outcome.row(area).iter().position(|v| v.is_nan()) {
                return Err(Refusal::Gap {
                    unit: panel.units[area].clone(),
                    time: panel.times[t].to_string(),
                });
            }
            if start == 0 {
                return Err(Refusal::NoPrePeriod {
                    unit: panel.units[area].clone(),
                });
            }
            if start < 2 {
                return Err(Refusal::TooFewTimes {
                    purpose: "the time before the start",
                    found: start,
                    needed: 2,
                });
            }
            match cohorts.binary_search_by_key(&start, |c| c.0) {
                Ok(place) => cohorts[place].1.push(area),
                Err(place) => cohorts.insert(place, (start, vec![area])),
            }
        }
        let complete = |area: &usize| !panel.outcome.row(*area).iter().any(|v| v.is_nan());
        let (controls, left_out): (Vec<usize>, Vec<usize>) =
            panel.never_treated().into_iter().partition(complete);
        if controls.len() < 2 {
            let found = controls.len();
            return Err(Refusal::TooFewAreas {
                purpose: "a weighted comparison",
                found,
                needed: 2,
            });
        }
        let mut used = controls
            .iter()
            .chain(&treated)
            .flat_map(|&a| panel.outcome.row(a));
        let first = used.next().copied();
        if used.all(|v| Some(*v) == first) {
            return Err(Refusal::ConstantOutcome);
        }
        Ok(Self {
            controls,
            cohorts,
            left_out,
        })
    }

    /// The first treated time of each treated area.
    pub(super) fn starts(&self) -> Vec<usize> {
        self.cohorts
            .iter()
            .flat_map(|(start, treated)| treated.iter().map(move |_| *start))
            .collect()
    }
}
