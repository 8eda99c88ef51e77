//! File descriptors: each connection takes one.

use rustix::process::{Resource, getrlimit, setrlimit};

/// What the program itself has open beside connections: listeners, the log, folders that it watches, films.
const OWN: u64 = 64;

/// Raises this process's limit to the most that the system lets it have, and says so in the log when that is fewer than the
/// connections need. Many systems begin with 1,024, for the sake of programs from the last century.
pub fn raise(connections: usize) {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        let raised = rustix::process::Rlimit {
            current: limit.maximum,
            maximum: limit.maximum,
        };
        if setrlimit(Resource::Nofile, raised).is_ok() {
            limit.current = limit.maximum;
        }
    }
    let needed = u64::try_from(connections).unwrap_or(u64::MAX).saturating_add(OWN);
    if let Some(allowed) = limit.current.filter(|allowed| *allowed < needed) {
        tracing::warn!(
            allowed,
            needed,
            "fewer files may be open than max_connections needs; visitors beyond them wait: raise LimitNOFILE (systemd) or \
             ulimit -n, or lower max_connections"
        );
    }
}

/// How many may be open; nothing when there is no limit.
pub(crate) fn most() -> Option<u64> {
    getrlimit(Resource::Nofile).current
}
