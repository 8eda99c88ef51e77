//! A small site for the stories.

use crate::{Answer, Ask, Door, Payload, Ready, answer};
use bytes::Bytes;
use campaign::CampaignPath;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use site::{Artefact, Bodies, Body, Cache, Content, Interval, Policy, Shared};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The instant at which door 7 opens.
pub(crate) const SEVENTH: &str = "2026-12-07T00:00:00Z";

pub(crate) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

pub(crate) fn bodies(words: &str) -> Content {
    let body = |text: String| Body {
        etag: format!("\"{text}\"").into(),
        bytes: Bytes::from(text),
    };
    Content::Bodies(Bodies {
        identity: body(words.to_string()),
        gzip: Some(body(format!("{words}-gz"))),
        brotli: Some(body(format!("{words}-br"))),
    })
}

pub(crate) fn page(words: &str) -> Artefact {
    Artefact {
        content_type: "text/html; charset=utf-8",
        content: bodies(words),
        policy: Policy::Page("default-src 'none'; style-src 'sha256-x'".into()),
        cache: Cache::Revalidate,
        not_before: None,
        not_after: None,
    }
}

pub(crate) fn elsewhere(target: &str) -> Artefact {
    Artefact {
        content: Content::Elsewhere(target.into()),
        policy: Policy::Nothing,
        ..page("")
    }
}

pub(crate) fn moved(target: &str) -> Artefact {
    Artefact {
        content: Content::Moved(target.into()),
        ..elsewhere("")
    }
}

pub(crate) fn film(size_bytes: u64) -> Artefact {
    let path = CampaignPath::new("media/film.mp4").unwrap();
    let content = Content::Stream {
        campaign: "muletide".into(),
        path,
        size_bytes,
        etag: "\"film\"".into(),
    };
    Artefact {
        content_type: "video/mp4",
        content,
        policy: Policy::Nothing,
        ..page("")
    }
}

/// One campaign with a door that opens on the seventh and a page that leaves on the eighth.
pub(crate) fn small_site() -> BTreeMap<Box<str>, Arc<Artefact>> {
    let door = Artefact {
        not_before: Some(at(SEVENTH)),
        ..page("door7")
    };
    let font = Artefact {
        content_type: "font/woff2",
        cache: Cache::Immutable,
        policy: Policy::Nothing,
        ..page("font")
    };
    let leaving = Artefact {
        not_after: Some(at("2026-12-08T00:00:00Z")),
        ..font.clone()
    };
    let drawing = Artefact {
        content_type: "image/svg+xml",
        policy: Policy::Drawing,
        ..font.clone()
    };
    let block = Artefact {
        policy: Policy::Block("default-src 'none'; frame-ancestors 'self' https://council.example".into()),
        ..page("block")
    };
    let description = Artefact {
        content_type: "application/json; charset=utf-8",
        policy: Policy::Nothing,
        ..page(r#"{"html":"<iframe width=\"600\" height=\"400\">","width":600,"height":400}"#)
    };
    [
        ("/", page("series")),
        ("/muletide/", page("home")),
        ("/muletide/doors/7/", door),
        ("/muletide/film.mp4", film(100)),
        ("/muletide/font.woff2", font),
        ("/muletide/leaving.woff2", leaving),
        ("/muletide/tag.svg", drawing),
        ("/muletide/old/", elsewhere("/muletide/#signs")),
        ("/muletide/older/", moved("/muletide/#signs")),
        ("/muletide/soon/", moved("/muletide/doors/7/")),
        ("/muletide/embed/", block),
        ("/muletide/embed/oembed.json", description),
        ("/muletide/early/", elsewhere("/muletide/doors/7/")),
        ("/q/PUB7", elsewhere("/muletide/doors/7/")),
        ("/q/BAR1", elsewhere("/muletide/#signs")),
    ]
    .map(|(address, artefact)| (address.into(), Arc::new(artefact)))
    .into_iter()
    .collect()
}

/// What may be asked about: the home, and a door that opens on the seventh.
fn shared() -> BTreeMap<Box<str>, Shared> {
    ["", "doors/7/"]
        .map(|beneath| {
            let page = format!("/muletide/{beneath}").into();
            let answer = "/muletide/embed/oembed.json".into();
            (
                format!("https://example.org/muletide/{beneath}").into(),
                Shared { page, answer },
            )
        })
        .into()
}

pub(crate) fn ready(artefacts: BTreeMap<Box<str>, Arc<Artefact>>) -> Ready {
    Ready::new(&Interval {
        from: at("2026-12-01T00:00:00Z"),
        until: Some(at(SEVENTH)),
        artefacts,
        shared: shared(),
        not_found: Arc::new(page("nothing here")),
        maintenance: Arc::new(page("being mended")),
        being_made: Arc::new(page("being made")),
        own: BTreeMap::new(),
        bases: BTreeMap::new(),
    })
}

/// Asks the small site on the sixth of December, unless [`Visit::at`] says otherwise.
pub(crate) struct Visit {
    method: Method,
    door: Door<'static>,
    path: String,
    query: Option<String>,
    headers: HeaderMap,
    now: Timestamp,
}

pub(crate) fn get(path: &str) -> Visit {
    Visit {
        method: Method::GET,
        door: Door::Series,
        path: path.split('?').next().unwrap().into(),
        query: path.split_once('?').map(|(_, query)| query.into()),
        headers: HeaderMap::new(),
        now: at("2026-12-06T12:00:00Z"),
    }
}

impl Visit {
    pub(crate) fn method(mut self, method: Method) -> Visit {
        self.method = method;
        self
    }

    /// Under a campaign's own name.
    pub(crate) fn by_the_door_of(mut self, campaign: &'static str) -> Visit {
        self.door = Door::Campaign(campaign);
        self
    }

    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Visit {
        self.headers.append(name, HeaderValue::from_str(value).unwrap());
        self
    }

    pub(crate) fn at(mut self, instant: &str) -> Visit {
        self.now = at(instant);
        self
    }

    pub(crate) fn of(&self, ready: &Ready) -> Answer {
        answer(ready, &self.ask(), self.now)
    }

    pub(crate) fn answer(&self) -> Answer {
        self.of(&ready(small_site()))
    }

    pub(crate) fn ask(&self) -> Ask<'_> {
        Ask {
            method: &self.method,
            door: self.door,
            path: &self.path,
            query: self.query.as_deref(),
            headers: &self.headers,
        }
    }
}

impl Answer {
    /// A header's text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn body(&self) -> String {
        match &self.payload {
            Payload::Nothing => String::new(),
            Payload::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Payload::Made(order) => format!("{order:?}"),
            Payload::Film(file, range) => format!("{}:{}:{range:?}", file.campaign, file.path),
        }
    }
}
