//! `hueandcry completions`: what a shell offers when Tab is pressed, from the definitions that parse.

use crate::arguments::{Arguments, Completions, Shell};
use crate::{Outcome, output};
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::{Generator, aot};

pub(crate) fn run(arguments: &Completions) -> Result<Outcome> {
    output::show(&text(arguments.shell)?)?;
    Ok(Outcome::Done)
}

fn text(shell: Shell) -> Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.set_bin_name("hueandcry");
    command.build();
    let mut text = Vec::new();
    match shell {
        Shell::Bash => aot::Bash.try_generate(&command, &mut text)?,
        Shell::Zsh => aot::Zsh.try_generate(&command, &mut text)?,
        Shell::Fish => aot::Fish.try_generate(&command, &mut text)?,
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;
    use std::io::Write;
    use std::process::{Command, Stdio};

    fn completions(shell: Shell) -> String {
        String::from_utf8(text(shell).unwrap()).unwrap()
    }

    #[test]
    fn every_command_and_every_flag_is_offered_in_every_shell() {
        for shell in Shell::value_variants() {
            let text = completions(*shell);
            let name = shell.to_possible_value().unwrap().get_name().to_owned();
            for command in Arguments::command().get_subcommands() {
                assert!(
                    text.contains(command.get_name()),
                    "{name}: {}",
                    command.get_name()
                );
                for flag in command.get_arguments().filter_map(|flag| flag.get_long()) {
                    // fish writes `-l out`.
                    let written = [format!("--{flag}"), format!("-l {flag}")];
                    assert!(written.iter().any(|flag| text.contains(flag)), "{name}: --{flag}");
                }
            }
        }
    }

    #[test]
    fn bash_accepts_them_and_would_not_accept_others() {
        let is_accepted = |text: &str| {
            let mut bash = Command::new("bash")
                .arg("-n")
                .stdin(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            bash.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
            bash.wait().unwrap().success()
        };
        assert!(is_accepted(&completions(Shell::Bash)));
        assert!(!is_accepted("if true; then\n"));
    }

    #[test]
    fn bash_offers_what_can_be_typed_next() {
        let offered = |typed: &str| {
            let words: Vec<&str> = typed.split(' ').collect();
            let script = format!(
                "{}\nCOMP_WORDS=({typed} '')\nCOMP_CWORD={}\n_hueandcry hueandcry '' {}\necho \"${{COMPREPLY[@]}}\"",
                completions(Shell::Bash),
                words.len(),
                words.last().unwrap(),
            );
            let output = Command::new("bash")
                .args(["--norc", "-c", &script])
                .output()
                .unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let commands = offered("hueandcry");
        assert!(
            commands.contains("serve") && commands.contains("check"),
            "{commands}"
        );
        let shells = offered("hueandcry completions");
        assert!(shells.contains("bash") && shells.contains("fish"), "{shells}");
    }
}
