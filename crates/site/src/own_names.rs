//! Campaigns under host names of their own: what answers otherwise there, and what machines read under each name.

use crate::artefact::Artefact;
use crate::security;
use jiff::Timestamp;
use render::{Context, Site};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

type Artefacts = BTreeMap<Box<str>, Arc<Artefact>>;

/// Address, media type and text of what machines read under one name of the site: `base` is its scheme and host. The site map
/// lists the addresses of this name alone, as the protocol asks.
pub(crate) fn for_machines(
    base: &str,
    site: &Site,
    listed: &[String],
    contact: Option<&str>,
    contexts: &[Context<'_>],
    now: Timestamp,
) -> Vec<(&'static str, &'static str, String)> {
    const TEXT: &str = "text/plain; charset=utf-8";
    let here = format!("{base}/");
    let addresses = listed.iter().filter(|address| address.starts_with(&here));
    let mut all = vec![
        ("/sitemap.xml", "application/xml", sitemap(addresses)),
        ("/robots.txt", TEXT, robots(site, base)),
    ];
    let security = contact.and_then(|contact| security::text(base, contact, contexts, now));
    all.extend(security.map(|text| (security::ADDRESS, TEXT, text)));
    all
}

/// What machines read under the own name of each public campaign that has one, by the campaign's id.
pub(crate) fn own(
    site: &Site,
    contexts: &[Context<'_>],
    for_machines: impl Fn(&str) -> Vec<(&'static str, Artefact)>,
) -> BTreeMap<Box<str>, Artefacts> {
    let with_names = contexts.iter().filter_map(|context| {
        let id = context.campaign.about.id.as_str();
        Some((id, site.hosts.get(id)?))
    });
    with_names
        .map(|(id, base)| {
            let for_machines = for_machines(base).into_iter();
            let own = for_machines.map(|(address, artefact)| (address.into(), Arc::new(artefact)));
            (id.into(), own.collect())
        })
        .collect()
}

/// Under its own name a campaign's home stands at the first address.
pub(crate) fn put_homes(own: &mut BTreeMap<Box<str>, Artefacts>, artefacts: &Artefacts) {
    for (id, own) in own {
        let home = artefacts.get(format!("/{id}/").as_str());
        own.extend(home.map(|home| ("/".into(), Arc::clone(home))));
    }
}

/// Under which scheme and host each public campaign is found; nothing when all are found under the same.
pub(crate) fn bases(site: &Site, contexts: &[Context<'_>]) -> BTreeMap<Box<str>, Box<str>> {
    if site.hosts.is_empty() {
        return BTreeMap::new();
    }
    contexts
        .iter()
        .map(|context| context.campaign.about.id.as_str())
        .map(|id| (id.into(), site.base_of(id).into()))
        .collect()
}

/// <https://www.sitemaps.org/protocol.html>
fn sitemap<'a>(addresses: impl Iterator<Item = &'a String>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in addresses {
        let address = address.replace('&', "&amp;").replace('<', "&lt;");
        _ = writeln!(xml, "<url><loc>{address}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn robots(site: &Site, base: &str) -> String {
    let codes = site.link("/q/");
    format!("User-agent: *\nDisallow: {codes}\n\nSitemap: {base}/sitemap.xml\n")
}
