//! Each donor that counts is left out once: does the answer hang on one area?

use rayon::prelude::*;

use crate::estimate::Placebo;
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::synthetic::{Fits, Setting};

/// The treated areas' fit without one donor.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The donor that was left out.
    pub donor: usize,
    /// Its weight in the whole fit.
    pub weight: f64,
    /// The fit without it.
    pub fit: Placebo,
}

/// Fits synthetic control on outcomes again without each donor that has a weight, in the order of the donors. Without any other donor the fit
/// is the same, so that these are all that could change it.
///
/// # Errors
/// As [`crate::synthetic::synthetic_control`]; [`Refusal::TooFewAreas`] when fewer than two donors are left.
pub fn leave_one_out(panel: &Panel) -> Result<Vec<LeftOut>, Refusal> {
    let setting = Setting::of(panel)?;
    if setting.donors.len() < 3 {
        let found = setting.donors.len();
        return Err(Refusal::TooFewAreas {
            purpose: "leaving one out",
            found,
            needed: 3,
        });
    }
    let fits = Fits::new(panel, &setting)?;
    let whole = fits.fit(&setting.treated, &setting.donors)?;
    whole
        .weights
        .par_iter()
        .map(|&(donor, weight)| {
            let others: Vec<usize> = setting
                .donors
                .iter()
                .copied()
                .filter(|&other| other != donor)
                .collect();
            Ok(LeftOut {
                donor,
                weight,
                fit: fits.placebo(&setting.treated, &others)?,
            })
        })
        .collect()
}
