//! Limits for many effects at once, by the multiplier bootstrap.
//!
//! Callaway and Sant'Anna 2021, algorithm 1, with Rademacher multipliers and analytic standard errors. A band for all is never
//! narrower than the limits for one; where a bootstrap with few draws says so (a complaint about the package `did`), the
//! normal quantile is taken instead.

use rayon::prelude::*;

use super::GroupTime;
use crate::distribution::normal_quantile;
use crate::random::Random;

/// Limits for one effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The lower limit, in the outcome's unit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

/// Limits that hold for all effects at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// One band for each effect, in their order; `None` where the effect is 0 by definition.
    pub bands: Vec<Option<Band>>,
    /// So many standard errors to either side.
    pub critical: f64,
    /// The quantile that the draws gave, before it was held to the normal one.
    pub drawn: f64,
    /// The confidence that all hold at once.
    pub level: f64,
    /// How many draws there were.
    pub draws: usize,
    /// Where they started.
    pub seed: u64,
    /// The standard error of each effect as the draws have it, to be compared with the analytic one.
    pub standard_errors: Vec<Option<f64>>,
}

impl GroupTime {
    /// Limits that hold for all cells at once; see [`super::Aggregate::bands`].
    pub fn bands(&self, level: f64, draws: usize, seed: u64) -> Option<Bands> {
        let rows = self.cells.iter().zip(&self.influence);
        let rows: Vec<_> = rows
            .map(|(c, i)| (c.effect, c.standard_error, i.as_slice()))
            .collect();
        bands(&rows, level, draws, seed)
    }
}

/// Effect, standard error and influence function of each.
type Row<'a> = (f64, Option<f64>, &'a [f64]);

pub(super) fn bands(rows: &[Row<'_>], level: f64, draws: usize, seed: u64) -> Option<Bands> {
    let used: Vec<(f64, &[f64])> = rows
        .iter()
        .filter_map(|(_, error, row)| error.filter(|e| *e > 0.0).map(|e| (e, *row)))
        .collect();
    let areas = used.first()?.1.len();
    if !(level > 0.0 && level < 1.0) || draws == 0 {
        return None;
    }
    // Each in standard errors, so that the draws are t-values.
    let wide = used.len();
    let mut table = Vec::with_capacity(areas * wide);
    for (error, row) in &used {
        table.extend(row.iter().map(|value| value / (error * areas as f64)));
    }
    let groups: Vec<Vec<[f64; LANES]>> = (0..draws.div_ceil(LANES))
        .into_par_iter()
        .map(|group| draws_from(&table, wide, seed, (group * LANES) as u64))
        .collect();
    // The last group may have more lanes than draws are left.
    let drawn = |place: usize| groups.iter().flat_map(move |group| group[place]).take(draws);
    let mut largest = vec![0.0_f64; draws];
    for place in 0..wide {
        for (most, value) in largest.iter_mut().zip(drawn(place)) {
            *most = most.max(value.abs());
        }
    }
    largest.sort_unstable_by(f64::total_cmp);
    // The smallest value that at least `level` of the draws do not exceed.
    let rank = libm::ceil(level * draws as f64) as usize;
    let quantile = largest[rank.clamp(1, draws) - 1];
    let critical = quantile.max(normal_quantile(0.5 + 0.5 * level));
    let spread = |place: usize| libm::sqrt(drawn(place).map(|d| d * d).sum::<f64>() / draws as f64);
    let mut spreads = (0..wide).map(spread);
    let mut standard_errors = Vec::with_capacity(rows.len());
    let mut limits = Vec::with_capacity(rows.len());
    for (effect, error, _) in rows {
        let Some(error) = error.filter(|e| *e > 0.0) else {
            standard_errors.push(None);
            limits.push(None);
            continue;
        };
        standard_errors.push(spreads.next().map(|s| s * error));
        limits.push(Some(Band {
            low: effect - critical * error,
            high: effect + critical * error,
        }));
    }
    Some(Bands {
        bands: limits,
        critical,
        drawn: quantile,
        level,
        draws,
        seed,
        standard_errors,
    })
}

/// So many draws run beside each other. A constant, so that the draws are the same on every machine.
const LANES: usize = 8;

/// So many areas get their signs at once: one for each bit of a random number.
const BITS: usize = 64;

/// The sums over areas of sign × row, for as many draws as there are lanes. Each draw has its own stream, so that neither the lanes
/// nor the threads matter.
fn draws_from(table: &[f64], wide: usize, seed: u64, first: u64) -> Vec<[f64; LANES]> {
    let mut streams: Vec<Random> = (0..LANES as u64)
        .map(|lane| Random::stream(seed, first + lane))
        .collect();
    let mut sums = vec![[0.0; LANES]; wide];
    let areas = table.len() / wide.max(1);
    let mut signs = [[0.0; LANES]; BITS];
    for from in (0..areas).step_by(BITS) {
        for (lane, stream) in streams.iter_mut().enumerate() {
            let bits = stream.next_u64();
            for (bit, signs) in signs.iter_mut().enumerate() {
                // 1 or −1: the sign bit of a one.
                signs[lane] = f64::from_bits(1.0_f64.to_bits() | (bits >> bit << 63));
            }
        }
        for (sum, row) in sums.iter_mut().zip(table.chunks_exact(areas.max(1))) {
            let mut lanes = *sum;
            for (value, signs) in row[from..].iter().zip(&signs) {
                for lane in 0..LANES {
                    lanes[lane] += signs[lane] * value;
                }
            }
            *sum = lanes;
        }
    }
    sums
}
