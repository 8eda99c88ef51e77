//! `/oembed`: what other sites' programs ask about a page of ours (<https://oembed.com/>).
//!
//! The answer is an artefact that was made beforehand. Only its width and height are set here: the asker may say how much
//! room there is.

use crate::address;
use crate::answer::{not_found, payload, text};
use crate::ask::{Answer, Ask, Payload, Route};
use crate::entry::{Entry, Representation, What};
use crate::ready::Ready;
use http::StatusCode;
use http::header::{self, HeaderValue};
use jiff::Timestamp;
use site::{EMBED_HEIGHT, EMBED_WIDTH};

/// Where it is asked for.
pub(crate) const PATH: &str = "/oembed";
/// The longest query that is read: an address of ours, encoded, and a few words.
const MAX_QUERY_BYTES: usize = 4096;

/// What was asked.
#[derive(Debug, Default, PartialEq, Eq)]
struct Question {
    url: Option<String>,
    format: Option<String>,
    most_wide: Option<u32>,
    most_high: Option<u32>,
}

pub(crate) fn answer(ready: &Ready, ask: &Ask<'_>, now: Timestamp) -> Answer {
    let question = question(ask.query.unwrap_or_default());
    if question.format.as_deref().is_some_and(|format| format != "json") {
        // "The provider cannot return a response in the requested format" (2.3.4).
        let words = "This address answers in JSON alone: ask with format=json.\n";
        return text(ask, StatusCode::NOT_IMPLEMENTED, Route::OEmbed, words);
    }
    let Some(url) = &question.url else {
        let words = "Ask for a page with url=, its whole address with percent encoding.\n";
        return text(ask, StatusCode::BAD_REQUEST, Route::OEmbed, words);
    };
    match description(ready, url, now) {
        Some(plain) => fitting(plain, ask, &question),
        None => not_found(ready, ask),
    }
}

fn question(query: &str) -> Question {
    let mut question = Question::default();
    if query.len() > MAX_QUERY_BYTES {
        return question;
    }
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match name {
            "url" => question.url = address::value(value),
            "format" => question.format = address::value(value),
            "maxwidth" => question.most_wide = pixels(value),
            "maxheight" => question.most_high = pixels(value),
            _ => {}
        }
    }
    question
}

/// Digits alone, and not nothing at all; what is no number is no wish.
fn pixels(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        .then(|| text.parse().unwrap_or(u32::MAX))
        .filter(|pixels| *pixels > 0)
}

/// The description of the block for a page of ours that may be shown now. The address may come without its last slash, with a
/// query or an anchor, and with `http` for `https`.
fn description<'r>(ready: &'r Ready, url: &str, now: Timestamp) -> Option<&'r Representation> {
    let bare = url.split(['?', '#']).next().unwrap_or_default();
    let secure = bare.strip_prefix("http://").map(|rest| format!("https://{rest}"));
    let spellings = [Some(bare.to_owned()), secure];
    let shared = spellings.into_iter().flatten().find_map(|spelling| {
        let with_slash = format!("{}/", spelling.trim_end_matches('/'));
        ready
            .shared
            .get(spelling.as_str())
            .or_else(|| ready.shared.get(with_slash.as_str()))
    })?;
    ready.due(&shared.page, now)?;
    let Entry {
        what: What::Here(representations),
        ..
    } = ready.due(&shared.answer, now)?
    else {
        return None;
    };
    Some(representations.plain())
}

/// The description with the size that the asker has room for. Numbers alone are put in.
fn fitting(plain: &Representation, ask: &Ask<'_>, question: &Question) -> Answer {
    let wide = question
        .most_wide
        .map_or(EMBED_WIDTH, |most| most.min(EMBED_WIDTH));
    let high = question
        .most_high
        .map_or(EMBED_HEIGHT, |most| most.min(EMBED_HEIGHT));
    let json = String::from_utf8_lossy(&plain.bytes)
        .replace(&format!("\"width\":{EMBED_WIDTH}"), &format!("\"width\":{wide}"))
        .replace(
            &format!("\"height\":{EMBED_HEIGHT}"),
            &format!("\"height\":{high}"),
        )
        .replace(
            &format!("width=\\\"{EMBED_WIDTH}\\\""),
            &format!("width=\\\"{wide}\\\""),
        )
        .replace(
            &format!("height=\\\"{EMBED_HEIGHT}\\\""),
            &format!("height=\\\"{high}\\\""),
        );
    let mut headers = plain.headers.clone();
    // The tag belongs to the description as it was made.
    headers.remove(header::ETAG);
    headers.remove(header::VARY);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(json.len()));
    Answer {
        status: StatusCode::OK,
        headers,
        payload: payload(ask, || Payload::Bytes(json.into())),
        route: Route::OEmbed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_browsers_write_it() {
        let read =
            question("format=json&url=https%3A%2F%2Fexample.org%2Fa%2F%3Fb%26c&maxwidth=300&x&maxheight=");
        let expected = Question {
            url: Some("https://example.org/a/?b&c".to_owned()),
            format: Some("json".to_owned()),
            most_wide: Some(300),
            most_high: None,
        };
        assert_eq!(read, expected);
        for none in [
            "",
            "url",
            "url=%",
            "url=%ff",
            "url=%0a",
            &format!("url={}", "a".repeat(5000)),
        ] {
            assert_eq!(question(none).url, None, "{none:.40}");
        }
        for none in ["0", "-1", "+3", "1.5", "x", ""] {
            assert_eq!(pixels(none), None, "{none}");
        }
        assert_eq!(pixels("99999999999"), Some(u32::MAX));
    }
}
