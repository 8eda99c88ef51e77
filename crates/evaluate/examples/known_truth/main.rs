//! What each test is worth where the truth is known: how often it rejects where nothing was done, how often its interval holds the effect.
//!
//! `cargo run --release -p evaluate --example known_truth -- run FILE [LIGHT [MEDIUM [HEAVY]]] [only=TEXT] [way=TEXT]` adds to FILE the rows that it lacks;
//! `… -- time` tells what a method costs; `… -- table FILE` prints the tables of `docs/evaluate-methods.md`.
//! Seeds are explicit: a situation's is made of its name, a panel's number is the stream.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it answers on the terminal"
)]

mod situations;
mod table;
mod ways;

use evaluate::simulated::FactorWorld;
use rayon::prelude::*;
use std::io::Write as _;
use ways::{Said, WAYS, Way, Work};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["time"] => time(),
        ["run", file, rest @ ..] => {
            let after = |key: &str| {
                let found = rest.iter().find_map(|word| word.strip_prefix(key));
                found.unwrap_or("").to_owned()
            };
            let (only, way) = (after("only="), after("way="));
            let rest = rest.iter().filter(|word| !word.contains('='));
            let mut counts = [1000, 1000, 200];
            for (count, text) in counts.iter_mut().zip(rest) {
                *count = text.parse()?;
            }
            run(file, counts, &only, &way)?;
        }
        ["table", file] => print!("{}", table::tables(&std::fs::read_to_string(file)?)),
        _ => eprintln!(
            "known_truth run FILE [LIGHT [MEDIUM [HEAVY]]] [only=TEXT] [way=TEXT] | time | table FILE"
        ),
    }
    Ok(())
}

const HEAD: &str =
    "situation,seed,way,replications,refused,told,rejected,covered,width,bias,rmse,cannot_tell";

fn run(file: &str, counts: [u64; 3], only: &str, only_way: &str) -> std::io::Result<()> {
    let there = std::fs::read_to_string(file).unwrap_or_default();
    let mut out = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    if there.is_empty() {
        writeln!(out, "{HEAD}")?;
    }
    let all = situations::situations().into_iter().map(|world| (world, false));
    let clusters = situations::clusters().into_iter().map(|world| (world, true));
    let mut done: std::collections::BTreeSet<String> = there
        .lines()
        .map(|line| line.split(',').take(3).collect::<Vec<_>>().join(","))
        .collect();
    for (world, clustered) in all.chain(clusters) {
        let name = situations::name(&world);
        if !name.contains(only) {
            continue;
        }
        let seed = seed(&name);
        for way in WAYS
            .iter()
            .filter(|way| way.names[0].contains(only_way) && (way.clustered || !clustered))
        {
            if !done.insert(format!("{name},{seed},{}", way.names[0])) {
                continue;
            }
            // With more areas every set of placebos is dearer.
            let dear = match (world.treated, way.work) {
                (0..=1, _) | (_, Work::Light) => 1,
                (2..30, _) => 2,
                (_, Work::Medium) => 3,
                (_, Work::Heavy) => continue,
            };
            // Where nothing of the data decides, what is recommended has been asked already.
            if way.names[0] == "recommended" && !situations::is_looked_at(&world) {
                continue;
            }
            let rows = rows(&world, way, seed, counts[way.work as usize] / dear);
            for (way, row) in way.names.iter().zip(rows) {
                writeln!(out, "{name},{seed},{way},{row}")?;
            }
            out.flush()?;
        }
    }
    Ok(())
}

/// FNV-1a over the name, 32 bits of it.
fn seed(name: &str) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    hash & 0xffff_ffff
}

/// One row for each test of a method.
fn rows(world: &FactorWorld, way: &Way, seed: u64, count: u64) -> Vec<String> {
    let said: Vec<Option<(Vec<Said>, f64)>> = (0..count)
        .into_par_iter()
        .map(|number| {
            let made = world.made(seed, number);
            let said = (way.run)(&made.panel, seed ^ number, situations::chosen(world)).ok()?;
            Some((said, made.effect))
        })
        .collect();
    (0..way.names.len())
        .map(|place| {
            let of =
                |found: &Option<(Vec<Said>, f64)>| found.as_ref().map(|(said, truth)| (said[place], *truth));
            row(&said.iter().map(of).collect::<Vec<_>>())
        })
        .collect()
}

fn row(said: &[Option<(Said, f64)>]) -> String {
    let count = said.len();
    let found: Vec<(Said, f64)> = said.iter().flatten().copied().collect();
    let told: Vec<&(Said, f64)> = found.iter().filter(|(said, _)| said.p.is_some()).collect();
    let rejects = |said: &Said| said.p.is_some_and(|p| p <= 0.05 * (1.0 + 1e-12));
    let rejected = told.iter().filter(|(said, _)| rejects(said)).count();
    let covered = told
        .iter()
        .filter(|(said, truth)| {
            said.interval
                .is_some_and(|(low, high)| low <= *truth && *truth <= high)
        })
        .count();
    let mut widths: Vec<f64> = told
        .iter()
        .map(|(said, _)| said.interval.map_or(0.0, |(low, high)| high - low))
        .collect();
    widths.sort_by(f64::total_cmp);
    let errors: Vec<f64> = found.iter().map(|(said, truth)| said.effect - truth).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let squares: Vec<f64> = errors.iter().map(|error| error * error).collect();
    // The report says "cannot tell" unless the test rejects, or the whole interval is below what matters: here one standard deviation
    // of the noise.
    let answered = told
        .iter()
        .filter(|(said, _)| {
            rejects(said)
                || said
                    .interval
                    .is_some_and(|(low, high)| low >= -1.0 && high <= 1.0)
        })
        .count();
    format!(
        "{count},{},{},{rejected},{covered},{:.3},{:.3},{:.3},{}",
        said.len() - found.len(),
        told.len(),
        widths.get(widths.len() / 2).copied().unwrap_or(f64::NAN),
        mean(&errors),
        mean(&squares).sqrt(),
        said.len() - answered,
    )
}

/// What each method costs, in milliseconds a panel.
fn time() {
    for world in situations::situations() {
        let name = situations::name(&world);
        if ![
            "1of50-30-factors-echo-equal-lot",
            "5of50-30-factors-echo-equal-lot",
            "30of120-60-factors-echo-equal-lot",
        ]
        .contains(&name.as_str())
        {
            continue;
        }
        for way in &WAYS {
            let begun = std::time::Instant::now();
            let count = 4;
            for number in 0..count {
                let _ = (way.run)(&world.made(1, number).panel, number, situations::chosen(&world));
            }
            println!(
                "{name} {}: {:.2} ms",
                way.names[0],
                begun.elapsed().as_secs_f64() * 1e3 / count as f64
            );
        }
    }
}
