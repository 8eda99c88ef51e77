//! A mixture of Student's t distributions: what is known once everything but one number is integrated in closed form.

use crate::distribution::student_below;

/// One part: its weight, its centre, its scale; all have the same degrees of freedom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) weight: f64,
    pub(super) centre: f64,
    pub(super) scale: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mixture {
    pub(super) parts: Vec<Part>,
    pub(super) df: f64,
}

impl Mixture {
    pub(super) fn mean(&self) -> f64 {
        self.parts.iter().map(|p| p.weight * p.centre).sum()
    }

    /// The standard deviation; there are more than two degrees of freedom.
    pub(super) fn spread(&self) -> f64 {
        let mean = self.mean();
        let own = self.df / (self.df - 2.0);
        let part = |p: &Part| p.weight * (own * p.scale * p.scale + (p.centre - mean) * (p.centre - mean));
        libm::sqrt(self.parts.iter().map(part).sum())
    }

    /// The chance of a value of at most `x`.
    pub(super) fn below(&self, x: f64) -> f64 {
        self.parts
            .iter()
            .map(|p| p.weight * student_below((x - p.centre) / p.scale, self.df))
            .sum()
    }

    /// The chance of a value of at least `x`, with its digits in the tail.
    fn above(&self, x: f64) -> f64 {
        self.parts
            .iter()
            .map(|p| p.weight * student_below((p.centre - x) / p.scale, self.df))
            .sum()
    }

    /// Twice the smaller of the chances to lie on either side of 0.
    pub(super) fn two_sided(&self) -> f64 {
        (2.0 * self.below(0.0).min(self.above(0.0))).min(1.0)
    }

    /// Both ends that leave `(1 - level) / 2` outside.
    pub(super) fn interval(&self, level: f64) -> (f64, f64) {
        let tail = 0.5 * (1.0 - level);
        (self.end(tail, -1.0), self.end(tail, 1.0))
    }

    /// The value with this chance beyond it, on the lower (`-1`) or upper side: secant steps inside a bracket that halves.
    fn end(&self, tail: f64, side: f64) -> f64 {
        let excess = |x: f64| {
            if side < 0.0 {
                self.below(x) - tail
            } else {
                self.above(x) - tail
            }
        };
        let (mean, step) = (self.mean(), self.spread());
        let (mut inner, mut outer) = (mean, mean + side * step);
        let mut inside = excess(inner);
        if inside <= 0.0 {
            return mean;
        }
        let mut outside = excess(outer);
        for _ in 0..200 {
            if outside <= 0.0 {
                break;
            }
            (inner, inside) = (outer, outside);
            outer = mean + 2.0 * (outer - mean);
            outside = excess(outer);
        }
        for _ in 0..200 {
            let middle = 0.5 * (inner + outer);
            if middle == inner || middle == outer || (outer - inner).abs() <= 1e-14 * step {
                break;
            }
            // Illinois: a chord, and half of the other end's height when one end stays.
            let chord = outer - outside * (outer - inner) / (outside - inside);
            let within = (chord - inner) * side > 0.0 && (outer - chord) * side > 0.0;
            let x = if within { chord } else { middle };
            let here = excess(x);
            if here > 0.0 {
                (inner, inside) = (x, here);
                outside *= 0.5;
            } else {
                (outer, outside) = (x, here);
                inside *= 0.5;
            }
            if here == 0.0 {
                return x;
            }
        }
        outer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::student_quantile;

    #[test]
    fn one_part_is_students_t() {
        let one = Mixture {
            parts: vec![Part {
                weight: 1.0,
                centre: 3.0,
                scale: 2.0,
            }],
            df: 7.0,
        };
        let reach = 2.0 * student_quantile(0.975, 7.0);
        let (low, high) = one.interval(0.95);
        assert!((low - (3.0 - reach)).abs() < 1e-12 && (high - (3.0 + reach)).abs() < 1e-12);
        assert!((one.below(low) - 0.025).abs() < 1e-13);
    }

    #[test]
    fn zero_is_outside_exactly_when_the_p_value_is_small() {
        for shift in 0..40 {
            let centre = f64::from(shift) * 0.1;
            let part = |centre, scale| Part {
                weight: 0.5,
                centre,
                scale,
            };
            let both = Mixture {
                parts: vec![part(centre, 1.0), part(centre + 0.3, 0.4)],
                df: 9.0,
            };
            for level in [0.5, 0.9, 0.99] {
                let (low, high) = both.interval(level);
                assert_eq!(low > 0.0 || high < 0.0, both.two_sided() <= 1.0 - level);
            }
        }
    }
}
