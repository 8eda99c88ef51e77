//! What is recommended is held to the figures of the simulations under known truth (`bench/evaluate/truth.csv`), and, in small, to panels made here.

use evaluate::Method;
use evaluate::analysis::{Settings, analyse};
use evaluate::registered::Chosen;
use evaluate::simulated::{Choosing, FactorWorld, Paths};
use evaluate::verdict::{Situation, recommended};
use std::collections::BTreeMap;

/// Replications, told, rejected, covered.
type Figures = [f64; 4];

/// What each test did in each situation.
fn figures() -> BTreeMap<String, BTreeMap<String, Figures>> {
    let file = include_str!("../../../bench/evaluate/truth.csv");
    let mut found = BTreeMap::<String, BTreeMap<String, Figures>>::new();
    for line in file.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |place: usize| cells[place].parse::<f64>().expect("a cell holds a number");
        let figures = [number(3), number(5), number(6), number(7)];
        found
            .entry(cells[0].to_owned())
            .or_default()
            .insert(cells[2].to_owned(), figures);
    }
    found
}

/// A whole number in a situation's name.
fn whole(text: &str) -> usize {
    text.parse().expect("a name holds whole numbers")
}

/// A situation by its name, `5of50-30-factors-echo-equal-worst`; what the data say of the noise is in the figures of what was recommended.
fn situation(name: &str) -> Situation {
    let parts: Vec<&str> = name.split('-').collect();
    let (treated, areas) = parts[0].split_once("of").expect("so many of so many");
    let (treated, areas) = (whole(treated), whole(areas));
    Situation {
        treated,
        others: areas - treated,
        before: whole(parts[1]),
        chosen: match parts[5] {
            "lot" | "outside" => Chosen::Lot,
            "unlike" | "noisy" => Chosen::Partners,
            "worst" => Chosen::Worst,
            other => panic!("{other}"),
        },
        alpha: 0.05,
        noise: Some(1.0),
    }
}

/// So often may a share of 5 in 100 come out by chance: two standard errors.
fn most(replications: f64) -> f64 {
    0.05 + 2.0 * (0.05 * 0.95 / replications).sqrt()
}

#[test]
fn what_is_recommended_held_its_level_and_its_interval_the_truth() {
    let mut looked_at = 0;
    for (name, ways) in &figures() {
        let situation = situation(name);
        if recommended(&situation).method.is_none() || !ways.contains_key("sdid/placebo") {
            continue;
        }
        // Where the data decide, too, what they decided was simulated.
        let way = if ways.contains_key("recommended") {
            "recommended"
        } else {
            "sdid/scaled"
        };
        let [replications, told, rejected, covered] = ways[way];
        if !name.ends_with("effect") {
            assert!(
                rejected / replications <= most(replications),
                "{name}: {rejected} of {replications}"
            );
        }
        let error = (0.05 * 0.95 / told).sqrt();
        assert!(
            covered / told >= 0.93 || (told < 300.0 && covered / told >= 0.95 - 2.0 * error),
            "{name}: {covered} of {told}"
        );
        looked_at += 1;
    }
    assert!(looked_at > 40, "{looked_at}");
}

#[test]
fn where_nothing_is_recommended_the_test_did_fail() {
    let figures = figures();
    // Several of the worst, with a short past; the noisiest thirty, which the data give away.
    for (name, is_seen) in [
        ("5of50-4-factors-echo-equal-worst", false),
        ("30of120-30-factors-echo-unequal-noisy", true),
    ] {
        let [replications, _, rejected, _] = figures[name]["sdid/scaled"];
        assert!(rejected / replications > most(replications), "{name}");
        assert_eq!(recommended(&situation(name)).method.is_some(), is_seen, "{name}");
    }
    let [replications, told, ..] = figures["30of120-30-factors-echo-unequal-noisy"]["recommended"];
    assert!(told < 0.05 * replications, "{told}");
    // And the data do not give away what is harmless.
    let [replications, told, ..] = figures["30of120-30-factors-echo-equal-unlike"]["recommended"];
    assert!(told > 0.8 * replications, "{told}");
}

#[test]
fn what_the_report_warns_of_did_fail() {
    let figures = figures();
    let size = |name: &str, way: &str| {
        let [replications, _, rejected, _] = figures[name][way];
        rejected / replications
    };
    // An area above all others: synthetic control by the effect.
    assert!(size("1of50-30-factors-echo-equal-outside", "sc/effect") > 0.5);
    // A model of one series.
    for name in [
        "1of50-30-factors-echo-equal-lot",
        "1of50-10-factors-echo-equal-lot",
    ] {
        assert!(size(name, "series/model") > 0.12, "{name}");
    }
    // Errors of few areas, and of twenty.
    for (name, fails) in [
        ("2of50-20-parallel-echo-equal-lot", true),
        ("10of120-20-parallel-echo-equal-lot", true),
        ("20of50-20-parallel-echo-equal-lot", false),
        ("20of120-20-parallel-echo-equal-lot", false),
        ("30of120-20-parallel-echo-equal-lot", false),
    ] {
        assert_eq!(size(name, "did/clustered") > most(1000.0), fails, "{name}");
    }
    // The worst of several areas, with a short past.
    for name in [
        "5of50-4-factors-echo-equal-worst",
        "30of120-10-factors-echo-equal-worst",
    ] {
        assert!(size(name, "sdid/placebo") > 0.1, "{name}");
    }
}

/// A small world that is quick to try.
const SMALL: FactorWorld = FactorWorld {
    areas: 24,
    treated: 1,
    before: 14,
    after: 4,
    waves: 1,
    paths: Paths::Factors,
    echo: 0.5,
    unequal: true,
    choosing: Choosing::Lot,
    effect: 0.0,
};

#[test]
fn the_recommended_analysis_holds_its_level_on_panels_that_are_made_here() {
    for (world, count) in [
        (SMALL, 300),
        (FactorWorld { effect: 1.5, ..SMALL }, 300),
        (FactorWorld { treated: 3, ..SMALL }, 200),
    ] {
        let (mut rejected, mut covered) = (0.0, 0.0);
        for number in 0..count {
            let made = world.made(7, number);
            let situation = Situation::in_panel(&made.panel, Chosen::Lot, 0.05);
            let method = recommended(&situation).method.unwrap();
            assert_eq!(method, Method::SyntheticDifferenceInDifferences);
            let settings = Settings {
                draws: 59,
                ..Settings::default()
            };
            let sure = analyse(&made.panel, method, &settings).unwrap().uncertainty;
            if sure.p.unwrap() <= 0.05 {
                rejected += 1.0;
            }
            let interval = sure.interval.unwrap();
            if interval.low <= made.effect && made.effect <= interval.high {
                covered += 1.0;
            }
        }
        let count = count as f64;
        if world.effect == 0.0 {
            assert!(rejected / count <= most(count), "{world:?} {rejected}");
        }
        assert!(covered / count >= 0.93, "{world:?} {covered}");
    }
}
