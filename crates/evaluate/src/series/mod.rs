//! One series: what an area would have counted without the campaign, from its own past and from series that the campaign did not
//! touch.
//!
//! `outcome = level + season + control series · coefficients + noise`, in which the level wanders (a random walk) and the season
//! may. Brodersen, Gallusser, Koehler, Remy and Scott, "Inferring causal impact using Bayesian structural time-series models",
//! *Annals of Applied Statistics* 9(1), 2015, 247-274, with their prior for how fast the level wanders. They draw from the
//! posterior; here everything but one number is integrated in closed form (the likelihood is exact, by the Kalman filter with
//! diffuse starts of de Jong 1991) and that number by quadrature. So there is no seed, and no digit depends on luck.
//!
//! Coefficients have a flat prior: name a few control series that follow the outcome, not forty.
//!
//! The control series must be untouched by the campaign, and what happens to the outcome alone at the same time is in the effect.
//!
//! ```
//! use evaluate::series::{Options, series};
//! use evaluate::{Covariate, Matrix, Panel};
//! let control = Matrix::from_fn(1, 40, |_, t| 50.0 + ((t * 7) % 11) as f64);
//! let outcome = Matrix::from_fn(1, 40, |_, t| {
//!     2.0 * control.get(0, t) + ((t * 5) % 3) as f64 + if t >= 30 { 8.0 } else { 0.0 }
//! });
//! let mut panel = Panel::of(vec!["helpline".into()], outcome, vec![Some(30)]).unwrap();
//! panel.covariates.push(Covariate { name: "another line".into(), values: control });
//! let found = series(&panel, &Options { covariates: vec![0], ..Options::default() })?;
//! let interval = found.uncertainty(0.95)?.interval.unwrap();
//! assert!(interval.low < 8.0 && 8.0 < interval.high && interval.low > 6.0);
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod filter;
mod fit;
mod mixture;
mod window;

pub use fit::{Series, series};

/// How the level moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// Not at all: an ordinary regression with independent errors. Too sure of itself whenever the level does wander.
    Still,
    /// As a random walk.
    Wanders {
        /// A guess of the standard deviation of its steps, in standard deviations of the past outcome; above 0.
        guess: f64,
        /// How many observations the guess is worth; above 0.
        worth: f64,
    },
}

impl Default for Level {
    /// The prior of `CausalImpact` 1.4.1: a hundredth, worth 32 observations.
    fn default() -> Self {
        Self::Wanders {
            guess: 0.01,
            worth: 32.0,
        }
    }
}

/// A pattern that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season {
    /// After so many times; 2 or more. The panel's times must be equally far apart.
    pub period: usize,
    /// Whether the pattern changes, with steps as large as the level's; else it stays the same.
    pub wanders: bool,
}

/// What the outcome is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// How the level moves.
    pub level: Level,
    /// The season, if there is one.
    pub season: Option<Season>,
    /// Areas that never start, by index, whose outcome is a control series.
    pub areas: Vec<usize>,
    /// Covariates of the panel, by their place, whose mean over the treated areas is a control series.
    pub covariates: Vec<usize>,
}
