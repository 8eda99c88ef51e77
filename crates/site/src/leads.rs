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
    let mut all = Vec::new();
    for placement in &campaign.placements {
        // A page that is not due yet, or gone for good, sends people to the campaign's home.
        let target = if is_there(&placement.page) {
            placement.page.clone()
        } else {
            campaign
                .about
                .leads_to(&placement.page, is_there)
                .unwrap_or_default()
        };
        let content = Content::Elsewhere(format!("{home}{target}").into());
        all.push((format!("/q/{}", placement.code), lead(campaign, content)));
    }
    for moved in &campaign.about.moved {
        let from = moved.from.as_str();
        if moved.fault().is_some() || is_there(from) || is_to_come(campaign, from, context.now) {
            continue;
        }
        // An address that leads to nothing yet is not there: a browser would keep a wrong answer for good.
        if let Some(target) = campaign.about.leads_to(from, is_there) {
            let content = Content::Moved(format!("{home}{target}").into());
            all.push((format!("{home}{from}"), lead(campaign, content)));
        }
    }
    all
}

/// Whether a page of this address is yet to come: it is named by no redirect either.
fn is_to_come(campaign: &Campaign, beneath: &str, now: Timestamp) -> bool {
    campaign
        .pages
        .iter()
        .filter(|page| !matches!(page.kind, PageKind::Link(_)) && page.kind.address() == beneath)
        .any(|page| page.not_after.is_none_or(|until| now < until))
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
