//! The first sentence.

use super::{Answer, Reason};
use crate::estimate::{Estimate, Uncertainty};
use crate::panel::{Panel, Time};
use crate::registered::{Outcome, Plan, Standing};
use crate::words;

pub(super) fn sentence(
    plan: &Plan,
    outcome: &Outcome,
    panel: &Panel,
    found: Option<(&Estimate, &Uncertainty)>,
    answer: &Answer,
    standing: Standing,
) -> String {
    let areas: Vec<String> = plan.areas.iter().map(|start| start.area.clone()).collect();
    let place = format!("in {}, {}", words::list(&areas, 4), period(plan, panel));
    let what = format!("\u{201c}{}\u{201d}", outcome.name);
    let body = match (answer, found) {
        (Answer::CannotTell(reason), found) => {
            format!(
                "Cannot tell whether {place} the campaign changed {what}, because {}",
                why(reason, outcome, plan, found)
            )
        }
        (Answer::NoEffectSeen { would_have_seen }, found) => format!(
            "No effect we could see: {place}, {what} was much as it would have been without the campaign (we would have seen a change larger than {} {}{})",
            words::number(*would_have_seen, *would_have_seen),
            outcome.unit,
            found.map_or_else(String::new, |(estimate, uncertainty)| format!(
                "; our best guess is {}",
                uncertain(estimate, uncertainty)
            ))
        ),
        (answer, Some((estimate, uncertainty))) => {
            let direction = if estimate.effect > 0.0 { "higher" } else { "lower" };
            let size = words::number(estimate.effect.abs(), scale(estimate, uncertainty));
            let start = match answer {
                Answer::Worked => "It worked:",
                Answer::MadeItWorse => "It made it worse:",
                _ => {
                    "It changed, and whether for better or worse cannot be said, because looking harder moves this number by itself:"
                }
            };
            format!(
                "{start} {place}, {what} was {size} {} {direction} than it would have been without the campaign ({})",
                outcome.unit,
                sure(estimate, uncertainty)
            )
        }
        // A verdict with numbers is made of numbers; without them it says so.
        (_, None) => {
            format!("Cannot tell whether {place} the campaign changed {what}, because nothing was worked out")
        }
    };
    match standing {
        Standing::Registered => format!("{body}."),
        Standing::Exploratory => {
            let mut letters = body.chars();
            let first = letters.next().map(|letter| letter.to_lowercase().to_string());
            format!(
                "Exploratory, and not the registered result: {}{}.",
                first.unwrap_or_default(),
                letters.as_str()
            )
        }
    }
}

/// "from 20 November 2026 to 31 January 2027".
fn period(plan: &Plan, panel: &Panel) -> String {
    let last = match (panel.times.last(), plan.to) {
        // The last period may begin some days before the plan's last day, or long before it.
        (Some(last), to) => match crate::registered::between(last, &to) {
            Some(days) if days >= 40.0 && matches!(last, Time::Date { .. }) => *last,
            _ => to,
        },
        (None, to) => to,
    };
    match plan.launches() {
        Some((first, _)) => format!("from {} to {}", words::day(&first), words::day(&last)),
        None => format!("until {}", words::day(&last)),
    }
}

fn scale(estimate: &Estimate, uncertainty: &Uncertainty) -> f64 {
    uncertainty
        .interval
        .map(|interval| interval.high - interval.low)
        .filter(|width| width.is_finite() && *width > 0.0)
        .unwrap_or(estimate.effect)
}

/// "95 % interval 0.9 to 3.3, p = 0.033".
pub(crate) fn sure(estimate: &Estimate, uncertainty: &Uncertainty) -> String {
    let scale = scale(estimate, uncertainty);
    let interval = uncertainty.interval.map(|interval| {
        format!(
            "{} interval {}",
            words::per_cent(interval.level),
            ends(interval.low, interval.high, scale)
        )
    });
    let p = uncertainty.p.map(|p| match words::p_value(p) {
        small if small.starts_with("less") => format!("p {small}"),
        p => format!("p = {p}"),
    });
    match (interval, p) {
        (Some(interval), Some(p)) => format!("{interval}; {p}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "how sure we are is not known".to_owned(),
    }
}

fn ends(low: f64, high: f64, scale: f64) -> String {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format!("{} to {}", words::number(low, scale), words::number(high, scale)),
        (true, false) => format!("{} or more", words::number(low, scale)),
        (false, true) => format!("{} or less", words::number(high, scale)),
        (false, false) => "without ends".to_owned(),
    }
}

/// "2.1, with a 95 % interval of 0.9 to 3.3; p = 0.033".
fn uncertain(estimate: &Estimate, uncertainty: &Uncertainty) -> String {
    format!(
        "{}, {}",
        words::number(estimate.effect, scale(estimate, uncertainty)),
        sure(estimate, uncertainty)
    )
}

fn why(reason: &Reason, outcome: &Outcome, plan: &Plan, found: Option<(&Estimate, &Uncertainty)>) -> String {
    match reason {
        Reason::Refused(refusal) => refused(&refusal.to_string()),
        Reason::LevelOutOfReach {
            least_p,
            areas,
            needed,
        } => format!(
            "with {} the rarest outcome there can be comes by chance one time in {} (p = {}), and the plan asks for one in {}: that takes {needed} areas or more",
            words::count(*areas, "area", "areas"),
            libm::round(1.0 / least_p),
            words::p_value(*least_p),
            libm::round(1.0 / plan.alpha)
        ),
        Reason::NoComparison => match found {
            Some((estimate, _)) => format!(
                "it was compared with nothing: after the start it was {} {} {} than before, and that may have come by itself",
                words::number(estimate.effect.abs(), estimate.effect),
                outcome.unit,
                if estimate.effect > 0.0 { "higher" } else { "lower" }
            ),
            None => "it was compared with nothing".to_owned(),
        },
        Reason::TooWide { low, high } => {
            let guess = found.map_or_else(String::new, |(estimate, uncertainty)| {
                let p = uncertainty
                    .p
                    .map_or_else(String::new, |p| format!(", p = {}", words::p_value(p)));
                format!(
                    "; our best guess is {}{p}",
                    words::number(estimate.effect, scale(estimate, uncertainty))
                )
            });
            let range = match (low.is_finite(), high.is_finite()) {
                (true, true) => format!(
                    "the change may be anything from {} to {} {}",
                    words::number(*low, high - low),
                    words::number(*high, high - low),
                    outcome.unit
                ),
                _ => format!("nothing bounds how large the change may be, in {}", outcome.unit),
            };
            format!(
                "{range}, and {} would matter{guess}",
                words::number(outcome.smallest_that_matters, outcome.smallest_that_matters)
            )
        }
        Reason::NoUncertainty => "nothing says how sure we can be of the number".to_owned(),
    }
}

/// A refusal in the middle of a sentence.
fn refused(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => format!("{}{}", first.to_lowercase(), letters.as_str()),
        None => "there is no honest number".to_owned(),
    }
}
