//! Whether a browser has it already (RFC 9110, 13).

use http::header::{self, HeaderMap, HeaderValue};

/// Whether `If-None-Match` names this entity tag, compared weakly (13.1.2): then 304 is the answer.
pub(crate) fn has_it_already(headers: &HeaderMap, etag: Option<&HeaderValue>) -> bool {
    // Most first visits have no such line; `contains_key` before `get_all` spares them the iterator.
    if !headers.contains_key(header::IF_NONE_MATCH) {
        return false;
    }
    headers.get_all(header::IF_NONE_MATCH).iter().any(|line| {
        let line = line.as_bytes();
        line.trim_ascii() == b"*" || etag.is_some_and(|etag| tags(line).any(|tag| tag == etag.as_bytes()))
    })
}

/// Whether a range may be answered as a range: no `If-Range`, or one with this very tag, compared strongly (13.1.5). We
/// send no dates, so a date never matches.
pub(crate) fn range_still_holds(headers: &HeaderMap, etag: Option<&HeaderValue>) -> bool {
    headers
        .get(header::IF_RANGE)
        .is_none_or(|held| etag.is_some_and(|etag| held.as_bytes().trim_ascii() == etag.as_bytes()))
}

/// The tags of a list, without `W/`. A tag may hold commas, so the quotation marks are what divides.
fn tags(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|byte| *byte == b'"')?;
        let length = rest[start + 1..].iter().position(|byte| *byte == b'"')? + 2;
        let tag = &rest[start..start + length];
        rest = &rest[start + length..];
        Some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(name: header::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[track_caller]
    fn check(value: &str, expected: bool) {
        let etag = HeaderValue::from_static("\"abc\"");
        let headers = holds(header::IF_NONE_MATCH, value);
        assert_eq!(has_it_already(&headers, Some(&etag)), expected, "{value}");
    }

    #[test]
    fn a_tag_is_found_alone_in_a_list_weak_or_as_a_star() {
        check("\"abc\"", true);
        check("W/\"abc\"", true);
        check("\"x\", W/\"y,z\" ,\"abc\"", true);
        check(" * ", true);
    }

    #[test]
    fn another_tag_or_half_a_tag_is_not_it() {
        check("\"abcd\"", false);
        check("abc", false);
        check("\"abc", false);
        check("\"x,\"abc\"", false);
        check("", false);
        assert!(!has_it_already(
            &HeaderMap::new(),
            Some(&HeaderValue::from_static("\"abc\""))
        ));
        assert!(!has_it_already(&holds(header::IF_NONE_MATCH, "\"abc\""), None));
    }

    #[test]
    fn a_range_holds_for_the_very_same_bytes_alone() {
        let etag = HeaderValue::from_static("\"abc\"");
        let is_held = |value: &str| range_still_holds(&holds(header::IF_RANGE, value), Some(&etag));
        assert!(range_still_holds(&HeaderMap::new(), Some(&etag)));
        assert!(is_held("\"abc\""));
        assert!(!is_held("W/\"abc\""));
        assert!(!is_held("\"old\""));
        assert!(!is_held("Tue, 24 Nov 2026 08:00:00 GMT"));
    }
}
