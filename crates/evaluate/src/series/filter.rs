//! The Kalman filter, run over the outcome and over each column of the regression with the same gain.
//!
//! What the filter leaves of them (the innovations, by their standard deviation) is an ordinary regression: de Jong, "The diffuse
//! Kalman filter", *Annals of Statistics* 19(2), 1991. Variances are in units of the noise's.

use super::Season;
use super::window::Window;
use crate::linear::Matrix;

/// What one run over the past leaves.
pub(super) struct Filtered {
    /// For each series (columns, then the outcome) its innovations by their standard deviation, at the known times of the past.
    pub(super) innovations: Vec<Vec<f64>>,
    /// The standard deviations themselves.
    pub(super) roots: Vec<f64>,
    /// Twice the sum of their logarithms.
    pub(super) log_determinant: f64,
    /// For each time from the start on: what the filter expects of each series, and the variance of an outcome around that.
    pub(super) ahead: Vec<(Vec<f64>, f64)>,
    /// The variance of the mean outcome over the known times from the start on.
    pub(super) mean_variance: f64,
}

/// The state: the level, and the season's last steps if it wanders.
struct State {
    /// States × series.
    expected: Matrix,
    /// States × states.
    variance: Matrix,
    step: f64,
}

pub(super) fn filter(window: &Window, season: Option<Season>, step: f64) -> Filtered {
    let wandering = season.filter(|s| s.wanders).map_or(0, |s| s.period - 1);
    let (size, wide) = (1 + wandering, window.columns.len() + 1);
    // Everything known of the first state stands in the columns: the filter starts at 0 and is sure of it.
    let mut state = State {
        expected: Matrix::zeros(size, wide),
        variance: Matrix::zeros(size, size),
        step,
    };
    let value = |series: usize, t: usize| {
        window
            .columns
            .get(series)
            .map_or_else(|| window.outcome[t], |c| c[t])
    };
    let mut out = Filtered {
        innovations: vec![Vec::new(); wide],
        roots: Vec::new(),
        log_determinant: 0.0,
        ahead: Vec::new(),
        mean_variance: 0.0,
    };
    for t in 0..window.start {
        if window.known[t] {
            let root = libm::sqrt(state.spread());
            out.roots.push(root);
            out.log_determinant += 2.0 * libm::log(root);
            let news: Vec<f64> = (0..wide)
                .map(|series| value(series, t) - state.seen(series))
                .collect();
            for (row, new) in out.innovations.iter_mut().zip(&news) {
                row.push(new / root);
            }
            state.learn(&news);
        }
        state.advance();
    }
    out.mean_variance = state.mean_variance(&window.known[window.start..]);
    for _ in window.start..window.outcome.len() {
        out.ahead.push((
            (0..wide).map(|series| state.seen(series)).collect(),
            state.spread(),
        ));
        state.advance();
    }
    out
}

impl State {
    fn size(&self) -> usize {
        self.variance.rows()
    }

    /// How many states an observation sees: the level, and the season's present step.
    fn sight(&self) -> usize {
        self.size().min(2)
    }

    /// What is expected of a series now.
    fn seen(&self, series: usize) -> f64 {
        (0..self.sight()).map(|s| self.expected.get(s, series)).sum()
    }

    /// The covariance of each state with an observation.
    fn shared(&self) -> Vec<f64> {
        (0..self.size())
            .map(|s| (0..self.sight()).map(|o| self.variance.get(s, o)).sum())
            .collect()
    }

    /// The variance of an observation, its own noise (1) included.
    fn spread(&self) -> f64 {
        1.0 + self.shared()[..self.sight()].iter().sum::<f64>()
    }

    fn learn(&mut self, news: &[f64]) {
        let (shared, spread) = (self.shared(), self.spread());
        for (s, share) in shared.iter().enumerate() {
            let gain = share / spread;
            for (to, new) in self.expected.row_mut(s).iter_mut().zip(news) {
                *to += gain * new;
            }
            for (to, other) in self.variance.row_mut(s).iter_mut().zip(&shared) {
                *to -= gain * other;
            }
        }
    }

    /// One time on: the level takes a step; the season's next step is minus the sum of its last ones, and a step.
    fn advance(&mut self) {
        let size = self.size();
        if size > 1 {
            turn(&mut self.expected);
            turn(&mut self.variance);
            let mut across = self.variance.transposed();
            turn(&mut across);
            self.variance = across;
            self.variance.set(1, 1, self.variance.get(1, 1) + self.step);
        }
        self.variance.set(0, 0, self.variance.get(0, 0) + self.step);
    }

    /// The variance of the mean of the outcomes at the known times from now on, by going through the times backwards.
    fn mean_variance(&self, known: &[bool]) -> f64 {
        let many = known.iter().filter(|k| **k).count() as f64;
        let size = self.size();
        let mut pull = vec![0.0; size];
        let mut sum = 0.0;
        for (later, known) in known.iter().enumerate().rev() {
            // What stands in `pull` belongs to the state one time later.
            if size > 1 {
                let first = pull[1];
                for s in 1..size {
                    let next = if s + 1 < size { pull[s + 1] } else { 0.0 };
                    pull[s] = next - first;
                }
            }
            if *known {
                pull[0] += 1.0 / many;
                if size > 1 {
                    pull[1] += 1.0 / many;
                }
                sum += 1.0 / (many * many);
            }
            // The steps that lead to this time; those that led to the first one are in the variance already.
            if later > 0 {
                sum += self.step * pull[..self.sight()].iter().map(|p| p * p).sum::<f64>();
            }
        }
        for (s, p) in pull.iter().enumerate() {
            sum += p * pull
                .iter()
                .zip(self.variance.row(s))
                .map(|(q, v)| q * v)
                .sum::<f64>();
        }
        sum
    }
}

/// The season's rows (all but the first) move on by one time.
fn turn(rows: &mut Matrix) {
    let (size, wide) = (rows.rows(), rows.cols());
    for col in 0..wide {
        let sum: f64 = (1..size).map(|s| rows.get(s, col)).sum();
        for s in (2..size).rev() {
            rows.set(s, col, rows.get(s - 1, col));
        }
        rows.set(1, col, -sum);
    }
}
