//! The preview's socket: one thread, for one person at this machine.
//!
//! A draft may hold what must not be public, and any web page that is open in the same browser can send requests to this
//! machine. So a request has to name this server by an address of this machine (`Host`): a name that somebody else points
//! here (DNS rebinding) is refused, and no answer may be read by another site. Nothing is logged.

// From an address to an answer.
mod answer;
// What stands behind the question mark of an address.
mod form;

use crate::films::Films;
use crate::live::Clock;
use crate::stop::Stage;
use crate::{Limits, StartError, Stop};
use campaign::Diagnostic;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use public::Ready;
use site::preview::{Draft, When};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Semaphore, watch};

/// How many days of a draft are kept ready.
const KEPT: usize = 6;
/// A browser opens six at a time; a few windows may be open.
const CONNECTIONS: usize = 64;

/// A preview: what is shown, and who waits for it to change.
pub struct Preview {
    clock: Clock,
    films: Arc<dyn Films>,
    state: Mutex<State>,
    /// The draft's number. It begins with the time, so that a window of an earlier start sees that it is out of date.
    number: watch::Sender<u64>,
}

struct State {
    draft: Arc<Draft>,
    /// Sites that were made of this draft, the one that was asked for last at the end.
    made: VecDeque<(When, Arc<Ready>)>,
}

impl fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Preview")
    }
}

/// A preview that has its port.
#[derive(Debug)]
pub struct PreviewBound {
    listener: TcpListener,
    address: SocketAddr,
}

impl PreviewBound {
    /// Takes the port. The address has to be one of this machine alone.
    pub fn bind(listen: SocketAddr) -> Result<PreviewBound, StartError> {
        if !listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(listen));
        }
        let failed = |cause| StartError::listening(listen, cause);
        let listener = TcpListener::bind(listen).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(PreviewBound { listener, address })
    }

    /// Where it listens, with the port that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows the draft until it is stopped. Blocks.
    pub fn run(self, preview: &Arc<Preview>, stop: &Stop) -> Result<(), StartError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(StartError::system("start"))?;
        let ended = runtime.block_on(serve(self, preview, stop));
        // A window that waits for a change is not waited for.
        runtime.shutdown_background();
        ended.map_err(StartError::system("serve"))
    }
}

impl Preview {
    /// A preview of this draft.
    pub fn new(draft: Draft, films: Arc<dyn Films>, clock: Clock) -> Preview {
        let number = u64::try_from(clock().as_second()).unwrap_or(0);
        Preview {
            clock,
            films,
            state: Mutex::new(State {
                draft: Arc::new(draft),
                made: VecDeque::new(),
            }),
            number: watch::Sender::new(number),
        }
    }

    /// The number of the draft that is shown.
    pub fn number(&self) -> u64 {
        *self.number.borrow()
    }

    /// Shows what was saved: every open window loads its page again. What cannot be read any more stays as it was. Gives the draft's
    /// number.
    pub fn show(&self, draft: Draft) -> u64 {
        {
            let mut state = self.lock();
            state.draft = Arc::new(draft.after(&state.draft));
            state.made.clear();
        }
        self.next_number()
    }

    /// Adds what was found of the draft of this number after it was shown, if it is shown still: every open window loads its page
    /// again.
    pub fn also_found(&self, number: u64, findings: Vec<Diagnostic>) -> bool {
        {
            let mut state = self.lock();
            if self.number() != number {
                return false;
            }
            let draft = Arc::make_mut(&mut state.draft);
            draft.findings.extend(findings);
            draft.findings.sort();
            draft.findings.dedup();
        }
        self.next_number();
        true
    }

    fn next_number(&self) -> u64 {
        let mut next = 0;
        self.number.send_modify(|number| {
            *number += 1;
            next = *number;
        });
        next
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn draft(&self) -> Arc<Draft> {
        Arc::clone(&self.lock().draft)
    }

    /// The site of a draft at a time; nothing when it cannot be made.
    fn site(&self, draft: &Arc<Draft>, when: &When, now: Timestamp) -> Option<Arc<Ready>> {
        let known = {
            let mut state = self.lock();
            let is_current = Arc::ptr_eq(&state.draft, draft);
            let at = state.made.iter().position(|(known, _)| known == when);
            at.filter(|_| is_current).and_then(|at| state.made.remove(at))
        };
        let known = known.map(|(_, ready)| ready);
        let still_holds = |ready: &Arc<Ready>| {
            // A time that somebody chose stands still; now goes on.
            matches!(when, When::At(_)) || (ready.from <= now && ready.until.is_none_or(|until| now < until))
        };
        let ready = match known.filter(still_holds) {
            Some(ready) => ready,
            None => Arc::new(made(draft, when, now)?),
        };
        let mut state = self.lock();
        if Arc::ptr_eq(&state.draft, draft) {
            state.made.push_back((when.clone(), Arc::clone(&ready)));
            while state.made.len() > KEPT {
                state.made.pop_front();
            }
        }
        Some(ready)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A holder only moves handles: a panic cannot leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A panic in there costs this page, not the preview.
fn made(draft: &Draft, when: &When, now: Timestamp) -> Option<Ready> {
    let make = || draft.interval(when, now).map(|interval| Ready::new(&interval));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)).ok()?
}

async fn serve(bound: PreviewBound, preview: &Arc<Preview>, stop: &Stop) -> std::io::Result<()> {
    let limits = Limits::default();
    let listener = tokio::net::TcpListener::from_std(bound.listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stage = stop.watch();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .max_buf_size(limits.head_bytes)
        .header_read_timeout(limits.head_time);
    loop {
        let accepted = tokio::select! {
            biased;
            _ = stage.wait_for(|stage| *stage > Stage::Running) => return Ok(()),
            accepted = async {
                let place = Arc::clone(&room).acquire_owned().await;
                (place, listener.accept().await)
            } => accepted,
        };
        let (place, Ok((stream, _))) = accepted else {
            // The system is short of something, or the browser has gone: neither is helped by trying at once.
            tokio::time::sleep(limits.accept_pause).await;
            continue;
        };
        let preview = Arc::clone(preview);
        let port = bound.address.port();
        let service = service_fn(move |request| {
            let preview = Arc::clone(&preview);
            async move { Ok::<_, Infallible>(answer::answer(&preview, port, &request).await) }
        });
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            let _place = place;
            // What goes wrong in a connection is the browser's affair.
            let _ = connection.await;
        });
    }
}
