//! What can be typed: `--help`, `docs/commands.md` and the parser all come from here.

use crate::settings::Given;
use campaign::PlacementCode;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Runs a public-safety campaign from plan to proof.
#[derive(Parser)]
#[command(name = "hueandcry", version, disable_help_subcommand = true)]
#[command(
    after_help = "Without a command it serves the campaigns that it carries: open http://localhost:8080"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Serve(Serve),
    New(New),
    Preview(Preview),
    Check(Check),
    Build(Build),
    Print(Print),
    Plan(Plan),
    Evaluate(Evaluate),
    /// Show the licences of everything that is inside the program
    ///
    /// The program's own licence comes first, then every part of it by others: its name, its version, its
    /// licence, and the texts that its authors ask to be kept with it.
    #[command(after_help = "Example: hueandcry licences | less")]
    Licences,
    Completions(Completions),
    Man(Man),
}

impl Default for Command {
    fn default() -> Command {
        Command::Serve(Serve::default())
    }
}

/// Serve campaigns to visitors
///
/// A folder that changes while it is served is read again; when the change has a fault, the
/// last good edition stays up and the fault is shown here. Every setting below can stand in
/// hueandcry.toml in the data folder and in the environment as well: see docs/settings.md.
#[derive(Args, Default)]
#[command(after_help = "Example: hueandcry serve campaigns/merry-muletide --listen 127.0.0.1:8080")]
pub(crate) struct Serve {
    /// Campaign folders, folders of them, or zips; without one, the campaigns/ folder beside the program, else those inside it
    #[arg(value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: Given,
    /// Show every setting, its value and where it came from, and serve nothing
    #[arg(long)]
    pub(crate) show_settings: bool,
}

/// Begin a campaign's folder
///
/// It begins with a small campaign that works as it is and explains itself in its comments. A folder that has
/// anything in it is left as it is.
#[derive(Args)]
#[command(after_help = "Example: hueandcry new look-twice --name \"Look twice\" --area \"Southend-on-Sea\"")]
pub(crate) struct New {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The campaign's name; without it, the folder's
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Where it runs, as its people say it
    #[arg(long, value_name = "AREA", default_value = "our area")]
    pub(crate) area: String,
    /// The language of its pages: en-GB is the one that there is
    #[arg(long, value_name = "LANGUAGE", default_value = "en-GB")]
    pub(crate) language: String,
    /// Begin as if it were this day: the campaign starts six weeks later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

/// Look at a campaign while you write it
///
/// Serves the draft to this machine alone. A page in the browser shows each edit as soon as it is saved, for any day
/// that you choose, with what was found on it; what cannot be printed is found a moment later. A folder with faults is
/// shown as far as it can be read.
#[derive(Args)]
#[command(after_help = "Example: hueandcry preview my-campaign")]
pub(crate) struct Preview {
    /// The campaign's folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The address and port to listen on, an address of this machine alone
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
    pub(crate) listen: SocketAddr,
}

/// Look for what is wrong with a campaign
///
/// Each finding says what, where, and what to do. The exit code is 0 when there is
/// no error, 1 when there is one, 2 when the folder could not be read.
#[derive(Args)]
#[command(after_help = "Example: hueandcry check campaigns/merry-muletide --format json")]
pub(crate) struct Check {
    /// A campaign's folder, a folder of them, or a zip
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// First write into the folder what has only one right answer, such as a misspelt key, and show each line that changed
    #[arg(long)]
    pub(crate) fix: bool,
    /// Do not try whether the posters can be printed, which takes most of the time
    #[arg(long)]
    pub(crate) no_print: bool,
    /// Check as if it were this day, from its first instant in the campaign's time zone
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line and a caret
    Human,
    /// An array of objects
    Json,
}

/// Write a campaign's site as files, for any web server
///
/// The files are those of one moment: what is not due is not among
/// them, and nothing is counted. A fact or number past its day is shown and stays, with the day it was checked. The exit code is 0 when it was written, 1 when the campaign has errors, 2 when it could
/// not be read or written.
#[derive(Args)]
#[command(
    after_help = "Example: hueandcry build campaigns/merry-muletide --out out --base-url https://example.org"
)]
pub(crate) struct Build {
    /// A campaign's folder, a folder of them, or a zip
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The folder to write; an earlier build in it is replaced
    #[arg(long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// The address under which the public will see the site
    #[arg(long, value_name = "URL", default_value = "http://localhost:8080")]
    pub(crate) base_url: String,
    /// Where somebody who finds a fault of the site's safety can say so, an address to write to or a page: makes
    /// /.well-known/security.txt
    #[arg(long, value_name = "CONTACT", value_parser = crate::settings::contact)]
    pub(crate) security_contact: Option<String>,
    /// Leave out posters, cards and toolkits, and the links to them: for a quick look at the pages
    #[arg(long)]
    pub(crate) no_print: bool,
    /// Build as if it were this day, from its first instant in the campaign's time zone
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

/// Print a campaign's posters, and a copy for each placement with its own code
///
/// Writes PDF files: each poster in each of its formats, a copy for each line of placements.csv that names a poster and a
/// format, and copies.csv, which lists them all. Posters are printed before their day, so that what is not due is among
/// them. The exit code is 0 when all were written, 1 when the campaign has errors or one cannot be printed, 2 when it could
/// not be read or written.
#[derive(Args)]
#[command(
    after_help = "Example: hueandcry print campaigns/merry-muletide --out printed --base-url https://example.org"
)]
pub(crate) struct Print {
    /// A campaign's folder, a folder of them, or a zip
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The folder to write; an earlier one that this command wrote is replaced
    #[arg(long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Only this poster; can be given more than once
    #[arg(long, value_name = "ID")]
    pub(crate) poster: Vec<String>,
    /// Only this format: a4, a3, leaflet, 6-sheet or screen; can be given more than once
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(crate) format: Vec<campaign::Format>,
    /// Only the copy of this placement; can be given more than once
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(crate) code: Vec<PlacementCode>,
    /// With 3 mm of bleed and crop marks, for a printer
    #[arg(long)]
    pub(crate) bleed: bool,
    /// The address under which the public will see the site: the codes lead there
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: String,
}

/// A registered study and its numbers, and what is asked otherwise than registered
#[derive(Args)]
pub(crate) struct Study {
    /// A campaign's folder or zip, or a plan's file (.toml)
    #[arg(value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    /// The numbers: a CSV file with a row for each area and time
    #[arg(long, value_name = "CSV")]
    pub(crate) data: PathBuf,
    /// How the answer and findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Another estimator than the plan's; an evaluation is then exploratory
    #[arg(long, value_name = "NAME")]
    pub(crate) estimator: Option<String>,
    /// Another test than the plan's, placebo or conformal; an evaluation is then exploratory
    #[arg(long, value_name = "NAME")]
    pub(crate) inference: Option<String>,
    /// Another outcome of the plan than the primary one, by its column; an evaluation is then exploratory
    #[arg(long, value_name = "COLUMN")]
    pub(crate) outcome: Option<String>,
    /// Another seed than the plan's; an evaluation is then exploratory
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
}

/// Say whether a plan has a chance of an answer
///
/// Reads the registered study and the numbers from before the launch, and runs the very test of the plan where nothing was
/// done: how often it is wrong, how large a change has to be to be seen, how long to run, and which areas to start in. Numbers
/// from the launch on are not looked at. A design that cannot give an answer says so. The exit code is 0 when that was worked
/// out, whatever it says, 1 when the plan or the numbers have errors, 2 when they could not be read or are too few.
#[derive(Args)]
#[command(
    after_help = "Example: hueandcry plan campaigns/merry-muletide --data campaigns/merry-muletide/worked/panel.csv"
)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) study: Study,
    /// A folder into which plan.html, plan.json and the picture are written
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How many earlier dates are tried at most
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1000))]
    pub(crate) windows: usize,
}

/// Say whether it worked, by the plan that was made before
///
/// Reads the registered study (evaluation.toml of a campaign, or a plan in a file of its own) and a file of numbers, and
/// writes report.html, report.json and pictures. The first sentence is the answer. Whatever differs from the plan makes it
/// exploratory, which is not the result. The exit code is 0 when a report was written, whatever it says, 1 when the plan or
/// the numbers have errors, 2 when they could not be read or the report could not be written.
#[derive(Args)]
#[command(
    after_help = "Example: hueandcry evaluate campaigns/merry-muletide --data campaigns/merry-muletide/worked/panel.csv --out report"
)]
pub(crate) struct Evaluate {
    #[command(flatten)]
    pub(crate) study: Study,
    /// The folder to write the report into; an earlier one in it is replaced
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The plan's or edition's hash that partners signed; another one here makes it exploratory
    #[arg(long, value_name = "HASH")]
    pub(crate) signed: Option<String>,
}

/// Write the completions of a shell
///
/// They go to standard output. The Debian package installs all three.
#[derive(Args)]
#[command(
    after_help = "Example: hueandcry completions bash > ~/.local/share/bash-completion/completions/hueandcry"
)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// A shell that we have completions for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Write a manual page
///
/// Without a command it is the page of the whole program. It goes to standard output;
/// with --out, every page is written into a folder.
#[derive(Args)]
#[command(after_help = "Example: hueandcry man serve | man -l -")]
pub(crate) struct Man {
    /// The command whose page is meant
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub(crate) command: Option<String>,
    /// The folder into which every page is written
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
}

/// A day as people type it.
fn day(typed: &str) -> Result<Date, &'static str> {
    typed
        .parse()
        .map_err(|_| "write a day, the year first, such as 2026-12-01")
}

/// A format by its name.
fn format(typed: &str) -> Result<campaign::Format, String> {
    campaign::Format::parse(typed).ok_or_else(|| {
        let names: Vec<&str> = campaign::Format::ALL.iter().map(|(name, _)| *name).collect();
        format!("write one of {}", names.join(", "))
    })
}

/// A placement's code, in capitals or not.
fn code(typed: &str) -> Result<PlacementCode, &'static str> {
    PlacementCode::new(typed).ok_or("a code has 3 to 12 letters and digits, such as PUB7")
}
