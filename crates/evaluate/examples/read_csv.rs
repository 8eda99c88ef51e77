//! Reads a panel from a CSV and says what is wrong with one, every fault with its line.
//!
//! `cargo run -p evaluate --example read_csv`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use evaluate::panel::{Columns, Outcome, Treatment, read_csv};

const CALLS: &str = "area,month,calls,adults,campaign
Alder,2026-01,12,90000,0
Alder,2026-02,15,90000,1
Beech,2026-01,9,70000,0
Beech,2026-02,8,70000,0
";

fn main() {
    let columns = Columns {
        area: "area".to_owned(),
        time: "month".to_owned(),
        outcome: Outcome::Rate {
            count: "calls".to_owned(),
            denominator: "adults".to_owned(),
            per: 100_000.0,
        },
        treatment: Treatment::Treated("campaign".to_owned()),
        covariates: Vec::new(),
        weight: None,
        separator: None,
    };
    // Anything that can be read line by line will do: a file, a socket, a text.
    for text in [CALLS.to_owned(), CALLS.replace("15,90000", "fifteen,0")] {
        match read_csv(&mut text.as_bytes(), &columns) {
            Ok(read) => println!(
                "{:?} over {} months, {} rows",
                read.panel.units,
                read.panel.times.len(),
                read.rows
            ),
            Err(faults) => faults.faults.iter().for_each(|fault| {
                println!(
                    "line {:?}, {:?}: {} {}",
                    fault.line, fault.field, fault.message, fault.advice
                );
            }),
        }
    }
}
