//! The model fitted, and what it says of the time after the start.

use super::filter::{Filtered, filter};
use super::mixture::{Mixture, Part};
use super::window::Window;
use super::{Level, Options};
use crate::estimate::{Estimate, Interval, Method, Note, Procedure, TimeEffect, Uncertainty};
use crate::linear::{dot, mean, square_sum};
use crate::panel::Panel;
use crate::refusal::Refusal;
use crate::regression::{self, NoFit};

/// What the model found for one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The effect and the series. Before the start `without` is what the model expected one time ahead.
    pub estimate: Estimate,
    /// How far the level wanders at each time, in the outcome's unit: the mean over what is possible.
    pub level_step: f64,
    effect: Mixture,
    /// The gap at each known time from the start on.
    gaps: Vec<(usize, Mixture)>,
}

/// Fits the model to the time before the start of the only treated area (or of several, averaged, that start together).
///
/// Times at which the outcome or a control series is missing are left out, and a note names them.
///
/// # Errors
///
/// When nobody is treated, when areas start at different times, when there are fewer than three times more before the start than
/// coefficients, when the past is constant or control series say the same, or when an option means nothing.
pub fn series(panel: &Panel, options: &Options) -> Result<Series, Refusal> {
    let window = Window::new(panel, options)?;
    let nodes: Vec<f64> = match options.level {
        Level::Still => vec![0.0],
        Level::Wanders { .. } => (0..NODES)
            .map(|n| libm::exp(FIRST + f64::from(n) * STEP))
            .collect(),
    };
    let fits = nodes
        .iter()
        .map(|&q| node(&window, options, q))
        .collect::<Result<Vec<Node>, Refusal>>()?;
    let highest = fits.iter().fold(f64::NEG_INFINITY, |m, f| m.max(f.log_weight));
    let mut weights: Vec<f64> = fits.iter().map(|f| libm::exp(f.log_weight - highest)).collect();
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= total);
    if !total.is_finite() {
        return Err(Refusal::OutOfRange);
    }
    let kept: Vec<(f64, &Node)> = weights
        .into_iter()
        .zip(&fits)
        .filter(|(w, _)| *w > NEGLIGIBLE)
        .collect();
    describe(panel, &window, &kept)
}

/// Nodes of the quadrature over the logarithm of (a step's variance by the noise's), from e⁻²⁰ to e⁵.
const NODES: u32 = 126;
const FIRST: f64 = -20.0;
const STEP: f64 = 0.2;
/// A node with less weight than this moves no digit that is shown.
const NEGLIGIBLE: f64 = 1e-13;

/// The model with one ratio of variances, everything else integrated.
struct Node {
    log_weight: f64,
    df: f64,
    /// The ratio's level step, in past spreads.
    level_step: f64,
    /// The mean gap after the start, and the gap at each time there.
    effect: (f64, f64),
    gaps: Vec<(f64, f64)>,
    /// At the known times of the past, the outcome less what was expected one time ahead.
    past: Vec<f64>,
}

fn node(window: &Window, options: &Options, q: f64) -> Result<Node, Refusal> {
    let run = filter(window, options.season, q);
    let many = window.columns.len();
    let columns: Vec<&[f64]> = run.innovations[..many].iter().map(Vec::as_slice).collect();
    let outcome = &run.innovations[many];
    let fit = regression::fit(&columns, outcome, None).map_err(|why| match why {
        NoFit::Dependent(_) | NoFit::TooFewRows => Refusal::Collinear {
            what: "control series",
        },
        NoFit::NotFinite => Refusal::OutOfRange,
    })?;
    let left: Vec<f64> = outcome
        .iter()
        .zip(fit.fitted(&columns, outcome.len()))
        .map(|(y, f)| y - f)
        .collect();
    let free = (outcome.len() - many) as f64;
    let mut squares = square_sum(&left);
    let (mut df, mut log_weight) = (free, 0.0);
    let mut level_step = 0.0;
    if let Level::Wanders { guess, worth } = options.level {
        // The prior of a step's variance q·σ² is an inverse gamma one; given q it is one of σ² too, and adds to the likelihood's.
        squares += worth * guess * guess / q;
        df += worth;
        log_weight = -0.5 * (run.log_determinant + fit.log_determinant + df * libm::log(squares))
            - 0.5 * worth * libm::log(q);
    }
    let noise = libm::sqrt(squares / df);
    if df > 0.0 && q > 0.0 {
        level_step = libm::sqrt(q) * noise;
    }
    let ahead = |t: usize, given: &(Vec<f64>, f64)| {
        let turned: Vec<f64> = (0..many).map(|c| window.columns[c][t] - given.0[c]).collect();
        (
            window.outcome[t] - given.0[many] - dot(&turned, &fit.coefficients),
            turned,
        )
    };
    let reach = |turned: &[f64], variance: f64| {
        let rows = fit.inverse.chunks_exact(many);
        let own: f64 = rows.zip(turned).map(|(row, t)| t * dot(row, turned)).sum();
        noise * libm::sqrt(variance + own)
    };
    let known: Vec<usize> = (window.start..window.outcome.len())
        .filter(|&t| window.known[t])
        .collect();
    let (mut gaps, mut sum, mut turned_sum) = (Vec::new(), 0.0, vec![0.0; many]);
    for &t in &known {
        let given = &run.ahead[t - window.start];
        let (gap, turned) = ahead(t, given);
        gaps.push((gap, reach(&turned, given.1)));
        sum += gap / known.len() as f64;
        crate::linear::add_scaled(&mut turned_sum, 1.0 / known.len() as f64, &turned);
    }
    let effect = (sum, reach(&turned_sum, run.mean_variance));
    Ok(Node {
        log_weight,
        df,
        level_step,
        effect,
        gaps,
        past: past(&run, &left),
    })
}

fn past(run: &Filtered, left: &[f64]) -> Vec<f64> {
    left.iter().zip(&run.roots).map(|(l, root)| l * root).collect()
}

fn describe(panel: &Panel, window: &Window, kept: &[(f64, &Node)]) -> Result<Series, Refusal> {
    let unit = window.spread;
    let df = kept.first().map_or(1.0, |k| k.1.df);
    let mix = |pick: &dyn Fn(&Node) -> (f64, f64)| {
        let part = |(weight, node): &(f64, &Node)| {
            let (centre, scale) = pick(node);
            Part {
                weight: *weight,
                centre: unit * centre,
                scale: unit * scale,
            }
        };
        Mixture {
            parts: kept.iter().map(part).collect(),
            df,
        }
    };
    let effect = mix(&|node| node.effect);
    let known: Vec<usize> = (0..window.outcome.len()).filter(|&t| window.known[t]).collect();
    let (mut by_time, mut before, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
    for (place, &t) in known.iter().enumerate() {
        let actual = window.centre + unit * window.outcome[t];
        let gap = if t < window.start {
            let gap = unit * kept.iter().map(|(w, node)| w * node.past[place]).sum::<f64>();
            before.push(gap * gap);
            gap
        } else {
            let later = place - before.len();
            let mixture = mix(&|node| node.gaps[later]);
            let gap = mixture.mean();
            gaps.push((t, mixture));
            gap
        };
        by_time.push(TimeEffect {
            time: panel.times[t],
            actual,
            without: actual - gap,
            gap,
        });
    }
    let mut notes = Vec::new();
    let left_out: Vec<usize> = (0..window.outcome.len()).filter(|&t| !window.known[t]).collect();
    if !left_out.is_empty() {
        notes.push(Note::TimesLeftOut { times: left_out });
    }
    let level_step = unit * kept.iter().map(|(w, node)| w * node.level_step).sum::<f64>();
    let estimate = Estimate {
        method: Method::StructuralSeries,
        effect: effect.mean(),
        by_time,
        weights: Vec::new(),
        time_weights: Vec::new(),
        pre_rmspe: mean(&before).map(libm::sqrt),
        certificate: None,
        notes,
    };
    if !(estimate.effect.is_finite() && effect.spread().is_finite()) {
        return Err(Refusal::OutOfRange);
    }
    Ok(Series {
        estimate,
        level_step,
        effect,
        gaps,
    })
}

impl Series {
    /// The test and the interval of the mean effect: the interval leaves equal chances on both sides, the p-value is twice the
    /// chance of the wrong sign.
    ///
    /// # Errors
    ///
    /// When `level` is not between 0 and 1.
    pub fn uncertainty(&self, level: f64) -> Result<Uncertainty, Refusal> {
        check(level)?;
        let (low, high) = self.effect.interval(level);
        Ok(Uncertainty {
            procedure: Procedure::Model,
            p: Some(self.effect.two_sided()),
            least_p: None,
            interval: Some(Interval { low, high, level }),
            standard_error: (self.effect.df > 2.0).then(|| self.effect.spread()),
            draws: None,
            placebos: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// For each known time from the start on (by index), between what its gap lies; each time by itself, not all at once.
    ///
    /// # Errors
    ///
    /// When `level` is not between 0 and 1.
    pub fn bands(&self, level: f64) -> Result<Vec<(usize, Interval)>, Refusal> {
        check(level)?;
        let band = |(t, mixture): &(usize, Mixture)| {
            let (low, high) = mixture.interval(level);
            (*t, Interval { low, high, level })
        };
        Ok(self.gaps.iter().map(band).collect())
    }
}

fn check(level: f64) -> Result<(), Refusal> {
    if level > 0.0 && level < 1.0 {
        return Ok(());
    }
    Err(Refusal::BadOption {
        name: "level",
        allowed: "a confidence between 0 and 1, as in 0.95",
    })
}
