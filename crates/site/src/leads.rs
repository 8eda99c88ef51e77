//! Addresses that lead on: placements' codes, and addresses that were printed once.

use crate::artefact::{Artefact, Cache, Content, Policy};
use campaign::{Campaign, PageKind};
use jiff::Timestamp;
use render::Context;
use std::collections::BTreeSet;

/// Codes and old addresses of a campaign. `due` are the addresses of its pages that are there now.
pub(crate) fn leads(context: &Context<'_>, due: &BTreeSet<String>) -> Vec<(String, Artefact)> {
    let campaign = context.campaign;
    let home = format!("/{}/", campaign.about.id);
    let is_there = |beneath: &str| due.contains(&format!("{home}{beneath}"));
    let old = campaign.about.old_addresses();
    let to_come = to_come(campaign, context.now);
    let mut all = Vec::new();
    for placement in &campaign.placements {
        // A page that is not due yet, or gone for good, sends people to the campaign's home.
        let target = if is_there(&placement.page) {
            placement.page.clone()
        } else {
            old.leads_to(&placement.page, is_there).unwrap_or_default()
        };
        let content = Content::Elsewhere(format!("{home}{target}").into());
        all.push((format!("/q/{}", placement.code), lead(campaign, content)));
    }
    for moved in &campaign.about.moved {
        let from = moved.from.as_str();
        if moved.fault().is_some() || is_there(from) || to_come.contains(from) {
            continue;
        }
        // An address that leads to nothing yet is not there: a browser would keep a wrong answer for good.
        if let Some(target) = old.leads_to(from, is_there) {
            let content = Content::Moved(format!("{home}{target}").into());
            all.push((format!("{home}{from}"), lead(campaign, content)));
        }
    }
    all
}

/// The addresses of pages that are yet to come: they are named by no redirect either.
fn to_come(campaign: &Campaign, now: Timestamp) -> BTreeSet<String> {
    campaign
        .pages
        .iter()
        .filter(|page| !matches!(page.kind, PageKind::Link(_)))
        .filter(|page| page.not_after.is_none_or(|until| now < until))
        .map(|page| page.kind.address())
        .collect()
}

fn lead(campaign: &Campaign, content: Content) -> Artefact {
    Artefact {
        content_type: "text/plain; charset=utf-8",
        content,
        policy: Policy::Nothing,
        cache: Cache::Revalidate,
        not_before: campaign.about.embargo,
        not_after: None,
    }
}
