//! From a file of numbers to the panel that the plan speaks of.

use super::differs::Difference;
use super::plan::{Excluded, Outcome, Plan};
use crate::panel::{self, Columns, Panel, Time, Treatment, gaps};
use std::cmp::Ordering;

/// The part of the data that the plan speaks of, and how that part differs from the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    /// Areas of the plan over times of the plan, with the plan's launches.
    pub panel: Panel,
    /// What the data lack or have besides.
    pub differences: Vec<Difference>,
    /// Areas of the file that the plan does not name. They were left out.
    pub unplanned: Vec<String>,
}

/// Which columns of a file the plan's outcome needs. No column says where the campaign ran: the plan does.
#[must_use]
pub fn columns(plan: &Plan, outcome: &Outcome) -> Columns {
    let mut covariates = plan.covariates.clone();
    for column in plan
        .predictors
        .iter()
        .filter_map(|predictor| predictor.column.as_ref())
    {
        if !covariates.contains(column) {
            covariates.push(column.clone());
        }
    }
    Columns {
        area: plan.area_column.clone(),
        time: plan.time_column.clone(),
        outcome: match &outcome.denominator {
            None => panel::Outcome::Value(outcome.column.clone()),
            Some(denominator) => panel::Outcome::Rate {
                count: outcome.column.clone(),
                denominator: denominator.clone(),
                per: outcome.per,
            },
        },
        treatment: Treatment::Given(Vec::new()),
        covariates,
        weight: plan.weight_column.clone(),
        separator: None,
    }
}

/// Keeps the plan's areas and days, takes out what the plan leaves out, and puts the plan's launches in.
///
/// The campaign counts as running from the period that its launch falls in: a week that began on Monday is a week with the
/// campaign if it was launched on its Friday. That dilutes the first week and never lets the campaign into the time before.
#[must_use]
pub fn select(plan: &Plan, data: &Panel) -> Study {
    let mut differences = Vec::new();
    let launch = |name: &str| plan.areas.iter().find(|start| start.area == name);
    let is_out = |name: &str| plan.excluded.iter().any(|out| whole_area(out, name));
    let units: Vec<usize> = (0..data.units.len())
        .filter(|&unit| {
            let name = &data.units[unit];
            (launch(name).is_some() || plan.comparison.contains(name)) && !is_out(name)
        })
        .collect();
    let unplanned = data
        .units
        .iter()
        .filter(|name| launch(name).is_none() && !plan.comparison.contains(name))
        .cloned()
        .collect();
    for start in &plan.areas {
        if !data.units.contains(&start.area) {
            differences.push(Difference::AreaMissing {
                area: start.area.clone(),
                had_campaign: true,
            });
        }
    }
    for area in &plan.comparison {
        if !data.units.contains(area) {
            differences.push(Difference::AreaMissing {
                area: area.clone(),
                had_campaign: false,
            });
        }
    }
    let times: Vec<usize> = (0..data.times.len())
        .filter(|&time| {
            let at = &data.times[time];
            within(at, Some(&plan.from), Some(&plan.to))
                && !plan
                    .excluded
                    .iter()
                    .any(|out| out.area.is_none() && within(at, out.from.as_ref(), out.to.as_ref()))
        })
        .collect();
    if let Some((first, last)) = data.times.first().zip(data.times.last()) {
        let step = data
            .times
            .get(1)
            .and_then(|second| between(first, second))
            .unwrap_or(0.0);
        if between(&plan.from, first).is_some_and(|late| late >= step.max(1.0)) {
            differences.push(Difference::BeginsLate {
                planned: plan.from,
                found: *first,
            });
        }
        if between(last, &plan.to).is_some_and(|early| early >= step.max(1.0) && early > 0.0) {
            differences.push(Difference::EndsEarly {
                planned: plan.to,
                found: *last,
            });
        }
    }
    let mut panel = data.pick(&units, &times);
    for (row, &unit) in units.iter().enumerate() {
        panel.starts[row] =
            launch(&data.units[unit]).and_then(|start| first_with(&panel.times, &start.launch));
        for (col, time) in panel.times.clone().iter().enumerate() {
            let is_out = plan.excluded.iter().any(|out| {
                out.area.as_deref() == Some(data.units[unit].as_str())
                    && within(time, out.from.as_ref(), out.to.as_ref())
            });
            if is_out {
                panel.outcome.set(row, col, f64::NAN);
            }
        }
    }
    panel.gaps = gaps(&panel.outcome);
    Study {
        panel,
        differences,
        unplanned,
    }
}

fn whole_area(out: &Excluded, name: &str) -> bool {
    out.area.as_deref() == Some(name) && out.from.is_none() && out.to.is_none()
}

fn within(time: &Time, from: Option<&Time>, to: Option<&Time>) -> bool {
    from.is_none_or(|from| time.order(from) != Ordering::Less)
        && to.is_none_or(|to| time.order(to) != Ordering::Greater)
}

/// The period that a launch falls in: the last one that begins on it or before. Nothing where the data end before the launch: their last
/// period is as long as the one before it, and half as long again, because months differ.
fn first_with(times: &[Time], launch: &Time) -> Option<usize> {
    let begun = times
        .iter()
        .rposition(|time| time.order(launch) != Ordering::Greater);
    let place = begun.unwrap_or(0);
    if begun.is_some() && place + 1 == times.len() && place > 0 {
        let length = between(&times[place - 1], &times[place])?;
        if between(&times[place], launch)? >= 1.5 * length {
            return None;
        }
    }
    Some(place)
}

/// How much later the second time is than the first: days, or the numbers' difference. Nothing for two kinds of time.
pub(crate) fn between(first: &Time, second: &Time) -> Option<f64> {
    match (first, second) {
        (Time::Number(first), Time::Number(second)) => Some(second - first),
        (Time::Date { .. }, Time::Date { .. }) => Some((days(second)? - days(first)?) as f64),
        _ => None,
    }
}

/// Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms", days_from_civil).
pub(crate) fn days(time: &Time) -> Option<i64> {
    let Time::Date { year, month, day } = time else {
        return None;
    };
    let (year, month, day) = (i64::from(*year), i64::from(*month), i64::from(*day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The day that is so many days after 1970-01-01 (the same, civil_from_days).
pub(crate) fn day_of(days: i64) -> Time {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted - era * 146_097;
    let of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = of_era + era * 400 + i64::from(month <= 2);
    Time::Date {
        year: year.clamp(1, 9999) as u16,
        month: month as u8,
        day: day as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::Matrix;
    use crate::registered::testing::{day, plan};

    fn weekly(areas: &[&str], days: &[&str]) -> Panel {
        let outcome = Matrix::from_fn(areas.len(), days.len(), |row, col| (row * 10 + col) as f64);
        let mut panel = Panel::of(
            areas.iter().map(|&area| area.to_owned()).collect(),
            outcome,
            vec![None; areas.len()],
        )
        .unwrap();
        panel.times = days.iter().map(|text| day(text)).collect();
        panel
    }

    const WEEKS: [&str; 5] = [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
        "2026-11-30",
    ];

    #[test]
    fn the_week_of_the_launch_is_a_week_with_the_campaign() {
        let study = select(&plan(), &weekly(&["Here", "There", "Yonder"], &WEEKS));
        assert_eq!(study.panel.starts, [Some(2), None, None]);
        assert_eq!(study.differences, []);
    }

    #[test]
    fn data_that_end_before_the_launch_have_no_time_with_the_campaign() {
        let data = weekly(&["Here", "There", "Yonder"], &WEEKS);
        let mut late = plan();
        late.areas[0].launch = day("2026-12-20");
        assert_eq!(select(&late, &data).panel.starts, [None, None, None]);
        late.areas[0].launch = day("2026-12-06");
        assert_eq!(select(&late, &data).panel.starts, [Some(4), None, None]);
    }

    #[test]
    fn areas_that_the_plan_does_not_name_are_left_out_and_told() {
        let study = select(
            &plan(),
            &weekly(&["Elsewhere", "Here", "There", "Yonder"], &WEEKS),
        );
        assert_eq!(study.panel.units, ["Here", "There", "Yonder"]);
        assert_eq!(study.panel.outcome.get(0, 0), 10.0);
        assert_eq!(study.unplanned, ["Elsewhere"]);
    }

    #[test]
    fn what_the_data_lack_is_a_difference() {
        let study = select(&plan(), &weekly(&["Here", "There"], &WEEKS[1..4]));
        assert_eq!(
            study.differences,
            [
                Difference::AreaMissing {
                    area: "Yonder".to_owned(),
                    had_campaign: false
                },
                Difference::BeginsLate {
                    planned: day("2026-11-02"),
                    found: day("2026-11-09")
                },
                Difference::EndsEarly {
                    planned: day("2026-12-04"),
                    found: day("2026-11-23")
                }
            ]
        );
    }

    #[test]
    fn what_the_plan_leaves_out_is_left_out() {
        let mut plan = plan();
        let out = |area: Option<&str>, from: Option<&str>| Excluded {
            area: area.map(str::to_owned),
            from: from.map(day),
            to: from.map(day),
            why: "Nobody counted.".to_owned(),
        };
        plan.excluded = vec![
            out(Some("Yonder"), None),
            out(None, Some("2026-11-09")),
            out(Some("There"), Some("2026-11-23")),
        ];
        let study = select(&plan, &weekly(&["Here", "There", "Yonder"], &WEEKS));
        assert_eq!(study.panel.units, ["Here", "There"]);
        assert_eq!(study.panel.times.len(), 4);
        assert_eq!(study.panel.gaps, [(1, 2)]);
        assert_eq!(study.panel.starts, [Some(1), None]);
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = |text: &str| days(&day(text)).unwrap();
        assert_eq!(days("1970-01-01"), 0);
        assert_eq!(days("2000-03-01") - days("2000-02-28"), 2);
        assert_eq!(days("2027-01-01") - days("2026-01-01"), 365);
        assert_eq!(days("1900-03-01") - days("1900-02-28"), 1);
        for text in [
            "0001-01-01",
            "1970-01-01",
            "2000-02-29",
            "2024-12-31",
            "9999-12-31",
        ] {
            assert_eq!(day_of(days(text)).to_string(), text);
        }
    }
}
