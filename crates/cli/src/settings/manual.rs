//! `docs/settings.md` is made of the definitions: run with `UPDATE=1` to write it anew.

use super::SETTINGS;
use super::definition::{Setting, Shape};
use super::{Given, Settings};

const MANUAL: &str = include_str!("../../../../docs/settings.md");

const OPENING: &str = "# Settings

Made from the program's own definitions by a test; `UPDATE=1 cargo test -p hueandcry settings` writes it anew.

`hueandcry serve` needs none of them to be tried on your own machine. For the public, set at least `public_url`. Each setting can
stand in three places, and a later one wins:

1. the file `hueandcry.toml` in the data folder,
2. the environment,
3. what is typed.

`hueandcry serve --show-settings` shows what holds and where it came from. A name that is no setting and a value that cannot be are
told with their line and what to write instead, all of them at once, and the server does not start: nothing is passed over.

There are no secrets among them. A change takes effect when the server is started again.

| Setting | Flag | Environment | Default |
|---|---|---|---|
";

fn entry(setting: &Setting) -> String {
    let holds = match setting.default {
        Some(default) => format!("The default is `{default}`."),
        None => format!("Without it: {}.", setting.unset),
    };
    let example = if setting.is_in_file {
        let toml = setting.in_file(setting.example);
        format!("```toml\n{toml}\n```\n")
    } else {
        format!(
            "```sh\nhueandcry serve --{} {}\n```\n",
            setting.flag, setting.example
        )
    };
    let also = if setting.shape == Shape::Table {
        format!(
            "\nElsewhere it is one text: `--{} {}`.\n",
            setting.flag, setting.example
        )
    } else {
        String::new()
    };
    let only = if setting.is_in_file {
        ""
    } else {
        " It cannot stand in the file, which stands in it."
    };
    format!(
        "\n## `{}`\n\n{}: {}. {holds}{only}\n\n{}\n\n{example}{also}",
        setting.name, setting.help, setting.form, setting.reason
    )
}

fn manual() -> String {
    let mut manual = OPENING.to_owned();
    for setting in SETTINGS {
        manual += &format!(
            "| [`{0}`](#{0}) | `--{1}` | `{2}` | {3} |\n",
            setting.name,
            setting.flag,
            setting.variable(),
            setting
                .default
                .map_or("not set".to_owned(), |default| format!("`{default}`")),
        );
    }
    manual.extend(SETTINGS.iter().map(entry));
    manual
}

#[test]
fn the_manual_of_settings_is_what_the_definitions_say() {
    let manual = manual();
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md");
        std::fs::write(path, &manual).unwrap();
        return;
    }
    assert!(
        MANUAL == manual,
        "docs/settings.md is not what the definitions say; run again with UPDATE=1"
    );
}

#[test]
fn the_settings_that_the_operators_manual_shows_are_taken() {
    let manual = include_str!("../../../../docs/operate.md");
    let block = manual
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let read = |text: &str| Settings::from_places(&Given::default(), &[], |_| Ok(Some(text.into())));
    let settings = read(block).unwrap();
    assert!(settings.public_url.is_some() && settings.hosts.len() == 1);
    assert!(read(&block.replace("public_url", "public_link")).is_err());
}
