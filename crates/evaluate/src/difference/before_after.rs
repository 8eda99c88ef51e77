//! After less before, in the treated areas alone.

use super::reckonable;
use crate::estimate::{Estimate, Method, Note, TimeEffect};
use crate::panel::Panel;
use crate::refusal::Refusal;

/// The mean outcome after the start less the mean before, in treated areas, each area-time after a start counting the same
/// (times the area's weight).
///
/// This is no estimate of an effect: whatever else changed is in it. It is here because people will ask, and so that they can
/// be shown how far it is from one with a comparison. It has no error and no p-value for the same reason.
///
/// # Errors
///
/// When nobody is treated, or a treated area has no outcome before or none after its start.
pub fn before_after(panel: &Panel) -> Result<Estimate, Refusal> {
    reckonable(panel)?;
    let treated = panel.treated();
    if treated.is_empty() {
        return Err(Refusal::NoTreatedUnit);
    }
    let mut before = Vec::with_capacity(treated.len());
    for &area in &treated {
        let start = panel.start(area).unwrap_or(0);
        let row = panel.outcome.row(area);
        let mean = mean_of_known(&row[..start]).ok_or_else(|| Refusal::NoPrePeriod {
            unit: panel.units[area].clone(),
        })?;
        before.push(mean);
    }
    let weight = |area: usize| panel.weights.as_ref().map_or(1.0, |w| w[area]);
    let (mut sum, mut total, mut squares, mut past) = (0.0, 0.0, 0.0, 0.0);
    let mut by_time = Vec::with_capacity(panel.times.len());
    for (t, time) in panel.times.iter().enumerate() {
        let (mut actual, mut without, mut here) = (0.0, 0.0, 0.0);
        for (&area, &mean) in treated.iter().zip(&before) {
            let value = panel.outcome.get(area, t);
            if value.is_nan() {
                continue;
            }
            let w = weight(area);
            actual += w * value;
            without += w * mean;
            here += w;
            if panel.start(area).is_some_and(|start| t >= start) {
                sum += w * (value - mean);
                total += w;
            } else {
                squares += w * (value - mean) * (value - mean);
                past += w;
            }
        }
        if here > 0.0 {
            let (actual, without) = (actual / here, without / here);
            by_time.push(TimeEffect {
                time: *time,
                actual,
                without,
                gap: actual - without,
            });
        }
    }
    if total <= 0.0 {
        return Err(Refusal::TooFewTimes {
            purpose: "what came after the start",
            found: 0,
            needed: 1,
        });
    }
    let effect = sum / total;
    let pre_rmspe = libm::sqrt(squares / past);
    if !(effect.is_finite() && pre_rmspe.is_finite()) {
        return Err(Refusal::OutOfRange);
    }
    Ok(Estimate {
        method: Method::BeforeAfter,
        effect,
        by_time,
        weights: Vec::new(),
        time_weights: Vec::new(),
        pre_rmspe: Some(pre_rmspe),
        certificate: None,
        notes: vec![Note::Remark(WARNING.to_owned())],
    })
}

const WARNING: &str = "A count before and after has no comparison: whatever else changed at that time is in it. It does not \
                       show what the campaign did.";

fn mean_of_known(row: &[f64]) -> Option<f64> {
    let known: Vec<f64> = row.iter().copied().filter(|v| !v.is_nan()).collect();
    crate::linear::mean(&known)
}
