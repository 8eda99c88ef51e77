//! The site as files, for any web server.

use crate::artefact::{Artefact, Content};
use crate::input::SiteInput;
use crate::make::{make, site};
use bytes::Bytes;
use campaign::{BadPath, CampaignPath};
use jiff::Timestamp;
use render::Site;
use std::collections::BTreeMap;

/// A file of the tree.
#[derive(Clone, Debug)]
pub enum TreeFile {
    /// Its bytes.
    Bytes(Bytes),
    /// A film or download, copied in pieces from the folder of this campaign (by its id).
    Copy(Box<str>, CampaignPath),
}

/// The site at `now` by file: `/x/` is `x/index.html`. What is not due is not in it; a placement's code is a page that sends
/// people on.
///
/// # Errors
/// When a file could not be written on every system. Ids, codes and names are checked where they are read, so this would be
/// a fault of the program.
pub fn tree(input: &SiteInput, now: Timestamp) -> Result<BTreeMap<CampaignPath, TreeFile>, BadPath> {
    let interval = make(input, now, None);
    let site = site(input);
    let mut tree = BTreeMap::new();
    for (address, artefact) in &interval.artefacts {
        tree.insert(
            CampaignPath::new(&file_name(address, artefact))?,
            file(&site, artefact),
        );
    }
    tree.insert(CampaignPath::new("404.html")?, file(&site, &interval.not_found));
    tree.insert(
        CampaignPath::new("maintenance.html")?,
        file(&site, &interval.maintenance),
    );
    Ok(tree)
}

fn file_name(address: &str, artefact: &Artefact) -> String {
    let path = address.trim_start_matches('/');
    match artefact.content {
        Content::Elsewhere(_) => format!("{path}/index.html"),
        _ if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        _ => path.to_owned(),
    }
}

fn file(site: &Site, artefact: &Artefact) -> TreeFile {
    match &artefact.content {
        Content::Bodies(bodies) => TreeFile::Bytes(bodies.identity.bytes.clone()),
        Content::Stream { campaign, path, .. } => TreeFile::Copy(campaign.clone(), path.clone()),
        Content::Elsewhere(address) => TreeFile::Bytes(send_on(&site.link(address)).into()),
    }
}

/// A page that sends people on without a script.
fn send_on(address: &str) -> String {
    let address = address
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{address}</title>\
         <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={address}\"></head>\
         <body><p><a href=\"{address}\">{address}</a></p></body></html>\n"
    )
}
