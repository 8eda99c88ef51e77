//! Which areas take their turn as treated ones, and from when.

use super::{Sets, sets};
use crate::random::Random;
use crate::refusal::Refusal;

/// Place and first treated time of each area that stands for a treated one, by place.
pub type Assignment = Vec<(usize, usize)>;

/// Placebos of a study whose treated areas have these first treated times: the same starts for other areas.
///
/// With one start for all the sets are those of [`sets()`]: every one where there are at most `wanted`, and each area once with one
/// treated area. With several starts, sets and the order of the starts are both drawn, `wanted` times.
///
/// # Errors
/// [`Refusal::NoTreatedUnit`] without starts; as [`sets()`].
pub fn assigned(
    count: usize,
    starts: &[usize],
    wanted: usize,
    seed: u64,
) -> Result<(Vec<Assignment>, Sets), Refusal> {
    let mut starts = starts.to_vec();
    starts.sort_unstable();
    let Some((&first, &last)) = starts.first().zip(starts.last()) else {
        return Err(Refusal::NoTreatedUnit);
    };
    let size = starts.len();
    let mut sets = sets(count, size, wanted, seed)?;
    if first == last {
        let assignments = sets
            .sets
            .iter()
            .map(|set| set.iter().map(|&place| (place, first)).collect());
        return Ok((assignments.collect(), sets));
    }
    let mut assignments = Vec::with_capacity(wanted);
    sets = Sets {
        sets: Vec::with_capacity(wanted),
        seed: Some(seed),
    };
    for draw in 0..wanted as u64 {
        let mut random = Random::stream(seed, draw);
        let set = random.subset(count, size);
        for last in (1..size).rev() {
            starts.swap(last, random.below(last + 1));
        }
        assignments.push(set.iter().copied().zip(starts.iter().copied()).collect());
        sets.sets.push(set);
    }
    Ok((assignments, sets))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_treated_area_has_each_placebo_once() {
        let (found, sets) = assigned(3, &[4], 1, 1).unwrap();
        assert_eq!(found, [[(0, 4)], [(1, 4)], [(2, 4)]]);
        assert_eq!(sets.seed, None);
    }

    #[test]
    fn several_starts_are_all_given_out_and_not_always_to_the_same_places() {
        let (found, sets) = assigned(9, &[5, 2, 2], 50, 1).unwrap();
        assert_eq!((found.len(), sets.seed), (50, Some(1)));
        for assignment in &found {
            let mut starts: Vec<usize> = assignment.iter().map(|a| a.1).collect();
            starts.sort_unstable();
            assert_eq!(starts, [2, 2, 5]);
            assert!(assignment.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
        for place in 0..3 {
            assert!(found.iter().any(|assignment| assignment[place].1 == 5));
        }
        assert_eq!(assigned(9, &[], 50, 1), Err(Refusal::NoTreatedUnit));
        assert!(assigned(4, &[5, 2, 2], 50, 1).is_err());
    }
}
