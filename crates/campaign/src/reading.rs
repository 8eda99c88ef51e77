//! Reads a folder. Never stops at the first fault: what can be read is read, and every fault has its finding.

mod about;
mod cards;
mod context;
mod evaluation;
mod evidence;
mod files;
mod help;
mod load;
mod measure;
mod media;
mod page;
mod people;
mod placements;
mod poster;
mod private;
mod reach;
mod table;
mod theme;
mod toolkit;
mod value;

pub(crate) use cards::built_in as built_in_cards;
pub(crate) use context::Context;
pub use evaluation::read_plan;
pub use files::{FileClass, classify};
pub(crate) use load::toml_part;
pub use page::kind as page_kind;
pub use private::{Private, RestrictedWords, read_private};
pub(crate) use table::{Table, Text};
pub(crate) use theme::built_in as built_in_theme;

use crate::diagnostic::{Diagnostic, Place, rules};
use crate::limits::FolderLimits;
use crate::model::{About, Campaign, Page, Poster};
use crate::path::CampaignPath;
use crate::source::Source;
use load::toml_file;
use std::collections::BTreeMap;

/// Reads a campaign from its folder.
///
/// The campaign is missing only when `campaign.toml` does not say what it is (its id, name, line, summary, language,
/// time zone, dates and area); everything else that cannot be read is left out of it, with a finding. The findings are
/// sorted by place. `private/` is not read here: see [`read_private`].
pub fn read(source: &dyn Source, limits: &FolderLimits) -> (Option<Campaign>, Vec<Diagnostic>) {
    let context = Context::new(*limits);
    let listing = match source.list() {
        Ok(listing) => listing,
        Err(error) => {
            context.error(
                rules::SYNTAX,
                Place::start_of("campaign.toml"),
                format!("the folder cannot be listed: {error}"),
                "check that the folder is there and that you may open it",
            );
            return (None, context.finish());
        }
    };
    let files = files::edition_files(&context, &listing);
    if !files.keys().any(|path| path.as_str() == "campaign.toml") {
        context.error(
            rules::MISSING_FIELD,
            Place::start_of("campaign.toml"),
            "the folder has no campaign.toml",
            "name a campaign's folder, or start one with the file campaign.toml",
        );
        return (None, context.finish());
    }
    let about = toml_file(&context, source, "campaign.toml", "the campaign", about::read).flatten();
    let campaign = about.map(|about| parts(&context, source, about, files));
    (campaign, context.finish())
}

fn parts(
    context: &Context,
    source: &dyn Source,
    about: About,
    files: BTreeMap<CampaignPath, u64>,
) -> Campaign {
    let zone = about.time_zone.clone();
    let (posts, paid) = toml_file(context, source, "posts.toml", "the schedule", |table| {
        reach::posts(table, &zone)
    })
    .unwrap_or_default();
    let placements = CampaignPath::new("placements.csv")
        .ok()
        .and_then(|path| load::text(context, source, &path))
        .map(|text| placements::read(context, &text))
        .unwrap_or_default();
    Campaign {
        facts: toml_file(context, source, "facts.toml", "the facts", evidence::facts).unwrap_or_default(),
        help: toml_file(context, source, "help.toml", "the help services", help::services)
            .unwrap_or_default(),
        signs: toml_file(context, source, "signs.toml", "the signs", help::signs).unwrap_or_default(),
        voices: toml_file(context, source, "voices.toml", "the statements", people::voices)
            .unwrap_or_default(),
        coverage: toml_file(
            context,
            source,
            "coverage.toml",
            "the coverage",
            evidence::coverage,
        )
        .unwrap_or_default(),
        consents: toml_file(context, source, "consents.toml", "the consents", people::consents)
            .unwrap_or_default(),
        restrictions: toml_file(
            context,
            source,
            "restrictions.toml",
            "the restrictions",
            people::restrictions,
        )
        .unwrap_or_default(),
        placements,
        posts,
        paid,
        posters: posters(context, source, &files),
        toolkit: toml_file(context, source, "toolkit.toml", "the toolkit", toolkit::read).unwrap_or_default(),
        survey: toml_file(context, source, "survey.toml", "the survey", reach::survey).unwrap_or_default(),
        evaluation: toml_file(context, source, "evaluation.toml", "the evaluation", |table| {
            evaluation::read(table, Some(&about))
        })
        .flatten(),
        pages: pages(context, source, &about, &files),
        media: toml_file(
            context,
            source,
            "media/media.toml",
            "the list of media",
            media::read,
        )
        .unwrap_or_default(),
        theme: toml_file(context, source, "theme/theme.toml", "the theme", theme::read).unwrap_or_default(),
        card_sizes: toml_file(
            context,
            source,
            "theme/cards.toml",
            "the sizes of cards",
            cards::read,
        )
        .unwrap_or_default(),
        texts: {
            load::keep_texts_of_assets(context, source, &files);
            context.texts()
        },
        about,
        files,
    }
}

fn posters(context: &Context, source: &dyn Source, files: &BTreeMap<CampaignPath, u64>) -> Vec<Poster> {
    files
        .keys()
        .filter(|path| path.parts().next() == Some("posters"))
        .filter_map(|path| {
            toml_file(context, source, path.as_str(), "a poster", |table| {
                poster::read(table, path)
            })
            .flatten()
        })
        .collect()
}

fn pages(
    context: &Context,
    source: &dyn Source,
    about: &About,
    files: &BTreeMap<CampaignPath, u64>,
) -> Vec<Page> {
    let pages: Vec<Page> = files
        .keys()
        .filter(|path| path.parts().next() == Some("pages"))
        .filter_map(|path| {
            let content = load::text(context, source, path)?;
            page::read(context, about, path, &content)
        })
        .collect();
    let mut seen = BTreeMap::new();
    for page in &pages {
        if let Some(before) = seen.insert(page.kind.clone(), &page.file) {
            context.error(
                rules::DUPLICATE_ID,
                Place::start_of(page.file.as_str()),
                format!("this page has the same number as {before}"),
                "give each link of the chain its own number",
            );
        }
    }
    pages
}
