//! Two years of weeks in thirty areas, one of which had a campaign: the effect, and how sure we are.
//!
//! `cargo run -p evaluate --example fit_in_memory`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use evaluate::analysis::{Settings, analyse};
use evaluate::{Matrix, Method, Panel, Random, Refusal};

fn main() -> Result<(), Refusal> {
    // Made up: levels of their own, a common course, chance, and 4 calls a week more in the first area from week 94 on.
    let mut random = Random::new(20_261_120);
    let course: Vec<f64> = (0..104).map(|_| random.normal()).collect();
    let outcome = Matrix::from_fn(30, 104, |area, week| {
        let effect = if area == 0 && week >= 94 { 4.0 } else { 0.0 };
        20.0 + (area % 5) as f64 + 2.0 * course[week] + random.normal() + effect
    });
    let names = (0..30).map(|area| format!("Area {area:02}")).collect();
    let starts = (0..30).map(|area| (area == 0).then_some(94)).collect();
    let panel = Panel::of(names, outcome, starts).ok_or(Refusal::Malformed)?;

    for method in [
        Method::SyntheticControl,
        Method::SyntheticDifferenceInDifferences,
        Method::DifferenceInDifferences,
    ] {
        let found = analyse(&panel, method, &Settings::default())?;
        let sure = &found.uncertainty;
        println!(
            "{method:?}: {:.2}, p = {:?}, {:?}",
            found.estimate.effect, sure.p, sure.interval
        );
    }
    Ok(())
}
