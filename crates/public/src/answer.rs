//! Answering.

use crate::ask::{Answer, Ask, Payload, Route};
use crate::code;
use crate::conditional::{has_it_already, range_still_holds};
use crate::entry::{Entry, Film, Made, Representations, What};
use crate::hosts::{Door, Turned};
use crate::range::{Piece, piece};
use crate::ready::Ready;
use crate::{address, headers, oembed};
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};
use jiff::Timestamp;
use std::sync::Arc;

/// The address of the probe that asks whether anybody is there.
const HEALTH: &str = "/healthz";
/// The address of the probe that asks whether all is as it should be.
pub const READINESS: &str = "/readyz";

/// Answers a request at an instant. An artefact that is not due answers byte for byte as an address where nothing ever
/// was.
pub fn answer(ready: &Ready, ask: &Ask<'_>, now: Timestamp) -> Answer {
    if ask.method != Method::GET && ask.method != Method::HEAD {
        return wrong_method();
    }
    if let Some(answer) = at(ready, ask, ask.path, now) {
        return answer;
    }
    if ask.path == oembed::PATH {
        return oembed::answer(ready, ask, now);
    }
    if ask.path == HEALTH {
        return text(ask, StatusCode::OK, Route::Health, "ok\n");
    }
    let Some(path) = address::decoded(ask.path) else {
        return not_found(ready, ask);
    };
    if let Some(code) = path.strip_prefix("/q/") {
        return code_answer(code::destination(ready, code, now));
    }
    if let Some(answer) = at(ready, ask, &path, now) {
        return answer;
    }
    if let Some(location) = with_slash(ready, &path, now) {
        return moved(StatusCode::PERMANENT_REDIRECT, location);
    }
    not_found(ready, ask)
}

/// The answer to a request with a body: the public door takes none. The connection is to be closed after it.
pub fn refuse_body() -> Answer {
    let mut answer = text_answer(
        StatusCode::PAYLOAD_TOO_LARGE,
        Route::Refused,
        "Nothing can be sent to this address.\n",
    );
    answer
        .headers
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

/// The answer to a request that came by a name that is not ours, or by none that could be read. Probes are answered under
/// any name: they ask a machine, not a site.
pub fn turn_away(ask_path: &str, turned: Turned) -> Option<Answer> {
    if [HEALTH, READINESS].contains(&ask_path) && turned == Turned::AnotherName {
        return None;
    }
    let (status, words) = match turned {
        Turned::AnotherName => (
            StatusCode::MISDIRECTED_REQUEST,
            "There is no site of this name here.\n\nFor whoever runs this server: set public_url to the address that visitors \
             use, or give a campaign a name of its own under [hosts]. See docs/settings.md.\n",
        ),
        Turned::Unclear => (
            StatusCode::BAD_REQUEST,
            "A request names the site that it is for, once.\n",
        ),
    };
    let mut answer = text_answer(status, Route::Refused, words);
    if turned == Turned::Unclear {
        answer
            .headers
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Some(answer)
}

/// Whether the server is ready, and why not, as JSON. It is asked for by machines, under any name.
pub fn readiness(ask: &Ask<'_>, is_ready: bool, json: String) -> Answer {
    if ask.method != Method::GET && ask.method != Method::HEAD {
        return wrong_method();
    }
    let status = if is_ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let mut answer = text(ask, status, Route::Readiness, "");
    answer.headers.insert(header::CONTENT_TYPE, headers::JSON);
    answer
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(json.len()));
    answer.payload = payload(ask, || Payload::Bytes(json.into()));
    answer
}

/// The answer while something that the page needs is away: 503, with the page that says so.
pub fn being_mended(ready: &Ready, ask: &Ask<'_>) -> Answer {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let mut answer = match &ready.maintenance {
        Some(page) => status_page(page, ask, status, Route::Maintenance),
        None => text(
            ask,
            status,
            Route::Maintenance,
            "This site is being mended. Please try again soon.\n",
        ),
    };
    answer
        .headers
        .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    answer
}

/// The answer while what was asked for is being made, or while too many other things are: 503, soon again, with the page that says so.
pub fn being_made(ready: &Ready, ask: &Ask<'_>) -> Answer {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let mut answer = match &ready.being_made {
        Some(page) => status_page(page, ask, status, Route::Made),
        None => text(
            ask,
            status,
            Route::Made,
            "This is being made. Please try again in a few seconds.\n",
        ),
    };
    answer
        .headers
        .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    answer
}

/// What stands at an address behind the door that was asked for.
fn at(ready: &Ready, ask: &Ask<'_>, path: &str, now: Timestamp) -> Option<Answer> {
    if let Door::Campaign(campaign) = ask.door {
        let own = ready.own(campaign)?;
        if let Some(entry) = own.entries.get(path) {
            return entry.is_due(now).then(|| found(ready, entry, ask, now));
        }
        if let Some(base) = ready.base_of_another(campaign, path) {
            ready.due(path, now)?;
            let location = address::location(path)?;
            let location = HeaderValue::from_str(&format!("{base}{}", location.to_str().ok()?)).ok()?;
            return Some(moved(StatusCode::FOUND, location));
        }
    }
    ready.due(path, now).map(|entry| found(ready, entry, ask, now))
}

/// The address with the slash that was left out, if a page is there that may be shown.
fn with_slash(ready: &Ready, path: &str, now: Timestamp) -> Option<HeaderValue> {
    if path.ends_with('/') {
        return None;
    }
    let entry = ready.due(&format!("{path}/"), now)?;
    if let What::Elsewhere { .. } = entry.what {
        code::elsewhere(ready, entry, now)?;
    }
    entry.own_location.clone()
}

fn found(ready: &Ready, entry: &Entry, ask: &Ask<'_>, now: Timestamp) -> Answer {
    let mut answer = match &entry.what {
        What::Here(representations) => here(representations, ask),
        What::Film(film) => film_answer(film, ask),
        What::Made(made) => made_answer(made, ask),
        What::Elsewhere { for_good, .. } => match code::elsewhere(ready, entry, now) {
            Some(location) if *for_good => moved(StatusCode::PERMANENT_REDIRECT, location),
            Some(location) => moved(StatusCode::FOUND, location),
            None => not_found(ready, ask),
        },
    };
    entry.limit_lifetime(&mut answer.headers, now);
    answer
}

fn here(representations: &Representations, ask: &Ask<'_>) -> Answer {
    let Some(chosen) = representations.chosen(ask) else {
        return text(
            ask,
            StatusCode::NOT_ACCEPTABLE,
            Route::Artefact,
            "Your browser refuses every encoding.\n",
        );
    };
    if chosen.is_known(ask) {
        return Answer {
            status: StatusCode::NOT_MODIFIED,
            headers: chosen.headers_when_unchanged.clone(),
            payload: Payload::Nothing,
            route: Route::Artefact,
        };
    }
    Answer {
        status: StatusCode::OK,
        headers: chosen.headers.clone(),
        payload: payload(ask, || Payload::Bytes(chosen.bytes.clone())),
        route: Route::Artefact,
    }
}

fn film_answer(film: &Film, ask: &Ask<'_>) -> Answer {
    let mut headers = film.headers.clone();
    let size_bytes = film.file.size_bytes;
    let answer = |status, headers, payload| Answer {
        status,
        headers,
        payload,
        route: Route::Film,
    };
    if has_it_already(ask.headers, headers.get(header::ETAG)) {
        headers.remove(header::CONTENT_TYPE);
        return answer(StatusCode::NOT_MODIFIED, headers, Payload::Nothing);
    }
    // A range is of GET alone (14.2).
    let asked = (ask.method == Method::GET && range_still_holds(ask.headers, headers.get(header::ETAG)))
        .then(|| ask.headers.get(header::RANGE).map(HeaderValue::as_bytes))
        .flatten();
    let (status, range, content_range) = match piece(asked, size_bytes) {
        Piece::Whole => (StatusCode::OK, 0..size_bytes, None),
        Piece::Bytes(range) => {
            let stated = format!(
                "bytes {}-{}/{size_bytes}",
                range.start,
                range.end.saturating_sub(1)
            );
            (StatusCode::PARTIAL_CONTENT, range, Some(stated))
        }
        Piece::Beyond => {
            let mut refusal = text(
                ask,
                StatusCode::RANGE_NOT_SATISFIABLE,
                Route::Film,
                "The file ends before that.\n",
            );
            put(
                &mut refusal.headers,
                header::CONTENT_RANGE,
                &format!("bytes */{size_bytes}"),
            );
            return refusal;
        }
    };
    if let Some(stated) = content_range {
        put(&mut headers, header::CONTENT_RANGE, &stated);
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    answer(
        status,
        headers,
        payload(ask, || Payload::Film(Arc::clone(&film.file), range)),
    )
}

/// Nothing is made for a HEAD, or for a browser that has it already. Its length is known to nobody before it is made, so that a
/// HEAD says none (RFC 9110, 8.6).
fn made_answer(made: &Made, ask: &Ask<'_>) -> Answer {
    let mut headers = made.headers.clone();
    let is_known = has_it_already(ask.headers, headers.get(header::ETAG));
    if is_known {
        headers.remove(header::CONTENT_TYPE);
    }
    let order = || Payload::Made(Arc::clone(&made.order));
    Answer {
        status: if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        },
        headers,
        payload: if is_known {
            Payload::Nothing
        } else {
            payload(ask, order)
        },
        route: Route::Made,
    }
}

pub(crate) fn not_found(ready: &Ready, ask: &Ask<'_>) -> Answer {
    match &ready.not_found {
        Some(page) => status_page(page, ask, StatusCode::NOT_FOUND, Route::NotFound),
        None => text(
            ask,
            StatusCode::NOT_FOUND,
            Route::NotFound,
            "There is no page at this address.\n",
        ),
    }
}

fn status_page(page: &Representations, ask: &Ask<'_>, status: StatusCode, route: Route) -> Answer {
    let chosen = page.chosen_or_plain(ask);
    let payload = payload(ask, || Payload::Bytes(chosen.bytes.clone()));
    Answer {
        status,
        headers: chosen.headers.clone(),
        payload,
        route,
    }
}

fn code_answer(location: HeaderValue) -> Answer {
    let mut answer = moved(StatusCode::FOUND, location);
    // Each scan is to reach us: a code can be pointed elsewhere, and is counted where it is served.
    answer
        .headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer.route = Route::Code;
    answer
}

fn moved(status: StatusCode, location: HeaderValue) -> Answer {
    let mut headers = headers::plain();
    headers.insert(header::LOCATION, location);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    Answer {
        status,
        headers,
        payload: Payload::Nothing,
        route: Route::Moved,
    }
}

fn wrong_method() -> Answer {
    let text = "This address can be read and nothing else.\n";
    let mut answer = text_answer(StatusCode::METHOD_NOT_ALLOWED, Route::Refused, text);
    answer
        .headers
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

pub(crate) fn text(ask: &Ask<'_>, status: StatusCode, route: Route, words: &'static str) -> Answer {
    let mut answer = text_answer(status, route, words);
    if ask.method == Method::HEAD {
        answer.payload = Payload::Nothing;
    }
    answer
}

fn text_answer(status: StatusCode, route: Route, words: &'static str) -> Answer {
    let mut headers = headers::plain();
    headers.insert(header::CONTENT_TYPE, headers::TEXT);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(words.len()));
    Answer {
        status,
        headers,
        payload: Payload::Bytes(Bytes::from_static(words.as_bytes())),
        route,
    }
}

pub(crate) fn payload(ask: &Ask<'_>, make: impl FnOnce() -> Payload) -> Payload {
    if ask.method == Method::HEAD {
        Payload::Nothing
    } else {
        make()
    }
}

fn put(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
