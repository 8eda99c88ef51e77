//! What an address answers with, ready to be copied to the wire.

use crate::jobs::Order;
use bytes::Bytes;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One body in one encoding, with the strong validator that belongs to these very bytes (RFC 9110, 8.8.3).
#[derive(Clone, Debug)]
pub struct Body {
    /// The bytes.
    pub bytes: Bytes,
    /// The entity tag, in its quotation marks.
    pub etag: Box<str>,
}

/// The same content in the encodings that we keep ready. An encoding that does not save bytes is left out.
#[derive(Clone, Debug)]
pub struct Bodies {
    /// As it is.
    pub identity: Body,
    /// `Content-Encoding: gzip`.
    pub gzip: Option<Body>,
    /// `Content-Encoding: br`.
    pub brotli: Option<Body>,
}

/// How long an answer may be kept by a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// `private, no-cache`: asked for again each time, so that a takedown acts at once.
    Revalidate,
    /// The address has the content's hash in it: fonts and drawings alone.
    Immutable,
}

/// Which Content-Security-Policy an answer carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A page: nothing but what is listed by hash. The text is the whole policy.
    Page(Arc<str>),
    /// A block that partners' pages may show inside theirs: as a page, but for who may.
    Block(Arc<str>),
    /// A drawing opened by itself: `default-src 'none'; style-src 'unsafe-inline'; sandbox`.
    Drawing,
    /// Anything else: `default-src 'none'`.
    Nothing,
}

/// What an artefact is.
#[derive(Clone, Debug)]
pub enum Content {
    /// Bytes.
    Bodies(Bodies),
    /// A film or download that is never whole in memory: the server asks its source for pieces. `path` is the file in
    /// the campaign's folder.
    Stream {
        /// The campaign's id.
        campaign: Box<str>,
        /// The file.
        path: campaign::CampaignPath,
        /// Its size.
        size_bytes: u64,
        /// Its entity tag, in quotation marks.
        etag: Box<str>,
    },
    /// Something that is made when it is asked for: a poster, a card.
    Made(Arc<Order>),
    /// Somewhere else on this site for now (a placement's code): 302 with this path.
    Elsewhere(Box<str>),
    /// Somewhere else on this site for good (an old address): 308 with this path.
    Moved(Box<str>),
}

/// The answer at one address.
#[derive(Clone, Debug)]
pub struct Artefact {
    /// The media type, `text/html; charset=utf-8`.
    pub content_type: &'static str,
    /// What it is.
    pub content: Content,
    /// The policy that it carries.
    pub policy: Policy,
    /// How long it may be kept.
    pub cache: Cache,
    /// It is public from this instant, this instant included.
    pub not_before: Option<Timestamp>,
    /// It is public until this instant, this instant not included.
    pub not_after: Option<Timestamp>,
}

impl Artefact {
    /// Whether it may be shown. Before its time and after it, it answers as if it were not there.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.not_before.is_none_or(|from| from <= now) && self.not_after.is_none_or(|until| now < until)
    }
}

/// A page that other sites may show as a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The page's address on the site.
    pub page: Box<str>,
    /// The address of the block's description, an artefact of its own.
    pub answer: Box<str>,
}

/// Everything that the site answers in the time between two scheduled changes.
#[derive(Clone, Debug)]
pub struct Interval {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant that is no longer in it, when another change is planned.
    pub until: Option<Timestamp>,
    /// By address: `/`, `/merry-muletide/doors/7/`.
    pub artefacts: BTreeMap<Box<str>, Arc<Artefact>>,
    /// What other sites' programs may ask about (oEmbed), by the address under which the public knows it.
    pub shared: BTreeMap<Box<str>, Shared>,
    /// The page for every address that is not there (404).
    pub not_found: Arc<Artefact>,
    /// The page while the site is being mended (503).
    pub maintenance: Arc<Artefact>,
    /// The page while something that was asked for is being made (503).
    pub being_made: Arc<Artefact>,
    /// What answers otherwise under a campaign's own host name, by the campaign's id: `/`, and what machines read.
    pub own: BTreeMap<Box<str>, BTreeMap<Box<str>, Arc<Artefact>>>,
    /// Scheme and host under which the public finds each campaign, by its id. Empty when no campaign has a name of its own.
    pub bases: BTreeMap<Box<str>, Box<str>>,
}

impl Interval {
    /// What stands at an address, due or not.
    pub fn get(&self, address: &str) -> Option<&Artefact> {
        self.artefacts.get(address).map(Arc::as_ref)
    }
}
