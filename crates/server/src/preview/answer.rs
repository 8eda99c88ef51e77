//! From an address to an answer.

use super::Preview;
use super::form::value;
use crate::films;
use crate::outgoing::Outgoing;
use bytes::Bytes;
use campaign::Diagnostic;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response, StatusCode};
use hyper::body::{Body, Incoming};
use public::{Ask, Door, Payload};
use site::preview::{Draft, Dressed, Look, SCRIPT, SCRIPT_ADDRESS, STYLE, STYLE_ADDRESS, When, no_rule};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;

/// How long a window waits for a change before it asks again: less than any limit on a quiet connection.
const WAIT: Duration = Duration::from_secs(25);
/// A piece of a film.
const PIECE_BYTES: usize = 64 * 1024;

type Answer = Response<Outgoing>;

/// Answers a request. `port` is ours.
pub(super) async fn answer(preview: &Arc<Preview>, port: u16, request: &Request<Incoming>) -> Answer {
    let Some(origin) = origin(request.headers(), port) else {
        return text(
            StatusCode::MISDIRECTED_REQUEST,
            &format!("A preview is for this machine alone. Open http://127.0.0.1:{port}/ on it.\n"),
        );
    };
    if is_from_elsewhere(request.headers()) {
        return text(
            StatusCode::FORBIDDEN,
            "A preview is for this machine alone, and not for other sites.\n",
        );
    }
    let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
    if !is_read || !request.body().is_end_stream() {
        let mut refusal = text(
            StatusCode::METHOD_NOT_ALLOWED,
            "This address can be read and nothing else.\n",
        );
        put(&mut refusal, header::ALLOW, "GET, HEAD");
        put(&mut refusal, header::CONNECTION, "close");
        return refusal;
    }
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or("");
    let draft = preview.draft();
    let seen = *preview.number.borrow();
    match path {
        "/" => to(&draft.start()),
        "/preview/" => page(StatusCode::OK, draft.overview(preview.now(), &origin, seen)),
        "/preview/changes" => changes(preview, query).await,
        "/preview/go" => go(&draft, query),
        STYLE_ADDRESS => resource("text/css; charset=utf-8", STYLE),
        SCRIPT_ADDRESS => resource("text/javascript; charset=utf-8", SCRIPT),
        _ => match (path.strip_prefix("/preview/rules/"), When::of(path)) {
            (Some(rule), _) => match draft.rule(rule, &origin, seen) {
                Some(rule) => page(StatusCode::OK, rule),
                None => text(StatusCode::NOT_FOUND, &format!("{}\n", no_rule())),
            },
            (None, Some((when, beneath))) => {
                site(preview, &draft, request, (when, beneath), &origin, seen).await
            }
            (None, None) => to(&draft.start()),
        },
    }
}

/// What the browser calls this server, when that is an address of this machine.
fn origin(headers: &HeaderMap, port: u16) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_ours = ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|name| host == format!("{name}:{port}") || (port == 80 && host == *name));
    is_ours.then(|| format!("http://{host}"))
}

/// Whether another site's page asks for something to use in itself (Fetch Metadata). To follow a link is no such thing.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let says = |name: &str, words: &[&str]| {
        let value = headers.get(name).map(HeaderValue::as_bytes);
        value.is_some_and(|value| words.iter().any(|word| word.as_bytes() == value))
    };
    says("sec-fetch-site", &["cross-site", "same-site"]) && !says("sec-fetch-mode", &["navigate"])
}

/// Something of the site at a time, with the bar above it when it is a page.
async fn site(
    preview: &Arc<Preview>,
    draft: &Arc<Draft>,
    request: &Request<Incoming>,
    (when, beneath): (When, &str),
    origin: &str,
    seen: u64,
) -> Answer {
    let now = preview.now();
    let Some(ready) = preview.site(draft, &when, now) else {
        return page(StatusCode::INTERNAL_SERVER_ERROR, draft.failed(origin, seen));
    };
    // A page is never the same twice: its bar has changed. Of what a browser says, a piece of a film is all that counts.
    let mut headers = HeaderMap::new();
    if let Some(range) = request.headers().get(header::RANGE) {
        headers.insert(header::RANGE, range.clone());
    }
    let ask = Ask {
        door: Door::Series,
        method: &Method::GET,
        path: beneath,
        query: None,
        headers: &headers,
    };
    let answer = public::answer(&ready, &ask, draft.instant(&when, now));
    let is_page = answer
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let body = match answer.payload {
        Payload::Bytes(bytes) if is_page => {
            let look = Look {
                when: &when,
                beneath,
                now,
                origin,
                seen,
            };
            let policy = answer
                .headers
                .get(header::CONTENT_SECURITY_POLICY)
                .and_then(|policy| policy.to_str().ok())
                .unwrap_or("default-src 'none'");
            let dressed = draft.dress(&look, &String::from_utf8_lossy(&bytes), policy);
            return page(answer.status, dressed);
        }
        Payload::Bytes(bytes) => Outgoing::Bytes(bytes),
        Payload::Nothing => Outgoing::Nothing,
        Payload::Made(order) => match spawn_blocking(move || order.make()).await {
            Ok(Ok(bytes)) => Outgoing::Bytes(bytes),
            Ok(Err(findings)) => return text(StatusCode::OK, &not_made(&findings)),
            Err(_) => return page(StatusCode::INTERNAL_SERVER_ERROR, draft.failed(origin, seen)),
        },
        Payload::Film(file, range) => {
            match films::open(Arc::clone(&preview.films), file, range, PIECE_BYTES).await {
                Ok(film) => Outgoing::Film(Box::new(film)),
                Err(_) => return text(StatusCode::NOT_FOUND, "The file cannot be read any more.\n"),
            }
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    // A site knows nothing of the days in front of its addresses when it sends people on.
    let location = response
        .headers()
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok())
        .map(|location| format!("{}{location}", when.prefix()));
    if let Some(location) = location {
        put(&mut response, header::LOCATION, &location);
    }
    put(&mut response, header::CACHE_CONTROL, "no-store");
    // On the site, pictures and feeds are for other sites too. A draft is not.
    response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    put(
        &mut response,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    response
}

/// What is said of a poster that cannot be printed: where, and no word of it, because it may hold one that may not be shown.
fn not_made(findings: &[Diagnostic]) -> String {
    let mut text = "This cannot be made as it is saved now. hueandcry check says why:\n".to_owned();
    for finding in findings {
        text.push_str(&format!("{}: {}\n", finding.place, finding.rule));
    }
    text
}

/// Waits until the draft has another number than the one that was seen, for a while; gives the number.
async fn changes(preview: &Preview, query: &str) -> Answer {
    let seen: Option<u64> = value(query, "seen").parse().ok();
    let mut number = preview.number.subscribe();
    let other = number.wait_for(|number| Some(*number) != seen);
    // Whether it changed or the time is over, the number says it.
    let _ = tokio::time::timeout(WAIT, other).await;
    let number = *preview.number.borrow();
    text(StatusCode::OK, &format!("{number}\n"))
}

fn go(draft: &Draft, query: &str) -> Answer {
    let [day, time, page] = ["day", "time", "page"].map(|name| value(query, name));
    match draft.go(&day, &time, &page) {
        Ok(location) => to(&location),
        Err(reason) => text(StatusCode::BAD_REQUEST, &format!("{reason}\n")),
    }
}

fn page(status: StatusCode, page: Dressed) -> Answer {
    let mut response = plain(status, "text/html; charset=utf-8", page.html.into());
    put(&mut response, header::CONTENT_SECURITY_POLICY, &page.policy);
    response
}

fn text(status: StatusCode, words: &str) -> Answer {
    plain(status, "text/plain; charset=utf-8", words.to_owned().into())
}

fn resource(kind: &'static str, text: &'static str) -> Answer {
    plain(StatusCode::OK, kind, Bytes::from_static(text.as_bytes()))
}

/// Sends the browser on to another address of the preview. What cannot stand in a header leads to the beginning.
fn to(location: &str) -> Answer {
    let mut response = plain(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Bytes::new());
    let is_ours = location.starts_with('/') && !location.starts_with("//");
    put(
        &mut response,
        header::LOCATION,
        if is_ours { location } else { "/preview/" },
    );
    response
}

fn plain(status: StatusCode, kind: &'static str, bytes: Bytes) -> Answer {
    let length = bytes.len();
    let mut response = Response::new(Outgoing::Bytes(bytes));
    *response.status_mut() = status;
    put(&mut response, header::CONTENT_LENGTH, &length.to_string());
    put(&mut response, header::CONTENT_TYPE, kind);
    put(
        &mut response,
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'",
    );
    put(&mut response, header::CACHE_CONTROL, "no-store");
    put(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(&mut response, header::REFERRER_POLICY, "no-referrer");
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        put(&mut response, HeaderName::from_static(name), "same-origin");
    }
    response
}

fn put(response: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_of_this_machine_is_answered() {
        let origin = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            super::origin(&headers, 8090)
        };
        assert_eq!(origin("localhost:8090").as_deref(), Some("http://localhost:8090"));
        assert_eq!(origin("[::1]:8090").as_deref(), Some("http://[::1]:8090"));
        for host in [
            "evil.example:8090",
            "127.0.0.1",
            "localhost:80",
            "127.0.0.1.evil.example:8090",
            "",
        ] {
            assert_eq!(origin(host), None, "{host}");
        }
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for (asked, expected) in [
            ("/now/", "/now/"),
            ("//evil.example/", "/preview/"),
            ("https://evil.example/", "/preview/"),
        ] {
            assert_eq!(to(asked).headers()[header::LOCATION], expected);
        }
    }
}
