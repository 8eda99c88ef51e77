//! Why the server cannot start, and what to do.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Why the server cannot start. The text says what to do.
#[derive(Debug)]
pub enum StartError {
    /// The text is no address to listen on.
    BadAddress(String),
    /// Another program has the port.
    InUse(SocketAddr),
    /// The system does not let this user have the port.
    NotAllowed(SocketAddr),
    /// No network card of this machine has the address.
    NotHere(SocketAddr),
    /// A preview is for this machine alone, and this address is not.
    NotLoopback(SocketAddr),
    /// The operator's port cannot be had.
    Admin(Box<StartError>),
    /// Anything else that the system says.
    System {
        /// What was tried.
        attempt: &'static str,
        /// What the system said.
        cause: io::Error,
    },
}

impl StartError {
    pub(crate) fn listening(address: SocketAddr, cause: io::Error) -> StartError {
        match cause.kind() {
            io::ErrorKind::AddrInUse => StartError::InUse(address),
            io::ErrorKind::PermissionDenied => StartError::NotAllowed(address),
            io::ErrorKind::AddrNotAvailable => StartError::NotHere(address),
            _ => StartError::System {
                attempt: "listen",
                cause,
            },
        }
    }

    pub(crate) fn system(attempt: &'static str) -> impl Fn(io::Error) -> StartError {
        move |cause| StartError::System { attempt, cause }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::BadAddress(text) => write!(
                formatter,
                "{text:?} is no address to listen on\nhint: write an address and a port, such as 127.0.0.1:8080 (this \
                 machine alone), 0.0.0.0:8080 (every network card) or [::1]:8080"
            ),
            StartError::InUse(address) => write!(
                formatter,
                "port {} of {} is in use by another program\nhint: stop that program, or choose another port: --listen {}",
                address.port(),
                address.ip(),
                SocketAddr::new(address.ip(), address.port().checked_add(1).unwrap_or(8080)),
            ),
            StartError::NotAllowed(address) => write!(
                formatter,
                "this user may not listen on port {}\nhint: choose a port from 1024 up, such as --listen {}, and let a \
                 proxy pass port {0} on; or give the program the right CAP_NET_BIND_SERVICE",
                address.port(),
                SocketAddr::new(address.ip(), 8080),
            ),
            StartError::NotHere(address) => write!(
                formatter,
                "this machine has no network address {}\nhint: use 127.0.0.1 for this machine alone, or 0.0.0.0 for every \
                 network card",
                address.ip()
            ),
            StartError::NotLoopback(address) => write!(
                formatter,
                "{} can be reached from other machines, and a draft is not for the public\nhint: leave --listen out, or \
                 name this machine alone: --listen {}; to show a campaign to visitors, use hueandcry serve",
                address.ip(),
                SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port()),
            ),
            StartError::Admin(reason) => write!(
                formatter,
                "the operator's listener: {}",
                reason.to_string().replace("--listen", "--admin-listen")
            ),
            StartError::System { attempt, cause } => {
                write!(
                    formatter,
                    "could not {attempt}: {cause}\nhint: that is the system's own message"
                )
            }
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StartError::System { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
