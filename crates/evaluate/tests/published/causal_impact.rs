//! One series, one control: the vignette of `CausalImpact` 1.4.1, made again in R with its seed.
//!
//! Brodersen, Gallusser, Koehler, Remy and Scott, *Annals of Applied Statistics* 9(1), 2015. The printed interval is [9.8, 11]; with
//! 10,000 draws tfp-causalimpact 0.2.0 has 10.5206 and [9.7990, 11.2255]. The series was made with an effect of 10.

use evaluate::series::{Level, Options, Series, series};
use evaluate::{Covariate, Matrix, Panel};

use crate::panels::{near, published};

fn panel() -> Option<Panel> {
    let text = String::from_utf8(published("causalimpact_vignette_R.csv")?).unwrap();
    let rows: Vec<Vec<f64>> = text
        .lines()
        .skip(1)
        .map(|line| {
            line.split(',')
                .map(|field| field.trim().parse().unwrap())
                .collect()
        })
        .collect();
    let column = |place: usize| Matrix::from_fn(1, rows.len(), |_, t| rows[t][place]);
    let mut panel = Panel::of(vec!["series".into()], column(0), vec![Some(70)]).unwrap();
    panel.covariates.push(Covariate {
        name: "x1".into(),
        values: column(1),
    });
    Some(panel)
}

fn found(level: Level) -> Option<Series> {
    let options = Options {
        level,
        covariates: vec![0],
        ..Options::default()
    };
    Some(series(&panel()?, &options).unwrap())
}

#[test]
fn actual_mean() {
    let Some(found) = found(Level::default()) else {
        return;
    };
    let after = &found.estimate.by_time[70..];
    near(
        after.iter().map(|t| t.actual).sum::<f64>() / 30.0,
        117.048516832408,
        1e-9,
    );
}

#[test]
fn ordinary_regression() {
    let Some(found) = found(Level::Still) else { return };
    near(found.estimate.effect, 10.4558304814914, 1e-9);
    let interval = found.uncertainty(0.95).unwrap().interval.unwrap();
    // Printed to seven decimals.
    near(interval.low, 9.8842287, 5e-8);
    near(interval.high, 11.0274322, 5e-8);
}

#[test]
fn structural_model() {
    let Some(found) = found(Level::default()) else {
        return;
    };
    near(found.estimate.effect, 10.52, 0.10);
    let sure = found.uncertainty(0.95).unwrap();
    let interval = sure.interval.unwrap();
    near(interval.low, 9.80, 0.25);
    near(interval.high, 11.23, 0.25);
    assert!(interval.low < 10.0 && 10.0 < interval.high);
    // Wider than the regression's, because the level wanders.
    assert!(interval.high - interval.low > 11.0274322 - 9.8842287);
    assert!(sure.p.unwrap() <= 1e-4);
    assert_eq!(found, self::found(Level::default()).unwrap());
}
