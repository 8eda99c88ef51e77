//! Panels from factor models, with a known effect and a known way in which the areas were chosen.
//!
//! An outcome is a level of its own, a course that all areas share, what the area makes of it (`Paths`), and noise with a
//! standard deviation of 1, in which everything else is measured. A level differs between areas by about 2.

use crate::linear::Matrix;
use crate::panel::Panel;
use crate::random::Random;

/// How the areas would move without a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paths {
    /// All alike, but for their levels.
    Parallel,
    /// Each answers in its own strength to two courses that all share (standard deviation 1 each, as the strengths).
    Factors,
    /// Each has a trend of its own, of about 0.08 a time.
    Trends,
}

/// How the areas with the campaign are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// By lot.
    Lot,
    /// Those that answer more strongly, or rise more, or (with parallel paths) lie higher, have a better chance: what the partners do whose
    /// areas are unlike the others.
    Unlike,
    /// Where the outcome was highest in the last four times before the start.
    Worst,
    /// By lot, and they lie above all others by far.
    Outside,
    /// Where the noise is strongest.
    Noisy,
}

/// What a made-up world is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorWorld {
    /// How many areas there are in all.
    pub areas: usize,
    /// How many of them have the campaign.
    pub treated: usize,
    /// Times before the start.
    pub before: usize,
    /// Times from the first start on.
    pub after: usize,
    /// How many starts there are, two times apart; the areas with the campaign are spread over them. 1 for all at once.
    pub waves: usize,
    /// How the areas move.
    pub paths: Paths,
    /// How much of an area's noise is left at the next time, from 0 up to but not including 1.
    pub echo: f64,
    /// Whether the noise differs between areas, as it does between small towns and large ones.
    pub unequal: bool,
    /// How the areas with the campaign are chosen.
    pub choosing: Choosing,
    /// The effect, on average over areas and times. It grows from almost nothing to twice as much, and differs between areas by half
    /// of it. 0 for none.
    pub effect: f64,
}

/// A panel, and the truth.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The panel.
    pub panel: Panel,
    /// The mean effect over all times of areas with the campaign.
    pub effect: f64,
}

impl FactorWorld {
    /// One of the panels that this world can give. The same seed and number give the same panel.
    #[must_use]
    pub fn made(&self, seed: u64, number: u64) -> Made {
        let mut random = Random::stream(seed, number);
        let times = self.before + self.after;
        let common = course(&mut random, times, 0.9, 2.0);
        let factors = [
            course(&mut random, times, 0.8, 1.0),
            course(&mut random, times, 0.8, 1.0),
        ];
        let mut outcome = Matrix::zeros(self.areas, times);
        // What makes an area likelier to be chosen.
        let mut unlike = vec![0.0; self.areas];
        let mut noisy = vec![0.0; self.areas];
        for area in 0..self.areas {
            let level = 2.0 * random.normal();
            let strengths = [random.normal(), random.normal()];
            let slope = random.normal();
            // Lognormal with a mean square of 1.
            let loudness = random.normal();
            let size = if self.unequal {
                libm::exp(0.5 * loudness - 0.25)
            } else {
                1.0
            };
            noisy[area] = loudness;
            unlike[area] = match self.paths {
                Paths::Parallel => level / 2.0,
                Paths::Factors => strengths[0],
                Paths::Trends => slope,
            };
            let noise = course(&mut random, times, self.echo, size);
            for time in 0..times {
                let own = match self.paths {
                    Paths::Parallel => 0.0,
                    Paths::Factors => strengths[0] * factors[0][time] + strengths[1] * factors[1][time],
                    Paths::Trends => 0.08 * slope * time as f64,
                };
                outcome.set(area, time, level + common[time] + own + noise[time]);
            }
        }
        let chosen = self.chosen(&mut random, &outcome, &unlike, &noisy);
        let mut starts = vec![None; self.areas];
        let mut effect = 0.0;
        for &area in &chosen {
            starts[area] = Some(self.before);
            let strength = self.effect * (1.0 + 0.5 * random.normal());
            for time in 0..times {
                let since = time as f64 - self.before as f64 + 1.0;
                let added = if since > 0.0 {
                    strength * 2.0 * since / (self.after as f64 + 1.0)
                } else {
                    0.0
                };
                let above = if self.choosing == Choosing::Outside {
                    10.0
                } else {
                    0.0
                };
                outcome.set(area, time, outcome.get(area, time) + added + above);
                effect += added / (chosen.len() * self.after) as f64;
            }
        }
        let width = self.areas.saturating_sub(1).to_string().len();
        let names = (0..self.areas).map(|area| format!("Area {area:0width$}"));
        let gaps = Vec::new();
        let panel = Panel {
            units: names.collect(),
            times: (0..times)
                .map(|time| crate::panel::Time::Number(time as f64))
                .collect(),
            outcome,
            starts,
            gaps,
            ..Panel::default()
        };
        Made { panel, effect }
    }

    fn chosen(&self, random: &mut Random, outcome: &Matrix, unlike: &[f64], noisy: &[f64]) -> Vec<usize> {
        let treated = self.treated.min(self.areas);
        let lately = self.before.saturating_sub(4)..self.before;
        let rank: Vec<f64> = (0..self.areas)
            .map(|area| match self.choosing {
                Choosing::Lot | Choosing::Outside => random.uniform(),
                // The largest of these are a draw without replacement with chances that grow as the exponential (Gumbel).
                Choosing::Unlike => unlike[area] - libm::log(-libm::log(1.0 - random.uniform())),
                Choosing::Worst => outcome.row(area)[lately.clone()].iter().sum(),
                Choosing::Noisy => noisy[area],
            })
            .collect();
        let mut order: Vec<usize> = (0..self.areas).collect();
        order.sort_by(|&a, &b| rank[b].total_cmp(&rank[a]).then(a.cmp(&b)));
        order.truncate(treated);
        order.sort_unstable();
        order
    }
}

/// A course with mean 0 and this standard deviation at all times, of which `echo` is left at the next time.
fn course(random: &mut Random, times: usize, echo: f64, size: f64) -> Vec<f64> {
    let fresh = size * libm::sqrt(1.0 - echo * echo);
    let mut now = size * random.normal();
    (0..times)
        .map(|_| {
            let here = now;
            now = echo * now + fresh * random.normal();
            here
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::mean;

    const WORLD: FactorWorld = FactorWorld {
        areas: 40,
        treated: 5,
        before: 30,
        after: 8,
        waves: 1,
        paths: Paths::Factors,
        echo: 0.6,
        unequal: false,
        choosing: Choosing::Lot,
        effect: 0.0,
    };

    #[test]
    fn the_effect_that_is_told_is_the_one_that_was_added() {
        let with = FactorWorld { effect: 3.0, ..WORLD };
        for number in 0..20 {
            let (plain, made) = (WORLD.made(9, number), with.made(9, number));
            assert_eq!(plain.panel.starts, made.panel.starts);
            assert_eq!((plain.effect, made.panel.treated().len()), (0.0, 5));
            let added: f64 = made
                .panel
                .outcome
                .data()
                .iter()
                .zip(plain.panel.outcome.data())
                .map(|(with, without)| with - without)
                .sum();
            assert!((added / 40.0 - made.effect).abs() < 1e-9);
        }
        assert_eq!(WORLD.made(9, 3), WORLD.made(9, 3));
        assert_ne!(WORLD.made(9, 3).panel.outcome, WORLD.made(9, 4).panel.outcome);
    }

    #[test]
    fn the_noise_has_the_spread_and_the_echo_that_were_asked_for() {
        let mut random = Random::new(4);
        for echo in [0.0, 0.6] {
            let long = course(&mut random, 20_000, echo, 1.5);
            let square = mean(&long.iter().map(|x| x * x).collect::<Vec<_>>()).unwrap();
            let next: Vec<f64> = long.windows(2).map(|pair| pair[0] * pair[1]).collect();
            assert!((square / 2.25 - 1.0).abs() < 0.08, "{square}");
            assert!((mean(&next).unwrap() / square - echo).abs() < 0.05, "{echo}");
        }
    }

    #[test]
    fn the_worst_come_down_by_themselves_and_the_outside_lie_above_all_others() {
        let change = |choosing| {
            let world = FactorWorld {
                choosing,
                treated: 1,
                paths: Paths::Parallel,
                ..WORLD
            };
            let changes: Vec<f64> = (0..200)
                .map(|number| {
                    let panel = world.made(5, number).panel;
                    let unit = panel.treated()[0];
                    let of = |unit: usize| {
                        let row = panel.outcome.row(unit);
                        mean(&row[30..]).unwrap() - mean(&row[26..30]).unwrap()
                    };
                    let all: Vec<f64> = (0..40).map(of).collect();
                    of(unit) - mean(&all).unwrap()
                })
                .collect();
            mean(&changes).unwrap()
        };
        assert!(change(Choosing::Lot).abs() < 0.2);
        assert!(change(Choosing::Worst) < -0.3);
        let world = FactorWorld {
            choosing: Choosing::Outside,
            ..WORLD
        };
        let panel = world.made(5, 1).panel;
        let lowest = |unit: &usize| mean(panel.outcome.row(*unit)).unwrap();
        let others = panel
            .never_treated()
            .iter()
            .map(lowest)
            .fold(f64::NEG_INFINITY, f64::max);
        assert!(panel.treated().iter().map(lowest).all(|own| own > others));
    }
}
