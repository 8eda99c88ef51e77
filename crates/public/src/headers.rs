//! The headers that every answer carries, and why.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use site::{Artefact, Cache, Policy};

/// For anything that is not a page: it may load, run and frame nothing.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'");
/// A drawing opened by itself shows its own styles and can do nothing else.
const DRAWING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
/// Asked for again each time, so that a takedown acts at once; and no shared cache keeps it.
pub(crate) const REVALIDATE: HeaderValue = HeaderValue::from_static("private, no-cache");
/// For addresses that have the content's hash in them.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A year, the longest lifetime that caches heed (RFC 9111 gives no limit; this is the custom).
const YEAR_SECONDS: i64 = 31_536_000;
/// No page of ours asks for a device.
const PERMISSIONS: HeaderValue = HeaderValue::from_static("camera=(), geolocation=(), microphone=()");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");
const CROSS_ORIGIN: HeaderValue = HeaderValue::from_static("cross-origin");
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");
pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// The headers of an answer that is no artefact: a few words of text.
pub(crate) fn plain() -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(12);
    put_common(&mut headers, NOTHING, SAME_ORIGIN);
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    headers
}

/// The headers of an artefact, but for those of its encoding.
pub(crate) fn of(artefact: &Artefact) -> HeaderMap {
    let policy = match &artefact.policy {
        Policy::Drawing => DRAWING,
        Policy::Nothing => NOTHING,
        // A policy that no header can carry gives way to the strictest one: the page then looks bare, and is safe.
        Policy::Page(text) | Policy::Block(text) => HeaderValue::from_str(text).unwrap_or(NOTHING),
    };
    // Feed readers and partners' pages show our pictures and our block; nothing else of ours belongs inside another site's page.
    let is_for_others =
        artefact.content_type.starts_with("image/") || matches!(artefact.policy, Policy::Block(_));
    let resource = if is_for_others { CROSS_ORIGIN } else { SAME_ORIGIN };
    let mut headers = HeaderMap::with_capacity(16);
    let kind = HeaderValue::from_str(artefact.content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    put_common(&mut headers, policy, resource);
    headers.insert(
        header::CACHE_CONTROL,
        match artefact.cache {
            Cache::Revalidate => REVALIDATE,
            Cache::Immutable => IMMUTABLE,
        },
    );
    headers
}

/// The lifetime of something immutable that leaves the site at a planned time: no cache may hold it for longer.
pub(crate) fn immutable_for(seconds_left: i64) -> HeaderValue {
    let seconds = seconds_left.clamp(0, YEAR_SECONDS);
    HeaderValue::from_str(&format!("public, max-age={seconds}")).unwrap_or(REVALIDATE)
}

fn put_common(headers: &mut HeaderMap, policy: HeaderValue, resource: HeaderValue) {
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // The next site must not learn that its visitor came from a page about drugs or grooming.
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(OPENER_POLICY, SAME_ORIGIN);
    headers.insert(RESOURCE_POLICY, resource);
    headers.insert(PERMISSIONS_POLICY, PERMISSIONS);
}
