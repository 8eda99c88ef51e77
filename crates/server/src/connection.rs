//! One connection.

use crate::guarded::Guarded;
use crate::minding::Membership;
use crate::respond::Responder;
use hyper::server::conn::http1;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// Serves a connection until it is done, overdue, or idle while the server closes. Whatever goes wrong in it is the
/// visitor's affair and is not logged: an error text could hold what was sent.
pub(crate) struct Connection {
    http: Pin<Box<http1::Connection<Guarded, Responder>>>,
    membership: Membership,
    is_closing: bool,
}

impl Connection {
    pub(crate) fn new(
        builder: &http1::Builder,
        stream: TcpStream,
        membership: Membership,
        responder: Responder,
    ) -> Connection {
        let guarded = Guarded::new(stream, Arc::clone(&membership.0));
        Connection {
            http: Box::pin(builder.serve_connection(guarded, responder)),
            membership,
            is_closing: false,
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
            return Poll::Ready(());
        }
        if minded.minding().is_closing() && !this.is_closing {
            this.is_closing = true;
            this.http.as_mut().graceful_shutdown();
        }
        if this.http.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        // A browser opens connections in advance: nobody is waiting on those.
        if this.is_closing && minded.is_silent() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
