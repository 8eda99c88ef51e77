//! Listeners, limits, and what is live at this instant.
//!
//! Acts and does not think: what an address answers is `public`'s, what there is to answer is `site`'s. A request
//! touches no disk, waits for no lock that another core holds, and leaves no trace of who made it. Films are read, and posters
//! are made, on threads of their own.

/// What is live: this interval and the next one.
mod live;

/// Making the next interval beforehand.
mod preparing;

/// Whether the clock goes as time does.
mod clock_watch;

/// What the operator is told.
mod status;

/// What one core counts.
mod cells;

/// The operator's numbers, as Prometheus reads them.
mod metrics;

/// The operator's own listener.
mod admin;

/// File descriptors: each connection takes one.
pub mod descriptors;

/// What a visitor may use up.
mod limits;

/// Where to listen.
mod settings;

/// Why it cannot start, and what to do.
mod start_error;

/// Sockets, one for each core.
mod listener;

/// Starting, running and stopping.
mod running;

/// Asking the server to stop.
mod stop;

/// One core: its listener, its connections, its end.
mod core;

/// How long each connection may still take.
mod minding;

/// A socket that tells when something moved.
mod guarded;

/// One connection.
mod connection;

/// From a request to a response.
mod respond;

/// Films and downloads, in pieces.
mod films;

/// Things that are made when they are asked for.
mod making;

/// The body of a response.
mod outgoing;

/// A draft, shown to the people who write it.
mod preview;

/// The log: JSON lines that hold nothing about a visitor.
pub mod log;

pub use films::{Films, NoFilms};
pub use limits::Limits;
pub use live::{Clock, Live, Make};
pub use preparing::MakeFailed;
pub use preview::{Preview, PreviewBound};
pub use running::{Bound, Ended, Server};
pub use settings::{Settings, listen_address};
pub use start_error::StartError;
pub use status::{Edition, Reason};
pub use stop::Stop;
