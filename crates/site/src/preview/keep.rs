//! What stays on the screen while a file cannot be read: somebody is in the middle of a sentence.

use super::Draft;
use campaign::diagnostic::rules;
use campaign::{Campaign, Page};
use std::sync::Arc;

/// Puts what was there before in the place of what cannot be read any more, and notes the files.
pub(super) fn keep(draft: &mut Draft, before: &Draft) {
    if draft.input.campaigns.is_empty() {
        if !before.input.campaigns.is_empty() {
            draft.input.campaigns.clone_from(&before.input.campaigns);
            draft.kept.insert("campaign.toml".to_owned());
        }
        return;
    }
    let cannot_be_read: Vec<String> = draft
        .findings
        .iter()
        .filter(|finding| finding.rule == rules::SYNTAX)
        .map(|finding| finding.place.file.clone())
        .collect();
    for (one, old) in draft.input.campaigns.iter_mut().zip(&before.input.campaigns) {
        let one = Arc::make_mut(one);
        for page in missing_pages(&one.campaign, &old.campaign) {
            draft.kept.insert(page.file.to_string());
            one.campaign.pages.push(page);
        }
        one.campaign.pages.sort_by(|one, other| one.file.cmp(&other.file));
        for file in &cannot_be_read {
            if keep_table(&mut one.campaign, &old.campaign, file) {
                draft.kept.insert(file.clone());
            }
        }
    }
}

/// Pages that were there, whose file is still there, and that are no page any more.
fn missing_pages(now: &Campaign, before: &Campaign) -> Vec<Page> {
    before
        .pages
        .iter()
        .filter(|page| now.files.contains_key(&page.file))
        .filter(|page| {
            now.pages
                .iter()
                .all(|known| known.file != page.file && known.kind != page.kind)
        })
        .cloned()
        .collect()
}

/// Whether the file holds something that pages show.
fn keep_table(now: &mut Campaign, before: &Campaign, file: &str) -> bool {
    match file {
        "facts.toml" => now.facts.clone_from(&before.facts),
        "help.toml" => now.help.clone_from(&before.help),
        "signs.toml" => now.signs.clone_from(&before.signs),
        "voices.toml" => now.voices.clone_from(&before.voices),
        "coverage.toml" => now.coverage.clone_from(&before.coverage),
        "media/media.toml" => now.media.clone_from(&before.media),
        "theme/theme.toml" => now.theme.clone_from(&before.theme),
        _ => return false,
    }
    true
}
