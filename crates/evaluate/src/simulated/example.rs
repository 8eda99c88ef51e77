//! The world of the worked example.
//!
//! Each area has a level of its own, follows a common course and a December of its own strength, wanders a little by itself, and
//! its people come by chance (Poisson). The campaign adds a rate from its start on, in one area.

use crate::panel::Time;
use crate::random::Random;
use std::fmt::Write as _;

/// What the made-up world is like.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The areas, the one with the campaign first.
    pub areas: Vec<String>,
    /// The first day of the first week.
    pub first_week: Time,
    /// How many weeks there are.
    pub weeks: usize,
    /// The first week with the campaign, from 0.
    pub start: usize,
    /// What the campaign adds from then on, in people a week in 100,000 adults.
    pub effect: f64,
    /// The seed of all chance.
    pub seed: u64,
}

/// A week of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// The area.
    pub area: String,
    /// The week's first day.
    pub week: Time,
    /// How many people asked for help.
    pub count: u64,
    /// How many adults live there.
    pub adults: u64,
}

/// The weeks of all areas, area by area.
#[must_use]
pub fn weeks(world: &World) -> Vec<Week> {
    let mut common = Random::stream(world.seed, 0);
    let mut course = Vec::with_capacity(world.weeks);
    let mut level = 0.0;
    for _ in 0..world.weeks {
        level = 0.9 * level + 0.15 * common.normal();
        course.push(level);
    }
    let mut found = Vec::with_capacity(world.areas.len() * world.weeks);
    for (index, area) in world.areas.iter().enumerate() {
        let mut own = Random::stream(world.seed, index as u64 + 1);
        // The one with the campaign is a town of its own size; the others are as large by chance.
        let adults = if index == 0 {
            145_000
        } else {
            90_000 + 1_000 * own.below(200) as u64
        };
        let base = 5.0 + 3.0 * own.uniform();
        let (follows, december) = (0.6 + 0.8 * own.uniform(), -0.5 - 1.5 * own.uniform());
        let mut wander = 0.0;
        for (week, common) in course.iter().enumerate() {
            wander = 0.8 * wander + 0.12 * own.normal();
            let day = later(&world.first_week, 7 * week as i64);
            let is_december = matches!(day, Time::Date { month: 12, .. });
            let season = if is_december { december } else { 0.0 };
            let added = if index == 0 && week >= world.start {
                world.effect
            } else {
                0.0
            };
            let rate = (base + follows * common + season + wander + added).max(0.05);
            found.push(Week {
                area: area.clone(),
                week: day,
                count: poisson(&mut own, rate * adults as f64 / 100_000.0),
                adults,
            });
        }
    }
    found
}

/// The weeks as a CSV file with the columns `area`, `week`, `help_contacts` and `adults`.
#[must_use]
pub fn csv(world: &World) -> String {
    let mut text = String::from("area,week,help_contacts,adults\n");
    for week in weeks(world) {
        // Writing to a text never fails.
        let _ = writeln!(text, "{},{},{},{}", week.area, week.week, week.count, week.adults);
    }
    text
}

/// A draw from the Poisson distribution, by counting how many uniform draws it takes (Knuth 1969, The Art of Computer Programming 2,
/// 3.4.1). Large means are drawn in parts, so that the product does not vanish.
fn poisson(random: &mut Random, mean: f64) -> u64 {
    let (mut left, mut count) = (mean.clamp(0.0, 1e6), 0);
    while left > 0.0 {
        let part = left.min(30.0);
        left -= part;
        let least = libm::exp(-part);
        let mut product = random.uniform();
        while product > least {
            count += 1;
            product *= random.uniform();
        }
    }
    count
}

/// A day so many days later; a number so much larger.
fn later(time: &Time, days: i64) -> Time {
    match time {
        Time::Number(number) => Time::Number(number + days as f64),
        Time::Date { .. } => crate::registered::day_of(crate::registered::days(time).unwrap_or(0) + days),
    }
}

/// The world of the worked example #MerryMuletide: what its evaluation.toml registers, with an effect of 2 people a week in 100,000
/// adults. The seed is the day on which the campaign begins.
#[must_use]
pub fn merry_muletide() -> World {
    let mut areas = vec!["Southend-on-Sea".to_owned()];
    areas.extend((1..30).map(|area| format!("Area {area:02}")));
    World {
        areas,
        first_week: Time::Date {
            year: 2024,
            month: 11,
            day: 4,
        },
        weeks: 117,
        // The week of 16 November 2026, into which the 20th falls.
        start: 106,
        effect: 2.0,
        seed: 20_261_120,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_have_the_mean_and_the_spread_of_chance() {
        let mut random = Random::new(3);
        for mean in [0.5, 8.0, 90.0] {
            let draws: Vec<f64> = (0..4_000).map(|_| poisson(&mut random, mean) as f64).collect();
            let found = crate::linear::mean(&draws).unwrap();
            let spread = draws
                .iter()
                .map(|draw| (draw - found) * (draw - found))
                .sum::<f64>()
                / 4_000.0;
            // Four standard errors.
            assert!(
                (found - mean).abs() < 4.0 * libm::sqrt(mean / 4_000.0),
                "{mean} {found}"
            );
            assert!((spread / mean - 1.0).abs() < 0.15, "{mean} {spread}");
        }
    }

    #[test]
    fn the_weeks_are_those_that_the_example_registers() {
        let world = merry_muletide();
        let weeks = weeks(&world);
        assert_eq!(weeks.len(), 30 * 117);
        assert_eq!(weeks[world.start].week.to_string(), "2026-11-16");
        assert_eq!(weeks[116].week.to_string(), "2027-01-25");
        assert_eq!(csv(&world), csv(&world));
        assert_ne!(
            csv(&world),
            csv(&World {
                seed: 1,
                ..merry_muletide()
            })
        );
    }
}
