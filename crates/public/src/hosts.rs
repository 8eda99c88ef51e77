//! Which names the site has, and which one was asked for.
//!
//! A name chooses among those that are configured and does nothing else: every link is made of the settings. What a proxy
//! adds (`Forwarded`, `X-Forwarded-…`) is read nowhere.

use http::header::HOST;
use http::{HeaderMap, Version};

/// Behind which name of the site an address is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door<'a> {
    /// The name of the whole site.
    Series,
    /// The own name of the campaign with this id.
    Campaign(&'a str),
}

/// Why a request is turned away at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// The name is none of ours: 421 (RFC 9110, 15.5.20).
    AnotherName,
    /// There is no name, or several that differ, or one that no name can be: 400 (RFC 9112, 3.2).
    Unclear,
}

/// The names that are answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// Whether this machine's names for itself are the site's.
    answers_loopback: bool,
    /// Names in lower case, and the campaign that each belongs to.
    names: Vec<(Box<str>, Option<Box<str>>)>,
}

impl Hosts {
    /// This machine's names for itself, and no other.
    pub fn loopback() -> Hosts {
        Hosts {
            answers_loopback: true,
            names: Vec::new(),
        }
    }

    /// The site's name without a port. When it is one of this machine's names for itself, all of those are answered.
    pub fn named(name: &str) -> Hosts {
        if is_loopback(name.as_bytes()) {
            return Hosts::loopback();
        }
        Hosts {
            answers_loopback: false,
            names: vec![(name.to_ascii_lowercase().into(), None)],
        }
    }

    /// The same with a campaign's own name.
    #[must_use]
    pub fn and(mut self, name: &str, campaign: &str) -> Hosts {
        self.names
            .push((name.to_ascii_lowercase().into(), Some(campaign.into())));
        self
    }

    /// Whether only this machine's names for itself are answered.
    pub fn is_loopback_alone(&self) -> bool {
        self.answers_loopback && self.names.is_empty()
    }

    /// The door that a request asks for. `authority` is the one of a target in absolute form, which must be that of `Host`.
    /// Ports are not compared: behind a proxy they are the proxy's.
    pub fn door(
        &self,
        version: Version,
        authority: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Door<'_>, Turned> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = match (hosts.next(), hosts.next()) {
            (Some(host), None) => host.as_bytes(),
            // Probes of load balancers speak HTTP/1.0, in which there need be no name.
            (None, None) if version == Version::HTTP_10 => return Err(Turned::AnotherName),
            _ => return Err(Turned::Unclear),
        };
        if authority.is_some_and(|authority| !authority.as_bytes().eq_ignore_ascii_case(host)) {
            return Err(Turned::Unclear);
        }
        self.named_by(host).ok_or_else(|| {
            if is_possible(host) {
                Turned::AnotherName
            } else {
                Turned::Unclear
            }
        })
    }

    fn named_by(&self, host: &[u8]) -> Option<Door<'_>> {
        let name = without_port(host);
        for (own, campaign) in &self.names {
            if own.as_bytes().eq_ignore_ascii_case(name) {
                return Some(campaign.as_deref().map_or(Door::Series, Door::Campaign));
            }
        }
        (self.answers_loopback && is_loopback(name)).then_some(Door::Series)
    }
}

impl Default for Hosts {
    fn default() -> Hosts {
        Hosts::loopback()
    }
}

/// A name without its port and without the full stop of a name that is written out to the root.
fn without_port(host: &[u8]) -> &[u8] {
    let name = match host.iter().rposition(|byte| *byte == b':') {
        Some(colon) if host[colon + 1..].iter().all(u8::is_ascii_digit) => &host[..colon],
        _ => host,
    };
    name.strip_suffix(b".").unwrap_or(name)
}

fn is_loopback(name: &[u8]) -> bool {
    [&b"localhost"[..], b"127.0.0.1", b"[::1]"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}

/// Whether a name could be one: letters, digits and what stands between them.
fn is_possible(host: &[u8]) -> bool {
    !host.is_empty()
        && host
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn names() -> Hosts {
        Hosts::named("Campaigns.example.org").and("merry.example.org", "merry-muletide")
    }

    fn door<'h>(hosts: &'h Hosts, given: &[&str]) -> Result<Door<'h>, Turned> {
        asked(hosts, None, given)
    }

    fn asked<'h>(hosts: &'h Hosts, authority: Option<&str>, given: &[&str]) -> Result<Door<'h>, Turned> {
        let mut headers = HeaderMap::new();
        for host in given {
            headers.append(HOST, HeaderValue::from_str(host).unwrap());
        }
        hosts.door(Version::HTTP_11, authority, &headers)
    }

    #[test]
    fn a_name_is_known_in_any_case_with_any_port_and_with_its_full_stop() {
        let hosts = names();
        for host in [
            "campaigns.example.org",
            "CAMPAIGNS.example.org",
            "campaigns.example.org:8443",
            "campaigns.example.org.",
            "campaigns.example.org.:80",
            "campaigns.example.org:",
        ] {
            assert_eq!(door(&hosts, &[host]), Ok(Door::Series), "{host}");
        }
        assert_eq!(
            door(&hosts, &["merry.example.org:80"]),
            Ok(Door::Campaign("merry-muletide"))
        );
    }

    #[test]
    fn another_name_is_turned_away() {
        let hosts = names();
        for host in [
            "localhost",
            "127.0.0.1:8080",
            "example.org",
            "x.campaigns.example.org",
            "campaigns.example.org.evil.example",
            "campaigns.example.org..",
            "campaigns.example.org:80:80",
            "203.0.113.7",
        ] {
            assert_eq!(door(&hosts, &[host]), Err(Turned::AnotherName), "{host}");
        }
    }

    #[test]
    fn without_names_every_name_that_this_machine_has_for_itself_is_answered() {
        for hosts in [Hosts::loopback(), Hosts::named("localhost")] {
            for host in [
                "localhost",
                "LocalHost:8080",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:8080",
            ] {
                assert_eq!(door(&hosts, &[host]), Ok(Door::Series), "{host}");
            }
            for host in ["::1", "127.0.0.2", "localhost.example.org", "0.0.0.0"] {
                assert_eq!(door(&hosts, &[host]), Err(Turned::AnotherName), "{host}");
            }
        }
    }

    #[test]
    fn no_name_two_names_and_what_can_be_no_name_are_unclear() {
        let hosts = names();
        let ours = "campaigns.example.org";
        for given in [
            &[][..],
            &[ours, ours],
            &[ours, "evil.example"],
            &[""],
            &["a b"],
            &["evil.example/"],
            &["user@evil.example"],
            &["evil.example, campaigns.example.org"],
        ] {
            assert_eq!(door(&hosts, given), Err(Turned::Unclear), "{given:?}");
        }
    }

    #[test]
    fn in_http_1_0_a_name_may_be_left_out_and_then_none_is_chosen() {
        let of = |version| names().door(version, None, &HeaderMap::new()).err();
        assert_eq!(of(Version::HTTP_10), Some(Turned::AnotherName));
        assert_eq!(of(Version::HTTP_11), Some(Turned::Unclear));
    }

    #[test]
    fn the_name_in_the_target_must_be_that_of_the_header() {
        let hosts = names();
        let (ours, merry) = ("campaigns.example.org", "merry.example.org");
        assert_eq!(asked(&hosts, Some(ours), &[ours]), Ok(Door::Series));
        assert_eq!(asked(&hosts, Some(merry), &[ours]), Err(Turned::Unclear));
        assert_eq!(asked(&hosts, Some("evil.example"), &[ours]), Err(Turned::Unclear));
        assert_eq!(
            asked(&hosts, Some("evil.example"), &["evil.example"]),
            Err(Turned::AnotherName)
        );
    }
}
