//! Everything that is answered between two scheduled changes.

use crate::artefact::{Artefact, Bodies, Cache, Content, Interval, Policy, Shared};
use crate::bodies::{self, Packer};
use crate::for_others::for_others;
use crate::input::{CampaignInput, Packing, SiteInput};
use crate::jobs::{self, Order, Workshop};
use crate::leads::leads;
use crate::media_files::{MediaFiles, media_files};
use crate::own_names;
use bytes::Bytes;
use campaign::{CampaignPath, PosterId, schedule};
use jiff::Timestamp;
use render::{Context, Mode, Picture, RenderedPage, Site, StyleHashes, due_posters, hidden_files, is_public};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use words::Words;

/// Where the source of the running version can be had.
const SOURCE_ADDRESS: &str = "/source.tar.gz";

/// Makes the site as it is at `now` and stays until the interval's end. The same input and instant give the same bytes.
///
/// What is not due at `now` is not in the interval at all, and neither is its name. Pictures are those that a page which
/// is due may show.
///
/// `before` is an interval of the same site, of which everything that has not changed is taken over: it changes how long this
/// takes, never what comes out.
pub fn make(input: &SiteInput, now: Timestamp, before: Option<&Interval>) -> Interval {
    let site = site(input);
    let packer = Packer {
        packing: input.packing,
        before,
    };
    let mut artefacts = BTreeMap::new();
    let mut listed = Vec::new();
    let mut shared = BTreeMap::new();
    for campaign in &input.campaigns {
        let of_campaign = campaign_artefacts(campaign, input, &site, now, &packer, &mut listed, &mut shared);
        artefacts.extend(behind_handles(of_campaign));
    }
    let Rest {
        artefacts: rest,
        not_found,
        maintenance,
        being_made,
        mut own,
        bases,
    } = rest(input, &site, now, &packer, listed);
    artefacts.extend(behind_handles(rest));
    own_names::put_homes(&mut own, &artefacts);
    Interval {
        from: now,
        until: next_change(input, now),
        artefacts,
        shared,
        not_found: Arc::new(not_found),
        maintenance: Arc::new(maintenance),
        being_made: Arc::new(being_made),
        own,
        bases,
    }
}

fn behind_handles(all: Vec<(String, Artefact)>) -> impl Iterator<Item = (Box<str>, Arc<Artefact>)> {
    all.into_iter()
        .map(|(address, artefact)| (address.into(), Arc::new(artefact)))
}

/// What belongs to no campaign.
pub(crate) struct Rest {
    /// By address.
    pub(crate) artefacts: Vec<(String, Artefact)>,
    pub(crate) not_found: Artefact,
    pub(crate) maintenance: Artefact,
    pub(crate) being_made: Artefact,
    /// What machines read under the own names of campaigns.
    pub(crate) own: BTreeMap<Box<str>, BTreeMap<Box<str>, Arc<Artefact>>>,
    pub(crate) bases: BTreeMap<Box<str>, Box<str>>,
}

/// The front page, the pages for mishaps, and what is there for machines. `listed` are the campaigns' addresses for search
/// engines. Of the campaigns it asks no more than [`CampaignInput::front`] keeps.
pub(crate) fn rest(
    input: &SiteInput,
    site: &Site,
    now: Timestamp,
    packer: &Packer<'_>,
    mut listed: Vec<String>,
) -> Rest {
    let english = Words::of("en-GB");
    let mut artefacts = Vec::new();
    let mut put = |address: &str, artefact: Artefact| artefacts.push((address.to_owned(), artefact));
    let public = input.campaigns.iter().filter(|one| is_public(&one.campaign, now));
    let ready: Vec<Ready<'_>> = public.map(|one| Ready::new(one, packer, now)).collect();
    let contexts: Vec<Context<'_>> = ready.iter().map(|one| one.context(site, now)).collect();
    let series = render::series(site, &english, &contexts);
    listed.extend(series.canonical.clone());
    put("/", page(&series, packer));
    listed.sort();
    put(
        "/exit.js",
        resource(
            "text/javascript; charset=utf-8",
            packer.text("/exit.js", render::EXIT_SCRIPT.to_owned()),
        ),
    );
    let contact = input.security_contact.as_deref();
    let for_machines = |base: &str| -> Vec<(&'static str, Artefact)> {
        own_names::for_machines(base, site, &listed, contact, &contexts, now)
            .into_iter()
            .map(|(address, kind, text)| (address, resource(kind, packer.text(address, text))))
            .collect()
    };
    for (address, artefact) in for_machines(site.base_url.trim_end_matches('/')) {
        put(address, artefact);
    }
    let own = own_names::own(site, &contexts, for_machines);
    put(SOURCE_ADDRESS, archive(&input.source));
    if input.mode == Mode::Live {
        let text = bodies::packed(input.licences.text.clone(), input.licences.gzip.clone());
        put(
            render::LICENCES_ADDRESS,
            resource("text/plain; charset=utf-8", text),
        );
    }
    Rest {
        artefacts,
        not_found: page(&render::not_found(site, &english, &contexts), packer),
        maintenance: page(&render::maintenance(site, &english, &contexts), packer),
        being_made: page(&render::being_made(site, &english, &contexts), packer),
        own,
        bases: own_names::bases(site, &contexts),
    }
}

pub(crate) fn site(input: &SiteInput) -> Site {
    let mut site = Site {
        base_url: input.base_url.clone(),
        hosts: input.hosts.clone(),
        mode: input.mode,
        version: input.version,
        has_press: input.press.is_some(),
        styles: StyleHashes::default(),
        source_url: String::new(),
    };
    site.source_url = site.link(SOURCE_ADDRESS);
    site
}

/// The first scheduled change of any campaign. Written files know nothing of opening hours.
fn next_change(input: &SiteInput, now: Timestamp) -> Option<Timestamp> {
    let of = |campaign: &Arc<CampaignInput>| match input.mode {
        Mode::Live => schedule::next_change(&campaign.campaign, now),
        Mode::Static => schedule::fixed_changes(&campaign.campaign)
            .into_iter()
            .find(|change| *change > now),
    };
    input.campaigns.iter().filter_map(of).min()
}

/// A campaign with what its pages need.
pub(crate) struct Ready<'i> {
    input: &'i CampaignInput,
    words: Words,
    files: MediaFiles,
    /// Files that only pages of another day show.
    hidden: BTreeSet<CampaignPath>,
    /// The posters that may be seen.
    posters: BTreeSet<PosterId>,
}

impl<'i> Ready<'i> {
    fn new(input: &'i CampaignInput, packer: &Packer<'_>, now: Timestamp) -> Ready<'i> {
        let campaign = &input.campaign;
        let files = media_files(input, packer);
        let hidden = hidden_files(campaign, &files.downloads, now);
        Ready {
            input,
            words: Words::of(&campaign.about.language),
            posters: due_posters(campaign, &hidden, now),
            hidden,
            files,
        }
    }

    /// For jobs, whose files are packed by whoever makes them.
    pub(crate) fn unpacked(input: &'i CampaignInput, now: Timestamp) -> Ready<'i> {
        let packer = Packer {
            packing: Packing::None,
            before: None,
        };
        Ready::new(input, &packer, now)
    }

    pub(crate) fn context<'c>(&'c self, site: &'c Site, now: Timestamp) -> Context<'c> {
        Context {
            site,
            campaign: &self.input.campaign,
            edition: self.input.edition,
            pictures: &self.files.pictures,
            downloads: &self.files.downloads,
            posters: &self.posters,
            words: &self.words,
            now,
        }
    }
}

/// Everything of one campaign by address; nothing before its embargo.
pub(crate) fn campaign_artefacts(
    input: &Arc<CampaignInput>,
    all: &SiteInput,
    site: &Site,
    now: Timestamp,
    packer: &Packer<'_>,
    listed: &mut Vec<String>,
    shared: &mut BTreeMap<Box<str>, Shared>,
) -> Vec<(String, Artefact)> {
    if !is_public(&input.campaign, now) {
        return Vec::new();
    }
    let ready = Ready::new(input, packer, now);
    let context = &ready.context(site, now);
    let MediaFiles {
        pictures,
        downloads,
        artefacts,
    } = &ready.files;
    let pages = render::pages(context);
    let of_picture = |path: &CampaignPath| pictures.get(path).into_iter().flat_map(Picture::addresses);
    let hidden: BTreeSet<&str> = ready
        .hidden
        .iter()
        .flat_map(|path| of_picture(path).chain(downloads.get(path).map(String::as_str)))
        .collect();
    let mut found: Vec<(String, Artefact)> = artefacts
        .iter()
        .filter(|(address, _)| !hidden.contains(address.as_str()))
        .cloned()
        .collect();
    let others = for_others(context, packer);
    for rendered in &pages {
        if let Some(canonical) = &rendered.canonical {
            listed.push(canonical.clone());
            let page = Shared {
                page: rendered.address.as_str().into(),
                answer: others.answer.as_str().into(),
            };
            shared.insert(canonical.as_str().into(), page);
        }
        found.push((rendered.address.clone(), page(rendered, packer)));
    }
    // Under a name of its own the campaign is at home at the first address too.
    let id = input.campaign.about.id.as_str();
    let home = shared.get(context.public("").as_str()).cloned();
    if let Some(home) = home.filter(|_| site.hosts.contains_key(id)) {
        shared.insert(format!("{}/", site.base_of(id)).into(), home);
    }
    let addresses: BTreeSet<String> = pages.into_iter().map(|page| page.address).collect();
    found.extend(leads(context, &addresses));
    found.extend(others.artefacts);
    let workshop = Arc::new(Workshop::of(site, all.press.clone(), Arc::clone(input), now));
    let home = format!("/{id}/");
    for job in jobs::due(context, &workshop) {
        let address = format!("{home}{}", job.address());
        found.push((address, Order::new(&workshop, job).artefact()));
    }
    found
}

fn page(rendered: &RenderedPage, packer: &Packer<'_>) -> Artefact {
    Artefact {
        content_type: "text/html; charset=utf-8",
        content: Content::Bodies(packer.text(&rendered.address, rendered.html.clone())),
        policy: Policy::Page(rendered.policy.as_str().into()),
        cache: Cache::Revalidate,
        not_before: rendered.not_before,
        not_after: rendered.not_after,
    }
}

fn resource(content_type: &'static str, bodies: Bodies) -> Artefact {
    Artefact {
        content_type,
        content: Content::Bodies(bodies),
        policy: Policy::Nothing,
        cache: Cache::Revalidate,
        not_before: None,
        not_after: None,
    }
}

fn archive(bytes: &Bytes) -> Artefact {
    resource("application/gzip", bodies::plain(bytes.clone()))
}
