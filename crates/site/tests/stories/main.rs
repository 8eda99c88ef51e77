//! The site of the campaign that the program carries, at one instant and another.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod addresses;
mod cards;
mod ended;
mod feeds;
mod front;
mod links;
mod moved;
mod names;
mod others;
mod pictures;
mod posters;
mod prefix;
mod press;
mod press_lists;
mod preview;
mod release;
mod security;
mod several;
mod shown;
mod time;
mod toolkit;
mod twins;
mod weight;

use campaign::{CampaignPath, MemorySource, Source};
use jiff::Timestamp;
use site::{
    CampaignInput, Content, Folder, Interval, Licences, MediaFile, Mode, Packing, SiteInput, Tree, TreeFile,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The site's input for a folder.
fn input_of(source: MemorySource, mode: Mode) -> SiteInput {
    let loaded = testkit::load(source);
    let media = loaded.source.files().iter().map(|(path, file)| {
        let cleaned = file.cleaned.as_ref();
        let file = MediaFile {
            kind: file.kind,
            hash: file.hash,
            size_bytes: file.size_bytes,
            bytes: cleaned.map(|cleaned| cleaned.bytes().to_vec().into()),
            facts: cleaned.map(|cleaned| cleaned.facts().clone()),
            encoded: Vec::new(),
        };
        (path.clone(), file)
    });
    let media: BTreeMap<_, _> = media.collect();
    let campaign = loaded.campaign.unwrap();
    SiteInput {
        campaigns: vec![Arc::new(CampaignInput {
            campaign,
            edition: loaded.edition.hash,
            media,
            folder: Folder(Arc::new(loaded.source)),
        })],
        base_url: "https://example.org".to_owned(),
        hosts: BTreeMap::new(),
        mode,
        // Packing is most of the work and changes nothing that these stories look at; see `packed`.
        packing: Packing::None,
        version: "0.0.0",
        source: b"the source".as_slice().into(),
        licences: Licences {
            text: b"the licences".as_slice().into(),
            gzip: b"packed".as_slice().into(),
        },
        security_contact: None,
        press: None,
    }
}

fn input(mode: Mode) -> SiteInput {
    input_of(testkit::merry_muletide(), mode)
}

/// The campaign, to be changed.
fn only(input: &mut SiteInput) -> &mut CampaignInput {
    Arc::make_mut(&mut input.campaigns[0])
}

/// The series with a change to one of its files.
fn input_with(file: &str, from: &str, to: &str, mode: Mode) -> SiteInput {
    let mut source = testkit::merry_muletide();
    let path = CampaignPath::new(file).unwrap();
    let text = String::from_utf8(source.read(&path, 1 << 20).unwrap()).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    source.insert(path, text.replacen(from, to, 1).into_bytes());
    input_of(source, mode)
}

/// The same, packed as for visitors.
fn packed(input: SiteInput) -> SiteInput {
    SiteInput {
        packing: Packing::Best,
        ..input
    }
}

fn make(input: &SiteInput, now: Timestamp) -> Interval {
    site::make(input, now, None)
}

/// The site as files.
fn tree(input: &SiteInput, now: Timestamp) -> BTreeMap<CampaignPath, TreeFile> {
    let campaigns = input.campaigns.clone();
    let mut tree = Tree::new(
        SiteInput {
            campaigns: Vec::new(),
            ..input.clone()
        },
        now,
    );
    let mut files: BTreeMap<CampaignPath, TreeFile> = BTreeMap::new();
    for campaign in campaigns {
        files.extend(tree.add(campaign).unwrap());
    }
    files.extend(tree.finish().unwrap());
    files
}

/// The text at an address.
fn text(interval: &Interval, address: &str) -> String {
    let artefact = interval
        .get(address)
        .unwrap_or_else(|| panic!("{address} is not there"));
    body(&artefact.content)
}

fn body(content: &Content) -> String {
    match content {
        Content::Bodies(bodies) => String::from_utf8_lossy(&bodies.identity.bytes).into_owned(),
        Content::Elsewhere(address) | Content::Moved(address) => address.to_string(),
        Content::Stream { path, .. } => path.to_string(),
        Content::Made(order) => format!("{:?}", order.job),
    }
}

/// Every address and every text of an interval, in one.
fn everything(interval: &Interval) -> String {
    let artefacts = interval
        .artefacts
        .iter()
        .map(|(address, artefact)| format!("{address}\n{}\n", body(&artefact.content)));
    let rest = [&interval.not_found, &interval.maintenance, &interval.being_made];
    let rest = rest.map(|artefact| body(&artefact.content));
    artefacts.chain(rest).collect()
}
