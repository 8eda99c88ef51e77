//! Errors of SDID from leaving areas out and from drawing areas again. Both need several treated areas.

use rayon::prelude::*;

use super::block::{Block, Zeta};
use super::study::Study;
use super::{Cohort, Sdid, Weights};
use crate::distribution::{normal_quantile, normal_two_sided};
use crate::estimate::{Draws, Interval, Procedure, Uncertainty};
use crate::linear::mean;
use crate::panel::Panel;
use crate::random::Random;
use crate::refusal::Refusal;

/// The jackknife with the weights held fixed (algorithm 3 of the paper): each area is left out once, the areas' weights that are
/// left are stretched to add up to 1.
///
/// # Errors
///
/// When a cohort has one treated area, or one control carries a cohort's whole weight: leaving it out leaves nothing.
pub fn jackknife(panel: &Panel, found: &Sdid, level: f64) -> Result<Uncertainty, Refusal> {
    check(level)?;
    let study = Study::new(panel)?;
    let instead = "placebos in space";
    if study.cohorts.iter().any(|(_, treated)| treated.len() < 2) {
        return Err(Refusal::OneTreatedUnit {
            procedure: "the jackknife",
            instead,
        });
    }
    if found.cohorts.iter().any(|c| c.weights.len() < 2) {
        let purpose = "the jackknife, because one area carries the whole weight";
        return Err(Refusal::TooFewAreas {
            purpose,
            found: 1,
            needed: 2,
        });
    }
    let areas: Vec<usize> = study
        .controls
        .iter()
        .copied()
        .chain(study.cohorts.iter().flat_map(|c| c.1.clone()))
        .collect();
    let changes: Vec<Changes> = found
        .cohorts
        .iter()
        .map(|cohort| Changes::of(panel, cohort))
        .collect();
    let effects: Vec<f64> = areas
        .iter()
        .map(|&left_out| without(&changes, left_out))
        .collect();
    let many = effects.len() as f64;
    let middle = effects.iter().sum::<f64>() / many;
    let squares: f64 = effects.iter().map(|e| (e - middle) * (e - middle)).sum();
    let error = libm::sqrt((many - 1.0) / many * squares);
    normal(found.estimate.effect, error, level, Procedure::Jackknife, None)
}

/// What each area of a cohort's comparison changed by: its mean after the start less its weighted past. The effect is made of
/// these alone.
struct Changes {
    /// Area and change.
    treated: Vec<(usize, f64)>,
    /// Area, weight and change.
    controls: Vec<(usize, f64, f64)>,
    times_after: usize,
}

impl Changes {
    fn of(panel: &Panel, cohort: &Cohort) -> Self {
        let change = |area: usize| {
            let row = panel.outcome.row(area);
            let after = row.get(cohort.start..).and_then(mean).unwrap_or(0.0);
            let before: f64 = cohort.time_weights.iter().map(|&(t, w)| w * row[t]).sum();
            after - before
        };
        Self {
            treated: cohort.treated.iter().map(|&a| (a, change(a))).collect(),
            controls: cohort.weights.iter().map(|&(a, w)| (a, w, change(a))).collect(),
            times_after: panel.times.len() - cohort.start,
        }
    }
}

/// The effect without one area, the weights held.
fn without(changes: &[Changes], left_out: usize) -> f64 {
    let (mut effect, mut total) = (0.0, 0.0);
    for cohort in changes {
        let (mut own, mut many) = (0.0, 0.0);
        for (_, change) in cohort.treated.iter().filter(|t| t.0 != left_out) {
            own += change;
            many += 1.0;
        }
        let (mut mixed, mut sum) = (0.0, 0.0);
        for (_, weight, change) in cohort.controls.iter().filter(|c| c.0 != left_out) {
            mixed += weight * change;
            sum += weight;
        }
        let share = many * cohort.times_after as f64;
        effect += share * (own / many - mixed / sum);
        total += share;
    }
    effect / total
}

/// The bootstrap (algorithm 2 of the paper): areas drawn with replacement, everything found again. A draw without a treated area
/// of each cohort or with fewer than two controls is drawn again.
///
/// # Errors
///
/// When a cohort has one treated area, when `draws` is below 2, or when a draw has no answer.
pub fn bootstrap(
    panel: &Panel,
    found: &Sdid,
    draws: usize,
    seed: u64,
    level: f64,
) -> Result<Uncertainty, Refusal> {
    check(level)?;
    let study = Study::new(panel)?;
    if study.cohorts.iter().any(|(_, treated)| treated.len() < 2) {
        return Err(Refusal::OneTreatedUnit {
            procedure: "the bootstrap",
            instead: "placebos in space",
        });
    }
    if draws < 2 {
        return Err(Refusal::BadOption {
            name: "draws",
            allowed: "2 or more; 200 is usual",
        });
    }
    let effects = (0..draws as u64)
        .into_par_iter()
        .map(|draw| again(panel, &study, &mut Random::stream(seed, draw)))
        .collect::<Result<Vec<f64>, Refusal>>()?;
    let many = draws as f64;
    let middle = effects.iter().sum::<f64>() / many;
    let spread = effects.iter().map(|e| (e - middle) * (e - middle)).sum::<f64>();
    let error = libm::sqrt(spread / many);
    let drawn = Draws {
        seed,
        count: draws,
        monte_carlo_error: 0.0,
    };
    let mut answer = normal(
        found.estimate.effect,
        error,
        level,
        Procedure::Bootstrap,
        Some(drawn),
    )?;
    // An error from B draws is itself off by 1/√(2B) of itself, and moves the p-value by that times the density's slope.
    let z = found.estimate.effect / error;
    let slope = 2.0 * z.abs() * libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * std::f64::consts::PI);
    if let Some(draws) = &mut answer.draws {
        draws.monte_carlo_error = slope / libm::sqrt(2.0 * many);
    }
    Ok(answer)
}

fn again(panel: &Panel, study: &Study, random: &mut Random) -> Result<f64, Refusal> {
    let all: Vec<(usize, Option<usize>)> = study
        .controls
        .iter()
        .map(|&a| (a, None))
        .chain(
            study
                .cohorts
                .iter()
                .flat_map(|(start, treated)| treated.iter().map(move |&a| (a, Some(*start)))),
        )
        .collect();
    for _ in 0..TRIES {
        let mut drawn: Vec<(usize, Option<usize>)> =
            (0..all.len()).map(|_| all[random.below(all.len())]).collect();
        drawn.sort_unstable();
        let pick = |start: Option<usize>| -> Vec<usize> {
            drawn.iter().filter(|d| d.1 == start).map(|d| d.0).collect()
        };
        let controls = pick(None);
        let cohorts: Vec<(usize, Vec<usize>)> = study
            .cohorts
            .iter()
            .map(|(start, _)| (*start, pick(Some(*start))))
            .collect();
        if controls.len() < 2 || cohorts.iter().any(|c| c.1.is_empty()) {
            continue;
        }
        let (mut effect, mut total) = (0.0, 0.0);
        for (start, treated) in &cohorts {
            let block = Block::new(panel, &controls, treated, *start, false)?;
            let rows: Vec<usize> = (0..controls.len()).collect();
            let cohort: Vec<usize> = (controls.len()..controls.len() + treated.len()).collect();
            let zeta: Zeta = block.zeta(&cohort, &rows)?;
            let share = (treated.len() * (panel.times.len() - start)) as f64;
            effect += share * block.fit(&cohort, &rows, zeta, Weights::Exact)?.effect;
            total += share;
        }
        return Ok(effect / total);
    }
    // With very many small cohorts hardly any draw has an area of each.
    let purpose = "the bootstrap, because a draw hardly ever has an area of each cohort";
    Err(Refusal::TooFewAreas {
        purpose,
        found: study.cohorts.len(),
        needed: 2 * study.cohorts.len(),
    })
}

/// So often one draw is tried again.
const TRIES: usize = 10_000;

fn check(level: f64) -> Result<(), Refusal> {
    if level > 0.0 && level < 1.0 {
        return Ok(());
    }
    Err(Refusal::BadOption {
        name: "level",
        allowed: "a confidence between 0 and 1, as in 0.95",
    })
}

fn normal(
    effect: f64,
    error: f64,
    level: f64,
    procedure: Procedure,
    draws: Option<Draws>,
) -> Result<Uncertainty, Refusal> {
    if !error.is_finite() || error <= 0.0 {
        return Err(Refusal::ConstantOutcome);
    }
    let reach = normal_quantile(0.5 + 0.5 * level) * error;
    Ok(Uncertainty {
        procedure,
        p: Some(normal_two_sided(effect / error)),
        least_p: None,
        interval: Some(Interval {
            low: effect - reach,
            high: effect + reach,
            level,
        }),
        standard_error: Some(error),
        draws,
        placebos: Vec::new(),
        notes: Vec::new(),
    })
}
