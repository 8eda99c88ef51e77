//! Where to listen.

use crate::{Limits, StartError};
use public::Hosts;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// What the server is to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// How many threads serve, each with a listener of its own; 0 is one for each core.
    pub threads: usize,
    /// Where the operator asks for numbers; nowhere unless it is set.
    pub admin_listen: Option<SocketAddr>,
    /// The names that are answered.
    pub hosts: Hosts,
    /// What a visitor may use up.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            threads: 0,
            admin_listen: None,
            hosts: Hosts::loopback(),
            limits: Limits::default(),
        }
    }
}

/// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `:8080` (the last two are this machine alone). Names are not
/// looked up: a listener that depends on a name server is one that does not start after a power cut.
pub fn listen_address(text: &str) -> Result<SocketAddr, StartError> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    text.strip_prefix("localhost:")
        .or_else(|| text.strip_prefix(':'))
        .and_then(|port| port.parse().ok())
        .map(|port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
        .ok_or_else(|| StartError::BadAddress(text.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_in_each_of_its_forms() {
        for (text, expected) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            (" 0.0.0.0:80 ", "0.0.0.0:80"),
            ("[::1]:8080", "[::1]:8080"),
            ("localhost:81", "127.0.0.1:81"),
            (":82", "127.0.0.1:82"),
        ] {
            assert_eq!(listen_address(text).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_bad_address_is_answered_with_a_good_one() {
        for text in [
            "8080",
            "localhost",
            "127.0.0.1:99999",
            "::1:x",
            "",
            "example.org:80",
        ] {
            let error = listen_address(text).unwrap_err().to_string();
            assert!(
                error.contains("127.0.0.1:8080") && error.contains(&format!("{text:?}")),
                "{error}"
            );
        }
    }
}
