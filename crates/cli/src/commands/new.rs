//! `hueandcry new`: begins a campaign's folder.

mod files;

use crate::arguments::New;
use crate::{Outcome, clock};
use anyhow::{Context as _, Result, anyhow, bail};
use campaign::{CampaignId, CampaignPath};
use files::FILES;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use std::io::Write;

/// How long a team needs at the least between the first word and the first day.
const WEEKS_BEFORE: i64 = 6;
/// How long a campaign runs, its first and last day included.
const WEEKS: i64 = 12;
/// The data begin two years before, to see what the season does by itself, and end some weeks after.
const WEEKS_OF_DATA_BEFORE: i64 = 104;
const WEEKS_OF_DATA_AFTER: i64 = 8;

pub(crate) fn run(arguments: &New) -> Result<Outcome> {
    if arguments.language != "en-GB" {
        bail!(
            "there are no pages in {} to begin with; leave --language out, and translate the pages before you change it \
             in campaign.toml",
            arguments.language
        );
    }
    let today = arguments.today.unwrap_or_else(clock::today);
    let gaps = gaps(arguments, today)?;
    let files = FILES
        .iter()
        .map(|(path, text)| {
            let path =
                CampaignPath::new(path).map_err(|reason| anyhow!("{path} cannot be written: {reason}"))?;
            Ok((path, fill(text, &gaps)))
        })
        .collect::<Result<Vec<_>>>()?;
    source::write_fresh(
        &arguments.folder,
        files.iter().map(|(path, text)| (path, text.as_bytes())),
    )?;
    let folder = typed(&arguments.folder.display().to_string());
    writeln!(
        std::io::stderr().lock(),
        "{folder}: {} files. The numbers in help.toml were read in November 2026: ring each before you launch.\n\
         Look at it while you write: hueandcry preview {folder}",
        files.len()
    )?;
    Ok(Outcome::Done)
}

/// A path as it is typed in a shell.
fn typed(path: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-".contains(character);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

type Gaps = Vec<(&'static str, String)>;

/// What stands in the gaps of the files.
fn gaps(arguments: &New, today: Date) -> Result<Gaps> {
    let folder = arguments
        .folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = match &arguments.name {
        Some(name) => name.trim().to_owned(),
        None => spoken(&folder),
    };
    for text in [&name, &arguments.area] {
        if text.trim().is_empty() || text.chars().count() > 60 || text.chars().any(char::is_control) {
            bail!(
                "{text:?} cannot be a name: use 1 to 60 letters, in one line; more can be said in campaign.toml"
            );
        }
    }
    let id = slug(&name);
    if CampaignId::new(&id).is_none() {
        bail!(
            "no address can be made of {name:?}; give a --name that has letters a to z, such as --name \"Look twice\""
        );
    }
    let day = |from: Date, span: Span| {
        from.checked_add(span)
            .with_context(|| format!("{from} is too far away for a campaign; give another --today"))
    };
    let starts = day(today, WEEKS_BEFORE.weeks())?;
    let ends = day(starts, (WEEKS * 7 - 1).days())?;
    Ok(vec![
        ("hashtag", format!("#{}", joined(&id))),
        ("id", id),
        ("name", name),
        ("area", arguments.area.trim().to_owned()),
        ("folder", folder),
        ("starts", starts.to_string()),
        ("ends", ends.to_string()),
        (
            "data_from",
            day(starts, -WEEKS_OF_DATA_BEFORE.weeks())?.to_string(),
        ),
        ("data_to", day(ends, WEEKS_OF_DATA_AFTER.weeks())?.to_string()),
    ])
}

/// Fills gaps, written `{{name}}`. They stand between quotation marks in TOML, so what is filled in is escaped for it; the
/// read-me shows the same.
fn fill(text: &str, gaps: &Gaps) -> String {
    gaps.iter().fold(text.to_owned(), |text, (name, value)| {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        text.replace(&format!("{{{{{name}}}}}"), &value)
    })
}

/// "look-twice" as people would say it: "Look twice".
fn spoken(folder: &str) -> String {
    let words = folder.replace(['-', '_', '.'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// "Look twice!" as the first part of an address: "look-twice".
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(character, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(40);
    slug.trim_matches('-').to_owned()
}

/// "look-twice" as a hashtag: capitals let a screen reader tell the words apart.
fn joined(slug: &str) -> String {
    slug.split('-').map(spoken).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_address_and_a_hashtag() {
        assert_eq!(
            slug("Who's controlling your friends?"),
            "whos-controlling-your-friends"
        );
        assert_eq!(joined("look-twice"), "LookTwice");
        assert_eq!(spoken("my-first_campaign"), "My first campaign");
        assert_eq!(slug("¿…?"), "");
    }

    #[test]
    fn a_path_can_be_copied_into_a_shell() {
        assert_eq!(typed("a/look-twice"), "a/look-twice");
        assert_eq!(typed("it's mine"), "'it'\\''s mine'");
    }

    #[test]
    fn a_quotation_mark_stays_inside_its_text() {
        let gaps = vec![("name", "a \"b\" \\".to_owned())];
        assert_eq!(fill("x = \"{{name}}\"", &gaps), "x = \"a \\\"b\\\" \\\\\"");
    }
}
