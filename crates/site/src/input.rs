//! What a site is made of.

use bytes::Bytes;
use campaign::press::Press;
use campaign::{Campaign, CampaignPath, ContentHash, EditionHash, Page, PageKind, Signs, Source, Toolkit};
use media::{EncodedPicture, MediaKind, PictureFacts};
use render::Mode;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Campaigns, and what is the same for all of them.
#[derive(Clone, Debug)]
pub struct SiteInput {
    /// The campaigns, in the order of the front page.
    pub campaigns: Vec<Arc<CampaignInput>>,
    /// The address under which the public sees the site, for links that leave it.
    pub base_url: String,
    /// Scheme and host of the campaigns that have a name of their own, by their id.
    pub hosts: BTreeMap<Box<str>, String>,
    /// Served or written as files.
    pub mode: Mode,
    /// How hard texts are packed.
    pub packing: Packing,
    /// The program's version.
    pub version: &'static str,
    /// The source of the running version, as a tar archive packed with gzip: every page's footer offers it (AGPL-3.0,
    /// section 13).
    pub source: Bytes,
    /// The licences of everything inside the program. A served site has them at `/licences.txt`; written files contain
    /// nothing of the program.
    pub licences: Licences,
    /// Whom to tell of a fault of the site's safety, for `/.well-known/security.txt`: an e-mail address, or an address that begins
    /// with `https://`, `mailto:` or `tel:`. Without it there is no such file.
    pub security_contact: Option<String>,
    /// What prints posters and cards; without one there are none, and no page speaks of them.
    pub press: Option<Arc<dyn Press>>,
}

/// A text that was packed when the program was built: packing it at each start would cost a second.
#[derive(Clone, Debug, Default)]
pub struct Licences {
    /// The text.
    pub text: Bytes,
    /// The same, packed with gzip.
    pub gzip: Bytes,
}

/// How hard texts are packed. It changes how large answers are and how long making them takes, never what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As small as can be, for visitors on a bad network.
    Best,
    /// Not at all: for files that a web server packs itself, and for a draft that changes with each save.
    None,
}

/// One campaign.
#[derive(Clone, Debug)]
pub struct CampaignInput {
    /// The campaign.
    pub campaign: Campaign,
    /// Its edition.
    pub edition: EditionHash,
    /// Its pictures and films.
    pub media: BTreeMap<CampaignPath, MediaFile>,
    /// Its folder.
    pub folder: Folder,
}

/// A campaign's folder, for what is never held in memory: films, captions, downloads. Behind it every picture is clean. A file may
/// have been changed since the campaign was read: whoever publishes it compares its hash ([`MediaFile::hash`]).
#[derive(Clone)]
pub struct Folder(pub Arc<dyn Source>);

impl fmt::Debug for Folder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Folder")
    }
}

/// A picture or film as it is published.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// What it is.
    pub kind: MediaKind,
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// Its size.
    pub size_bytes: u64,
    /// A picture's bytes; a film is read from its folder in pieces.
    pub bytes: Option<Bytes>,
    /// A picture's facts.
    pub facts: Option<PictureFacts>,
    /// A photograph's encodings.
    pub encoded: Vec<EncodedPicture>,
}

impl CampaignInput {
    /// What is left of a campaign for the site's front page and the pages for mishaps: what it is, its home page, who
    /// answers, and the pictures of the home page. A site of hundreds of campaigns is written one after the other, and
    /// keeps no more than this of each.
    #[must_use]
    pub fn front(&self) -> CampaignInput {
        let mut campaign = self.campaign.clone();
        campaign.pages.retain(|page| page.kind == PageKind::Home);
        let shown: Vec<CampaignPath> = campaign.pages.iter().flat_map(Page::pictures).collect();
        campaign.facts.clear();
        campaign.signs = Signs::default();
        campaign.voices.clear();
        campaign.coverage.clear();
        campaign.placements.clear();
        campaign.posts.clear();
        campaign.posters.clear();
        campaign.toolkit = Toolkit::default();
        campaign.survey.clear();
        campaign.evaluation = None;
        campaign.files.clear();
        campaign.texts.clear();
        let media = self.media.iter().filter(|(path, _)| shown.contains(path));
        CampaignInput {
            campaign,
            edition: self.edition,
            media: media.map(|(path, file)| (path.clone(), file.clone())).collect(),
            folder: self.folder.clone(),
        }
    }
}
