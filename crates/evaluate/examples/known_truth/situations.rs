//! What is simulated: one world for each row of the table.

use evaluate::registered::Chosen;
use evaluate::simulated::{Choosing, FactorWorld, Paths};

/// Periods from the start on, in every situation.
pub(crate) const AFTER: usize = 8;

/// What most situations differ from in one thing: areas that answer to common courses in their own strength, noise of which three fifths are
/// left at the next time, areas drawn by lot.
const USUAL: FactorWorld = FactorWorld {
    areas: 50,
    treated: 1,
    before: 30,
    after: AFTER,
    waves: 1,
    paths: Paths::Factors,
    echo: 0.6,
    unequal: false,
    choosing: Choosing::Lot,
    effect: 0.0,
};

/// Areas with the campaign, and areas in all.
const DESIGNS: [(usize, usize); 3] = [(1, 50), (5, 50), (30, 120)];

/// Every situation.
pub(crate) fn situations() -> Vec<FactorWorld> {
    let mut all = Vec::new();
    for (treated, areas) in DESIGNS {
        let world = FactorWorld {
            areas,
            treated,
            ..USUAL
        };
        // Thirty areas in each of a hundred sets are dear: fewer situations.
        let is_dear = treated >= 30;
        // By lot: how long before, how the areas move, how noisy they are.
        for before in [30, 10, 4, 60] {
            all.push(FactorWorld { before, ..world });
        }
        all.push(FactorWorld {
            paths: Paths::Parallel,
            ..world
        });
        all.push(FactorWorld {
            paths: Paths::Trends,
            ..world
        });
        all.push(FactorWorld {
            unequal: true,
            ..world
        });
        if treated == 1 {
            all.push(FactorWorld { echo: 0.0, ..world });
            all.push(FactorWorld {
                paths: Paths::Parallel,
                echo: 0.0,
                ..world
            });
        }
        // Chosen otherwise.
        for before in [30, 10, 4, 60] {
            if !is_dear || before == 30 || before == 10 {
                all.push(FactorWorld {
                    choosing: Choosing::Worst,
                    before,
                    ..world
                });
            }
        }
        for before in [30, 10, 60] {
            if !is_dear || before < 60 {
                all.push(FactorWorld {
                    choosing: Choosing::Unlike,
                    before,
                    ..world
                });
            }
        }
        all.push(FactorWorld {
            choosing: Choosing::Unlike,
            paths: Paths::Trends,
            ..world
        });
        all.push(FactorWorld {
            choosing: Choosing::Noisy,
            unequal: true,
            ..world
        });
        all.push(FactorWorld {
            choosing: Choosing::Outside,
            ..world
        });
        if treated == 1 {
            all.push(FactorWorld {
                choosing: Choosing::Worst,
                paths: Paths::Parallel,
                ..world
            });
            all.push(FactorWorld {
                choosing: Choosing::Outside,
                paths: Paths::Parallel,
                ..world
            });
        }
        // An effect that grows and differs.
        all.push(FactorWorld { effect: 2.0, ..world });
        // Not all at once.
        if treated > 1 {
            all.push(FactorWorld { waves: 3, ..world });
        }
    }
    // More areas and fewer.
    for (treated, areas) in [(1, 20), (1, 120), (5, 20), (5, 120)] {
        for before in [30, 10, 4, 60] {
            if treated == 1 || before == 30 || before == 10 {
                all.push(FactorWorld {
                    areas,
                    treated,
                    before,
                    ..USUAL
                });
            }
        }
    }
    all
}

/// How many areas make an error that is clustered by area trustworthy: cheap methods alone.
pub(crate) fn clusters() -> Vec<FactorWorld> {
    let mut all = Vec::new();
    for (treated, areas) in [
        (2, 50),
        (3, 50),
        (5, 50),
        (8, 50),
        (10, 50),
        (15, 50),
        (20, 50),
        (40, 50),
        (10, 20),
        (15, 30),
        (10, 120),
        (15, 120),
        (20, 120),
        (30, 120),
    ] {
        all.push(FactorWorld {
            areas,
            treated,
            paths: Paths::Parallel,
            before: 20,
            ..USUAL
        });
    }
    all
}

/// A name for each situation, the same for ever, so that a run can go on where one stopped.
pub(crate) fn name(world: &FactorWorld) -> String {
    format!(
        "{}of{}-{}-{}-{}-{}-{}{}{}",
        world.treated,
        world.areas,
        world.before,
        match world.paths {
            Paths::Parallel => "parallel",
            Paths::Factors => "factors",
            Paths::Trends => "trends",
        },
        if world.echo > 0.0 { "echo" } else { "fresh" },
        if world.unequal { "unequal" } else { "equal" },
        match world.choosing {
            Choosing::Lot => "lot",
            Choosing::Unlike => "unlike",
            Choosing::Worst => "worst",
            Choosing::Outside => "outside",
            Choosing::Noisy => "noisy",
        },
        if world.waves > 1 { "-waves" } else { "" },
        if world.effect > 0.0 { "-effect" } else { "" },
    )
}

/// What a plan would say of how the areas were chosen.
pub(crate) fn chosen(world: &FactorWorld) -> Chosen {
    match world.choosing {
        Choosing::Lot | Choosing::Outside => Chosen::Lot,
        Choosing::Unlike | Choosing::Noisy => Chosen::Partners,
        Choosing::Worst => Chosen::Worst,
    }
}

/// Whether the data decide what is recommended: several areas that somebody chose.
pub(crate) fn is_looked_at(world: &FactorWorld) -> bool {
    world.treated > 1 && chosen(world) == Chosen::Partners
}
