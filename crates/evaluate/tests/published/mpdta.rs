//! Minimum wages and teenage employment: the data set `mpdta` of the package `did`.
//!
//! Callaway and Sant'Anna, *Journal of Econometrics* 225(2), 2021, 200-230; effects and errors as `did`'s README prints them
//! (four decimals), to all digits as csdid 0.4.3, diff-diff 3.13.0 and panelkit 0.3.0 have them.

use evaluate::difference::{TwoWay, two_way};
use evaluate::group_time::{Adjustment, Aggregate, Base, By, Controls, GroupTime, Options, group_time};
use evaluate::panel::{Columns, Outcome, Panel, Treatment, read_csv};

use crate::panels::{near, published};

fn panel() -> Option<Panel> {
    let columns = Columns {
        area: "countyreal".into(),
        time: "year".into(),
        outcome: Outcome::Value("lemp".into()),
        treatment: Treatment::Start("first.treat".into()),
        covariates: vec!["lpop".into()],
        weight: None,
        separator: None,
    };
    let bytes = published("mpdta.csv")?;
    Some(read_csv(&mut bytes.as_slice(), &columns).unwrap().panel)
}

fn study(options: &Options) -> Option<GroupTime> {
    Some(group_time(&panel()?, options).unwrap())
}

/// The columns of the published table: cohort, year, effect, analytic error.
fn holds(found: &GroupTime, group: usize, year: usize, effect: f64, error: f64) {
    let cell = found
        .cells
        .iter()
        .find(|c| c.group + 2003 == group && c.time + 2003 == year)
        .unwrap();
    near(cell.effect, effect, 1e-12);
    near(cell.standard_error.unwrap(), error, 1e-10);
}

fn part(found: &Aggregate, at: i64, effect: f64, error: f64) {
    let part = found.parts.iter().find(|p| p.at == at).unwrap();
    near(part.effect, effect, 1e-12);
    near(part.standard_error.unwrap(), error, 1e-10);
}

macro_rules! cells {
    ($($name:ident: $group:literal, $year:literal, $effect:literal, $error:literal;)*) => {$(
        #[test]
        fn $name() {
            if let Some(found) = study(&Options::default()) {
                holds(&found, $group, $year, $effect, $error);
            }
        }
    )*};
}

cells! {
    cohort_2004_in_2004: 2004, 2004, -0.010503246220963533, 0.023251036368166;
    cohort_2004_in_2005: 2004, 2005, -0.07042315810314909, 0.030984766757276;
    cohort_2004_in_2006: 2004, 2006, -0.13725873888940443, 0.036435664287686;
    cohort_2004_in_2007: 2004, 2007, -0.10081136308540525, 0.034359225834673;
    cohort_2006_in_2004: 2006, 2004, 0.006520112424232907, 0.023326805141805;
    cohort_2006_in_2005: 2006, 2005, -0.0027508187505186858, 0.019558561035881;
    cohort_2006_in_2006: 2006, 2006, -0.004594606952862727, 0.017755196659276;
    cohort_2006_in_2007: 2006, 2007, -0.04122447154621793, 0.020229180704106;
    cohort_2007_in_2004: 2007, 2004, 0.030506655583292096, 0.015033560280130;
    cohort_2007_in_2005: 2007, 2005, -0.002725892886115959, 0.016395832895534;
    cohort_2007_in_2006: 2007, 2006, -0.031087119389688146, 0.017877511313343;
    cohort_2007_in_2007: 2007, 2007, -0.026054410719197237, 0.016655435349252;
}

macro_rules! parts {
    ($($name:ident: $by:ident, $at:literal, $effect:literal, $error:literal;)*) => {$(
        #[test]
        fn $name() {
            if let Some(found) = study(&Options::default()) {
                part(&found.aggregate(By::$by).unwrap(), $at, $effect, $error);
            }
        }
    )*};
}

parts! {
    event_time_minus_3: Event, -3, 0.030506655583292, 0.015033560280;
    event_time_minus_2: Event, -2, -0.000563084626385, 0.013291644737;
    event_time_minus_1: Event, -1, -0.024458744971169, 0.014236402211;
    event_time_0: Event, 0, -0.019931816789260, 0.011826364058;
    event_time_1: Event, 1, -0.050957367065195, 0.016893476269;
    event_time_2: Event, 2, -0.137258738889404, 0.036435664288;
    event_time_3: Event, 3, -0.100811363085405, 0.034359225835;
    cohort_2004: Group, 1, -0.079749126574731, 0.026367799435;
    cohort_2006: Group, 3, -0.022909539249540, 0.016703330255;
    cohort_2007: Group, 4, -0.026054410719197, 0.016655435349;
}

fn overall(by: By, effect: f64, error: f64) {
    if let Some(found) = study(&Options::default()) {
        let overall = found.aggregate(by).unwrap().overall;
        near(overall.effect, effect, 1e-12);
        near(overall.standard_error.unwrap(), error, 1e-10);
    }
}

#[test]
fn overall_of_event_times() {
    overall(By::Event, -0.07723982145731612, 0.019964989061849);
}

#[test]
fn overall_of_cohorts() {
    overall(By::Group, -0.03101828222874902, 0.012446059320998);
}

#[test]
fn overall_of_all_cells() {
    overall(By::All, -0.03995127515517701, 0.012034012770185);
}

#[test]
fn pre_test() {
    if let Some(found) = study(&Options::default()) {
        let test = found.pre_test().unwrap();
        near(test.statistic, 7.791236627200, 1e-10);
        assert_eq!(test.degrees_of_freedom, 5);
        near(test.p, 0.168122494923897, 1e-10);
    }
}

/// panelkit 0.3.0 and saturated regressions.
#[test]
fn event_times_from_one_fixed_base() {
    if let Some(found) = study(&Options {
        base: Base::Universal,
        ..Options::default()
    }) {
        let events = found.aggregate(By::Event).unwrap();
        for (at, effect) in [
            (-4, 0.003306356692512),
            (-3, 0.025021829597554),
            (-2, 0.024458744971169),
            (-1, 0.0),
        ] {
            near(
                events.parts.iter().find(|p| p.at == at).unwrap().effect,
                effect,
                1e-12,
            );
        }
        assert_eq!(
            events.parts.iter().find(|p| p.at == -1).unwrap().standard_error,
            None
        );
    }
}

/// csdid 0.4.3, covariate `lpop`; the errors of its own analytic formula.
#[test]
fn with_the_population_as_covariate() {
    let Some(panel) = panel() else { return };
    let of = |adjustment, controls| {
        let options = Options {
            adjustment,
            controls,
            covariates: vec![0],
            ..Options::default()
        };
        group_time(&panel, &options).unwrap()
    };
    let regression = of(Adjustment::Regression, Controls::NeverTreated);
    holds(&regression, 2004, 2004, -0.014911237790362, 0.022055693076319);
    holds(&regression, 2006, 2007, -0.041535636529325, 0.019716873645373);
    holds(&regression, 2007, 2004, 0.026365831746979, 0.014018949322675);
    let weighting = of(Adjustment::InverseWeighting, Controls::NeverTreated);
    holds(&weighting, 2004, 2005, -0.076449860758663, 0.028648862537383);
    holds(&weighting, 2006, 2006, 0.001208045239731, 0.019487929103449);
    holds(&weighting, 2007, 2007, -0.028894766614561, 0.016246409387179);
    let robust = of(Adjustment::DoublyRobust, Controls::NeverTreated);
    holds(&robust, 2004, 2006, -0.140448336810124, 0.035378154710096);
    holds(&robust, 2006, 2004, -0.000472146088486, 0.022223437036658);
    holds(&robust, 2007, 2007, -0.028781361039487, 0.016238952966185);
    let late = of(Adjustment::DoublyRobust, Controls::NotYetTreated);
    holds(&late, 2004, 2005, -0.081603185855681, 0.028341541085783);
    holds(&late, 2006, 2006, 0.008660699867714, 0.016839060956375);
    let late = of(Adjustment::InverseWeighting, Controls::NotYetTreated);
    holds(&late, 2007, 2005, -0.004258398231600, 0.015516870366545);
}

/// csdid 0.4.3, `control_group="notyettreated"`.
#[test]
fn against_areas_that_start_later() {
    if let Some(found) = study(&Options {
        controls: Controls::NotYetTreated,
        ..Options::default()
    }) {
        holds(&found, 2004, 2004, -0.019372363675923, 0.022310112883680);
        holds(&found, 2004, 2006, -0.136274346328679, 0.035403384968910);
        holds(&found, 2006, 2004, -0.002562550942611, 0.022530235145339);
        holds(&found, 2007, 2005, -0.002410612800097, 0.016031296375518);
    }
}

/// `did`'s README prints errors of a multiplier bootstrap without a seed, up to a tenth from the analytic ones: ours is held to
/// 15 per cent of the analytic ones and not to its digits.
#[test]
fn bootstrap_errors_and_bands() {
    let Some(found) = study(&Options::default()) else {
        return;
    };
    for rows in [
        found.bands(0.95, 999, 1).unwrap(),
        found.aggregate(By::Event).unwrap().bands(0.95, 999, 1).unwrap(),
    ] {
        assert!(rows.critical >= 1.959963984540054);
        // Twelve and seven effects at once: above the limits for one, below Bonferroni's.
        assert!(rows.drawn > 2.2 && rows.drawn < 3.1, "{}", rows.drawn);
    }
    let bands = found.bands(0.95, 999, 1).unwrap();
    for (cell, error) in found.cells.iter().zip(&bands.standard_errors) {
        near(error.unwrap() / cell.standard_error.unwrap(), 1.0, 0.15);
    }
    assert_eq!(bands, found.bands(0.95, 999, 1).unwrap());
    assert_ne!(bands, found.bands(0.95, 999, 2).unwrap());
}

/// Any regression with dummies; the error as `pyfixest` 0.60.0 clusters it.
#[test]
fn two_way_fixed_effects() {
    let Some(panel) = panel() else { return };
    let TwoWay {
        estimate,
        standard_error,
        ..
    } = two_way(&panel, &[]).unwrap();
    near(estimate.effect, -0.0365489366740672, 1e-12);
    near(standard_error, 0.0132651554, 1e-10);
}
