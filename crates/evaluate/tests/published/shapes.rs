//! The published panels are read whole: so many areas and times as their sources say.

use evaluate::panel::{Columns, Outcome, Panel, Time, Treatment, read_csv};

use crate::panels::{near, published};

/// Reads a panel of one outcome column.
pub(crate) fn read(bytes: &[u8], names: [&str; 3], treatment: Treatment, covariates: &[&str]) -> Panel {
    let columns = Columns {
        area: names[0].into(),
        time: names[1].into(),
        outcome: Outcome::Value(names[2].into()),
        treatment,
        covariates: covariates.iter().map(|&name| name.into()).collect(),
        weight: None,
        separator: None,
    };
    read_csv(&mut &*bytes, &columns)
        .map_err(|faults| faults.to_string())
        .unwrap()
        .panel
}

/// California's tobacco law in long form (the panel `california_prop99` of R synthdid, commit 70c1ce3).
pub(crate) fn prop99() -> Option<Panel> {
    let bytes = published("prop99_synthdid_long.csv")?;
    Some(read(
        &bytes,
        ["State", "Year", "PacksPerCapita"],
        Treatment::Treated("treated".into()),
        &[],
    ))
}

#[test]
fn prop99_has_39_states_31_years_and_california_from_1989() {
    let Some(panel) = prop99() else { return };
    assert_eq!(
        (panel.units.len(), panel.times.len(), panel.gaps.len()),
        (39, 31, 0)
    );
    assert_eq!(
        panel
            .treated()
            .iter()
            .map(|&unit| &*panel.units[unit])
            .collect::<Vec<_>>(),
        ["California"]
    );
    assert_eq!(
        panel.start(panel.treated()[0]).map(|start| panel.times[start]),
        Some(Time::Number(1989.0))
    );
}

#[test]
fn mpdta_has_500_counties_in_three_cohorts_and_a_fixed_covariate() {
    let Some(bytes) = published("mpdta.csv") else {
        return;
    };
    let start = Treatment::Start("first.treat".into());
    let panel = read(&bytes, ["countyreal", "year", "lemp"], start, &["lpop"]);
    assert_eq!(
        (panel.units.len(), panel.times.len(), panel.gaps.len()),
        (500, 5, 0)
    );
    let cohort = |start| panel.starts.iter().filter(|&&other| other == start).count();
    assert_eq!(
        [cohort(None), cohort(Some(1)), cohort(Some(3)), cohort(Some(4))],
        [309, 20, 40, 131]
    );
    assert_eq!(panel.covariates[0].values.cols(), 1);
}

#[test]
fn basque_has_18_regions_43_years_and_blanks_outside_the_years_of_its_predictors() {
    let Some(bytes) = published("basque_pysyncon.csv") else {
        return;
    };
    let given = Treatment::Given(vec![("Basque Country (Pais Vasco)".into(), Time::Number(1970.0))]);
    let panel = read(
        &bytes,
        ["regionname", "year", "gdpcap"],
        given,
        &["invest", "popdens"],
    );
    assert_eq!(
        (panel.units.len(), panel.times.len(), panel.gaps.len()),
        (18, 43, 0)
    );
    let spain = panel
        .units
        .iter()
        .position(|unit| unit.starts_with("Spain"))
        .unwrap();
    near(panel.outcome.get(spain, 0), 2.354_541_638_005_770_7, 0.0);
    assert_eq!(panel.covariates[0].mean(spain, 0..9), None);
    assert!(panel.covariates[1].mean(spain, 0..43).is_some());
}
