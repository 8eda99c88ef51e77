//! `hueandcry man`: manual pages from the definitions that parse, one of the whole program and one of each command.

use crate::arguments::{Arguments, Man};
use crate::{Outcome, output};
use anyhow::{Context as _, Result, bail};
use clap::{Command, CommandFactory};
use clap_mangen::roff::{Roff, bold, roman};

pub(crate) fn run(arguments: &Man) -> Result<Outcome> {
    let pages = pages()?;
    if let Some(folder) = &arguments.out {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        for (name, page) in &pages {
            let file = folder.join(format!("{name}.1"));
            std::fs::write(&file, page).with_context(|| format!("{} cannot be written", file.display()))?;
        }
        return Ok(Outcome::Done);
    }
    let name = match &arguments.command {
        Some(command) => format!("hueandcry-{command}"),
        None => "hueandcry".to_owned(),
    };
    let Some((_, page)) = pages.iter().find(|(known, _)| *known == name) else {
        bail!("there is no page {name}: hueandcry --help lists the commands");
    };
    output::show(page)?;
    Ok(Outcome::Done)
}

/// Every page by its name, the whole program's first.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut program = Arguments::command();
    program.build();
    let names: Vec<String> = program.get_subcommands().map(name).collect();
    let mut all = vec![(name(&program), page(&program, &names)?)];
    for command in program.get_subcommands() {
        all.push((name(command), page(command, &[name(&program)])?));
    }
    Ok(all)
}

/// `hueandcry-serve`, where `serve` is typed.
fn name(command: &Command) -> String {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
        .to_owned()
}

fn page(command: &Command, others: &[String]) -> Result<Vec<u8>> {
    let man = clap_mangen::Man::new(command.clone());
    // Ours, because the crate leaves out a date that is empty, and the version would stand in its place. There is no
    // date: the same version gives the same page.
    let version = env!("CARGO_PKG_VERSION");
    let title = name(command).to_uppercase();
    let mut page =
        format!(".TH \"{title}\" \"1\" \"\" \"hueandcry {version}\" \"Hue and Cry\"\n").into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    end(command, others).to_writer(&mut page)?;
    Ok(page)
}

/// What ends every page: the example of its help, the exit codes, and where to read on.
fn end(command: &Command, others: &[String]) -> Roff {
    let mut roff = Roff::new();
    if let Some(more) = command.get_after_help() {
        roff.control("SH", ["NOTES"]).text([roman(more.to_string())]);
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in [
        ("0", "It is done."),
        ("1", "The answer is no: errors were found."),
        ("2", "It could not run; standard error says why."),
    ] {
        roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    roff.control("SH", ["SEE ALSO"]);
    let mut line = Vec::new();
    for (at, other) in others.iter().enumerate() {
        line.push(bold(other));
        line.push(roman(if at + 1 == others.len() { "(1)" } else { "(1), " }));
    }
    roff.text(line);
    roff
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as it is read: a hyphen that may not break a line is written with a backslash.
    fn read(page: &[u8]) -> String {
        String::from_utf8(page.to_vec()).unwrap().replace("\\-", "-")
    }

    #[test]
    fn there_is_a_page_for_the_program_and_for_each_command_with_every_flag() {
        let pages = pages().unwrap();
        let mut program = Arguments::command();
        program.build();
        let all: Vec<&Command> = std::iter::once(&program)
            .chain(program.get_subcommands())
            .collect();
        assert_eq!(pages.len(), all.len());
        for (command, (name, page)) in all.iter().zip(&pages) {
            let page = read(page);
            assert!(
                page.starts_with(&format!(".TH \"{}\" \"1\" \"\"", name.to_uppercase())),
                "{page}"
            );
            for flag in command.get_arguments() {
                let written = match flag.get_long() {
                    Some(long) => format!("--{long}"),
                    None => flag.get_value_names().unwrap()[0].to_string(),
                };
                assert!(page.contains(&written), "{name}: {written}\n{page}");
            }
            for part in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "SEE ALSO"] {
                assert!(page.contains(part), "{name}: {part}");
            }
        }
        let whole = read(&pages[0].1);
        for command in program.get_subcommands() {
            assert!(
                whole.contains(&format!("hueandcry-{}(1)", command.get_name())),
                "{whole}"
            );
        }
    }
}
