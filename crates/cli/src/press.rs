//! The press that the program was built with, if it was, and what it says of a campaign.

use crate::making::make_each;
use crate::settings::EXAMPLE_URL;
use campaign::press::Press;
use campaign::{Diagnostic, Severity};
use jiff::Timestamp;
use site::{CampaignInput, Job, Licences, Mode, Order, Packing, SiteInput, Workshop, all_posters};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The press, when there is one (feature `print`).
#[cfg(feature = "print")]
pub(crate) fn press() -> Option<Arc<dyn Press>> {
    Some(Arc::new(print::Typesetter::new()))
}

/// The press, when there is one (feature `print`).
#[cfg(not(feature = "print"))]
pub(crate) fn press() -> Option<Arc<dyn Press>> {
    None
}

/// What to say where a press is needed.
pub(crate) const NO_PRESS: &str = "this program was built without its press and can print nothing; build it again without \
                                   --no-default-features";

/// What is the same for every campaign that is printed by itself.
pub(crate) fn printing(base_url: &str, press: Option<Arc<dyn Press>>) -> SiteInput {
    SiteInput {
        campaigns: Vec::new(),
        base_url: base_url.to_owned(),
        hosts: Default::default(),
        mode: Mode::Static,
        packing: Packing::None,
        version: env!("CARGO_PKG_VERSION"),
        source: Default::default(),
        licences: Licences::default(),
        security_contact: None,
        press,
    }
}

/// Prints each poster once in each of its formats, and one copy for a placement of each, to see whether it can be done. What
/// comes of it is thrown away. Findings beside one of `known` are left out: a picture that is missing is told once.
pub(crate) fn proof(
    campaign: Arc<CampaignInput>,
    press: Arc<dyn Press>,
    now: Timestamp,
    known: &[Diagnostic],
) -> anyhow::Result<Vec<Diagnostic>> {
    // Nobody has said where the site will be; a link stands on every sheet.
    let site = printing(EXAMPLE_URL, Some(press));
    let workshop = Arc::new(Workshop::new(&site, Arc::clone(&campaign), now));
    let orders: Vec<Arc<Order>> = first_of_each(all_posters(&campaign.campaign, false))
        .map(|job| Arc::new(Order::new(&workshop, job)))
        .collect();
    let mut findings = Vec::new();
    make_each(&orders, |_, made| {
        findings.extend(made.err().into_iter().flatten());
        Ok(())
    })?;
    findings.sort();
    findings.dedup();
    let told: BTreeSet<(&str, u32)> = known
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.place.file.as_str(), finding.place.line))
        .collect();
    findings.retain(|finding| !told.contains(&(finding.place.file.as_str(), finding.place.line)));
    Ok(findings)
}

/// The first poster of a site that has a press.
pub(crate) fn first_poster(site: &SiteInput, now: Timestamp) -> Option<Order> {
    site.press.as_ref()?;
    let (campaign, job) = site.campaigns.iter().find_map(|one| {
        let first = all_posters(&one.campaign, false).into_iter().next()?;
        Some((Arc::clone(one), first))
    })?;
    Some(Order::new(&Arc::new(Workshop::new(site, campaign, now)), job))
}

/// Copies for placements differ in their codes alone: the first of each poster and format stands for all.
fn first_of_each(jobs: Vec<Job>) -> impl Iterator<Item = Job> {
    let mut seen = BTreeSet::new();
    jobs.into_iter().filter(move |job| match job {
        Job::Poster {
            poster, format, code, ..
        } => seen.insert((poster.clone(), *format, code.is_some())),
        // The same sheet as picture.
        Job::Screen { .. } => false,
        Job::Card { .. } | Job::Release { .. } | Job::Toolkit { .. } => true,
    })
}
