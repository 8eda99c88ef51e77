//! One task on one panel, for `bench/evaluate/run`: prints what was found and how long it took, as one line of JSON.
//!
//! `timed make AREAS TIMES TREATED START SEED FILE` writes a made-up panel; `timed TASK FILE [SECONDS]` reads it and does a
//! task once, or again and again for so many seconds.

#![expect(clippy::print_stdout, reason = "its answer is a line for the bench")]

use std::fmt::Write as _;
use std::io::BufReader;
use std::time::Instant;

use evaluate::group_time::{By, Options, group_time};
use evaluate::panel::{Columns, Outcome, Treatment, read_csv};
use evaluate::sdid::{PlaceboOptions, Ridge, Weights, jackknife, placebo, sdid};
use evaluate::{Certificate, Panel, Random, Refusal, placebo as placebos, series, synthetic};

/// What a task found; what it has no word for is left out.
#[derive(Default)]
struct Found {
    effect: f64,
    error: Option<f64>,
    p: Option<f64>,
    /// How far the past is missed.
    miss: Option<f64>,
    /// How many areas, sets or draws the error is made of.
    draws: Option<usize>,
    /// The worst certificate: how far an objective may be above its optimum, as a part of it.
    gap: Option<f64>,
}

type Problem = Box<dyn std::error::Error>;

fn main() -> Result<(), Problem> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", areas, times, treated, start, seed, file] => {
            let text = make(
                areas.parse()?,
                times.parse()?,
                treated.parse()?,
                start.parse()?,
                seed.parse()?,
            );
            std::fs::write(file, text)?;
            Ok(())
        }
        [task, file] => run(task, file, 0.0),
        [task, file, seconds] => run(task, file, seconds.parse()?),
        _ => Err("timed make AREAS TIMES TREATED START SEED FILE, or timed TASK FILE [SECONDS]".into()),
    }
}

/// Areas with levels of their own that follow four common courses, which wander; with noise. The treated ones stand first and
/// get 1 less from the start on. With several starts after one another (`treated` in three cohorts) when there are fewer than ten
/// times, as in `mpdta`.
fn make(areas: usize, times: usize, treated: usize, start: usize, seed: u64) -> String {
    const COURSES: usize = 4;
    let mut random = Random::new(seed);
    let mut at = [0.0; COURSES];
    let courses: Vec<[f64; COURSES]> = (0..times)
        .map(|_| {
            for course in &mut at {
                *course = 0.95 * *course + 0.5 * random.normal();
            }
            at
        })
        .collect();
    let mut text = String::from("area,time,outcome,treated,start\n");
    for area in 0..areas {
        let level = 20.0 + 2.0 * random.normal();
        let follows: [f64; COURSES] = std::array::from_fn(|_| random.normal());
        let own = match (area < treated, times < 10) {
            (false, _) => times,
            (true, false) => start,
            // One in ten, three in ten, the rest: the cohorts of `mpdta` are 20, 40 and 131 areas.
            (true, true) => start + [0, 2, 2, 3, 3, 3, 3, 3, 3, 3][area % 10].min(times - 1 - start),
        };
        for (time, course) in courses.iter().enumerate() {
            let common: f64 = follows.iter().zip(course).map(|(f, c)| f * c).sum();
            let is_treated = time >= own;
            let value = level + common + random.normal() - f64::from(u8::from(is_treated));
            let first = if own < times { own + 1 } else { 0 };
            // Writing to a text never fails. Times are counted from 1, because a start of 0 means never.
            let _ = writeln!(
                text,
                "a{area:04},{},{value:.3},{},{first}",
                time + 1,
                u8::from(is_treated)
            );
        }
    }
    text
}

fn run(task: &str, file: &str, seconds: f64) -> Result<(), Problem> {
    let columns = Columns {
        area: "area".into(),
        time: "time".into(),
        outcome: Outcome::Value("outcome".into()),
        treatment: Treatment::Treated("treated".into()),
        covariates: Vec::new(),
        weight: None,
        separator: Some(b','),
    };
    let started = Instant::now();
    let read = read_csv(&mut BufReader::new(std::fs::File::open(file)?), &columns)
        .map_err(|faults| format!("{faults:?}"))?;
    let reading = started.elapsed().as_secs_f64();
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    let began = Instant::now();
    let found = loop {
        let (cpu, wall) = (cpu_seconds(), Instant::now());
        let found = solve(task, &read.panel)?;
        walls.push(wall.elapsed().as_secs_f64());
        cpus.push(cpu_seconds() - cpu);
        if began.elapsed().as_secs_f64() >= seconds {
            break found;
        }
    };
    let mut line = format!("{{\"effect\": {}", found.effect);
    let numbers = [
        ("error", found.error),
        ("p", found.p),
        ("miss", found.miss),
        ("gap", found.gap),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            write!(line, ", \"{name}\": {value:e}")?;
        }
    }
    if let Some(draws) = found.draws {
        write!(line, ", \"draws\": {draws}")?;
    }
    println!(
        "{line}, \"reading\": {reading}, \"wall\": {}, \"cpu\": {}, \"times\": {}, \"memory\": {}}}",
        median(&mut walls),
        median(&mut cpus),
        walls.len(),
        most_memory()
    );
    Ok(())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What all threads of this process have run, from the kernel; 0 where it does not say.
fn cpu_seconds() -> f64 {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return 0.0;
    };
    threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok())
        .filter_map(|text| text.split(' ').next()?.parse::<f64>().ok())
        .sum::<f64>()
        / 1e9
}

/// The most memory that this process had, in megabytes; 0 where the kernel does not say.
fn most_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    number.unwrap_or(0.0) / 1024.0
}

fn part(certificate: &Certificate) -> f64 {
    certificate.gap_bound / certificate.objective
}

fn solve(task: &str, panel: &Panel) -> Result<Found, Problem> {
    Ok(match task {
        "sc" => {
            let found = synthetic::synthetic_control(panel)?;
            Found {
                effect: found.effect,
                miss: found.pre_rmspe,
                gap: found.certificate.as_ref().map(part),
                ..Found::default()
            }
        }
        "sc-placebos" => {
            let found = placebos::synthetic_placebos(panel, 200, 1, 0.95)?;
            let all = std::iter::once(&found.treated).chain(&found.placebos);
            let gaps = all.filter_map(|placebo| placebo.certificate.as_ref()).map(part);
            Found {
                effect: found.treated.effect,
                error: found.by_effect.standard_error,
                p: found.by_ratio.p,
                miss: Some(found.treated.pre_rmspe),
                draws: Some(found.placebos.len()),
                gap: gaps.reduce(f64::max),
            }
        }
        "sdid" | "sdid-placebos" | "sdid-jackknife" => {
            let found = sdid(panel, Weights::Exact)?;
            let mut gaps: Vec<f64> = found
                .cohorts
                .iter()
                .flat_map(|cohort| [&cohort.certificate, &cohort.time_certificate])
                .flatten()
                .map(part)
                .collect();
            let sure = match task {
                "sdid" => None,
                "sdid-jackknife" => Some(jackknife(panel, &found, 0.95)?),
                _ => {
                    let options = PlaceboOptions {
                        ridge: Ridge::FoundAgain,
                        draws: 200,
                        ..PlaceboOptions::default()
                    };
                    Some(placebo(panel, &found, &options)?)
                }
            };
            let fits = sure.iter().flat_map(|sure| &sure.placebos);
            gaps.extend(fits.filter_map(|fit| fit.certificate.as_ref()).map(part));
            Found {
                effect: found.estimate.effect,
                error: sure.as_ref().and_then(|sure| sure.standard_error),
                p: sure.as_ref().and_then(|sure| sure.p),
                miss: None,
                draws: sure
                    .as_ref()
                    .map(|sure| sure.placebos.len())
                    .filter(|&draws| draws > 0),
                gap: gaps.into_iter().reduce(f64::max),
            }
        }
        "group-time" | "group-time-bands" => {
            let found = group_time(panel, &Options::default())?;
            let events = found.aggregate(By::Event).ok_or(Refusal::NoTreatedUnit)?;
            let overall = found.aggregate(By::All).ok_or(Refusal::NoTreatedUnit)?.overall;
            let draws = (task == "group-time-bands").then_some(999);
            if let Some(draws) = draws {
                events.bands(0.95, draws, 1).ok_or(Refusal::ConstantOutcome)?;
            }
            Found {
                effect: overall.effect,
                error: overall.standard_error,
                p: overall.p(),
                draws,
                ..Found::default()
            }
        }
        "series" => {
            let options = series::Options {
                areas: panel.never_treated(),
                ..series::Options::default()
            };
            let found = series::series(panel, &options)?;
            let sure = found.uncertainty(0.95)?;
            Found {
                effect: found.estimate.effect,
                error: sure.standard_error,
                p: sure.p,
                ..Found::default()
            }
        }
        other => return Err(format!("there is no task {other}").into()),
    })
}
