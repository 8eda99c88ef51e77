//! One connection.

use crate::guarded::Guarded;
use crate::minding::Membership;
use crate::respond::Responder;
use hyper::rt::Write;
use hyper::server::conn::http1;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// Serves a connection until it is done, overdue, or idle while the server closes. Whatever goes wrong in it is the
/// visitor's affair and is not logged: an error text could hold what was sent.
pub(crate) struct Connection {
    state: State,
    membership: Membership,
    is_closing: bool,
}

enum State {
    /// Requests come and are answered.
    Serving(Box<http1::Connection<Guarded, Responder>>),
    /// A refusal is out: what still comes is thrown away.
    Lingering(Guarded),
    /// It is over.
    Done,
}

impl Connection {
    pub(crate) fn new(
        builder: &http1::Builder,
        stream: TcpStream,
        membership: Membership,
        responder: Responder,
    ) -> Connection {
        let guarded = Guarded::new(stream, Arc::clone(&membership.0));
        let http = Box::new(builder.serve_connection(guarded, responder));
        Connection {
            state: State::Serving(http),
            membership,
            is_closing: false,
        }
    }

    /// A refused visitor who is still sending would lose our answer if we closed on unread bytes: the system then sends
    /// a reset.
    fn linger(&mut self, context: &mut Context<'_>) {
        if let State::Serving(http) = std::mem::replace(&mut self.state, State::Done) {
            let mut guarded = http.into_parts().io;
            // Says that nothing more will come, where hyper has not. A socket does so at once or never.
            let _ = Pin::new(&mut guarded).poll_shutdown(context);
            self.membership.0.lingers();
            self.state = State::Lingering(guarded);
        }
    }
}

impl Future for Connection {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let minded = &this.membership.0;
        minded.remember(context.waker());
        if minded.is_overdue() {
            if minded.awaits_head() {
                minded.minding().cells.overdue.add(1);
            }
            return Poll::Ready(());
        }
        if let State::Serving(http) = &mut this.state {
            let mut polled = Pin::new(&mut **http).poll(context);
            if polled.is_pending() && minded.minding().is_closing() && !this.is_closing {
                if minded.is_silent() {
                    // A browser opens connections in advance: nobody is waiting on those. But a request may be on its
                    // way, and hyper would hang up on it.
                    minded.hurry();
                    return Poll::Pending;
                }
                this.is_closing = true;
                Pin::new(&mut **http).graceful_shutdown();
                polled = Pin::new(&mut **http).poll(context);
            }
            if let Poll::Ready(Err(error)) = &polled
                && error.is_parse()
            {
                minded.minding().cells.malformed.add(1);
            }
            match polled {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(())) if !minded.is_refused() => return Poll::Ready(()),
                Poll::Ready(_) => this.linger(context),
            }
        }
        match &mut this.state {
            State::Lingering(_) if this.membership.0.minding().is_closing() => Poll::Ready(()),
            State::Lingering(guarded) => guarded.poll_drain(context),
            State::Serving(_) | State::Done => Poll::Ready(()),
        }
    }
}
