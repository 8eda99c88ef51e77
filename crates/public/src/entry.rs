//! One address, laid out for answering.

use crate::ask::{Ask, File};
use crate::conditional::has_it_already;
use crate::encoding::{Encoding, Welcome};
use crate::{address, headers};
use bytes::Bytes;
use campaign::CampaignPath;
use http::header::{self, HeaderMap, HeaderValue};
use jiff::Timestamp;
use site::{Artefact, Bodies, Body, Cache, Content, Order, Policy};
use std::sync::Arc;

/// An artefact with its headers made.
#[derive(Debug)]
pub(crate) struct Entry {
    not_before: Option<Timestamp>,
    not_after: Option<Timestamp>,
    /// Whether it is kept for a year, but leaves the site at a planned time.
    is_cut_short: bool,
    /// Whether it is a page for people.
    pub(crate) is_page: bool,
    /// Its own address as a `Location`, to be sent to who left the last slash out.
    pub(crate) own_location: Option<HeaderValue>,
    /// What it is.
    pub(crate) what: What,
}

/// What an address holds.
#[derive(Debug)]
pub(crate) enum What {
    /// Bytes in memory.
    Here(Box<Representations>),
    /// A film or a download, fetched in pieces.
    Film(Film),
    /// Something that is made when it is asked for.
    Made(Made),
    /// Somewhere else on this site.
    Elsewhere {
        /// Whether it is there for good: 308, which browsers may keep, and not 302.
        for_good: bool,
        /// Where to, as a `Location`; `None` when it would leave the site.
        location: Option<HeaderValue>,
        /// The address that it leads to, without a fragment.
        target: Box<str>,
    },
}

/// The same content in several encodings.
#[derive(Debug)]
pub(crate) struct Representations {
    identity: Representation,
    gzip: Option<Representation>,
    brotli: Option<Representation>,
}

/// One encoding of one content.
#[derive(Debug)]
pub(crate) struct Representation {
    /// The headers of 200.
    pub(crate) headers: HeaderMap,
    /// The headers of 304: those without `Content-…`.
    pub(crate) headers_when_unchanged: HeaderMap,
    pub(crate) bytes: Bytes,
}

/// A film or a download.
#[derive(Debug)]
pub(crate) struct Film {
    pub(crate) headers: HeaderMap,
    pub(crate) file: Arc<File>,
}

/// Something that is made when it is asked for.
#[derive(Debug)]
pub(crate) struct Made {
    /// The headers of 200, but for the length, which nobody knows before it is made.
    pub(crate) headers: HeaderMap,
    pub(crate) order: Arc<Order>,
}

impl Entry {
    pub(crate) fn new(address: &str, artefact: &Artefact) -> Entry {
        let what = match &artefact.content {
            Content::Bodies(bodies) => What::Here(Box::new(Representations::new(artefact, bodies))),
            Content::Stream {
                campaign,
                path,
                size_bytes,
                etag,
            } => What::Film(Film::new(artefact, campaign, path, *size_bytes, etag)),
            Content::Made(order) => What::Made(Made::new(artefact, order)),
            Content::Elsewhere(target) | Content::Moved(target) => What::Elsewhere {
                for_good: matches!(artefact.content, Content::Moved(_)),
                location: address::location(target),
                target: target.split(['#', '?']).next().unwrap_or("").into(),
            },
        };
        Entry {
            not_before: artefact.not_before,
            not_after: artefact.not_after,
            is_cut_short: artefact.cache == Cache::Immutable && artefact.not_after.is_some(),
            is_page: matches!(artefact.policy, Policy::Page(_)),
            own_location: address::location(address),
            what,
        }
    }

    /// As [`Artefact::is_due`].
    pub(crate) fn is_due(&self, now: Timestamp) -> bool {
        self.not_before.is_none_or(|from| from <= now) && self.not_after.is_none_or(|until| now < until)
    }

    /// Shortens the lifetime of what leaves the site at a planned time.
    pub(crate) fn limit_lifetime(&self, headers: &mut HeaderMap, now: Timestamp) {
        if let (true, Some(until)) = (self.is_cut_short, self.not_after) {
            let seconds_left = until
                .as_second()
                .saturating_sub(now.as_second())
                .saturating_sub(1);
            headers.insert(header::CACHE_CONTROL, headers::immutable_for(seconds_left));
        }
    }
}

impl Representations {
    fn new(artefact: &Artefact, bodies: &Bodies) -> Representations {
        let varies = bodies.gzip.is_some() || bodies.brotli.is_some();
        let make = |body: &Body, encoding| Representation::new(artefact, body, encoding, varies);
        Representations {
            identity: make(&bodies.identity, None),
            gzip: bodies.gzip.as_ref().map(|body| make(body, Some("gzip"))),
            brotli: bodies.brotli.as_ref().map(|body| make(body, Some("br"))),
        }
    }

    /// As it is, in no encoding.
    pub(crate) fn plain(&self) -> &Representation {
        &self.identity
    }

    /// The one that this browser takes; `None` when it takes none.
    pub(crate) fn chosen(&self, ask: &Ask<'_>) -> Option<&Representation> {
        match Welcome::of(ask.headers).choose(self.brotli.is_some(), self.gzip.is_some())? {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => Some(&self.identity),
        }
    }

    /// As [`Representations::chosen`], but something in any case: a status page is better in the wrong encoding than
    /// not at all.
    pub(crate) fn chosen_or_plain(&self, ask: &Ask<'_>) -> &Representation {
        self.chosen(ask).unwrap_or(&self.identity)
    }

    /// Takes the entity tags out: a page that says "not here" is not to be asked for again by tag.
    pub(crate) fn without_tags(mut self) -> Representations {
        let all = [Some(&mut self.identity), self.gzip.as_mut(), self.brotli.as_mut()];
        for representation in all.into_iter().flatten() {
            representation.headers.remove(header::ETAG);
            representation
                .headers
                .insert(header::CACHE_CONTROL, headers::REVALIDATE);
        }
        self
    }
}

impl Representation {
    fn new(artefact: &Artefact, body: &Body, encoding: Option<&'static str>, varies: bool) -> Representation {
        let mut unchanged = headers::of(artefact);
        unchanged.remove(header::CONTENT_TYPE);
        let mut headers = headers::of(artefact);
        for headers in [&mut headers, &mut unchanged] {
            if varies {
                headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            }
            if let Ok(etag) = HeaderValue::from_str(&body.etag) {
                headers.insert(header::ETAG, etag);
            }
        }
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.bytes.len()));
        Representation {
            headers,
            headers_when_unchanged: unchanged,
            bytes: body.bytes.clone(),
        }
    }

    /// Whether the browser has these very bytes.
    pub(crate) fn is_known(&self, ask: &Ask<'_>) -> bool {
        has_it_already(ask.headers, self.headers.get(header::ETAG))
    }
}

impl Film {
    fn new(artefact: &Artefact, campaign: &str, path: &CampaignPath, size_bytes: u64, etag: &str) -> Film {
        let mut headers = headers::of(artefact);
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if let Ok(etag) = HeaderValue::from_str(etag) {
            headers.insert(header::ETAG, etag);
        }
        let file = File {
            campaign: campaign.into(),
            path: path.clone(),
            size_bytes,
        };
        Film {
            headers,
            file: Arc::new(file),
        }
    }
}

impl Made {
    fn new(artefact: &Artefact, order: &Arc<Order>) -> Made {
        let mut headers = headers::of(artefact);
        if let Ok(etag) = HeaderValue::from_str(&order.etag) {
            headers.insert(header::ETAG, etag);
        }
        Made {
            headers,
            order: Arc::clone(order),
        }
    }
}
