//! Placebos in time: earlier starts take their turn, on the time before the campaign alone.

use std::ops::Range;

use rayon::prelude::*;

use crate::estimate::Placebo;
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::synthetic::{Fits, Gaps, Setting};

/// What synthetic control on outcomes finds at starts that were none. `starts` are indices of times before the campaign; the gaps end where
/// the campaign starts. An effect there is as large as the method's own error can make one.
///
/// # Errors
/// As [`crate::synthetic::synthetic_control`]; [`Refusal::TooFewTimes`] for a start with fewer than two times before it or none after it.
pub fn synthetic_placebos_in_time(panel: &Panel, starts: Range<usize>) -> Result<Vec<Placebo>, Refusal> {
    let setting = Setting::of(panel)?;
    if starts.start < 2 || starts.end > setting.start || starts.is_empty() {
        return Err(Refusal::TooFewTimes {
            purpose: "placebos in time",
            found: setting.start,
            needed: starts.end.max(3),
        });
    }
    starts
        .into_par_iter()
        .map(|start| {
            let fit = Fits::until(panel, &setting, start)?.fit(&setting.treated, &setting.donors)?;
            let by_time = fit.gaps.by_time[..setting.start].to_vec();
            Ok(Gaps { by_time, start }.placebo(fit.treated, Some(fit.certificate)))
        })
        .collect()
}
