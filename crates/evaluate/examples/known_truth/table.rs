//! The tables of the manual, from the file of figures.

use crate::situations::{chosen, clusters, is_looked_at, name, situations};
use evaluate::simulated::{Choosing, FactorWorld, Paths};
use evaluate::verdict::{Situation, recommended};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A line of the file.
#[derive(Debug, Clone, Copy)]
struct Row {
    replications: f64,
    refused: f64,
    told: f64,
    rejected: f64,
    covered: f64,
    width: f64,
    bias: f64,
    rmse: f64,
    cannot_tell: f64,
}

type Rows = BTreeMap<(String, String), Row>;

/// Which tests stand in the tables, and what they are called there.
const COLUMNS: [(&str, &str); 13] = [
    ("recommended", "Recommended"),
    ("sdid/scaled", "SDID, scaled"),
    ("sdid/placebo", "SDID, effect"),
    ("sdid/jackknife", "SDID, jackknife"),
    ("sdid/bootstrap", "SDID, bootstrap"),
    ("sc/scaled", "SC, scaled"),
    ("sc/ratio", "SC, ratio"),
    ("sc/effect", "SC, effect"),
    ("sc/conformal", "SC, conformal"),
    ("augmented/scaled", "ASC, scaled"),
    ("did/scaled", "DID, scaled"),
    ("did/clustered", "DID, clustered"),
    ("series/model", "Series"),
];

/// The same where the errors of difference in differences alone are looked at.
const CLUSTERED: [(&str, &str); 4] = [
    ("did/clustered", "DID, clustered"),
    ("group-time/influence", "Group-time"),
    ("did/placebo", "DID, effect"),
    ("did/scaled", "DID, scaled"),
];

/// The tables as Markdown. What the file lacks is left out.
pub(crate) fn tables(file: &str) -> String {
    let rows = read(file);
    let mut text = String::new();
    for (treated, areas, title) in [
        (1, 50, "One area of 50"),
        (5, 50, "Five areas of 50"),
        (30, 120, "Thirty areas of 120"),
        (1, 20, "One area of 20"),
        (1, 120, "One area of 120"),
        (5, 20, "Five areas of 20"),
        (5, 120, "Five areas of 120"),
    ] {
        let worlds: Vec<FactorWorld> = situations()
            .into_iter()
            .filter(|world| (world.treated, world.areas) == (treated, areas) && world.effect == 0.0)
            .collect();
        rejections(&mut text, &rows, title, &worlds, &COLUMNS, label);
    }
    rejections(
        &mut text,
        &rows,
        "How many areas an error of its own takes (parallel paths, 20 before, by lot)",
        &clusters(),
        &CLUSTERED,
        |world| format!("{} of {}", world.treated, world.areas),
    );
    coverage(&mut text, &rows);
    sizes(&mut text, &rows);
    text
}

fn read(file: &str) -> Rows {
    file.lines()
        .skip(1)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |place: usize| cells.get(place)?.parse::<f64>().ok();
            let row = Row {
                replications: number(3)?,
                refused: number(4)?,
                told: number(5)?,
                rejected: number(6)?,
                covered: number(7)?,
                width: number(8)?,
                bias: number(9)?,
                rmse: number(10)?,
                cannot_tell: number(11)?,
            };
            Some(((cells[0].to_owned(), cells[2].to_owned()), row))
        })
        .collect()
}

/// What is not as usual in a situation.
fn label(world: &FactorWorld) -> String {
    let mut parts = vec![format!("{} before", world.before)];
    parts.extend(match world.choosing {
        Choosing::Lot => None,
        Choosing::Unlike => Some("unlike the others".to_owned()),
        Choosing::Worst => Some("the worst".to_owned()),
        Choosing::Outside => Some("above all others".to_owned()),
        Choosing::Noisy => Some("the noisiest".to_owned()),
    });
    parts.extend(match world.paths {
        Paths::Factors => None,
        Paths::Parallel => Some("parallel paths".to_owned()),
        Paths::Trends => Some("trends of their own".to_owned()),
    });
    if world.echo == 0.0 {
        parts.push("noise without echo".to_owned());
    }
    if world.unequal {
        parts.push("unequal noise".to_owned());
    }
    if world.waves > 1 {
        parts.push("three starts".to_owned());
    }
    parts.join(", ")
}

/// A share in per cent with its Monte Carlo error.
fn share(count: f64, of: f64) -> (f64, f64) {
    let share = count / of;
    // As exact as a share of 5 per cent at least: a count of 0 is not known exactly either.
    let spread = share.clamp(0.05, 0.95);
    (100.0 * share, 100.0 * (spread * (1.0 - spread) / of).sqrt())
}

fn rejections(
    text: &mut String,
    rows: &Rows,
    title: &str,
    worlds: &[FactorWorld],
    columns: &[(&str, &str)],
    label: fn(&FactorWorld) -> String,
) {
    let found = |world: &FactorWorld, way: &str| rows.get(&(name(world), way.to_owned()));
    let columns: Vec<&(&str, &str)> = columns
        .iter()
        .filter(|(way, _)| {
            *way == "recommended"
                || worlds
                    .iter()
                    .any(|world| found(world, way).is_some_and(|row| row.told > 0.0))
        })
        .collect();
    let worlds: Vec<&FactorWorld> = worlds
        .iter()
        .filter(|world| columns.iter().any(|(way, _)| found(world, way).is_some()))
        .collect();
    if worlds.is_empty() {
        return;
    }
    let heads: Vec<&str> = columns.iter().map(|(_, head)| *head).collect();
    let _ = writeln!(text, "**{title}**\n\n| | {} |", heads.join(" | "));
    let _ = writeln!(text, "|---|{}", "--:|".repeat(columns.len()));
    for world in worlds {
        let cells: Vec<String> = columns
            .iter()
            .map(|(way, _)| match *way {
                "recommended" => {
                    suiting(world).map_or_else(|| "none".to_owned(), |way| cell(found(world, way)))
                }
                way => cell(found(world, way)),
            })
            .collect();
        let _ = writeln!(text, "| {} | {} |", label(world), cells.join(" | "));
    }
    text.push('\n');
}

/// Which test is recommended; nothing where none is.
fn suiting(world: &FactorWorld) -> Option<&'static str> {
    let situation = Situation {
        treated: world.treated,
        others: world.areas - world.treated,
        before: world.before,
        chosen: chosen(world),
        alpha: 0.05,
        noise: Some(1.0),
    };
    recommended(&situation).method?;
    Some(if is_looked_at(world) {
        "recommended"
    } else {
        "sdid/scaled"
    })
}

/// Rejections in 100; in brackets how many gave an answer where not all did.
fn cell(row: Option<&Row>) -> String {
    let Some(row) = row else {
        return String::new();
    };
    if row.refused == row.replications {
        return "refused".to_owned();
    }
    let told = 100.0 * row.told / row.replications;
    let (size, error) = share(row.rejected, row.replications);
    let mut cell = format!("{size:.1} ± {error:.1}");
    if size > 5.0 + 2.0 * error {
        cell = format!("**{cell}**");
    }
    match told {
        0.0 => "no answer".to_owned(),
        told if told < 99.5 => format!("{cell} ({told:.0} told)"),
        _ => cell,
    }
}

/// How often the interval holds an effect that grows and differs between areas.
fn coverage(text: &mut String, rows: &Rows) {
    let worlds: Vec<FactorWorld> = situations()
        .into_iter()
        .filter(|world| world.effect > 0.0)
        .collect();
    let heads: Vec<String> = worlds
        .iter()
        .map(|world| format!("{} of {}", world.treated, world.areas))
        .collect();
    let _ = writeln!(
        text,
        "**How often the interval holds an effect that grows and differs between areas (30 before, by lot)**\n\n| | {} |\n|---|{}",
        heads.join(" | "),
        "--:|".repeat(worlds.len())
    );
    for (way, head) in COLUMNS[1..].iter().chain(&CLUSTERED[1..2]) {
        let cells: Vec<String> = worlds
            .iter()
            .map(|world| match rows.get(&(name(world), (*way).to_owned())) {
                Some(row) if row.told > 0.0 => {
                    let (held, error) = share(row.covered, row.told);
                    let cell = format!("{held:.1} ± {error:.1}");
                    if held < 93.0 { format!("**{cell}**") } else { cell }
                }
                _ => String::new(),
            })
            .collect();
        let _ = writeln!(text, "| {head} | {} |", cells.join(" | "));
    }
    text.push('\n');
}

/// Bias, error and width, in standard deviations of the noise.
fn sizes(text: &mut String, rows: &Rows) {
    let worlds: Vec<FactorWorld> = situations()
        .into_iter()
        .filter(|world| {
            world.effect == 0.0
                && world.waves == 1
                && world.paths == Paths::Factors
                && world.echo > 0.0
                && !world.unequal
                && [(1, 50), (5, 50), (30, 120)].contains(&(world.treated, world.areas))
                && match world.choosing {
                    Choosing::Lot | Choosing::Worst => world.before == 10 || world.before == 30,
                    Choosing::Outside => true,
                    Choosing::Unlike | Choosing::Noisy => false,
                }
        })
        .collect();
    let _ = writeln!(
        text,
        "**Bias; root of the mean squared error; median width of the interval; \u{201c}cannot tell\u{201d} in 100, where one standard deviation matters**\n"
    );
    let all = COLUMNS
        .iter()
        .chain(&CLUSTERED[1..2])
        .chain(&[("before-after", "Before and after")]);
    let columns: Vec<&(&str, &str)> = all
        .filter(|(way, _)| {
            [
                "sdid/scaled",
                "sc/scaled",
                "augmented/scaled",
                "did/scaled",
                "series/model",
                "before-after",
            ]
            .contains(way)
        })
        .collect();
    let heads: Vec<&str> = columns.iter().map(|(_, head)| *head).collect();
    let _ = writeln!(
        text,
        "| | {} |\n|---|{}",
        heads.join(" | "),
        "--:|".repeat(columns.len())
    );
    for world in &worlds {
        let cells: Vec<String> = columns
            .iter()
            .map(|(way, _)| match rows.get(&(name(world), (*way).to_owned())) {
                Some(row) if row.refused < row.replications => {
                    let width = if row.width.is_infinite() {
                        "no end".to_owned()
                    } else if row.width.is_nan() {
                        "–".to_owned()
                    } else {
                        format!("{:.1}", row.width)
                    };
                    let blind = 100.0 * row.cannot_tell / row.replications;
                    format!("{:+.2}; {:.2}; {width}; {blind:.0}", row.bias, row.rmse)
                }
                _ => String::new(),
            })
            .collect();
        let _ = writeln!(
            text,
            "| {} of {}, {} | {} |",
            world.treated,
            world.areas,
            label(world),
            cells.join(" | ")
        );
    }
    text.push('\n');
}
