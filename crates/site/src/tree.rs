//! The site as files, for any web server.

use crate::artefact::{Artefact, Content};
use crate::input::SiteInput;
use crate::make::make;
use bytes::Bytes;
use campaign::CampaignPath;
use jiff::Timestamp;
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
pub fn tree(input: &SiteInput, now: Timestamp) -> BTreeMap<String, TreeFile> {
    let interval = make(input, now, None);
    let mut tree = BTreeMap::new();
    for (address, artefact) in &interval.artefacts {
        tree.insert(file_name(address, artefact), file(artefact));
    }
    tree.insert("404.html".to_owned(), file(&interval.not_found));
    tree.insert("maintenance.html".to_owned(), file(&interval.maintenance));
    tree
}

fn file_name(address: &str, artefact: &Artefact) -> String {
    let path = address.trim_start_matches('/');
    match artefact.content {
        Content::Elsewhere(_) => format!("{path}/index.html"),
        _ if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        _ => path.to_owned(),
    }
}

fn file(artefact: &Artefact) -> TreeFile {
    match &artefact.content {
        Content::Bodies(bodies) => TreeFile::Bytes(bodies.identity.bytes.clone()),
        Content::Stream { campaign, path, .. } => TreeFile::Copy(campaign.clone(), path.clone()),
        Content::Elsewhere(address) => TreeFile::Bytes(send_on(address).into()),
    }
}

/// A page that sends people on without a script. The address is one of the program's own, so it needs no escaping.
fn send_on(address: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{address}</title>\
         <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={address}\"></head>\
         <body><p><a href=\"{address}\">{address}</a></p></body></html>\n"
    )
}
