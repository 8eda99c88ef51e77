//! When something of the campaign changes by itself: the site is rendered once between two such instants.

use crate::model::{Campaign, Restriction, Voice};
use jiff::Timestamp;
use jiff::civil::Date;

/// The first instant after `now` at which any page changes without anybody doing anything: the embargo, the first and
/// the day after the last day, a page's own times, a door's day, a post that goes out, the day of a statement, the day after
/// a restriction's last, a help service that opens or closes (bank holidays included). Nothing when nothing more is planned.
pub fn next_change(campaign: &Campaign, now: Timestamp) -> Option<Timestamp> {
    let fixed = fixed_changes(campaign)
        .into_iter()
        .filter(|instant| *instant > now);
    let hours = campaign.help.iter().filter_map(|service| {
        service
            .hours
            .as_ref()?
            .next_change(now, &campaign.about.time_zone)
    });
    fixed.chain(hours).min()
}

/// What a day brings that no page names.
#[derive(Clone, Copy, Debug)]
pub enum OnDay<'c> {
    /// A statement's office has approved it.
    Statement(&'c Voice),
    /// A restriction was over the day before.
    RestrictionOver(&'c Restriction),
}

/// The days on which the press room changes: each with what it brings.
pub fn days(campaign: &Campaign) -> Vec<(Date, OnDay<'_>)> {
    let statements = campaign
        .voices
        .iter()
        .filter_map(|voice| Some((voice.approved?, OnDay::Statement(voice))));
    let over = campaign.restrictions.iter().filter_map(|restriction| {
        let day = restriction.until?.tomorrow().ok()?;
        Some((day, OnDay::RestrictionOver(restriction)))
    });
    statements.chain(over).collect()
}

/// The changes that the folder names, without opening hours: those of a static build.
pub fn fixed_changes(campaign: &Campaign) -> Vec<Timestamp> {
    let about = &campaign.about;
    let mut changes: Vec<Timestamp> = about.embargo.into_iter().collect();
    changes.extend(about.start_of(about.starts));
    changes.extend(about.ended_at());
    for page in &campaign.pages {
        changes.extend(page.not_before);
        changes.extend(page.not_after);
    }
    changes.extend(campaign.posts.iter().map(|post| post.at));
    // What a person agreed to is given to nobody from the day on which it ends.
    let consents = campaign.consents.iter();
    let ends = consents.flat_map(|consent| consent.withdrawn.into_iter().chain([consent.expires]));
    changes.extend(ends.filter_map(|day| about.start_of(day)));
    for (day, _) in days(campaign) {
        changes.extend(about.start_of(day));
    }
    changes.sort();
    changes.dedup();
    changes
}
