//! Which files of a folder belong to the edition, and whether there is too much of them.

use super::context::Context;
use crate::diagnostic::{Place, rules};
use crate::path::CampaignPath;
use crate::source::{Entry, Listing};
use std::collections::BTreeMap;

/// What a path is to a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileClass {
    /// A text of the edition: TOML, Markdown, CSV.
    Text,
    /// A picture, film or other file of `media/`, `theme/` or `worked/`.
    Asset,
    /// `private/`: read by the linter alone.
    Private,
    /// Dot files, a README, a licence, and `toolkit/`, which is made of the campaign: no part of it, and no finding.
    Silent,
    /// A file that the design does not name: it stays out, with a warning.
    Unexpected,
}

const ROOT_FILES: [&str; 13] = [
    "campaign.toml",
    "facts.toml",
    "help.toml",
    "signs.toml",
    "voices.toml",
    "coverage.toml",
    "consents.toml",
    "restrictions.toml",
    "placements.csv",
    "posts.toml",
    "toolkit.toml",
    "survey.toml",
    "evaluation.toml",
];

/// Tells what a path is.
pub fn classify(path: &CampaignPath) -> FileClass {
    let parts: Vec<&str> = path.parts().collect();
    if parts[0] == "private" {
        return FileClass::Private;
    }
    let is_made = parts.len() > 1 && parts[0] == "toolkit";
    if is_made || parts.iter().any(|part| part.starts_with('.')) || is_about_the_folder(path.name()) {
        return FileClass::Silent;
    }
    let is = |extension: &str| path.extension() == Some(extension);
    match parts.as_slice() {
        [name] if ROOT_FILES.contains(name) => FileClass::Text,
        ["posters", _] if is("toml") => FileClass::Text,
        ["pages", _] | ["pages", "chain" | "doors", _] if is("md") => FileClass::Text,
        ["pages", "press", "release.md"] => FileClass::Text,
        ["media", "media.toml"] | ["theme", "theme.toml" | "cards.toml"] => FileClass::Text,
        ["media" | "theme" | "worked", ..] if parts.len() > 1 => FileClass::Asset,
        _ => FileClass::Unexpected,
    }
}

fn is_about_the_folder(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["readme", "licence", "license"].iter().any(|word| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// The files of the edition with their sizes. Whatever is over a limit or does not belong has its finding.
pub(super) fn edition_files(context: &Context, listing: &Listing) -> BTreeMap<CampaignPath, u64> {
    for oddity in &listing.oddities {
        context.error(
            rules::UNEXPECTED_FILE,
            Place::start_of(&oddity.name),
            format!("this file {}", oddity.reason),
            "put an ordinary file in its place, or take it out of the folder",
        );
    }
    let mut files = BTreeMap::new();
    let mut twins: BTreeMap<String, CampaignPath> = BTreeMap::new();
    for entry in &listing.entries {
        match classify(&entry.path) {
            FileClass::Private | FileClass::Silent => continue,
            FileClass::Unexpected => {
                context.warning(
                    rules::UNEXPECTED_FILE,
                    Place::start_of(entry.path.as_str()),
                    "this file is not part of a campaign and stays out of it",
                    "move it to media/ if a page needs it, or out of the folder",
                );
                continue;
            }
            FileClass::Text | FileClass::Asset => {}
        }
        if let Some(twin) = twins.insert(entry.path.case_key(), entry.path.clone()) {
            context.error(
                rules::UNEXPECTED_FILE,
                Place::start_of(entry.path.as_str()),
                format!("this file and {twin} differ only in capitals, which some systems cannot tell apart"),
                "rename one of them",
            );
            continue;
        }
        if !is_too_large(context, entry) {
            files.insert(entry.path.clone(), entry.size_bytes);
        }
    }
    check_totals(context, &files);
    // What is over the number is not even looked at: a folder of a million files must not cost a million readings.
    if let Some((first_over, _)) = files
        .iter()
        .nth(context.limits.files)
        .map(|(path, size)| (path.clone(), *size))
    {
        files.split_off(&first_over);
    }
    files
}

fn is_too_large(context: &Context, entry: &Entry) -> bool {
    let limits = &context.limits;
    let limit = match classify(&entry.path) {
        FileClass::Asset => limits.film_bytes,
        _ => limits.text_bytes,
    };
    if entry.size_bytes > limit {
        context.error(
            rules::TOO_LARGE,
            Place::start_of(entry.path.as_str()),
            format!(
                "this file has {} bytes; at most {limit} can be read",
                entry.size_bytes
            ),
            "make it smaller, or split it",
        );
    }
    entry.size_bytes > limit
}

fn check_totals(context: &Context, files: &BTreeMap<CampaignPath, u64>) {
    let limits = &context.limits;
    if files.len() > limits.files {
        context.error(
            rules::TOO_LARGE,
            Place::start_of("campaign.toml"),
            format!(
                "the folder has {} files; at most {} can be read",
                files.len(),
                limits.files
            ),
            "take out what the campaign does not use",
        );
    }
    let total = files
        .values()
        .fold(0_u64, |total, size| total.saturating_add(*size));
    if total > limits.total_bytes {
        context.error(
            rules::TOO_LARGE,
            Place::start_of("campaign.toml"),
            format!(
                "the folder has {total} bytes in all; at most {} can be read",
                limits.total_bytes
            ),
            "take out what the campaign does not use, or make films smaller",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_has_only_what_the_design_names() {
        let class = |text: &str| classify(&CampaignPath::new(text).unwrap());
        for text in [
            "campaign.toml",
            "pages/home.md",
            "pages/doors/07.md",
            "pages/press/release.md",
            "posters/pub.toml",
            "theme/cards.toml",
            "media/media.toml",
        ] {
            assert_eq!(class(text), FileClass::Text, "{text}");
        }
        assert_eq!(class("media/hero.svg"), FileClass::Asset);
        assert_eq!(class("private/words.toml"), FileClass::Private);
        for text in [
            ".gitignore",
            "README.md",
            "LICENCE",
            "media/.DS_Store",
            "licence.txt",
            "toolkit/manifest.json",
            "toolkit/posters/door-a4.pdf",
        ] {
            assert_eq!(class(text), FileClass::Silent, "{text}");
        }
        for text in [
            "notes.docx",
            "pages/old/x.md",
            "pages/press/x.md",
            "posters/x.pdf",
            "readmenot.md",
            "toolkit",
            "worked",
        ] {
            assert_eq!(class(text), FileClass::Unexpected, "{text}");
        }
    }
}
