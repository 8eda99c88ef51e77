//! What is asked and what is answered.

use crate::hosts::Door;
use bytes::Bytes;
use campaign::CampaignPath;
use http::header::HeaderMap;
use http::{Method, StatusCode};
use site::Order;
use std::ops::Range;
use std::sync::Arc;

/// A request, as much of it as an answer may depend on.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// GET and HEAD are answered.
    pub method: &'a Method,
    /// Which of the site's names was asked for.
    pub door: Door<'a>,
    /// The path as it arrived, percent encoding and all, without the query.
    pub path: &'a str,
    /// What follows the question mark. One address reads it: `/oembed`.
    pub query: Option<&'a str>,
    /// Of these, only what HTTP makes an answer depend on is read: encodings, tags and ranges.
    pub headers: &'a HeaderMap,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Every header but `Date`.
    pub headers: HeaderMap,
    /// The body.
    pub payload: Payload,
    /// What kind of address it was, for the log.
    pub route: Route,
}

/// A body.
#[derive(Clone, Debug)]
pub enum Payload {
    /// None.
    Nothing,
    /// These bytes.
    Bytes(Bytes),
    /// These bytes of a file.
    Film(Arc<File>, Range<u64>),
    /// What comes of this order, which is still to be made.
    Made(Arc<Order>),
}

/// A file in a campaign's folder that is never whole in memory.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// The campaign's id.
    pub campaign: Box<str>,
    /// The file in its folder.
    pub path: CampaignPath,
    /// Its size.
    pub size_bytes: u64,
}

/// What kind of address was asked for. The log names this in place of the address, which could tell what somebody was
/// worried about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Something of the site.
    Artefact,
    /// A film or a download.
    Film,
    /// Something that is made when it is asked for: a poster, a card.
    Made,
    /// `/q/CODE`.
    Code,
    /// An address that leads to another one.
    Moved,
    /// Nothing is there.
    NotFound,
    /// `/oembed`.
    OEmbed,
    /// `/healthz`.
    Health,
    /// `/readyz`.
    Readiness,
    /// A request that the public door does not take.
    Refused,
    /// The site is being mended.
    Maintenance,
}

impl Route {
    /// Every kind, in the order of its number.
    pub const ALL: [Route; 11] = [
        Route::Artefact,
        Route::Film,
        Route::Made,
        Route::Code,
        Route::Moved,
        Route::NotFound,
        Route::OEmbed,
        Route::Health,
        Route::Readiness,
        Route::Refused,
        Route::Maintenance,
    ];

    /// As the log has it.
    pub fn name(self) -> &'static str {
        match self {
            Route::Artefact => "artefact",
            Route::Film => "film",
            Route::Made => "made",
            Route::Code => "code",
            Route::Moved => "moved",
            Route::NotFound => "not_found",
            Route::OEmbed => "oembed",
            Route::Health => "health",
            Route::Readiness => "readiness",
            Route::Refused => "refused",
            Route::Maintenance => "maintenance",
        }
    }
}
