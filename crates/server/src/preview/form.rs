//! What stands behind the question mark of an address.

/// The value of a field of a form (WHATWG URL, 5.1).
pub(super) fn value(query: &str, name: &str) -> String {
    let raw = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        .unwrap_or("");
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        let digits = || -> Option<u8> {
            let mut ahead = rest.clone();
            let pair = [ahead.next()?, ahead.next()?];
            u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()
        };
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => match digits() {
                Some(decoded) => {
                    bytes.push(decoded);
                    rest.nth(1);
                }
                None => bytes.push(b'%'),
            },
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_writes_it() {
        let query = "page=%2Fa%2F&day=2026-12-07&time=09%3A30&x=a+b%zz%4";
        assert_eq!(value(query, "page"), "/a/");
        assert_eq!(value(query, "time"), "09:30");
        assert_eq!(value(query, "x"), "a b%zz%4");
        assert_eq!(value(query, "ti"), "");
    }
}
