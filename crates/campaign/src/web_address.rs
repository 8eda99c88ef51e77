//! Addresses of other people's web pages.

use std::fmt;

/// An absolute `https://` or `http://` address with a host name, without user name, spaces or control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(Box<str>);

impl WebAddress {
    /// The longest address, in bytes: what old browsers and mail programs still carry.
    pub const MAX_BYTES: usize = 2_000;

    /// Reads an address. Gives the reason when it is none.
    pub fn parse(text: &str) -> Result<WebAddress, &'static str> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("it does not begin with https://")?;
        if text.len() > WebAddress::MAX_BYTES {
            return Err("it is longer than 2,000 bytes");
        }
        if text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "<>\"\\^`{|}".contains(c))
        {
            return Err("it has a space or a character that an address cannot have");
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        if authority.contains('@') {
            return Err("it has a user name in it");
        }
        let host = authority.split(':').next().unwrap_or("");
        let is_host = !host.is_empty()
            && host.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if is_host {
            Ok(WebAddress(text.into()))
        } else {
            Err("it has no host name")
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme, host and port, as a policy names a site: `https://www.council.example`. Nothing when it could not stand in a
    /// policy as it is: a name in other letters than a to z, or a port that is no number.
    pub fn origin(&self) -> Option<&str> {
        let start = self.0.find("://")? + 3;
        let rest = self.0.get(start..)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let authority = rest.get(..end)?;
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_host = host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
        let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        (is_host && is_port).then(|| self.0.get(..start + end)).flatten()
    }

    /// The host name, for a reader who wants to know where a link leads.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_can_stand_in_a_policy() {
        let origin = |text: &str| WebAddress::parse(text).unwrap().origin().map(str::to_owned);
        assert_eq!(
            origin("https://www.gov.uk/a?b#c").as_deref(),
            Some("https://www.gov.uk")
        );
        assert_eq!(
            origin("http://localhost:8080").as_deref(),
            Some("http://localhost:8080")
        );
        for none in [
            "https://x.example:1;script-src",
            "https://x.example:",
            "https://café.example/",
        ] {
            assert_eq!(origin(none), None, "{none}");
        }
    }

    #[test]
    fn a_link_that_would_not_open_is_no_address() {
        for text in [
            "",
            "gov.uk",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "https://u@x.org",
            "//x.org",
            "https://.x",
        ] {
            assert!(WebAddress::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            WebAddress::parse("https://www.gov.uk/a?b#c").unwrap().host(),
            "gov.uk"
        );
    }
}
