//! The site as files, for any web server.

use crate::artefact::{Artefact, Content};
use crate::bodies::Packer;
use crate::input::{CampaignInput, Packing, SiteInput};
use crate::jobs::Order;
use crate::make::{Rest, campaign_artefacts, rest, site};
use bytes::Bytes;
use campaign::{BadPath, CampaignPath};
use jiff::Timestamp;
use render::Site;
use std::collections::BTreeMap;
use std::sync::Arc;
use words::{Word, Words};

/// A file of the tree.
#[derive(Clone, Debug)]
pub enum TreeFile {
    /// Its bytes.
    Bytes(Bytes),
    /// A film or download, copied in pieces from the folder of its campaign.
    Copy(CampaignPath),
    /// Something that is still to be made.
    Made(Arc<Order>),
}

/// Files by their paths.
pub type TreeFiles = Vec<(CampaignPath, TreeFile)>;

/// Makes the site at one instant as files, campaign by campaign: `/x/` is `x/index.html`. What is not due is not among them; a
/// placement's code is a page that sends people on.
///
/// Of a campaign whose files have been made it keeps only what the front page shows, so that a site of hundreds of
/// campaigns needs little more memory than one of them.
#[derive(Debug)]
pub struct Tree {
    /// What is the same for all, and of each campaign its front.
    input: SiteInput,
    site: Site,
    now: Timestamp,
    /// Addresses for search engines.
    listed: Vec<String>,
}

/// Another server packs what it sends.
const PACKER: Packer<'_> = Packer {
    packing: Packing::None,
    before: None,
};

impl Tree {
    /// Begins a site; the campaigns of `input` are those of [`Tree::add`], and it should have none.
    pub fn new(input: SiteInput, now: Timestamp) -> Tree {
        Tree {
            site: site(&input),
            input,
            now,
            listed: Vec::new(),
        }
    }

    /// The files of a campaign.
    ///
    /// # Errors
    /// When a file could not be written on every system. Ids, codes and names are checked where they are read, so this
    /// would be a fault of the program.
    pub fn add(&mut self, campaign: Arc<CampaignInput>) -> Result<TreeFiles, BadPath> {
        // Files answer no questions: what may be asked about is for the server alone.
        let shared = &mut BTreeMap::new();
        let artefacts = campaign_artefacts(
            &campaign,
            &self.input,
            &self.site,
            self.now,
            &PACKER,
            &mut self.listed,
            shared,
        );
        self.input.campaigns.push(Arc::new(campaign.front()));
        files(&self.site, artefacts)
    }

    /// What belongs to no campaign: the front page, and the pages for mishaps as `404.html` and `maintenance.html`.
    ///
    /// # Errors
    /// As for [`Tree::add`].
    pub fn finish(self) -> Result<TreeFiles, BadPath> {
        let Rest {
            mut artefacts,
            not_found,
            maintenance,
            ..
        } = rest(&self.input, &self.site, self.now, &PACKER, self.listed);
        artefacts.push(("/404.html".to_owned(), not_found));
        artefacts.push(("/maintenance.html".to_owned(), maintenance));
        files(&self.site, artefacts)
    }
}

fn files(site: &Site, artefacts: Vec<(String, Artefact)>) -> Result<TreeFiles, BadPath> {
    let file = |(address, artefact): (String, Artefact)| {
        Ok((
            CampaignPath::new(&file_name(&address, &artefact))?,
            file(site, artefact),
        ))
    };
    artefacts.into_iter().map(file).collect()
}

fn file_name(address: &str, artefact: &Artefact) -> String {
    let path = address.trim_start_matches('/');
    match artefact.content {
        Content::Elsewhere(_) | Content::Moved(_) => format!("{}/index.html", path.trim_end_matches('/')),
        _ if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        _ => path.to_owned(),
    }
}

fn file(site: &Site, artefact: Artefact) -> TreeFile {
    match artefact.content {
        Content::Bodies(bodies) => TreeFile::Bytes(bodies.identity.bytes),
        Content::Stream { path, .. } => TreeFile::Copy(path),
        Content::Made(order) => TreeFile::Made(order),
        Content::Elsewhere(address) | Content::Moved(address) => {
            TreeFile::Bytes(send_on(&site.link(&address), Words::of("en-GB").get(Word::SendOn)).into())
        }
    }
}

/// A page that sends people on without a script; its words are for a browser that does not follow.
fn send_on(address: &str, words: &str) -> String {
    let address = address
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{words}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url={address}\"></head>\
         <body><p><a href=\"{address}\">{words}</a></p></body></html>\n"
    )
}
