//! Which areas take their turn as treated ones.

use std::collections::BTreeSet;

use crate::estimate::Draws;
use crate::random::Random;
use crate::refusal::Refusal;

/// Sets of places below some number, each as large as the number of treated areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sets {
    /// The sets, each ascending.
    pub sets: Vec<Vec<usize>>,
    /// The seed, where they were drawn and not enumerated.
    pub seed: Option<u64>,
}

/// All sets of `size` out of `count`, if there are no more than `wanted`; else `wanted` different ones, drawn from `seed`. Single areas
/// are always enumerated: to draw them would repeat the same few placebos.
///
/// # Errors
/// [`Refusal::TooFewAreas`] when two areas at least are not left over as donors; [`Refusal::BadOption`] for no draws.
pub fn sets(count: usize, size: usize, wanted: usize, seed: u64) -> Result<Sets, Refusal> {
    if size == 0 || count < size + 2 {
        return Err(Refusal::TooFewAreas {
            purpose: "placebos",
            found: count,
            needed: size + 2,
        });
    }
    if wanted == 0 {
        return Err(Refusal::BadOption {
            name: "draws",
            allowed: "1 or more",
        });
    }
    let most = if size == 1 { usize::MAX } else { wanted };
    if choose(count, size).is_some_and(|all| all <= most) {
        return Ok(Sets {
            sets: all(count, size),
            seed: None,
        });
    }
    let mut random = Random::new(seed);
    let mut seen = BTreeSet::new();
    let mut sets = Vec::with_capacity(wanted);
    while sets.len() < wanted {
        let set = random.subset(count, size);
        if seen.insert(set.clone()) {
            sets.push(set);
        }
    }
    Ok(Sets {
        sets,
        seed: Some(seed),
    })
}

impl Sets {
    /// How the sets were drawn, given the p-value that came of them.
    #[must_use]
    pub fn draws(&self, p: f64) -> Option<Draws> {
        let count = self.sets.len();
        let monte_carlo_error = libm::sqrt(p * (1.0 - p) / count.max(1) as f64);
        self.seed.map(|seed| Draws {
            seed,
            count,
            monte_carlo_error,
        })
    }
}

/// How many sets of `size` there are out of `count`; nothing when there are too many to count.
fn choose(count: usize, size: usize) -> Option<usize> {
    let size = size.min(count - size);
    (0..size).try_fold(1_usize, |all, taken| {
        Some(all.checked_mul(count - taken)? / (taken + 1))
    })
}

fn all(count: usize, size: usize) -> Vec<Vec<usize>> {
    let mut sets = Vec::new();
    let mut set: Vec<usize> = (0..size).collect();
    loop {
        sets.push(set.clone());
        // The last place that can still move up.
        let Some(place) = (0..size).rev().find(|&place| set[place] < count - size + place) else {
            return sets;
        };
        set[place] += 1;
        for later in place + 1..size {
            set[later] = set[later - 1] + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_sets_are_enumerated_and_many_are_drawn_once_each() {
        let few = sets(6, 3, 999, 1).unwrap();
        assert_eq!((few.sets.len(), few.seed), (20, None));
        assert_eq!(few.sets.iter().collect::<BTreeSet<_>>().len(), 20);
        let many = sets(40, 5, 999, 1).unwrap();
        assert_eq!((many.sets.len(), many.seed), (999, Some(1)));
        assert_eq!(many.sets.iter().collect::<BTreeSet<_>>().len(), 999);
        assert_eq!(sets(5000, 1, 10, 1).unwrap().sets.len(), 5000);
    }

    #[test]
    fn too_few_areas_are_refused() {
        assert_eq!(
            sets(6, 5, 9, 1),
            Err(Refusal::TooFewAreas {
                purpose: "placebos",
                found: 6,
                needed: 7
            })
        );
        assert!(sets(0, 0, 9, 1).is_err());
        assert!(sets(90, 2, 0, 1).is_err());
    }

    #[test]
    fn counting_sets_does_not_overflow() {
        assert_eq!(choose(40, 20), Some(137_846_528_820));
        assert_eq!(choose(400, 200), None);
    }
}
