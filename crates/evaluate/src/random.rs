//! Random numbers from a seed, the same on every machine.

/// PCG XSL RR 128/64 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
/// Number Generation"), seeded by SplitMix64 (Steele, Lea and Flood 2014). Written out here so that a report can be made again
/// in ten years, whatever a library does.
#[derive(Debug, Clone)]
pub struct Random {
    state: u128,
    increment: u128,
}

const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;

impl Random {
    /// A generator for a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::stream(seed, 0)
    }

    /// The generator for one of many problems that share a seed. The numbers of one stream do not depend on the others, so that
    /// problems can be solved in any order.
    #[must_use]
    pub fn stream(seed: u64, number: u64) -> Self {
        let mut mixer = seed;
        let wide = |mixer: &mut u64| (u128::from(split_mix(mixer)) << 64) | u128::from(split_mix(mixer));
        let state = wide(&mut mixer);
        mixer ^= number.wrapping_mul(0xD1B5_4A32_D192_ED03);
        let mut random = Self {
            state: 0,
            increment: wide(&mut mixer) | 1,
        };
        random.step();
        random.state = random.state.wrapping_add(state);
        random.step();
        random
    }

    fn step(&mut self) {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    /// A number from 0 up to but not including 1.
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// A whole number below `bound`, each equally likely (Lemire 2019). 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(bound);
            if product as u64 >= threshold {
                return (product >> 64) as usize;
            }
        }
    }

    /// A draw from the standard normal distribution (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        radius * libm::cos(2.0 * std::f64::consts::PI * self.uniform())
    }

    /// `count` different indices below `of`, ascending; all of them if there are no more.
    pub fn subset(&mut self, of: usize, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..of).collect();
        let count = count.min(of);
        for place in 0..count {
            let other = place + self.below(of - place);
            all.swap(place, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_for_ever() {
        let mut random = Random::new(1);
        let first: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();
        assert_eq!(first, PINNED);
    }

    /// What the generator gave on the day on which it was written.
    const PINNED: [u64; 3] = [
        7_781_043_018_490_092_232,
        17_967_443_209_034_362_964,
        2_778_849_366_636_550_130,
    ];

    #[test]
    fn split_mix_gives_the_published_sequence() {
        // The first numbers for seed 1234567 in Vigna's reference implementation.
        let mut state = 1_234_567;
        let numbers: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        assert_eq!(
            numbers,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn streams_differ_and_means_are_right() {
        assert_ne!(Random::stream(1, 0).next_u64(), Random::stream(1, 1).next_u64());
        let mut random = Random::new(7);
        let count = 20_000;
        let draws: Vec<f64> = (0..count).map(|_| random.normal()).collect();
        let mean = crate::linear::sum(&draws) / f64::from(count);
        let spread = crate::linear::square_sum(&draws) / f64::from(count);
        // Four standard errors.
        assert!(mean.abs() < 4.0 / 141.0, "{mean}");
        assert!((spread - 1.0).abs() < 4.0 * 1.42 / 141.0, "{spread}");
        let uniform: f64 = (0..count).map(|_| random.uniform()).sum::<f64>() / f64::from(count);
        assert!((uniform - 0.5).abs() < 4.0 * 0.289 / 141.0, "{uniform}");
    }

    #[test]
    fn a_subset_has_no_index_twice() {
        let mut random = Random::new(3);
        let set = random.subset(10, 4);
        assert_eq!(set.len(), 4);
        assert!(set.windows(2).all(|pair| pair[0] < pair[1]) && set.iter().all(|&index| index < 10));
        assert_eq!(random.subset(3, 9), [0, 1, 2]);
        assert_eq!(random.below(0), 0);
    }
}
