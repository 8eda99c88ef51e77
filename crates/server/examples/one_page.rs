//! Serves one page of 10 KiB for `bench/serve`, through the same path as a campaign's home page.
//!
//! `one_page 127.0.0.1:8091 [SECONDS]`: with a number, a scheduled change every so many seconds.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use server::{Live, NoFilms, Server, Settings, Stop, listen_address};
use site::{Artefact, Bodies, Body, Cache, Content, Interval, Policy};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the Brotli body of the page in the notes on peers weighed.
const BROTLI_BYTES: usize = 10_349;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let listen = listen_address(&arguments.next().unwrap_or_else(|| "127.0.0.1:8091".into()))?;
    let every = arguments.next().map(|seconds| seconds.parse()).transpose()?;
    let bound = Server::bind(&Settings {
        listen,
        ..Settings::default()
    })?;
    let live = Live::new(
        Arc::new(move |now| interval(now, every)),
        Arc::new(Timestamp::now),
    )?;
    let stop = Stop::default();
    stop.on_signals()?;
    bound.run(&live, Arc::new(NoFilms), &stop)?;
    Ok(())
}

fn interval(now: Timestamp, every: Option<i64>) -> Interval {
    let until = every.and_then(|seconds| now.checked_add(SignedDuration::from_secs(seconds)).ok());
    let home = page(BROTLI_BYTES, now, until);
    let nothing = page(900, now, None);
    Interval {
        from: now,
        until,
        artefacts: [("/".into(), home)].into(),
        shared: BTreeMap::new(),
        not_found: Arc::clone(&nothing),
        maintenance: Arc::clone(&nothing),
        being_made: nothing,
        own: [].into(),
        bases: [].into(),
    }
}

/// Bytes without a pattern, as compressed ones are. Nobody decodes them.
fn noise(seed: i64, length: usize) -> Bytes {
    let mut state = seed.unsigned_abs() | 1;
    (0..length)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        })
        .collect()
}

fn page(brotli_bytes: usize, now: Timestamp, until: Option<Timestamp>) -> Arc<Artefact> {
    let body = |length: usize| Body {
        bytes: noise(now.as_second(), length),
        etag: format!("\"{:016x}{length:016x}\"", now.as_second()).into(),
    };
    let hash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let policy = format!(
        "default-src 'none'; img-src 'self'; style-src '{hash}'; script-src '{hash}'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    Arc::new(Artefact {
        content_type: "text/html; charset=utf-8",
        content: Content::Bodies(Bodies {
            identity: body(brotli_bytes * 4),
            gzip: Some(body(brotli_bytes * 5 / 4)),
            brotli: Some(body(brotli_bytes)),
        }),
        policy: Policy::Page(policy.into()),
        cache: Cache::Revalidate,
        not_before: Some(now),
        not_after: until,
    })
}
