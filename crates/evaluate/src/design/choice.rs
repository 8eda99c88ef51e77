//! Which areas to start in, and in what order.

use super::trials::Trial;
use crate::linear::{mean, square_sum};
use crate::panel::Panel;
use crate::random::Random;
use std::collections::BTreeMap;

/// Areas to start in, and how they were chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// How: `stratified`, `matched` or `optimised`.
    pub way: &'static str,
    /// The areas.
    pub areas: Vec<String>,
    /// The spread of the mean of their effects where nothing was done: the smaller, the smaller a change can be seen. Nothing where no
    /// trial tells.
    pub spread: Option<f64>,
}

/// An area and the wave in which it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// From 1.
    pub wave: usize,
    /// The area.
    pub area: String,
}

/// Effects found in each area where nothing was done, by date.
fn by_area(trials: &[Trial]) -> BTreeMap<usize, BTreeMap<usize, f64>> {
    let mut found: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for trial in trials {
        if let [unit] = trial.units.as_slice() {
            found.entry(*unit).or_default().insert(trial.start, trial.effect);
        }
    }
    found
}

/// Areas by the spread of effects found there where nothing was done, the smallest first.
pub(super) fn followed(history: &Panel, trials: &[Trial]) -> Vec<(String, f64)> {
    let mut areas: Vec<(String, f64)> = by_area(trials)
        .into_iter()
        .filter_map(|(unit, effects)| {
            let effects: Vec<f64> = effects.into_values().collect();
            Some((history.units.get(unit)?.clone(), spread(&effects)?))
        })
        .collect();
    areas.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    areas
}

fn spread(effects: &[f64]) -> Option<f64> {
    (!effects.is_empty()).then(|| libm::sqrt(square_sum(effects) / effects.len() as f64))
}

/// The spread of the mean effect of a set, from the effects of its areas.
fn spread_of(set: &[usize], found: &BTreeMap<usize, BTreeMap<usize, f64>>) -> Option<f64> {
    let dates = found.values().next()?.keys();
    let means: Vec<f64> = dates
        .filter_map(|date| {
            let effects: Vec<f64> = set
                .iter()
                .filter_map(|unit| found.get(unit)?.get(date).copied())
                .collect();
            (effects.len() == set.len()).then(|| mean(&effects)).flatten()
        })
        .collect();
    spread(&means)
}

/// Three ways to choose `count` areas: by lot within strata of like level, by lot within pairs of like course, and those that the others
/// follow best. The first two leave it to chance, so that nobody can say that the areas were picked; the third sees the smallest change.
#[must_use]
pub fn choose(history: &Panel, trials: &[Trial], count: usize, seed: u64) -> Vec<Choice> {
    let found = by_area(trials);
    let units = history.units.len();
    if count == 0 || units <= count {
        return Vec::new();
    }
    let named = |way: &'static str, set: Vec<usize>| Choice {
        way,
        spread: spread_of(&set, &found),
        areas: set.iter().map(|&unit| history.units[unit].clone()).collect(),
    };
    let mut choices = vec![named("stratified", stratified(history, count, seed))];
    if units >= 2 * count {
        choices.push(named("matched", matched(history, count, seed)));
    }
    if !found.is_empty() {
        choices.push(named("optimised", optimised(&found, count)));
    }
    choices
}

fn level(history: &Panel, unit: usize) -> f64 {
    mean(history.outcome.row(unit)).unwrap_or(0.0)
}

/// Areas from the lowest level to the highest.
fn by_level(history: &Panel) -> Vec<usize> {
    let mut units: Vec<usize> = (0..history.units.len()).collect();
    units.sort_by(|&a, &b| level(history, a).total_cmp(&level(history, b)).then(a.cmp(&b)));
    units
}

/// One area by lot from each of `count` strata of like level.
fn stratified(history: &Panel, count: usize, seed: u64) -> Vec<usize> {
    let units = by_level(history);
    let mut random = Random::stream(seed, 1);
    let mut chosen: Vec<usize> = (0..count)
        .map(|stratum| {
            let (from, to) = (units.len() * stratum / count, units.len() * (stratum + 1) / count);
            units[from + random.below(to - from)]
        })
        .collect();
    chosen.sort_unstable();
    chosen
}

/// The `count` pairs whose courses lie nearest together, one of each by lot.
fn matched(history: &Panel, count: usize, seed: u64) -> Vec<usize> {
    let units = history.units.len();
    let mut pairs = Vec::with_capacity(units * units / 2);
    for a in 0..units {
        for b in a + 1..units {
            let (left, right) = (history.outcome.row(a), history.outcome.row(b));
            let apart: Vec<f64> = left.iter().zip(right).map(|(left, right)| left - right).collect();
            pairs.push((square_sum(&apart), a, b));
        }
    }
    pairs.sort_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut random = Random::stream(seed, 2);
    let mut taken = vec![false; units];
    let mut chosen = Vec::new();
    for (_, a, b) in pairs {
        if chosen.len() == count {
            break;
        }
        if !taken[a] && !taken[b] {
            (taken[a], taken[b]) = (true, true);
            chosen.push(if random.below(2) == 0 { a } else { b });
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The set whose mean effect has the least spread: built area by area, then changed one for one while that helps.
fn optimised(found: &BTreeMap<usize, BTreeMap<usize, f64>>, count: usize) -> Vec<usize> {
    let units: Vec<usize> = found.keys().copied().collect();
    let cost = |set: &[usize]| spread_of(set, found).unwrap_or(f64::INFINITY);
    let mut set: Vec<usize> = Vec::new();
    while set.len() < count.min(units.len()) {
        let mut best: Option<(f64, usize)> = None;
        for &unit in units.iter().filter(|unit| !set.contains(unit)) {
            let mut with = set.clone();
            with.push(unit);
            let cost = cost(&with);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, unit));
            }
        }
        match best {
            Some((_, unit)) => set.push(unit),
            None => break,
        }
    }
    // Each round makes the spread smaller, so that it ends; a few are enough.
    for _ in 0..10 {
        let mut improved = false;
        for place in 0..set.len() {
            for &unit in &units {
                if set.contains(&unit) {
                    continue;
                }
                let mut other = set.clone();
                other[place] = unit;
                if cost(&other) < cost(&set) {
                    set = other;
                    improved = true;
                }
            }
        }
        if !improved {
            break;
        }
    }
    set.sort_unstable();
    set
}

/// So many waves a start is staggered over.
const WAVES: usize = 3;

/// All areas in three waves, each with areas of every level, by lot. Until a wave starts, its areas are the comparison.
pub(super) fn order(history: &Panel, seed: u64) -> Vec<Start> {
    let mut random = Random::stream(seed, 3);
    let mut waves: Vec<(usize, usize)> = Vec::new();
    for stratum in by_level(history).chunks(WAVES) {
        let mut numbers: Vec<usize> = (1..=WAVES).collect();
        for last in (1..numbers.len()).rev() {
            numbers.swap(last, random.below(last + 1));
        }
        waves.extend(numbers.into_iter().zip(stratum.iter().copied()));
    }
    waves.sort_unstable();
    waves
        .into_iter()
        .map(|(wave, unit)| Start {
            wave,
            area: history.units[unit].clone(),
        })
        .collect()
}
