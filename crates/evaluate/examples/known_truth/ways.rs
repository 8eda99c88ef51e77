//! Each method with each of its tests.

use evaluate::analysis::analyse;
use evaluate::difference::{before_after, two_way};
use evaluate::group_time::{Options, group_time};
use evaluate::linear::mean;
use evaluate::placebo::{Sets, Statistic, assigned, judge, synthetic_placebos, test_in_space};
use evaluate::registered::Chosen;
use evaluate::synthetic::{Penalty, Setting, augmented_placebo, held_out_penalty, synthetic_control};
use evaluate::verdict::{Situation, recommended};
use evaluate::{Estimate, Method, Panel, Placebo, Refusal, Uncertainty, conformal, sdid};

/// What a method said of one panel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) effect: f64,
    pub(crate) p: Option<f64>,
    pub(crate) interval: Option<(f64, f64)>,
}

/// How much work a method is: the first decides how often it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Light,
    Medium,
    Heavy,
}

/// A method with its tests: what each said, in the order of the names.
pub(crate) struct Way {
    pub(crate) names: &'static [&'static str],
    pub(crate) work: Work,
    /// Whether it is asked where many numbers of areas are tried.
    pub(crate) clustered: bool,
    pub(crate) run: fn(&Panel, u64, Chosen) -> Result<Vec<Said>, Refusal>,
}

/// Sets of areas that are drawn where there are several treated ones: 5 in 100 is just 5 per cent.
const DRAWS: usize = 99;
/// Draws of the bootstrap.
const AGAIN: usize = 100;
const LEVEL: f64 = 0.95;

/// All of them, in the order of the table.
pub(crate) const WAYS: [Way; 12] = [
    way(&["before-after"], Work::Light, before_and_after),
    Way {
        clustered: true,
        ..way(&["did/clustered"], Work::Light, did_clustered)
    },
    Way {
        clustered: true,
        ..way(&["did/placebo", "did/scaled"], Work::Light, did_placebo)
    },
    Way {
        clustered: true,
        ..way(&["group-time/influence"], Work::Light, group_time_influence)
    },
    way(&["sc/ratio", "sc/effect", "sc/scaled"], Work::Medium, sc_placebo),
    way(&["sc/conformal"], Work::Heavy, sc_conformal),
    way(
        &["augmented/ratio", "augmented/effect", "augmented/scaled"],
        Work::Heavy,
        augmented,
    ),
    way(&["sdid/placebo", "sdid/scaled"], Work::Medium, sdid_placebo),
    way(&["recommended"], Work::Medium, as_recommended),
    way(&["sdid/jackknife"], Work::Light, sdid_jackknife),
    way(&["sdid/bootstrap"], Work::Heavy, sdid_bootstrap),
    way(&["series/model"], Work::Medium, structural),
];

const fn way(
    names: &'static [&'static str],
    work: Work,
    run: fn(&Panel, u64, Chosen) -> Result<Vec<Said>, Refusal>,
) -> Way {
    Way {
        names,
        work,
        clustered: false,
        run,
    }
}

fn said(estimate: &Estimate, sure: &Uncertainty) -> Said {
    Said {
        effect: estimate.effect,
        p: sure.p,
        interval: sure.interval.map(|interval| (interval.low, interval.high)),
    }
}

fn before_and_after(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let effect = before_after(panel)?.effect;
    Ok(vec![Said {
        effect,
        p: None,
        interval: None,
    }])
}

fn did_clustered(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = two_way(panel, &[])?;
    Ok(vec![said(&found.estimate, &found.uncertainty(LEVEL)?)])
}

/// With one start, no gap and no covariate the regression is a difference of mean changes: the same numbers as
/// `difference::placebo`, which a test of the crate holds, in a hundredth of the time.
fn did_placebo(panel: &Panel, seed: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let (treated, others) = (panel.treated(), panel.never_treated());
    let start = Setting::of(panel)?.start;
    let changes: Vec<f64> = (0..panel.units.len())
        .map(|unit| {
            let row = panel.outcome.row(unit);
            mean(&row[start..]).unwrap_or(0.0) - mean(&row[..start]).unwrap_or(0.0)
        })
        .collect();
    let of = |units: &[usize]| units.iter().map(|&unit| changes[unit]).sum::<f64>() / units.len() as f64;
    let all: Vec<f64> = (0..start)
        .map(|time| {
            panel
                .never_treated()
                .iter()
                .map(|&unit| panel.outcome.get(unit, time))
                .sum()
        })
        .collect();
    let placebo = |units: Vec<usize>, others: &[usize]| {
        let is_among = others.len() < panel.never_treated().len();
        let mut gaps: Vec<f64> = (0..start)
            .map(|time| {
                let own: f64 = units.iter().map(|&unit| panel.outcome.get(unit, time)).sum();
                let rest = if is_among { all[time] - own } else { all[time] };
                own / units.len() as f64 - rest / others.len() as f64
            })
            .collect();
        let level = mean(&gaps).unwrap_or(0.0);
        gaps.iter_mut().for_each(|gap| *gap -= level);
        let squares: Vec<f64> = gaps.iter().map(|gap| gap * gap).collect();
        Placebo {
            start,
            effect: of(&units) - of(others),
            pre_rmspe: mean(&squares).unwrap_or(0.0).sqrt(),
            post_rmspe: 0.0,
            gaps,
            certificate: None,
            units,
        }
    };
    let (assignments, sets) = assigned(others.len(), &vec![start; treated.len()], DRAWS, seed)?;
    let placebos: Vec<Placebo> = assignments
        .iter()
        .map(|assignment| {
            let places: Vec<usize> = assignment.iter().map(|(place, _)| *place).collect();
            let (there, rest): (Vec<usize>, Vec<usize>) =
                (0..others.len()).partition(|place| places.binary_search(place).is_ok());
            let units = |places: Vec<usize>| -> Vec<usize> {
                places.into_iter().map(|place| others[place]).collect()
            };
            placebo(units(there), &units(rest))
        })
        .collect();
    let own = placebo(treated, &others);
    Ok(vec![
        judged(&own, &placebos, &sets, Statistic::Effect)?,
        judged(&own, &placebos, &sets, Statistic::Scaled)?,
    ])
}

fn judged(own: &Placebo, placebos: &[Placebo], sets: &Sets, by: Statistic) -> Result<Said, Refusal> {
    let sure = judge(own, placebos, sets, by, LEVEL)?;
    Ok(Said {
        effect: own.effect,
        p: sure.p,
        interval: sure.interval.map(|interval| (interval.low, interval.high)),
    })
}

fn sets(placebos: &[Placebo]) -> Sets {
    Sets {
        sets: placebos.iter().map(|placebo| placebo.units.clone()).collect(),
        seed: None,
    }
}

fn group_time_influence(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = group_time(panel, &Options::default())?;
    Ok(vec![said(&found.estimate(panel)?, &found.uncertainty(LEVEL)?)])
}

fn sc_placebo(panel: &Panel, seed: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = synthetic_control(panel)?;
    let test = synthetic_placebos(panel, DRAWS, seed, LEVEL)?;
    Ok(vec![
        said(&found, &test.by_ratio),
        said(&found, &test.by_effect),
        judged(&test.treated, &test.placebos, &test.sets(), Statistic::Scaled)?,
    ])
}

fn sc_conformal(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    Ok(vec![said(
        &synthetic_control(panel)?,
        &conformal::synthetic_conformal(panel, LEVEL)?,
    )])
}

/// With the penalty of the study for all.
fn augmented(panel: &Panel, seed: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let setting = Setting::of(panel)?;
    let penalty = Penalty::Fixed(held_out_penalty(panel, 10)?);
    let test = test_in_space(&setting, DRAWS, seed, LEVEL, |treated, donors| {
        augmented_placebo(panel, treated, donors, setting.start, penalty)
    })?;
    [Statistic::Ratio, Statistic::Effect, Statistic::Scaled]
        .into_iter()
        .map(|by| judged(&test.treated, &test.placebos, &test.sets(), by))
        .collect()
}

fn sdid_placebo(panel: &Panel, seed: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = sdid::sdid(panel, sdid::Weights::Exact)?;
    let options = sdid::PlaceboOptions {
        draws: DRAWS,
        seed,
        level: LEVEL,
        ..Default::default()
    };
    let sure = sdid::placebo(panel, &found, &options)?;
    let gaps: Vec<f64> = found.estimate.by_time.iter().map(|time| time.gap).collect();
    let start = panel
        .treated()
        .iter()
        .filter_map(|&unit| panel.start(unit))
        .min()
        .unwrap_or(0);
    let squares: Vec<f64> = gaps[..start].iter().map(|gap| gap * gap).collect();
    let own = Placebo {
        units: panel.treated(),
        start,
        effect: found.estimate.effect,
        pre_rmspe: mean(&squares).unwrap_or(0.0).sqrt(),
        post_rmspe: 0.0,
        gaps,
        certificate: None,
    };
    Ok(vec![
        said(&found.estimate, &sure),
        judged(&own, &sure.placebos, &sets(&sure.placebos), Statistic::Scaled)?,
    ])
}

/// What is recommended for the study, or "cannot tell" where nothing is.
fn as_recommended(panel: &Panel, seed: u64, chosen: Chosen) -> Result<Vec<Said>, Refusal> {
    let situation = Situation::in_panel(panel, chosen, 1.0 - LEVEL);
    if recommended(&situation).method.is_none() {
        let effect = sdid::sdid(panel, sdid::Weights::Exact)?.estimate.effect;
        return Ok(vec![Said {
            effect,
            p: None,
            interval: None,
        }]);
    }
    Ok(sdid_placebo(panel, seed, chosen)?.split_off(1))
}

fn sdid_jackknife(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = sdid::sdid(panel, sdid::Weights::Exact)?;
    Ok(vec![said(
        &found.estimate,
        &sdid::jackknife(panel, &found, LEVEL)?,
    )])
}

fn sdid_bootstrap(panel: &Panel, seed: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = sdid::sdid(panel, sdid::Weights::Exact)?;
    Ok(vec![said(
        &found.estimate,
        &sdid::bootstrap(panel, &found, AGAIN, seed, LEVEL)?,
    )])
}

/// With the control series that the report chooses.
fn structural(panel: &Panel, _: u64, _: Chosen) -> Result<Vec<Said>, Refusal> {
    let found = analyse(panel, Method::StructuralSeries, &Default::default())?;
    Ok(vec![said(&found.estimate, &found.uncertainty)])
}
