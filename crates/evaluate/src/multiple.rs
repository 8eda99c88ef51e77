//! Several outcomes at once: p-values that allow for having looked more than once.
//!
//! With five outcomes and no effect at all, one of them is below 5 per cent in more than a fifth of studies. A study has one
//! primary outcome, whose p-value needs no correction; the others together do.
//!
//! - [`holm`](crate::multiple::holm): from the p-values alone, whatever they come from.
//! - [`step_down`](crate::multiple::step_down): from the placebos, where all outcomes have the same ones. Outcomes that move together cost less there.

use crate::estimate::Placebo;
use crate::refusal::Refusal;

/// Corrects p-values by Holm's method (*Scandinavian Journal of Statistics* 6, 1979, 65-70): the chance that any true null among
/// them is rejected at a level stays below that level. In the order in which they came; nothing is above 1.
///
/// ```
/// let corrected = evaluate::multiple::holm(&[0.01, 0.04, 0.03])?;
/// assert!((corrected[0] - 0.03).abs() < 1e-15 && (corrected[1] - 0.06).abs() < 1e-15);
/// # Ok::<(), evaluate::Refusal>(())
/// ```
///
/// # Errors
///
/// When a p-value is not between 0 and 1.
pub fn holm(p: &[f64]) -> Result<Vec<f64>, Refusal> {
    if p.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return Err(Refusal::BadOption {
            name: "p",
            allowed: "p-values from 0 to 1",
        });
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut corrected = vec![0.0; p.len()];
    let mut least = 0.0_f64;
    for (rank, &outcome) in order.iter().enumerate() {
        least = least.max((p.len() - rank) as f64 * p[outcome]).min(1.0);
        corrected[outcome] = least;
    }
    Ok(corrected)
}

/// Corrects the placebo p-values of several outcomes together, by the step-down minimum-p method (Westfall and Young 1993,
/// algorithm 2.8; the idea of Romano and Wolf, *Econometrica* 73(4), 2005, with placebos in the place of a bootstrap).
///
/// For each outcome its effect and its placebos, which must be the same areas in the same order for all. Each placebo gets the
/// p-value that it would have had as the treated one; an outcome's corrected p-value is the share of studies (the real one and the
/// placebos) whose smallest p-value, among this outcome and those with larger ones, is as small. Ties count.
///
/// # Errors
///
/// When there is no placebo, or they are not the same for all outcomes.
pub fn step_down(outcomes: &[(f64, &[Placebo])]) -> Result<Vec<f64>, Refusal> {
    let Some((_, first)) = outcomes.first() else {
        return Ok(Vec::new());
    };
    if first.is_empty() {
        return Err(Refusal::TooFewAreas {
            purpose: "placebos",
            found: 0,
            needed: 1,
        });
    }
    let same = |other: &[Placebo]| {
        other.len() == first.len() && other.iter().zip(*first).all(|(a, b)| a.units == b.units)
    };
    if !outcomes.iter().all(|(_, placebos)| same(placebos)) {
        let allowed = "the same areas in the same order for each outcome";
        return Err(Refusal::BadOption {
            name: "placebos",
            allowed,
        });
    }
    // Row 0 is the real study. How many studies are as large as each, by outcome: p-values without their common divisor.
    let ranks: Vec<Vec<usize>> = outcomes
        .iter()
        .map(|(effect, placebos)| {
            let mut sizes = vec![effect.abs()];
            sizes.extend(placebos.iter().map(|p| p.effect.abs()));
            let mut sorted = sizes.clone();
            sorted.sort_unstable_by(|a, b| b.total_cmp(a));
            sizes
                .iter()
                .map(|size| sorted.partition_point(|other| other >= size))
                .collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..outcomes.len()).collect();
    order.sort_by_key(|&outcome| ranks[outcome][0]);
    let studies = first.len() + 1;
    let mut corrected = vec![0.0; outcomes.len()];
    let mut least = 0;
    for (step, &outcome) in order.iter().enumerate() {
        let as_small = (0..studies)
            .filter(|&study| {
                order[step..]
                    .iter()
                    .any(|&other| ranks[other][study] <= ranks[outcome][0])
            })
            .count();
        least = as_small.max(least);
        corrected[outcome] = least as f64 / studies as f64;
    }
    Ok(corrected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn placebos(effects: impl IntoIterator<Item = f64>) -> Vec<Placebo> {
        let one = |(unit, effect)| Placebo {
            units: vec![unit],
            start: 1,
            effect,
            pre_rmspe: 0.0,
            post_rmspe: 0.0,
            gaps: Vec::new(),
            certificate: None,
        };
        effects.into_iter().enumerate().map(one).collect()
    }

    // R: p.adjust(c(.01, .04, .03, .005), "holm").
    #[test]
    fn holm_is_what_r_gives() {
        let found = holm(&[0.01, 0.04, 0.03, 0.005]).unwrap();
        for (found, expected) in found.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((found - expected).abs() < 1e-15);
        }
        assert_eq!(holm(&[0.9, 0.8]).unwrap(), [1.0, 1.0]);
        assert!(holm(&[f64::NAN]).is_err() && holm(&[1.1]).is_err());
    }

    #[test]
    fn one_outcome_keeps_its_p_value_and_copies_of_it_cost_nothing() {
        let all = placebos((0..39).map(f64::from));
        assert_eq!(step_down(&[(36.5, &all)]).unwrap(), [0.075]);
        assert_eq!(
            step_down(&[(36.5, &all), (36.5, &all), (36.5, &all)]).unwrap(),
            [0.075; 3]
        );
        assert!(step_down(&[]).unwrap().is_empty());
    }

    #[test]
    fn outcomes_that_are_not_alike_cost_no_more_than_holm_takes() {
        let mut random = Random::new(1);
        let families: Vec<Vec<Placebo>> = (0..4)
            .map(|_| placebos((0..99).map(|_| random.normal())))
            .collect();
        let outcomes: Vec<(f64, &[Placebo])> = [3.5, 2.2, 0.4, 1.9]
            .into_iter()
            .zip(families.iter().map(Vec::as_slice))
            .collect();
        let alone: Vec<f64> = outcomes.iter().map(|o| step_down(&[*o]).unwrap()[0]).collect();
        let together = step_down(&outcomes).unwrap();
        let by_holm = holm(&alone).unwrap();
        for ((together, alone), by_holm) in together.iter().zip(&alone).zip(&by_holm) {
            assert!(alone <= together && *together <= by_holm + 1e-12);
        }
        assert!(together[1] > alone[1]);
    }

    #[test]
    fn under_the_null_any_rejection_is_as_rare_as_promised() {
        // A thousand studies with three outcomes that share half of their movement and 199 placebos. At 5 per cent at most 50 are
        // expected, give or take 7; p-values that come in steps make it somewhat fewer.
        let mut random = Random::new(2);
        let mut rejected = 0;
        for _ in 0..1000 {
            let common: Vec<f64> = (0..200).map(|_| random.normal()).collect();
            let families: Vec<Vec<f64>> = (0..3)
                .map(|_| common.iter().map(|c| c + random.normal()).collect())
                .collect();
            let made: Vec<Vec<Placebo>> = families
                .iter()
                .map(|f| placebos(f[1..].iter().copied()))
                .collect();
            let outcomes: Vec<(f64, &[Placebo])> = families
                .iter()
                .zip(&made)
                .map(|(f, m)| (f[0], m.as_slice()))
                .collect();
            if step_down(&outcomes).unwrap().iter().any(|p| *p <= 0.05) {
                rejected += 1;
            }
        }
        assert!((25..=70).contains(&rejected), "{rejected}");
    }

    #[test]
    fn placebos_that_differ_between_outcomes_are_refused() {
        let (three, four) = (placebos([1.0, 2.0, 3.0]), placebos([1.0, 2.0, 3.0, 4.0]));
        assert!(matches!(
            step_down(&[(1.0, &three), (1.0, &four)]),
            Err(Refusal::BadOption { .. })
        ));
        assert!(matches!(
            step_down(&[(1.0, &[])]),
            Err(Refusal::TooFewAreas { .. })
        ));
    }
}
