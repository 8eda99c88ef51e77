//! The one binary: `hueandcry`. Each command is a page of wiring; the rules live elsewhere.

// What can be typed.
mod arguments;
// One file for each command.
mod commands;
// Which folders, zips or embedded campaigns are meant.
mod open;
// What `check --fix` writes.
mod mend;
// From what was read to what the site needs.
mod prepare;
// Posters and the like, made on all cores.
mod making;
// The press that the program was built with, if it was.
mod press;
// How far a long work is.
mod progress;
// Films of the folders that are served.
mod films;
// A registered plan and its numbers.
mod study;
// How findings are shown.
mod report;
// The licences that the program carries.
mod notices;
// Standard output, whose reader may go away.
mod output;
// The settings of `serve`.
mod settings;
// The latest time that was served, kept over a restart.
mod newest;
// The only clock.
mod clock;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// The program's own source, which it offers to everybody who visits it (AGPL-3.0, section 13).
pub(crate) const SOURCE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/source.tar.gz"));

/// What a command comes to: 0 done, 1 "no" (errors were found), 2 could not.
pub(crate) enum Outcome {
    Done,
    No,
}

#[expect(
    clippy::print_stderr,
    reason = "the one place where a command's failure is told"
)]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command.unwrap_or_default() {
        Command::Serve(arguments) => commands::serve::run(&arguments),
        Command::New(arguments) => commands::new::run(&arguments),
        Command::Preview(arguments) => commands::preview::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Build(arguments) => commands::build::run(&arguments),
        Command::Print(arguments) => commands::print::run(&arguments),
        Command::Plan(arguments) => commands::plan::run(&arguments),
        Command::Evaluate(arguments) => commands::evaluate::run(&arguments),
        Command::Licences => commands::licences::run(),
        Command::Completions(arguments) => commands::completions::run(&arguments),
        Command::Man(arguments) => commands::man::run(&arguments),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Err(error) => {
            eprintln!("hueandcry: {error:#}");
            ExitCode::from(2)
        }
    }
}
