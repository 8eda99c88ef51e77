//! One core: its listener, its connections, its end.

use crate::Limits;
use crate::connection::Connection;
use crate::minding::{Membership, Minding};
use crate::respond::{Desk, Responder};
use crate::stop::Stage;
use hyper::server::conn::http1;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

/// What one core works with.
pub(crate) struct Core {
    limits: Limits,
    minding: Arc<Minding>,
    desk: Arc<Desk>,
    http: http1::Builder,
    stage: watch::Receiver<Stage>,
    /// When a shortage was told.
    told: Option<Instant>,
}

/// How often a shortage that lasts is told.
const TELL_EVERY: Duration = Duration::from_secs(60);

impl Core {
    pub(crate) fn new(
        limits: &Limits,
        everywhere: Arc<AtomicUsize>,
        desk: Desk,
        stage: watch::Receiver<Stage>,
    ) -> Core {
        let mut http = http1::Builder::new();
        // The time limits are `minding`'s: hyper's own would arm a timer for each request.
        // `pipeline_flush` stays off: with it, the answer to a request that is refused half read is never written.
        http.max_buf_size(limits.head_bytes).header_read_timeout(None);
        Core {
            limits: limits.clone(),
            minding: Minding::new(limits, Arc::clone(&desk.cells), everywhere),
            desk: Arc::new(desk),
            http,
            stage,
            told: None,
        }
    }

    /// Serves until it is stopped. Gives how many requests were cut off.
    pub(crate) async fn run(mut self, listener: std::net::TcpListener) -> io::Result<usize> {
        let listener = TcpListener::from_std(listener)?;
        tokio::spawn(Arc::clone(&self.minding).tick_for_ever(self.limits.tick));
        self.accept_until_stopped(&listener).await;
        self.minding.close();
        self.accept_those_at_the_door(listener.into_std()?);
        self.finish().await;
        Ok(self.minding.open())
    }

    async fn accept_until_stopped(&mut self, listener: &TcpListener) {
        loop {
            let accepted = tokio::select! {
                biased;
                _ = self.stage.wait_for(|stage| *stage > Stage::Running) => return,
                accepted = accept(listener, &self.minding, &self.limits) => accepted,
            };
            match accepted {
                Ok(stream) => self.serve(stream),
                Err(error) if is_shortage(&error) => {
                    self.tell_of_shortage(&error);
                    tokio::select! {
                        _ = self.stage.wait_for(|stage| *stage > Stage::Running) => return,
                        () = sleep(self.limits.accept_pause) => {}
                    }
                }
                // The visitor has gone before we came to the door.
                Err(_) => {}
            }
        }
    }

    /// A shortage lasts: it is told once a minute, not ten times a second.
    fn tell_of_shortage(&mut self, error: &io::Error) {
        self.desk.cells.shortages.add(1);
        if self.told.is_none_or(|told| told.elapsed() > TELL_EVERY) {
            self.told = Some(Instant::now());
            tracing::warn!(error = %error, "no room for new connections, which wait: raise the limit of open files (ulimit -n)");
        }
    }

    /// Whoever has connected already is not turned away. The system is asked itself: the runtime may not have heard of them.
    fn accept_those_at_the_door(&self, listener: std::net::TcpListener) {
        while let Ok((stream, _)) = listener.accept() {
            if stream.set_nonblocking(true).is_ok()
                && let Ok(stream) = TcpStream::from_std(stream)
            {
                self.serve(stream);
            }
        }
    }

    fn serve(&self, stream: TcpStream) {
        let membership: Membership = self.minding.enrol();
        let responder = Responder {
            desk: Arc::clone(&self.desk),
            minded: Arc::clone(&membership.0),
        };
        tokio::spawn(Connection::new(&self.http, stream, membership, responder));
    }

    async fn finish(&mut self) {
        let all_gone = async {
            loop {
                let freed = self.minding.freed.notified();
                if self.minding.open() == 0 {
                    return;
                }
                freed.await;
            }
        };
        tokio::select! {
            () = all_gone => {}
            () = sleep(self.limits.grace) => {}
            _ = self.stage.wait_for(|stage| *stage == Stage::AtOnce) => {}
        }
    }
}

/// The next connection, once there is room for it. Those that wait stay with the kernel.
async fn accept(listener: &TcpListener, minding: &Minding, limits: &Limits) -> io::Result<TcpStream> {
    loop {
        let freed = minding.freed.notified();
        if minding.open_everywhere() < limits.connections.max(1) {
            break;
        }
        // Another core's visitors make room too, and ring only there.
        tokio::select! {
            () = freed => {}
            () = sleep(limits.accept_pause) => {}
        }
    }
    // The visitor's address is dropped here and known nowhere else.
    let (stream, _) = listener.accept().await?;
    Ok(stream)
}

/// Whether the system has run out of something, so that to try again at once would only burn the processor.
fn is_shortage(error: &io::Error) -> bool {
    // ECONNABORTED and its like concern one visitor. EMFILE, ENFILE, ENOBUFS and ENOMEM concern us, and have no kind of
    // their own but the last: whatever is not known to be the visitor's is taken to be ours.
    !matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
            | io::ErrorKind::WouldBlock
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortage_is_waited_out_and_a_lost_visitor_is_not() {
        let (emfile, enfile, econnaborted) = (24, 23, 103);
        assert!(is_shortage(&io::Error::from_raw_os_error(emfile)));
        assert!(is_shortage(&io::Error::from_raw_os_error(enfile)));
        assert!(!is_shortage(&io::Error::from_raw_os_error(econnaborted)));
    }
}
