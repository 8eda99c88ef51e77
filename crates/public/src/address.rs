//! Addresses as they arrive.

use http::HeaderValue;
use std::borrow::Cow;

/// The longest path that is looked up. Ours are paths of a campaign's folder (200 bytes) beneath its name; percent
/// encoding makes them three times as long.
pub(crate) const MAX_BYTES: usize = 1024;

/// Undoes percent encoding. `None` for what no address of ours looks like: too long, a broken escape, not UTF-8, a
/// control character (NUL among them) or an encoded slash, which would make two addresses of one.
pub(crate) fn decoded(path: &str) -> Option<Cow<'_, str>> {
    if path.len() > MAX_BYTES || !path.starts_with('/') {
        return None;
    }
    if !path.contains('%') {
        return Some(Cow::Borrowed(path));
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let value = hex(rest.next()?)? * 16 + hex(rest.next()?)?;
        if value == b'/' || value.is_ascii_control() {
            return None;
        }
        bytes.push(value);
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// An address as a `Location` carries it: on this site, whatever it holds.
pub(crate) fn location(address: &str) -> Option<HeaderValue> {
    // `//x` would lead to the host x; `/\x` too, in browsers.
    let mut bytes = address.bytes();
    if bytes.next() != Some(b'/') || matches!(bytes.next(), Some(b'/' | b'\\')) {
        return None;
    }
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&text).ok()
}

/// Undoes the encoding of a value in a query, where a plus sign is a space and any character may come. `None` for a broken
/// escape, what is not UTF-8, and control characters.
pub(crate) fn value(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            b'+' => b' ',
            other => other,
        });
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.chars().any(char::is_control)).then_some(text)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_address_is_the_same_address() {
        assert_eq!(decoded("/caf%C3%A9/").as_deref(), Some("/café/"));
        assert_eq!(decoded("/%61bc").as_deref(), Some("/abc"));
        assert_eq!(decoded("/abc").as_deref(), Some("/abc"));
    }

    #[test]
    fn broken_and_dangerous_escapes_are_no_address() {
        for path in [
            "/%",
            "/%4",
            "/%zz",
            "/%00",
            "/a%2fb",
            "/a%2Fb",
            "/%ff",
            "/%0d%0aSet-Cookie:x",
            "",
            "abc",
            "*",
        ] {
            assert_eq!(decoded(path), None, "{path:?}");
        }
        assert_eq!(decoded(&format!("/{}", "a".repeat(MAX_BYTES))), None);
    }

    #[test]
    fn a_redirect_never_leaves_the_site() {
        for address in [
            "//elsewhere.example/",
            "/\\elsewhere.example",
            "https://elsewhere.example/",
            "",
        ] {
            assert_eq!(location(address), None, "{address:?}");
        }
        assert_eq!(location("/café/#a b").unwrap(), "/caf%C3%A9/#a%20b");
        assert_eq!(location("/a\r\nb").unwrap(), "/a%0D%0Ab");
    }
}
