//! From numbers to places on a picture.

/// A stretch of numbers that is drawn along a stretch of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// All of `values` that are finite, drawn from `from` to `to`. A single number gets room on both sides.
    pub(super) fn of(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Scale {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if high - low <= f64::EPSILON * high.abs().max(low.abs()) || high - low <= 0.0 {
            let room = if high == 0.0 { 1.0 } else { high.abs() * 0.5 };
            (low, high) = (low - room, high + room);
        }
        Scale { low, high, from, to }
    }

    /// With a margin, so that nothing lies on the edge.
    pub(super) fn roomy(self) -> Scale {
        let room = (self.high - self.low) * 0.06;
        Scale {
            low: self.low - room,
            high: self.high + room,
            ..self
        }
    }

    /// Where a number is drawn.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.from + share.clamp(-0.05, 1.05) * (self.to - self.from)
    }

    /// Round numbers within the stretch, three to seven of them, and the step between them.
    pub(super) fn ticks(&self) -> (Vec<f64>, f64) {
        let rough = (self.high - self.low) / 5.0;
        let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|step| step * power)
            .find(|step| *step >= rough)
            .unwrap_or(rough);
        let first = libm::ceil(self.low / step);
        let ticks = (0..12)
            .map(|number| (first + f64::from(number)) * step)
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .collect();
        (ticks, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few_at_every_size() {
        for size in [1e-12, 0.3, 7.0, 1e12] {
            let (ticks, _) = Scale::of([-size, size].into_iter(), 0.0, 100.0).roomy().ticks();
            assert!((3..=8).contains(&ticks.len()), "{size}: {ticks:?}");
        }
    }

    #[test]
    fn a_single_number_or_none_has_room() {
        for values in [vec![], vec![3.0], vec![0.0, 0.0], vec![f64::NAN, f64::INFINITY]] {
            let scale = Scale::of(values.iter().copied(), 0.0, 100.0);
            assert!(scale.at(3.0).is_finite() && scale.low < scale.high, "{values:?}");
        }
    }
}
